"""A disk that refuses to tell what is there, under each screen that looks: one sentence, and the meeting goes on."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.errors import ArchiveDamaged
from store.record.record import Rows
from tests.helpers.meetings import planned
from tests.helpers.screens import HandClock, Shown, Sitting, lay, seen, sitting, sitting_in, until, wait_for
from tui.app.app import NotulistApp
from tui.home.screen import HomeScreen
from tui.live import screen as live
from tui.live.screen import LiveScreen

LISTS = ["f3", "ctrl+l", "ctrl+r"]
SAID = "cannot be read: the disk does not work as it should."


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is set, no folder of meetings tells what is in it."""
    refused = threading.Event()
    scandir = os.scandir

    def refuse(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
        if refused.is_set() and "meetings" in os.fspath(folder):
            raise OSError(errno.EIO, "Input/output error", os.fspath(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    yield refused
    refused.clear()


async def goes_on(room: Sitting) -> None:
    """What is typed on the live screen is kept."""
    for _try in range(3):
        if not isinstance(room.pilot.app.screen, LiveScreen):
            await room.pilot.press("escape")
            await room.pilot.pause()
    await room.pilot.press("f2")
    await room.type("en verder")
    assert [entry.text for entry in room.record.entries.values()] == ["en verder"]
    assert room.desk.writer.wait(60)


def test_what_cannot_be_listed_is_one_sentence(tmp_path: Path, refusing: threading.Event) -> None:
    archive, key = lay(tmp_path)
    refusing.set()
    for asked in (archive.keys, archive.meetings.files, lambda: archive.read_as_it_stands(key)):
        with pytest.raises(ArchiveDamaged, match=SAID):
            asked()
    refusing.clear()
    assert archive.keys() == [key]


async def test_the_live_screen_goes_on(
    tmp_path: Path, refusing: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Earlier meetings are read when the test says so, and not when the screen has stood for a while.
    monkeypatch.setattr(live, "_SETTLED", 3600.0)
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (160, 40), HandClock()) as room:
        shown = Shown(room.pilot.app)
        refusing.set()
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen.look_back()
        await shown.wait_for(room.pilot, SAID)
        # Half a reference of an earlier meeting looks there with each key.
        await room.type("/done A-2025-01", enter=False)
        await room.pilot.press("ctrl+u")
        await goes_on(room)


@pytest.mark.parametrize("key", LISTS)
async def test_lists_and_search_say_so_and_the_meeting_goes_on(
    tmp_path: Path, refusing: threading.Event, key: str
) -> None:
    async with sitting(tmp_path, (160, 40)) as room:
        # Earlier meetings are read when the screen has stood for a while.
        await until(room.pilot, lambda: room.archive.has_looked_back(room.record.meeting.key))
        refusing.set()
        await room.pilot.press(key)
        await wait_for(room.pilot.app, room.pilot, SAID)
        assert not isinstance(room.pilot.app.screen, LiveScreen)
        await goes_on(room)


async def test_home_says_so_and_goes_on(tmp_path: Path, refusing: threading.Event) -> None:
    archive, _key = lay(tmp_path)
    app = NotulistApp(archive, clock=HandClock())
    async with app.run_test(size=(160, 40)) as pilot:
        await wait_for(app, pilot, "OR-vergadering 2026-03")
        refusing.set()
        await pilot.press("ctrl+s")
        await wait_for(app, pilot, SAID)
        assert isinstance(app.screen, HomeScreen)
        assert "OR-vergadering 2026-03" in seen(app)
    app = NotulistApp(Archive(archive.folder, tmp_path / "other"), clock=HandClock())
    async with app.run_test(size=(160, 40)) as pilot:
        await wait_for(app, pilot, SAID)
        # Nobody knows whether there are none.
        assert "No meetings yet." not in seen(app)


async def test_the_actions_are_there_without_the_register(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (160, 40), HandClock()) as room:
        await room.pilot.press("f2")
        await room.type("@BP brief sturen")
        archive.register.path.write_text("{ damaged")
        await room.pilot.press("f3")
        await wait_for(room.pilot.app, room.pilot, "register.json")
        assert "brief sturen" in room.seen()
        await room.pilot.press("escape")
        await room.type("en verder")
        assert len(room.record.entries) == 2


async def test_the_documents_wait_for_the_reading_and_the_reading_not_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    for number in range(60):
        day = date(2026, 1, 1) + timedelta(days=number)
        meeting, items, roll = planned(f"{day}-or")
        archive.create(replace(meeting, date=day), items, roll)
    app = NotulistApp(archive, clock=HandClock())
    async with app.run_test(size=(120, 40)) as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        await until(pilot, lambda: bool(home.lines.rows))
        for file in archive.folder.rglob("*.json"):
            os.utime(file, (0, 0))
        reading, asked, read = threading.Event(), threading.Event(), archive.meetings.read_rows

        def held(key: str) -> Rows:
            # The first meeting is read when the documents are asked for.
            reading.set()
            assert asked.wait(60)
            return read(key)

        monkeypatch.setattr(archive.meetings, "read_rows", held)
        home._read()
        await until(pilot, reading.is_set)
        refresh = archive.index.refresh

        def asking() -> bool:
            asked.set()
            return refresh()

        monkeypatch.setattr(archive.index, "refresh", asking)
        home.action_write_documents()
        await pilot.pause()
        await wait_for(app, pilot, "Documents to send")
