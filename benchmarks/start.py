"""From start to what stands on the screen, against the least that Python, click and Textual take.

Everything runs in a real pseudo-terminal of 120 by 40, in turn, so that a busy machine slows all.
Of the live screen three pictures are timed: the first true thing (the line to type in), against
`python -c pass`; the meeting (current item, one of its entries, the line), painted before Textual
is loaded, and the whole screen (its key bar), against a minimal Textual application (one Static).
While it starts, letters are typed, from the first picture on: all must arrive.
`notulist --version` is timed against a command of click that prints a line.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, against, alone
from store.archive.archive import Archive
from tests.helpers.terminal import Terminal
from tui.cli.meetings.demo import lay_half_way

RUNS = 15
BOUND_OF_TRUE, BOUND_OF_FIRST, BOUND_OF_VERSION = 2.0, 1.5, 2.0
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("the minimal picture")
Minimal().run()
"""
CLICK = """
import click
@click.command()
@click.version_option("1.0", prog_name="bare")
def bare():
    pass
bare()
"""
LINE, MEETING, KEYS = "▌", ["Adviesaanvraag", "Westhaven", "▌"], "F1"
TYPED = "abcdefghijklmnop"


def measure() -> list[Figure]:
    """Milliseconds; and how many runs lost letters."""
    command = Path(sys.executable).with_name("notulist")
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive", Path(folder) / "state" / "notulist")
        lay_half_way(archive, "nl", datetime.now(UTC))
        minimal, click = Path(folder) / "minimal.py", Path(folder) / "bare.py"
        minimal.write_text(MINIMAL, "utf-8")
        click.write_text(CLICK, "utf-8")
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "NOTULIST_ARCHIVE": str(archive.folder),
            "XDG_STATE_HOME": str(Path(folder) / "state"),
            "COLORTERM": "truecolor",
        }
        live: list[str | Path] = [command, "live", "latest"]
        runs: dict[str, tuple[list[str | Path], list[str]]] = {
            "pass": ([sys.executable, "-c", "pass"], []),
            "true": (live, [LINE]),
            "minimal": ([sys.executable, minimal], ["the minimal picture"]),
            "first": (live, MEETING),
            "whole": (live, [*MEETING, KEYS]),
            "click": ([sys.executable, click, "--version"], []),
            "version": ([command, "--version"], []),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        lost = []
        for run in range(RUNS + 1):
            for name, (what, shown) in runs.items():
                took = _time(what, environment, shown)
                if run:  # The first fills the caches.
                    times[name].append(took)
            lost.append(0 if _arrives(live, environment) else 1)
    bare, app = "python -c pass", "a minimal Textual application"
    return [
        against("start to the line to type in", times["true"], bare, times["pass"], BOUND_OF_TRUE),
        against("start to the meeting itself", times["first"], app, times["minimal"], BOUND_OF_FIRST),
        against("start to the whole live screen", times["whole"], app, times["minimal"]),
        alone(f"starts of {len(lost)} that lost a letter", [sum(lost)], 0, ""),
        against("notulist --version", times["version"], "a bare click command", times["click"], BOUND_OF_VERSION),
    ]


def _time(command: list[str | Path], environment: Mapping[str, str], shown: list[str]) -> float:
    """Milliseconds until all that stands on the screen, or, where nothing is asked for, until the end."""
    start = time.perf_counter()
    terminal = Terminal(command, environment, 120, 40)
    try:
        wanted = [text.encode() for text in shown]
        while terminal.code is None and not (wanted and all(text in terminal.output for text in wanted)):
            terminal.read(0.002)
        took = (time.perf_counter() - start) * 1e3
        assert (terminal.code is None) == bool(wanted), terminal.output
        return took
    finally:
        terminal.close()


def _arrives(command: list[str | Path], environment: Mapping[str, str]) -> bool:
    """Whether all that is typed from the first picture on, a letter each ten milliseconds, stands in the line."""
    terminal = Terminal(command, environment, 120, 40)
    try:
        terminal.wait_for(lambda: LINE.encode() in terminal.output)
        for letter in TYPED:
            terminal.type(letter)
            terminal.read(0.01)
        end = time.perf_counter() + 3
        while TYPED not in terminal.text() and time.perf_counter() < end:
            terminal.read(0.05)
        return TYPED in terminal.text()
    finally:
        terminal.close()
