"""The record of one meeting in memory: its rows, and how acts change them, undo and redo; `log` is its log.

The record knows no verbs; `store.meeting.running` puts rows, and then keeps all it put as one act. Every row is held
twice: as a struct, and as the raw document that goes to disk, in which fields this version does not know live on.
"""

from __future__ import annotations

import copy
import operator
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from store.errors import ArchiveDamaged, CannotDo
from store.i18n import _
from store.model import (
    APPROVED,
    Act,
    AgendaItem,
    Attendee,
    Change,
    Entry,
    Interval,
    ItemStatus,
    LaterEntry,
    Meeting,
    MeetingStatus,
    Presence,
)
from store.record.log import Acts
from store.record.unknown_fields import with_unknown_fields
from store.wrong_data import wrong_in_row

Raw = dict[str, Any]
Tables = dict[str, dict[int, Raw]]
Row = Meeting | AgendaItem | Attendee | Entry

LOG = "log"
"""The table of the acts, by their numbers."""
TABLES: dict[str, type[Row]] = {
    "meeting": Meeting,
    "items": AgendaItem,
    "attendance": Attendee,
    "entries": Entry,
    "followups": LaterEntry,
}
_NAMES: dict[type[Row], str] = {kind: name for name, kind in TABLES.items()}


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting's rows, to be read only: each table by id, oldest first."""

    meeting: Meeting
    items: dict[int, AgendaItem]
    attendance: dict[int, Attendee]
    entries: dict[int, Entry]
    followups: dict[int, LaterEntry]

    @classmethod
    def of(cls, record: Record) -> Rows:
        """The rows of `record`."""
        return cls(
            meeting=record.meeting,
            items=record.items,
            attendance=record.attendance,
            entries=record.entries,
            followups=record.followups,
        )

    def agenda(self) -> list[AgendaItem]:
        """The items in the order of the agenda."""
        return [self.items[id] for id in self.meeting.agenda if id in self.items]

    def entries_of(self, item: int | None) -> list[Entry]:
        """What was written down under an item (None: under no item), oldest first."""
        return [entry for entry in self.entries.values() if entry.item == item]


