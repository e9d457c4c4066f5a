"""When a screen under a pilot has nothing left to do, however busy the machine is.

The pilot of Textual looks at how much of the processor the program takes, and so takes a program that the machine
gives no time for one that is done. Here it is done when no callback waits in the event loop, nothing is to be painted,
and the app itself has done all that the last key began. What a thread or a timer does beside the keys is no part of
that: a test waits for what comes of it.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual._context import active_app
from textual.app import App, ScreenStackError
from textual.pilot import Pilot

from tui.app.app import NotulistApp

# A failure, not a wait: no screen is this busy.
LONGEST = 60.0


async def until_idle(_shortest: float = 0, _longest: float = 0) -> None:
    """Returns when every message and key was handled, and what came of them, and all of it is painted.

    It stands in for `wait_for_idle` of Textual, and takes no notice of its times. AssertionError after `LONGEST`.
    """
    await _until_quiet(keys_too=True)


async def until_handed_on(_shortest: float = 0, _longest: float = 0) -> None:
    """As `until_idle`, but what the app has begun for a key may still go on: so the next key is one typed ahead."""
    await _until_quiet(keys_too=False)


def use_in_pilots(patch: pytest.MonkeyPatch) -> None:
    """From now on each pilot waits so: between keys until one is handed on, after them and at each pause until idle."""
    press = Pilot.press

    async def press_and_wait(pilot: Pilot[Any], *keys: str) -> None:
        await press(pilot, *keys)
        if keys and pilot.app.is_running:
            await until_idle()

    patch.setattr(Pilot, "press", press_and_wait)
    patch.setattr("textual.pilot.wait_for_idle", until_idle)
    patch.setattr("textual.app.wait_for_idle", until_handed_on)


async def _until_quiet(*, keys_too: bool) -> None:
    app = active_app.get(None)
    loop = asyncio.get_running_loop()
    end = loop.time() + LONGEST
    quiet = 0
    while quiet < 2:
        assert loop.time() < end, f"the screen is still busy after {LONGEST} s"
        keys = keys_too and app is not None and app.is_running and _does_what_was_pressed(app)
        # The app itself looks at what it waits for each thousandth of a second.
        await asyncio.sleep(0.001 if keys else 0)
        # What the loop is to call next; it keeps that to itself, and there is no other way to ask.
        waiting: object = loop._ready  # type: ignore[attr-defined]
        quiet = 0 if keys or waiting or (app is not None and _paints(app)) else quiet + 1


def _does_what_was_pressed(app: App[Any]) -> bool:
    # No longer than a key waits for the one before it.
    return isinstance(app, NotulistApp) and app._pressed._busy


def _paints(app: App[Any]) -> bool:
    """Has what waits for a sixtieth of a second painted now, and a new size taken; False where nothing waits."""
    try:
        screen = app.screen
    except ScreenStackError:
        return False
    if not screen.is_running or not screen.is_current or app._batch_count:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    due = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required
    if due or screen._dirty_widgets or screen._callbacks:
        screen._on_timer_update()
        return True
    return False
