"""A meeting's rows read at once, for the index: without the log, and without a way to change them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from store.bounds import absurd_day
from store.model import SCHEMA, AgendaItem, Attendee, Entry, LaterEntry, Meeting
from store.paths import read_plain
from store.record.record import Row, Rows
from store.text import is_clean


class _About(msgspec.Struct):
    version: int


class _File(msgspec.Struct):
    """A file without its log, which is the larger part of it."""

    schema: dict[int, _About]
    meeting: dict[int, Meeting]
    items: dict[int, AgendaItem] = {}
    attendance: dict[int, Attendee] = {}
    entries: dict[int, Entry] = {}
    followups: dict[int, LaterEntry] = {}


_FILE = msgspec.json.Decoder(_File)


def rows_in(path: Path) -> Rows | None:
    """The rows in the file at `path`, read at once; None where there is a journal too, or anything is out of order.

    Then a `JournalStorage` and a `Record` find the same, or tell what is wrong.
    """
    try:
        # The journal before the file: whoever folds in between has put into the file what the journal held.
        if path.with_suffix(".journal").exists() or not path.is_file():
            return None
        content = read_plain(path)
        file = _FILE.decode(content)
    except (OSError, ValueError, RecursionError):
        return None
    about = file.schema.get(1)
    tables: tuple[Mapping[int, Row], ...] = (file.meeting, file.items, file.attendance, file.entries, file.followups)
    if about is None or not 1 <= about.version <= SCHEMA or not file.meeting:
        return None
    if not is_clean(content) or any(id != row.id or absurd_day(row) for rows in tables for id, row in rows.items()):
        return None
    return Rows(
        meeting=file.meeting[min(file.meeting)],
        items=dict(sorted(file.items.items())),
        attendance=dict(sorted(file.attendance.items())),
        entries=dict(sorted(file.entries.items())),
        followups=dict(sorted(file.followups.items())),
    )
