"""A key in the live screen, from the press to the whole paint, against a bare Textual Input beside 20 rows.

All run in real pseudo-terminals of 120 by 40, with the clock of the live screen running, and
take turns key by key, so that a busy machine slows all. What is typed are the lines of a meeting: notes,
decisions, actions, each ended with Enter, so that there is always something on its way to the
disk. A key has painted when the last output has come that it gave; so the words below the line
are in it too. Enter is counted by itself.
The item that is being treated has 20, 300 or 500 entries; with 300 there is one more on a disk
that takes 30 ms longer for each sync.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, against, alone
from benchmarks.generate import running, store, typed_lines
from store.archive.archive import Archive
from tests.helpers.terminal import Terminal

KEYS = 240
SIZES = (20, 300, 500)
MEASURED = 300
BOUND, BOUND_OF_SLOW = 1.3, 1.1
# Longer than any two paints take, so that the next key finds all at rest.
_QUIET = 0.05
_FIRST_LINE = 42
BARE_NAME = "a bare Input beside 20 rows"
SLOW_NAME = f"that, {MEASURED} entries, +30 ms a sync"
BARE = """
from textual.app import App
from textual.widgets import Input, Static
class Bare(App):
    AUTO_FOCUS = "Input"
    def compose(self):
        for number in range(20):
            yield Static(f"row {number}: what somebody said, in about so many words as people say")
        field = Input(placeholder="the bare field")
        field.cursor_blink = False
        yield field
Bare().run()
"""
# The live screen on a disk that takes longer for each sync.
SLOW = """
import os, sys, time
def slower(real):
    def sync(descriptor):
        time.sleep(0.03)
        real(descriptor)
    return sync
os.fsync, os.fdatasync = slower(os.fsync), slower(os.fdatasync)
from tui.start import main
sys.exit(main())
"""


def measure() -> list[Figure]:
    """Milliseconds."""
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark-") as folder,
        _terminals(Path(folder)) as terminals,
    ):
        keys: dict[str, list[float]] = {name: [] for name in terminals}
        enters: dict[str, list[float]] = {name: [] for name in terminals}
        for turn, key in enumerate(_keys()):
            for name in list(terminals) if turn % 2 else reversed(terminals):
                took = terminals[name].time_of_last_output(key, _QUIET) * 1e3
                # The first line loads what is only needed for typing.
                if turn > _FIRST_LINE:
                    (enters if key == "\r" else keys)[name].append(took)
    figures = []
    for size in SIZES:
        name = _name(size)
        figures.append(against(f"a key in {name}", keys[name], BARE_NAME, keys[BARE_NAME], BOUND))
        figures.append(alone(f"Enter in {name}", enters[name]))
    fast = _name(MEASURED)
    figures.append(against(f"a key in {SLOW_NAME}", keys[SLOW_NAME], f"in {fast}", keys[fast], BOUND_OF_SLOW))
    figures.append(alone(f"Enter in {SLOW_NAME}", enters[SLOW_NAME]))
    return figures


def _keys() -> Iterator[str]:
    typed = 0
    for line in typed_lines(KEYS, seed=5):
        # Of a length in which Enter is not rare.
        for key in [*line[:40], "\r"]:
            yield key
            typed += 1
        if typed > KEYS:
            return


@contextmanager
def _terminals(folder: Path) -> Iterator[dict[str, Terminal]]:
    """All that take turns, by name, each at rest with its line empty."""
    command = Path(sys.executable).with_name("notulist")
    (folder / "bare.py").write_text(BARE, "utf-8")
    (folder / "slow.py").write_text(SLOW, "utf-8")
    commands: dict[str, list[str | Path]] = {BARE_NAME: [sys.executable, folder / "bare.py"]}
    for size in SIZES:
        commands[_name(size)] = [command, "live", lay(folder / _name(size), size)]
    commands[SLOW_NAME] = [sys.executable, folder / "slow.py", "live", lay(folder / SLOW_NAME, MEASURED)]
    terminals: dict[str, Terminal] = {}
    with ExitStack() as opened:
        for name, words in commands.items():
            environment = {
                **os.environ,
                "COLORTERM": "truecolor",
                "NOTULIST_ARCHIVE": str(folder / name),
                "XDG_STATE_HOME": str(folder / name / "state"),
            }
            terminals[name] = Terminal(words, environment, 120, 40)
            opened.callback(terminals[name].close)
            terminals[name].wait_for_text("the bare field" if name == BARE_NAME else "F1")
            # Earlier meetings are read when the screen has stood for a while.
            terminals[name].time_of_last_output("", 1.5)
        yield terminals


def lay(folder: Path, entries: int) -> str:
    """A running meeting with so many entries under its current item; its key."""
    held = running(datetime.now(UTC).date(), entries, seed=entries, an_item=entries + 3)
    return store(Archive(folder, folder / "state" / "notulist"), held)


def _name(entries: int) -> str:
    return f"the live screen beside {entries} entries"
