"""When a recording began, found from what the secretary wrote down meanwhile.

Recordings tell seconds since they began, and no time of day. What somebody said comes before the note of it, and what
is said at a new item begins when the secretary goes to it. The instant at which most of both coincide is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from store.record.record import Record
from store.transcripts.speakers import speaker
from store.transcripts.transcript import Transcript

_NEAR = 90.0
"""Seconds between the words of a speaker and the note of them, at most, apart from `_BEHIND`."""
_BEHIND = 40.0
"""Seconds by which a note that is typed live stands behind the first words of its speaker: the middle of ten notes."""
_TURN = 20.0
"""Seconds between going to an item and the first words about it, at most."""
_STEP = 1.0


class Start(msgspec.Struct, frozen=True):
    """A proposed beginning (UTC). `fitting` of the `turns` that can tell fit it."""

    at: datetime
    fitting: int
    turns: int


def propose_start(transcript: Transcript, record: Record) -> Start | None:
    """When the recording probably began; None where fewer than three turns of the record can tell."""
    meeting = record.meeting
    if meeting.opened is None:
        return None
    begin = meeting.opened
    turns = _turns(transcript, record, begin)
    changes = [(interval.start - begin).total_seconds() for item in record.order() for interval in item.intervals] + [
        (recess.end - begin).total_seconds() for recess in meeting.recesses if recess.end
    ]
    if len(turns) < 3:
        return None
    starts = [cue.start for cue in transcript.cues]
    last = max(starts)
    low, high = -last, max(at for at, _said in turns)
    shifts = [low + step * _STEP for step in range(int((high - low) / _STEP) + 1)]
    # First roughly, since each second of a day would be looked at; then each second around the best.
    rough = max(shifts[::15], key=lambda shift: _fit(shift, turns, changes, starts))
    near = [shift for shift in shifts if abs(shift - rough) <= 60]
    scores = {shift: _fit(shift, turns, changes, starts) for shift in near}
    best = max(scores.values())
    even = [shift for shift, score in scores.items() if score >= best - 1e-9]
    shift = even[len(even) // 2]
    fitting = sum(1 for at, said in turns if any(_closeness(at - shift - start) > 0 for start in said))
    return Start(begin + timedelta(seconds=shift), fitting, len(turns))


def _turns(transcript: Transcript, record: Record, begin: datetime) -> list[tuple[float, tuple[float, ...]]]:
    """Each entry that tells who spoke: when it was kept, and when in the recording that person begins to speak."""
    who: dict[str, list[float]] = {}
    people = record.attendance.values()
    names = {name: speaker(name, people) for name in {cue.name for cue in transcript.cues}}
    for cue in transcript.cues:
        if handle := names[cue.name]:
            who.setdefault(handle, []).append(cue.start)
    return [
        ((entry.at - begin).total_seconds(), tuple(who[entry.speaker]))
        for entry in record.entries.values()
        if entry.speaker in who
    ]


def _fit(
    shift: float, turns: Iterable[tuple[float, tuple[float, ...]]], changes: Iterable[float], starts: Iterable[float]
) -> float:
    """How well a recording that began `shift` seconds after the opening fits."""
    spoken = sum(max(_closeness(at - shift - start) for start in said) for at, said in turns)
    all_starts = list(starts)
    turned = 0.0
    for at in changes:
        behind = [start + shift - at for start in all_starts if start + shift >= at]
        turned += max(0.0, 1 - min(behind) / _TURN) if behind else 0.0
    return spoken + turned


def _closeness(seconds: float) -> float:
    """1 where a note stands `_BEHIND` its words, 0 where it stands `_NEAR` further off."""
    return max(0.0, 1 - abs(seconds - _BEHIND) / _NEAR)
