"""Whatever is done in whatever order: nothing typed is lost, nothing fails without a reason, all can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.errors import CannotDo
from store.language.capture.line import Line, Verb
from store.meeting.entries import KINDS
from store.meeting.running import RunningMeeting
from store.model import Act, Kind, Method, Secrecy
from store.record.ledger import Tables
from store.record.record import Record
from store.record.references import names
from store.record.respell import spell
from store.text import clean
from tests.helpers.lines import LINES, SIGNS
from tests.helpers.meetings import AT, rows, running
from tui.cli.meetings.scribe import Typed, do_line

# What may take the text of an entry away, or put another in its place.
_REWRITES = {"mend", "delete", "amend", "undo", "redo"}

LINE = st.one_of(st.sampled_from(LINES), st.text(max_size=40), st.sampled_from(["/undo", "/redo", "/delete", "/next"]))
TEXT = LINE.map(clean).filter(bool)
WHICH = st.integers(0, 30)
STEP = st.one_of(
    st.tuples(st.just("type"), LINE),
    st.tuples(st.just("type"), LINE),
    st.tuples(st.just("scribe"), LINE),
    st.tuples(st.just("paste"), st.lists(LINE, max_size=4)),
    st.tuples(st.just("edit"), WHICH, TEXT),
    st.tuples(st.just("key"), WHICH, st.sampled_from([*SIGNS, "*", "del", "/to 2", "s/e/a/g"])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("reopen")),
)
STEPS = st.lists(STEP, max_size=15) | st.lists(STEP, min_size=15, max_size=40).map(
    lambda all: [("type", "/open"), *all]
)


class Hand:
    """Does steps in a meeting, and checks after each that nothing was lost."""

    def __init__(self) -> None:
        self.running = running()
        self.at = AT
        self.steps: dict[str, Callable[..., Act | None]] = {
            "type": self.type,
            "scribe": self.scribe,
            "paste": self.paste,
            "edit": self.edit,
            "key": self.key,
            "undo": lambda: self.run(Line(verb=Verb.UNDO, typed="/undo")),
            "redo": lambda: self.run(Line(verb=Verb.REDO, typed="/redo")),
            "reopen": self.reopen,
        }

    @property
    def record(self) -> Record:
        return self.running.record

    def do(self, step: tuple[object, ...]) -> None:
        """Does one step; what makes no sense then changes nothing."""
        self.at += timedelta(seconds=20)
        state, log = rows(self.record), self.record.log[:]
        texts = {id: entry.text for id, entry in self.record.entries.items()}
        name, *arguments = step
        try:
            act = self.steps[str(name)](*arguments)
        except CannotDo as reason:
            assert str(reason)
            assert rows(self.record) == state
            act = None
        assert self.record.log == ([*log, act] if act else log)
        if act is None:
            assert rows(self.record) == state
        elif name != "edit" and not (name == "paste" or act.verb in _REWRITES):
            assert texts == {id: entry.text for id, entry in self.record.entries.items() if id in texts}
        called = [names(self.record, entry)[0] for entry in self.record.entries.values() if entry.reference]
        assert len(called) == len(set(called))

    def run(self, line: Line) -> Act | None:
        return self.running.do(line, self.at)

    def type(self, typed: str) -> Act | None:
        line = self.running.understand(typed)
        act = self.run(line)
        if act:
            self.check_kept(line, typed, act)
        return act

    def scribe(self, typed: str) -> Act | None:
        said: list[str] = []
        before = len(self.record.entries)
        act = do_line(self.running, Typed(1, self.at, clean(typed)), lambda _typed, words: said.append(words))
        if act and said and said[-1].endswith("kept as a note."):
            assert len(self.record.entries) == before + 1
            assert [*self.record.entries.values()][-1].text == clean(typed)
        return act

    def paste(self, typed: list[str]) -> Act | None:
        before = set(self.record.entries)
        act = self.running.do_all([clean(text) for text in typed if clean(text)], self.at)
        new = [entry.text for id, entry in self.record.entries.items() if id not in before]
        for text in map(clean, typed):
            line = self.running.understand(text)
            if line.verb is Verb.NOTE and line.text and not any("s/" in other or "/" in other for other in typed):
                assert line.text in new
        return act

    def edit(self, which: int, text: str) -> Act | None:
        entries = [entry for entry in self.record.entries.values() if entry.kind is not Kind.VOTE]
        if not entries:
            return None
        entry = entries[which % len(entries)]
        line = self.running.understand(spell(replace(entry, text=text), self.running.context()))
        assert (line.verb, line.text) == (_verb(entry.kind), text)
        act = self.run(replace(line, entry=entry.id))
        edited = self.record.entries[entry.id]
        assert (edited.text, edited.kind, edited.reference) == (text, entry.kind, entry.reference)
        return act

    def key(self, which: int, pressed: str) -> Act | None:
        if not self.record.entries:
            return None
        entry = [*self.record.entries.values()][which % len(self.record.entries)]
        if pressed in SIGNS:
            return self.run(Line(verb=SIGNS[pressed], typed=pressed, entry=entry.id))
        if pressed == "*":
            return self.run(Line(verb=Verb.SECRET, typed="*", last=True, secrecy=Secrecy(), entry=entry.id))
        if pressed == "del":
            return self.run(Line(verb=Verb.DELETE, typed="/delete", entry=entry.id))
        return self.run(replace(self.running.understand(pressed), entry=entry.id))

    def reopen(self) -> None:
        self.running = RunningMeeting(Record(_on_disk(self.record)))

    def check_kept(self, line: Line, typed: str, act: Act) -> None:
        """That an act that writes something down has it in the record, and that the log has the line."""
        if line.verb in KINDS and line.text:
            newest = [*self.record.entries.values()][-1]
            assert (newest.text, newest.speaker) == (line.text, line.speaker)
            assert line.text in clean(typed)
            if line.verb is Verb.NOTE and not line.speaker and not typed.strip().startswith(("\\", "#")):
                assert newest.text == clean(typed)
        if line.vote is None or line.vote.method is not Method.SECRET:
            assert act.line == clean(typed)


def _verb(kind: Kind) -> Verb:
    return next(verb for verb, of in KINDS.items() if of is kind)


def _on_disk(record: Record) -> Tables:
    plain = json.loads(json.dumps(record.tables()))
    return {name: {int(id): raw for id, raw in table.items()} for name, table in plain.items()}


@given(STEPS)
def test_nothing_is_lost_and_all_of_it_can_be_undone(steps: list[tuple[object, ...]]) -> None:
    hand = Hand()
    start = rows(hand.record)
    for step in steps:
        hand.do(step)
    end = rows(hand.record)
    undone = 0
    with pytest.raises(CannotDo, match="nothing left to undo"):
        while hand.record.undo(AT):
            undone += 1
    assert rows(hand.record) == start
    for _each in range(undone):
        hand.record.redo(AT)
    assert rows(hand.record) == end


@given(STEPS)
def test_a_reference_stands_for_one_entry_for_good(steps: list[tuple[object, ...]]) -> None:
    hand = Hand()
    for step in steps:
        hand.do(step)
    owners: dict[str, set[int]] = {}
    undone: set[int | None] = set()
    for act in hand.record.log:
        undone = (undone | {act.undoes}) - {act.redoes}
    for act in hand.record.log:
        # What was taken back at last was not there.
        if act.undoes or act.redoes or act.number in undone:
            continue
        for change in act.changes:
            if change.table == "entries" and change.after and (reference := change.after.get("reference")):
                owners.setdefault(str(reference), set()).add(change.id)
    assert all(len(ids) == 1 for ids in owners.values()), owners
