"""The roll: who is there, since when, and who comes, goes or stands aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.people import is_everyone
from store.model import EVERYONE, Absence, Attendee, Meeting, Presence, Role, is_present
from store.record.record import Record
from store.text import fold


def leave(who: Attendee, at: datetime) -> Attendee:
    """`who`, gone from `at` on."""
    if not is_present(who):
        return who
    return replace(who, presence=(*who.presence[:-1], replace(who.presence[-1], end=at)))


def _change(record: Record, line: Line, at: datetime) -> None:
    if not line.people:
        raise CannotDo("; ".join(map(str, line.remarks)) or _("Nobody is named."))
    meant = _meant(record, line)
    if not meant:
        raise CannotDo(_("Name each of them; all will not do here."))
    changed = [_CHANGES[line.verb](who, line, at, record.meeting) for who in meant]
    for who in changed:
        record.put(who)


def _meant(record: Record, line: Line) -> list[Attendee]:
    """The lines of the roll that are meant. All are there, or online: but guests, and whoever was reported absent."""
    roll = list(record.attendance.values())
    if EVERYONE in line.people and line.verb in (Verb.PRESENT, Verb.ONLINE):
        return [who for who in roll if who.handle in line.people or (who.role is not Role.GUEST and not who.absence)]
    return [who for who in roll if who.handle in line.people]


def _present(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    # The roll is called somewhere in the first minutes: who answers was there from the opening.
    if is_present(who):
        return who
    start = meeting.opened if meeting.opened and not who.presence else at
    return replace(who, absence=None, presence=(*who.presence, Presence(start=start)))


def _absent(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    return replace(who, presence=(), absence=Absence(notice=line.notice, reason=line.text))


def _arrive(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    remote = line.verb is Verb.ONLINE
    if is_present(who) and who.presence[-1].remote == remote:
        return who
    # Who turns out to be online at once was never in the room.
    before = tuple(presence for presence in leave(who, at).presence if presence.start != at or presence.end != at)
    return replace(who, absence=None, presence=(*before, Presence(start=at, remote=remote)))


def _leave(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    if not is_present(who):
        raise CannotDo(_("{name} is not here.").format(name=who.name))
    return leave(who, at)


def _recuse(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    if meeting.current is None:
        raise CannotDo(_("No item is being treated now."))
    if meeting.current in who.recused:
        return who
    return replace(who, recused=(*who.recused, meeting.current))


def _add_guest(record: Record, line: Line, at: datetime) -> None:
    taken = {fold(who.handle) for who in record.attendance.values()}
    if fold(line.handle) in taken or is_everyone(line.handle):
        raise CannotDo(_("{handle} is on the roll already.").format(handle=line.handle))
    guest = Attendee(
        id=record.new_id(),
        handle=line.handle,
        name=line.name,
        role=Role.GUEST,
        function=line.text,
        vote=False,
    )
    record.put(guest)


_CHANGES: dict[Verb, Callable[[Attendee, Line, datetime, Meeting], Attendee]] = {
    Verb.PRESENT: _present,
    Verb.ABSENT: _absent,
    Verb.IN: _arrive,
    Verb.ONLINE: _arrive,
    Verb.OUT: _leave,
    Verb.RECUSE: _recuse,
}
VERBS: dict[Verb, Callable[[Record, Line, datetime], None]] = {
    **dict.fromkeys(_CHANGES, _change),
    Verb.GUEST: _add_guest,
}
