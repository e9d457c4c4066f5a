"""The clock of an item in a real terminal, while the computer's clock is set, sleeps, or the program stands still."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.record.clock import spent
from store.record.record import Record
from tests.conftest import COMMAND, run
from tests.helpers.faults import Faults
from tests.helpers.meetings import type_line
from tests.helpers.screens import lay, until, wait_for
from tests.helpers.terminal import Terminal
from tui.app.app import NotulistApp
from tui.app.clock import SteadyClock

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
HOUR = 3600
SLEPT = 600
FROZEN = 5
PRECISE = 1.0
"""So many seconds may the time of an item differ from what has really passed."""


class Room:
    """A live screen whose clock is set by hand."""

    def __init__(self, folder: Path, terminals: list[Terminal]) -> None:
        self.faults = Faults(folder / "archive", folder)
        self.faults.set_clock(0)
        self._terminals = terminals
        self._archive = Archive(folder / "archive", folder / "reading")
        self.open()

    def open(self) -> None:
        self.terminal = Terminal([COMMAND, "live", KEY], {**os.environ, **self.faults.variables()}, columns=120)
        self._terminals.append(self.terminal)
        self.terminal.wait_for_text("OR-vergadering 2026-11")

    def read(self) -> Record:
        return self._archive.read(KEY)

    def type(self, line: str) -> tuple[float, float]:
        """Types `line` and waits until it is on disk; the seconds between which that was done."""
        acts, before = len(self.read().log), time.monotonic()
        self.terminal.type(f"{line}\r")
        self.terminal.wait_for(lambda: len(self.read().log) > acts)
        return before, time.monotonic()


def ahead(room: Room) -> int:
    room.faults.set_clock(HOUR)
    return 0


def back(room: Room) -> int:
    room.faults.set_clock(-HOUR)
    return 0


def asleep(room: Room) -> int:
    room.faults.set_clock(0, SLEPT)
    return SLEPT


def frozen(room: Room) -> int:
    room.terminal.kill(signal.SIGSTOP)
    time.sleep(FROZEN)
    room.terminal.kill(signal.SIGCONT)
    return 0


def killed(room: Room) -> int:
    room.terminal.kill(signal.SIGKILL)
    room.terminal.end()
    room.open()
    return 0


FAULTS = [ahead, back, asleep, frozen, killed]


@pytest.mark.parametrize("fault", FAULTS)
def test_an_item_took_what_it_really_took(
    tmp_path: Path, terminals: list[Terminal], fault: Callable[[Room], int]
) -> None:
    run("agenda", "import", AGENDA)
    room = Room(tmp_path, terminals)
    begun = room.type("/open")
    more = fault(room)
    # The clocks have turned once more before the item is left.
    room.terminal.read(1.2)
    shown = f"{(more + 1) // 60}/5"
    room.terminal.wait_for_text(shown)
    ended = room.type("/next")
    record = room.read()
    opening = record.items[record.meeting.agenda[0]]
    took = spent(opening, record.meeting, datetime.now(UTC) + timedelta(days=1))
    assert ended[0] - begun[1] + more - PRECISE <= took <= ended[1] - begun[0] + more + PRECISE


def test_while_nothing_is_timed_it_is_the_computers_clock() -> None:
    wall, passed, runs = [datetime(2026, 3, 12, 9, tzinfo=UTC)], [0.0], [False]
    clock = SteadyClock(lambda: runs[0], lambda: wall[0], lambda: passed[0])

    def go_on(seconds: float, ahead: float = 0) -> datetime:
        wall[0] += timedelta(seconds=seconds + ahead)
        passed[0] += seconds
        return clock()

    assert go_on(10, ahead=HOUR) == wall[0]
    runs[0] = True
    assert go_on(10) == wall[0]
    assert go_on(10, ahead=-HOUR) == wall[0] + timedelta(hours=1)
    assert go_on(10) == wall[0] + timedelta(hours=1)
    runs[0] = False
    assert go_on(10) == wall[0]


async def test_a_running_meeting_that_was_left_times_nothing(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    desk = archive.open(key)
    type_line(desk, "/open")
    desk.close(5)
    wall, passed = [datetime(2026, 3, 12, 9, 30, tzinfo=UTC)], [0.0]
    app = NotulistApp(archive, clock=SteadyClock(lambda: bool(app.opened), lambda: wall[0], lambda: passed[0]))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(app, pilot, "OR-vergadering")
        await pilot.press("enter")
        await wait_for(app, pilot, "Begroting")
        wall[0] += timedelta(hours=1)
        assert app.clock() == wall[0] - timedelta(hours=1)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.clock() == wall[0])
