"""The suite on other days: `python -m tools.anyday`, or `python -m tools.anyday night` for one of them.

The clock of the whole process tree is moved by a small library (`clock.c`), without the group `faults`, which has a
library of its own. What is moved is the clock on the wall alone: what waits for a while waits as long as ever, and
files tell when they were really written. (libfaketime 0.9.10, which Debian has, lets every `time.sleep` of Python 3.11
fail when it is told to leave those other clocks alone.)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = "Europe/Amsterdam"
# On the wall in Amsterdam; the Sunday is still a Saturday in UTC. `today` is of the year 2031, at this hour.
DAYS = {
    "year": datetime(2026, 12, 31, 23, 58),  # noqa: DTZ001
    "leap": datetime(2028, 2, 29, 12, 0),  # noqa: DTZ001
    "night": datetime(2027, 10, 31, 2, 58),  # noqa: DTZ001
    "sunday": datetime(2027, 8, 15, 0, 30),  # noqa: DTZ001
    "later": None,
}
LATER = 2031
# One of them, by the day of the month.
CHOSEN = "chosen"
SOURCE = Path(__file__).with_name("clock.c")
GET = "to move the clock takes Linux and a C compiler: apt-get install gcc libc6-dev (as root), or your system's own"


def moment(day: str, now: datetime) -> datetime:
    """When it is on that day, as an instant; `now` is when it is really."""
    wall = DAYS[day]
    if wall is None:
        try:
            return now.replace(year=LATER)
        except ValueError:  # 29 February
            return now.replace(year=LATER, day=28)
    # Of an hour that comes twice the first: it goes back while the suite runs.
    return wall.replace(tzinfo=ZoneInfo(ZONE), fold=0).astimezone(UTC)


def chosen(today: date) -> str:
    """The one whose turn it is on that day of the month."""
    return list(DAYS)[today.day % len(DAYS)]


def compiled(folder: Path) -> Path | None:
    """The library that moves the clock, made in `folder`; None where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux" or compiler is None:
        return None
    made = folder / "clock.so"
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, SOURCE, "-ldl"], check=False)
    return made if done.returncode == 0 else None


def moved(environment: Mapping[str, str], by: timedelta, library: Path) -> dict[str, str]:
    """The environment for programs whose clock is ahead by so much, in the zone of the days above."""
    # As so much more than the real time, all programs of the tree tell the same.
    return {**environment, "TZ": ZONE, "LD_PRELOAD": str(library), "CLOCK_AHEAD": f"{by.total_seconds():.0f}"}


def run_on(day: str, library: Path) -> int:
    """The suite on that day; what pytest ended with."""
    now = datetime.now(UTC)
    then = moment(day, now)
    environment = moved(os.environ, then - now, library)
    # A suite on the wrong day would prove nothing.
    asks = [sys.executable, "-c", "import time; time.sleep(0.01); print(time.time())"]
    told = subprocess.run(asks, env=environment, capture_output=True, text=True, check=True).stdout
    if abs(float(told) - then.timestamp()) > 60:
        print(
            f"{library} does not move the clock: it tells {told.strip()}, not {then.timestamp():.0f}", file=sys.stderr
        )
        return 1
    print(f"{day}: {then.astimezone(ZoneInfo(ZONE)):%A %d %B %Y %H:%M %Z}", flush=True)
    return subprocess.run([sys.executable, "-m", "pytest", "-m", "not faults"], env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """The suite on each day asked for; the code is that of the worst."""
    asked = [chosen(datetime.now(ZoneInfo(ZONE)).date()) if day == CHOSEN else day for day in arguments] or list(DAYS)
    if unknown := set(asked) - DAYS.keys():
        print(f"no such day: {', '.join(sorted(unknown))}; there are {', '.join(DAYS)}, {CHOSEN}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="clock-") as folder:
        library = compiled(Path(folder))
        if library is None:
            print(GET, file=sys.stderr)
            return 1
        codes = {day: run_on(day, library) for day in asked}
    for day, code in codes.items():
        print(f"{day:8}{'passes' if code == 0 else f'fails ({code})'}")
    return max(codes.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
