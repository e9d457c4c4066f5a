"""How to end on time: which items to shorten or hold over, those for decision last."""

from __future__ import annotations

from datetime import datetime

import msgspec

from store.model import AgendaItem, Purpose
from store.record.clock import planned_end, projected_end
from store.record.record import Record

_SHORTEST = 5
_HALF_A_DAY = 12 * 60
# What can wait first: what is only told, then what is weighed, then what has no purpose written, then decisions.
_RANK = {Purpose.INFORM: 0, Purpose.DISCUSS: 1, None: 2, Purpose.DECIDE: 3}


class Saving(msgspec.Struct, frozen=True):
    """One way to win time: an item that takes `minutes` instead, or is held over (None)."""

    item: int
    number: str
    title: str
    minutes: int | None
    saves: int

    @property
    def line(self) -> str:
        """The command that makes this saving, as it would be typed."""
        return f"/defer {self.number}" if self.minutes is None else f"/time {self.number} {self.minutes}"


def minutes_late(record: Record, now: datetime) -> int | None:
    """By how many minutes the meeting will end too late, below 0 too early; None where that cannot be said.

    One that has no planned end, was minuted afterwards, or is held on another day than it was planned for, ends neither
    early nor late.
    """
    end = planned_end(record.meeting)
    if end is None or record.meeting.afterwards:
        return None
    late = round((projected_end(record, now) - end).total_seconds() / 60)
    return late if abs(late) <= _HALF_A_DAY else None


def minutes_over(record: Record, now: datetime) -> int:
    """By how many minutes the meeting that runs will end too late; 0 where it will not, or nobody can say."""
    if record.meeting.closed is not None or record.meeting.opened is None:
        return 0
    return max(0, minutes_late(record, now) or 0)


def savings(record: Record, now: datetime) -> list[Saving]:
    """Which items to shorten or hold over to end on time, in the order of the agenda.

    Items still to come are shortened first, to half and no less than five minutes; if that is
    not enough, whole items are held over instead. The last item, the closing, is left alone.
    """
    over = minutes_over(record, now)
    coming = record.to_come()[:-1]
    by_rank = sorted(coming, key=lambda item: (_RANK[item.purpose], -(item.planned_minutes or 0)))
    chosen: dict[int, Saving] = {}
    for item in by_rank:
        if over > 0 and (saves := min(_can_lose(item), over)) > 0:
            chosen[item.id] = _saving(item, (item.planned_minutes or 0) - saves, saves)
            over -= saves
    for item in by_rank:
        planned = item.planned_minutes or 0
        if over > 0 and planned:
            already = chosen[item.id].saves if item.id in chosen else 0
            chosen[item.id] = _saving(item, None, planned)
            over -= planned - already
    return [chosen[item.id] for item in coming if item.id in chosen]


def _can_lose(item: AgendaItem) -> int:
    planned = item.planned_minutes or 0
    return max(0, planned - max(_SHORTEST, -(-planned // 2)))


def _saving(item: AgendaItem, minutes: int | None, saves: int) -> Saving:
    return Saving(item.id, item.number, item.title, minutes, saves)
