"""The doctor: looks at every file, row, digest, reference and number of an archive. `store.archive.repair` mends."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from store.archive.archive import Archive
from store.archive.desk.doctor import desk_findings
from store.archive.doctor_findings import Finding as Finding  # noqa: PLC0414 - had from the doctor
from store.archive.doctor_findings import FindingKind as FindingKind  # noqa: PLC0414 - had from the doctor
from store.archive.notices import gone_meetings, nothing_there
from store.archive.obstacles import obstacles
from store.disk import recovery
from store.disk.meeting_files import KEY
from store.disk.storage import ABOUT, JournalStorage
from store.disk.versions import newer_beside
from store.errors import MeetingLocked, NotulistError, reason
from store.i18n import _
from store.language.references import squeezed
from store.model import APPROVED, Approval, MeetingStatus
from store.record.ledger import LOG, Tables
from store.record.record import TABLES, Record
from store.record.seal import broken, days_decided

# Windows keeps no such modes.
_MODES = os.name != "nt"
KNOWN = {*TABLES, LOG, ABOUT}
"""The tables of a meeting's file."""


class _Read(msgspec.Struct, frozen=True):
    """What is kept of a meeting that was read, for what is about several."""

    key: str
    body: str
    day: str
    number: str
    approval: Approval | None
    references: tuple[tuple[str, str], ...]
    approves: tuple[str, ...]


def examine(archive: Archive) -> list[Finding]:
    """Everything that is out of order in `archive`; nothing is changed."""
    return list(_Examination(archive).findings())


