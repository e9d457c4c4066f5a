"""When a screen under a pilot has nothing left to do, however busy the machine is.

The pilot of Textual looks at how much of the processor the program takes, and so takes a program that the machine gives
no time for one that is done. Here it is done when no callback waits in the event loop and nothing is to be painted.
What a thread or a timer does is no part of that: a test waits for what comes of it.
"""

from __future__ import annotations

import asyncio

import pytest
from textual._context import active_app
from textual.app import ScreenStackError

# A failure, not a wait: no screen is this busy.
LONGEST = 60.0


async def until_idle(_shortest: float = 0, _longest: float = 0) -> None:
    """Returns when every message was handled, and what came of them, and all of it is painted.

    It stands in for `wait_for_idle` of Textual, and takes no notice of its times. AssertionError after `LONGEST`.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + LONGEST
    quiet = 0
    while quiet < 2:
        assert loop.time() < end, f"the screen is still busy after {LONGEST} s"
        await asyncio.sleep(0)
        # What the loop is to call next; it keeps that to itself, and there is no other way to ask.
        waiting: object = loop._ready  # type: ignore[attr-defined]
        quiet = 0 if waiting or _paints() else quiet + 1


def _paints() -> bool:
    """Has what waits for a sixtieth of a second painted now, and a new size taken; False where nothing waits."""
    app = active_app.get(None)
    try:
        screen = app.screen if app is not None else None
    except ScreenStackError:
        return False
    if screen is None or not screen.is_running or not screen.is_current or app is None or app._batch_count:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    due = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required
    if due or screen._dirty_widgets or screen._callbacks:
        screen._on_timer_update()
        return True
    return False


def use_in_pilots(patch: pytest.MonkeyPatch) -> None:
    """From now on each pilot waits so, after each key and at each pause."""
    patch.setattr("textual.pilot.wait_for_idle", until_idle)
    patch.setattr("textual.app.wait_for_idle", until_idle)
