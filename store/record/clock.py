"""The clocks: computed from stored instants, so that they survive a restart and never drift.

All instants are aware and in UTC; durations are in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.model import AgendaItem, Interval, ItemStatus, Meeting
from store.record.record import Record


@lru_cache(maxsize=32)
def zone(name: str) -> ZoneInfo:
    """The time zone called `name` (IANA); UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local(at: datetime, meeting: Meeting) -> datetime:
    """The instant `at` as the clock on the meeting's wall has it."""
    return at.astimezone(zone(meeting.body.time_zone))


def told(at: datetime, meeting: Meeting) -> bool:
    """Whether it is known when `at` was; in a meeting that was minuted afterwards it is where somebody typed it."""
    return not meeting.afterwards or not (at.second or at.microsecond)


def instant(day: date, hour: time, meeting: Meeting, not_before: datetime | None = None) -> datetime:
    """When it is `hour` on the meeting's wall on `day`, in UTC.

    An hour that comes twice (the end of summer time) is the first one, or the second where
    the first lies before `not_before`.
    """
    wall = datetime.combine(day, hour, zone(meeting.body.time_zone))
    first = wall.astimezone(UTC)
    if not_before is not None and first < not_before:
        return max(first, wall.replace(fold=1).astimezone(UTC))
    return first


def spent(item: AgendaItem, meeting: Meeting, now: datetime) -> float:
    """How long `item` was treated: the time it was current, without the recesses in it; 0 where no clock ran."""
    seconds = 0.0
    if meeting.afterwards:
        return seconds
    for interval in item.intervals:
        seconds += _length(interval, now)
        seconds -= sum(_overlap(interval, recess, now) for recess in meeting.recesses)
    return max(0.0, seconds)


def in_recess(meeting: Meeting) -> bool:
    """Whether the meeting is suspended."""
    return bool(meeting.recesses) and meeting.recesses[-1].end is None


def planned_start(meeting: Meeting) -> datetime | None:
    """The instant at which the meeting should begin."""
    return instant(meeting.date, meeting.start, meeting) if meeting.start else None


def planned_end(meeting: Meeting) -> datetime | None:
    """The instant at which the meeting should end."""
    if meeting.end is None:
        return None
    # By the clock on the wall, so also in a night that has 23 hours or 25.
    past_midnight = meeting.start is not None and meeting.end <= meeting.start
    return instant(meeting.date + timedelta(days=past_midnight), meeting.end, meeting)


def projected_end(record: Record, now: datetime) -> datetime:
    """Now, plus what is left of the current item, plus the planned minutes of what is still to come."""
    meeting = record.meeting
    if meeting.closed is not None:
        return meeting.closed
    start = now
    if meeting.opened is None:
        start = max(now, planned_start(meeting) or now)
    return start + timedelta(seconds=_left(record.order(), meeting, now))


def _left(items: Iterable[AgendaItem], meeting: Meeting, now: datetime) -> float:
    seconds = 0.0
    for item in items:
        planned = (item.planned_minutes or 0) * 60
        if item.id == meeting.current and item.status is ItemStatus.CURRENT:
            seconds += max(0.0, planned - spent(item, meeting, now))
        elif item.status is ItemStatus.OPEN:
            seconds += planned
    return seconds


def _length(interval: Interval, now: datetime) -> float:
    return max(0.0, ((interval.end or now) - interval.start).total_seconds())


def _overlap(one: Interval, other: Interval, now: datetime) -> float:
    start = max(one.start, other.start)
    end = min(one.end or now, other.end or now)
    return max(0.0, (end - start).total_seconds())
