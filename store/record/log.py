"""The log of a meeting in memory: its acts in their order, which were taken back, and the references they gave."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import takewhile

from store.model import APPROVED, ERASED, Act, Change


class Acts:
    """The acts of a meeting, oldest first, of which `last` is the highest number that was ever given."""

    def __init__(self, acts: Iterable[Act], last: int) -> None:
        self.all = list(acts)
        self._last = last
        self._by_number = {act.number: act for act in self.all}
        self._undoable: list[int] = []
        self._redoable: list[int] = []
        self._given: Counter[tuple[str, str]] = Counter()
        for act in self.all:
            self._count(act)

    def __getitem__(self, number: int) -> Act:
        return self._by_number[number]

    def as_they_are(self) -> Acts:
        """The same acts, to which none is added; to read from only."""
        other = copy.copy(self)
        other.all = list(self.all)
        return other

    @property
    def to_undo(self) -> Act | None:
        """The act that undo would take back."""
        return self[self._undoable[-1]] if self._undoable else None

    @property
    def to_redo(self) -> Act | None:
        """The act that redo would bring back."""
        return self[self._redoable[-1]] if self._redoable else None

    @property
    def given(self) -> set[tuple[str, str]]:
        """Every reference that acts gave or found, with the kind of its entry, but for acts that were taken back."""
        return set(self._given)

    def in_effect(self) -> Iterator[Act]:
        """The acts that were not taken back, the last first."""
        return (self[number] for number in reversed(self._undoable))

    def since(self, at: datetime) -> Iterator[Act]:
        """The acts from an instant on."""
        return takewhile(lambda act: act.at >= at, self.in_effect())

    def add(
        self,
        verb: str,
        line: str,
        at: datetime,
        changes: tuple[Change, ...],
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Act:
        """A new act with the next number; one that `undoes` or `redoes` another takes it back or brings it back."""
        self._last += 1
        act = Act(number=self._last, at=at, verb=verb, line=line, undoes=undoes, redoes=redoes, changes=changes)
        self.all.append(act)
        self._by_number[act.number] = act
        self._count(act)
        return act

    def _count(self, act: Act) -> None:
        if act.verb in (APPROVED, ERASED):
            return
        if act.undoes is not None:
            if act.undoes in self._undoable:
                self._undoable.remove(act.undoes)
                self._given -= _references(self[act.undoes])
            # An act that is missing (its line was damaged) cannot come back.
            if act.undoes in self._by_number:
                self._redoable.append(act.undoes)
        elif act.redoes is not None:
            if act.redoes in self._redoable:
                self._redoable.remove(act.redoes)
            if act.redoes in self._by_number:
                self._undoable.append(act.redoes)
                self._given.update(_references(self[act.redoes]))
        else:
            self._given.update(_references(act))
            self._undoable.append(act.number)
            self._redoable.clear()


def _references(act: Act) -> Counter[tuple[str, str]]:
    """The references that entries had before or after `act`, with their kinds."""
    rows = [row for change in act.changes if change.table == "entries" for row in (change.before, change.after) if row]
    return Counter((str(row.get("kind", "")), str(row["reference"])) for row in rows if row.get("reference"))
