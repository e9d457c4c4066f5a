"""The meetings of an archive as files. Whoever is above this room asks for records, and knows no files.

meetings/2026/2026-11-19-or.json  one meeting: meeting, items, attendance, entries, log

Each file is a TinyDB; `store.disk.storage` makes writing it safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from store.disk import recovery
from store.disk.atomic import make_folder, reading, writing
from store.disk.last_seen import LastSeen
from store.disk.lock import PATIENCE_SECONDS, Lock, local_name
from store.disk.meeting_files import KEY, MeetingFiles, copies, path_of
from store.disk.open_file import OpenFile, read_file
from store.disk.storage import JournalStorage
from store.errors import NoSuchMeeting, NotulistError
from store.i18n import _
from store.model import AgendaItem, Attendee, Meeting
from store.record.record import Record, Rows


class OpenMeetingFile(OpenFile[Record]):
    """The file of one meeting, locked and open for writing; `kept` is its record, as it stands in the file."""

    def __init__(self, path: Path, lock: Lock, seen: LastSeen) -> None:
        super().__init__(path, lock, recovery.MEETING, seen, path.stem)

    @property
    def record(self) -> Record:
        """The record of the meeting."""
        return self.kept

    def copies(self) -> list[str]:
        """Names the other versions of the meeting that stand beside it."""
        return copies(self.path)


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
        return read_file(self._existing(key), recovery.MEETING)

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
