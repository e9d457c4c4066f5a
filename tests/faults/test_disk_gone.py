"""A disk that is gone in the middle of the work, whatever is pressed then: one sentence, and the meeting goes on."""

from __future__ import annotations

import errno
import io
import os
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from store.archive.archive import Archive
from tests.helpers.meetings import AT, BODY, KEY, keep_lines, planned, texts
from tests.helpers.screens import HandClock, seen, until, wait_for
from tui.app.app import NotulistApp
from tui.home.screen import HomeScreen
from tui.keys.commands import COMMANDS
from tui.lists import screen as register
from tui.live.screen import LiveScreen
from tui.routes import Place

EARLIER = "2026-08-20-or"
# From the live screen to another one, and what is pressed there; `=` types what comes behind it.
WAYS = [
    ["f3", "enter"],
    ["f3", "h"],
    ["f3", "space", "c", "=gebeld", "enter"],
    ["f3", "ctrl+s", "enter"],
    ["f3", "f6"],
    ["ctrl+l", "enter"],
    ["ctrl+l", "h"],
    ["ctrl+r", "=besluit", "enter", "enter"],
    ["ctrl+s", "ctrl+o"],
    ["ctrl+s", "ctrl+s"],
    ["=/done A-2026-08-01", "enter"],
]
AT_HOME = [command.key for command in COMMANDS if Place.HOME in command.places and command.key != "ctrl+q"]


class Gone:
    """Whatever is asked of the files in `folder` is refused while `is_set`."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = os.fspath(folder)
        self.event = threading.Event()
        for module, name in ((os, "stat"), (os, "lstat"), (os, "open"), (os, "scandir"), (os, "mkdir"), (io, "open")):
            patch.setattr(module, name, self._refusing(getattr(module, name)))
        write = os.write

        def refuse(file: int, content: bytes) -> int:
            if self.event.is_set() and os.fspath(Path(f"/proc/self/fd/{file}").readlink()).startswith(self.folder):
                raise OSError(errno.EIO, "Input/output error")
            return write(file, content)

        patch.setattr(os, "write", refuse)

    def _refusing(self, real: Callable[..., object]) -> Callable[..., object]:
        def asked(path: object, *arguments: object, **more: object) -> object:
            if self.event.is_set() and str(path).startswith(self.folder):
                raise OSError(errno.EIO, "Input/output error", str(path))
            return real(path, *arguments, **more)

        return asked


@pytest.fixture(params=["archive", "state"])
def gone(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gone]:
    """The folder of the minutes, or that of locks, half-typed lines and the index."""
    if not Path("/proc/self/fd").exists():
        pytest.skip("which file is written is told by /proc here")
    disk = Gone(tmp_path / request.param, monkeypatch)
    yield disk
    disk.event.clear()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A meeting that is to be held, and one before it with an action and a decision."""
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    meeting, items, roll = planned(EARLIER)
    archive.create(replace(meeting, date=date(2026, 8, 20), number="2026-08"), items, roll)
    archive.create(*planned())
    desk = archive.open(EARLIER)
    keep_lines(desk, "/open", "@KP brief sturen > 1 dec", "! besluit van toen", "/close")
    desk.close()
    return Archive(tmp_path / "archive", tmp_path / "state")


async def press(pilot: Pilot[int], keys: list[str]) -> None:
    for key in keys:
        if key.startswith("="):
            field = pilot.app.focused
            assert isinstance(field, Input), f"{key} of {keys}: nothing to type in\n{seen(pilot.app)}"
            field.value = key[1:]
        else:
            await pilot.press(key)
        await pilot.pause()


async def back_to(pilot: Pilot[int], screen: type[object]) -> None:
    for _try in range(8):
        if isinstance(pilot.app.screen, screen):
            return
        await pilot.press("escape")
        await pilot.pause()
    raise AssertionError(f"there is no way back:\n{seen(pilot.app)}")


@pytest.mark.faults
async def test_in_a_meeting_nothing_that_is_pressed_ends_it(
    archive: Archive, gone: Gone, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So long a list waits for what is not on disk yet.
    monkeypatch.setattr(register, "_ON_DISK_SECONDS", 0.2)
    desk = archive.open(KEY)
    app = NotulistApp(archive, desk, lambda: AT)
    async with app.run_test(size=(120, 40)) as pilot:
        # Earlier meetings are read when the screen has stood for a while.
        await until(pilot, lambda: archive.has_looked_back(KEY))
        await press(pilot, ["f2"])
        gone.event.set()
        await press(pilot, ["=zin die wacht", "enter"])
        for way in WAYS:
            await press(pilot, way)
            assert app.is_running, f"{way}: {app.error!r}"
            await back_to(pilot, LiveScreen)
        live = app.screen
        assert isinstance(live, LiveScreen)
        live.capture.value = ""
        await press(pilot, ["=en verder", "enter"])
        gone.event.clear()
        assert desk.writer.wait(60)
    desk.close()
    kept = texts(archive.read(KEY))
    assert [kept.count(line) for line in ("zin die wacht", "gebeld", "en verder")] == [1, 1, 1]


@pytest.mark.faults
@pytest.mark.parametrize("key", AT_HOME)
async def test_at_home_nothing_that_is_pressed_ends_it(archive: Archive, gone: Gone, key: str) -> None:
    app = NotulistApp(archive, clock=HandClock())
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(app, pilot, "OR-vergadering")
        gone.event.set()
        await press(pilot, [key, "enter"])
        assert app.is_running, repr(app.error)
        await back_to(pilot, HomeScreen)
