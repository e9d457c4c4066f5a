"""What is painted, and how often: a tick or a key paints what changed, and an entry is painted where it will stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.strip import Strip

from tests.helpers.screens import HandClock, Sitting, lay, sitting, sitting_in
from tui.live.screen import LiveScreen
from tui.widgets.entries import Entries
from tui.widgets.scene import Drawn


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each part of the screen was painted; of the entries, how many lines."""
    count: Counter[str] = Counter()
    paint, paint_line = Drawn.render, Entries.render_line

    def render(self: Drawn) -> object:
        count[self.id or ""] += 1
        return paint(self)

    def render_line(self: Entries, y: int) -> Strip:
        count["entries"] += 1
        return paint_line(self, y)

    monkeypatch.setattr(Drawn, "render", render)
    monkeypatch.setattr(Entries, "render_line", render_line)
    return count


@asynccontextmanager
async def minuted(folder: Path, entries: int, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Sitting]:
    """A meeting on its screen in which so many lines were typed before: `regel 0`, `regel 1`."""
    (archive, key), clock = lay(folder), HandClock()
    desk = archive.open(key)
    for line in ("/open", *(f"regel {number}" for number in range(entries))):
        act = desk.do(desk.understand(line), clock())
        assert act is not None
    desk.close()
    async with sitting_in(archive, key, size, clock) as room:
        yield room


async def at_rest(room: Sitting, painted: Counter[str]) -> None:
    """Returns when what was done before is on disk, and nothing more is painted of it."""
    await room.kept()
    painted["something"] = 1
    while painted:
        painted.clear()
        await room.pilot.pause()


async def test_a_tick_paints_only_the_clocks_that_moved(tmp_path: Path, painted: Counter[str]) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een regel")
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        await at_rest(room, painted)
        for _second in range(5):
            screen._tick()
            await room.pilot.pause()
        assert not painted
        room.clock.forward(1)
        screen._tick()
        await room.pilot.pause()
        assert set(painted) == {"header", "agenda"}


async def test_a_key_paints_none_of_the_record(tmp_path: Path, painted: Counter[str]) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een regel")
        await at_rest(room, painted)
        await room.type("AdB: nog een regel, half", enter=False)
        assert not painted


async def test_an_entry_is_painted_once_where_it_will_stand(tmp_path: Path, painted: Counter[str]) -> None:
    async with minuted(tmp_path, 60) as room:
        entries = room.pilot.app.screen.query_one(Entries)
        assert entries.show_vertical_scrollbar
        await at_rest(room, painted)
        await room.type("de laatste regel")
        await room.pilot.pause()
        assert "de laatste regel" in room.seen()
        assert painted["entries"] <= entries.size.height


async def test_the_scroll_bar_comes_and_goes_with_the_entries(tmp_path: Path) -> None:
    async with minuted(tmp_path, 8, size=(120, 20)) as room:
        entries = room.pilot.app.screen.query_one(Entries)
        assert not entries.show_vertical_scrollbar
        for number in range(8, 20):
            await room.type(f"regel {number}")
        await room.pilot.pause()
        assert entries.show_vertical_scrollbar
        assert "regel 19" in room.seen()
        await room.type("/naar 2")
        await room.pilot.pause()
        assert not entries.show_vertical_scrollbar
