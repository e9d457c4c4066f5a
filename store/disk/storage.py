"""The crash-safe storage of a TinyDB.

A `JournalStorage` is a TinyDB storage: `read` gives the tables, `write` puts the whole
file in place by the full sequence of `store.disk.atomic`. Beside that it has `commit`, which
keeps one act by appending one line to a journal: one write, one sync, nothing read,
whatever the size of the file. Opening replays the journal over the file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec.structs import asdict, replace
from tinydb.storages import Storage

from store.disk.atomic import open_to_append, sync, tidy, write_all, write_whole
from store.disk.journal import Journal, after, encode, replay
from store.disk.last_seen import Seen
from store.disk.versions import save_backup
from store.errors import ArchiveDamaged, CannotKeep, reason
from store.i18n import _, _n
from store.model import SCHEMA, Act
from store.paths import read_plain
from store.record.ledger import LOG, Raw, Tables
from store.text import clean_all, is_clean
from store.wrong_data import wrong_in_json

ABOUT = "schema"
_ENCODER = msgspec.json.Encoder()
_TABLES = msgspec.json.Decoder(Tables)
_Identity = tuple[int, int, int]


class JournalStorage(Storage):
    """One file of the archive and its journal. Read-only unless `writable`.

    Opening only reads; `settle`, or the first change, brings in order what a crash left.
    `found` tells what was out of order at opening or later, and where it was put. `damaged` are the lines of the
    journal that cannot be read, `gaps` the numbers of acts that are missing in it, `twice` the rows that a writable one
    found twice, and `foreign` tells that the journal is of another file.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        self.found: list[str] = []
        self._writable = writable
        self._journal = Journal(path.with_suffix(".journal"))
        self._identity: _Identity | None = None
        self._ours: set[bytes] = set()
        self._told: set[_Identity | None] = set()
        self._acted = False
        self._only_journal = False
        self._suspect = False
        # The journal before the file: whoever folds in between has put into the file what the journal held.
        journal = self._journal.read()
        lines = journal or []
        content = self._content(lines)
        self._tables: Tables = self._load(content) if content is not None else {}
        self.damaged: list[bytes] = []
        self.gaps: list[int] = []
        self.twice = _twice(content, self._tables) if writable and content is not None else []
        self.foreign = not self._replay(lines)
        self._unsettled = journal is not None or bool(self.twice)  # A journal without a line is in the way, too.

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, the journal's acts included; None where there is no file yet."""
        # TinyDB turns the keys, ours are whole numbers already, into its own.
        return {name: {str(id): raw for id, raw in rows.items()} for name, rows in self._tables.items()} or None

    def seen(self, number: int | None = None) -> Seen:
        """What is told of the last act in memory, or of the act with that number, to know it again."""
        log = self._tables.get(LOG, {})
        last = max(log, default=0) if number is None else number
        return Seen(last, after(self.path.stem, log[last]) if last in log else "")

    def settle(self) -> None:
        """Brings in order what a crash left: sets aside what cannot be read, folds the journal.

        Raises OSError where the disk refuses; what was there is there still.
        """
        tidy(self.path)
        if not self._unsettled:
            return
        if self.foreign:
            copy = _copy(self._journal.path)
            self.found.append(
                _("The journal does not belong to {file}, which was replaced; it is kept as {copy}.").format(
                    file=self.path.name, copy=copy.name
                )
            )
        if self.gaps:
            words = _n(
                "An act is missing in the journal: {acts}.", "Acts are missing in the journal: {acts}.", len(self.gaps)
            )
            self.found.append(words.format(acts=", ".join(map(str, self.gaps))))
        self._set_aside()
        self._mind_the_file()
        if self._tables:
            self._fold()
        else:
            self._journal.remove()
        self._unsettled = False

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Puts `data` in the place of everything, by the full sequence."""
        self._settle_first()
        self._tables = {name: {int(id): dict(raw) for id, raw in rows.items()} for name, rows in data.items()}
        self._mind_the_file()
        self._fold()

    def commit(self, act: Act) -> None:
        """Keeps one act: returns when it is on the disk itself. Raises CannotKeep where the disk refuses.

        After a refusal the journal's end is in doubt, and a sync that failed proves nothing
        when it is repeated (the system may have dropped the pages): the next call, which may
        be with the same act, writes a fresh file with all that is in memory.
        """
        if self._only_journal:
            self.commit_to_journal(act)
            return
        try:
            self._settle_first()
            line = self._line(act)
            self._apply(act, _document(act))
            self._acted = True
            if self._mind_others() or self._suspect:
                self._fold()
            else:
                self._journal.append(line)
        except OSError as error:
            self._suspect = True
            raise _cannot_keep(error) from error

    def commit_to_journal(self, act: Act) -> None:
        """Keeps one act in the journal alone: returns when it is on the disk itself.

        This is for an act at which `commit` ended in a fault of the program. From then on what is in memory proves
        nothing: no file is written any more, and the next opening makes it of the file and the journal. Raises
        CannotKeep where the disk refuses.
        """
        self._only_journal = True
        try:
            # A line that may be torn is ended first.
            self._journal.append((b"\n" if self._suspect else b"") + encode(act))
        except OSError as error:
            self._suspect = True
            raise _cannot_keep(error) from error
        self._suspect = False

    def close(self) -> None:
        """Folds the journal into the file, where there is one, and lets go of it.

        Raises OSError where that fails and the journal still holds everything, CannotKeep where it does not.
        """
        try:
            # Who changed nothing leaves alone what others changed.
            if self._acted and not self._only_journal:
                self._suspect = self._mind_others() or self._suspect
                if self._suspect or self._journal.begun:
                    self._fold()
        except OSError as error:
            if self._suspect or not self._journal.is_ours():
                raise _cannot_keep(error) from error
            raise
        finally:
            self.leave()

    def leave(self) -> None:
        """Lets go of the journal without folding it."""
        self._journal.close()

    # Reading

    def _content(self, lines: list[bytes]) -> bytes | None:
        if self.path.exists() and not self.path.is_file():  # A pipe would keep whoever reads it waiting for ever.
            raise ArchiveDamaged(_("{file} is no file of notulist; it was left as it is.").format(file=self.path))
        try:
            with self.path.open("rb") as file:
                content = file.read()
                self._identity = _identity(os.fstat(file.fileno()))
        except FileNotFoundError:
            if not lines:
                return None
            raise ArchiveDamaged(
                _("{file} is missing, and only its journal is there; that was left as it is.").format(file=self.path)
                + self._mention_backup()
            ) from None
        if self._writable:
            self._ours = {_digest(content)}
        return content

    def _load(self, content: bytes) -> Tables:
        try:
            tables = tables_in(content)
        except (ValueError, RecursionError) as error:
            raise ArchiveDamaged(
                _("{file} is damaged: {error}. It was left as it is.").format(
                    file=self.path, error=wrong_in_json(content, error)
                )
                + self._mention_backup()
            ) from error
        version = tables.get(ABOUT, {}).get(1, {}).get("version")
        if not isinstance(version, int) or version < 1:
            raise ArchiveDamaged(_("{file} is no file of notulist; it was left as it is.").format(file=self.path))
        if version > SCHEMA:
            raise ArchiveDamaged(
                _("{file} was made by a newer notulist; it was left as it is. Install that version to open it.").format(
                    file=self.path
                )
            )
        return tables

    def _mention_backup(self) -> str:
        backup = self.path.with_suffix(".bak")
        return " " + _("The version before it is {backup}.").format(backup=backup.name) if backup.exists() else ""

    def _replay(self, lines: list[bytes]) -> bool:
        """Applies the journal's acts; False, with nothing applied, where it is the journal of another file."""
        found = replay(lines, self.path.stem, self._tables.get(LOG, {}))
        self.damaged, self.gaps = found.damaged, found.gaps
        for act, raw, _after in found.acts:
            self._apply(act, raw)
        return not found.foreign

    # Writing

    def _settle_first(self) -> None:
        if self._unsettled:
            self.settle()

    def _line(self, act: Act) -> bytes:
        """`act` as the line of the journal that comes after the act before it."""
        return encode(act, after(self.path.stem, self._tables.get(LOG, {}).get(act.number - 1)))

    def _apply(self, act: Act, raw: Raw) -> None:
        for change in act.changes:
            rows = self._tables.setdefault(change.table, {})
            if change.after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.after
        self._tables.setdefault(LOG, {})[act.number] = raw

    def _set_aside(self) -> None:
        """Appends to `.bad` what cannot be read, so that it is not lost when the file is written anew."""
        aside = self.path.with_suffix(".bad")
        if self.damaged or self.twice:
            descriptor = open_to_append(aside)
            try:
                write_all(descriptor, b"".join([*self.damaged, *self.twice]))
                sync(descriptor)
            finally:
                os.close(descriptor)
        for lines, words in (
            (
                self.damaged,
                _n(
                    "{number} unreadable line of the journal was set aside in {file}.",
                    "{number} unreadable lines of the journal were set aside in {file}.",
                    len(self.damaged),
                ),
            ),
            (
                self.twice,
                _n(
                    "{number} row that was there twice was set aside in {file}.",
                    "{number} rows that were there twice were set aside in {file}.",
                    len(self.twice),
                ),
            ),
        ):
            if lines:
                self.found.append(words.format(number=len(lines), file=aside.name))

    def _mind_others(self) -> bool:
        """Keeps what another program put in the place of the file or the journal; whether one did."""
        changed = self._mind_the_file()
        if self._journal.is_ours():
            return changed
        there = _identity_of(self._journal.path)
        if there not in self._told:
            self._keep_theirs(self._journal.path)
            self._told.add(there)
        return True

    def _mind_the_file(self) -> bool:
        there = _identity_of(self.path)
        if there == self._identity:
            return False
        changed = there is None or _digest(read_plain(self.path)) not in self._ours
        if changed:
            self._keep_theirs(self.path)
        # What is kept now, or is ours under another date, is not looked at again.
        self._identity = there
        return changed

    def _keep_theirs(self, path: Path) -> None:
        if path.exists():
            words = _("{file} was changed by another program; that version is kept as {copy}.")
            self.found.append(words.format(file=path.name, copy=_copy(path).name))
        else:
            words = _("{file} was taken away by another program; it was written anew.")
            self.found.append(words.format(file=path.name))

    def _fold(self) -> None:
        """Writes the whole file by the full sequence; the journal begins anew."""
        about = self._tables.setdefault(ABOUT, {})
        about[1] = about.get(1, {}) | {"version": SCHEMA}
        content = whole(self._tables)
        # Whether the file is the old or the new one is not known where the disk refuses half-way.
        self._ours.add(_digest(content))
        if kept := save_backup(self.path, content):
            words = _("The version before {file} holds what is not in it; it is kept as {copy}.")
            self.found.append(words.format(file=self.path.name, copy=kept.name))
        write_whole(self.path, content, backup=self.path.with_suffix(".bak"))
        self._identity = _identity_of(self.path)
        self._ours = {_digest(content)}
        self._journal.remove()
        self._told.clear()
        self._suspect = False


