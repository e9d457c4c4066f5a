"""What all meetings together cost: an archive of 2,000 meetings and 200,000 entries, against one of 10 meetings.

The index made anew, against reading and decoding the same files as records; opening it with
nothing changed; each key of some searches, from the typed line to the snippets of 40 hits,
against the bare query of the index; the memory of the app with the search screen in use.
Both of each pair take turns in one run, so that a busy machine slows both.
"""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, against, alone, milliseconds, take_turns
from benchmarks.floors import memory
from benchmarks.generate import fill
from store.archive.archive import Archive
from store.language.query import read_filter
from store.search import full_text
from store.search.excerpts import snippet
from store.search.index import Index

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


def measure() -> list[Figure]:
    """All figures."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        fill(_archive(few), FEW, entries=ENTRIES, of_last=ENTRIES)
        fill(_archive(many), MANY, entries=ENTRIES, of_last=ENTRIES)
        figures = _rebuilding(many)
        _archive(few).index.refresh()
        figures.append(alone(f"opening an archive of {MANY:,} meetings: has anything changed?", _opening(many)))
        figures += _keys(many)
        name = f"memory with home, actions and search in use, {MANY:,} meetings"
        figures.append(
            against(name, [_memory(many)], f"with {FEW} meetings", [_memory(few)], BOUND_OF_MEMORY, unit="MB")
        )
    return figures


def _rebuilding(folder: Path) -> list[Figure]:
    """The index made anew and all files read, in turn."""
    rebuilt: list[float] = []
    read: list[float] = []
    for _turn in range(TURNS):
        for file in _index_files(folder):
            file.unlink()
        archive = _archive(folder)
        rebuilt.append(milliseconds(archive.index.refresh))
        archive.index.close()
        read.append(milliseconds(lambda: _read_all(folder)))
    (file,) = _index_files(folder)
    name = f"the index of {MANY:,} meetings and {MANY * ENTRIES:,} entries made anew"
    return [
        against(name, rebuilt, "reading and decoding the same files", read, BOUND_OF_REBUILD),
        alone("its size", [file.stat().st_size / 1e6], unit="MB"),
    ]


def _read_all(folder: Path) -> None:
    archive = _archive(folder)
    for key in archive.keys():  # noqa: SIM118
        archive.read(key)


def _opening(folder: Path) -> list[float]:
    """Milliseconds to see that nothing changed."""
    times = []
    for _turn in range(KEY_TURNS):
        archive = _archive(folder)
        times.append(milliseconds(archive.index.refresh))
        archive.index.close()
    return times


def _keys(folder: Path) -> list[Figure]:
    """Each key of each search and the bare query for the same, in turn."""
    index = _archive(folder).index
    ours: list[float] = []
    floor: list[float] = []
    for typed in (line[:end] for line in SEARCHES for end in range(1, len(line) + 1)):
        if not (wanted := read_filter(typed, TODAY, ["or"])):
            continue
        statement, values, _recent = full_text.query(index._database, wanted, MOST + 1)
        took, bare = take_turns(
            lambda: _key(index, typed),  # noqa: B023
            lambda: index._database.execute(statement, values).fetchall(),  # noqa: B023
            KEY_TURNS,
        )
        ours += took
        floor += bare
    found = index.search(read_filter(COMPOUND, TODAY), MOST)
    inside = sum(COMPOUND in text and f" {COMPOUND}" not in f" {text}" for hit in found.hits for text in hit.texts)
    index.close()
    assert inside, "the middle of a longer word was not found"
    return [against("a key of a search in those", ours, "the bare query of the index", floor, BOUND_OF_KEY)]


def _key(index: Index, typed: str) -> list[object]:
    """What a key of the search asks for: the line understood, the hits, a snippet of each."""
    wanted = read_filter(typed, TODAY, ["or"])
    return [snippet(hit.texts, wanted.texts, ROOM) for hit in index.search(wanted, MOST).hits]


def _memory(folder: Path) -> float:
    """The megabytes that the app has afterwards, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.archive", str(folder)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


async def _use(folder: Path) -> float:
    """Home, the actions, and the search screen, in which it types."""
    from textual.widgets import Input

    from tui.app.app import NotulistApp

    app = NotulistApp(_archive(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        await pilot.press("f3")
        await pilot.pause(1)
        await pilot.press("escape", "/")
        await pilot.pause(1)
        for typed in SEARCHES:
            app.screen.query_one("#words", Input).value = typed
            await pilot.pause(0.3)
    gc.collect()
    return memory()


def _archive(folder: Path) -> Archive:
    return Archive(folder / "archive", folder / "state")


def _index_files(folder: Path) -> list[Path]:
    return list((folder / "state" / "cache").glob("*.sqlite"))


if __name__ == "__main__":
    print(asyncio.run(_use(Path(sys.argv[-1]))))
