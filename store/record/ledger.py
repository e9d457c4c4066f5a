"""Rows in memory with the log of what was done to them: acts, undo and redo. A record and a desk are such ledgers.

A ledger knows no verbs: they put rows, and keep all they put as one act. Every row is held twice: as a struct, and as
the raw document that goes to disk, in which fields this version does not know live on.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, TypeVar

import msgspec

from store.bounds import row_of
from store.errors import CannotDo
from store.i18n import _
from store.model import Act, Change
from store.record.log import Acts
from store.record.unknown_fields import with_unknown_fields
from store.wrong_data import wrong_in_row

Raw = dict[str, Any]
Tables = dict[str, dict[int, Raw]]

LOG = "log"
"""The table of the acts, by their numbers."""

_Any = TypeVar("_Any", bound=msgspec.Struct)


class HasId(Protocol):
    """What every row has: an id that is its own in the whole ledger."""

    @property
    def id(self) -> int:
        """The id."""
        ...


class Ledger:
    """Rows and log. `tables` are the raw documents, as read from disk; `KINDS` tells which tables there are.

    A row that cannot be read is left out, and `found` names it; on disk it stays as it is. Ids are whole numbers, one
    row of them for all tables.
    """

    KINDS: ClassVar[Mapping[str, type[Any]]] = {}

    def __init__(self, tables: Tables) -> None:
        self.found: list[str] = []
        self._changes = 0
        self._rows: dict[str, dict[int, Any]] = {
            name: self._read(tables, name, kind) for name, kind in self.KINDS.items()
        }
        self.raw: Tables = {name: {id: tables[name][id] for id in rows} for name, rows in self._rows.items()}
        self._acts = Acts(self._read(tables, LOG, Act).values(), max(tables.get(LOG, {}), default=0))
        self._before: dict[tuple[str, int], Raw | None] = {}
        used = {id for name in self.KINDS for id in tables.get(name, {})}
        used.update(change.id for act in self.log for change in act.changes)
        self._last_id = max(used, default=0)

    def as_it_is(self) -> Self:
        """The same rows and log, which no later act changes, for another thread; to read from, never to keep."""
        other = copy.copy(self)
        other.raw = {name: dict(rows) for name, rows in self.raw.items()}
        other._rows = {name: dict(rows) for name, rows in self._rows.items()}
        other._acts = self._acts.as_they_are()
        return other

    @property
    def log(self) -> list[Act]:
        """The acts, oldest first; to be read only."""
        return self._acts.all

    @property
    def state(self) -> tuple[int, int]:
        """Differs whenever a row or the log does: what was made of them may be kept while it is the same."""
        return self._changes, len(self._acts.all)

    def new_id(self) -> int:
        """An id that was never given out before."""
        self._last_id += 1
        return self._last_id

    def put(self, row: HasId) -> None:
        """Puts `row` in the place of the row with its id; part of the next act to be kept.

        Raises CannotDo where it would not be read again.
        """
        table = self._table_of(row)
        rows = self._rows[table]
        old = rows.get(row.id)
        raw = self.raw[table].get(row.id)
        document = with_unknown_fields(row, old, raw)
        try:
            row_of(document, self.KINDS[table])
        except msgspec.ValidationError as error:
            raise CannotDo(
                _("That cannot be kept: {error}.").format(error=wrong_in_row(document, self.KINDS[table]))
            ) from error
        self._before.setdefault((table, row.id), raw)
        self._changes += 1
        self.raw[table][row.id] = document
        rows[row.id] = row

    def drop(self, row: HasId) -> None:
        """Takes `row` away; part of the next act to be kept."""
        table = self._table_of(row)
        self._before.setdefault((table, row.id), self.raw[table].get(row.id))
        self._set(table, row.id, None, None)

    def must_be_open(self) -> None:
        """Raises CannotDo where nothing may be changed any more."""

    def keep(self, verb: str, line: str, at: datetime) -> Act | None:
        """Everything put since the last act, as one act in the log; None where nothing changed."""
        changes = tuple(
            Change(table=table, id=id, before=before, after=self.raw[table].get(id))
            for (table, id), before in self._before.items()
            if before != self.raw[table].get(id)
        )
        self._before.clear()
        return self._acts.add(verb, line, at, changes) if changes else None

    def roll_back(self) -> None:
        """Forgets everything put since the last act."""
        for (table, id), before in self._before.items():
            self._set(table, id, before, self._row(table, before))
        self._before.clear()

    def undo(self, at: datetime, line: str = "") -> Act:
        """Takes the latest act back that is not taken back yet. Raises CannotDo where there is none."""
        self.must_be_open()
        target = self.to_undo
        if target is None:
            raise CannotDo(_("There is nothing left to undo."))
        return self._acts.add("undo", line, at, self._swap(target, back=True), undoes=target.number)

    def redo(self, at: datetime, line: str = "") -> Act:
        """Brings the act back that was taken back last. Raises CannotDo where there is none."""
        self.must_be_open()
        target = self._acts.to_redo
        if target is None:
            raise CannotDo(_("There is nothing to redo."))
        return self._acts.add("redo", line, at, self._swap(target, back=False), redoes=target.number)

    @property
    def to_undo(self) -> Act | None:
        """The act that undo would take back."""
        return self._acts.to_undo

    @property
    def to_redo(self) -> Act | None:
        """The act that redo would bring back."""
        return self._acts.to_redo

    def since(self, at: datetime) -> Iterator[Act]:
        """The acts from an instant on that were not taken back, the last first."""
        return self._acts.since(at)

    def act(self, number: int) -> Act:
        """The act with that number."""
        return self._acts[number]

    def tables(self) -> Tables:
        """Everything as raw documents, as it goes to disk."""
        log = {act.number: msgspec.json.decode(msgspec.json.encode(act)) for act in self.log}
        return {name: dict(rows) for name, rows in self.raw.items()} | {LOG: log}

    def _swap(self, act: Act, *, back: bool) -> tuple[Change, ...]:
        changes = [
            Change(
                table=change.table,
                id=change.id,
                before=self.raw.get(change.table, {}).get(change.id),
                after=change.before if back else change.after,
            )
            for change in (reversed(act.changes) if back else act.changes)
        ]
        try:
            rows = [self._row(change.table, change.after) for change in changes]
        except (KeyError, msgspec.ValidationError) as error:
            raise CannotDo(
                _("Act {number} is of a newer notulist, or damaged; nothing was changed.").format(number=act.number)
            ) from error
        for change, row in zip(changes, rows, strict=True):
            self._set(change.table, change.id, change.after, row)
        return tuple(changes)

    def _table_of(self, row: HasId) -> str:
        return next(name for name, kind in self.KINDS.items() if type(row) is kind)

    def _row(self, table: str, raw: Raw | None) -> HasId | None:
        kind = self.KINDS[table]
        return None if raw is None else self._mended(row_of(raw, kind))

    @staticmethod
    def _mended(row: _Any) -> _Any:
        """`row` as this program would have written it, where another program wrote it."""
        return row

    def _set(self, table: str, id: int, raw: Raw | None, row: HasId | None) -> None:
        self._changes += 1
        rows = self._rows[table]
        if raw is None:
            rows.pop(id, None)
            self.raw[table].pop(id, None)
        else:
            rows[id] = row
            self.raw[table][id] = raw
            # A row that comes back takes its old place: rows are shown by id, which is by age.
            if len(rows) > 1 and id != max(rows):
                _sort(rows)

    def _read(self, tables: Tables, name: str, kind: type[Any]) -> dict[int, Any]:
        rows = {}
        for id, raw in sorted(tables.get(name, {}).items()):
            try:
                row = self._mended(row_of(raw, kind))
            except msgspec.ValidationError:
                self.found.append(_unread(name, id, wrong_in_row(raw, kind)))
                continue
            own = row.number if kind is Act else row.id
            if own == id:
                rows[id] = row
            else:
                self.found.append(_unread(name, id, _("it says of itself that it is {id}").format(id=own)))
        return rows


def _unread(table: str, id: int, wrong: str) -> str:
    words = _("Row {id} of “{table}” cannot be read: {error}. It stays in the file, but is left out here.")
    return words.format(id=id, table=table, error=wrong)


def _sort(rows: dict[int, Any]) -> None:
    for id in sorted(rows):
        rows[id] = rows.pop(id)
