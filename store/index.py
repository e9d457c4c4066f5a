"""The index: what is asked of all meetings at once, derived from their files and never the truth.

A SQLite file in the cache folder. `refresh` compares each meeting's file and journal with
what was read of them (inode, size, time of change) and reads those that differ; deleting
the index, or putting an older file in the place of a meeting's, changes no answer.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from store.earlier import Earlier, about, followed_up, is_open
from store.errors import NotulistError
from store.files import make_folder
from store.model import Entry, Kind, Meeting, MeetingStatus
from store.record import Record
from store.references import squeezed
from store.secrecy import secrecy_of
from store.unfinished import unfinished

if TYPE_CHECKING:
    from store.archive import Archive

VERSION = 2
"""Of the tables below; an index of another version is made anew."""

_TABLES = """
CREATE TABLE files (key TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE meetings (
  key TEXT PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL, status TEXT NOT NULL,
  lacks INTEGER NOT NULL, decisions INTEGER NOT NULL, actions INTEGER NOT NULL, row BLOB NOT NULL
);
CREATE TABLE items (
  key TEXT NOT NULL, id INTEGER NOT NULL, status TEXT NOT NULL, row BLOB NOT NULL, PRIMARY KEY (key, id)
);
CREATE TABLE entries (
  key TEXT NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL,
  reference TEXT NOT NULL, about TEXT NOT NULL, about_key TEXT NOT NULL,
  written_open INTEGER NOT NULL, open INTEGER NOT NULL, row BLOB NOT NULL, standing BLOB, PRIMARY KEY (key, id)
);
CREATE INDEX by_reference ON entries (reference) WHERE reference <> '';
CREATE INDEX by_about ON entries (about) WHERE about <> '';
CREATE INDEX by_kind ON entries (kind, open);
CREATE INDEX by_body ON meetings (body, day);
"""
# Of an entry: where it is, and itself; `standing` is what follow-ups made of it, where there are any.
_EARLIER = (
    "SELECT m.key, m.number, m.day, m.body, e.item, e.row, e.standing FROM entries e JOIN meetings m ON m.key = e.key"
)
_AT_ONCE = 100
_ENTRY = msgspec.json.Decoder(Entry)
_MEETING = msgspec.json.Decoder(Meeting)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, how much its record lacks, and how many decisions and actions it holds."""

    key: str
    meeting: Meeting
    lacks: int
    decisions: int
    actions: int


class Index:
    """The index of `archive` in `file`. May be used from any thread; closed by `close`.

    Where the file cannot be written, the index is kept in memory. `unread` tells of the
    meetings that could not be read at the last refresh, by key, why not.
    """

    def __init__(self, archive: Archive, file: Path) -> None:
        self._archive = archive
        self._lock = threading.RLock()
        self._database = _opened(file)
        self.unread: dict[str, str] = {}

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._database.close()

    def refresh(self, told: Callable[[int, int], bool] | None = None) -> bool:
        """Reads what changed since the last time.

        `told` hears how many of how many changed meetings were read, and stops the reading
        by saying False; what was read is kept. Gives whether all is up to date.
        """
        keys = self._archive.keys()
        stamps = {key: _stamp(self._archive.path(key)) for key in keys}
        with self._lock:
            known = dict(self._database.execute("SELECT key, stamp FROM files"))
            for key in known.keys() - stamps.keys():
                self._forget(key)
            self._database.commit()
        changed = [key for key, stamp in stamps.items() if known.get(key) != stamp]
        self.unread = {}
        done = self._read_all(changed, stamps, told)
        if changed or known.keys() - stamps.keys():
            with self._lock:
                self._follow()
                self._database.commit()
        return done

    def find(self, reference: str, body: str, apart_from: str = "") -> Earlier | None:
        """The decision, action or undertaking with that whole reference, as it stands now.

        One of `body` goes before one of another body, a later one before an earlier one; in the meeting `apart_from`
        is not looked, nor what it did to the entry.
        """
        with self._lock:
            row = self._database.execute(
                f"{_EARLIER} WHERE e.reference = ? AND m.key <> ? ORDER BY m.body = ? DESC, m.day DESC LIMIT 1",
                (squeezed(reference), apart_from, body),
            ).fetchone()
            return self._followed(_earlier(row), apart_from) if row else None

    def of_kinds(
        self,
        kinds: Iterable[Kind],
        body: str | None = None,
        *,
        only_open: bool = False,
        apart_from: str = "",
        most: int = -1,
    ) -> list[Earlier]:
        """The entries of `kinds` that have a number, as they stand now, latest meeting first; at most `most`.

        Without their history, which `find` gives.
        """
        wanted = list(kinds)
        with self._lock:
            rows = self._database.execute(
                f"{_EARLIER} WHERE e.kind IN ({', '.join('?' * len(wanted))}) AND e.open >= ? AND e.reference <> ''"
                " AND m.key <> ? AND m.body = coalesce(?, m.body) ORDER BY m.day DESC, m.key DESC, e.id LIMIT ?",
                (*wanted, int(only_open), apart_from, body, most),
            ).fetchall()
        return [_earlier(row) for row in rows]

    def meetings(self, statuses: Iterable[MeetingStatus], most: int = -1) -> list[Known]:
        """The meetings that are so far, the latest first; at most `most`."""
        wanted = list(statuses)
        with self._lock:
            rows = self._database.execute(
                "SELECT key, lacks, decisions, actions, row FROM meetings"
                f" WHERE status IN ({', '.join('?' * len(wanted))}) ORDER BY day DESC, key DESC LIMIT ?",
                (*wanted, most),
            ).fetchall()
        return [
            Known(key=key, meeting=_MEETING.decode(row), lacks=lacks, decisions=decisions, actions=actions)
            for key, lacks, decisions, actions, row in rows
        ]

    # Inside

    def _read_all(self, changed: list[str], stamps: dict[str, str], told: Callable[[int, int], bool] | None) -> bool:
        for number, key in enumerate(changed):
            if told and not told(number, len(changed)):
                return False
            # Whoever asks meanwhile waits for one meeting, not for all.
            with self._lock:
                self._read(key, stamps[key])
                if number % _AT_ONCE == _AT_ONCE - 1:
                    self._database.commit()
        return True

    def _followed(self, found: Earlier, apart_from: str) -> Earlier:
        """`found` as its follow-ups leave it, but for those in the meeting `apart_from`."""
        rows = self._database.execute(
            "SELECT e.row FROM entries e JOIN meetings m ON m.key = e.key"
            " WHERE e.about = ? AND (e.about_key = ? OR (e.about_key = '' AND m.body = ?)) AND e.key <> ?",
            (squeezed(found.entry.reference), found.key, found.body, apart_from),
        )
        history = tuple(sorted((_ENTRY.decode(raw) for (raw,) in rows), key=lambda later: later.at))
        (raw,) = self._database.execute(
            "SELECT row FROM entries WHERE key = ? AND id = ?", (found.key, found.entry.id)
        ).fetchone()
        return replace(found, entry=followed_up(_ENTRY.decode(raw), history), history=history)

    def _follow(self) -> None:
        """What follow-ups make of the entries that they, or a change of these entries, are about."""
        rows = self._database.execute(
            f"{_EARLIER} WHERE e.reference <> '' AND e.reference IN (SELECT about FROM entries WHERE about <> '')"
            " AND e.standing IS NULL"
        ).fetchall()
        for row in rows:
            entry = self._followed(_earlier(row), "").entry
            self._database.execute(
                "UPDATE entries SET standing = ?, open = ? WHERE key = ? AND id = ?",
                (_json(entry), is_open(entry), row[0], entry.id),
            )

    def _read(self, key: str, stamp: str) -> None:
        try:
            record = self._archive.read(key)
        except (NotulistError, OSError) as error:
            self.unread[key] = str(error)
            self._forget(key)
            return
        self._forget(key)
        self._database.execute("INSERT INTO files VALUES (?, ?)", (key, stamp))
        meeting = record.meeting
        kinds = [entry.kind for entry in record.entries.values()]
        counts = len(unfinished(record)), kinds.count(Kind.DECISION), kinds.count(Kind.ACTION)
        self._database.execute(
            "INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, meeting.body.key, meeting.date.isoformat(), meeting.number, meeting.status, *counts, _json(meeting)),
        )
        items = ((key, item.id, item.status, _json(item)) for item in record.agenda())
        self._database.executemany("INSERT INTO items VALUES (?, ?, ?, ?)", items)
        places = ", ".join("?" * 11)
        self._database.executemany(f"INSERT INTO entries VALUES ({places})", _entries(key, record))
        self._unsettle(key)

    def _unsettle(self, key: str) -> None:
        """What the meeting `key` says of earlier entries is new, or no longer so."""
        self._database.execute(
            "UPDATE entries SET standing = NULL, open = written_open"
            " WHERE reference IN (SELECT about FROM entries WHERE key = ? AND about <> '')",
            (key,),
        )

    def _forget(self, key: str) -> None:
        self._unsettle(key)
        for table in ("files", "meetings", "items", "entries"):
            self._database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))


