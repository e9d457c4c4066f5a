"""A meeting that is to be held, on the screen that prepares it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.record.record import Record
from tests.helpers.screens import HandClock, lay, seen
from tui.app.app import NotulistApp
from tui.routes import Place

_NAMES = {"+": "plus", "-": "minus", "!": "exclamation_mark", "?": "question_mark", ".": "full_stop", "*": "asterisk"}


class Preparing:
    """A prepare screen under a pilot."""

    def __init__(self, pilot: Pilot[int], desk: OpenMeeting, archive: Archive) -> None:
        self.pilot = pilot
        self.desk = desk
        self.archive = archive

    @property
    def record(self) -> Record:
        return self.desk.running.record

    @property
    def agenda(self) -> list[str]:
        return [f"{item.number} {item.title}" for item in self.record.agenda()]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*(_NAMES.get(key, key) for key in keys))
        await self.pilot.pause()

    async def type(self, text: str, *, enter: bool = True) -> None:
        line = self.pilot.app.focused
        assert isinstance(line, Input)
        line.insert_text_at_cursor(text)
        await self.pilot.pause()
        if enter:
            await self.press("enter")

    @property
    def line(self) -> str:
        line = self.pilot.app.focused
        assert isinstance(line, Input)
        return line.value

    def seen(self) -> str:
        return seen(self.pilot.app)

    def on_disk(self) -> Record:
        assert self.desk.writer.wait(10)
        return self.archive.read(self.record.meeting.key)


@asynccontextmanager
async def preparing(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Preparing]:
    archive, key = lay(folder)
    desk = archive.open(key)
    app = NotulistApp(archive, desk, HandClock(), place=Place.PREPARE)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Preparing(pilot, desk, archive)
    finally:
        desk.close(5)
