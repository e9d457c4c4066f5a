"""A file of the archive that is read, or locked and open for writing: of a meeting, or of a desk.

Each file is a TinyDB; `store.disk.storage` makes writing it safe.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from tinydb import TinyDB

from store.disk import recovery
from store.disk.atomic import reading, writing
from store.disk.last_seen import LastSeen
from store.disk.lock import Lock
from store.disk.recovery import Form
from store.disk.storage import ABOUT, JournalStorage
from store.disk.versions import keep_aside
from store.i18n import _
from store.model import Act
from store.paths import read_plain
from store.record.ledger import Ledger, Tables

_Kept = TypeVar("_Kept", bound=Ledger)


class OpenFile(Generic[_Kept]):
    """The file at `path`, locked and open for writing; `kept` is what stands in it, read by `form`.

    `name` is what this machine remembers it by. Raises CannotKeep or ArchiveDamaged where the disk refuses. The `lock`
    is free after `close` or `leave`.
    """

    def __init__(self, path: Path, lock: Lock, form: Form[_Kept], seen: LastSeen, name: str) -> None:
        self.path = path
        self._lock = lock
        self._seen = seen
        self._name = name
        with writing(path):
            self._restored = recovery.put_back_missing(path, form) or recovery.put_back_newer(path)
        self._database = _opened(path, writable=True)
        self._storage = _storage(self._database)
        with writing(path):
            self.kept = form.read(_tables(self._database))
            self._behind = self._lacks()
            if (self._behind or self._storage.foreign or self._storage.gaps) and path.is_file():
                # Who finds the rest of the journal needs the file that it belongs to, which is written over now.
                keep_aside(path, read_plain(path))
            # Only now, when all can be read, is anything on disk touched.
            self._storage.settle()
            self._copies = self.copies()

    def copies(self) -> list[str]:
        """What is to be said of other versions that stand beside the file, a line each. Raises OSError."""
        return []

    @property
    def found(self) -> list[str]:
        """What was out of order in the file, and where it was put, a line each."""
        return [*self._restored, *self._behind, *self._copies, *self.kept.found, *self._storage.found]

    def _lacks(self) -> list[str]:
        """That the file lacks what this machine knew last, for the user; what is put back from what is there counts."""
        known = self._seen.of(self._name)
        if known is None or self._storage.seen(known.last) == known:
            return []
        words = _(
            "{file} does not hold the last that was typed in it here (act {number}): look for a newer version of it."
        )
        return [words.format(file=self.path.name, number=known.last)]

    def commit(self, act: Act) -> None:
        """Returns when `act` is on the disk itself. Raises CannotKeep where the disk refuses."""
        self._storage.commit(act)
        # Where the journal goes, too, it is known what was in it.
        self._seen.note(self._name, self._storage.seen(act.number))

    def commit_to_journal(self, act: Act) -> None:
        """As `commit`, by the plainest way there is: for an act at which `commit` ended in a fault of the program."""
        self._storage.commit_to_journal(act)

    def erase(self, change: Callable[[Tables], tuple[Tables, int]]) -> int:
        """Puts the tables that `change` makes in the place of the file and of the version before it; its number.

        What is `kept` in memory is as it was: the file is to be closed. Raises CannotKeep where the disk refuses, and
        what `change` raises, with nothing changed.
        """
        backup = self.path.with_suffix(".bak")
        rows = self._storage.read() or {}
        tables, count = change({name: {int(id): raw for id, raw in each.items()} for name, each in rows.items()})
        with writing(self.path):
            for _time in ("what is erased goes to the version before it", "and out of that"):
                backup.unlink(missing_ok=True)
                self._storage.write(tables)
        return count

    def close(self) -> None:
        """Folds the journal into the file. Raises CannotKeep where acts are neither in the one nor in the other."""
        try:
            # What does not fold stays in the journal, and is folded when the file is opened again.
            with contextlib.suppress(OSError):
                self._database.close()
            seen = self._storage.seen()
            # A file that was opened, and never written, is not missed later.
            if seen.last or seen.digest:
                self._seen.note(self._name, seen)
        finally:
            self._lock.free()

    def leave(self) -> None:
        """Closes the file and the journal as they are on disk, without folding the one into the other."""
        try:
            self._storage.leave()
        finally:
            self._lock.free()


def read_file(path: Path, form: Form[_Kept]) -> _Kept:
    """What stands in the file at `path` now, its journal included, without a lock and without touching anything.

    Raises ArchiveDamaged where it cannot be read, or holds nothing of the kind.
    """
    with _opened(path) as database:
        return form.read(_tables(database))


def _opened(path: Path, *, writable: bool = False) -> TinyDB:
    with reading(path):
        return TinyDB(path, storage=JournalStorage, writable=writable)


def _storage(database: TinyDB) -> JournalStorage:
    storage = database.storage
    assert isinstance(storage, JournalStorage)
    return storage


def _tables(database: TinyDB) -> Tables:
    return {name: dict(_documents(database, name)) for name in database.tables() - {ABOUT}}


def _documents(database: TinyDB, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for document in database.table(name):
        yield document.doc_id, dict(document)
