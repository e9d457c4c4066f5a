"""What all meetings together cost: an archive of 2,000 meetings and 200,000 entries, against one of 10 meetings.

    python -m benchmarks.archive [--json]

The index made anew, against reading and decoding the same files as records; opening it with
nothing changed; each key of some searches, from the typed line to the snippets of 40 hits,
against the bare query of the index; the memory of the app with the search screen in use.
Both of each pair take turns in one run, so that a busy machine slows both.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.generate import fill
from benchmarks.timing import seconds
from store import searching
from store.archive import Archive
from store.index import Index
from store.language.filters import read_filter
from store.snippets import snippet

FEW, MANY, ENTRIES = 10, 2000, 102
TURNS = 3
KEY_TURNS = 7
MOST, ROOM = 40, 180
BOUND_OF_REBUILD, BOUND_OF_KEY, BOUND_OF_MEMORY = 2.0, 2.0, 1.3
TODAY = date(2017, 1, 1)
SEARCHES = (
    "kostenvergoeding",
    "verhuizing besluit",
    "@kp1 rooster",
    '"de bestuurder"',
    "coordinatie sinds 2015",
    "bestaatniet",
)
COMPOUND = "kostenvergoed"


def main(arguments: list[str]) -> None:
    """Prints the figures, as a table or as JSON."""
    if "--memory" in arguments:
        print(asyncio.run(_use(Path(arguments[-1]))))
        return
    figures = measure()
    if "--json" in arguments:
        print(json.dumps(figures))
        return
    print(f"an archive of {MANY:,} meetings and {figures['entries']:,} entries:")
    print(
        f"  the index made anew {figures['rebuild']:.2f} s, reading and decoding {figures['reading']:.2f} s,"
        f" ratio {figures['rebuild ratio']:.2f} (bound {BOUND_OF_REBUILD}); {figures['size']:.0f} MB"
    )
    print(f"  nothing changed: {figures['unchanged']:.1f} ms, in {FEW} meetings {figures['unchanged few']:.1f} ms")
    print(
        f"  a key of a search {figures['key']:.2f} ms (slowest {figures['slowest key']:.2f}),"
        f" bare query {figures['bare']:.2f} ms, ratio {figures['key ratio']:.2f} (bound {BOUND_OF_KEY})"
    )
    print(f"  “{COMPOUND}” within a longer word: {figures['compounds']} of {MOST} hits")
    print(
        f"  memory with the search in use {figures['memory']:.0f} MB, with {FEW} meetings"
        f" {figures['memory few']:.0f} MB, ratio {figures['memory ratio']:.2f} (bound {BOUND_OF_MEMORY})"
    )


def measure() -> dict[str, Any]:
    """All figures."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        fill(_archive(few), FEW, entries=ENTRIES, of_last=ENTRIES)
        fill(_archive(many), MANY, entries=ENTRIES, of_last=ENTRIES)
        figures = _rebuilding(many)
        _archive(few).index.refresh()
        figures |= {"unchanged": _unchanged(many), "unchanged few": _unchanged(few)}
        index = _archive(many).index
        figures |= _keys(index)
        figures["entries"] = _entries(index)
        index.close()
        memory, memory_few = _memory(many), _memory(few)
    return figures | {"memory": memory, "memory few": memory_few, "memory ratio": memory / memory_few}


def _rebuilding(folder: Path) -> dict[str, float]:
    """The index made anew and all files read, in turn; the quickest of each, in seconds: others only slow it."""
    rebuilt: list[float] = []
    read: list[float] = []
    for _turn in range(TURNS):
        for file in _index_files(folder):
            file.unlink()
        archive = _archive(folder)
        rebuilt.append(seconds(archive.index.refresh))
        archive.index.close()
        read.append(seconds(lambda: _read_all(folder)))
    ours, floor = min(rebuilt), min(read)
    (file,) = _index_files(folder)
    return {"rebuild": ours, "reading": floor, "rebuild ratio": ours / floor, "size": file.stat().st_size / 1e6}


def _read_all(folder: Path) -> None:
    archive = _archive(folder)
    for key in archive.keys():  # noqa: SIM118
        archive.read(key)


def _unchanged(folder: Path) -> float:
    """Milliseconds to see that nothing changed."""
    index = _archive(folder).index
    times = [seconds(index.refresh) for _turn in range(KEY_TURNS)]
    index.close()
    return statistics.median(times) * 1e3


def _keys(index: Index) -> dict[str, float]:
    """Each key of each search and the bare query for the same, in turn: medians over the keys, in milliseconds."""
    keys: list[float] = []
    bare: list[float] = []
    for typed in (line[:end] for line in SEARCHES for end in range(1, len(line) + 1)):
        ours: list[float] = []
        floor: list[float] = []
        if not (wanted := read_filter(typed, TODAY, ["or"])):
            continue
        statement, values, _recent = searching.query(index._database, wanted, MOST + 1)
        for turn in range(KEY_TURNS):
            steps: list[tuple[list[float], Callable[[], object]]] = [
                (ours, lambda: _key(index, typed)),  # noqa: B023
                (floor, lambda: index._database.execute(statement, values).fetchall()),  # noqa: B023
            ]
            for times, step in steps if turn % 2 else reversed(steps):
                times.append(seconds(step))
        keys.append(statistics.median(ours) * 1e3)
        bare.append(statistics.median(floor) * 1e3)
    found = index.search(read_filter(COMPOUND, TODAY), MOST)
    inside = sum(COMPOUND in text and f" {COMPOUND}" not in f" {text}" for hit in found.hits for text in hit.texts)
    return {
        "key": statistics.median(keys),
        "slowest key": max(keys),
        "bare": statistics.median(bare),
        "key ratio": sum(keys) / sum(bare),
        "compounds": inside,
    }


def _key(index: Index, typed: str) -> list[object]:
    """What a key of the search asks for: the line understood, the hits, a snippet of each."""
    wanted = read_filter(typed, TODAY, ["or"])
    return [snippet(hit.texts, wanted.texts, ROOM) for hit in index.search(wanted, MOST).hits]


def _entries(index: Index) -> int:
    (number,) = index._database.execute("SELECT count(*) FROM entries").fetchone()
    return int(number)


def _memory(folder: Path) -> float:
    """The megabytes that the app had at most, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.archive", "--memory", str(folder)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


async def _use(folder: Path) -> float:
    """Opens the search screen in the archive, and types."""
    from textual.widgets import Input

    from tui.app import NotulistApp

    app = NotulistApp(_archive(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await pilot.pause(1)
        for typed in SEARCHES:
            app.screen.query_one("#words", Input).value = typed
            await pilot.pause(0.3)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _archive(folder: Path) -> Archive:
    return Archive(folder / "archive", folder / "state")


def _index_files(folder: Path) -> list[Path]:
    return list((folder / "state" / "cache").glob("*.sqlite"))


if __name__ == "__main__":
    main(sys.argv[1:])
