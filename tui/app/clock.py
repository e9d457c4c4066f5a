"""The clock of a session, which goes on evenly while a meeting runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from store.wall_clock import utc_now


def seconds() -> float:
    """Seconds since some moment, counted through sleep, whatever the computer's clock is set to."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        # Linux counts sleep by the first of these only, macOS by the second; Windows has neither.
        if (clock := getattr(time, name, None)) is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class SteadyClock:
    """The computer's clock (instants in UTC), but for what it is set to while something `runs`.

    What is being timed is then timed by what has really passed: setting the clock an hour ahead makes no
    item an hour longer. Afterwards, and in the next session, it is the computer's clock again.
    """

    def __init__(
        self,
        runs: Callable[[], bool],
        wall: Callable[[], datetime] = utc_now,
        passed: Callable[[], float] = seconds,
    ) -> None:
        self._runs = runs
        self._wall = wall
        self._passed = passed
        self._then, self._at = wall(), passed()

    def __call__(self) -> datetime:
        """This instant."""
        if not self._runs():
            self._then, self._at = self._wall(), self._passed()
        return self._then + timedelta(seconds=self._passed() - self._at)
