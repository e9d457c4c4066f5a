"""The roll: who is there, since when, and who comes, goes or stands aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from store.bodies.body import attendee, guests_on
from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.people import is_everyone
from store.meeting.doer import Doer
from store.model import EVERYONE, Absence, Attendee, Meeting, Presence, Role, is_present
from store.record.clock import local
from store.record.record import Record, Rows
from store.text import fold


def guests(record: Record | Rows) -> list[Attendee]:
    """The guests whom the body knows and who are not on the roll, each as they would be there."""
    meeting, there = record.meeting, {fold(who.handle) for who in record.attendance.values()}
    return [attendee(who, 0) for who in guests_on(meeting.body, meeting.date) if fold(who.handle) not in there]


def put_on_roll(record: Record, line: Line) -> None:
    """Puts the guests whom the body knows and whom `line` names on the roll; whether they are there is not said."""
    named = {*line.people, *line.owners, line.speaker}
    for guest in guests(record) if named else ():
        if guest.handle in named:
            record.put(replace(guest, id=record.new_id()))


def leave(who: Attendee, at: datetime) -> Attendee:
    """`who`, gone from the instant `at` on; unchanged where not in the room."""
    if not is_present(who):
        return who
    return replace(who, presence=(*who.presence[:-1], replace(who.presence[-1], end=at)))


def _change(record: Record, line: Line, at: datetime) -> None:
    if not line.people or line.unread:
        # Half of a line is not done: who was not understood may be the one who matters.
        raise CannotDo("; ".join(map(str, line.remarks)) or _("Nobody is named."))
    meant = _meant(record, line)
    if not meant:
        raise CannotDo(_("Name each of them; all will not do here."))
    changes = _CHANGES if line.hour is None else _MENDED
    changed = [changes[line.verb](who, line, at, record.meeting) for who in meant]
    for who in changed:
        record.put(who)


def _meant(record: Record, line: Line) -> list[Attendee]:
    """The people that `line` names.

    For `/present all` and `/online all`: everybody but the guests and those who were reported absent.
    """
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


def _came(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    """`who`, there from `at` on: the interval in which `at` lies, or the next, begins then; else a new one does."""
    remote = line.verb is Verb.ONLINE
    times = list(who.presence)
    place = next((place for place, one in enumerate(times) if one.end is None or at < one.end), len(times))
    if place == len(times):
        times.append(Presence(start=at, end=meeting.closed, remote=remote))
    elif remote and not times[place].remote and times[place].start < at:
        # In the room until then, and online from then on.
        times[place : place + 1] = [
            replace(times[place], end=at),
            replace(times[place], start=at, remote=True),
        ]
    else:
        times[place] = replace(times[place], start=at, remote=remote)
    return replace(who, absence=None, presence=tuple(times))


def _went(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    """`who`, gone at `at`: the last interval that had begun then ends then. Raises CannotDo where there is none."""
    times = list(who.presence)
    begun = [place for place, one in enumerate(times) if one.start < at]
    if not begun:
        hour = f"{local(at, meeting):%H:%M}"
        raise CannotDo(_("{name} was not here yet at {hour}.").format(name=who.name, hour=hour))
    place = begun[-1]
    times[place] = replace(times[place], end=at)
    return replace(who, presence=tuple(times))


def _recuse(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    if meeting.current is None:
        raise CannotDo(_("No item is being treated now."))
    if meeting.current in who.recused:
        return who
    return replace(who, recused=(*who.recused, meeting.current))


def _add_guest(record: Record, line: Line, at: datetime) -> None:
    if line.people:
        # A guest whom the body knows is on the roll by being named; what was typed behind the name counts.
        (who,) = _meant(record, line)
        record.put(replace(who, function=line.text))
        return
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
_MENDED: dict[Verb, Callable[[Attendee, Line, datetime, Meeting], Attendee]] = {
    **_CHANGES,
    Verb.PRESENT: _came,
    Verb.IN: _came,
    Verb.ONLINE: _came,
    Verb.OUT: _went,
}
"""What is done with an hour: that of the coming or going that is known is mended, or it is a new one."""
OF_THE_TIMES = (Verb.PRESENT, Verb.IN, Verb.ONLINE, Verb.OUT)
"""The verbs that say since or until when somebody was there."""
DOERS: dict[Verb, Doer] = {
    **dict.fromkeys(_CHANGES, _change),
    Verb.GUEST: _add_guest,
}
