"""Searching as you type: answers that follow the typing, and the way to what was found."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from store.archive.archive import Archive
from store.language.query import Filter
from store.search.full_text import Found
from store.search.index import Index
from tests.helpers.earlier import SECOND, hold
from tests.helpers.meetings import planned
from tests.helpers.screens import HandClock, seen, sitting_in, until
from tui.app.app import NotulistApp
from tui.home.screen import HomeScreen
from tui.live.screen import LiveScreen
from tui.search.screen import SearchScreen

FIRST = "2026-09-17-or"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "De locatieverhuizing", "! Wij kopen [/b] niets", "/geheim art. 20", "Overname")
    hold(archive, date(2026, 10, 15), "Eerst iets anders", "KP: de verhuizing gaat door", "/next", "Later nog iets")
    return archive


@asynccontextmanager
async def searching(archive: Archive, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[int]]:
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=size) as pilot:
        await pilot.press("/")
        await until(pilot, lambda: "in 2 meetings" in seen(app))
        yield pilot
    for desk in app.opened:
        desk.close(5)


async def type_in(pilot: Pilot[int], text: str) -> None:
    assert isinstance(pilot.app.focused, Input)
    pilot.app.focused.insert_text_at_cursor(text)
    await pilot.pause()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_is_typed_is_found_and_opened_at_the_entry(archive: Archive, size: tuple[int, int]) -> None:
    async with searching(archive, size) as pilot:
        app = pilot.app
        assert "in any order" in seen(app)
        await type_in(pilot, "verhuizing")
        await until(pilot, lambda: "KP" in seen(app))
        text = seen(app)
        assert "“verhuizing”" in text
        assert text.index("de verhuizing gaat door") < text.index("De locatieverhuizing")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        live = app.screen
        assert isinstance(live, LiveScreen)
        await until(pilot, lambda: live._selection.chosen is not None)
        assert live._sitting.meeting.key == FIRST
        assert live._selection.chosen is not None
        assert live._selection.chosen.text == "De locatieverhuizing"
        await pilot.press("escape", "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert "de verhuizing gaat door" in seen(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_theme_is_offered_completed_and_told_in_order(archive: Archive, size: tuple[int, int]) -> None:
    hold(archive, date(2026, 11, 19), "Eerst de #verhuizing", "! Dan de #Verhuizing", "En de #begroting [/b]")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=size) as pilot:
        await pilot.press("/")
        await until(pilot, lambda: "in 3 meetings" in seen(app))
        await type_in(pilot, "#")
        await until(pilot, lambda: "#Verhuizing" in seen(app))
        [theirs] = [line for line in seen(app).splitlines() if "#Verhuizing" in line]
        assert theirs.split()[1:] == ["2", "times", "Thu", "19", "Nov", "2026"]
        await pilot.press("down", "tab")
        assert isinstance(app.focused, Input)
        assert app.focused.value == "#begroting "
        await until(pilot, lambda: "En de #begroting [/b]" in seen(app))
        await pilot.press("ctrl+u")
        await type_in(pilot, "#ver")
        await pilot.press("enter")
        await until(pilot, lambda: "Eerst de #verhuizing" in seen(app))
        assert app.focused.value == "#Verhuizing "
        assert seen(app).index("Eerst de #verhuizing") < seen(app).index("Dan de #Verhuizing")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        live = app.screen
        assert isinstance(live, LiveScreen)
        await until(pilot, lambda: live._selection.chosen is not None)
        assert live._selection.chosen is not None
        assert live._selection.chosen.text == "Dan de #Verhuizing"
    for desk in app.opened:
        desk.close(5)


async def test_a_theme_of_an_earlier_meeting_is_completed_in_the_line(archive: Archive) -> None:
    hold(archive, date(2026, 11, 19), "Eerst de #Locatieverhuizing")
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        live = sitting.pilot.app.screen
        assert isinstance(live, LiveScreen)
        await until(sitting.pilot, lambda: bool(live._completing._themes))
        await sitting.type("nog iets over de #loc", enter=False)
        await sitting.pilot.press("tab", *"en", "enter")
        await until(sitting.pilot, lambda: "nog iets over de #Locatieverhuizing en" in sitting.seen())


async def test_what_people_typed_is_shown_as_it_is_and_secrets_are_marked(archive: Archive) -> None:
    async with searching(archive) as pilot:
        await type_in(pilot, "kopen")
        await until(pilot, lambda: "Wij kopen [/b] niets" in seen(pilot.app))
        assert "D 2026-09-01" in seen(pilot.app)
        await pilot.press("ctrl+u")
        await type_in(pilot, "overname [/b]")
        await until(pilot, lambda: "Nothing was found." in seen(pilot.app))
        await pilot.press("ctrl+u")
        await type_in(pilot, "overname")
        await until(pilot, lambda: "Overname ▪" in seen(pilot.app))
        assert "confidential" in seen(pilot.app)


async def test_from_a_meeting_an_entry_of_it_is_shown_there(archive: Archive) -> None:
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        await sitting.type("half getyp", enter=False)
        await sitting.pilot.press("ctrl+r")
        await until(sitting.pilot, lambda: isinstance(sitting.pilot.app.screen, SearchScreen))
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: isinstance(sitting.pilot.app.screen, LiveScreen))
        await sitting.pilot.press("ctrl+u")
        await sitting.type("/zoek verhuizing")
        before = len(sitting.record.log)
        await until(sitting.pilot, lambda: isinstance(sitting.pilot.app.screen, SearchScreen))
        await type_in(sitting.pilot, " @kp")
        await until(sitting.pilot, lambda: "1 found." in sitting.seen())
        await sitting.pilot.press("enter")
        await until(sitting.pilot, lambda: isinstance(sitting.pilot.app.screen, LiveScreen))
        live = sitting.pilot.app.screen
        assert isinstance(live, LiveScreen)
        await until(sitting.pilot, lambda: live._selection.chosen is not None)
        assert "de verhuizing gaat door" in sitting.seen()
        assert live.capture.value == ""
        assert len(sitting.record.log) == before


async def test_a_slow_answer_holds_up_no_key_and_a_stale_one_is_dropped(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Filter] = []
    answered: list[Filter] = []
    go_on = threading.Event()
    search = Index.search

    def slow(index: Index, wanted: Filter, most: int = 100) -> Found:
        asked.append(wanted)
        if len(asked) == 1:
            assert go_on.wait(60)
        found = search(index, wanted, most)
        answered.append(wanted)
        return found

    async with searching(archive) as pilot:
        monkeypatch.setattr(Index, "search", slow)
        await type_in(pilot, "overname")
        await until(pilot, lambda: len(asked) == 1)
        await pilot.press("ctrl+u", *"kopen")
        field = pilot.app.focused
        assert isinstance(field, Input)
        assert field.value == "kopen"
        # Typed while the first answer is still waited for.
        assert not go_on.is_set()
        await until(pilot, lambda: "Wij kopen" in seen(pilot.app))
        go_on.set()
        await until(pilot, lambda: len(answered) == len(asked))
        await pilot.pause()
        assert "Overname" not in seen(pilot.app)
        assert "Wij kopen" in seen(pilot.app)


async def test_enter_waits_for_the_answer_to_what_was_typed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    search = Index.search

    def slow(index: Index, wanted: Filter, most: int = 100) -> Found:
        assert go_on.wait(60)
        return search(index, wanted, most)

    async with searching(archive) as pilot:
        monkeypatch.setattr(Index, "search", slow)
        await type_in(pilot, "locatieverhuizing")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        go_on.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, LiveScreen))


async def test_leaving_stops_the_reading(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    whole: list[bool] = []
    stopped, go_on = threading.Event(), threading.Event()
    refresh = Index.refresh

    def slow(index: Index, tell: Callable[[int, int], bool] | None = None) -> bool:
        def slowly(number: int, total: int) -> bool:
            told.append(number)
            goes_on = tell is None or tell(number, total)
            # What was told stands there until the screen is left.
            assert go_on.wait(60)
            return goes_on

        done = refresh(index, slowly)
        # Afterwards the home screen reads on.
        whole.append(done)
        stopped.set()
        return done

    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(80, 24)) as pilot:
        # The home screen has read what there was; the rest comes after it.
        await until(pilot, lambda: "OR-vergadering" in seen(app))
        for number in range(20):
            day = date(2025, 1, number + 1)
            meeting, items, roll = planned(f"{day}-or")
            archive.create(replace(meeting, date=day), items, roll)
        monkeypatch.setattr(Index, "refresh", slow)
        await pilot.press("/")
        await until(pilot, lambda: "Reading the meetings:" in seen(app))
        await pilot.press("escape")
        go_on.set()
        await until(pilot, stopped.is_set)
        assert not whole[0]
