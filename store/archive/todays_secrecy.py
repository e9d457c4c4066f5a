"""What is confidential in a meeting today because of what it is about in another one.

A follow-up, a replaced or withdrawn decision, an evaluation, a question or an item that was held over repeats words of
an earlier meeting. Where those became confidential since, these are so too: it is asked when a document is written,
never kept. Where what they are about cannot be read now, nobody knows that it is not confidential.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from store.archive.archive import Archive
from store.errors import NotulistError
from store.model import AgendaItem, Earlier, Entry, Secrecy
from store.record.confidentiality import item_secrecy, secrecy_of, together
from store.record.follow_ups import about
from store.record.record import Record, Rows

_Marked = TypeVar("_Marked", AgendaItem, Entry)
_Row = tuple[str, str, int]
"""A row that was looked at: the key of its meeting, its table, its id."""


def with_todays_secrecy(archive: Archive, records: Sequence[Record]) -> list[Record]:
    """`records`, their items and entries confidential with what they are about in other meetings; to read from only.

    By the index as it was refreshed last; each of the other meetings is read once.
    """
    look = _Look(archive)
    return [_with_todays_secrecy(look, record) for record in records]


def _with_todays_secrecy(look: _Look, record: Record) -> Record:
    items = [item for item in record.items.values() if item.origins]
    entries = [entry for entry in record.entries.values() if about(entry)]
    if not items and not entries:
        return record
    rows = Rows.of(record)
    marked_items = {item.id: _marked(item, look.of_origins(item, set())) for item in items}
    marked_entries = {entry.id: _marked(entry, look.of_subject(rows, entry, set())) for entry in entries}
    return record.with_rows(record.items | marked_items, record.entries | marked_entries)


def earlier_with_todays_secrecy(archive: Archive, earlier: Iterable[Earlier]) -> list[Earlier]:
    """Entries of other meetings, confidential with what they are about in yet others; by the index as it is now."""
    look = _Look(archive)
    return [replace(one, entry=_marked(one.entry, look.of_earlier(one, set()))) for one in earlier]


def _marked(row: _Marked, grounds: Iterable[Secrecy | None]) -> _Marked:
    return replace(row, confidential=together((row.confidential, *grounds)))


class _Look:
    """Looks what rows of other meetings are about, from meeting to meeting; each row once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._rows: dict[str, Rows | None] = {}

    def of_origins(self, item: AgendaItem, seen: set[_Row]) -> Iterator[Secrecy | None]:
        """Why what `item` brings back is confidential."""
        for origin in item.origins:
            if origin.item is None and origin.entry is None:
                # The minutes of a meeting: that they are approved tells nothing of what is in them.
                continue
            rows = self._read(origin.meeting)
            if rows is None:
                yield Secrecy()
            elif origin.item is not None:
                yield from self._of_item(rows, origin.item, seen)
            elif origin.entry in rows.entries:
                yield from self._of_entry(rows, rows.entries[origin.entry], seen)

    def of_subject(self, rows: Rows, entry: Entry, seen: set[_Row]) -> Iterator[Secrecy | None]:
        """Why what `entry` of the meeting `rows` says something new of is confidential, in another meeting."""
        reference = about(entry)
        if not reference:
            return
        index, meeting = self._archive.index, rows.meeting
        found = index.find(reference, meeting.body.key, apart_from=meeting.key)
        if found is not None:
            yield from self.of_earlier(found, seen)
        elif index.unread and all(reference != each.reference for each in rows.entries.values()):
            yield Secrecy()

    def of_earlier(self, earlier: Earlier, seen: set[_Row]) -> Iterator[Secrecy | None]:
        """Why an entry of another meeting is confidential."""
        rows = self._read(earlier.key)
        if rows is None or earlier.entry.id not in rows.entries:
            yield Secrecy()
        else:
            yield from self._of_entry(rows, rows.entries[earlier.entry.id], seen)

    def _of_entry(self, rows: Rows, entry: Entry, seen: set[_Row]) -> Iterator[Secrecy | None]:
        row = rows.meeting.key, "entries", entry.id
        if row in seen:
            return
        seen.add(row)
        yield secrecy_of(rows, entry)
        yield from self.of_subject(rows, entry, seen)
        if entry.item is not None:
            yield from self._of_item(rows, entry.item, seen)
        for id in entry.words_of:
            if id in rows.entries:
                yield from self._of_entry(rows, rows.entries[id], seen)
            else:
                yield from self._of_item(rows, id, seen)

    def _of_item(self, rows: Rows, id: int, seen: set[_Row]) -> Iterator[Secrecy | None]:
        """Why the item with that id is confidential, with the items that it is a part of."""
        row = rows.meeting.key, "items", id
        if row in seen or id not in rows.items:
            return
        seen.add(row)
        item = rows.items[id]
        yield item_secrecy(rows, item)
        for each in (item, *_wholes(rows, item)):
            yield from self.of_origins(each, seen)

    def _read(self, key: str) -> Rows | None:
        if key not in self._rows:
            try:
                self._rows[key] = self._archive.meetings.read_rows(key)
            except (NotulistError, OSError):
                self._rows[key] = None
        return self._rows[key]


def _wholes(rows: Rows, part: AgendaItem) -> Iterator[AgendaItem]:
    """The items that `part` is a part of, the nearest first."""
    agenda = rows.agenda()
    for item in reversed(agenda[: agenda.index(part)] if part in agenda else []):
        if item.depth < part.depth:
            part = item
            yield item
