"""The archive: a folder of plain files, one for each meeting and one register. The façade of the store.

    archive/
      register.json                     bodies and their people
      meetings/2026/2026-11-19-or.json  one meeting: meeting, items, attendance, entries, log
      desk/or.json                      one body's desk: parties, pieces, requests, log
      post/or/2027/I-2027-003/          the files of a piece, as they came

`Archive` composes what stands in rooms of their own: the files (`store.disk`), the index over all meetings
(`store.search`), the register of bodies, and the approvals that one meeting gives another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from store.archive.approvals import Approvals
from store.archive.desk.open_desk import OpenDesk
from store.archive.desk.post_book import DeskBook
from store.archive.desk.post_in_meetings import held
from store.archive.open_meeting import OpenMeeting
from store.archive.register import Register
from store.archive.requests.own_procedures import own_procedures
from store.archive.transcripts import Transcripts
from store.bodies.work_talks import desk_owner
from store.desk.desk import Desk
from store.disk.atomic import writing
from store.disk.desks import DeskStore
from store.disk.drafts import OF_A_MEETING, Draft, draft_of_reader, draft_of_writer
from store.disk.lock import PATIENCE_SECONDS, Lock, local_name
from store.disk.meetings import MeetingStore
from store.disk.recent import Recent
from store.disk.year_numbers import YearNumbers
from store.errors import CannotDo, MeetingLocked, NoSuchMeeting, NotulistError
from store.i18n import _
from store.language.capture.line import Verb
from store.language.typos import nearest
from store.model import AgendaItem, Attendee, Body, Earlier, Kind, LookBack, Meeting, MeetingStatus
from store.paths import archive_folder, cache_folder, state_folder
from store.record.record import Record

if TYPE_CHECKING:
    from store.language.capture.line import KnownPiece
    from store.search.desk_index import DeskIndex
    from store.search.index import Index


class Archive:
    """All meetings and bodies in one folder.

    `restoring` is where a restore keeps what it is at, `remarks` what was done to the archive as it was opened.
    """

    def __init__(self, folder: Path | None = None, state: Path | None = None, cache: Path | None = None) -> None:
        self.folder = folder or archive_folder()
        self._state = state or state_folder()
        self.meetings = MeetingStore(self.folder, self._state)
        self.desks = DeskStore(self.folder, self._state)
        self.approvals = Approvals(self.meetings, lambda key: self.open(key).close(PATIENCE_SECONDS))
        self.transcripts = Transcripts(self.folder)
        self.restoring = self._state / "restoring" / f"{local_name(self.folder, 'restore')}.json"
        self.remarks: list[str] = []
        self._looked_back: set[str] = set()
        self._cache = cache or (state / "cache" if state else cache_folder())

    @cached_property
    def index(self) -> Index:
        """What is asked of all meetings at once; up to date after its `refresh`."""
        from store.search.index import Index

        return Index(self.meetings, self._cache / f"{local_name(self.folder, 'index')}.sqlite")

    @cached_property
    def desk_index(self) -> DeskIndex:
        """What is asked of all post and requests at once; up to date after its `refresh`."""
        from store.search.desk_index import DeskIndex

        return DeskIndex(self.desks, self._cache / f"{local_name(self.folder, 'desks')}.sqlite")

    def forget_index(self) -> None:
        """Takes the indexes away, with every word in them; they are made anew when asked next. Raises CannotKeep."""
        for name, what in (("index", "index"), ("desk_index", "desks")):
            self.__dict__.pop(name, None)
            path = self._cache / f"{local_name(self.folder, what)}.sqlite"
            with writing(path):
                for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
                    part.unlink(missing_ok=True)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder in which something of this archive may be kept: itself, the state and the cache."""
        return tuple(dict.fromkeys((self.folder, self._state, self._cache)))

    # Meetings

    def keys(self) -> list[str]:
        """The keys of all meetings, oldest first. Raises ArchiveDamaged where their folder cannot be read."""
        return self.meetings.keys()

    def find(self, words: str, today: date) -> str:
        """The key of the meeting meant by a key, a day (ISO), or `latest`. Raises NoSuchMeeting.

        `latest` is the running meeting if there is one, else the last held or planned up to
        `today`, else the next.
        """
        keys = self.keys()
        if words in keys or self.meetings.can_be_put_back(words):
            return words
        if words == "latest" and keys:
            from store.archive.latest import latest

            return latest(self.meetings, keys, self.meetings.files().journals(), today)
        found = [key for key in keys if words and key.startswith(words)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NoSuchMeeting(_("“{words}” can be {keys}.").format(words=words, keys=", ".join(found)))
        said = _("There is no meeting “{words}” in {folder}.").format(words=words, folder=self.folder)
        near = nearest(words, ["latest", *keys]) if keys else ""
        raise NoSuchMeeting(f"{said} " + _("Did you mean {key}?").format(key=near) if near else said)

    def create(self, meeting: Meeting, items: list[AgendaItem], attendance: list[Attendee]) -> str:
        """Stores a new meeting under a key of its own, and gives that key. Raises as `MeetingStore.create` does."""
        return self.meetings.create(meeting, items, attendance)

    def read(self, key: str) -> Record:
        """The record of a meeting as it is on disk now, without a lock and without touching anything.

        Raises NoSuchMeeting, and ArchiveDamaged where its file cannot be read.
        """
        return self.meetings.read(key)

    def read_as_it_stands(self, key: str) -> Record:
        """The record of a meeting, its decisions with what later meetings made of them; for documents only.

        Raises NoSuchMeeting, and ArchiveDamaged where its file, or the folder of the meetings, cannot be read.
        """
        self.index.refresh()
        return self.read_with_later_decisions(key)

    def read_with_later_decisions(self, key: str) -> Record:
        """As `read_as_it_stands`, by the index as it was refreshed last: whoever reads many meetings refreshes once."""
        record = self.read(key)
        for decision in self.index.numbered_of(key, Kind.DECISION):
            if decision.id in record.entries:
                record.entries[decision.id] = decision
        return record

    def open(self, key: str) -> OpenMeeting:
        """Opens a meeting for writing, up to date with what other meetings decided on its minutes.

        Raises NoSuchMeeting, MeetingLocked where somebody else has it open, and CannotKeep or ArchiveDamaged where
        the disk refuses.
        """
        file = self.meetings.open(key)
        try:
            for of in OF_A_MEETING:
                self.draft(key + of).drop_entered(file.record.log)
            self._looked_back.discard(key)
            body = file.record.meeting.body
            desk = OpenMeeting(file, self.look_back(key, body), self.approvals)
            file.record.year_numbers = self._year_numbers(key, body)
            owner = desk_owner(self.bodies(), body)
            book = DeskBook(self.desks, owner, self.bodies, file.record, lambda: held(self.index, owner, self.bodies()))
            desk.running.post, file.record.post_to_list = book, book.to_list
            desk.receive = lambda typed, day, at: self._receive(owner.key, typed, day, at)
        except BaseException:
            file.leave()
            raise
        try:
            desk.bring_up_to_date()
            if approval := desk.running.meeting.approval:
                self.transcripts.approved(key, approval.on)
        except BaseException:
            desk.close(0)
            raise
        return desk

    def remove_person(self, key: str, handle: str, at: datetime) -> None:
        """Takes somebody who was made by mistake out of the body `key`; `register.put_back_removed` undoes it.

        Raises CannotDo where a meeting that was held knows them, or they present an item of one to come.
        """
        for meeting in self.keys():
            if meeting[11:].startswith(key) and (there := self._knows(meeting, key, handle)):
                words = _("{handle} stands in {meeting}: tell until when they are of the body instead.")
                raise CannotDo(words.format(handle=handle, meeting=there))
        self.register.remove(key, handle, at)

    def remove_body(self, key: str, at: datetime) -> None:
        """Takes a body that was made by mistake away; `register.put_back_removed` undoes it.

        Raises CannotDo where it has a meeting, post or requests, or is above another body.
        """
        used = [each for each in self.keys() if self.meetings.read_rows(each).meeting.body.key == key][:1]
        used += [key for each in self.desks.keys() if each == key]  # noqa: SIM118 - no dict
        used += [body.key for body in self.bodies() if body.parent == key][:1]
        if used:
            words = _("{body} is used by {what}: it cannot be taken away.")
            raise CannotDo(words.format(body=key, what=used[0]))
        self.register.remove(key, "", at)

    def _knows(self, meeting: str, body: str, handle: str) -> str:
        """The key of the meeting where it is one of `body` in which somebody took part, or has something; else ""."""
        rows = self.meetings.read_rows(meeting)
        if rows.meeting.body.key != body:
            return ""
        was_held = rows.meeting.status is not MeetingStatus.PLANNED
        on_roll = any(who.handle == handle and (was_held or who.presence) for who in rows.attendance.values())
        named = any(item.presenter == handle for item in rows.items.values())
        owns = any(handle in (*entry.owners, entry.speaker, entry.mover) for entry in rows.entries.values())
        return meeting if on_roll or named or owns else ""

    def call_off(self, key: str, reason: str, at: datetime) -> None:
        """Calls the meeting `key` off; on disk on return. Raises CannotDo where it was begun, NoSuchMeeting,
        MeetingLocked, CannotKeep.
        """
        self._type(key, f"/calloff {reason}".strip(), at)

    def hold_after_all(self, key: str, at: datetime) -> None:
        """Takes back that the meeting `key` is called off; on disk on return. Raises as `call_off` does.

        CannotDo where something else was done in it since.
        """
        last = self.read(key).to_undo
        if last is None or last.verb != Verb.CALL_OFF:
            raise CannotDo(_("That the meeting is called off was not what was done last in it; take that back there."))
        self._type(key, "/undo", at)

    def _type(self, key: str, typed: str, at: datetime) -> None:
        desk = self.open(key)
        try:
            desk.do(desk.understand(typed), at)
        finally:
            desk.close()

    def _year_numbers(self, key: str, body: Body) -> YearNumbers:
        def given() -> list[str]:
            with contextlib.suppress(NotulistError):
                self.look_back_once(key)
            kinds = [kind for kind in Kind if kind.facts.numbering]
            return [one.entry.reference for one in self.index.of_kinds(kinds, body.key, apart_from=key)]

        def now() -> Body | None:
            return self.register.body(body.key)

        return YearNumbers(self.meetings, self._state, self.folder, body.key, key, given, now)

    def follow_up(self, key: str, typed: str, at: datetime, today: date) -> None:
        """Does `typed` (`/done A-2026-09-01`) between meetings to an action of the meeting `key`; on disk on return.

        Days are read as on `today`. Raises CannotDo where it makes no sense, NoSuchMeeting, MeetingLocked, CannotKeep.
        """
        desk = self.open(key)
        try:
            desk.follow_up(desk.running.understand_on(typed, today), at)
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
        return self.meetings.path(key)

    def locks(self) -> Iterator[Lock]:
        """The locks of all meetings and desks, each taken as it is given. Raises as `MeetingStore.lock` does."""
        yield from map(self.meetings.lock, self.keys())
        yield from map(self.desks.lock, self.desks.keys())

    # Desks

    def read_desk(self, body: str) -> Desk:
        """The desk of the body with that key as it is on disk now, an empty one where there is none; without a lock.

        Raises ArchiveDamaged where its file cannot be read.
        """
        return self.desks.read(body)

    def open_desk(self, body: Body) -> OpenDesk:
        """Opens the desk of `body` for writing. Raises as `DeskStore.open` does."""
        own, troubles = own_procedures(self.folder, body.key)
        return OpenDesk(self.desks.open(body.key), body, own, troubles)

    def _receive(self, key: str, typed: str, day: date, at: datetime) -> KnownPiece:
        """Registers what was handed over in a meeting. Raises CannotDo, also where the desk is open elsewhere."""
        from store.archive.desk.handed_over import receive

        body = self.register.find(key)
        try:
            desk = self.open_desk(body)
        except MeetingLocked as error:
            raise CannotDo(str(error)) from error
        try:
            return receive(desk, self.bodies(), typed, day, at)
        finally:
            desk.close()

    # The register

    @property
    def register(self) -> Register:
        """The bodies and their people."""
        return Register(self.folder, self._state)

    def bodies(self) -> list[Body]:
        """All bodies, in the order in which they were added."""
        return self.register.bodies()
