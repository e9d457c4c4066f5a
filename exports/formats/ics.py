"""A meeting and its actions for calendars and task lists: iCalendar (RFC 5545).

Needs icalendar (the extra `documents`). The meeting is a VEVENT; each action and undertaking that
is open, or was closed, is a VTODO with its date. Nothing depends on when the file is made, so that
it can be taken in again without making anything double.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from icalendar import Calendar, Event, Todo

from exports.kinds import DocumentKind
from exports.redacted import ClosedEntry, ClosedItem, Redacted
from exports.wording import owners_text, with_aside
from store import __version__
from store.i18n import documents
from store.kinds import PROMISES
from store.model import ActionStatus, Due, Entry, Meeting
from store.record.clock import instant, planned_end, planned_start, told
from store.record.references import of_kind
from store.text import slug

_STATUS = {
    ActionStatus.OPEN: "NEEDS-ACTION",
    ActionStatus.DONE: "COMPLETED",
    ActionStatus.CANCELLED: "CANCELLED",
}

_NEVER = datetime(1980, 1, 1, tzinfo=UTC)


def write_ics(records: Sequence[Redacted], what: DocumentKind) -> bytes:
    """The meetings, and their actions unless the document has none; of a list of actions, only those."""
    calendar = Calendar()
    calendar.add("prodid", f"-//notulist//notulist {__version__}//EN")
    calendar.add("version", "2.0")
    for record in records:
        if what is not DocumentKind.ACTIONS:
            calendar.add_component(_event(record))
        if what in (DocumentKind.MINUTES, DocumentKind.SUMMARY, DocumentKind.ACTIONS):
            for todo in _todos(record):
                calendar.add_component(todo)
    content: bytes = calendar.to_ical()
    return content


def _event(record: Redacted) -> Event:
    meeting = record.meeting
    event = Event()
    event.add("uid", f"{slug(meeting.key, 80)}@notulist")
    # A calendar takes the later revision of one event (RFC 5545, 3.8.7.2 and 3.8.7.4).
    event.add("dtstamp", _stamp(record))
    event.add("sequence", len(record.set_at))
    if record.set_at:
        event.add("last-modified", record.set_at[-1])
    event.add("summary", meeting.title)
    opened, closed = (at if at and told(at, meeting) else None for at in (meeting.opened, meeting.closed))
    start, end = opened or planned_start(meeting), closed or planned_end(meeting)
    if meeting.called_off is not None:
        # RFC 5545, 3.8.1.11: calendars strike it out, or take it away.
        event.add("status", "CANCELLED")
    event.add("dtstart", start or meeting.date)
    if start and end and end > start:
        event.add("dtend", end)
    if meeting.place:
        event.add("location", meeting.place)
    _ = documents(meeting.body.language).gettext
    lines = [
        f"{item.number}. {_('confidential') if isinstance(item, ClosedItem) else item.title}"
        for item in record.agenda()
    ]
    event.add("description", "\n".join((meeting.body.name, "", *lines)))
    return event


def _todos(record: Redacted) -> Iterator[Todo]:
    meeting, language = record.meeting, record.meeting.body.language
    for kind in PROMISES:
        for entry in of_kind(record, kind):
            if isinstance(entry, ClosedEntry):
                continue
            todo = Todo()
            number = slug(entry.reference) if entry.reference else entry.id
            todo.add("uid", f"{slug(meeting.key, 80)}-{number}@notulist")
            todo.add("dtstamp", entry.at)
            todo.add("created", entry.at)
            owners = owners_text(entry, language)
            todo.add("summary", with_aside(entry.text, owners))
            todo.add("description", _about(entry, record))
            todo.add("status", _STATUS[entry.status])
            if entry.due and entry.due.day:
                todo.add("due", _due(entry.due, meeting))
            if entry.id in record.secrecy:
                todo.add("class", "CONFIDENTIAL")
            yield todo


def _about(entry: Entry, record: Redacted) -> str:
    """Where it comes from, and the words that no date could be read in."""
    words = entry.due.words if entry.due and not entry.due.day else ""
    item = record.items.get(entry.item) if entry.item is not None else None
    where = f"{item.number}. {item.title}" if item else ""
    return "\n".join(filter(None, (entry.reference, record.meeting.title, where, words)))


def _due(due: Due, meeting: Meeting) -> object:
    assert due.day is not None
    # The end of a day is that day, which a calendar shows best as a day.
    return instant(due.day, due.time, meeting) if due.time and due.time != time(23, 59) else due.day


def _stamp(record: Redacted) -> datetime:
    """When the meeting was last set otherwise; of one that never was nothing tells when it was planned."""
    return record.set_at[-1] if record.set_at else _NEVER
