"""The register of decisions: of all meetings, in force or not, each with what changed it, on the screen and printed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import wall_clock
from store.archive.archive import Archive
from tests.conftest import run
from tests.helpers.earlier import hold
from tests.helpers.meetings import archive_with_body
from tests.helpers.screens import LateClock, seen, sitting_in, wait_for
from tui.app.app import NotulistApp
from tui.cli import main
from tui.home.screen import HomeScreen
from tui.lists.decisions import DecisionsScreen
from tui.live.screen import LiveScreen


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three meetings: a decision, the one that replaces it, and the one that withdraws that."""
    archive = archive_with_body(tmp_path)
    hold(
        archive,
        date(2026, 9, 17),
        "/present HdV KP AB SvdM",
        "! The canteen [/b] stays open",
        "= 3-1-0",
        "/minority AB too dear",
        "! We buy nothing #tender",
    )
    hold(archive, date(2026, 10, 15), "/replace d-2026-09-01 The canteen closes", "! =SUM(A1)")
    hold(archive, date(2026, 11, 19), "/withdraw d-2026-10-01 nobody likes it")
    return archive


@asynccontextmanager
async def at_home(archive: Archive, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[NotulistApp, Pilot[int]]]:
    app = NotulistApp(archive, clock=LateClock())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+l")
        await wait_for(app, pilot, "5 decisions")
        yield app, pilot
    for desk in app.opened:
        desk.close(5)


def listed(app: NotulistApp) -> list[str]:
    assert isinstance(app.screen, DecisionsScreen)
    return [one.entry.reference for one in app.screen.rows.rows]


