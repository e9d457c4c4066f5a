"""The roll as a document has it: who was there, in part, as a guest, or absent."""

from __future__ import annotations

from collections.abc import Iterable

from exports.document import Spans, plain, strong
from exports.wording import clock
from store.language.people import sort_key
from store.model import Attendee, Meeting, Presence, Role
from store.record import Record
from store.voting import quorum
from store.words import documents


def roll(record: Record) -> tuple[Spans, ...]:
    """The lines of the roll: chair and secretary, then members by core word, guests, the absent, the quorum."""
    meeting = record.meeting
    _ = documents(meeting.body.language).gettext
    everyone = sorted(record.attendance.values(), key=lambda who: sort_key(who.name))
    officers = [(Role.CHAIR, _("Chair")), (Role.SECRETARY, _("Secretary"))]
    there = [who for who in everyone if who.presence]
    lines = [(label, [_with_times(who, meeting) for who in there if who.role is role]) for role, label in officers]
    members = [who for who in there if who.role is Role.MEMBER]
    lines += [
        (_("Present"), [_who(who) for who in members if not _in_part(who, meeting)]),
        (_("Present in part"), [_with_times(who, meeting) for who in members if _in_part(who, meeting)]),
        (_("Guests"), [_guest(who, meeting) for who in there if who.role is Role.GUEST]),
    ]
    missing = [who for who in everyone if not who.presence and who.role is not Role.GUEST]
    if meeting.opened or any(who.absence for who in missing):
        lines += [
            (_("Absent with notice"), [_absent(who) for who in missing if who.absence and who.absence.notice]),
            (_("Absent"), [_absent(who) for who in missing if not who.absence or not who.absence.notice]),
        ]
    lines.append((_("Quorum"), [_quorum(record)]))
    return tuple((strong(label), plain(": " + "; ".join(names))) for label, names in lines if names and names[0])


def _quorum(record: Record) -> str:
    _ = documents(record.meeting.body.language).gettext
    body = record.meeting.body
    members = sum(who.vote for who in record.attendance.values())
    if not members:
        return ""
    if body.seats:
        return _("{number} of {seats} seats").format(number=quorum(body, members), seats=body.seats)
    return _("{number} of {members} members").format(number=quorum(body, members), members=members)


def _in_part(who: Attendee, meeting: Meeting) -> bool:
    if not who.presence or meeting.opened is None:
        return False
    late = who.presence[0].start > meeting.opened
    early = who.presence[-1].end is not None and (meeting.closed is None or who.presence[-1].end < meeting.closed)
    gone_between = any(one.end != other.start for one, other in zip(who.presence, who.presence[1:], strict=False))
    return late or early or gone_between


def _who(who: Attendee) -> str:
    function = f", {who.function}" if who.function else ""
    remote = any(presence.remote for presence in who.presence)
    return f"{who.name} ({who.handle}){function}{' ⌁' if remote else ''}"


def _with_times(who: Attendee, meeting: Meeting) -> str:
    if not _in_part(who, meeting):
        return _who(who)
    return f"{_who(who)}, {_times(who.presence, meeting)}"


def _times(presence: Iterable[Presence], meeting: Meeting) -> str:
    """`vanaf 13:41`, `tot 15:10`, `14:07–14:21`."""
    _ = documents(meeting.body.language).gettext
    said = []
    for interval in presence:
        from_start = meeting.opened is not None and interval.start <= meeting.opened
        to_end = interval.end is None or interval.end == meeting.closed
        start = clock(interval.start, meeting)
        end = clock(interval.end, meeting) if interval.end else ""
        if to_end:
            said.append(_("from {time}").format(time=start))
        elif from_start:
            said.append(_("until {time}").format(time=end))
        else:
            said.append(f"{start}–{end}")
    return ", ".join(said)


def _guest(who: Attendee, meeting: Meeting) -> str:
    _ = documents(meeting.body.language).gettext
    items = _("item {numbers}").format(numbers=", ".join(who.items)) if who.items else ""
    return ", ".join(filter(None, (_who(who), items, _times(who.presence, meeting))))


def _absent(who: Attendee) -> str:
    reason = f", {who.absence.reason}" if who.absence and who.absence.reason else ""
    return f"{who.name} ({who.handle}){reason}"