class Record:
    """One meeting's rows and log. `tables` are the raw documents, as read from disk.

    A row that cannot be read is left out, and `found` names it; on disk it stays as it is.
    """

    def __init__(self, tables: Tables) -> None:
        self.found: list[str] = []
        self.items: dict[int, AgendaItem] = self._read(tables, "items", AgendaItem)
        self.attendance: dict[int, Attendee] = self._read(tables, "attendance", Attendee)
        self.entries: dict[int, Entry] = self._read(tables, "entries", Entry)
        self.followups: dict[int, LaterEntry] = self._read(tables, "followups", LaterEntry)
        self._meetings: dict[int, Meeting] = self._read(tables, "meeting", Meeting)
        self.raw: Tables = {name: {id: tables[name][id] for id in self._table(name)} for name in TABLES}
        self._acts = Acts(self._read(tables, "log", Act).values(), max(tables.get("log", {}), default=0))
        self._before: dict[tuple[str, int], Raw | None] = {}
        used = {id for name in TABLES for id in tables.get(name, {})}
        used.update(entry.turn for entry in self.entries.values())
        used.update(change.id for act in self.log for change in act.changes)
        self._last_id = max(used, default=0)

    @classmethod
    def new(cls, meeting: Meeting, items: list[AgendaItem], attendance: list[Attendee]) -> Record:
        """A record that nothing has happened in yet."""
        record = cls({})
        record._meetings[meeting.id] = meeting
        rows: list[Row] = [meeting, *items, *attendance]
        for row in rows:
            record.put(row)
        record._before.clear()
        record._last_id = max(row.id for row in rows)
        return record

    @classmethod
    def read(cls, tables: Tables) -> Record:
        """The record that `tables` hold. Raises ArchiveDamaged where there is no meeting in them."""
        record = cls(tables)
        if not record._meetings:
            raise record._no_meeting()
        return record

    @property
    def meeting(self) -> Meeting:
        """The meeting itself. Raises ArchiveDamaged where its row could not be read."""
        for meeting in self._meetings.values():
            return meeting
        raise self._no_meeting()

    def with_meeting(self, meeting: Meeting) -> Record:
        """The same rows with `meeting` in the place of its own; to read from, never to keep."""
        other = copy.copy(self)
        other._meetings = {meeting.id: meeting}
        return other

    def with_rows(self, items: dict[int, AgendaItem], entries: dict[int, Entry]) -> Record:
        """The same record with those items and entries in the place of its own; to read from, never to keep."""
        other = copy.copy(self)
        other.items, other.entries = items, entries
        return other

    def as_it_is(self) -> Record:
        """The same rows and log, which no later act changes, for another thread; to read from, never to keep."""
        other = copy.copy(self)
        other.raw = {name: dict(rows) for name, rows in self.raw.items()}
        other.items, other.attendance = dict(self.items), dict(self.attendance)
        other.entries, other.followups = dict(self.entries), dict(self.followups)
        other._acts, other._meetings = self._acts.as_they_are(), dict(self._meetings)
        return other

    def agenda(self) -> list[AgendaItem]:
        """The items in the order of the agenda."""
        return [self.items[id] for id in self.meeting.agenda if id in self.items]

    def order(self) -> list[AgendaItem]:
        """The items in the order in which they are, or will be, treated."""
        return [self.items[id] for id in self.meeting.order if id in self.items]

    def current(self) -> AgendaItem | None:
        """The item being treated."""
        return self.items.get(self.meeting.current) if self.meeting.current is not None else None

    def to_come(self) -> list[AgendaItem]:
        """The items not treated yet, in the order in which they will be; the first is the next. None when closed."""
        if self.meeting.closed is not None:
            return []
        return [item for item in self.order() if item.status is ItemStatus.OPEN]

    def entries_of(self, item: int | None) -> list[Entry]:
        """What was written down under an item (None: under no item), oldest first but for what was moved."""
        return sorted((entry for entry in self.entries.values() if entry.item == item), key=position)

    def outside(self) -> list[Entry]:
        """What was written down under no item, or under one that is no longer on the agenda, in its order."""
        agenda = {item.id for item in self.agenda()}
        return sorted((entry for entry in self.entries.values() if entry.item not in agenda), key=position)

    @property
    def log(self) -> list[Act]:
        """The acts, oldest first; to be read only."""
        return self._acts.all

    @property
    def given(self) -> set[tuple[str, str]]:
        """Every reference that acts gave or found, with the kind of its entry, but for acts that were taken back."""
        return self._acts.given

    def new_id(self) -> int:
        """An id that was never given out before."""
        self._last_id += 1
        return self._last_id

    def put(self, row: Row) -> None:
        """Puts `row` in the place of the row with its id; part of the next act to be kept."""
        table = _NAMES[type(row)]
        rows: dict[int, Any] = self._table(table)
        old = rows.get(row.id)
        raw = self.raw[table].get(row.id)
        self._before.setdefault((table, row.id), raw)
        self.raw[table][row.id] = with_unknown_fields(row, old, raw)
        rows[row.id] = row

    def drop(self, row: Row) -> None:
        """Takes `row` away; part of the next act to be kept."""
        table = _NAMES[type(row)]
        self._before.setdefault((table, row.id), self.raw[table].get(row.id))
        self._set(table, row.id, None, None)

    def must_be_open(self) -> None:
        """Raises CannotDo where the minutes are approved: they are closed for every change."""
        if self._was_approved():
            raise CannotDo(_("These minutes are approved and closed for change."))

    def keep(self, verb: str, line: str, at: datetime) -> Act | None:
        """Everything put since the last act, as one act in the log; None where nothing changed.

        Raises CannotDo, with nothing changed, where the minutes are approved already; follow-ups go on.
        """
        text = any(table != "followups" for table, _id in self._before)
        if text and verb != APPROVED and self._was_approved():
            self.roll_back()
            self.must_be_open()
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
            self._set(table, id, before, _row(table, before))
        self._before.clear()

    def undo(self, at: datetime, line: str = "") -> Act:
        """Takes the latest act back that is not taken back yet. Raises CannotDo where there is none."""
        self.must_be_open()
        target = self.to_undo
        if target is None:
            raise CannotDo(_("There is nothing left to undo."))
        return self._acts.add("undo", line, at, self._swap(target, back=True), undoes=target.number)

    def take_back(self, followup: int, at: datetime) -> Act:
        """Takes back the act that kept the follow-up with that id between meetings, also after others, or an approval.

        Raises CannotDo where there is no such act.
        """
        for target in self._acts.in_effect():
            if any((change.table, change.id) == ("followups", followup) for change in target.changes):
                return self._acts.add("undo", "", at, self._swap(target, back=True), undoes=target.number)
        raise CannotDo(_("There is nothing left to undo."))

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

    def since(self, at: datetime) -> Iterator[Act]:
        """The acts from an instant on that were not taken back, the last first."""
        return self._acts.since(at)

    def act(self, number: int) -> Act:
        """The act with that number."""
        return self._acts[number]

    def tables(self) -> Tables:
        """Everything as raw documents, as it goes to disk."""
        log = {act.number: msgspec.json.decode(msgspec.json.encode(act)) for act in self.log}
        return {name: dict(rows) for name, rows in self.raw.items()} | {"log": log}

    def _was_approved(self) -> bool:
        """Whether the minutes were approved before what was put since the last act."""
        rows = (self._before.get(("meeting", id), raw) for id, raw in self.raw["meeting"].items())
        return any(raw is not None and raw.get("status") == MeetingStatus.APPROVED for raw in rows)

    def _no_meeting(self) -> ArchiveDamaged:
        words = _("This file holds no meeting that can be read; it was left as it is.")
        return ArchiveDamaged(" ".join([words, *self.found[:1]]))

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
            rows = [_row(change.table, change.after) for change in changes]
        except (KeyError, msgspec.ValidationError) as error:
            raise CannotDo(
                _("Act {number} is of a newer notulist, or damaged; nothing was changed.").format(number=act.number)
            ) from error
        for change, row in zip(changes, rows, strict=True):
            self._set(change.table, change.id, change.after, row)
        return tuple(changes)

    def _table(self, name: str) -> dict[int, Any]:
        tables: dict[str, dict[int, Any]] = {
            "meeting": self._meetings,
            "items": self.items,
            "attendance": self.attendance,
            "entries": self.entries,
            "followups": self.followups,
        }
        return tables[name]

    def _set(self, table: str, id: int, raw: Raw | None, row: Row | None) -> None:
        rows = self._table(table)
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
                row = _in_utc(msgspec.convert(raw, kind))
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


