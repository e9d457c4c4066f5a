"""The attendance of a meeting, or of many: who was there, in part, or absent."""

from __future__ import annotations

from collections.abc import Sequence

from exports.content.lists import bodies_text
from exports.content.roll import in_part, times_text
from exports.document import Block, Heading, Paragraph, Table, plain
from exports.redacted import Redacted, was_there
from exports.wording import role_name, weekday_date
from store.dates import short_date
from store.i18n import documents
from store.language.people import as_written, sort_key
from store.model import Attendee, Role


def attendance_blocks(records: Sequence[Redacted]) -> tuple[Block, ...]:
    """The roll as a table: of one meeting with the times, of many with how often somebody was there."""
    last, language = records[-1].meeting, records[-1].meeting.body.language
    _ = documents(language).gettext
    if len(records) == 1:
        title, when = last.title, weekday_date(last.date, language)
        table = _one(records[0])
    else:
        first = short_date(records[0].meeting.date, language)
        title, when = bodies_text(records), f"{first} – {short_date(last.date, language)}"
        table = _many(records)
    return Heading(1, _("Attendance {title}").format(title=title)), Paragraph((plain(when),)), table


def _one(record: Redacted) -> Table:
    _ = documents(record.meeting.body.language).gettext
    ranks = list(Role)
    people = sorted(record.attendance.values(), key=lambda who: (ranks.index(who.role), sort_key(who.name)))
    language = record.meeting.body.language
    rows = tuple(
        (as_written(who.name), who.handle, who.function or role_name(who, language), *_there(record, who))
        for who in people
    )
    return Table((_("Name"), _("Initials"), _("Role"), _("Attendance"), _("Times")), rows)


def _there(record: Redacted, who: Attendee) -> tuple[str, str]:
    _ = documents(record.meeting.body.language).gettext
    if was_there(who):
        partly = who.role is not Role.GUEST and in_part(who, record.meeting)
        timed = partly or who.role is Role.GUEST
        times = times_text(who.presence, record.meeting) if timed else ""
        return _("present in part") if partly else _("present"), times
    if who.role is Role.GUEST:
        return "", ""
    if who.absence is None or who.absence.notice is None:
        return (_("absent") if record.meeting.opened else ""), ""
    text = _("absent with notice") if who.absence.notice else _("absent without notice")
    if who.absence.reason:
        text = f"{text}: {who.absence.reason}"
    return text, ""


def _many(records: Sequence[Redacted]) -> Table:
    """How often each member was there, of the meetings that were held while they were on the roll."""
    _ = documents(records[-1].meeting.body.language).gettext
    names: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    for record in records:
        for who in record.attendance.values():
            if who.role is Role.GUEST or record.meeting.opened is None:
                continue
            names[who.handle] = who.name
            count = counts.setdefault(who.handle, [0, 0, 0, 0, 0])
            count[0] += 1
            if who.presence:
                count[2 if in_part(who, record.meeting) else 1] += 1
            else:
                count[3 if who.absence and who.absence.notice else 4] += 1
    handles = sorted(names, key=lambda handle: sort_key(names[handle]))
    rows = tuple((as_written(names[handle]), handle, *map(str, counts[handle])) for handle in handles)
    head = (_("Name"), _("Initials"), _("Meetings"), _("Present"), _("Present in part"), _("Apologies"))
    return Table((*head, _("Absent")), rows)
