"""Where in the record each cue belongs: when it was said, by whom, under which item, beside which entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from store.model import AgendaItem, Entry, Interval
from store.record.confidentiality import item_secrecy
from store.record.record import Record
from store.transcripts.speakers import speaker
from store.transcripts.transcript import Cue, Transcript

BEFORE = timedelta(seconds=120)
"""How long before an entry was kept what it is about was said."""
AFTER = timedelta(seconds=30)
"""How long after it: a secretary also types ahead."""
QUIET = timedelta(seconds=120)
"""So long a run of words with no entry near it is worth a look."""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A cue at its place. `at` is when it was said (UTC), None where nobody knows when the recording began.

    `speaker` is a handle, or nothing; `item` an id, None where no item was treated; `secret` whether that item is
    confidential. What was said `in_recess` is no part of the meeting and is shown nowhere.
    """

    cue: Cue
    at: datetime | None = None
    speaker: str = ""
    item: int | None = None
    secret: bool = False
    in_recess: bool = False


def place(transcript: Transcript, record: Record) -> list[Placed]:
    """Each cue at its place in `record`, in the order in which they were said."""
    who = {name: speaker(name, record.attendance.values()) for name in {cue.name for cue in transcript.cues}}
    secret = {item.id for item in record.items.values() if item_secrecy(record, item)}
    placed = []
    for cue in transcript.cues:
        at = transcript.starts + timedelta(seconds=cue.start) if transcript.starts else None
        recess = at is not None and _within_any(at, record.meeting.recesses)
        item = None if at is None or recess else _treated(record, at)
        placed.append(
            Placed(
                cue=cue,
                at=at,
                speaker=who[cue.name],
                item=item.id if item else None,
                secret=bool(item and item.id in secret),
                in_recess=recess,
            )
        )
    return placed


def beside(entry: Entry, placed: Iterable[Placed]) -> list[Placed]:
    """What was said from `BEFORE` until `AFTER` the instant of `entry`, under the same item."""
    return [
        each
        for each in placed
        if each.at and not each.in_recess and each.item == entry.item and -BEFORE <= each.at - entry.at <= AFTER
    ]


def not_noted(placed: Iterable[Placed], record: Record) -> list[list[Placed]]:
    """The runs of cues of more than `QUIET` beside which no entry stands: said, and not noted."""
    instants = [entry.at for entry in record.entries.values()]
    runs: list[list[Placed]] = [[]]
    for each in placed:
        near = each.at is None or any(-AFTER <= at - each.at <= BEFORE for at in instants)
        same = not runs[-1] or runs[-1][-1].item == each.item
        if near or each.in_recess or each.item is None:
            runs.append([])
        elif same:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [run for run in runs if run and _length(run) > QUIET]


def _length(run: Sequence[Placed]) -> timedelta:
    return timedelta(seconds=run[-1].cue.end - run[0].cue.start)


def _treated(record: Record, at: datetime) -> AgendaItem | None:
    """The item that was treated at the instant `at`; an item that ended then is over."""
    return next((item for item in record.order() if _within_any(at, item.intervals)), None)


def _within_any(at: datetime, intervals: Iterable[Interval]) -> bool:
    return any(each.start <= at and (each.end is None or at < each.end) for each in intervals)
