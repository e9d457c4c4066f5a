"""A report of who was there, as the lines that put it into the roll of a meeting."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import msgspec

from exports.attendance.report import Report, Stay
from store.errors import CannotDo
from store.i18n import _
from store.language.people import People, core_word
from store.model import Attendee, Meeting
from store.record.clock import local
from store.record.record import Record
from store.text import fold

# Who comes or goes within so many minutes of the meeting was there from its beginning, or until its end.
_ABOUT = timedelta(minutes=5)
_SOME_DAY = date(2000, 1, 2)


class RollLines(msgspec.Struct, frozen=True):
    """The lines to be done, and lines for the user on who was not understood, by the name in the report."""

    lines: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def roll_lines(report: Report, record: Record) -> RollLines:
    """The lines that bring the roll of `record` in agreement with the report; none for who is on it so already.

    A name that fits nobody, or more than one, is told and not guessed. Raises CannotDo where the report is of
    another day.
    """
    meeting = record.meeting
    if report.days and meeting.date not in report.days:
        words = _("The report is of {day}, and the meeting of {other}.")
        raise CannotDo(words.format(day=min(report.days), other=meeting.date))
    roll = list(record.attendance.values())
    people = People(roll)
    lines: list[str] = []
    unread: list[str] = []
    for stay in report.stays:
        found = _meant(stay.name, people)
        if len(found) != 1:
            names = ", ".join(who.name for who in found)
            several = _("{name} fits {names}.").format(name=stay.name, names=names)
            unread.append(several if found else _("{name} is not on the roll.").format(name=stay.name))
        elif not _is_there(found[0], stay, meeting):
            lines += _lines(found[0], stay, meeting)
    return RollLines(tuple(lines), tuple(unread))


def _meant(name: str, people: People) -> tuple[Attendee, ...]:
    """Whom a name of a report fits: whole; as `Bos, Anna`; else by the surname and the first letter."""
    last, comma, first = name.partition(",")
    turned = f"{first.strip()} {last.strip()}" if comma else name
    found = people.who(turned)
    if not found:
        core, letter = fold(core_word(turned)), fold(turned)[:1]
        found = tuple(
            who for who in people.people if fold(core_word(who.name)) == core and fold(who.name)[:1] == letter
        )
    return tuple(who for who in found if isinstance(who, Attendee))


def _is_there(who: Attendee, stay: Stay, meeting: Meeting) -> bool:
    """Whether the roll says already that somebody was there in that time."""
    return any(
        local(here.start, meeting).time().replace(second=0, microsecond=0) <= _later(_came(stay, meeting))
        and (here.end is None or stay.end is None or local(here.end, meeting).time() >= _earlier(stay.end))
        for here in who.presence
    )


def _lines(who: Attendee, stay: Stay, meeting: Meeting) -> list[str]:
    """The lines for somebody; before the meeting is opened there are no hours to be told."""
    if meeting.opened is None:
        return [f"/online {who.handle}"]
    until = local(meeting.closed, meeting).time() if meeting.closed else meeting.end
    early = until is not None and stay.end is not None and stay.end < _earlier(until)
    come = f"/online {who.handle} {_came(stay, meeting):%H:%M}"
    return [come, *([f"/out {who.handle} {stay.end:%H:%M}"] if early and stay.end else [])]


def _came(stay: Stay, meeting: Meeting) -> time:
    """When somebody came to the meeting: who was there before it began came at its beginning."""
    opened = local(meeting.opened, meeting).time().replace(second=0, microsecond=0) if meeting.opened else None
    return max(stay.start, opened) if opened else stay.start


def _later(at: time) -> time:
    return (datetime.combine(_SOME_DAY, at) + _ABOUT).time()


def _earlier(at: time) -> time:
    return (datetime.combine(_SOME_DAY, at) - _ABOUT).time()
