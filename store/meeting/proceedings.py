"""The course of a meeting: opening it, going from item to item, recesses, closing it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from store import dates
from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting import attendance
from store.meeting.agenda import item_called
from store.meeting.doer import Doer
from store.meeting.usual_items import is_closing
from store.model import AgendaItem, HeldOver, Interval, ItemStatus, Kind, MeetingStatus, Outcome, Tie
from store.record.clock import in_recess
from store.record.record import Record

# Nobody treats an item in less; whoever goes to a wrong one is gone again.
_IN_PASSING = timedelta(seconds=10)


def _open(record: Record, line: Line, at: datetime) -> None:
    if record.meeting.opened is not None:
        raise CannotDo(_("The meeting is open already."))
    # Opened on another day than planned, that is its day: what is typed and written is about the day it was held.
    day = line.on or record.meeting.date
    record.put(replace(record.meeting, date=day, opened=at, status=MeetingStatus.RUNNING))
    if items := record.to_come():
        _start(record, items[0], at)


def _close(record: Record, line: Line, at: datetime) -> None:
    _must_run(record)
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
    _must_run(record)
    if in_recess(record.meeting):
        raise CannotDo(_("The meeting is in recess already; /resume ends it."))
    record.put(replace(record.meeting, recesses=(*record.meeting.recesses, Interval(start=at))))


def _resume(record: Record, line: Line, at: datetime) -> None:
    if not in_recess(record.meeting):
        raise CannotDo(_("The meeting is not in recess."))
    _end_recess(record, at)


def _must_run(record: Record) -> None:
    if record.meeting.opened is None:
        raise CannotDo(_("The meeting is not open yet; /open opens it."))
    if record.meeting.closed is not None:
        raise CannotDo(_("The meeting is closed; /undo opens it again."))


def _turn_to(record: Record, item: AgendaItem, at: datetime) -> None:
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


DOERS: dict[Verb, Doer] = {
    Verb.OPEN: _open,
    Verb.CLOSE: _close,
    Verb.NEXT: _next,
    Verb.GO: _go,
    Verb.BREAK: _suspend,
    Verb.RESUME: _resume,
}
