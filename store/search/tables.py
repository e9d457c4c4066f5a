"""The tables of the index: how they are made, kept in a file, and what a meeting puts in them."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from store.disk.atomic import make_folder
from store.language.references import squeezed
from store.meeting.completeness import unfinished
from store.model import Earlier, Entry, Kind
from store.record.confidentiality import item_secrecy, secrecies
from store.record.follow_ups import about, is_open
from store.record.record import Rows
from store.search import full_text

VERSION = 12
"""Of the tables below and of what is reckoned into them; an index of another version is made anew."""

_TABLES = """
CREATE TABLE files (key TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE meetings (
  key TEXT PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL, status TEXT NOT NULL,
  lacks INTEGER NOT NULL, decisions INTEGER NOT NULL, actions INTEGER NOT NULL, row BLOB NOT NULL
);
CREATE TABLE items (
  key TEXT NOT NULL, id INTEGER NOT NULL, status TEXT NOT NULL, row BLOB NOT NULL, PRIMARY KEY (key, id)
) WITHOUT ROWID;
CREATE TABLE entries (
  key TEXT NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL,
  reference TEXT NOT NULL, about TEXT NOT NULL, about_key TEXT NOT NULL,
  written_open INTEGER NOT NULL, open INTEGER NOT NULL, due TEXT NOT NULL,
  row BLOB NOT NULL, standing BLOB, PRIMARY KEY (key, id)
) WITHOUT ROWID;
-- SQLite takes these only for what says itself that it is not empty.
CREATE INDEX by_reference ON entries (reference) WHERE reference <> '';
CREATE INDEX by_about ON entries (about) WHERE about <> '';
CREATE INDEX by_kind ON entries (kind, open, due, reference) WHERE reference <> '';
-- For each meeting in turn; without it SQLite goes through all entries of a kind once a meeting.
CREATE INDEX by_meeting ON entries (key, kind, open, reference);
CREATE INDEX by_body ON meetings (body, day);
CREATE INDEX by_day ON meetings (day, key);
CREATE INDEX by_status ON meetings (status, day, key);
"""

# What is asked of an entry: where it is, and itself; `standing` is what follow-ups made of it, where there are any.
_COLUMNS = "SELECT m.key, m.number, m.day, m.body, e.item, e.row, e.standing FROM"
EARLIER = f"{_COLUMNS} entries e JOIN meetings m ON m.key = e.key"
# The latest meeting first, without sorting: a cross join is done in the order in which it is written.
LATEST_FIRST = f"{_COLUMNS} meetings m CROSS JOIN entries e ON e.key = m.key"
_ENTRY = msgspec.json.Decoder(Entry)


def put_rows(database: sqlite3.Connection, key: str, stamp: str, record: Rows) -> None:
    """Puts the meeting `key` in all tables, in which it is not yet; `stamp` tells what was read of it."""
    meeting = record.meeting
    kinds = [entry.kind for entry in record.entries.values()]
    counts = len(unfinished(record)), kinds.count(Kind.DECISION), kinds.count(Kind.ACTION)
    about = (meeting.body.key, meeting.date.isoformat(), meeting.number, str(meeting.status), *counts)
    database.execute("INSERT INTO files VALUES (?, ?)", (key, stamp))
    database.execute("INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (key, *about, as_json(meeting)))
    database.executemany("INSERT INTO items VALUES (?, ?, ?, ?)", _item_rows(key, record))
    places = ", ".join("?" * 12)
    database.executemany(f"INSERT INTO entries VALUES ({places})", _entry_rows(key, record))
    full_text.fill(database, key, record)


def drop_rows(database: sqlite3.Connection, key: str) -> None:
    """Takes the meeting `key` out of all tables."""
    full_text.forget(database, key)
    for table in ("files", "meetings", "items", "entries"):
        database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))


def _item_rows(key: str, record: Rows) -> Iterator[tuple[str | int | bytes, ...]]:
    """The rows of the table `items` for a meeting: its agenda."""
    for item in record.agenda():
        # Confidential with what it is a part of: whoever reads items of many meetings has no agendas at hand.
        marked = replace(item, confidential=item_secrecy(record, item))
        yield key, item.id, str(item.status), as_json(marked)


def _entry_rows(key: str, record: Rows) -> Iterator[tuple[str | int | bytes | None, ...]]:
    """The rows of the table `entries` for a meeting, its entries and its follow-ups."""
    where = {item.id: f"{item.number} {item.title}" for item in record.items.values()}
    secret = secrecies(record)
    for entry in (*record.entries.values(), *record.followups.values()):
        # Confidential with its item: whoever lists entries of many meetings has no items at hand.
        marked = replace(entry, confidential=secret[entry.id]) if entry.id in secret else entry
        # Plain strings: SQLite's module takes much longer over an enumeration.
        named, later = entry.reference, about(entry)
        references = squeezed(named) if named else "", squeezed(later) if later else ""
        about_key = entry.follow_up.meeting if entry.follow_up else ""
        still = is_open(entry)
        place = where.get(entry.item or 0, "")
        yield (
            key,
            entry.id,
            str(entry.kind),
            place,
            *references,
            about_key,
            still,
            still,
            due_day(entry),
            as_json(marked),
            None,
        )


def due_day(entry: Entry) -> str:
    """The day by which it is due (ISO); nothing where there is none."""
    return entry.due.day.isoformat() if entry.due and entry.due.day else ""


def as_earlier(row: tuple[str, str, str, str, str, bytes, bytes | None]) -> Earlier:
    """The entry in a row that was asked for by `EARLIER` or `LATEST_FIRST`, as it stands after its follow-ups."""
    key, number, day, body, item, raw, standing = row
    entry = _ENTRY.decode(standing or raw)
    return Earlier(key=key, meeting=number, day=date.fromisoformat(day), body=body, item=item, entry=entry)


def as_json(row: msgspec.Struct) -> bytes:
    """A row as it is kept."""
    return msgspec.json.encode(row)


def opened(file: Path) -> sqlite3.Connection:
    """The index in `file`; a new one where that is damaged or of another version, in memory where it cannot be kept."""
    try:
        make_folder(file.parent)
        return _checked(file)
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError, sqlite3.Error):
            file.unlink(missing_ok=True)
            return _checked(file)
        return in_memory()


def in_memory() -> sqlite3.Connection:
    """An empty index that is kept nowhere."""
    return _made(sqlite3.connect(":memory:", check_same_thread=False))


def copied(database: sqlite3.Connection) -> sqlite3.Connection | None:
    """A copy of the whole index in memory; None where another program keeps the file to itself."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        # Left to itself it tries for ever.
        database.backup(copy, progress=_raise_where_busy)
    except sqlite3.Error:
        copy.close()
        return None
    return copy


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the error says that another program has the file now."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF == sqlite3.SQLITE_BUSY


def _raise_where_busy(status: int, _left: int, _total: int) -> None:
    if status == sqlite3.SQLITE_BUSY:
        raise sqlite3.OperationalError("busy")


def _checked(file: Path) -> sqlite3.Connection:
    # For its owner only: it holds words of the meetings.
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(file, check_same_thread=False, timeout=5.0)
    # It can be made again at any time: it need not survive a power cut.
    database.execute("PRAGMA synchronous = OFF")
    # What is not yet committed stays in memory: other programs can read until then.
    database.execute("PRAGMA cache_spill = OFF")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != VERSION or not full_text.fits(database):
        database.executescript("".join(f"DROP TABLE {name};" for name in _names(database)))
        _made(database)
    # From now on whoever finds it busy waits without keeping others waiting.
    database.execute("PRAGMA busy_timeout = 0")
    return database


def _made(database: sqlite3.Connection) -> sqlite3.Connection:
    database.executescript(_TABLES)
    full_text.make(database)
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.commit()
    return database


def _names(database: sqlite3.Connection) -> list[str]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE ?"
    return [name for (name,) in database.execute(names, (full_text.SHADOWS,))]
