"""What the home screen begins with: what matters now, each with a key, and the meetings that were opened last."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.model import Body
from store.search.overview import Matter, matters
from tests.helpers.earlier import hold
from tests.helpers.meetings import BODY, planned
from tests.helpers.screens import HandClock, seen, wait_for
from tui.app.app import NotulistApp
from tui.home.screen import HomeScreen
from tui.live.screen import LiveScreen

TODAY = date(2026, 11, 22)
OTHER = replace(BODY, key="vgwm", name="VGWM")
ROLL = "/present HdV KP AB SvdM LG"
HELD = (ROLL, "Welkom", "/close")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", tmp_path / "state")


def plan(archive: Archive, day: date, body: Body = BODY, sent: date | None = None) -> str:
    meeting, items, roll = planned(f"{day}-{body.key}")
    return archive.create(replace(meeting, body=body, date=day, number=f"{day:%Y-%m}", sent=sent), items, roll)


def told(archive: Archive, *opened: str) -> list[tuple[Matter, str]]:
    archive.index.refresh()
    return [(line.matter, line.key) for line in matters(archive.index, TODAY, opened)]


def test_the_next_meeting_of_each_body_and_what_is_about_to_be_sent_come_first(archive: Archive) -> None:
    for month in range(1, 12):
        plan(archive, date(2027, month, 14))
    plan(archive, date(2026, 12, 1), OTHER, sent=date(2026, 11, 20))
    plan(archive, date(2026, 12, 2), OTHER)
    plan(archive, date(2026, 11, 12))
    found = told(archive)
    assert found[:4] == [
        (Matter.NEXT, "2026-12-01-vgwm"),
        (Matter.NEXT, "2026-12-02-vgwm"),
        (Matter.NEXT, "2027-01-14-or"),
        (Matter.LATER, "2027-02-14-or"),
    ]
    assert found[-1] == (Matter.EARLIER, "2026-11-12-or")
    assert len({key for _matter, key in found}) == len(found) == 14


def test_drafts_actions_and_what_was_opened_last(archive: Archive) -> None:
    for month in range(1, 9):
        hold(archive, date(2026, month, 15), *HELD)
    hold(archive, date(2026, 9, 15), ROLL, "@KP Offerte > 1 okt 2026", "/close")
    hold(archive, date(2026, 10, 15), ROLL, "@? Iemand zoeken", "/close")
    hold(archive, date(2026, 11, 19), ROLL)
    found = told(archive, "2026-11-19-or", "2026-02-15-or", "gone", "2026-01-15-or", "2026-09-15-or")
    assert [matter for matter, _key in found[:7]] == [
        Matter.NOW,
        Matter.FINISH,
        Matter.APPROVE,
        Matter.APPROVE,
        Matter.ACTIONS,
        Matter.RECENT,
        Matter.RECENT,
    ]
    assert [key for matter, key in found if matter is Matter.RECENT] == ["2026-02-15-or", "2026-01-15-or"]
    assert [key for matter, key in found if matter is Matter.EARLIER] == [
        f"2026-0{month}-15-or" for month in range(7, 2, -1)
    ]


async def test_what_is_opened_is_there_afterwards_with_a_key(archive: Archive) -> None:
    for month in range(1, 10):
        hold(archive, date(2026, month, 15), *HELD)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(app, pilot, "earlier")
        assert "recent" not in seen(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press("ctrl+q")
        await wait_for(app, pilot, "recent")
        assert isinstance(app.screen, HomeScreen)
        [line] = [line for line in seen(app).splitlines() if "recent" in line]
        assert line.split()[0] == "3"
        assert "15 Jan" in line
        await pilot.press("3")
        await pilot.pause()
        assert not isinstance(app.screen, HomeScreen)
        await pilot.press("ctrl+q")
    for desk in app.opened:
        desk.close(5)


async def test_a_meeting_that_was_asked_for_was_opened_too(archive: Archive) -> None:
    key = plan(archive, date(2026, 11, 12))
    desk = archive.open(key)
    app = NotulistApp(archive, desk, HandClock())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
    desk.close(5)
    assert archive.recent.keys() == [key]


def test_a_folder_that_refuses_is_no_reason_not_to_open(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", "utf-8")
    archive.recent.opened("x")
    assert archive.recent.keys() == []


def test_the_last_one_first_and_each_once(archive: Archive) -> None:
    for key in [*"abcdefghijklmnop", "b"]:
        archive.recent.opened(key)
    assert archive.recent.keys() == [*"bponmlkjihgf"]
