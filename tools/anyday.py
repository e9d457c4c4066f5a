"""Runs the tests, or some of them, as if it were another day: `python -m tools.anyday leap tests/tui/home`.

Without a day it takes them all, one after the other; with `--today` one of them, by the day of the month. The clock
of all processes is moved by a small library (`tests/other_day.c`; Linux, with a C compiler).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
ZONE = "Europe/Amsterdam"
DAYS = {
    "year-end": "2026-12-31 23:58",
    "leap": "2028-02-29 14:00",
    "clocks-back": "2026-10-25 02:30",
    "sunday": "2026-08-16 11:00",
    "later": "2031-12-01 10:00",
}
"""What the clock on the wall in Amsterdam shows when the tests begin."""


def main(arguments: list[str]) -> int:
    """Runs pytest on each day that is named, with the other arguments; the first exit code that is not 0."""
    names = [name for name in arguments if name in DAYS]
    others = [each for each in arguments if each not in DAYS and each != "--today"]
    if "--today" in arguments:
        names = [[*DAYS][datetime.now(ZoneInfo(ZONE)).day % len(DAYS)]]
    with tempfile.TemporaryDirectory(prefix="anyday-") as folder:
        library = Path(folder) / "other_day.so"
        source = ROOT / "tests" / "other_day.c"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
        for name in names or DAYS:
            print(f"{name}: {DAYS[name]} in {ZONE}", flush=True)  # noqa: T201 - a command's own output
            begin = datetime.fromisoformat(DAYS[name]).replace(tzinfo=ZoneInfo(ZONE))
            moved = {
                "LD_PRELOAD": str(library),
                "OTHER_DAY_AHEAD": str(int(begin.timestamp() - time.time())),
                "TZ": ZONE,
            }
            command = [sys.executable, "-m", "pytest", "-m", "not faults", *others]
            if code := subprocess.run(command, cwd=ROOT, env={**os.environ, **moved}, check=False).returncode:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
