"""The archive: a folder of plain files, one for each meeting and one register. The only user of TinyDB.

    archive/
      register.json                     bodies and their people
      meetings/2026/2026-11-19-or.json  one meeting: meeting, items, attendance, entries, log

Each file is a TinyDB; `store.disk.storage` makes writing it safe.
"""

from __future__ import annotations

import contextlib
import queue
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from tinydb import TinyDB

from store.archive import approvals
from store.archive.register import Register
from store.disk import recovery
from store.disk.atomic import make_folder, reading, writing
from store.disk.drafts import OF_A_MEETING, Draft, draft_of_reader, draft_of_writer
from store.disk.lock import Lock, local_name
from store.disk.meeting_files import KEY, MeetingFiles, copies, path_of
from store.disk.recent import Recent
from store.disk.storage import ABOUT, JournalStorage
from store.disk.writer import Writer
from store.errors import CannotKeep, NoSuchMeeting, NotulistError, reason
from store.i18n import _, _n
from store.language.capture.grammar import understand
from store.meeting.running import RunningMeeting
from store.model import Act, AgendaItem, Attendee, Body, Earlier, Kind, LookBack, Meeting
from store.paths import archive_folder, cache_folder, state_folder
from store.record import seal
from store.record.record import Record, Rows, Tables

if TYPE_CHECKING:
    from store.search.index import Index

# How long others may take to write the register, or a new meeting of the same day.
_PATIENCE = 5.0


class OpenMeeting:
    """A meeting that is open for writing: the running meeting, and the writer that keeps its acts.

    `found` tells what was out of order in its file, and what was done about it.
    """

    def __init__(self, database: TinyDB, lock: Lock, restored: list[str]) -> None:
        self._database = database
        self._restored = restored
        self._lock = lock
        self._closed = False
        self._storage = _storage(database)
        record = _record(database)
        # Only now, when all can be read, is anything on disk touched.
        self._storage.settle()
        self._copies = copies(self._storage.path)
        self.running = RunningMeeting(record)
        self.approved: list[str] = []
        self.pass_on: Callable[[], list[str]] = list
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.writer = Writer(self._commit)

    @property
    def found(self) -> list[str]:
        """What was out of order in its file, and where it was put."""
        return [*self._restored, *self._copies, *self.running.record.found, *self._storage.found, *self.approved]

    def told(self) -> list[str]:
        """What became of approvals since the last time this was asked, a line each."""
        return [self._news.get() for _line in range(self._news.qsize())]

    def keep(self, act: Act) -> None:
        """Hands `act` to the writer and returns at once; `writer.wait()` returns when it is on disk."""
        self.writer.keep(act)

    def close(self, seconds: float | None = None) -> None:
        """Waits for the last act, folds the journal and frees the lock.

        Raises CannotKeep where acts could not be brought to disk within `seconds`.
        """
        if self._closed:
            return
        self._closed = True
        done = self.writer.close(seconds)
        try:
            if not done:
                self._storage.leave()
                number = self.writer.waiting
                words = _n(
                    "The last act could not be brought to disk: {reason}.",
                    "The last {number} acts could not be brought to disk: {reason}.",
                    number,
                )
                raise CannotKeep(words.format(number=number, reason=_reason(self.writer.trouble)))
            # What does not fold stays in the journal, and is folded when the meeting is opened again.
            with contextlib.suppress(OSError):
                self._database.close()
        finally:
            self._lock.free()

    def _commit(self, act: Act) -> None:
        self._storage.commit(act)
        if seal.concerns(act):
            for line in self.pass_on():
                self._news.put(line)