class _Examination:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._folder = archive.folder
        self._read: list[_Read] = []

    def findings(self) -> Iterator[Finding]:
        """Files first, then what stands in several of them."""
        if not self._folder.exists():
            words = nothing_there(self._archive) or _("There is no archive in {folder}.").format(folder=self._folder)
            yield Finding(what=FindingKind.NOTHING, file="", words=words)
            return
        if nothing := nothing_there(self._archive):
            yield Finding(what=FindingKind.NOTHING, file="", words=nothing)
            return
        yield from self._register()
        for key in gone_meetings(self._archive):
            words = _("{meeting}: it was here, and nothing is left of it; look for it in a backup.")
            file = self._name(self._archive.path(key))
            yield Finding(what=FindingKind.GONE, file=file, meeting=key, words=words.format(meeting=key))
        for key in self._keys():
            yield from self._meeting(key)
        yield from desk_findings(self._archive)
        yield from self._given_twice()
        yield from self._approvals()
        yield from self._others()
        for file, words in obstacles(self._folder):
            yield Finding(what=FindingKind.OBSTACLE, file=file, words=words)

    def _keys(self) -> list[str]:
        """The keys of all meetings, also of those of which only a journal or a `.bak` is left."""
        files = (self._folder / "meetings").glob("[0-9][0-9][0-9][0-9]/*")
        return sorted({file.stem for file in files if file.suffix in _SUFFIXES and KEY.fullmatch(file.stem)})

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()

    def _register(self) -> Iterator[Finding]:
        try:
            self._archive.bodies()
        except (NotulistError, OSError) as error:
            yield Finding(what=FindingKind.UNREADABLE, file="register.json", words=reason(error))
            return
        if words := self._archive.register.trouble():
            yield Finding(what=FindingKind.BACK, file="register.json", words=words)

    # One meeting

    def _meeting(self, key: str) -> Iterator[Finding]:
        path = self._archive.path(key)
        file = self._name(path)
        if not path.exists():
            words = _("{meeting}: its file is missing; what is left of it stands beside where it was.")
            yield Finding(what=FindingKind.MISSING, file=file, meeting=key, words=words.format(meeting=key))
            return
        try:
            storage = JournalStorage(path, writable=True)
            tables: Tables = {
                name: {int(id): raw for id, raw in rows.items()} for name, rows in (storage.read() or {}).items()
            }
            record = Record.read({name: rows for name, rows in tables.items() if name != ABOUT})
        except (NotulistError, OSError) as error:
            yield from self._unreadable(key, path, f"{key}: {reason(error)}")
            return
        unread = _unread(tables, record)
        yield from self._rows(key, file, unread, record)
        for name in sorted(tables.keys() - KNOWN):
            words = _("{meeting}: it has a table “{table}”, which this notulist does not know.")
            yield Finding(what=FindingKind.TABLE, file=file, meeting=key, words=words.format(meeting=key, table=name))
        yield from self._journal(key, path, storage)
        yield from self._went_back(key, path, storage)
        yield from self._dangling(key, record)
        for row in changed(record, unread):
            words = _("{meeting}: {row} is not what was last written there.")
            yield self._about(FindingKind.CHANGED, key, record, row, words)
        for row in broken(record):
            words = _("{meeting}: {row} is not what was approved.")
            yield self._about(FindingKind.APPROVED, key, record, row, words)
        meeting = record.meeting
        if (meeting.status is MeetingStatus.APPROVED) != (meeting.approval is not None):
            words = _("{meeting}: it says that it is approved, or not, but not by what.")
            yield Finding(what=FindingKind.APPROVED, file=file, meeting=key, words=words.format(meeting=key))
        self._read.append(_summary(key, record))

    def _unreadable(self, key: str, path: Path, said: str) -> Iterator[Finding]:
        """The file, and the rows in it that cannot be read, by name."""
        yield Finding(what=FindingKind.UNREADABLE, file=self._name(path), meeting=key, words=said)
        for row in recovery.rows_in(path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""):
            if row.raw is None:
                name = f"{row.table}/{row.id}"
                words = _("{meeting}: {row} cannot be read.").format(meeting=key, row=_spoken(name))
                yield Finding(what=FindingKind.UNREADABLE, file=self._name(path), meeting=key, row=name, words=words)

    def _rows(self, key: str, file: str, unread: list[str], record: Record) -> Iterator[Finding]:
        for name, words in zip(unread, record.found, strict=True):
            yield Finding(what=FindingKind.ROW, file=file, meeting=key, row=name, words=f"{key}: {words}")

    def _journal(self, key: str, path: Path, storage: JournalStorage) -> Iterator[Finding]:
        journal = path.with_suffix(".journal")
        file = self._name(journal)
        if storage.twice:
            words = _("{meeting}: rows that are there twice: {number}.").format(meeting=key, number=len(storage.twice))
            yield Finding(what=FindingKind.JOURNAL, file=self._name(path), meeting=key, words=words)
        if storage.foreign:
            words = _("{meeting}: its journal belongs to another version of its file.").format(meeting=key)
            yield Finding(what=FindingKind.JOURNAL, file=file, meeting=key, words=words)
        elif storage.damaged:
            words = _("{meeting}: lines of its journal that cannot be read: {number}.")
            words = words.format(meeting=key, number=len(storage.damaged))
            yield Finding(what=FindingKind.JOURNAL, file=file, meeting=key, words=words)
        elif journal.exists() and not self._is_open(key):
            words = _("{meeting}: a journal was left over; it is put in order when the meeting is opened.")
            yield Finding(what=FindingKind.JOURNAL, file=file, meeting=key, words=words.format(meeting=key))

    def _went_back(self, key: str, path: Path, storage: JournalStorage) -> Iterator[Finding]:
        file = self._name(path)
        if newer := newer_beside(path):
            words = _("{meeting}: its file is older than {newer}, which stands beside it.")
            yield Finding(
                what=FindingKind.BACK, file=file, meeting=key, words=words.format(meeting=key, newer=newer.name)
            )
            return
        known = self._archive.meetings.seen.of(key)
        if known and storage.seen(known.last) != known and not self._is_open(key):
            words = _("{meeting}: its file does not hold the last that was typed in it here (act {number}).")
            yield Finding(
                what=FindingKind.GONE, file=file, meeting=key, words=words.format(meeting=key, number=known.last)
            )

    def _is_open(self, key: str) -> bool:
        try:
            self._archive.meetings.lock(key).free()
        except MeetingLocked:
            return True
        return False

    def _dangling(self, key: str, record: Record) -> Iterator[Finding]:
        meeting, entries, items = record.meeting, record.entries, record.items
        references = {squeezed(entry.reference) for entry in entries.values()}
        pairs = [
            ("meeting/1", f"{name} {id}")
            for name, ids in (("agenda", meeting.agenda), ("order", meeting.order), ("current", (meeting.current,)))
            for id in ids
            if id is not None and id not in items
        ]
        for entry in entries.values():
            row = f"entries/{entry.id}"
            if entry.item is not None and entry.item not in items:
                pairs.append((row, f"item {entry.item}"))
            if entry.amends is not None and entry.amends not in entries:
                pairs.append((row, f"amends {entry.amends}"))
            later = [name for name in (entry.withdrawn_by, entry.replaced_by) if squeezed(name) not in references]
            pairs += [(row, name) for name in later if name]
        for row, name in pairs:
            words = _("{meeting}: {row} refers to what is not there: {name}.")
            yield self._about(FindingKind.DANGLING, key, record, row, words, name=name)

    def _about(self, what: FindingKind, key: str, record: Record, row: str, words: str, **more: str) -> Finding:
        table, _slash, id = row.partition("/")
        # A row that was approved is called as the file says, which may be anything.
        entry = record.entries.get(int(id)) if table == "entries" and id.isascii() and id.isdecimal() else None
        reference = entry.reference if entry else ""
        spoken = f"{_spoken(row)} ({reference})" if reference else _spoken(row)
        file = self._name(self._archive.path(key))
        said = words.format(meeting=key, row=spoken, **more)
        return Finding(what=what, file=file, meeting=key, row=row, reference=reference, words=said)

    # Several meetings

    def _given_twice(self) -> Iterator[Finding]:
        numbers: dict[tuple[str, str], str] = {}
        references: dict[tuple[str, str], tuple[str, str]] = {}
        for read in self._read:
            file = self._name(self._archive.path(read.key))
            other = numbers.setdefault((read.body, read.number), read.key)
            if other != read.key:
                words = _("{meeting}: its number {number} is that of {other} too.")
                words = words.format(meeting=read.key, number=read.number, other=other)
                yield Finding(what=FindingKind.NUMBER, file=file, meeting=read.key, words=words)
            for row, reference in read.references:
                first = references.setdefault((read.body, squeezed(reference)), (read.key, row))
                if first != (read.key, row):
                    words = _("{meeting}: {row} has the reference {reference}, as {other_row} of {other} has.").format(
                        meeting=read.key,
                        row=_spoken(row),
                        reference=reference,
                        other=first[0],
                        other_row=_spoken(first[1]),
                    )
                    yield Finding(
                        what=FindingKind.REFERENCE,
                        file=file,
                        meeting=read.key,
                        row=row,
                        reference=reference,
                        words=words,
                    )

    def _approvals(self) -> Iterator[Finding]:
        decided = {(read.body, day) for read in self._read for day in read.approves}
        by_key = {read.key: read for read in self._read}
        for read in self._read:
            given, key = read.approval, read.key
            file = self._name(self._archive.path(key))
            if given is None and (read.body, read.day) not in decided:
                continue
            try:
                behind = self._archive.approvals.is_behind(self._archive.read(key))
            except (NotulistError, OSError):
                # Read a moment ago; another program is at it.
                continue
            if behind:
                words = _("{meeting}: what a later meeting decided on these minutes was not passed on yet.")
                yield Finding(what=FindingKind.PENDING, file=file, meeting=key, words=words.format(meeting=key))
            elif given and (later := by_key.get(given.meeting)) and read.day not in later.approves:
                words = _("{meeting}: the decision {reference} by which it is approved is not in {other}.")
                words = words.format(meeting=key, reference=given.decision, other=given.meeting)
                yield Finding(what=FindingKind.DANGLING, file=file, meeting=key, reference=given.decision, words=words)

    # Other files

    def _others(self) -> Iterator[Finding]:
        for path in [self._folder, *sorted(self._files())]:
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                continue
            name = self._name(path)
            if path.suffix == ".json" and path.parent.parent == self._folder / "meetings":
                if not KEY.fullmatch(path.stem):
                    words = _("{file}: another version of a meeting; take over what you need, and take it away.")
                    yield Finding(what=FindingKind.COPY, file=name, words=words.format(file=name))
            elif _COPY_OF_REGISTER.fullmatch(path.name) and path.parent == self._folder:
                words = _("{file}: another version of the register; take over what you need, and take it away.")
                yield Finding(what=FindingKind.COPY, file=name, words=words.format(file=name))
            elif path.suffix == ".bad" or _ASIDE.search(path.name):
                words = _("{file}: what could not be read was set aside here; look at it, and take it away.")
                yield Finding(what=FindingKind.ASIDE, file=name, words=words.format(file=name))
            mode = stat.S_IMODE(path.stat().st_mode)
            wanted = 0o700 if path.is_dir() else 0o600
            if _MODES and mode != wanted:
                words = _("{file}: its mode is {mode}, and should be {wanted}.")
                words = words.format(file=name, mode=f"{mode:04o}", wanted=f"{wanted:04o}")
                yield Finding(what=FindingKind.MODE, file=name, words=words)

    def _files(self) -> Iterator[Path]:
        """Our own files and folders: a folder with another's (such as `.git`) is none of ours."""
        yield from (path for path in self._folder.iterdir() if path.is_file() and not path.name.startswith("."))
        for folder in (self._folder / name for name in _OURS):
            if folder.is_dir():
                yield folder
                yield from (path for path in folder.rglob("*") if not path.name.startswith("."))


