"""The keys that each act costs: our column of docs/keystrokes.md, typed into the live screen and counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from store.archive.archive import Archive
from store.model import Entry, ItemStatus, Kind
from store.record.record import Record
from tests.helpers.project import ROOT
from tests.helpers.screens import HandClock
from tui.app.app import NotulistApp
from tui.cli.meetings.demo import lay_half_way
from tui.widgets.capture import Capture

_PAGE = ROOT / "docs" / "keystrokes.md"
_PART = re.compile(r"\*(?P<words>[^*]+)\*|`(?P<keys>[^`]+)`")
# A key that has a name, or a chord; anything else between backquotes is as many keys as it has characters.
_NAMED = re.compile(r"Enter|Tab|RET|F\d+|(?:[CMS]-)+(?:RET|SPC|RIGHT|LEFT|.)")
_NAMES = {" ": "space", "␣": "space", "Enter": "enter", "Tab": "tab"}


class Way(NamedTuple):
    """How an act is done: its keys, the words among them, and the number that the page gives."""

    number: int
    keys: list[str]
    counted: int


def way(cell: str) -> Way | None:
    """What a cell of the table says; None for a dash."""
    if cell == "–":
        return None
    number, _, how = cell.replace("*", "", 4).partition(" ") if cell.startswith("**") else cell.partition(" ")
    keys: list[str] = []
    counted = 0
    for part in _PART.finditer(how):
        if part["words"]:
            keys += part["words"]
            continue
        for token in part["keys"].split():
            pressed = [token] if _NAMED.fullmatch(token) else list(token)
            keys += pressed
            counted += len(pressed)
    return Way(int(number), [_NAMES.get(key, key.lower() if len(key) > 1 else key) for key in keys], counted)


def rows() -> dict[str, list[Way | None]]:
    """The table: of each act the ways of notulist and the other tools."""
    lines = [line for line in _PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {act: [way(cell) for cell in ways] for act, *ways in cells}


def last(record: Record) -> Entry:
    return record.entries[max(record.entries)]


def number_of(record: Record, item: int | None) -> str:
    return record.items[item].number if item is not None else ""


def _note(record: Record) -> bool:
    return (last(record).kind, last(record).text, last(record).speaker) == (Kind.NOTE, "text", "")


def _speech(record: Record) -> bool:
    return (last(record).kind, last(record).text, last(record).speaker) == (Kind.NOTE, "text", "FeH")


def _decision(record: Record) -> bool:
    return (last(record).kind, last(record).text) == (Kind.DECISION, "text")


def _action(record: Record) -> bool:
    entry = last(record)
    due = entry.due.day.isoformat() if entry.due and entry.due.day else ""
    return (entry.kind, entry.text, entry.owners, due) == (Kind.ACTION, "text", ("FeH",), "2026-12-01")


def _votes(record: Record) -> tuple[int, int, int, tuple[str, ...]]:
    entry = last(record)
    if entry.vote is None or entry.outcome is None:
        return 0, 0, 0, ()
    return entry.vote.in_favour, entry.vote.against, entry.vote.abstained, entry.vote.names_against


def _arrival(record: Record) -> bool:
    [who] = [who for who in record.attendance.values() if who.handle == "AOV"]
    return len(who.presence) == 1 and who.presence[-1].end is None


def _current(record: Record) -> str:
    return number_of(record, record.meeting.current)


def _held_over(record: Record) -> bool:
    item = record.current()
    return item is not None and item.status is ItemStatus.HELD_OVER


def _moved(record: Record) -> bool:
    return (
        number_of(record, last(record).item) == "6"
        and last(record).text == "een opmerking"
        and _current(record) == "10"
    )


def _undone(record: Record) -> bool:
    return all(entry.text != "een opmerking" for entry in record.entries.values())


def _corrected(record: Record) -> bool:
    decisions = [entry for entry in record.entries.values() if entry.kind is Kind.DECISION]
    return decisions[-1].text == "Wij reageren vóór 8 dec." and last(record).text == "nog iets"


# What was typed before, and what is in the record after.
ACTS: dict[str, tuple[tuple[str, ...], Callable[[Record], bool]]] = {
    "note": ((), _note),
    "note by a speaker": ((), _speech),
    "decision": ((), _decision),
    "action with owner and date": ((), _action),
    "vote 5-3-1": (("!? een voorstel",), lambda record: _votes(record) == (5, 3, 1, ())),
    "unanimous but two": (("!? een voorstel",), lambda record: _votes(record) == (7, 2, 0, ("IIJ", "RKB"))),
    "arrival": ((), _arrival),
    "next item": ((), lambda record: _current(record) == "10"),
    "jump to item 10": ((), lambda record: _current(record) == "10"),
    "hold an item over": ((), _held_over),
    "last line becomes a decision": (("text",), _decision),
    "move the last remark to item 6": (("/next", "een opmerking"), _moved),
    "undo": (("een opmerking",), _undone),
    "correct a decision's date later": (("! Wij reageren vóór 1 dec.", "een opmerking", "nog iets"), _corrected),
}


@pytest.fixture(scope="module")
def page() -> dict[str, list[Way | None]]:
    return rows()


@pytest.mark.parametrize("act", ACTS)
async def test_each_act_takes_the_keys_that_the_page_says(
    tmp_path: Path, page: dict[str, list[Way | None]], act: str
) -> None:
    before, is_there = ACTS[act]
    ours = page[act][0]
    assert ours is not None
    clock = HandClock()
    clock.now = datetime(2026, 11, 19, 13, 30, tzinfo=UTC)
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    desk = archive.open(lay_half_way(archive, "nl", clock.now))
    try:
        record = desk.running.record
        for line in before:
            done = desk.do(desk.understand(line), clock.now)
            assert done is not None
        acts = len(record.log)
        app = NotulistApp(archive, desk, clock)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert not is_there(record)
            await pilot.press(*ours.keys)
            await pilot.pause()
            assert is_there(record)
            assert len(record.log) == acts + 1
            # The act has ended: the next line can be typed.
            assert isinstance(app.focused, Capture)
            assert app.focused.value == ""
    finally:
        desk.close(5)
    assert is_there(archive.read(record.meeting.key))


def test_the_page_has_every_act_and_counts_every_way_as_it_says(page: dict[str, list[Way | None]]) -> None:
    assert list(page) == list(ACTS)
    for act, ways in page.items():
        assert len(ways) == 4
        for way in filter(None, ways):
            assert way.number == way.counted, (act, way)


def test_no_other_tool_takes_fewer_keys(page: dict[str, list[Way | None]]) -> None:
    for act, (ours, *others) in page.items():
        assert ours is not None
        assert all(ours.number <= other.number for other in others if other), act
