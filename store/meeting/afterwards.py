"""A meeting that is minuted when it is over: no clock runs in it, and times are those that are typed.

What was not told when it happened has an instant that stands for the order only (`store.record.clock.told`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import TypeVar

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.model import Interval, ItemStatus, Meeting, MeetingStatus, Presence
from store.record.clock import instant, local, planned_start, told
from store.record.record import Record

_TICK = timedelta(microseconds=1)
_Span = TypeVar("_Span", Interval, Presence)


def say_so(record: Record, at: datetime) -> None:
    """The meeting is minuted afterwards, as is said at the instant `at`: it is open, and has no clock.

    Times that were typed stay, those of the clock do not. Raises CannotDo where that was said already, or the meeting
    is still to come.
    """
    meeting = record.meeting
    if meeting.afterwards:
        raise CannotDo(_("This meeting is minuted afterwards already."))
    if meeting.called_off is not None:
        raise CannotDo(_("This meeting is called off; /undo takes that back."))
    if meeting.date > local(at, meeting).date():
        raise CannotDo(_("This meeting is still to come: it cannot be minuted afterwards."))
    record.put(replace(meeting, afterwards=True))
    if meeting.opened is None:
        begin = _start(meeting) + _TICK
        record.put(replace(record.meeting, opened=begin, status=MeetingStatus.RUNNING))
        for item in record.to_come()[:1]:
            record.put(replace(item, status=ItemStatus.CURRENT, intervals=(*item.intervals, Interval(start=begin))))
            record.put(replace(record.meeting, current=item.id))
        return
    _set_anew(record, _without_clock(sorted(set(_instants(record))), record.meeting))


def happened(record: Record, at: datetime) -> datetime:
    """The instant of what is done at `at`: of a meeting minuted afterwards one that only stands for the order."""
    return max(_instants(record), default=at) + _TICK if record.meeting.afterwards else at


def must_be_last(record: Record, at: datetime) -> None:
    """Raises CannotDo where something is known to have happened later than `at`, when the meeting was closed."""
    if any(other > at for other in _instants(record) if other != record.meeting.closed):
        words = _("{hour} is earlier than what is known of this meeting; /open 9:00 says when it began.")
        raise CannotDo(words.format(hour=f"{local(at, record.meeting):%H:%M}"))


def _start(meeting: Meeting) -> datetime:
    return planned_start(meeting) or instant(meeting.date, time(0, 0), meeting)


def _instants(record: Record) -> Iterator[datetime]:
    """Every instant at which something happened in the meeting."""
    meeting = record.meeting
    spans = [*meeting.recesses]
    for item in record.items.values():
        spans += item.intervals
    found: list[datetime | None] = [meeting.opened, meeting.closed]
    found += [at for who in record.attendance.values() for here in who.presence for at in (here.start, here.end)]
    found += [at for span in spans for at in (span.start, span.end)]
    found += [at for entry in record.entries.values() for at in (entry.at, entry.voted_at)]
    yield from filter(None, found)


def _without_clock(instants: list[datetime], meeting: Meeting) -> dict[datetime, datetime]:
    """For each of `instants`, in their order, what stands for it: one that was typed, in whole minutes, for itself."""
    last = _start(meeting)
    found = {}
    for at in instants:
        last = max(at, last + _TICK) if told(at, meeting) else last + _TICK
        found[at] = last
    return found


def _set_anew(record: Record, new: dict[datetime, datetime]) -> None:
    meeting = record.meeting
    mended: Callable[[datetime | None], datetime | None] = lambda at: None if at is None else new[at]  # noqa: E731
    recesses = _mended(meeting.recesses, new)
    record.put(replace(meeting, opened=mended(meeting.opened), closed=mended(meeting.closed), recesses=recesses))
    for item in list(record.items.values()):
        if item.intervals:
            record.put(replace(item, intervals=_mended(item.intervals, new)))
    for who in list(record.attendance.values()):
        if who.presence:
            record.put(replace(who, presence=_mended(who.presence, new)))
    for entry in list(record.entries.values()):
        record.put(replace(entry, at=new[entry.at], voted_at=mended(entry.voted_at)))


def _mended(spans: tuple[_Span, ...], new: dict[datetime, datetime]) -> tuple[_Span, ...]:
    return tuple(replace(one, start=new[one.start], end=None if one.end is None else new[one.end]) for one in spans)