_OURS = ("meetings", "desk", "post", "procedures", "transcripts", "documents", "logos")
_SUFFIXES = (".json", ".journal", ".bak")
_ASIDE = re.compile(r"\.(?:conflict|before)-\d+(?:\.\w+)?$")
# What sync programs make of its name, and the copy of a version that another program put there.
_COPY_OF_REGISTER = re.compile(r"register.+\.json")


def _summary(key: str, record: Record) -> _Read:
    meeting = record.meeting
    return _Read(
        key=key,
        body=meeting.body.key,
        day=meeting.date.isoformat(),
        number=meeting.number,
        approval=meeting.approval,
        references=tuple((f"entries/{e.id}", e.reference) for e in record.entries.values() if e.reference),
        approves=tuple(day.isoformat() for day in days_decided(record)),
    )


def _unread(tables: Tables, record: Record) -> list[str]:
    """The rows of `tables` that could not be read into `record`, in the order in which it tells of them."""
    there = {name: set(record.raw[name]) for name in TABLES} | {LOG: {act.number for act in record.log}}
    names = (*TABLES, LOG)
    return [f"{name}/{id}" for name in names for id in sorted(tables.get(name, {})) if id not in there[name]]


def changed(record: Record, unread: Collection[str] = ()) -> list[str]:
    """The rows, apart from the `unread`, that are not what the last act on them made of them."""
    last = {(change.table, change.id): change.after for act in record.log for change in act.changes}
    rows = [(f"{table}/{id}", record.raw.get(table, {}).get(id), after) for (table, id), after in last.items()]
    return [name for name, now, after in rows if now != after and name not in unread] + _unlike_before(record)


