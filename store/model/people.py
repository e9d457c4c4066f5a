"""People: of a body, and on the roll of a meeting."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from store.model.base import Id, Noun

EVERYONE = "all"
"""The handle that stands for all members, typed `@all` or `@allen`."""


class Role(StrEnum):
    """What somebody is in a body."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    GUEST = "guest"


class Person(Noun, frozen=True, kw_only=True):
    """A member, officer or known guest of a body, from and until a day (both counted in).

    `handle` is unique in the body for good: `former` are handles that were once this
    person's, and nobody else's ever. `email` is where they get their papers.
    """

    handle: str
    name: str
    role: Role = Role.MEMBER
    function: str = ""
    vote: bool = True
    since: date | None = None
    until: date | None = None
    former: tuple[str, ...] = ()
    email: str = ""


class Presence(Noun, frozen=True, kw_only=True):
    """An interval in which somebody took part, in the room or remotely."""

    start: datetime
    end: datetime | None = None
    remote: bool = False


class Absence(Noun, frozen=True, kw_only=True):
    """That somebody was reported absent: with notice (m.k.), without (z.k.), or not said."""

    notice: bool | None = None
    reason: str = ""


class Attendee(Noun, frozen=True, kw_only=True):
    """A line of the roll: who it is, as they were on the day, and when they were there.

    `items` are the numbers of the items a guest comes for, `recused` the ids of the items
    in which somebody took no part in deliberation and vote.
    """

    id: Id
    handle: str
    name: str
    role: Role = Role.MEMBER
    function: str = ""
    vote: bool = True
    items: tuple[str, ...] = ()
    presence: tuple[Presence, ...] = ()
    absence: Absence | None = None
    recused: tuple[int, ...] = ()


def is_present(attendee: Attendee, at: datetime | None = None) -> bool:
    """Whether somebody is taking part now, or was at an instant, in the room or remotely."""
    if at is None:
        return bool(attendee.presence) and attendee.presence[-1].end is None
    return any(here.start <= at and (here.end is None or at <= here.end) for here in attendee.presence)
