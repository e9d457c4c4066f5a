"""The meetings of an archive as files. Whoever is above this room asks for records, and knows no files.

meetings/2026/2026-11-19-or.json  one meeting: meeting, items, attendance, entries, log

Each file is a TinyDB; `store.disk.storage` makes writing it safe.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from tinydb import TinyDB

from store.disk import recovery
from store.disk.atomic import make_folder, reading, writing
from store.disk.last_seen import LastSeen
from store.disk.lock import PATIENCE_SECONDS, Lock, local_name
from store.disk.meeting_files import KEY, MeetingFiles, copies, path_of
from store.disk.storage import ABOUT, JournalStorage
from store.errors import NoSuchMeeting, NotulistError
from store.i18n import _
from store.model import Act, AgendaItem, Attendee, Meeting
from store.record.record import Record, Rows, Tables


class OpenMeetingFile:
    """The file of one meeting, locked and open for writing; `record` is what stands in it.

    Raises CannotKeep or ArchiveDamaged where the disk refuses. The `lock` is free after `close` or `leave`.
    """

    def __init__(self, path: Path, lock: Lock, seen: LastSeen) -> None:
        self._lock = lock
        self._seen = seen
        with writing(path):
            self._restored = recovery.put_back_missing(path) or recovery.put_back_newer(path)
        self._database = _opened(path, writable=True)
        self._storage = _storage(self._database)
        with writing(path):
            self.record = _record(self._database)
            # Only now, when all can be read, is anything on disk touched.
            self._storage.settle()
            self._copies = copies(path)
        self._behind = self._lacks(path)

    @property
    def found(self) -> list[str]:
        """What was out of order in the file, and where it was put, a line each."""
        return [*self._restored, *self._behind, *self._copies, *self.record.found, *self._storage.found]

    def _lacks(self, path: Path) -> list[str]:
        """That the file lacks what this machine knew last, for the user; what is put back from what is there counts."""
        known = self._seen.of(path.stem)
        if known is None or self._storage.seen(known.last) == known:
            return []
        words = _(
            "{file} does not hold the last that was typed in it here (act {number}): look for a newer version of it."
        )
        return [words.format(file=path.name, number=known.last)]

    def commit(self, act: Act) -> None:
        """Returns when `act` is on the disk itself. Raises CannotKeep where the disk refuses."""
        self._storage.commit(act)

    def commit_to_journal(self, act: Act) -> None:
        """As `commit`, by the plainest way there is: for an act at which `commit` ended in a fault of the program."""
        self._storage.commit_to_journal(act)

    def close(self) -> None:
        """Folds the journal into the file. Raises CannotKeep where acts are neither in the one nor in the other."""
        try:
            # What does not fold stays in the journal, and is folded when the meeting is opened again.
            with contextlib.suppress(OSError):
                self._database.close()
            self._seen.note(self._storage.path.stem, self._storage.seen())
        finally:
            self._lock.free()

    def leave(self) -> None:
        """Closes the file and the journal as they are on disk, without folding the one into the other."""
        try:
            self._storage.leave()
        finally:
            self._lock.free()


class MeetingStore:
    """The meetings that are kept in `folder`; the locks of this machine are in `state`."""

    def __init__(self, folder: Path, state: Path) -> None:
        self._folder = folder
        self._state = state
        self.seen = LastSeen(folder, state)

    def files(self) -> MeetingFiles:
        """Which files of meetings there are now. Raises ArchiveDamaged where their folder cannot be read."""
        return MeetingFiles(self._folder)

    def keys(self) -> list[str]:
        """The keys of all meetings, oldest first. Raises ArchiveDamaged where their folder cannot be read."""
        return self.files().keys()

    def path(self, key: str) -> Path:
        """Where the meeting with that key is kept."""
        return path_of(self._folder, key)

    def can_be_put_back(self, key: str) -> bool:
        """Whether the file of that meeting is missing while the version before it is there.

        Raises ArchiveDamaged where the disk does not tell.
        """
        path = self.path(key)
        with reading(path):
            return KEY.fullmatch(key) is not None and not path.exists() and path.with_suffix(".bak").exists()

    def read(self, key: str) -> Record:
        """The record of a meeting as it is on disk now, without a lock and without touching anything.

        Raises NoSuchMeeting, and ArchiveDamaged where its file cannot be read.
        """
        with _opened(self._existing(key)) as database:
            return _record(database)

    def read_rows(self, key: str) -> Rows:
        """The rows of a meeting as they are on disk now, without the log, in half the time that `read` takes.

        Raises NoSuchMeeting, and ArchiveDamaged where its file cannot be read.
        """
        from store.disk.fast_read import rows_in

        path = self._existing(key)
        return rows_in(path) or Rows.of(self.read(key))

    def open(self, key: str) -> OpenMeetingFile:
        """Opens the file of a meeting for writing; one that is missing is put back from the version before it.

        Raises NoSuchMeeting, MeetingLocked where somebody else has it open, and CannotKeep or ArchiveDamaged where
        the disk refuses.
        """
        path = self.path(key) if self.can_be_put_back(key) else self._existing(key)
        lock = self.lock(key)
        try:
            return OpenMeetingFile(path, lock, self.seen)
        except BaseException:
            lock.free()
            raise

    def lock(self, key: str, seconds: float = 0.0) -> Lock:
        """The lock of whoever writes the meeting `key`.

        Raises MeetingLocked where somebody still has it open after `seconds`, CannotKeep where it cannot be made.
        """
        return Lock(self._state / "locks", local_name(self._folder, key), key, seconds)

    def create(self, meeting: Meeting, items: list[AgendaItem], attendance: list[Attendee]) -> str:
        """Stores a new meeting under a key of its own, and gives that key.

        Raises CannotKeep where the disk refuses, and MeetingLocked or ArchiveDamaged where another file of that day
        is in the way.
        """
        key, number = meeting.key, 1
        while not self._create(key, number, meeting, items, attendance):
            number += 1
            key = f"{meeting.key}-{number}"
        return key

    def create_numbered(self, make: Callable[[], tuple[Meeting, list[AgendaItem], list[Attendee]]]) -> str:
        """Stores the new meeting that `make` makes, as `create` does; nobody else gives out a number meanwhile."""
        with self.lock("numbers", PATIENCE_SECONDS):
            return self.create(*make())

    def _create(
        self, key: str, number: int, meeting: Meeting, items: list[AgendaItem], attendance: list[Attendee]
    ) -> bool:
        """Stores a new meeting under `key`; False where that is taken."""
        path = self.path(key)
        with reading(path):
            if path.exists():
                return False
        # References begin with the meeting's number: two meetings of a day must not share it.
        shared = number > 1 and self._has_number(meeting.key, meeting.number)
        name = f"{meeting.number}.{number}" if shared else meeting.number
        # What its meetings are prepared from belongs to the register: here every act would carry it along.
        body = replace(meeting.body, plan=None)
        record = Record.new(replace(meeting, key=key, number=name, body=body), items, attendance)
        with self.lock(key, PATIENCE_SECONDS), writing(path):
            # Somebody else may have been first.
            if path.exists():
                return False
            make_folder(path.parent)
            storage = JournalStorage(path, writable=True)
            storage.write(record.tables())
            storage.close()
        self.seen.note(key, storage.seen())
        return True

    def _has_number(self, key: str, number: str) -> bool:
        """Whether a meeting that would have this key too, one of the same body and day, has that number."""
        beside = re.compile(rf"{re.escape(key)}(?:-\d+)?")
        for each in self.keys():
            if beside.fullmatch(each):
                try:
                    if self.read(each).meeting.number == number:
                        return True
                except NotulistError:
                    # Nobody knows which number it has.
                    return True
        return False

    def _existing(self, key: str) -> Path:
        path = self.path(key)
        with reading(path):
            there = path.exists() or path.with_suffix(".journal").exists()
        if not there:
            raise NoSuchMeeting(_("There is no meeting “{words}” in {folder}.").format(words=key, folder=self._folder))
        return path


def _opened(path: Path, *, writable: bool = False) -> TinyDB:
    with reading(path):
        return TinyDB(path, storage=JournalStorage, writable=writable)


def _storage(database: TinyDB) -> JournalStorage:
    storage = database.storage
    assert isinstance(storage, JournalStorage)
    return storage


def _record(database: TinyDB) -> Record:
    """The record in `database`. Raises ArchiveDamaged where it holds no meeting."""
    names = database.tables() - {ABOUT}
    tables: Tables = {name: dict(_documents(database, name)) for name in names}
    return Record.read(tables)


def _documents(database: TinyDB, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for document in database.table(name):
        yield document.doc_id, dict(document)