class Archive:
    """All meetings and bodies in one folder."""

    def __init__(self, folder: Path | None = None, state: Path | None = None, cache: Path | None = None) -> None:
        self.folder = folder or archive_folder()
        self._state = state or state_folder()
        self._looked_back: set[str] = set()
        self._cache = cache or (state / "cache" if state else cache_folder())

    @cached_property
    def index(self) -> Index:
        """What is asked of all meetings at once; up to date after its `refresh`."""
        from store.search.index import Index

        return Index(self, self._cache / f"{local_name(self.folder, 'index')}.sqlite")

    # Meetings

    def files(self) -> MeetingFiles:
        """Which files of meetings there are now. Raises ArchiveDamaged where their folder cannot be read."""
        return MeetingFiles(self.folder)

    def keys(self) -> list[str]:
        """The keys of all meetings, oldest first. Raises ArchiveDamaged where their folder cannot be read."""
        return self.files().keys()

    def find(self, words: str, today: date) -> str:
        """The key of the meeting meant by a key, a day (ISO), or `latest`. Raises NoSuchMeeting.

        `latest` is the running meeting if there is one, else the last held or planned up to
        `today`, else the next.
        """
        keys = self.keys()
        if words in keys or self._left_of(words):
            return words
        if words == "latest" and keys:
            from store.archive.latest import latest

            return latest(self, keys, self.files().journals(), today)
        found = [key for key in keys if words and key.startswith(words)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NoSuchMeeting(_("“{words}” can be {keys}.").format(words=words, keys=", ".join(found)))
        raise NoSuchMeeting(_("There is no meeting “{words}” in {folder}.").format(words=words, folder=self.folder))

    def create(self, meeting: Meeting, items: list[AgendaItem], attendance: list[Attendee]) -> str:
        """Stores a new meeting under a key of its own, and gives that key."""
        key, number = meeting.key, 1
        while not self._create(key, number, meeting, items, attendance):
            number += 1
            key = f"{meeting.key}-{number}"
        return key

    def create_numbered(self, make: Callable[[], tuple[Meeting, list[AgendaItem], list[Attendee]]]) -> str:
        """Stores the new meeting that `make` makes; nobody else gives out a number meanwhile. Gives its key."""
        with self._locked("numbers", _PATIENCE):
            return self.create(*make())

    def read(self, key: str) -> Record:
        """The record of a meeting as it is on disk now, without a lock and without touching anything."""
        with self._open(self._existing(key)) as database:
            return _record(database)

    def read_as_it_stands(self, key: str) -> Record:
        """The record of a meeting, its decisions with what later meetings made of them; for documents only."""
        record = self.read(key)
        self.index.refresh()
        for later in self.index.of_kinds([Kind.DECISION], record.meeting.body.key):
            if later.key == key and later.entry.id in record.entries:
                record.entries[later.entry.id] = later.entry
        return record

    def read_rows(self, key: str) -> Rows:
        """The rows of a meeting as they are on disk now, without the log, in half the time that `read` takes."""
        from store.disk.fast_read import rows_in

        path = self._existing(key)
        return rows_in(path) or Rows.of(self.read(key))

    def open(self, key: str) -> OpenMeeting:
        """Opens a meeting for writing.

        Raises MeetingLocked where somebody else has it open, CannotKeep or ArchiveDamaged where the disk refuses.
        """
        path = self.path(key) if self._left_of(key) else self._existing(key)
        lock = self._locked(key)
        try:
            with writing(path):
                restored = recovery.put_back_missing(path)
            database = self._open(path, writable=True)
            with writing(path):
                desk = OpenMeeting(database, lock, restored)
        except BaseException:
            lock.free()
            raise
        for of in OF_A_MEETING:
            self.draft(key + of).drop_entered(desk.running.record.log)
        self._looked_back.discard(key)
        desk.running.look_back = self.look_back(key, desk.running.meeting.body)
        try:
            self._approve(desk)
        except BaseException:
            desk.close(0)
            raise
        return desk

    def follow_up(self, key: str, typed: str, at: datetime, today: date) -> None:
        """Does `typed` (`/done A-2026-09-01`) between meetings to an action of the meeting `key`; on disk on return.

        Days are read as on `today`. Raises CannotDo where it makes no sense, MeetingLocked, CannotKeep.
        """
        desk = self.open(key)
        try:
            context = desk.running.context()
            line = understand(typed, replace(context, calendar=replace(context.calendar, on=today)))
            if act := desk.running.follow_up(line, at):
                desk.keep(act)
        finally:
            desk.close()

    def look_back(self, key: str, body: Body) -> LookBack:
        """Finds entries of the meetings before `key` by their whole reference; refreshes the index when first asked."""

        def find(reference: str) -> Earlier | None:
            with contextlib.suppress(NotulistError):
                # Whoever opened the meeting says that earlier ones cannot be read: what was read before answers.
                self.look_back_once(key)
            return self.index.find(reference, body.key, apart_from=key)

        return find

    def look_back_once(self, key: str) -> None:
        """Brings the index up to date, once since the meeting `key` was opened; whoever asks meanwhile waits for it.

        May take seconds. Raises ArchiveDamaged where the folder of the meetings cannot be read; from then on what was
        read before answers.
        """
        if key not in self._looked_back:
            try:
                self.index.refresh()
            finally:
                self._looked_back.add(key)

    def has_looked_back(self, key: str) -> bool:
        """Whether `look_back_once` has nothing left to do for the meeting `key`."""
        return key in self._looked_back

    def last_before(self, body: Body, day: date) -> date | None:
        """The day of the last meeting of `body` before `day`."""
        days = [key[:10] for key in self.keys() if key[11:] == body.key and key[:10] < day.isoformat()]
        return date.fromisoformat(days[-1]) if days else None

    def draft(self, key: str, *, only_read: bool = False) -> Draft:
        """The half-typed line of that meeting, for whoever writes it; for a window that only reads, one of its own."""
        return (draft_of_reader if only_read else draft_of_writer)(self._state, local_name(self.folder, key))

    @property
    def recent(self) -> Recent:
        """The meetings of this archive that were opened last."""
        return Recent(self._state / "recent" / f"{local_name(self.folder, '')}.txt")

    def path(self, key: str) -> Path:
        """Where the meeting with that key is kept."""
        return path_of(self.folder, key)

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
        with self._locked(key, _PATIENCE), writing(path):
            # Somebody else may have been first.
            if path.exists():
                return False
            make_folder(path.parent)
            storage = JournalStorage(path, writable=True)
            storage.write(record.tables())
            storage.close()
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

    def _left_of(self, key: str) -> bool:
        """Whether of that meeting the file is missing, and the version before it is not."""
        path = self.path(key)
        with reading(path):
            return KEY.fullmatch(key) is not None and not path.exists() and path.with_suffix(".bak").exists()

    def _approve(self, desk: OpenMeeting) -> None:
        """Does what was decided on these minutes in a later meeting, and in this one on earlier minutes."""
        record = desk.running.record
        before = record.meeting
        if act := approvals.catch_up(self, record):
            desk.keep(act)
            desk.approved.append(approvals.what_was_done(before, record.meeting))
        desk.approved += approvals.pass_on(self, record, quiet=True)

        def pass_on() -> list[str]:
            try:
                return approvals.pass_on(self, self.read(before.key))
            except Exception as error:
                # The act is on disk: whatever goes wrong here, it must not be kept once more.
                return [reason(error)]

        desk.pass_on = pass_on

    def _existing(self, key: str) -> Path:
        path = self.path(key)
        with reading(path):
            there = path.exists() or path.with_suffix(".journal").exists()
        if not there:
            raise NoSuchMeeting(_("There is no meeting “{words}” in {folder}.").format(words=key, folder=self.folder))
        return path

    # The register

    @property
    def register(self) -> Register:
        """The bodies and their people."""
        return Register(self.folder, self._state)

    def bodies(self) -> list[Body]:
        """All bodies, in the order in which they were added."""
        return self.register.bodies()

    def body(self, name: str) -> Body | None:
        """The body with that key or name."""
        return self.register.body(name)

    def put_body(self, body: Body) -> None:
        """Adds a body, or puts it in the place of the one with its key."""
        self.register.put(body)

    def change_body(self, change: Callable[[list[Body]], Body]) -> Body:
        """Puts the body that `change` makes of all that are known, by one locked reading and writing, and gives it."""
        return self.register.put_made(change)

    # Inside

    def _open(self, path: Path, *, writable: bool = False) -> TinyDB:
        with reading(path):
            return TinyDB(path, storage=JournalStorage, writable=writable)

    def lock(self, key: str) -> Lock:
        """The lock of whoever writes the meeting `key`. Raises MeetingLocked where somebody has it open."""
        return self._locked(key)

    def _locked(self, key: str, seconds: float = 0.0) -> Lock:
        return Lock(self._state / "locks", local_name(self.folder, key), key, seconds)


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


def _reason(trouble: CannotKeep | None) -> str:
    cause = trouble.__cause__ if trouble else None
    if isinstance(cause, OSError):
        return reason(cause)
    return str(trouble or _("it took too long"))
