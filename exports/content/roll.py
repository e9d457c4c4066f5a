"""The roll as a document has it: who was there, in part, as a guest, or absent, and whether there was a quorum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from exports.document import Spans, plain, strong
from exports.redacted import Redacted, UntimedGuest, was_there
from exports.wording import clock, label, role_name, role_text, told_clock
from store.i18n import documents
from store.language.offices import is_clerk, own_office
from store.language.people import as_written, sort_key
from store.meeting.voting import quorum
from store.model import Attendee, Interval, Meeting, Presence, Role


def roll(record: Redacted) -> tuple[Spans, ...]:
    """The lines of the roll: chair and secretary, then members by core word, guests, the absent, the quorum."""
    meeting = record.meeting
    _ = documents(meeting.body.language).gettext
    everyone = sorted(record.attendance.values(), key=lambda who: sort_key(who.name))
    there = [who for who in everyone if was_there(who)]
    members = [who for who in there if who.role is Role.MEMBER]
    guests = [who for who in there if who.role is Role.GUEST]
    lines = [(_("Chair"), [_with_times(who, meeting) for who in there if who.role is Role.CHAIR])]
    secretaries = [who for who in there if who.role is Role.SECRETARY]
    # The elected secretary and the clerk are two offices; each stands behind the name of their own.
    for office in dict.fromkeys(role_text(who, meeting.body.language) for who in sorted(secretaries, key=is_clerk)):
        holders = [who for who in secretaries if role_text(who, meeting.body.language) == office]
        lines.append((label(office), [_with_times(who, meeting) for who in holders]))
    lines += [
        (_("Present"), [_who(who, meeting) for who in members if not in_part(who, meeting)]),
        (_("Present in part"), [_with_times(who, meeting) for who in members if in_part(who, meeting)]),
        (_("In attendance"), [_guest(who, meeting) for who in guests]),
    ]
    missing = [who for who in everyone if not was_there(who) and who.role is not Role.GUEST]
    if meeting.opened or any(who.absence for who in missing):
        notices = ((True, _("Apologies")), (False, _("Absent without notice")), (None, _("Absent")))
        for notice, said in notices:
            absent = [who for who in missing if (who.absence.notice if who.absence else None) is notice]
            lines.append((said, [_absent(who, meeting) for who in absent]))
    lines.append((_("Quorum"), [_quorum(record)]))
    return tuple((strong(said), plain(": " + "; ".join(names))) for said, names in lines if names and names[0])


def invited(record: Redacted) -> tuple[list[str], list[str]]:
    """Who is expected, as the agenda tells it: chair, secretary, members by core word; and the guests."""
    meeting = record.meeting
    people = sorted(record.attendance.values(), key=lambda who: sort_key(who.name))
    members = [
        ", ".join(filter(None, (_named(who), _office(who, meeting))))
        for role in (Role.CHAIR, Role.SECRETARY, Role.MEMBER)
        for who in people
        if who.role is role
    ]
    guests = [_invited_guest(who, meeting) for who in people if who.role is Role.GUEST]
    return members, guests


def _office(who: Attendee, meeting: Meeting) -> str:
    return who.function or ("" if who.role is Role.MEMBER else role_name(who, meeting.body.language))


# The quorum


def _quorum(record: Redacted) -> str:
    _ = documents(record.meeting.body.language).gettext
    body = record.meeting.body
    members = sum(who.vote for who in record.attendance.values())
    if not members:
        return ""
    needed = quorum(body, members)
    if body.seats:
        text = _("{number} of {seats} seats").format(number=needed, seats=body.seats)
    else:
        text = _("{number} of {members} members").format(number=needed, members=members)
    if record.meeting.closed is None or not any(map(was_there, record.attendance.values())):
        return text
    gaps = list(_gaps(record, needed))
    if not gaps:
        return _("{quorum}, present throughout").format(quorum=text)
    times = ", ".join(_span(gap.start, gap.end, record.meeting) for gap in gaps)
    return _("{quorum}, not present {times}").format(quorum=text, times=times)


def _gaps(record: Redacted, needed: int) -> Iterator[Interval]:
    """The intervals of the meeting in which fewer than `needed` voters took part."""
    opened, closed = record.meeting.opened, record.meeting.closed
    if opened is None or closed is None:
        return
    voters = [who for who in record.attendance.values() if who.vote]
    moments = {opened, closed}
    for who in voters:
        moments |= {at for here in who.presence for at in (here.start, here.end) if at and opened < at < closed}
    start = None
    for at, until in pairwise(sorted(moments)):
        enough = sum(any(_covers(here, at, until) for here in who.presence) for who in voters) >= needed
        if not enough and start is None:
            start = at
        if enough and start is not None:
            yield Interval(start=start, end=at)
            start = None
    if start is not None:
        yield Interval(start=start, end=closed)


def _covers(presence: Presence, start: datetime, end: datetime) -> bool:
    return presence.start <= start and (presence.end is None or end <= presence.end)


# One person


def in_part(who: Attendee, meeting: Meeting) -> bool:
    """Whether somebody who was there came late, left early, or was away for a while."""
    if not who.presence or meeting.opened is None:
        return False
    late = who.presence[0].start > meeting.opened
    early = who.presence[-1].end is not None and (meeting.closed is None or who.presence[-1].end < meeting.closed)
    return late or early or any(one.end != other.start for one, other in pairwise(who.presence))


def _who(who: Attendee, meeting: Meeting) -> str:
    _ = documents(meeting.body.language).gettext
    remote = who.online if isinstance(who, UntimedGuest) else any(presence.remote for presence in who.presence)
    # What stands before the colon is not said again behind the name.
    function = "" if who.role is Role.SECRETARY and own_office(who) else who.function
    return ", ".join(filter(None, (_named(who), function, _("online") if remote else "")))


def _with_times(who: Attendee, meeting: Meeting) -> str:
    if not in_part(who, meeting):
        return _who(who, meeting)
    return f"{_who(who, meeting)}, {times_text(who.presence, meeting)}"


def times_text(presence: Iterable[Presence], meeting: Meeting) -> str:
    """`vanaf 13:41`, `tot 15:10`, `14:07–14:21`; who went on from the room to the screen was there all along."""
    _ = documents(meeting.body.language).gettext
    said = []
    for start, end in _joined(presence):
        from_start = meeting.opened is not None and start <= meeting.opened
        to_end = end is None or end == meeting.closed
        if to_end:
            time = clock(start, meeting)
            said.append(_("from {time}").format(time=time) if time else _("came later"))
        elif from_start and end:
            time = clock(end, meeting)
            said.append(_("until {time}").format(time=time) if time else _("left earlier"))
        else:
            said.append(_span(start, end, meeting))
    return ", ".join(said)


def _joined(presence: Iterable[Presence]) -> Iterator[tuple[datetime, datetime | None]]:
    start: datetime | None = None
    end: datetime | None = None
    for here in presence:
        if start is not None and here.start != end:
            yield start, end
            start = None
        start, end = start or here.start, here.end
    if start is not None:
        yield start, end


def _span(start: datetime, end: datetime | None, meeting: Meeting) -> str:
    _ = documents(meeting.body.language).gettext
    if not clock(start, meeting) and not (end and clock(end, meeting)):
        return _("a part of the time")
    return f"{told_clock(start, meeting)}–{told_clock(end, meeting) if end else ''}"


def _guest(who: Attendee, meeting: Meeting) -> str:
    times = times_text(who.presence, meeting)
    return ", ".join(filter(None, (_who(who, meeting), _items(who, meeting), times)))


def _invited_guest(who: Attendee, meeting: Meeting) -> str:
    return ", ".join(filter(None, (_named(who), who.function, _items(who, meeting))))


def _items(who: Attendee, meeting: Meeting) -> str:
    """The items that a guest comes for."""
    words = documents(meeting.body.language).ngettext("item {numbers}", "items {numbers}", len(who.items))
    return words.format(numbers=", ".join(who.items)) if who.items else ""


def _named(who: Attendee) -> str:
    return f"{as_written(who.name)} ({who.handle})"


def _absent(who: Attendee, meeting: Meeting) -> str:
    why = who.absence.reason if who.absence else ""
    office = role_text(who, meeting.body.language) if who.role is Role.SECRETARY and own_office(who) else ""
    return ", ".join(filter(None, (_who(who, meeting), office, why)))
