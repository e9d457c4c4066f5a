"""The days of a year on which bodies meet, by when their agendas go out, and what clashes. No disk, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from enum import StrEnum

import msgspec

from store.bodies.body import members_on, sending_day, usual_times
from store.bodies.planning import meeting_key
from store.model import Body, BodyKind, Days
from store.terms.holidays import Holidays

_WEEK = timedelta(days=7)
OVERLEG_AFTER = 7
"""So many days after the own meeting the meeting with the employer is at the earliest, so that it can be prepared."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a body meets: in its series, or with a meeting that is there. `start` and `end` where known.

    `agenda_out` is the last day on which its agenda is sent, `do_by` the last working day until then.
    """

    body: str
    day: date
    key: str
    is_there: bool = False
    start: time | None = None
    end: time | None = None
    agenda_out: date
    do_by: date


class Why(StrEnum):
    """Why a planned day is told of."""

    HOLIDAY = "holiday"
    SAME_DAY = "same_day"
    TOO_SOON = "too_soon"


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """What is the matter with a planned day: the holiday's English name, or the keys of the other meetings.

    `offers` are the days that could come in its place.
    """

    planned: Planned
    why: Why
    holiday: str = ""
    others: tuple[str, ...] = ()
    offers: tuple[date, ...] = ()


class BodyDays(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a body for a year: its days with the hours of each meeting that is there, days skipped.

    `people` are the handles of those who meet; of a committee without people of its own, those of its parent.
    """

    body: Body
    days: Mapping[date, tuple[str, time | None, time | None] | None]
    skipped: tuple[Days, ...] = ()
    people: frozenset[str] = frozenset()


def people_of(body: Body, bodies: Sequence[Body], day: date) -> frozenset[str]:
    """The names of those who meet: of the body's own people, else of those of the body it belongs to."""
    own = members_on(body, day)
    parent = next((each for each in bodies if each.key == body.parent), None)
    return frozenset(who.name for who in (own or (members_on(parent, day) if parent else ())))


def planned_days(year: int, of: BodyDays, holidays: Holidays) -> list[Planned]:
    """The days of `year` on which a body meets, in their order."""
    found = []
    for day, there in sorted(of.days.items()):
        if day.year == year:
            usual = usual_times(of.body)
            out = sending_day(of.body, day)
            found.append(
                Planned(
                    body=of.body.key,
                    day=day,
                    key=there[0] if there else meeting_key(of.body, day),
                    is_there=there is not None,
                    start=there[1] if there else usual[0],
                    end=there[2] if there else usual[1],
                    agenda_out=out,
                    do_by=holidays.working_on_or_before(out),
                )
            )
    return found


def clashes(
    planned: Sequence[Planned], bodies: Sequence[BodyDays], holidays_of: Callable[[str], Holidays]
) -> list[Clash]:
    """What is the matter with the days, in their order."""
    by_key = {each.body.key: each for each in bodies}
    found = []
    for one in sorted(planned, key=lambda each: (each.day, each.key)):
        of = by_key[one.body]
        holidays = holidays_of(one.body)
        others = [other for other in planned if other.body != one.body]
        if holiday := holidays.name(one.day):
            offers = tuple(_offers(one, of, others, by_key, holidays))
            found.append(Clash(planned=one, why=Why.HOLIDAY, holiday=holiday, offers=offers))
        same = [other.key for other in others if _meet_at_once(one, other, by_key) and one.key < other.key]
        if same:
            found.append(Clash(planned=one, why=Why.SAME_DAY, others=tuple(same)))
        if before := list(_own_just_before(one, others, by_key)):
            found.append(Clash(planned=one, why=Why.TOO_SOON, others=tuple(before)))
    return found


def _offers(
    one: Planned, of: BodyDays, others: Sequence[Planned], by_key: Mapping[str, BodyDays], holidays: Holidays
) -> Iterator[date]:
    """The same weekday a week earlier and a week later, as far as nothing else stands in the way."""
    for day in (one.day - _WEEK, one.day + _WEEK):
        moved = msgspec.structs.replace(one, day=day)
        free = (
            holidays.is_working(day)
            and day not in of.days
            and not any(span.first <= day <= span.last for span in of.skipped)
            and not any(_meet_at_once(moved, other, by_key) for other in others)
        )
        if free:
            yield day


def _meet_at_once(one: Planned, other: Planned, by_key: Mapping[str, BodyDays]) -> bool:
    """Whether both have the same people on one day, and their hours overlap or are not known."""
    if one.day != other.day or not by_key[one.body].people & by_key[other.body].people:
        return False
    if one.start is None or other.start is None:
        return True
    return one.start < (other.end or time.max) and other.start < (one.end or time.max)


def _own_just_before(one: Planned, others: Sequence[Planned], by_key: Mapping[str, BodyDays]) -> Iterator[str]:
    """The meetings of the body itself fewer than seven days before its meeting with the employer."""
    body = by_key[one.body].body
    if body.desk.kind is BodyKind.OVERLEG:
        for other in others:
            days = (one.day - other.day).days
            if other.body == body.parent and 0 < days < OVERLEG_AFTER:
                yield other.key
