"""What was done to an entry in its own meeting, as the log tells; without what was taken back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import msgspec

from store.model import Act, Entry
from store.record.record import Record


class Edit(msgspec.Struct, frozen=True):
    """An entry before and after an act of that instant (in UTC)."""

    at: datetime
    before: Entry
    after: Entry


def edits_of(record: Record, id: int) -> list[Edit]:
    """Each change of the entry with that id since it was written down, oldest first; a damaged one is left out."""
    edits = []
    for act in _standing(record.log):
        for change in act.changes:
            if (change.table, change.id) == ("entries", id) and change.before and change.after:
                # Rows of a newer notulist: what they said cannot be shown here.
                with suppress(msgspec.ValidationError):
                    before, after = (msgspec.convert(raw, Entry) for raw in (change.before, change.after))
                    edits.append(Edit(act.at, before, after))
    return edits


def _standing(log: list[Act]) -> list[Act]:
    """The acts that were not taken back, or were brought back."""
    standing: dict[int, Act] = {}
    acts = {act.number: act for act in log}
    for act in log:
        if act.undoes is not None:
            standing.pop(act.undoes, None)
        elif act.redoes is None:
            standing[act.number] = act
        elif act.redoes in acts:
            standing[act.redoes] = acts[act.redoes]
    return sorted(standing.values(), key=lambda act: act.number)
