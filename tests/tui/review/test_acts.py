"""Going through a closed meeting: split, joined, moved, filled up; no word is lost, and all can be undone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.formats.markdown import write_markdown
from store.errors import CannotDo
from store.language.capture.line import Line, Verb
from store.meeting.revision import Revision
from store.model import Audience, Entry, Kind, Majority, MeetingStatus, Outcome, Rules, Secrecy
from store.record.record import Record
from tests.helpers.council import ITEMS, Sitting, opened
from tests.helpers.lines import SIGNS
from tests.helpers.meetings import rows


def closed(*lines: str, prepared: str = "", rules: Rules | None = None) -> tuple[Sitting, Revision]:
    """A closed meeting in which `lines` were typed under item 1, and its revision."""
    items = tuple(replace(item, prepared_text=prepared) if item.number == "1" else item for item in ITEMS)
    sitting = Sitting(items=items, rules=rules)
    sitting.type("/open", "/present allen", *lines, "/close")
    revision = Revision(sitting.record)
    revision.item = 1
    return sitting, revision


def texts(revision: Revision, item: int | None = 1) -> list[str]:
    return [entry.text for entry in revision.record.entries_of(item)]


def of(revision: Revision, text: str) -> Entry:
    return next(entry for entry in revision.record.entries.values() if entry.text == text)


def test_what_is_joined_changes_no_row_besides_those_two() -> None:
    sitting, revision = closed("een", "twee", "drie", "vier")
    # As another version may have written it, with a field that has nothing in it.
    revision.record.raw["entries"][of(revision, "vier").id]["minority"] = []
    ids = {of(revision, text).id for text in ("een", "twee")}
    act = revision.join(of(revision, "een").id, sitting.now)
    assert act is not None
    assert {change.id for change in act.changes} == ids


def test_one_becomes_three_of_its_kind_each_with_a_number() -> None:
    sitting, revision = closed("begin", "@bvdb een en twee en drie > vrijdag", "eind")
    action = of(revision, "een en twee en drie")
    act = revision.split(action.id, ["een", " twee ", "", "drie"], sitting.now)
    assert act is not None
    assert act.verb == "split"
    assert texts(revision) == ["begin", "een", "twee", "drie", "eind"]
    parts = [of(revision, text) for text in ("een", "twee", "drie")]
    assert [part.reference for part in parts] == ["A 2027-03-01", "A 2027-03-02", "A 2027-03-03"]
    assert {(part.owners, part.due, part.at) for part in parts} == {(("BvdB",), action.due, action.at)}
    with pytest.raises(CannotDo):
        revision.split(action.id, ["alles"], sitting.now)
    revision.do(Line(verb=Verb.UNDO, typed="/undo"), sitting.now)
    assert texts(revision) == ["begin", "een en twee en drie", "eind"]


def test_two_become_one_where_nothing_is_lost_by_it() -> None:
    sitting, revision = closed("bvdb: een", "twee.", "drie", "jth: vier", "! vijf", "@bvdb zes", "@jth zeven > vrijdag")
    revision.join(of(revision, "een").id, sitting.now)
    revision.join(of(revision, "een; twee.").id, sitting.now)
    joined = of(revision, "een; twee. drie")
    assert joined.speaker == "BvdB"
    for text in ("een; twee. drie", "vier", "vijf", "zeven"):
        before = rows(revision.record)
        with pytest.raises(CannotDo):
            revision.join(of(revision, text).id, sitting.now)
        assert rows(revision.record) == before
    revision.join(of(revision, "zes").id, sitting.now)
    action = of(revision, "zes; zeven")
    assert action.owners == ("BvdB", "JtH")
    assert action.due is not None


@pytest.mark.parametrize("line", ["= unaniem", "/geheim laatste", "/minority mia te duur"])
def test_what_belongs_to_the_second_is_never_lost_by_joining(line: str) -> None:
    sitting, revision = closed("! een", "! twee", line)
    with pytest.raises(CannotDo, match="would be lost"):
        revision.join(of(revision, "een").id, sitting.now)


def test_an_entry_goes_up_and_down_and_the_minutes_with_it() -> None:
    sitting, revision = closed("een", "twee", "drie")
    revision.move(of(revision, "drie").id, -1, sitting.now)
    revision.move(of(revision, "drie").id, -1, sitting.now)
    revision.move(of(revision, "een").id, 1, sitting.now)
    assert texts(revision) == ["drie", "twee", "een"]
    document = write_markdown(minutes(redacted(revision.record, Audience.FULL)))
    assert document.index("drie") < document.index("twee") < document.index("een")
    for text, by in (("drie", -1), ("een", 1)):
        with pytest.raises(CannotDo, match="first or the last"):
            revision.move(of(revision, text).id, by, sitting.now)
    # Filed elsewhere it stands there by its age again.
    revision.do(replace(revision.understand("/to 2"), entry=of(revision, "drie").id), sitting.now)
    revision.do(replace(revision.understand("/to 2"), entry=of(revision, "een").id), sitting.now)
    assert texts(revision, 2) == ["een", "drie"]


def test_what_is_outside_the_agenda_moves_too() -> None:
    sitting = Sitting()
    sitting.type("vooraf een", "vooraf twee", "/open", "/close")
    revision = Revision(sitting.record)
    revision.move(of(revision, "vooraf twee").id, -1, sitting.now)
    document = write_markdown(minutes(redacted(revision.record, Audience.FULL)))
    assert document.index("vooraf twee") < document.index("vooraf een")


def test_new_lines_come_behind_the_entry_under_the_cursor() -> None:
    sitting, revision = closed("een", "vier")
    revision.after = of(revision, "een").id
    for line in ("twee", "! drie"):
        revision.do(revision.understand(line), sitting.now)
    assert texts(revision) == ["een", "twee", "drie", "vier"]
    assert of(revision, "drie").reference == "B 2027-03-01"
    revision.after = None
    revision.do_all(["vijf", "/naar 99", "zes"], sitting.now)
    assert texts(revision)[4:] == ["vijf", "/naar 99", "zes"]
    revision.item, revision.after = 3, of(revision, "een").id
    revision.do(revision.understand("elders"), sitting.now)
    assert texts(revision, 3) == ["elders"]
    assert revision.meeting.current is None
    assert revision.meeting.status is MeetingStatus.DRAFT


def test_between_two_there_is_always_room() -> None:
    sitting, revision = closed("begin", "eind")
    expected = ["begin"]
    for number in range(120):
        revision.after = of(revision, "begin").id
        revision.do(revision.understand(f"regel {number}"), sitting.now)
        expected.insert(1, f"regel {number}")
    assert texts(revision) == [*expected, "eind"]
    revision.after = None
    revision.do(revision.understand("slot"), sitting.now)
    assert texts(revision)[-1] == "slot"


def test_a_vote_after_the_fact_counts_who_was_there_then() -> None:
    sitting, revision = closed("!? wij doen dit", "/out jth", rules=Rules(majority=Majority.PRESENT))
    assert "JtH" not in (revision.context().voters or ())
    assert revision.context().present == 10
    revision.do(revision.understand("= 5-0-5"), sitting.now)
    assert of(revision, "wij doen dit").outcome is Outcome.REJECTED
    revision.do(revision.understand("= 6-4"), sitting.now)
    decision = of(revision, "wij doen dit")
    assert (decision.kind, decision.outcome) == (Kind.DECISION, Outcome.ADOPTED)


def test_who_is_put_on_the_roll_afterwards_was_there_all_the_time() -> None:
    sitting = opened(present=("RvdL", "BvdB"))
    sitting.type("/out bvdb", "/close")
    revision = Revision(sitting.record)
    gone = sitting.who("BvdB")
    revision.do(revision.understand("/present jth bvdb"), sitting.now)
    assert sitting.who("BvdB") == gone
    [there] = sitting.who("JtH").presence
    assert (there.start, there.end) == (sitting.meeting.opened, sitting.meeting.closed)
    with pytest.raises(CannotDo):
        revision.do(revision.understand("/in mia"), sitting.now)


def test_prepared_text_is_written_down_or_taken_away_line_by_line() -> None:
    sitting, revision = closed(prepared="! De eerste zin.\nDe tweede zin.\nDe derde.")
    revision.take(1, 0, "! De aller eerste zin.", sitting.now)
    revision.drop_prepared(1, 1, sitting.now)
    assert [(entry.kind, entry.text) for entry in sitting.entries()] == [(Kind.DECISION, "De aller eerste zin.")]
    assert sitting.item("1").prepared_text == "De tweede zin."
    with pytest.raises(CannotDo):
        revision.drop_prepared(1, 1, sitting.now)
    with pytest.raises(CannotDo):
        revision.take(1, 1, "te ver", sitting.now)
    with pytest.raises(CannotDo, match="Prepared text becomes"):
        revision.take(1, 0, "/present mia", sitting.now)
    revision.do(Line(verb=Verb.UNDO, typed="/undo"), sitting.now)
    revision.do(Line(verb=Verb.UNDO, typed="/undo"), sitting.now)
    assert sitting.item("1").prepared_text == "! De eerste zin.\nDe tweede zin.\nDe derde."
    assert sitting.entries() == []


def test_the_closing_is_not_taken_back_here_and_approved_minutes_refuse_everything() -> None:
    sitting, revision = closed("een", "twee")
    with pytest.raises(CannotDo, match="live screen"):
        revision.do(Line(verb=Verb.UNDO, typed="/undo"), sitting.now)
    revision.record.put(replace(revision.meeting, status=MeetingStatus.APPROVED))
    revision.record.keep("approve", "", sitting.now)
    before = rows(revision.record)
    entry = of(revision, "een").id
    acts: list[Callable[[], object]] = [
        lambda: revision.split(entry, ["a", "b"], sitting.now),
        lambda: revision.join(entry, sitting.now),
        lambda: revision.move(entry, 1, sitting.now),
        lambda: revision.correct(entry, "een", "één", sitting.now),
        lambda: revision.drop_prepared(1, 0, sitting.now),
        lambda: revision.do(revision.understand("nog iets"), sitting.now),
        lambda: revision.do_all(["nog iets"], sitting.now),
    ]
    for act in acts:
        with pytest.raises(CannotDo, match="approved"):
            act()
    assert rows(revision.record) == before


WORD = st.sampled_from("brief; nota. Benali rooster wij? doen dit niet".split())
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
WHICH = st.integers(0, 30)
STEP = st.one_of(
    st.tuples(st.just("split"), WHICH, st.integers(1, 4)),
    st.tuples(st.just("join"), WHICH),
    st.tuples(st.just("move"), WHICH, st.sampled_from([-1, 1])),
    st.tuples(st.just("file"), WHICH, st.sampled_from("1234")),
    st.tuples(st.just("kind"), WHICH, st.sampled_from(list(SIGNS))),
    st.tuples(st.just("secret"), WHICH),
    st.tuples(st.just("new"), WHICH, st.tuples(st.sampled_from(["", "! ", "@bvdb ", "? "]), TEXT).map("".join)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("reopen")),
)
LINES = [
    "een twee drie",
    "! wij doen dit. En dat",
    "= unaniem",
    "@bvdb brief sturen > vrijdag",
    "bvdb: ik zeg iets",
    "?",
]


class Hand:
    """Does steps in a review, and checks after each that no word was lost."""

    def __init__(self) -> None:
        self.sitting, self.revision = closed(*LINES, "/next", *LINES, "/next", "slot")

    def words(self) -> Counter[str]:
        texts = (entry.text for entry in self.revision.record.entries.values())
        return Counter(word for text in texts for word in re.findall(r"\w+", text))

    def do(self, step: tuple[object, ...]) -> None:
        record = self.revision.record
        before, state, acts = self.words(), rows(record), len(record.log)
        name, *arguments = step
        added: Counter[str] = Counter()
        try:
            if name in ("undo", "redo"):
                self.revision.do(Line(verb=Verb(str(name)), typed=f"/{name}"), self.sitting.now)
                return
            added = self.step(str(name), arguments)
        except CannotDo as reason:
            assert str(reason)
            assert rows(record) == state
            assert len(record.log) == acts
            return
        assert self.words() == before + added
        assert len(self.revision.record.log) <= acts + 1

    def step(self, name: str, arguments: list[object]) -> Counter[str]:
        revision, now = self.revision, self.sitting.now
        if name == "reopen":
            tables = json.loads(json.dumps(revision.record.tables()))
            tables = {table: {int(id): row for id, row in each.items()} for table, each in tables.items()}
            orders = {item: texts(revision, item) for item in revision.record.items}
            self.revision = Revision(Record(tables))
            assert orders == {item: texts(self.revision, item) for item in orders}
            return Counter()
        which, *more = arguments
        assert isinstance(which, int)
        entry = [*revision.record.entries.values()][which % len(revision.record.entries)]
        if name == "split":
            words = entry.text.split(" ")
            revision.split(entry.id, [" ".join(words[: int(str(more[0]))]), " ".join(words[int(str(more[0])) :])], now)
        elif name == "join":
            revision.join(entry.id, now)
        elif name == "move":
            order = texts(revision, entry.item)
            revision.move(entry.id, int(str(more[0])), now)
            assert Counter(texts(revision, entry.item)) == Counter(order)
        elif name == "file":
            revision.do(replace(revision.understand(f"/to {more[0]}"), entry=entry.id), now)
        elif name == "kind":
            revision.do(Line(verb=SIGNS[str(more[0])], typed=str(more[0]), entry=entry.id), now)
        elif name == "secret":
            revision.do(
                Line(verb=Verb.SECRET, typed="*", last=True, secrecy=Secrecy(), entry=entry.id), now + timedelta(days=1)
            )
        else:
            revision.item, revision.after = entry.item, entry.id
            line = revision.understand(str(more[0]))
            act = revision.do(line, now)
            assert act is not None
            there = [one.id for one in revision.record.entries_of(entry.item)]
            assert there.index(max(there)) == there.index(entry.id) + 1
            return Counter(re.findall(r"\w+", line.text))
        return Counter()


@given(st.lists(STEP, max_size=25))
def test_whatever_is_done_no_word_is_lost_and_all_of_it_can_be_undone(steps: list[tuple[object, ...]]) -> None:
    hand = Hand()
    start = rows(hand.revision.record)
    for step in steps:
        hand.do(step)
    while True:
        try:
            hand.revision.do(Line(verb=Verb.UNDO, typed="/undo"), hand.sitting.now)
        except CannotDo as reason:
            assert "live screen" in str(reason)
            break
    assert rows(hand.revision.record) == start
