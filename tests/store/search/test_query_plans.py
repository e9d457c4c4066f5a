"""How SQLite goes about what is asked of the index: through rows that are asked for, never through all for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.generate import fill
from store.archive.archive import Archive
from store.language.query import read_filter
from store.model import Kind, MeetingStatus
from store.search.index import Index

TODAY = date(2026, 11, 22)
DECISIONS, PROMISES = [Kind.DECISION], [Kind.ACTION, Kind.UNDERTAKING]
ASKED: dict[str, Callable[[Index], object]] = {
    "a reference": lambda index: index.find("D 2000-01-01", "or"),
    "all decisions": lambda index: index.of_kinds(DECISIONS),
    "decisions in force of a body": lambda index: index.of_kinds(DECISIONS, "or", only_open=True),
    "open actions": lambda index: index.of_kinds(PROMISES, only_open=True),
    "questions": lambda index: index.of_kinds([Kind.QUESTION], "or", numbered=False),
    "the first rows of a list": lambda index: index.of_kinds(DECISIONS, most=40),
    "decisions of a meeting": lambda index: index.numbered_of(index.meetings_of("or")[0].key, Kind.DECISION),
    "follow-ups": lambda index: index.follow_ups(),
    "what is due first": lambda index: index.due_first(PROMISES, 40),
    "how much is due": lambda index: index.due_until(TODAY),
    "meetings of a body": lambda index: index.meetings_of("or"),
    "items of a body": lambda index: index.items_of("or"),
    "meetings that are so far": lambda index: index.meetings([MeetingStatus.DRAFT], 10),
    "known meetings": lambda index: index.known(["2000-01-06-or"]),
    "words": lambda index: index.search(read_filter("regeling", TODAY)),
    "words since a day": lambda index: index.search(read_filter("since 2000 regeling", TODAY)),
    "a theme": lambda index: index.search(read_filter("#rooster", TODAY)),
    "bodies": lambda index: index.bodies(),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("plans")
    archive = Archive(folder / "archive", folder / "state", folder / "cache")
    fill(archive, 12)
    archive.index.refresh()
    return archive.index


def plans(index: Index, ask: Callable[[Index], object]) -> list[list[str]]:
    """For each statement that `ask` makes: the steps by which SQLite answers it."""
    said: list[str] = []
    index._database.set_trace_callback(said.append)
    ask(index)
    index._database.set_trace_callback(None)
    asked = [statement for statement in said if statement.startswith("SELECT")]
    assert asked
    return [[step[3] for step in index._database.execute(f"EXPLAIN QUERY PLAN {one}")] for one in asked]


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED.keys())
def test_nothing_that_is_asked_goes_through_all_entries_for_each_meeting(
    index: Index, ask: Callable[[Index], object]
) -> None:
    for steps in plans(index, ask):
        tables = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
        assert not [step for step in steps if "AUTOMATIC" in step], steps
        # Meetings may be gone through where all are asked for; what lies in them never, but by an index.
        for step in tables:
            scanned = step.startswith("SCAN") and " USING " not in step and "VIRTUAL" not in step
            assert not scanned or step.split()[1] in ("m", "meetings", "p", "places", "sqlite_master", "CONSTANT"), (
                steps
            )
        # What is looked up for each row of a table before it, is looked up by that row.
        for step in tables[1:]:
            assert any(word in step for word in ("key=?", "(place=?", "rowid=?", "INDEX 0:", "LIST", "name=?")), steps


def test_of_a_meeting_is_asked_what_is_in_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state", tmp_path / "cache")
    fill(archive, 3)
    archive.index.refresh()
    everything = {(one.key, one.entry.id): one.entry for one in archive.index.of_kinds(DECISIONS)}
    for key in archive.keys():  # noqa: SIM118 - no dict
        wanted = [entry for (of, _id), entry in everything.items() if of == key]
        assert archive.index.numbered_of(key, Kind.DECISION) == wanted
