"""An event of the plan for calendars: iCalendar (RFC 5545), each event by itself, or all in one file.

Needs icalendar (the extra `documents`). All are events and none a task: calendar programs leave tasks out. What an
event says depends on nothing but the event; when it was changed, and how often, are told by whoever writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from exports.confidentiality.plan import SeenEvent

_PRODUCT = "-//notulist//notulist plan//EN"


def one_event(event: SeenEvent, at: datetime, sequence: int) -> bytes:
    """A calendar that holds only `event`, changed at `at` (aware) for the `sequence`-th time."""
    calendar = _calendar()
    calendar.add_component(_event(event, at, sequence))
    content: bytes = calendar.to_ical()
    return content


def all_events(events: Iterable[SeenEvent], at: datetime) -> bytes:
    """One calendar with all events, to be published: for programs that take in a file."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_event(event, at, 0))
    content: bytes = calendar.to_ical()
    return content


def change_of(content: bytes) -> tuple[datetime, int] | None:
    """When, and for the how manieth time, the event in `content` was changed; None where it is none of ours."""
    try:
        calendar = Calendar.from_ical(content)
        [event] = calendar.walk("VEVENT")
        if str(calendar.get("prodid", "")) != _PRODUCT:
            return None
        return event.decoded("dtstamp"), int(event.decoded("sequence"))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def day_of(content: bytes) -> date | None:
    """The day of the event in `content`; None where there is none."""
    try:
        [event] = Calendar.from_ical(content).walk("VEVENT")
        start = event.decoded("dtstart")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return start.date() if isinstance(start, datetime) else start if isinstance(start, date) else None


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _event(seen: SeenEvent, at: datetime, sequence: int) -> Event:
    event = Event()
    event.add("uid", seen.uid)
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", sequence)
    event.add("summary", seen.title)
    event.add("dtstart", seen.start or seen.day)
    if seen.start and seen.end:
        event.add("dtend", seen.end)
    elif not seen.start:
        # The day after: the end of an event that takes whole days is not part of it.
        event.add("dtend", seen.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if seen.place:
        event.add("location", seen.place)
    if seen.about:
        event.add("description", seen.about)
    if seen.is_secret:
        event.add("class", "CONFIDENTIAL")
    if seen.alarm is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", seen.alarm_text)
        alarm.add("trigger", timedelta(days=-seen.alarm))
        event.add_component(alarm)
    return event
