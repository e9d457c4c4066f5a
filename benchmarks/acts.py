"""What it costs to keep one act, against the floor: a bare append and sync of the same bytes.

An act is kept as `scribe` keeps it: handed to the writer, and waited for until it is on
disk. Act and floor take turns in one run, so that a busy machine slows both. The meeting
has 300 entries; it is one of 10, of 200 and of 2,000; and, since disks differ, once more with
30 ms added to each sync. Then the 500 lines of a whole meeting go through `scribe`, from
text to disk, against understanding them and 500 bare appends.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, against, alone, milliseconds
from benchmarks.generate import fill, sentence, typed_lines
from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.disk.journal import encode
from store.model import Act
from tui.cli.meetings.scribe import read_lines, scribe

TURNS = 500
SIZES = (10, 200, 2000)
# How often an act may call each: nothing is opened or read, and it is written and synced once.
CALLS = {"opens": 0, "write": 1, "fdatasync": 1, "fsync": 0}
SLOW_TURNS = 40
SLOWER = 0.030
LINES = 500
AT_ONCE = 25
BOUND, BOUND_OF_SIZES, BOUND_OF_SCRIBE = 2.0, 1.2, 3.0


class Bare:
    """The floor: a file that lines are appended to and synced, and nothing else."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def keep(self, line: bytes) -> None:
        """Appends `line`; returns when it is on disk."""
        os.write(self._descriptor, line)
        os.fdatasync(self._descriptor)


class Desk:
    """An open meeting in an archive of so many, with a floor on the same disk, and what both took."""

    def __init__(self, folder: Path, meetings: int, entries: int = 300) -> None:
        archive = Archive(folder / "archive", folder / "state")
        self.open: OpenMeeting = archive.open(fill(archive, meetings, of_last=entries))
        self.bare = Bare(folder / "bare")
        self.kept: list[float] = []
        self.floor: list[float] = []
        self._chance = random.Random(meetings)
        # The first act makes the journal; that is not what is measured.
        self.keep(self.note())

    def note(self) -> Act:
        """The next act: a note, not on disk yet."""
        running = self.open.running
        act = running.do(running.understand(sentence(self._chance)), datetime(2026, 9, 17, tzinfo=UTC))
        assert act is not None
        return act

    def keep(self, act: Act) -> None:
        """Keeps `act` as `scribe` does."""
        self.open.perform(lambda: act)
        self.open.writer.wait()

    def turn(self, *, floor_first: bool) -> None:
        """One act and one floor."""
        act = self.note()
        line = encode(act)
        if floor_first:
            self.floor.append(milliseconds(lambda: self.bare.keep(line)))
        self.kept.append(milliseconds(lambda: self.keep(act)))
        if not floor_first:
            self.floor.append(milliseconds(lambda: self.bare.keep(line)))

    def figure(self, name: str, bound: float) -> Figure:
        """What was kept against the floor."""
        return against(name, self.kept, "a bare append and fdatasync", self.floor, bound)


def measure() -> list[Figure]:
    """Milliseconds; and how often an act calls the system."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark-") as folder:
        desks = {meetings: Desk(Path(folder) / str(meetings), meetings) for meetings in SIZES}
        for turn in range(TURNS):
            for desk in desks.values() if turn % 2 else reversed(desks.values()):
                desk.turn(floor_first=bool(turn & 2))
        figures = [desk.figure(f"keeping an act, {meetings:,} meetings", BOUND) for meetings, desk in desks.items()]
        few, many = desks[SIZES[0]], desks[SIZES[-1]]
        sizes = f"the same in {SIZES[0]} meetings"
        figures.append(against(f"keeping an act, {SIZES[-1]:,} meetings", many.kept, sizes, few.kept, BOUND_OF_SIZES))
        figures += [
            alone(f"calls of {name} an act", [count], CALLS[name], "")
            for name, count in calls_of(Path(folder) / "calls").items()
        ]
        empty = Desk(Path(folder) / "empty", 1, entries=0)
        figures.append(scribe_of(empty))
        few.kept, few.floor = [], []
        with slower_syncs():
            for turn in range(SLOW_TURNS):
                few.turn(floor_first=bool(turn % 2))
        figures.append(few.figure(f"keeping an act, {SIZES[0]} meetings, +30 ms a sync", BOUND))
        for desk in (*desks.values(), empty):
            desk.open.close()
    return figures


def calls_of(folder: Path) -> dict[str, float]:
    """How many files an act opens, and how many writes and syncs it makes.

    Counted in a process of its own: who listens for files that are opened cannot be sent away, and would slow down
    all that is measured afterwards.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return apart.submit(_count_calls, folder).result()


def _count_calls(folder: Path) -> dict[str, float]:
    desk = Desk(folder, SIZES[0])
    acts = [desk.note() for _each in range(50)]
    calls: Counter[str] = Counter(dict.fromkeys(CALLS, 0))

    def hear(event: str, _arguments: tuple[object, ...]) -> None:
        # Nothing is read without being opened; the journal's own descriptor only writes.
        if event == "open":
            calls["opens"] += 1

    sys.addaudithook(hear)
    with ExitStack() as counting:
        for name in ("write", "fdatasync", "fsync"):
            counting.enter_context(_instead(os, name, _counted(getattr(os, name), calls)))
        for act in acts:
            desk.keep(act)
        counted = dict(calls)
    desk.open.close()
    return {name: count / len(acts) for name, count in counted.items()}


def scribe_of(desk: Desk) -> Figure:
    """The lines, some at a time, through `scribe`; then what each is understood as, and as many acts as bytes.

    Seconds of the processor, of all threads: what of it is the disk is counted in calls.
    """
    lines = [f"{line}\n".encode() for line in typed_lines(LINES, seed=3)]
    ours: list[float] = []
    floor: list[float] = []
    for at in range(0, LINES, AT_ONCE):
        kept: list[Act] = []
        some = lines[at : at + AT_ONCE]
        start = time.process_time()
        typed = read_lines(some, desk.open.running.meeting, datetime(2026, 9, 17, tzinfo=UTC))
        scribe(typed, desk.open, lambda typed, act: kept.append(act), lambda typed, words: None)  # noqa: B023
        ours.append((time.process_time() - start) * 1e3)
        # A line that changes nothing, such as the same vote twice, is no act.
        assert AT_ONCE - 3 <= len(kept) <= AT_ONCE
        start = time.process_time()
        for line in some:
            desk.open.running.understand(line.decode().rstrip())
        for act in kept:
            desk.bare.keep(encode(act))
        floor.append((time.process_time() - start) * 1e3)
    name = f"{AT_ONCE} of {LINES} lines through scribe, processor time"
    return against(name, ours, "understanding them, and bare appends", floor, BOUND_OF_SCRIBE)


@contextmanager
def slower_syncs() -> Iterator[None]:
    """Adds to each sync what a slow disk takes."""

    def after_a_while(real: Callable[..., None]) -> Callable[..., None]:
        def sync(descriptor: int) -> None:
            time.sleep(SLOWER)
            real(descriptor)

        return sync

    with _instead(os, "fdatasync", after_a_while(os.fdatasync)), _instead(os, "fsync", after_a_while(os.fsync)):
        yield


@contextmanager
def _instead(module: object, name: str, other: Callable[..., Any]) -> Iterator[None]:
    real = getattr(module, name)
    setattr(module, name, other)
    try:
        yield
    finally:
        setattr(module, name, real)


def _counted(real: Callable[..., Any], calls: Counter[str]) -> Callable[..., Any]:
    def count(*arguments: object) -> object:
        calls[real.__name__] += 1
        return real(*arguments)

    return count
