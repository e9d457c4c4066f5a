"""A machine that is held up, brought about: what a thread or a timer does comes late, or the keys come slowly.

So a test that looks at once at what a thread or a timer does fails on each machine, and not only on a busy one.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import thread as pool
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.timer import Timer

from store.disk.writer import Writer
from store.model import Act

# Longer than any timer that a line waits for, and than the screen takes to paint.
LATE = 0.25

# What is late: what threads and timers do; or all keys, so that it comes before the next key; or each now and then.
THREADS, KEYS, SOME = "threads", "keys", "some"
WAYS = (THREADS, KEYS, SOME)
# The variable of the environment that asks for one of them.
VARIABLE = "LATE"


def make_late(patch: pytest.MonkeyPatch, way: str, test: str) -> None:
    """From now on it is so in this process; `test` is its name, by which `some` is the same each time."""
    chance = random.Random(test)
    odds = 0.5 if way == SOME else 1.0

    def hold(*, key: bool) -> float:
        """How many seconds what comes now is late."""
        late = way == SOME or (way == KEYS) is key
        return LATE if late and chance.random() < odds else 0.0

    run: Callable[..., None] = pool._WorkItem.run
    commit, tick, press = Writer._commit, Timer._run, Pilot.press

    def run_late(work: object, *about: object) -> None:
        time.sleep(hold(key=False))
        run(work, *about)

    def commit_late(writer: Writer, act: Act) -> None:
        time.sleep(hold(key=False))
        commit(writer, act)

    async def tick_late(timer: Timer) -> None:
        await asyncio.sleep(hold(key=False))
        await tick(timer)

    async def press_late(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await press(pilot, key)
            if (late := hold(key=True)) and pilot.app.is_running:
                await pilot.pause(late)

    def put(where: type, name: str, what: Callable[..., Any]) -> None:
        patch.setattr(where, name, what)

    put(pool._WorkItem, "run", run_late)
    put(Writer, "_commit", commit_late)
    put(Timer, "_run", tick_late)
    put(Pilot, "press", press_late)
