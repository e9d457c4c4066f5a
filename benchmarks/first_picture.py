"""From start to the first picture of the live screen, against a minimal Textual application.

    python -m benchmarks.first_picture [--json]

Both run in a real pseudo-terminal of 120 by 40, in turn, so that a busy machine slows both.
The picture of the live screen counts when the current item, one of its entries and the
capture line stand there (painted before Textual is loaded); the whole screen when its key bar
does; that of the minimal application (one Static) when its text does.
While the live screen starts, letters are typed: all must arrive.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from store.archive import Archive
from tests.terminal import Terminal
from tui.demo import lay_half_way

RUNS = 15
BOUND = 1.5
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("the minimal picture")
Minimal().run()
"""
TYPED = "abcdefghijklmnop"


def main(arguments: list[str]) -> None:
    """Prints the figures, as a table or as JSON."""
    figures = measure()
    if "--json" in arguments:
        print(json.dumps(figures))
        return
    print(f"first picture: {figures['live']:.0f} ms, minimal application {figures['minimal']:.0f} ms,")
    print(f"  the whole screen {figures['whole']:.0f} ms, {figures['whole'] / figures['minimal']:.2f} times that,")
    print(f"  ratio {figures['ratio']:.2f} (bound {BOUND}); runs that lost letters: {figures['lost']:.0f} of {RUNS}")


def measure() -> dict[str, float]:
    """Medians in milliseconds, their ratio, and how many runs lost letters."""
    command = Path(sys.executable).with_name("notulist")
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive", Path(folder) / "state" / "notulist")
        lay_half_way(archive, "nl", datetime.now(UTC))
        script = Path(folder) / "minimal.py"
        script.write_text(MINIMAL, "utf-8")
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "NOTULIST_ARCHIVE": str(archive.folder),
            "XDG_STATE_HOME": str(Path(folder) / "state"),
            "COLORTERM": "truecolor",
        }
        live: list[float] = []
        minimal: list[float] = []
        whole: list[float] = []
        lost = 0
        for run in range(RUNS + 1):
            floor, _ = _time([sys.executable, script], environment, ["the minimal picture"])
            stands = ["Adviesaanvraag", "Westhaven", "▌"]
            took, arrived = _time([command, "live", "latest"], environment, stands, TYPED)
            all_of_it, _ = _time([command, "live", "latest"], environment, [*stands, "F1"])
            if run:  # The first fills the caches.
                live.append(took)
                whole.append(all_of_it)
                minimal.append(floor)
                lost += not arrived
    medians = statistics.median(live), statistics.median(minimal)
    return {
        "live": medians[0],
        "whole": statistics.median(whole),
        "minimal": medians[1],
        "ratio": medians[0] / medians[1],
        "lost": lost,
    }


def _time(
    command: list[str | Path], environment: dict[str, str], texts: list[str], typed: str = ""
) -> tuple[float, bool]:
    start = time.perf_counter()
    terminal = Terminal(command, environment, 120, 40)
    try:
        wanted = [text.encode() for text in texts]
        typed_at = 0
        while not all(text in terminal.output for text in wanted):
            terminal.read(0.002)
            # A letter each ten milliseconds, as from a fast keyboard.
            if typed_at < len(typed) and time.perf_counter() - start > 0.01 * (typed_at + 1):
                terminal.type(typed[typed_at])
                typed_at += 1
            assert terminal.code is None, terminal.output
        took = (time.perf_counter() - start) * 1000
        if not typed:
            return took, True
        terminal.type(typed[typed_at:])
        end = time.perf_counter() + 3
        while typed not in terminal.text() and time.perf_counter() < end:
            terminal.read(0.05)
        return took, typed in terminal.text()
    finally:
        terminal.close()


if __name__ == "__main__":
    main(sys.argv[1:])
