"""A meeting to test with: its body, agenda and roll, an archive that holds it, and lines typed in it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.disk.storage import JournalStorage
from store.meeting.running import RunningMeeting
from store.model import Act, AgendaItem, Attendee, Body, Meeting, Person, Role
from store.record.record import Record

AT = datetime(2026, 9, 17, 11, 30, tzinfo=UTC)
KEY = "2026-09-17-or"
PEOPLE = (
    Person(handle="HdV", name="Hanneke de Vries", role=Role.CHAIR),
    Person(handle="KP", name="Kees Postma"),
    Person(handle="AB", name="Aïcha Benali"),
    Person(handle="SvdM", name="Sjoukje van der Meer"),
    Person(handle="LG", name="Lotte Groen", role=Role.SECRETARY, vote=False),
)
BODY = Body(key="or", name="Ondernemingsraad", language="nl", seats=4, people=PEOPLE)


def planned(key: str = KEY) -> tuple[Meeting, list[AgendaItem], list[Attendee]]:
    """What `Archive.create` asks for."""
    titles = ("Opening", "Mededelingen", "Thuiswerkregeling", "Rondvraag")
    items = [AgendaItem(id=at, number=str(at), title=title, planned_minutes=10) for at, title in enumerate(titles, 1)]
    roll = [
        Attendee(id=len(items) + at, handle=who.handle, name=who.name, role=who.role, vote=who.vote)
        for at, who in enumerate(PEOPLE, 1)
    ]
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=key,
        body=BODY,
        title="OR-vergadering",
        number="2026-09",
        date=date(2026, 9, 17),
        start=time(13, 30),
        end=time(15, 30),
        agenda=order,
        order=order,
        next_meeting=date(2026, 10, 15),
    )
    return meeting, items, roll


def running() -> RunningMeeting:
    """The meeting in memory only."""
    return RunningMeeting(Record.new(*planned()))


def archive_with_body(folder: Path) -> Archive:
    """An archive in `folder` that knows `BODY` and holds no meeting yet, its locks beside it."""
    archive = Archive(folder / "archive", folder / "state")
    archive.register.put(BODY)
    return archive


def archive_with_meeting(folder: Path) -> Archive:
    """An archive in `folder` that holds the meeting `KEY`, its locks beside it."""
    archive = Archive(folder / "archive", folder / "state")
    archive.create(*planned())
    return archive


class Kept:
    """A meeting open for writing, whose acts are committed one by one in this thread."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.running = RunningMeeting(archive.read(KEY))
        self.storage = JournalStorage(archive.path(KEY), writable=True)

    def note(self, text: str) -> Act:
        act = type_line(self.running, text)
        self.storage.commit(act)
        return act

    def on_disk(self) -> list[str]:
        """What another program reads now."""
        return texts(self.archive.read(KEY))


def type_line(meeting: RunningMeeting | OpenMeeting, line: str, minutes: float = 0) -> Act:
    """Does `line`, so many minutes after the start."""
    act = meeting.do(meeting.understand(line), AT + timedelta(minutes=minutes))
    assert act is not None
    return act


def keep_lines(desk: OpenMeeting, *lines: str) -> None:
    """Types `lines` and waits until they are on disk."""
    for line in lines:
        type_line(desk, line)
    assert desk.writer.wait(30)


def texts(record: Record) -> list[str]:
    """What the entries of `record` say, oldest first."""
    return [entry.text for entry in record.entries.values()]


def rows(record: Record) -> dict[str, Any]:
    """All rows of `record`, without its log, as they would be on disk."""
    tables = record.tables()
    del tables["log"]
    plain: dict[str, Any] = json.loads(json.dumps(tables))
    return plain


def folder_content(folder: Path) -> dict[str, bytes]:
    """Every file in `folder`, to the byte."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
