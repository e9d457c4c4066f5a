"""The index: what is asked of all meetings at once, derived from their files and never the truth.

A SQLite file in the cache folder. `refresh` compares each meeting's file and journal with
what was read of them (inode, size, time of change) and reads those that differ; deleting
the index, or putting an older file in the place of a meeting's, changes no answer.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
from msgspec.structs import replace

from store.disk.meetings import MeetingStore
from store.errors import NotulistError
from store.i18n import _
from store.kinds import PROMISES
from store.language.hashtags import Theme
from store.language.query import Filter
from store.language.references import squeezed
from store.model import AgendaItem, Earlier, Entry, Kind, Meeting, MeetingStatus
from store.record.follow_ups import followed_up, in_order_of_acts, is_open
from store.record.record import Rows
from store.search import full_text, tables
from store.search.index_lock import IndexLock
from store.search.indexed_meeting import IndexedMeeting, indexed_meetings

# Stands in `due` while follow-ups of the entry have changed and are to be reckoned anew.
_UNSETTLED = "?"
_NUMBERED = "AND e.reference <> ''"
_AT_ONCE = 100
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_ENTRY = msgspec.json.Decoder(Entry)
_ITEM = msgspec.json.Decoder(AgendaItem)
_MEETING = msgspec.json.Decoder(Meeting)


def _mended(question: Callable[Concatenate[Index, _Asked], _Answer]) -> Callable[Concatenate[Index, _Asked], _Answer]:
    """`question`, asked once more of an index made anew where the one there was turns out to be damaged."""

    @wraps(question)
    def ask(index: Index, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        try:
            return index._turns.when_free(lambda: question(index, *asked, **named))
        except sqlite3.DatabaseError as error:
            index._start_over(error)
            index.refresh()
            return question(index, *asked, **named)

    return ask


class Index:
    """The index of `meetings` in `file`. May be used from any thread; closed by `close`.

    Where the file cannot be written, the index is kept in memory. `unread` tells of the
    meetings that could not be read at the last refresh, by key, why not.
    """

    def __init__(self, meetings: MeetingStore, file: Path) -> None:
        self._meetings = meetings
        self._file = file
        self._turns = IndexLock()
        self._lock = self._turns.lock
        self._reading = threading.Lock()
        self._database = tables.opened(file)
        # What is unsettled is settled before it is written, and before anybody asks what is open or due.
        self._unsettled = False
        self.unread: dict[str, str] = {}

    def close(self) -> None:
        """Closes the file of the index."""
        with self._lock:
            self._database.close()

    def refresh(self, told: Callable[[int, int], bool] | None = None) -> bool:
        """Reads the meetings that changed since the last refresh.

        `told` hears how many of how many changed meetings were read, and stops the reading
        by saying False; what was read is kept. Gives whether all is up to date. Raises
        ArchiveDamaged where the folder of the meetings cannot be read.
        """
        # One at a time: whoever comes second finds little left to read.
        with self._reading:
            try:
                return self._refresh(told)
            except sqlite3.Error as error:
                self._start_over(error)
                return self._refresh(told)

    @_mended
    def find(self, reference: str, body: str, apart_from: str = "") -> Earlier | None:
        """The decision, action or undertaking with that whole reference, as it stands now.

        One of `body` goes before one of another body, a later one before an earlier one; in the meeting `apart_from`
        is not looked, nor what it did to the entry.
        """
        with self._lock:
            row = self._database.execute(
                f"{tables.EARLIER} WHERE e.reference = ? {_NUMBERED} AND m.key <> ?"
                " ORDER BY m.body = ? DESC, m.day DESC LIMIT 1",
                (squeezed(reference), apart_from, body),
            ).fetchone()
            return self._followed(tables.as_earlier(row), apart_from) if row else None

    @_mended
    def of_kinds(
        self,
        kinds: Iterable[Kind],
        body: str | None = None,
        *,
        only_open: bool = False,
        apart_from: str = "",
        most: int = -1,
        numbered: bool = True,
    ) -> list[Earlier]:
        """The entries of `kinds`, as they stand now, latest meeting first; at most `most`, only those with a number.

        Without their history, which `find` gives.
        """
        wanted = list(kinds)
        with self._lock:
            self._follow()
            rows = self._database.execute(
                f"{tables.LATEST_FIRST} WHERE e.kind IN ({', '.join('?' * len(wanted))}) AND e.open >= ?"
                f" {_NUMBERED if numbered else ''} AND m.key <> ? AND m.body = coalesce(?, m.body)"
                " ORDER BY m.day DESC, m.key DESC, e.id LIMIT ?",
                (*map(str, wanted), int(only_open), apart_from, body, most),
            ).fetchall()
        return [tables.as_earlier(row) for row in rows]

    @_mended
    def before(self, kinds: Iterable[Kind], body: str, day: date, until: datetime | None) -> list[Earlier]:
        """The numbered entries of `kinds` in meetings of `body` before `day`, as at `until`, with their history."""
        asked = f"{tables.EARLIER} WHERE m.body = ? AND m.day < ? {_NUMBERED} ORDER BY m.day, m.key, e.id"
        with self._lock:
            rows = self._database.execute(asked, (body, day.isoformat()))
            found = [one for one in map(tables.as_earlier, rows.fetchall()) if one.entry.kind in set(kinds)]
            return [self._followed(one, "", until) for one in found]

    @_mended
    def numbered_of(self, key: str, kind: Kind) -> list[Entry]:
        """The entries of `kind` with a number of the meeting `key`, as they stand now; the same work in any archive."""
        with self._lock:
            self._follow()
            rows = self._database.execute(
                f"SELECT e.row, e.standing FROM entries e WHERE e.key = ? AND e.kind = ? {_NUMBERED} ORDER BY e.id",
                (key, str(kind)),
            ).fetchall()
        return [_ENTRY.decode(standing or raw) for raw, standing in rows]

    @_mended
    def follow_ups(self) -> list[tuple[str, Entry]]:
        """What became of actions and was kept with the meeting of the action itself: its key; the latest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT key, row FROM entries WHERE about <> '' AND about_key = key AND kind = ?",
                (str(Kind.FOLLOW_UP),),
            ).fetchall()
        return sorted(((key, _ENTRY.decode(raw)) for key, raw in rows), key=lambda one: one[1].at, reverse=True)

    @_mended
    def due_first(self, kinds: Iterable[Kind], most: int) -> list[Earlier]:
        """The open entries of `kinds` that are due first, in that order; at most `most`. Without their history."""
        found: list[Earlier] = []
        with self._lock:
            self._follow()
            for kind in kinds:
                rows = self._database.execute(
                    f"{tables.EARLIER} WHERE e.kind = ? AND e.open = 1 {_NUMBERED} AND e.due <> ''"
                    " ORDER BY e.due LIMIT ?",
                    (str(kind), most),
                )
                found += map(tables.as_earlier, rows)
        return sorted(found, key=lambda one: (tables.due_day(one.entry), one.key, one.entry.id))[:most]

    @_mended
    def meetings_of(self, body: str) -> list[Meeting]:
        """The meetings of the body with that key, oldest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT row FROM meetings WHERE body = ? ORDER BY day, key", (body,)
            ).fetchall()
        return [_MEETING.decode(raw) for (raw,) in rows]

    @_mended
    def items_of(self, body: str) -> list[tuple[str, AgendaItem]]:
        """The items of all meetings of the body with that key, each with the key of its meeting, oldest first.

        A part of a confidential item is confidential too.
        """
        with self._lock:
            rows = self._database.execute(
                "SELECT m.key, i.row FROM items i JOIN meetings m ON m.key = i.key"
                " WHERE m.body = ? ORDER BY m.day, m.key, i.id",
                (body,),
            ).fetchall()
        return [(key, _ITEM.decode(raw)) for key, raw in rows]

    @_mended
    def due_until(self, day: date) -> int:
        """How many open actions and undertakings have a date up to `day`, that day too."""
        with self._lock:
            self._follow()
            (number,) = self._database.execute(
                "SELECT count(*) FROM entries WHERE kind IN (?, ?) AND open = 1 AND reference <> ''"
                " AND due <> '' AND due <= ?",
                (*map(str, PROMISES), day.isoformat()),
            ).fetchone()
            return int(number)

    @_mended
    def meetings(self, statuses: Iterable[MeetingStatus], most: int = -1) -> list[IndexedMeeting]:
        """The meetings that are so far, the latest first; at most `most`."""
        wanted = list(statuses)
        with self._lock:
            rows = self._database.execute(
                "SELECT key, lacks, decisions, actions, row FROM meetings"
                f" WHERE status IN ({', '.join('?' * len(wanted))}) ORDER BY day DESC, key DESC LIMIT ?",
                (*map(str, wanted), most),
            ).fetchall()
        return indexed_meetings(rows)

    @_mended
    def known(self, keys: Iterable[str]) -> list[IndexedMeeting]:
        """The meetings with those keys, as far as they are there, in that order."""
        order = {key: at for at, key in enumerate(keys)}
        with self._lock:
            rows = self._database.execute(
                "SELECT key, lacks, decisions, actions, row FROM meetings"
                f" WHERE key IN ({', '.join('?' * len(order))})",
                (*order,),
            ).fetchall()
        return sorted(indexed_meetings(rows), key=lambda known: order[known.key])

    @_mended
    def search(self, wanted: Filter, most: int = 100) -> full_text.Found:
        """Every entry, agenda item and meeting that `wanted` fits, newest first, of a theme oldest; at most `most`."""
        with self._lock:
            return full_text.search(self._database, wanted, most)

    @_mended
    def themes(self) -> list[Theme]:
        """All themes that are named in any text, the one used last first."""
        with self._lock:
            return full_text.themes(self._database)

    @_mended
    def bodies(self) -> list[str]:
        """The keys of all bodies that have met."""
        with self._lock:
            return [body for (body,) in self._database.execute("SELECT DISTINCT body FROM meetings ORDER BY body")]

    @_mended
    def count(self) -> int:
        """How many meetings are in the index."""
        with self._lock:
            (number,) = self._database.execute("SELECT count(*) FROM meetings").fetchone()
            return int(number)

    # Inside

    def _refresh(self, told: Callable[[int, int], bool] | None) -> bool:
        files = self._meetings.files()
        stamps = files.stamps()
        known = self._turns.when_free(lambda: dict(self._database.execute("SELECT key, stamp FROM files")))
        gone = known.keys() - stamps.keys()
        changed = sorted(key for key, stamp in stamps.items() if known.get(key) != stamp)
        words = _("The file of {meeting} is missing; “notulist live {meeting}” restores it from the version before it.")
        self.unread = {key: words.format(meeting=key) for key in files.missing()}
        fresh: list[str] = []
        whole = True
        try:
            if gone:
                self._begin()
                with self._lock:
                    for key in gone:
                        self._forget(key)
                self._keep(fresh)
            for number, key in enumerate(changed):
                if told and not told(number, len(changed)):
                    whole = False
                    break
                rows = self._rows_of(key)
                self._begin()
                with self._lock:
                    if self._put(key, stamps[key], rows):
                        fresh.append(key)
                self._turns.give_way()
                if number % _AT_ONCE == _AT_ONCE - 1:
                    self._keep(fresh)
            self._keep(fresh)
        except BaseException:
            with self._lock:
                self._database.rollback()
                self._unsettled = False
            raise
        return whole

    def _start_over(self, error: sqlite3.Error) -> None:
        """Begins an empty index: in its file where that is damaged, else (a full disk) in memory.

        Where another program keeps the file to itself, what is known goes on in memory.
        """
        with self._lock:
            known = tables.copied(self._database) if tables.is_busy(error) else None
            self._database.close()
            self._unsettled = False
            if type(error) is sqlite3.DatabaseError:
                # One that cannot be taken away is not opened either: the index is then in memory.
                with contextlib.suppress(OSError):
                    self._file.unlink()
                self._database = tables.opened(self._file)
            else:
                self._database = known or tables.in_memory()

    def _followed(self, found: Earlier, apart_from: str, until: datetime | None = None) -> Earlier:
        """`found` as its follow-ups `until` then leave it, but for those in the meeting `apart_from`."""
        rows = self._database.execute(
            "SELECT e.key, e.row FROM entries e JOIN meetings m ON m.key = e.key"
            " WHERE e.about = ? AND e.about <> '' AND e.key <> ?"
            " AND (e.about_key = ? OR (e.about_key = '' AND m.body = ?))",
            (squeezed(found.entry.reference), apart_from, found.key, found.body),
        )
        told = ((key, _ENTRY.decode(raw)) for key, raw in rows)
        history = tuple(in_order_of_acts((key, one) for key, one in told if not until or one.at <= until))
        (raw,) = self._database.execute(
            "SELECT row FROM entries WHERE key = ? AND id = ?", (found.key, found.entry.id)
        ).fetchone()
        return replace(found, entry=followed_up(_ENTRY.decode(raw), history), history=history)

    def _follow(self) -> None:
        """What follow-ups make of the entries that they, or a change of these entries, are about."""
        if not self._unsettled:
            return
        self._unsettled = False
        rows = self._database.execute(
            f"{tables.EARLIER} WHERE e.reference <> '' AND e.standing IS NULL"
            f" AND (e.due = '{_UNSETTLED}' OR e.reference IN (SELECT about FROM entries WHERE about <> ''))"
        ).fetchall()
        for row in rows:
            entry = self._followed(tables.as_earlier(row), "").entry
            self._database.execute(
                "UPDATE entries SET standing = ?, open = ?, due = ? WHERE key = ? AND id = ?",
                (tables.as_json(entry), is_open(entry), tables.due_day(entry), row[0], entry.id),
            )

    def _keep(self, fresh: list[str]) -> None:
        with self._lock:
            full_text.spell(self._database, fresh)
            self._follow()
        self._turns.when_free(self._database.commit)
        fresh.clear()

    def _begin(self) -> None:
        # At once as a writer: what is read is then not changed by another program before it is written.
        self._turns.when_free(lambda: self._database.in_transaction or self._database.execute("BEGIN IMMEDIATE"))

    def _rows_of(self, key: str) -> Rows | None:
        try:
            return self._meetings.read_rows(key)
        except (NotulistError, OSError) as error:
            self.unread[key] = str(error)
            return None

    def _put(self, key: str, stamp: str, record: Rows | None) -> bool:
        """Puts `record` in the place of what is known of the meeting `key`; False where there is nothing to put."""
        known = self._database.execute("SELECT stamp FROM files WHERE key = ?", (key,)).fetchone()
        if record and known == (stamp,):
            # Another program was first.
            return False
        if known:
            self._forget(key)
        if record is None:
            return False
        tables.put_rows(self._database, key, stamp, record)
        self._unsettle(key)
        return True

    def _unsettle(self, key: str) -> None:
        """What the meeting `key` says of earlier entries is new, or no longer so."""
        self._unsettled = True
        self._database.execute(
            f"UPDATE entries SET standing = NULL, open = written_open, due = '{_UNSETTLED}'"
            " WHERE reference <> '' AND reference IN (SELECT about FROM entries WHERE key = ? AND about <> '')",
            (key,),
        )

    def _forget(self, key: str) -> None:
        self._unsettle(key)
        tables.drop_rows(self._database, key)
