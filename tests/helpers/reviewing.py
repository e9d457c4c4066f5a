"""A meeting that was held, in the review."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from store.archive.archive import Archive
from tests.helpers.screens import HandClock, Sitting, lay, sitting_in
from tui.review.screen import ReviewScreen
from tui.routes import Place

LINES = (
    "/open",
    "/aanwezig allen",
    "bp: de opening",
    "nog iets",
    "/next",
    "@? brief sturen > vrijdag",
    "Volgens Ruis en Prinz is het klaar",
    "/next",
    "! De begroting is vastgesteld en gaat naar de drukker",
    "/close",
)


def put_down(archive: Archive, key: str, *lines: str) -> None:
    clock = HandClock()
    desk = archive.open(key)
    for line in lines:
        clock.forward(1)
        act = desk.do(desk.understand(line), clock.now)
        assert act is not None
    desk.close(20)


@asynccontextmanager
async def review(
    folder: Path, size: tuple[int, int] = (120, 40), lines: tuple[str, ...] = LINES
) -> AsyncIterator[Sitting]:
    archive, key = lay(folder)
    put_down(archive, key, *lines)
    clock = HandClock()
    clock.forward(60)
    async with sitting_in(archive, key, size, clock, Place.REVIEW) as room:
        yield room


def screen(room: Sitting) -> ReviewScreen:
    shown = room.pilot.app.screen
    assert isinstance(shown, ReviewScreen)
    return shown