async def test_all_are_there_the_latest_first_with_what_became_of_them(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        assert listed(app) == ["D 2026-11-01", "D 2026-10-01", "D 2026-10-02", "D 2026-09-01", "D 2026-09-02"]
        assert "5 decisions · 2 no longer in force" in seen(app)
        assert "replaced by D 2026-10-01" in seen(app)
        assert "withdrawn by D 2026-11-01" in seen(app)
        await pilot.press("end", "up")
        assert "The canteen [/b] stays open" in seen(app)
        assert "Vote: 3 in favour, 1 against, 0 abstentions" in seen(app)
        assert "AB holds another view: too dear" in seen(app)
        assert "or · 2026-09 · Thu 17 Sep 2026 · 1 Opening" in seen(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


SELECTED: tuple[tuple[str, list[str]], ...] = (
    ("canteen", ["D 2026-10-01", "D 2026-09-01"]),
    ("withdrawn", ["D 2026-10-01"]),
    ("vervangen", ["D 2026-09-01"]),
    ("in force in september", ["D 2026-09-02"]),
    ("or: sinds 1 nov", ["D 2026-11-01"]),
    ("#tend", ["D 2026-09-02"]),
    ("@ab", ["D 2026-09-01"]),
    ("D 2026-10", ["D 2026-11-01", "D 2026-10-01", "D 2026-10-02", "D 2026-09-01"]),
    ("nonsense", []),
)


async def test_what_is_typed_selects(archive: Archive) -> None:
    async with at_home(archive, (80, 24)) as (app, pilot):
        for typed, numbers in SELECTED:
            await pilot.press("slash", *typed, "enter")
            assert listed(app) == numbers, typed
            await pilot.press("escape")
            assert len(listed(app)) == 5, typed


async def test_only_what_is_in_force_and_the_orders(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        await pilot.press("s", "s")
        assert listed(app)[-2:] == ["D 2026-10-01", "D 2026-09-01"]
        await pilot.press("x")
        assert listed(app) == ["D 2026-11-01", "D 2026-10-02", "D 2026-09-02"]
        assert "only what is in force" in seen(app)


async def test_the_way_along_decisions_that_changed_each_other(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, DecisionsScreen)
        await pilot.press("slash", *"stays", "enter")
        way = []
        for _each in range(4):
            assert screen.rows.chosen is not None
            way.append(screen.rows.chosen.entry.reference)
            await pilot.press("l")
        assert way == ["D 2026-09-01", "D 2026-10-01", "D 2026-11-01", "D 2026-09-01"]
        await pilot.press("slash", *"tender", "enter", "l")
        assert "No other decision changed this one" in seen(app)


async def test_all_of_it_and_the_meeting_where_it_was_decided_and_back(archive: Archive) -> None:
    async with at_home(archive, (80, 24)) as (app, pilot):
        await pilot.press("slash", *"closes", "enter", "h")
        await wait_for(app, pilot, "Withdrawn by D 2026-11-01")
        assert "Replaces D 2026-09-01 · Thu 17 Sep 2026 · The canteen [/b] stays open" in seen(app).replace("│\n", "")
        await pilot.press("escape", "enter")
        await wait_for(app, pilot, "Enter edit")
        assert isinstance(app.screen, LiveScreen)
        assert app.screen._sitting.meeting.key == "2026-10-15-or"
        await pilot.press("escape", "ctrl+q")
        await wait_for(app, pilot, "/ closes")
        assert listed(app) == ["D 2026-10-01"]


async def test_from_a_meeting_its_own_is_shown_there(archive: Archive) -> None:
    async with sitting_in(archive, "2026-11-19-or", (120, 40), LateClock()) as room:
        await room.type("! A last one")
        await room.type("half a line", enter=False)
        await room.pilot.press("ctrl+l")
        assert isinstance(room.pilot.app, NotulistApp)
        await wait_for(room.pilot.app, room.pilot, "6 decisions")
        await room.pilot.press("home", "enter")
        await wait_for(room.pilot.app, room.pilot, "half a line")
        live = room.pilot.app.screen
        assert isinstance(live, LiveScreen)
        assert live._selection.chosen is not None


def test_the_register_on_the_command_line(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    def texts(*arguments: str) -> list[str]:
        # The command itself, without a process for each, and on its own day.
        with wall_clock.set_to(lambda: datetime(2026, 11, 20, 12, tzinfo=UTC)):
            assert main.run(["--archive", str(archive.folder), "decisions", *arguments, "--json"]) == 0
        return [one["reference"] for one in json.loads(capsys.readouterr().out)]

    assert texts("--status", "withdrawn") == ["D 2026-10-01"]
    assert texts("--status", "amended") == ["D 2026-09-01"]
    assert texts("--status", "in-force", "--theme", "#tender") == ["D 2026-09-02"]
    assert texts("in", "september") == ["D 2026-09-01", "D 2026-09-02"]
    printed = run("--archive", archive.folder, "decisions", "--csv").stdout
    head, *rows = csv.reader(io.StringIO(printed.decode("utf-8-sig"), newline=""))
    assert head[0] == "Number"
    assert [row[3] for row in rows][2] == "'=SUM(A1)"
    empty = run("--archive", archive.folder, "decisions", "nonsense", "--csv")
    assert (empty.returncode, len(empty.stdout.decode("utf-8-sig").splitlines())) == (0, 1)
    # That none fits is not that none was taken.
    assert run("--archive", archive.folder, "decisions", "nonsense").stdout == b"# Decisions\n\n*No decisions found.*\n"


async def test_a_meeting_that_cannot_be_read_is_said_and_the_others_are_listed(archive: Archive) -> None:
    archive.path("2026-09-17-or").write_text("{", "utf-8")
    app = NotulistApp(archive, clock=LateClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+l")
        await wait_for(app, pilot, "1 meeting could not be read.")
        assert "3 decisions" in seen(app)
    done = run("--archive", archive.folder, "decisions", "--json")
    assert len(json.loads(done.stdout)) == 3
    assert done.stderr.decode() == "1 meeting could not be read: 2026-09-17-or\n"


async def test_what_is_confidential_is_marked_however_little_room_there_is(archive: Archive) -> None:
    hold(archive, date(2026, 11, 20), "/secret art. 20", "! " + "A very long decision " * 10)
    app = NotulistApp(archive, clock=LateClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        await wait_for(app, pilot, "6 decisions")
        [line] = [line for line in seen(app).splitlines() if "… ▪" in line]
        assert line.endswith("in force")
