"""On which days a body meets: those of its series as they were moved, and those of the meetings that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile

from store.bodies.recurrence import next_days
from store.desk.plan.model import MovedDay
from store.model import Body, Days, Every, Meeting, Plan, Series

_ONE_DAY = timedelta(days=1)


def inherited_skips(body: Body, bodies: Sequence[Body]) -> tuple[Days, ...]:
    """The days that a body skips: its own, and those of the bodies it belongs to."""
    parents = {each.key: each for each in bodies}
    found: dict[tuple[date, date], Days] = {}
    at: Body | None = body
    seen: set[str] = set()
    while at is not None and at.key not in seen:
        seen.add(at.key)
        for days in (at.plan or Plan()).skipped:
            found.setdefault((days.first, days.last), days)
        at = parents.get(at.parent)
    return tuple(found[key] for key in sorted(found))


def days_between(
    series: Series | None,
    first: date,
    last: date,
    skipped: Iterable[Days],
    moved: Mapping[date, date | None],
    before: date | None = None,
) -> list[date]:
    """The days of a series from `first` until and with `last`, each where it was moved to.

    `before` is the day of the last meeting before `first`, to count from. Raises CannotDo where not enough is known to
    count.
    """
    if series is None:
        return []
    # A day just outside may have been moved to one inside.
    begin, end = first - timedelta(days=_MOST_MOVED), last + timedelta(days=_MOST_MOVED)
    of_series = takewhile(lambda day: day <= end, next_days(series, begin - _ONE_DAY, skipped, before))
    days = {moved.get(day, day) for day in of_series}
    return sorted(day for day in days if day and first <= day <= last)


def with_meetings(
    days: Sequence[date], series: Series | None, meetings: Iterable[Meeting]
) -> dict[date, Meeting | None]:
    """Each day with the meeting that is there.

    A meeting on another day than the series has takes the place of the nearest one that has none, within the days
    that lie between two of the series.
    """
    found: dict[date, Meeting | None] = dict.fromkeys(days)
    there = sorted(meetings, key=lambda each: each.date)
    for meeting in there:
        if meeting.date in found:
            found[meeting.date] = meeting
    most = _spacing(series)
    for meeting in there:
        if meeting.date in found:
            continue
        near = [day for day, taken in found.items() if taken is None and abs(day - meeting.date) <= most]
        if near:
            del found[min(near, key=lambda day: abs(day - meeting.date))]
        found[meeting.date] = meeting
    return dict(sorted(found.items()))


def moves(rows: Iterable[MovedDay]) -> dict[date, date | None]:
    """To which day each day of a series was moved, by the last word on it; None where it lapsed."""
    return {row.planned: row.day for row in rows}


def _spacing(series: Series | None) -> timedelta:
    """Less than half of the time between two meetings of a series, and no more than a week."""
    if series is None:
        return timedelta(0)
    between = 7 * series.interval if series.every is Every.WEEK else 28 * series.interval
    return timedelta(days=min(6, (between - 1) // 2))


_MOST_MOVED = 62
