"""What is written down in a meeting, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum

from store.kinds import Kind
from store.model.agenda import Secrecy
from store.model.base import Count, Id, Noun
from store.model.desk_settings import Effect
from store.model.votes import Minority, Outcome, Vote


class Due(Noun, frozen=True, kw_only=True):
    """By when: the words typed, and the day (and local time) where they could be read with certainty."""

    words: str
    day: date | None = None
    time: time | None = None


class ActionStatus(StrEnum):
    """How far an action or undertaking is."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Progress(StrEnum):
    """What became of an action of an earlier meeting."""

    DONE = "done"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    ASSIGNED = "assigned"
    REOPENED = "reopened"
    COMMENTED = "commented"


class FollowUp(Noun, frozen=True, kw_only=True):
    """Which action (its whole reference, its text then, the key of its meeting if known), and what became of it.

    The new date or the new owners are those of the entry that the follow-up is a part of; its text is the reason.
    """

    reference: str
    progress: Progress
    about: str = ""
    meeting: str = ""


class Handles(Noun, frozen=True, kw_only=True):
    """How a meeting handles a piece of post: its number, the code of the body, and what that does.

    `subject` is what the piece was about then. `to` is the key of a body or party, `meeting` the day or key of the
    meeting it is for, `item` the number of an item.
    """

    piece: str
    code: str
    effect: Effect
    subject: str = ""
    words: str = ""
    to: str = ""
    meeting: str = ""
    item: str = ""


class LetterAsked(Noun, frozen=True, kw_only=True):
    """That a letter is to be written: its kind (`store.letter_kinds`), and the number of the decision it tells of."""

    kind: str
    decision: str = ""


class Entry(Noun, frozen=True, kw_only=True):
    """What was written down at an instant, under an item.

    `owners` are handles (or `EVERYONE`); `owners_unread` the names that fit nobody, or
    more than one person, as they were typed. `reference` is its number in the body
    (`B 2026-09-02`). `answer` is what was answered to a question, and `answered_by` the handle of who did.
    `review` is when a decision is to be evaluated. `place` is where it
    stands among the others of its item, whose own is their id where they have none: what was
    moved or put in between after the meeting. `turn` tells when it was voted on last: an id
    that was given out then, so that votes and entries have one order; `voted_at` is the instant at
    which those who were there were counted for that. `words_of` are the ids
    of the items and entries of its meeting that it has words, a day or owners of: it is
    confidential with each of them. One that is a `ground` is a reason for the decision of its item. `condition` is the
    number of a condition among those of its item, `letter` the letter that an action is to write.
    """

    id: Id
    kind: Kind
    at: datetime
    text: str
    item: Id | None = None
    place: float | None = None
    speaker: str = ""
    answer: str = ""
    answered_by: str = ""
    reference: str = ""
    owners: tuple[str, ...] = ()
    owners_unread: tuple[str, ...] = ()
    due: Due | None = None
    review: Due | None = None
    vote: Vote | None = None
    outcome: Outcome | None = None
    mover: str = ""
    seconder: str = ""
    amends: Id | None = None
    turn: Id = 0
    voted_at: datetime | None = None
    minority: tuple[Minority, ...] = ()
    confidential: Secrecy | None = None
    words_of: tuple[int, ...] = ()
    status: ActionStatus = ActionStatus.OPEN
    status_reason: str = ""
    postponed: Count = 0
    withdrawn_by: str = ""
    replaced_by: str = ""
    replaces: str = ""
    withdraws: str = ""
    approves: date | None = None
    follow_up: FollowUp | None = None
    handles: Handles | None = None
    ground: bool = False
    condition: Count = 0
    letter: LetterAsked | None = None


class LaterEntry(Entry, frozen=True, kw_only=True):
    """A follow-up between meetings: kept with the meeting of the action itself, also when its minutes are approved."""


class Earlier(Noun, frozen=True, kw_only=True):
    """An entry of another meeting: which meeting (key, number, day, body), and the entry as it stands now.

    `item` is the number and title of its item. `history` are the follow-ups that made it so, oldest first.
    """

    key: str
    meeting: str
    day: date
    body: str
    entry: Entry
    item: str = ""
    history: tuple[Entry, ...] = ()


LookBack = Callable[[str], Earlier | None]
"""Finds an entry of an earlier meeting by its whole reference."""