def _document(act: Act) -> Raw:
    """`act` as it stands in the log. Its rows are those of the record, which are replaced and never changed."""
    changes = [asdict(change) for change in act.changes]
    return {**msgspec.to_builtins(replace(act, changes=())), "changes": changes}


def _cannot_keep(error: OSError) -> CannotKeep:
    # Short enough for one line of a narrow screen.
    return CannotKeep(_("Not on disk yet: {reason}. Kept here, tried again.").format(reason=reason(error)))


def tables_in(content: bytes) -> Tables:
    """The tables of a file. Raises ValueError or RecursionError where it holds none.

    Another program may have written in it what no terminal should be given: that is left out.
    """
    tables = _TABLES.decode(content)
    return tables if is_clean(content) else cast(Tables, clean_all(tables))


def whole(tables: Tables) -> bytes:
    """A whole file that holds `tables`, a row a line."""
    return b"{\n%b\n}\n" % b",\n".join(
        _ENCODER.encode(name) + b": {\n" + _lines(rows) + b"\n}" for name, rows in tables.items()
    )


def _lines(rows: Mapping[int, Raw]) -> bytes:
    # A row a line, so that a person, or a tool that compares versions, can read the file.
    return b",\n".join(b'"%d": %b' % (id, _ENCODER.encode(raw)) for id, raw in sorted(rows.items()))


def _twice(content: bytes, tables: Tables) -> list[bytes]:
    """The values in `content` whose name comes again behind them (two versions merged by hand), a JSON line each."""
    if content == whole(tables):
        return []
    lost: list[bytes] = []

    def last_of_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for name, value in reversed(pairs):
            if kept.setdefault(name, value) != value:
                lost.append(_ENCODER.encode({name: value}) + b"\n")
        return dict(reversed(kept.items()))

    json.loads(content, object_pairs_hook=last_of_each)
    return lost


def _copy(path: Path) -> Path:
    """A copy of what stands at `path`, beside it."""
    number = 1
    while (copy := path.with_name(f"{path.stem}.conflict-{number}{path.suffix}")).exists():
        number += 1
    write_whole(copy, read_plain(path))
    return copy


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _identity(found: os.stat_result) -> _Identity:
    return found.st_ino, found.st_size, found.st_mtime_ns


def _identity_of(path: Path) -> _Identity | None:
    try:
        return _identity(path.stat())
    except FileNotFoundError:
        return None
