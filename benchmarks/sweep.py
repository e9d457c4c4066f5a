"""How the cost of every command, document and screen grows with the archive: `python -m benchmarks sweep`.

Each is done in archives of 10, 100 and 1,000 meetings that are like real ones, as a process of its own; what is
measured is the processor time of it and its children, so that a busy machine or disk says nothing. What concerns one
meeting must cost the same in any archive; what concerns all of them may grow in a straight line. `growth` is the
exponent by which the cost grows between the two largest archives: 0 is not at all, 1 a straight line, 2 the square.
"""

from __future__ import annotations

import asyncio
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import real_archive
from benchmarks.figures import Figure
from exports.formats.registry import TABLES, Format
from exports.kinds import LISTS, DocumentKind
from store.archive.archive import Archive

SIZES = (10, 100, 1000)
ENTRIES = 102
RUNS = 3
BOUND_OF_ONE, BOUND_OF_ALL = 0.1, 1.15
"""The growth that is allowed where one meeting is concerned, and where all are."""
RESOLUTION = 0.02
"""Seconds of processor time below which a difference between two archives is no difference."""
UNEVEN = 1.0
"""What costs less than so many times as much in the largest archive does not grow: processors work unevenly."""
# The data formats tell everything, so they are tried with one document alone.
_DATA = (Format.JSON, Format.CALENDAR)
_NO_LIST = TABLES
_SCREENS_OF_ALL = ("home", "actions", "decisions", "search", "bodies", "body", "new")
_SCREENS_OF_ONE = ("live", "documents", "prepare", "review", "board", "go to", "unfinished")


@dataclass(frozen=True)
class Case:
    """One thing that is done: its name, how it is started, and whether it concerns all meetings."""

    name: str
    command: tuple[str, ...]
    of_all: bool = False

    @property
    def bound(self) -> float:
        """The growth that is allowed."""
        return BOUND_OF_ALL if self.of_all else BOUND_OF_ONE


def measure(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """The growth of each case over archives of so many meetings; 0 where its cost does not grow measurably."""
    times: dict[str, list[float]] = {case.name: [] for case in cases()}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            place = Path(folder) / str(size)
            environment = _lay(place, size)
            for case in cases():
                seconds = min(_seconds(case, place, environment) for _run in range(RUNS))
                times[case.name].append(seconds)
                sys.stderr.write(f"{size:>7,} {case.name}: {seconds:.2f} s\n")
    return [
        Figure(
            _named(case, sizes, times[case.name]),
            growth(sizes, times[case.name], of_all=case.of_all),
            times[case.name][-1],
            bound=case.bound,
            unit="",
        )
        for case in cases()
    ]


def growth(sizes: Sequence[int], seconds: Sequence[float], *, of_all: bool) -> float:
    """The exponent by which the cost grows: of what concerns one meeting, from the smallest of `sizes` to the largest.

    Of what concerns all, between the two largest, without what even the smallest costs; 0 where that is not to be told
    from how unevenly a processor works.
    """
    if not of_all:
        return math.log(max(seconds[-1], RESOLUTION) / max(seconds[0], RESOLUTION)) / math.log(sizes[-1] / sizes[0])
    added, more = seconds[-2] - seconds[0], seconds[-1] - seconds[0]
    if more < max(RESOLUTION, seconds[0] * UNEVEN):
        return 0.0
    return math.log(more / max(added, RESOLUTION)) / math.log(sizes[-1] / sizes[-2])


def cases() -> Iterable[Case]:
    """Everything that is measured."""
    yield Case("show latest", ("show", "latest", "--json"))
    yield Case("scribe one line", ("scribe", "latest", "NOTES"))
    yield Case("explain", ("explain", "@kp bellen > vrijdag", "--meeting", "latest", "--json"))
    for what in DocumentKind:
        for format in Format:
            if (format in _DATA and what is not DocumentKind.MINUTES) or (format in _NO_LIST and what not in LISTS):
                continue
            if format is not Format.CALENDAR:
                one = ("export", "latest", "--what", what, "--format", format, "-o", "-")
                yield Case(f"export latest {what} {format}", one)
    for what in LISTS:
        arguments = ("export", "--from", "2000-01-01", "--what", what, "--format", "csv", "-o", "-")
        yield Case(f"export of all: {what}", arguments, of_all=True)
        if what is not DocumentKind.ACTIONS:
            yield Case(f"export of all for the public: {what}", (*arguments, "--public"), of_all=True)
    for words in (
        ("actions", "--open", "--json"),
        ("decisions", "--in-force", "--json"),
        ("decisions", "#verhuizing", "--json"),
        ("search", "reiskostenvergoeding", "--json"),
        ("themes", "--json"),
        ("doctor", "--json"),
        ("bodies", "list", "--json"),
        ("backup", "BACKUP", "--force"),
    ):
        yield Case(" ".join(words[:2]), words, of_all=True)
    for screen in (*_SCREENS_OF_ALL, *_SCREENS_OF_ONE):
        yield Case(f"the screen: {screen}", ("SCREEN", screen), of_all=screen in _SCREENS_OF_ALL)


def _lay(place: Path, meetings: int) -> dict[str, str]:
    """An archive of so many meetings with its index made; the environment that leads to it."""
    archive = Archive(place / "archive", place / "state" / "notulist", place / "cache" / "notulist")
    real_archive.fill(archive, meetings, entries=ENTRIES)
    (place / "notes.txt").write_text("een gewone zin\n")
    environment = {
        **os.environ,
        "NOTULIST_ARCHIVE": str(place / "archive"),
        "XDG_STATE_HOME": str(place / "state"),
        "XDG_CACHE_HOME": str(place / "cache"),
        "XDG_CONFIG_HOME": str(place / "config"),
        "LC_ALL": "C.UTF-8",
    }
    # The index is made, and read from the disk once.
    for command in (("themes",), ("themes",)):
        subprocess.run([_notulist(), *command], env=environment, capture_output=True, check=True)
    return environment


def _seconds(case: Case, place: Path, environment: Mapping[str, str]) -> float:
    """Seconds of processor time of one run."""
    words = {"NOTES": str(place / "notes.txt"), "BACKUP": str(place / "backup.zip")}
    if case.command[0] == "SCREEN":
        command = [sys.executable, "-m", "benchmarks.sweep", case.command[1], str(place)]
    else:
        command = [_notulist(), *(words.get(word, word) for word in case.command)]
    before = _used()
    done = subprocess.run(command, env=dict(environment), capture_output=True, check=False)
    # What is out of order in an archive that was made by a program is told by the doctor with exit code 3.
    assert done.returncode in ((0, 3) if "doctor" in case.command else (0,)), (case.name, done.stderr[-2000:])
    return _used() - before


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _notulist() -> str:
    return str(Path(sys.executable).with_name("notulist"))


def _named(case: Case, sizes: Sequence[int], seconds: Sequence[float]) -> str:
    figures = ", ".join(f"{size:,}: {took:.2f} s" for size, took in zip(sizes, seconds, strict=True))
    return f"growth of {case.name} ({figures})"


async def _show(screen: str, place: Path) -> None:
    """Opens a screen in this process, and waits until nothing on it changes any more."""
    from tests.helpers import places

    archive = Archive(place / "archive", place / "state" / "notulist", place / "cache" / "notulist")
    async with places.at(screen, archive, archive.keys()[-1], (120, 40)):
        pass


if __name__ == "__main__":
    asyncio.run(_show(sys.argv[1], Path(sys.argv[2])))
