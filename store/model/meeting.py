"""One meeting of a body."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from store.model.agenda import Interval
from store.model.base import Day, Id, Noun
from store.model.body import Body


class MeetingStatus(StrEnum):
    """How far a meeting's record is: on the agenda, being held, minuted, approved."""

    PLANNED = "planned"
    RUNNING = "running"
    DRAFT = "draft"
    APPROVED = "approved"


class Anonymised(Noun, frozen=True, kw_only=True):
    """That a person was made nameless in approved minutes: when, and the digest before and after."""

    at: datetime
    before: str
    after: str


class Approval(Noun, frozen=True, kw_only=True):
    """That the minutes were approved: when, and in which later meeting (key, number, day), by which decision.

    `corrections` are those of that meeting, in their order. `digest` is over what the minutes rest on, and
    `rows` holds one for each row of it, so that a change can be told to the entry (`store.archive.approvals`).
    `anonymised` tells why the digest is another one than was approved: the last mark has it as `after`.
    """

    at: datetime
    meeting: str
    number: str
    on: Day
    decision: str
    corrections: tuple[str, ...] = ()
    digest: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    anonymised: tuple[Anonymised, ...] = ()


class Meeting(Noun, frozen=True, kw_only=True):
    """One meeting of a body. `key` is its id and its file's name, `2026-09-17-or`.

    `agenda` lists the items' ids as the agenda has them, `order` as they are treated.
    The body is a copy, so that its rules stay what they were on the day; but documents are made with the
    `audiences` and `house` that the register has now (`exports.publish`).
    One that was `called_off`, for a reason or "", is not held; None where it was not.
    One that was minuted `afterwards` has no clock: an instant in it that is no whole minute was told by nobody, and
    stands for the order only (`store.record.clock.told`).
    """

    id: int = 1
    key: str
    body: Body
    title: str
    number: str
    date: Day
    start: time | None = None
    end: time | None = None
    place: str = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    agenda: tuple[Id, ...] = ()
    order: tuple[Id, ...] = ()
    current: Id | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    recesses: tuple[Interval, ...] = ()
    next_meeting: Day | None = None
    previous_meeting: Day | None = None
    sent: Day | None = None
    remarks: str = ""
    approval: Approval | None = None
    afterwards: bool = False
    called_off: str | None = None

    @property
    def is_to_be_held(self) -> bool:
        """Whether it is planned, or being held now."""
        return self.called_off is None and self.status in (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
