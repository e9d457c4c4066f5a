"""Every screen of the app and every window over it, opened with the keys that open it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from store.archive.archive import Archive
from tests.helpers.screens import LONGEST, HandClock, seen
from tui.app.app import NotulistApp
from tui.routes import Place

# Where the app begins (home where nothing is said), and the keys from there.
KEYS: dict[str, tuple[Place | None, tuple[str, ...]]] = {
    "home": (None, ()),
    "actions": (None, ("f3",)),
    "decisions": (None, ("ctrl+l",)),
    "search": (None, ("slash", "a", "a")),
    "bodies": (None, ("b",)),
    "body": (None, ("b", "enter")),
    "post": (None, ("m",)),
    "requests": (None, ("r",)),
    "letters": (None, ("e",)),
    "plan": (None, ("y",)),
    "new": (None, ("n",)),
    "ask for a file": (None, ("i",)),
    "import": (None, ()),
    "live": (Place.LIVE, ()),
    "help": (Place.LIVE, ("f1",)),
    "go to": (Place.LIVE, ("f4",)),
    "unfinished": (Place.LIVE, ("f9",)),
    "read back": (Place.LIVE, ("f8",)),
    "documents": (Place.LIVE, ("ctrl+s",)),
    "search from live": (Place.LIVE, ("ctrl+r", "a", "a")),
    "question": (Place.LIVE, ()),
    "palette": (Place.LIVE, ("ctrl+p",)),
    "prepare": (Place.PREPARE, ()),
    "review": (Place.REVIEW, ()),
    "board": (Place.BOARD, ()),
}


@asynccontextmanager
async def at(name: str, archive: Archive, key: str, size: tuple[int, int]) -> AsyncIterator[Pilot[int]]:
    """The app at the screen of that name, with the meeting `key` where it is of one."""
    place, keys = KEYS[name]
    desk = archive.open(key) if place else None
    app = NotulistApp(archive, desk, HandClock(), place=place or Place.LIVE)
    try:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            for pressed in keys:
                await pilot.press(pressed)
                await settled(pilot)
            if name == "import":
                app.post_message(events.Paste("Overleg aa\nDatum: 9 maart\n\nAgenda\n1. aa (5 min)\n2. bb\n\naa"))
                await settled(pilot)
            if name == "question":
                app.post_message(events.Paste("aa\n" * 30))
            await settled(pilot)
            yield pilot
    finally:
        for opened in app.opened:
            opened.close(5)


async def settled(pilot: Pilot[int]) -> None:
    """Waits until what is on the screen changes no more."""
    before = ""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        await pilot.pause()
        now = seen(pilot.app)
        reading = any(not worker.is_finished for worker in pilot.app.workers if worker.group in ("read", "background"))
        if now.strip() and now == before and not reading:
            return
        before = now
    raise AssertionError(f"it goes on changing for {LONGEST} s:\n{before}")
