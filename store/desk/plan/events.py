"""What of the plan a calendar shows: meetings, terms, moments of the law, intentions, steps to an election. No disk."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from store.model import Secrecy


class Sort(StrEnum):
    """What an event is."""

    MEETING = "meeting"
    TERM = "term"
    MOMENT = "moment"
    INTENTION = "intention"
    ELECTION = "election"


class PlanEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something on a day, or from an instant until another (aware).

    `uid` stays the same as long as it is the same thing. `reference` is what may be said of it where it is
    confidential: `R-2027-02`. It is told of so many days before (`alarm`; None: not).
    """

    uid: str
    sort: Sort
    body: str
    day: date
    title: str
    reference: str = ""
    start: datetime | None = None
    end: datetime | None = None
    place: str = ""
    about: str = ""
    alarm: int | None = None
    confidential: Secrecy | None = None
