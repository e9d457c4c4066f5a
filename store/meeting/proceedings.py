"""The course of a meeting: opening it, going from item to item, recesses, closing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec.structs import replace

from store import dates
from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting import attendance
from store.meeting.afterwards import must_be_last, say_so
from store.meeting.agenda import item_called
from store.meeting.doer import Doer
from store.meeting.entries import settle
from store.meeting.moments import moment
from store.meeting.usual_items import is_closing
from store.model import AgendaItem, HeldOver, Interval, ItemStatus, Kind, Meeting, MeetingStatus, Outcome, Presence, Tie
from store.record.clock import in_recess, local, told
from store.record.record import Record

# Nobody treats an item in less; whoever goes to a wrong one is gone again.
_IN_PASSING = timedelta(seconds=10)
_SAME_MINUTE = timedelta(minutes=1)
_Span = TypeVar("_Span", Interval, Presence)


def _open(record: Record, line: Line, at: datetime) -> None:
    if record.meeting.called_off is not None:
        raise CannotDo(_("This meeting is called off; /undo takes that back."))
    if record.meeting.opened is not None and line.hour is not None:
        _keep_within(record, at, record.meeting.closed)
        return
    if record.meeting.closed is not None:
        reopen(record)
        return
    if record.meeting.opened is not None:
        raise CannotDo(_("The meeting is open already; /open 9:30 says when it was opened."))
    # Opened on another day than planned, that is its day: what is typed and written is about the day it was held.
    day = line.on or record.meeting.date
    record.put(replace(record.meeting, date=day, opened=at, status=MeetingStatus.RUNNING))
    if items := record.to_come():
        _start(record, items[0], at)


def reopen(record: Record) -> None:
    """Opens a closed meeting again, at the item and with the people it was closed with; what was written since stays.

    Raises CannotDo where it is not closed.
    """
    meeting = record.meeting
    if meeting.closed is None:
        raise CannotDo(_("The meeting is not closed."))
    ended = [item for item in record.order() if item.intervals and item.intervals[-1].end == meeting.closed]
    for item in ended[-1:]:
        if len(ended) > 1 and is_closing(item.title) and item.intervals[-1].start == meeting.closed:
            # Nobody went there: it was treated by the closing itself.
            record.put(replace(item, status=ItemStatus.OPEN, intervals=item.intervals[:-1]))
            ended.remove(item)
    current = max(ended, key=lambda item: item.intervals[-1].start, default=None)
    if current is not None:
        *before, last = current.intervals
        status = ItemStatus.CURRENT if current.status is ItemStatus.TREATED else current.status
        record.put(replace(current, status=status, intervals=(*before, replace(last, end=None))))
    for who in list(record.attendance.values()):
        if who.presence and who.presence[-1].end == meeting.closed:
            record.put(replace(who, presence=(*who.presence[:-1], replace(who.presence[-1], end=None))))
    here = current.id if current else None
    record.put(replace(record.meeting, closed=None, status=MeetingStatus.RUNNING, current=here))


def _keep_within(record: Record, opened: datetime, closed: datetime | None) -> None:
    """Mends the opening and the closing: what began or ended with them goes along, all else is kept within them.

    Raises CannotDo where the meeting would not last.
    """
    if closed is not None and closed <= opened:
        raise CannotDo(_("The meeting would end before it begins."))
    was = record.meeting
    for item in record.agenda():
        if item.intervals:
            record.put(replace(item, intervals=_within(item.intervals, was, opened, closed)))
    for who in list(record.attendance.values()):
        if who.presence:
            here = [one for one in _within(who.presence, was, opened, closed) if one.start != one.end]
            record.put(replace(who, presence=tuple(here)))
    recesses = tuple(one for one in _within(was.recesses, was, opened, closed) if one.start != one.end)
    record.put(replace(record.meeting, opened=opened, closed=closed, recesses=recesses))


def _within(times: Iterable[_Span], was: Meeting, opened: datetime, closed: datetime | None) -> tuple[_Span, ...]:
    """`times` of a meeting whose opening and closing move from those in `was` to `opened` and `closed`."""

    def mended(at: datetime | None) -> datetime | None:
        if at is None:
            return None
        if was.afterwards and was.opened and not told(at, was) and at - was.opened < _SAME_MINUTE:
            # It is not known when it was, but that it was behind the opening: it goes along with that.
            return opened + (at - was.opened)
        at = opened if at == was.opened else closed if closed is not None and at == was.closed else at
        return max(opened, at if closed is None else min(at, closed))

    return tuple(replace(one, start=mended(one.start), end=mended(one.end)) for one in times)


def _close(record: Record, line: Line, at: datetime) -> None:
    if line.hour is not None and record.meeting.afterwards:
        must_be_last(record, at)
    if line.hour is not None and record.meeting.opened is not None and record.meeting.closed is not None:
        _keep_within(record, record.meeting.opened, at)
        return
    _must_run(record)
    if line.hour is not None and record.meeting.opened is not None:
        # Closed earlier than it was typed: what was done since then was done by then.
        _close_now(record, at)
        _keep_within(record, record.meeting.opened, at)
        return
    _close_now(record, at)


def _close_now(record: Record, at: datetime) -> None:
    _leave_current(record, at)
    _end_recess(record, at)
    for item in record.agenda()[-1:]:
        # Closing the meeting is what that item is for, also where nobody went there first.
        if item.status is ItemStatus.OPEN and is_closing(item.title):
            during = (*item.intervals, Interval(start=at, end=at))
            record.put(replace(item, status=ItemStatus.TREATED, intervals=during))
    for who in list(record.attendance.values()):
        record.put(attendance.leave(who, at))
    record.put(replace(record.meeting, closed=at, status=MeetingStatus.DRAFT, current=None))


def _next(record: Record, line: Line, at: datetime) -> None:
    _must_run(record)
    items = record.to_come()
    if not items:
        raise CannotDo(_("Every item has been treated; /close ends the meeting."))
    _turn_to(record, items[0], at)


def _go(record: Record, line: Line, at: datetime) -> None:
    _must_run(record)
    item = item_called(record, line.item)
    if item.id != record.meeting.current:
        _pass_through(record, at)
    _turn_to(record, item, at)


def _suspend(record: Record, line: Line, at: datetime) -> None:
    mends = line.hour is not None and (record.meeting.closed is not None or in_recess(record.meeting))
    if line.until is not None or mends:
        _mend_recess(record, line, at)
        return
    _must_run(record)
    if in_recess(record.meeting):
        raise CannotDo(_("The meeting is in recess already; /resume ends it."))
    if record.meeting.recesses and at < (record.meeting.recesses[-1].end or at):
        raise CannotDo(_("There was a recess at that time already."))
    record.put(replace(record.meeting, recesses=(*record.meeting.recesses, Interval(start=at))))


def _mend_recess(record: Record, line: Line, at: datetime) -> None:
    """Puts a whole recess in, or mends the beginning of the one at `at` or after it. Raises CannotDo."""
    recesses = list(record.meeting.recesses)
    if line.until is not None:
        until = moment(record.meeting, Verb.RESUME, line.until, None)
        if until <= at or any(one.start < until and (one.end is None or at < one.end) for one in recesses):
            raise CannotDo(_("There was a recess at that time already."))
        recesses.append(Interval(start=at, end=until))
    else:
        places = [place for place, one in enumerate(recesses) if one.end is None or at < one.end]
        if not places or (places[0] and at < (recesses[places[0] - 1].end or at)):
            raise CannotDo(_("There is no recess to mend; a whole one is typed like this: /break 10:15-10:30."))
        recesses[places[0]] = replace(recesses[places[0]], start=at)
    record.put(replace(record.meeting, recesses=tuple(sorted(recesses, key=lambda one: one.start))))


def _resume(record: Record, line: Line, at: datetime) -> None:
    if line.hour is not None:
        _mend_end_of_recess(record, at)
        return
    if not in_recess(record.meeting):
        raise CannotDo(_("The meeting is not in recess."))
    _end_recess(record, at)


def _mend_end_of_recess(record: Record, at: datetime) -> None:
    """The last recess that had begun at `at` ended then. Raises CannotDo where there is none."""
    recesses = list(record.meeting.recesses)
    begun = [place for place, one in enumerate(recesses) if one.start < at]
    if not begun:
        raise CannotDo(_("The meeting was not in recess then."))
    place = begun[-1]
    if recesses[place + 1 :] and at > recesses[place + 1].start:
        raise CannotDo(_("There was a recess at that time already."))
    recesses[place] = replace(recesses[place], end=at)
    record.put(replace(record.meeting, recesses=tuple(recesses)))


def _must_run(record: Record) -> None:
    if record.meeting.opened is None:
        raise CannotDo(_("The meeting is not open yet; /open opens it."))
    if record.meeting.closed is not None:
        raise CannotDo(_("The meeting is closed; /reopen opens it again."))


def _turn_to(record: Record, item: AgendaItem, at: datetime) -> None:
    here = record.current()
    if here is not None and here.intervals and at < here.intervals[-1].start:
        words = _("Item {number} was begun only at {hour}.")
        raise CannotDo(
            words.format(number=here.number, hour=f"{local(here.intervals[-1].start, record.meeting):%H:%M}")
        )
    if item.id != record.meeting.current:
        _end_recess(record, at)
        _leave_current(record, at)
        _start(record, record.items[item.id], at)
    elif item.status is ItemStatus.HELD_OVER:
        # Held over a moment ago, and taken up again after all; or only looked at once more.
        _leave_current(record, at)
        _start(record, record.items[item.id], at)


def _pass_through(record: Record, at: datetime) -> None:
    """Leaves the current item as untreated as it was, where the meeting was at it for seconds and did nothing there.

    Only on the way to a chosen item: with `/next` the item counts as treated.
    """
    item = record.current()
    if item is None or item.status is not ItemStatus.CURRENT or not item.intervals:
        return
    came = item.intervals[-1].start
    if at - came >= _IN_PASSING or _was_touched(record, item.id, came):
        return
    before = item.intervals[:-1]
    status = ItemStatus.HELD_OVER if item.held_over else ItemStatus.TREATED if before else ItemStatus.OPEN
    record.put(replace(item, status=status, intervals=before))
    record.put(replace(record.meeting, current=None))


def _was_touched(record: Record, item: int, since: datetime) -> bool:
    """Whether an entry under the item with id `item` was written or changed since the instant `since`."""
    changes = (change for act in record.since(since) for change in act.changes if change.table == "entries")
    return any((row or {}).get("item") == item for change in changes for row in (change.before, change.after))


def _start(record: Record, item: AgendaItem, at: datetime) -> None:
    intervals = (*item.intervals, Interval(start=at))
    # That it was held over is kept until it is treated: perhaps it is only passed through.
    record.put(replace(item, status=ItemStatus.CURRENT, intervals=intervals))
    record.put(replace(record.meeting, current=item.id))


def _leave_current(record: Record, at: datetime) -> None:
    item = record.current()
    if item is None:
        return
    ended = tuple(replace(during, end=at) if during.end is None else during for during in item.intervals)
    if item.status is ItemStatus.CURRENT:
        held = _held_over_by_tie(record, item)
        item = replace(item, status=ItemStatus.HELD_OVER if held else ItemStatus.TREATED, held_over=held)
    record.put(replace(item, intervals=ended))


def _held_over_by_tie(record: Record, item: AgendaItem) -> HeldOver | None:
    """That `item` is held over, where the votes on a proposal were tied and the rules say that it is then; or None."""
    body = record.meeting.body
    tied = (entry for entry in record.entries_of(item.id) if entry.outcome is Outcome.TIED and entry.amends is None)
    if body.rules.tie is not Tie.HELD_OVER or not any(entry.kind is Kind.PROPOSAL for entry in tied):
        return None
    return HeldOver(reason=dates.tied(body.language))


def _end_recess(record: Record, at: datetime) -> None:
    if in_recess(record.meeting):
        *others, last = record.meeting.recesses
        record.put(replace(record.meeting, recesses=(*others, replace(last, end=at))))


def _open_again(record: Record, line: Line, at: datetime) -> None:
    if line.reference:
        settle(record, line, at)
    else:
        reopen(record)


def _afterwards(record: Record, line: Line, at: datetime) -> None:
    say_so(record, at)


def _call_off(record: Record, line: Line, at: datetime) -> None:
    meeting = record.meeting
    if meeting.called_off is not None:
        raise CannotDo(_("This meeting is called off already; /undo takes that back."))
    if meeting.opened is not None or record.entries:
        raise CannotDo(_("This meeting was begun: it is not called off any more."))
    record.put(replace(meeting, called_off=line.text))


DOERS: dict[Verb, Doer] = {
    Verb.CALL_OFF: _call_off,
    Verb.AFTERWARDS: _afterwards,
    Verb.REOPEN: _open_again,
    Verb.OPEN: _open,
    Verb.CLOSE: _close,
    Verb.NEXT: _next,
    Verb.GO: _go,
    Verb.BREAK: _suspend,
    Verb.RESUME: _resume,
}
