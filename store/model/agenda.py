"""The agenda: its items, and what stands with each."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from store.model.base import Count, Depth, Id, Noun


class Interval(Noun, frozen=True, kw_only=True):
    """From an instant until another, or still going on."""

    start: datetime
    end: datetime | None = None


class Purpose(StrEnum):
    """Why an item is on the agenda: to be told, to weigh, to decide."""

    INFORM = "inform"
    DISCUSS = "discuss"
    DECIDE = "decide"


class ItemStatus(StrEnum):
    """How far an item is."""

    OPEN = "open"
    CURRENT = "current"
    TREATED = "treated"
    HELD_OVER = "held_over"


class Document(Noun, frozen=True, kw_only=True):
    """A document with an item: its label (`5a`) where it has one, and what it is."""

    label: str = ""
    title: str = ""
    link: str = ""


class Secrecy(Noun, frozen=True, kw_only=True):
    """That something is confidential, on what ground, and until which day.

    `also` are the other grounds of what it stands in or has words of: whoever reads it must be able to read those too.
    """

    ground: str = ""
    until: date | None = None
    also: tuple[str, ...] = ()


class HeldOver(Noun, frozen=True, kw_only=True):
    """To when an item was held over (a day, or words), and why."""

    until: date | None = None
    words: str = ""
    reason: str = ""


class Origin(Noun, frozen=True, kw_only=True):
    """What of the meeting with the key `meeting` came back on a later agenda.

    Its `item` with that id; else its `entry` (a question, a decision to evaluate); else its minutes.
    """

    meeting: str
    item: Id | None = None
    entry: Id | None = None


class AgendaItem(Noun, frozen=True, kw_only=True):
    """An item of the agenda. `title` may be read by all; `internal_title` is confidential with the item.

    `held_over` is kept while the item is current after all, until it is treated.
    `origins` tell what of earlier meetings it brings back, `times_held_over` how often it was held over before.
    `request` is the reference of the request that it treats (`R-2027-01`), `moments` are those of the plan that it
    does: keys of what the law asks each year (`wor-31b`), references of intentions (`V 2027-03-01`). `pieces` are the
    numbers of the list of post, fixed when the agenda was sent, where post is treated under it.
    `intervals` are those in which it was the current item. `notes` holds what an
    agenda file said about the item beyond the known fields, word for word.
    """

    id: Id
    number: str
    title: str
    depth: Depth = 0
    purpose: Purpose | None = None
    presenter: str = ""
    planned_minutes: Count | None = None
    documents: tuple[Document, ...] = ()
    state_of_affairs: str = ""
    explanation: str = ""
    decision_asked: str = ""
    prepared_text: str = ""
    internal_title: str = ""
    notes: tuple[str, ...] = ()
    confidential: Secrecy | None = None
    status: ItemStatus = ItemStatus.OPEN
    held_over: HeldOver | None = None
    origins: tuple[Origin, ...] = ()
    request: str = ""
    pieces: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    times_held_over: Count = 0
    intervals: tuple[Interval, ...] = ()
