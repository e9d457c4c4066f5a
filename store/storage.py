"""The crash-safe storage of a TinyDB.

A `JournalStorage` is a TinyDB storage: `read` gives the tables, `write` puts the whole
file in place by the full sequence of `store.files`. Beside that it has `commit`, which
keeps one act by appending one line to a journal: one write, one sync, nothing read,
whatever the size of the file. Opening replays the journal over the file.

A line of the journal is the CRC-32 of its JSON in eight hexadecimal digits, a space, the
JSON of the act, and a newline.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from store.errors import ArchiveDamaged, CannotKeep
from store.files import open_to_append, sync, sync_folder, write_all, write_whole
from store.model import SCHEMA, Act
from store.record import Raw, Tables
from store.words import _, _n

LOG = "log"
ABOUT = "schema"
_ENCODER = msgspec.json.Encoder()
_ACTS = msgspec.json.Decoder(Act)
_TABLES = msgspec.json.Decoder(dict[str, dict[int, dict[str, Any]]])
_Identity = tuple[int, int, int]


class JournalStorage(Storage):
    """One file of the archive and its journal. Read-only unless `writable`.

    `found` tells what was out of order at opening or later, and where it was put.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        self.journal = path.with_suffix(".journal")
        self.found: list[str] = []
        self._writable = writable
        self._descriptor: int | None = None
        self._suspect = False
        self._identity: _Identity | None = None
        self._size = 0
        # The journal before the file: whoever folds in between has put into the file what the journal held.
        journal = self._read_journal()
        self._tables: Tables = self._load()
        acts, damaged = self._replay(journal)
        if writable:
            self._set_aside(damaged)
            self._identity = _identity(path)
            if acts or damaged:
                self._fold()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, the journal's acts included; None where there is no file yet."""
        # TinyDB turns the keys, ours are whole numbers already, into its own.
        return {name: {str(id): raw for id, raw in rows.items()} for name, rows in self._tables.items()} or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Puts `data` in the place of everything, by the full sequence."""
        self._tables = {name: {int(id): dict(raw) for id, raw in rows.items()} for name, rows in data.items()}
        self._tables[ABOUT] = {1: {"version": SCHEMA}}
        self._fold()

    def commit(self, act: Act) -> None:
        """Keeps one act: returns when it is on the disk itself. Raises CannotKeep where the disk refuses.

        After a refusal the journal's end is in doubt, and a sync that failed proves nothing
        when it is repeated (the system may have dropped the pages): the next call, which may
        be with the same act, writes a fresh file with all that is in memory.
        """
        self._apply(act)
        try:
            if self._suspect or self._changed_behind_our_back():
                self._fold()
            else:
                self._append(act)
        except OSError as error:
            self._suspect = True
            raise CannotKeep(
                _("Not on disk yet: {reason}. Everything typed is kept in memory and tried again.").format(
                    reason=error.strerror or error
                )
            ) from error

    def close(self) -> None:
        """Folds the journal into the file, where there is one, and lets go of it."""
        if not self._writable:
            return
        if self._size or self._suspect:
            self._fold()
        self._close_journal()
        with contextlib.suppress(FileNotFoundError):
            self.journal.unlink()

    # Reading

    def _load(self) -> Tables:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            tables = _TABLES.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ArchiveDamaged(
                _("{file} is damaged ({error}); it was left as it is. The version before it is {backup}.").format(
                    file=self.path, error=error, backup=self.path.with_suffix(".bak").name
                )
            ) from error
        version = tables.get(ABOUT, {}).get(1, {}).get("version")
        if not isinstance(version, int):
            raise ArchiveDamaged(_("{file} is no file of notulist; it was left as it is.").format(file=self.path))
        if version > SCHEMA:
            raise ArchiveDamaged(
                _("{file} was made by a newer notulist; it was left as it is. Install that version to open it.").format(
                    file=self.path
                )
            )
        return tables

    def _read_journal(self) -> list[bytes]:
        try:
            return self.journal.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []

    def _replay(self, journal: list[bytes]) -> tuple[int, list[bytes]]:
        """Applies the journal's acts; how many, and the lines that cannot be read."""
        known = max(self._tables.get(LOG, {}), default=0)
        acts, damaged = 0, []
        for line in journal:
            act = decode(line)
            if act is None:
                damaged.append(line)
            elif act.number > known:
                self._apply(act)
                acts += 1
        return acts, damaged

    def _set_aside(self, damaged: list[bytes]) -> None:
        if not damaged:
            return
        aside = self.path.with_suffix(".bad")
        descriptor = open_to_append(aside)
        try:
            write_all(descriptor, b"".join(damaged))
            sync(descriptor)
        finally:
            os.close(descriptor)
        self.found.append(
            _n(
                "{number} unreadable line of the journal was set aside in {file}.",
                "{number} unreadable lines of the journal were set aside in {file}.",
                len(damaged),
            ).format(number=len(damaged), file=aside.name)
        )

    # Writing

    def _apply(self, act: Act) -> None:
        for change in act.changes:
            rows = self._tables.setdefault(change.table, {})
            if change.after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.after
        self._tables.setdefault(LOG, {})[act.number] = _plain(act)

    def _append(self, act: Act) -> None:
        if self._descriptor is None:
            self._descriptor = open_to_append(self.journal)
            self._size = os.fstat(self._descriptor).st_size
        line = encode(act)
        write_all(self._descriptor, line)
        sync(self._descriptor, data_only=True)
        self._size += len(line)

    def _changed_behind_our_back(self) -> bool:
        changed = False
        if _identity(self.path) != self._identity:
            self._keep_theirs(self.path)
            changed = True
        if self._descriptor is not None:
            ours, theirs = os.fstat(self._descriptor), _identity(self.journal)
            if theirs is None or theirs[0] != ours.st_ino or theirs[1] != self._size:
                self._keep_theirs(self.journal)
                changed = True
        return changed

    def _keep_theirs(self, path: Path) -> None:
        if not path.exists():
            self.found.append(
                _("{file} was taken away by another program; it was written anew.").format(file=path.name)
            )
            return
        number = 1
        while (copy := path.with_name(f"{path.stem}.conflict-{number}{path.suffix}")).exists():
            number += 1
        write_whole(copy, path.read_bytes())
        self.found.append(
            _("{file} was changed by another program; that version is kept as {copy}.").format(
                file=path.name, copy=copy.name
            )
        )

    def _fold(self) -> None:
        """Writes the whole file by the full sequence; the journal begins anew."""
        write_whole(self.path, _whole(self._tables), backup=self.path.with_suffix(".bak"))
        self._identity = _identity(self.path)
        self._close_journal()
        if self.journal.exists():
            self.journal.unlink()
            sync_folder(self.path.parent)
        self._size = 0
        self._suspect = False

    def _close_journal(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def encode(act: Act) -> bytes:
    """`act` as a line of the journal."""
    content = _ENCODER.encode(act)
    return b"%08x %b\n" % (zlib.crc32(content), content)


def decode(line: bytes) -> Act | None:
    """The act in a line of the journal; None where the line is torn or damaged."""
    checksum, _space, content = line.partition(b" ")
    if not content.endswith(b"\n"):
        return None
    content = content[:-1]
    try:
        if int(checksum, 16) != zlib.crc32(content):
            return None
        return _ACTS.decode(content)
    except (ValueError, msgspec.DecodeError):
        return None


def _plain(act: Act) -> Raw:
    # The changes' documents are plain already; the rows of the log share them.
    raw: Raw = msgspec.to_builtins(act, builtin_types=())
    return raw


def _whole(tables: Tables) -> bytes:
    return b"{\n%b\n}\n" % b",\n".join(
        _ENCODER.encode(name) + b": {\n" + _lines(rows) + b"\n}" for name, rows in tables.items()
    )


def _lines(rows: Mapping[int, Raw]) -> bytes:
    # A row a line, so that a person, or a tool that compares versions, can read the file.
    return b",\n".join(b'"%d": %b' % (id, _ENCODER.encode(raw)) for id, raw in sorted(rows.items()))


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