def _entries(key: str, record: Record) -> Iterator[tuple[str | int | bytes | None, ...]]:
    for entry in (*record.entries.values(), *record.followups.values()):
        # Confidential with its item: whoever lists entries of many meetings has no items at hand.
        marked = replace(entry, confidential=secrecy_of(record, entry))
        item = record.items.get(entry.item) if entry.item is not None else None
        where = f"{item.number} {item.title}" if item else ""
        about_key = entry.follow_up.meeting if entry.follow_up else ""
        references = squeezed(entry.reference), squeezed(about(entry)), about_key
        yield key, entry.id, entry.kind, where, *references, is_open(entry), is_open(entry), _json(marked), None


def _earlier(row: tuple[str, str, str, str, str, bytes, bytes | None]) -> Earlier:
    key, number, day, body, item, raw, standing = row
    entry = _ENTRY.decode(standing or raw)
    return Earlier(key=key, meeting=number, day=date.fromisoformat(day), body=body, item=item, entry=entry)


def _json(row: msgspec.Struct) -> bytes:
    return msgspec.json.encode(row)


def _stamp(path: Path) -> str:
    """What tells that a meeting's file, or its journal, is another one than before."""
    stamps = []
    for file in (path, path.with_suffix(".journal")):
        with contextlib.suppress(FileNotFoundError):
            found = file.stat()
            stamps.append(f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}")
    return " ".join(stamps)


def _opened(file: Path) -> sqlite3.Connection:
    """The index in `file`; a new one where that is damaged or of another version, in memory where it cannot be kept."""
    try:
        make_folder(file.parent)
        return _checked(file)
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError, sqlite3.Error):
            file.unlink(missing_ok=True)
            return _checked(file)
        return _made(sqlite3.connect(":memory:", check_same_thread=False))


def _checked(file: Path) -> sqlite3.Connection:
    # For its owner only: it holds words of the meetings.
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(file, check_same_thread=False, timeout=5.0)
    # It can be made again at any time: it need not survive a power cut.
    database.execute("PRAGMA synchronous = OFF")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return database
    database.executescript("".join(f"DROP TABLE {name};" for name in _names(database)))
    return _made(database)


def _made(database: sqlite3.Connection) -> sqlite3.Connection:
    database.executescript(_TABLES)
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.commit()
    return database


def _names(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
