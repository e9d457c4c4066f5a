"""What the tests of screens share: a small meeting, a clock that is moved by hand, and eyes."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.record.record import Record
from tui.app.app import NotulistApp
from tui.live.screen import LiveScreen
from tui.prepare.screen import PrepareScreen
from tui.routes import Place

AGENDA = """# OR-vergadering 2026-03

- Orgaan: Ondernemingsraad Molen
- Datum: 12 maart 2026, 10:00–11:00
- Voorzitter: Anna de Boer (AdB)
- Leden: Bas Prins (BP), Carla Ruiz (CR), Daan Smit (DS), Els Smit (ES)
- Ambtelijk secretaris: Femke Tol (FT)
- Gasten: Gijs Vos (GV), bestuurder, punt 3
- Zetels: 5
- Volgende vergadering: 9 april 2026

## Agenda

1. Opening (5 min, AdB)
2. Verslag 12 februari 2026 (10 min, FT) [besluit]
3. Begroting (20 min, BP) [besluit]
   - Bijlagen: 3a begroting
   - Gevraagd besluit: De begroting vaststellen.
4. Vertrouwelijk punt (10 min) [geheim tot 1 mei 2026, art. 20 WOR]
5. Rondvraag (15 min)
"""


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)  # 10:00 in Amsterdam

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


class LateClock(HandClock):
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def lay(folder: Path) -> tuple[Archive, str]:
    archive = Archive(folder / "archive", folder / "state")
    return archive, convene(archive, read_agenda(AGENDA), date(2026, 3, 1))


class Sitting:
    """A live screen under a pilot: types lines, looks at the screen, knows the record."""

    def __init__(self, pilot: Pilot[int], desk: OpenMeeting, archive: Archive, clock: HandClock) -> None:
        self.pilot = pilot
        self.desk = desk
        self.archive = archive
        self.clock = clock

    @property
    def record(self) -> Record:
        return self.desk.running.record

    async def type(self, text: str, *, enter: bool = True) -> None:
        # The last keys one by one, the others at once: a pilot takes a thirtieth of a second for a key.
        line = self.pilot.app.focused
        assert isinstance(line, Input)
        line.insert_text_at_cursor(text[:-2])
        for character in text[-2:]:
            await self.pilot.press(_NAMES.get(character, character))
        if enter:
            await self.pilot.press("enter")
        await self.pilot.pause()

    async def tick(self, minutes: float) -> None:
        """Some minutes later the screen looks at the clock, as it does each second.

        What was typed before is on disk by then, but where the disk refuses it.
        """
        await self.kept()
        self.clock.forward(minutes)
        screen = self.pilot.app.screen
        assert isinstance(screen, LiveScreen | PrepareScreen)
        screen._tick()
        await self.pilot.pause()

    async def kept(self) -> None:
        """Returns when what was typed is on disk, or the disk has refused it."""
        writer = self.desk.writer
        await until(self.pilot, lambda: not writer.waiting or writer.trouble is not None)

    def seen(self) -> str:
        return seen(self.pilot.app)


_NAMES = {" ": "space", "\t": "tab"}


def strips(app: App[int]) -> list[Strip]:
    """The lines of the screen, as they are painted."""
    return app.screen._compositor.render_strips()


def seen(app: App[int]) -> str:
    """The text of the screen, as a person sees it."""
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips(app))


# A failure, not a wait: what is expected comes long before, also on a busy machine.
LONGEST = 60.0


async def until(pilot: Pilot[int], true: Callable[[], bool], seconds: float = LONGEST) -> None:
    """Returns as soon as `true` says so; fails the test, with the picture, after so many `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s; the screen is\n{seen(pilot.app)}"
        await pilot.pause(0.01)


async def wait_for(app: App[int], pilot: Pilot[int], text: str) -> None:
    """Returns as soon as `text` stands on the screen; what appears and goes again is for `Shown`."""
    await until(pilot, lambda: text in seen(app))


class Shown:
    """Every picture that `app` shows from now on: for a message that another may soon replace."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self.pictures = [seen(app)]
        app.post_display_hook = self._keep  # type: ignore[method-assign]

    def __contains__(self, text: str) -> bool:
        """Whether `text` stood in one of them."""
        return any(text in picture for picture in self.pictures)

    async def wait_for(self, pilot: Pilot[int], text: str) -> None:
        """Returns as soon as `text` was shown, though it may be gone by now."""
        await until(pilot, lambda: text in self)

    def forget(self) -> None:
        """From now on only what is shown after this counts, and what stands there now."""
        self.pictures = [seen(self._app)]

    def _keep(self) -> None:
        if self._app.is_running and self._app.screen_stack and (now := seen(self._app)) != self.pictures[-1]:
            self.pictures.append(now)


@asynccontextmanager
async def sitting(
    folder: Path, size: tuple[int, int] = (120, 40), clock: Callable[[], HandClock] = HandClock
) -> AsyncIterator[Sitting]:
    archive, key = lay(folder)
    async with sitting_in(archive, key, size, clock()) as one:
        yield one


@asynccontextmanager
async def sitting_in(
    archive: Archive, key: str, size: tuple[int, int], hand: HandClock, place: Place = Place.LIVE
) -> AsyncIterator[Sitting]:
    desk = archive.open(key)
    app = NotulistApp(archive, desk, hand, place=place)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Sitting(pilot, desk, archive, hand)
    finally:
        desk.close(5)
