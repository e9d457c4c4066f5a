"""Invitations of a calendar (.ics, RFC 5545): title, day and hours, place, who is invited, and the description."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from exports.sources.html import lines_of_html
from exports.sources.packed import BROKEN, damaged, needs
from exports.sources.source import Kind, Source, literal
from store.errors import BadAgenda
from store.i18n import _
from store.text import clean, clean_lines
from store.wall_clock import clock_here

if TYPE_CHECKING:
    from icalendar.cal.component import Component

_MOST_EVENTS = 2_000


def read_calendar(content: bytes, name: str) -> Source:
    """An invitation as plain text. Raises BadAgenda where it holds none, or more than one meeting."""
    return lines_of_calendar(content, name)


def lines_of_calendar(content: bytes, name: str) -> Source:
    """The facts of the meeting, each with its label, and its description below them."""
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise needs(name) from error
    try:
        events = [event for each in Calendar.from_ical(content, multiple=True) for event in each.walk("VEVENT")]
        events = events[:_MOST_EVENTS]
        if len({str(event.get("UID", at)) for at, event in enumerate(events)}) != 1:
            events = []
        if not events:
            raise BadAgenda(_("{file} holds no meeting, or several. Nothing was stored.").format(file=name))
        lines = _lines(_first(events), name)
    except BROKEN as error:
        raise damaged(name) from error
    return Source(
        kind=Kind.CALENDAR, text="\n".join(lines), sender=_address(events[0].get("ORGANIZER")) if events else ""
    )


def _first(events: list[Component]) -> Component:
    """The series itself, or the only meeting: one that was moved says which it replaces."""
    return next((event for event in events if "RECURRENCE-ID" not in event), events[0])


def _lines(event: Component, name: str) -> list[str]:
    starts, ends = _instant(event.get("DTSTART")), _instant(event.get("DTEND"))
    lines = [literal(clean(str(event.get("SUMMARY", "")))) or _("Meeting"), ""]
    if starts:
        lines.append(f"Date: {starts:%Y-%m-%d}")
    if isinstance(starts, datetime):
        until = f"–{ends:%H:%M}" if isinstance(ends, datetime) else ""
        lines.append(f"Time: {starts:%H:%M}{until}")
    if place := clean(str(event.get("LOCATION", ""))):
        lines.append(f"Place: {literal(place)}")
    people = [_address(each) for each in _all(event.get("ATTENDEE"))]
    if names := [each for each in people if each]:
        lines.append(f"Attendees: {'; '.join(map(literal, names))}")
    told = clean_lines(str(event.get("DESCRIPTION", "")))
    lines += ["", *(_page(told, name) if told.lstrip().startswith("<") else map(literal, told.split("\n")))]
    return lines


def _page(text: str, name: str) -> list[str]:
    return lines_of_html(text, name).split("\n")


def _instant(value: object) -> date | datetime | None:
    """The day, or the hour on the clock of the place for which it was written; what is in UTC is told here."""
    at = getattr(value, "dt", None)
    if isinstance(at, datetime) and at.tzinfo is not None and str(at.tzinfo) == "UTC":
        return clock_here(at)
    return at if isinstance(at, date) else None


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _address(value: object) -> str:
    """The name of somebody; their address where no name is given."""
    if value is None:
        return ""
    name = clean(str(getattr(value, "params", {}).get("CN", ""))).strip('"')
    return name if name and "@" not in name else ""
