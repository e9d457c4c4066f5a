"""The record: undo and redo at any depth, ids that are never given twice, a log that only grows."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import CannotDo
from store.meeting.running import RunningMeeting
from store.model import Act
from store.record.ledger import Tables
from store.record.record import Record
from tests.helpers.lines import LINES
from tests.helpers.meetings import AT, KEY, archive_with_meeting, keep_lines, rows, running, texts, type_line

REOPEN = "(reopen)"
LINE = st.one_of(st.sampled_from(LINES), st.sampled_from(LINES), st.text(max_size=40), st.just(REOPEN))
typed = st.lists(LINE, max_size=20) | st.lists(LINE, min_size=30, max_size=60).map(lambda lines: ["/open", *lines])


def on_disk(record: Record) -> Tables:
    """The tables as JSON would bring them back."""
    plain = json.loads(json.dumps(record.tables()))
    return {name: {int(id): raw for id, raw in table.items()} for name, table in plain.items()}


def play(meeting: RunningMeeting, lines: list[str]) -> RunningMeeting:
    """Types `lines`; commands that make no sense are left out."""
    for number, line in enumerate(lines):
        if line == REOPEN:
            meeting = RunningMeeting(Record(on_disk(meeting.record)))
            continue
        before = meeting.record.log[:]
        state = rows(meeting.record)
        try:
            act = meeting.do(meeting.understand(line), AT + timedelta(seconds=20 * number))
        except CannotDo:
            assert rows(meeting.record) == state, line
            act = None
        assert meeting.record.log == (before if act is None else [*before, act]), line
    return meeting


@given(typed)
def test_whatever_is_typed_can_be_undone_and_redone(lines: list[str]) -> None:
    meeting = running()
    start = rows(meeting.record)
    meeting = play(meeting, lines)
    end, log = rows(meeting.record), meeting.record.log[:]
    record, undone = meeting.record, 0
    while _can(record.undo):
        undone += 1
    assert rows(record) == start
    record = Record(on_disk(record))
    for _time in range(undone):
        record.redo(AT)
    assert rows(record) == end
    assert record.log[: len(log)] == log


@given(typed)
def test_ids_are_never_given_twice(lines: list[str]) -> None:
    meeting = running()
    used = {(table, id) for table, of in meeting.record.raw.items() for id in of}
    ids = {id for _table, id in used if _table != "meeting"}
    meeting = play(meeting, lines)
    for act in meeting.record.log:
        if act.undoes is None and act.redoes is None:
            new = {change.id for change in act.changes if change.before is None}
            assert not new & ids, act.line
            ids |= new
    numbers = [act.number for act in meeting.record.log]
    assert numbers == list(range(1, len(numbers) + 1))


@given(typed)
def test_what_is_written_and_read_again_is_equal(lines: list[str]) -> None:
    record = play(running(), lines).record
    again = Record(on_disk(record))
    assert again.tables() == record.tables()
    assert again.found == []
    assert (again.meeting, again.items, again.attendance, again.entries) == (
        record.meeting,
        record.items,
        record.attendance,
        record.entries,
    )
    assert list(again.entries) == list(record.entries)
    assert again.log == record.log
    for step in ("undo", "redo"):
        assert _try(again, step) == _try(record, step)


def _can(step: object) -> bool:
    assert callable(step)
    try:
        step(AT)
    except CannotDo:
        return False
    return True


def _try(record: Record, step: str) -> Act | None:
    try:
        act: Act = getattr(record, step)(AT)
    except CannotDo:
        return None
    return act


def test_undo_and_redo_step_by_step() -> None:
    meeting = running()
    states = [rows(meeting.record)]
    for line in ["/open", "een", "! twee", "= 3-1", "s/twee/drie/", "/next", "/close"]:
        type_line(meeting, line)
        states.append(rows(meeting.record))
    for state in reversed(states[:-1]):
        meeting.record.undo(AT)
        assert rows(meeting.record) == state
    for state in states[1:]:
        meeting.record.redo(AT)
        assert rows(meeting.record) == state
    with pytest.raises(CannotDo, match="nothing to redo"):
        meeting.record.redo(AT)


def test_a_new_act_ends_what_could_be_redone() -> None:
    meeting = running()
    for line in ["een", "twee", "/undo", "drie"]:
        type_line(meeting, line)
    with pytest.raises(CannotDo):
        meeting.record.redo(AT)
    assert texts(meeting.record) == ["een", "drie"]


def test_undo_and_redo_walk_on_after_reopening(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    lines = ["/open", "een", "twee", "! drie", "/next"]
    states = []
    for line in lines:
        desk = archive.open(KEY)
        states.append(rows(desk.running.record))
        keep_lines(desk, line)
        desk.close()
    end = rows(archive.read(KEY))
    for state in reversed(states):
        desk = archive.open(KEY)
        keep_lines(desk, "/undo")
        desk.close()
        assert rows(archive.read(KEY)) == state
    desk = archive.open(KEY)
    with pytest.raises(CannotDo):
        type_line(desk.running, "/undo")
    keep_lines(desk, *["/redo"] * len(lines))
    desk.close()
    record = archive.read(KEY)
    assert rows(record) == end
    assert [act.verb for act in record.log] == [
        "open",
        "note",
        "note",
        "decision",
        "next",
        *["undo"] * 5,
        *["redo"] * 5,
    ]


def test_entries_that_come_back_stand_where_they_stood() -> None:
    meeting = running()
    for line in ["een", "twee", "drie", "/undo", "/undo", "/redo", "/redo"]:
        type_line(meeting, line)
    assert texts(meeting.record) == ["een", "twee", "drie"]


def test_an_undone_id_is_not_given_again_after_reopening(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    desk = archive.open(KEY)
    keep_lines(desk, "een", "/undo")
    gone = desk.running.record.log[0].changes[0].id
    desk.close()
    desk = archive.open(KEY)
    keep_lines(desk, "twee")
    desk.close()
    assert list(archive.read(KEY).entries) == [gone + 1]
