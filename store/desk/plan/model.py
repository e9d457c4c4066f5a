"""The nouns of the plan, rows of a body's desk (`store.desk.desk`)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from store.model import Days, Id, Noun, Secrecy


class MovedDay(Noun, frozen=True, kw_only=True):
    """That the body meets on `day` and not on `planned`, a day of its series; on none where `day` is None."""

    id: Id
    at: datetime
    planned: date
    day: date | None = None


class Intention(Noun, frozen=True, kw_only=True):
    """What the body intends, written down at its desk; those of a meeting are entries of that meeting.

    `typed` is the time as it was typed, `when` what could be read of it with certainty. With a `theme` (`#verhuizing`)
    it is a part of the work plan, and tells what was done of that theme; `owners` are handles.
    """

    id: Id
    reference: str
    at: datetime
    text: str
    typed: str = ""
    when: Days | None = None
    theme: str = ""
    owners: tuple[str, ...] = ()
    confidential: Secrecy | None = None


class Change(StrEnum):
    """What became of a moment of the plan."""

    COVERED = "covered"
    MOVED = "moved"
    DROPPED = "dropped"
    REOPENED = "reopened"


class Mark(Noun, frozen=True, kw_only=True):
    """What became of a moment: of the law in the year `year` (by its key), or an intention (by its reference).

    `on` is the day of it and `meeting` the key of the meeting in which it was treated; moved, `typed` and `when` are
    the new time. `words` say why.
    """

    id: Id
    at: datetime
    moment: str
    change: Change
    on: date
    year: int | None = None
    meeting: str = ""
    typed: str = ""
    when: Days | None = None
    words: str = ""