def _unlike_before(record: Record) -> list[str]:
    """The acts that found other rows than the acts before them left, and approvals that are not of their decision."""
    acts, wrong = sorted(record.log, key=lambda act: act.number), []
    if [act.number for act in acts] != list(range(1, len(acts) + 1)):
        # Where an act was lost, nobody knows what it left.
        return []
    last: dict[tuple[str, int], object] = {}
    for act in acts:
        left = [(last.get((change.table, change.id), change.before), change.before) for change in act.changes]
        if any(one != other for one, other in left):
            wrong.append(f"{LOG}/{act.number}")
        last |= {(change.table, change.id): change.after for change in act.changes}
    approval = record.meeting.approval
    by = next((act for act in reversed(acts) if act.verb == APPROVED), None)
    if approval and by and (by.at, by.line) != (approval.at, approval.decision):
        wrong.append(f"{LOG}/{by.number}")
    return wrong


def _spoken(row: str) -> str:
    """`entry 12`, as a person reads it."""
    table, _slash, id = row.partition("/")
    words = {
        "meeting": _("the head of the meeting"),
        "items": _("item {id}"),
        "attendance": _("line {id} of the roll"),
        "entries": _("entry {id}"),
        "followups": _("follow-up {id}"),
        LOG: _("act {id} of the log") if id else _("the log"),
        "": _("the digest"),
    }
    # The name of a table may be what was damaged.
    return words[table].format(id=id) if table in words else row
