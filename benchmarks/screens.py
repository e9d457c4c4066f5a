"""Home and the actions of all meetings, in an archive of 2,000 meetings against one of 10.

Both run in real pseudo-terminals of 120 by 40 and take turns, so that a busy machine slows both.
Home is there when the running meeting stands in it, counted from the start of the program; the actions when the
first of them stands there, counted from the key.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, against
from benchmarks.generate import fill
from store.archive.archive import Archive
from tests.helpers.terminal import KEYS, Terminal

FEW, MANY, ENTRIES = 10, 2000, 102
RUNS = 11
BOUND = 1.3
HOME, ACTIONS = b"OR-vergadering", b"days late"


def measure() -> list[Figure]:
    """Milliseconds."""
    home: dict[int, list[float]] = {FEW: [], MANY: []}
    actions: dict[int, list[float]] = {FEW: [], MANY: []}
    with tempfile.TemporaryDirectory() as folder:
        environments = {}
        for meetings in home:
            place = Path(folder) / str(meetings)
            archive = Archive(place, place / "state" / "notulist")
            fill(archive, meetings, entries=ENTRIES, of_last=ENTRIES)
            archive.index.refresh()
            archive.index.close()
            environments[meetings] = {
                **os.environ,
                "NOTULIST_ARCHIVE": str(place),
                "XDG_STATE_HOME": str(place / "state"),
                "XDG_CACHE_HOME": str(place / "cache"),
                "LC_ALL": "C.UTF-8",
            }
        for run in range(RUNS + 1):
            for meetings in home if run % 2 else reversed(home):
                times = _times(environments[meetings])
                if run:  # The first fills the caches.
                    home[meetings].append(times[0])
                    actions[meetings].append(times[1])
    few, many = f"in {FEW} meetings", f"in {MANY:,} meetings"
    return [
        against(f"start to home, {many}", home[MANY], few, home[FEW], BOUND),
        against(f"F3 to the actions of all meetings, {many}", actions[MANY], few, actions[FEW], BOUND),
    ]


def _times(environment: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds from start to home, and from the key to the actions."""
    start = time.perf_counter()
    terminal = Terminal([Path(sys.executable).with_name("notulist")], environment, 120, 40)
    try:
        home = _until(terminal, HOME, start)
        # At rest, so that the key is not counted in what came before.
        terminal.read(0.3)
        terminal.output = b""
        start = time.perf_counter()
        os.write(terminal._file, KEYS["f3"].encode())
        return home, _until(terminal, ACTIONS, start)
    finally:
        terminal.close()


def _until(terminal: Terminal, shown: bytes, start: float) -> float:
    while shown not in terminal.output:
        terminal.read(0.001)
        assert terminal.code is None, terminal.output
        assert time.perf_counter() - start < 60, terminal.text()
    return (time.perf_counter() - start) * 1e3
