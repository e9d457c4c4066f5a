"""Planned and spent per standing item over the meetings of a body, and how long to plan next. No disk, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from store.meeting.usual_items import is_minutes
from store.model import AgendaItem, Meeting
from store.record.clock import spent
from store.text import fold

_LAST = 6
"""So many meetings are looked at: what was long ago tells little of the next one."""
_ROUND = 5


class StandingTime(msgspec.Struct, frozen=True, kw_only=True):
    """An item that came back: how often, planned and spent (the middle of the last meetings), and what to plan."""

    title: str
    times: int
    planned: int | None
    spent: int
    proposal: int

    @property
    def differs(self) -> bool:
        """Whether another length is proposed than was planned last."""
        return self.planned != self.proposal


def standing_times(meetings: Iterable[tuple[Meeting, Sequence[AgendaItem]]]) -> list[StandingTime]:
    """Of each item that was treated in two meetings or more, in the order of the last agenda; oldest meeting first.

    Items are as the index has them, marked where they are part of a confidential one: those are left out.
    """
    found: dict[str, list[tuple[AgendaItem, int]]] = {}
    for meeting, items in meetings:
        for item in items:
            if item.intervals and not item.confidential and (end := meeting.closed):
                name = _name(item.title)
                # Behind those that came before: the order is that of the last agenda.
                found[name] = [*found.pop(name, []), (item, round(spent(item, meeting, end) / 60))]
    return [_time(rows[-_LAST:], len(rows)) for rows in found.values() if len(rows) > 1]


def proposal_for(title: str, times: Iterable[StandingTime]) -> int | None:
    """How long to plan for an item with that title; None where it did not come back yet."""
    return next((each.proposal for each in times if _name(each.title) == _name(title)), None)


def _time(rows: Sequence[tuple[AgendaItem, int]], times: int) -> StandingTime:
    middle = median(took for _item, took in rows)
    item = rows[-1][0]
    return StandingTime(
        title=item.title,
        times=times,
        planned=item.planned_minutes,
        spent=round(middle),
        proposal=max(_ROUND, -(-round(middle) // _ROUND) * _ROUND),
    )


def _name(title: str) -> str:
    """What an item is called without what is of one meeting only."""
    if is_minutes(title):
        return "minutes"
    return " ".join(re.sub(r"\d+", " ", fold(title)).split())
