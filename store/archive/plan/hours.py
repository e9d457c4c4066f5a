"""Time spent, over the archive: what is typed is understood, months are reported, standing items are looked back on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.plan.plans import desk_of
from store.archive.plan.standing_times import StandingTime, proposal_for, standing_times
from store.bodies.body import template_items, with_template
from store.dates import short_date
from store.desk.desk import Desk
from store.desk.hours.report import HeldMeeting, MonthReport, month_report
from store.desk.hours.verbs import who_of
from store.errors import CannotDo, NotulistError
from store.i18n import _, spoken
from store.language.day_phrases import Calendar
from store.language.plan.hours import HoursLine, hours_and_minutes, read_hours_line
from store.model import AgendaItem, Body, BodyKind, Meeting, MeetingStatus

_HELD = (MeetingStatus.DRAFT, MeetingStatus.APPROVED)


class Understood(msgspec.Struct, frozen=True):
    """A line of hours, and how it was understood."""

    line: HoursLine
    says: str


def understood(archive: Archive, body: Body, typed: str, today: date, desk: Desk | None = None) -> Understood:
    """How `typed` is understood at the desk of `body`. Raises CannotDo where it cannot be."""
    at = desk or desk_of(archive, body)
    line = read_hours_line(typed, Calendar(on=today), lambda words: at.request(words) is not None)
    day = line.day or today
    request = at.request(line.request) if line.request else None
    parts = (
        who_of(body, line, day),
        hours_and_minutes(line.minutes),
        line.task,
        request.reference if request else "",
        short_date(day, spoken()),
    )
    return Understood(line, " · ".join(filter(None, parts)))


def month_of(archive: Archive, body: Body, year: int, month: int, today: date) -> MonthReport:
    """Where the time of `body` and of what belongs to it went. The index of the archive is up to date.

    A meeting that cannot be read is left out; the index names it (`unread`).
    """
    rows = desk_of(archive, body).hours.values()
    held = [each for of in _near(archive, body) for each in _held_in(archive, of, year, month)]
    held.sort(key=lambda each: (each.meeting.date, each.meeting.key))
    return month_report(year, month, today, rows, held, body.desk.hours)


def of_request(archive: Archive, body: Body, words: str) -> tuple[str, int]:
    """The reference of the request called so, and all minutes typed for it. Raises CannotDo where there is none."""
    desk = desk_of(archive, body)
    request = desk.request(words)
    if request is None:
        raise CannotDo(_("There is no request “{words}”.").format(words=words))
    return request.reference, sum(row.minutes for row in desk.hours.values() if row.request == request.reference)


def standing_of(archive: Archive, body: Body) -> list[StandingTime]:
    """Planned and spent of the items that came back in the meetings of `body`."""
    meetings = {each.key: each for each in archive.index.meetings_of(body.key) if each.status in _HELD}
    items: dict[str, list[AgendaItem]] = {key: [] for key in meetings}
    for key, item in archive.index.items_of(body.key):
        if key in items:
            items[key].append(item)
    return standing_times((meeting, _ordered(meeting, items[key])) for key, meeting in meetings.items())


def take_proposals(archive: Archive, body: Body, times: Sequence[StandingTime], calendar: Calendar) -> Iterator[str]:
    """Puts what is proposed in the standing items of `body`, by one write; a line for each that changed."""
    changed, said = [], []
    for item in template_items(body):
        minutes = proposal_for(item.title, times)
        if minutes is not None and minutes != item.planned_minutes:
            said.append(
                _("{item}: {old} → {minutes} min").format(
                    item=item.title, old=item.planned_minutes or "–", minutes=minutes
                )
            )
            changed.append(replace(item, planned_minutes=minutes))
        else:
            changed.append(item)
    if said:
        archive.register.put(with_template(body, changed))
    yield from said or [_("No standing item of {body} changes.").format(body=body.name)]


def _near(archive: Archive, body: Body) -> list[Body]:
    """`body`, its meeting with the employer and its committees; not the work talk, whose time is typed."""
    among = (each for each in archive.bodies() if body.key in (each.key, each.parent))
    return [each for each in among if each.desk.kind is not BodyKind.WORK_TALK]


def _held_in(archive: Archive, body: Body, year: int, month: int) -> Iterator[HeldMeeting]:
    for meeting in archive.index.meetings_of(body.key):
        if meeting.status in _HELD and (meeting.date.year, meeting.date.month) == (year, month):
            try:
                record = archive.read(meeting.key)
            except NotulistError:
                continue
            yield HeldMeeting(meeting=record.meeting, items=record.agenda(), roll=[*record.attendance.values()])


def _ordered(meeting: Meeting, items: Sequence[AgendaItem]) -> list[AgendaItem]:
    place = {id: at for at, id in enumerate(meeting.agenda)}
    return sorted(items, key=lambda item: place.get(item.id, len(place)))