def position(entry: Entry) -> tuple[float, int]:
    """What the entries of an item are ordered by: their place, which is their age where they have none."""
    return (entry.id if entry.place is None else entry.place), entry.id


def _row(table: str, raw: Raw | None) -> Row | None:
    kind = TABLES[table]
    return None if raw is None else _in_utc(msgspec.convert(raw, kind))


_Any = TypeVar("_Any", bound=msgspec.Struct)


def _in_utc(row: _Any) -> _Any:
    """`row` with the time zone that an instant must have, and a clock time must not, where another program wrote it."""
    told: dict[str, object] = {}
    match row:
        case Entry() | Act():
            told = {"at": row.at}
        case AgendaItem():
            told = {"intervals": row.intervals}
        case Attendee():
            told = {"presence": row.presence}
        case Meeting():
            told = {name: getattr(row, name) for name in ("opened", "closed", "recesses", "start", "end")}
    changed = {name: new for name, value in told.items() if (new := _mended(value)) is not value}
    return replace(row, **changed) if changed else row


def _mended(value: object) -> object:
    match value:
        case datetime() if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        case time() if value.tzinfo is not None:
            return value.replace(tzinfo=None)
        case tuple():
            parts = tuple(map(_mended, value))
            return value if all(map(operator.is_, parts, value)) else parts
        case Interval() | Presence():
            start, end = _mended(value.start), _mended(value.end)
            return value if start is value.start and end is value.end else replace(value, start=start, end=end)
    return value


def _sort(rows: dict[int, Any]) -> None:
    for id in sorted(rows):
        rows[id] = rows.pop(id)
