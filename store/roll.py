"""The roll: who is there, since when, and who comes, goes or stands aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec.structs import replace

from store.language.line import Line, Verb
from store.model import EVERYONE, Absence, Attendee, Meeting, Presence, Role
from store.record import Record
from store.voting import is_present


def meant(record: Record, handles: tuple[str, ...], *, everyone: bool) -> Iterator[Attendee]:
    """The lines of the roll that `handles` stand for; `EVERYONE` is all but the guests, where `everyone` is allowed."""
    for who in list(record.attendance.values()):
        if who.handle in handles or (everyone and EVERYONE in handles and who.role is not Role.GUEST):
            yield who


def leave(who: Attendee, at: datetime) -> Attendee:
    """`who`, gone from `at` on."""
    if not is_present(who):
        return who
    return replace(who, presence=(*who.presence[:-1], replace(who.presence[-1], end=at)))


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
    who = leave(who, at)
    return replace(who, absence=None, presence=(*who.presence, Presence(start=at, remote=remote)))


def _leave(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    return leave(who, at)


def _recuse(who: Attendee, line: Line, at: datetime, meeting: Meeting) -> Attendee:
    if meeting.current is None or meeting.current in who.recused:
        return who
    return replace(who, recused=(*who.recused, meeting.current))


CHANGES: dict[Verb, Callable[[Attendee, Line, datetime, Meeting], Attendee]] = {
    Verb.PRESENT: _present,
    Verb.ABSENT: _absent,
    Verb.IN: _arrive,
    Verb.ONLINE: _arrive,
    Verb.OUT: _leave,
    Verb.RECUSE: _recuse,
}
"""What each verb of the roll makes of one line of it."""
