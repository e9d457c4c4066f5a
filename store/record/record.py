"""The record of one meeting in memory: its rows, what may be changed of them, and in which order they are read.

How acts change rows, undo and redo, is in `store.record.ledger`; the verbs are in `store.meeting`.
"""

from __future__ import annotations

import copy
import operator
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from store.errors import ArchiveDamaged, CannotDo
from store.i18n import _
from store.model import (
    APPROVED,
    Act,
    AgendaItem,
    Attendee,
    Entry,
    Interval,
    ItemStatus,
    LaterEntry,
    Meeting,
    MeetingStatus,
    Presence,
)
from store.record.ledger import Ledger, Tables

Row = Meeting | AgendaItem | Attendee | Entry

TABLES: dict[str, type[Row]] = {
    "meeting": Meeting,
    "items": AgendaItem,
    "attendance": Attendee,
    "entries": Entry,
    "followups": LaterEntry,
}

_Any = TypeVar("_Any", bound=msgspec.Struct)


class YearNumbers(Protocol):
    """Whoever gives out the numbers that run through a year."""

    def take(self, pattern: str, year: int, above: int) -> int:
        """The next number of `year` in `pattern`, more than `above`, the highest of the meeting itself."""


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


class Record(Ledger):
    """One meeting's rows and log. `tables` are the raw documents, as read from disk.

    A row that cannot be read is left out, and `found` names it; on disk it stays as it is. `post_to_list` gives the
    numbers of the post that is listed if the agenda is sent now; None where no desk is known.
    """

    KINDS = TABLES
    year_numbers: YearNumbers | None = None
    """Gives the numbers that run through a year; where there is nobody to, they count within the meeting."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.post_to_list: Callable[[], tuple[str, ...]] | None = None
        self._name_tables()
        self._last_id = max([self._last_id, *(entry.turn for entry in self.entries.values())])

    def _name_tables(self) -> None:
        self._meetings: dict[int, Meeting] = self._rows["meeting"]
        self.items: dict[int, AgendaItem] = self._rows["items"]
        self.attendance: dict[int, Attendee] = self._rows["attendance"]
        self.entries: dict[int, Entry] = self._rows["entries"]
        self.followups: dict[int, LaterEntry] = self._rows["followups"]

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
        other = super().as_it_is()
        other._name_tables()
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
        return self.those_of(item, lambda _entry: True)

    def those_of(self, item: int | None, wanted: Callable[[Entry], bool]) -> list[Entry]:
        """Those of `entries_of` that are `wanted`: quicker where they are few, since only these are put in order."""
        return sorted((e for e in self.entries.values() if e.item == item and wanted(e)), key=position)

    def outside(self) -> list[Entry]:
        """What was written down under no item, or under one that is no longer on the agenda, in its order."""
        agenda = {item.id for item in self.agenda()}
        return sorted((entry for entry in self.entries.values() if entry.item not in agenda), key=position)

    @property
    def given(self) -> set[tuple[str, str]]:
        """Every reference that acts gave or found, with the kind of its entry, but for acts that were taken back."""
        return self._acts.given

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
        return super().keep(verb, line, at)

    def take_back(self, followup: int, at: datetime) -> Act:
        """Takes back the act that kept the follow-up with that id between meetings, also after others, or an approval.

        Raises CannotDo where there is no such act.
        """
        for target in self._acts.in_effect():
            if any((change.table, change.id) == ("followups", followup) for change in target.changes):
                return self._acts.add("undo", "", at, self._swap(target, back=True), undoes=target.number)
        raise CannotDo(_("There is nothing left to undo."))

    def _was_approved(self) -> bool:
        """Whether the minutes were approved before what was put since the last act."""
        rows = (self._before.get(("meeting", id), raw) for id, raw in self.raw["meeting"].items())
        return any(raw is not None and raw.get("status") == MeetingStatus.APPROVED for raw in rows)

    def _no_meeting(self) -> ArchiveDamaged:
        words = _("This file holds no meeting that can be read; it was left as it is.")
        return ArchiveDamaged(" ".join([words, *self.found[:1]]))

    @staticmethod
    def _mended(row: _Any) -> _Any:
        return _in_utc(row)


def position(entry: Entry) -> tuple[float, int]:
    """What the entries of an item are ordered by: their place, which is their age where they have none."""
    return (entry.id if entry.place is None else entry.place), entry.id


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
