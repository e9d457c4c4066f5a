"""When something happened that was typed with an hour: an instant that is past, and within the meeting.

An hour has no seconds: one in the minute of the opening is the opening, one in the minute that runs is now.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Verb
from store.model import Meeting
from store.record.clock import instant, local, planned_start, told

_DAY = timedelta(days=1)
# A meeting whose opening is not told began at most so long before it was planned to.
_EARLY = timedelta(hours=4)
# An opening is written down at most so long after it, and lies at most so far from the one that it corrects.
_HALF_A_DAY = timedelta(hours=12)


def moment(meeting: Meeting, verb: Verb, hour: time, now: datetime | None) -> datetime:
    """The instant (UTC) at which the clock of `meeting` showed `hour` when what `verb` does happened.

    With `now` None the hour may also be still to come. Raises CannotDo where the meeting is not open yet, or nothing
    of it can have happened at that hour.
    """
    if meeting.afterwards:
        return _afterwards(meeting, verb, hour)
    if verb is Verb.OPEN:
        return _opening(meeting, hour, now)
    if meeting.opened is None:
        raise CannotDo(_("The meeting is not open yet; /open opens it."))
    until = now if meeting.closed is None or verb is Verb.CLOSE else meeting.closed
    at = _from(meeting.opened, hour, meeting)
    if until is not None and at > until:
        words = _("{hour} is not within the meeting: it began at {opened}, and it is {now} now.")
        if until == meeting.closed:
            words = _("{hour} is not within the meeting: it was from {opened} to {now}.")
        opened, last = (f"{local(each, meeting):%H:%M}" for each in (meeting.opened, until))
        raise CannotDo(words.format(hour=f"{hour:%H:%M}", opened=opened, now=last))
    return at


def _afterwards(meeting: Meeting, verb: Verb, hour: time) -> datetime:
    """When it was `hour` in a meeting that is minuted when it is over: on its day, or in the night after."""
    at = instant(meeting.date, hour, meeting)
    if verb is Verb.OPEN:
        return at
    begin = meeting.opened if meeting.opened and told(meeting.opened, meeting) else None
    begin = begin or ((planned := planned_start(meeting)) and planned - _EARLY)
    if begin and at < begin:
        at = instant(meeting.date + _DAY, hour, meeting)
    closed = meeting.closed if meeting.closed and told(meeting.closed, meeting) else None
    if closed and at > closed and verb is not Verb.CLOSE:
        words = _("{hour} is not within the meeting: it was closed at {now}.")
        raise CannotDo(words.format(hour=f"{hour:%H:%M}", now=f"{local(closed, meeting):%H:%M}"))
    return at


def _from(start: datetime, hour: time, meeting: Meeting) -> datetime:
    """The first instant from `start` on at which the clock on the wall shows `hour`; `start` itself in its minute."""
    wall = local(start, meeting)
    if (wall.hour, wall.minute) == (hour.hour, hour.minute):
        return start
    at = instant(wall.date(), hour, meeting, not_before=start)
    return at if at >= start else instant(wall.date() + _DAY, hour, meeting)


def _opening(meeting: Meeting, hour: time, now: datetime | None) -> datetime:
    """The last instant before `now`, or the nearest to the opening that is known, at which it was `hour`."""
    near = meeting.opened or now
    if near is None:
        return instant(meeting.date, hour, meeting)
    day = local(near, meeting).date()
    found = (instant(day + timedelta(days=by), hour, meeting) for by in (-1, 0, 1))
    limits = [each for each in (now, meeting.closed) if each is not None]
    fitting = [at for at in found if abs(at - near) < _HALF_A_DAY and all(at <= limit for limit in limits)]
    if not fitting:
        raise CannotDo(_("{hour} is still to come, or too long ago.").format(hour=f"{hour:%H:%M}"))
    return min(fitting, key=lambda at: abs(at - near))
