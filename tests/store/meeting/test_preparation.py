"""Preparing an agenda: what each act does, that it can be undone, and how items are numbered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.errors import CannotDo
from store.meeting.preparation import (
    Preparation,
    add_item,
    change_item,
    change_meeting,
    delete_item,
    length,
    move_item,
    nest_item,
    number_below,
    numbers,
    roll_change,
    set_roll,
    starts,
    total,
)
from store.model import AgendaItem, Document, Meeting, Person, Role
from store.record.record import Record
from tests.helpers.meetings import AT, BODY, planned, rows, running, type_line


def preparation() -> Preparation:
    return Preparation(running().record)


def agenda(record: Record) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in record.agenda()]


def do(preparation: Preparation, change: Callable[[Record], object]) -> None:
    assert preparation.do("test", "typed", AT, change)


def item(title: str, number: str = "", depth: int = 0, **fields: object) -> AgendaItem:
    return replace(AgendaItem(id=0, number=number, title=title, depth=depth), **fields)


def refuses(preparation: Preparation, change: Callable[[Record], object]) -> str:
    before, acts = rows(preparation.record), len(preparation.record.log)
    with pytest.raises(CannotDo) as refusal:
        preparation.do("test", "", AT, change)
    assert rows(preparation.record) == before
    assert len(preparation.record.log) == acts
    return str(refusal.value)


def test_a_new_item_comes_below_the_chosen_one_and_all_are_counted_anew() -> None:
    prepared = preparation()
    assert number_below(prepared.record, 2) == "3"
    do(prepared, lambda record: add_item(record, item("Begroting", planned_minutes=20), 2))
    assert agenda(prepared.record) == [
        ("1", "Opening"),
        ("2", "Mededelingen"),
        ("3", "Begroting"),
        ("4", "Thuiswerkregeling"),
        ("5", "Rondvraag"),
    ]
    assert prepared.meeting.order == prepared.meeting.agenda
    do(prepared, lambda record: add_item(record, item("Welkom"), None))
    assert agenda(prepared.record)[:2] == [("1", "Welkom"), ("2", "Opening")]
    assert number_below(prepared.record, None) == "1"


def test_parts_are_numbered_below_their_item_and_go_with_it() -> None:
    prepared = preparation()
    do(prepared, lambda record: nest_item(record, 3, 1))
    assert [number for number, _title in agenda(prepared.record)] == ["1", "2", "2.1", "3"]
    do(prepared, lambda record: add_item(record, item("Nog een"), 2))
    assert [number for number, _title in agenda(prepared.record)] == ["1", "2", "2.1", "3", "4"]
    do(prepared, lambda record: add_item(record, item("Deel"), 3))
    assert agenda(prepared.record)[3] == ("2.2", "Deel")
    do(prepared, lambda record: move_item(record, 2, -1))
    assert agenda(prepared.record)[:4] == [
        ("1", "Mededelingen"),
        ("1.1", "Thuiswerkregeling"),
        ("1.2", "Deel"),
        ("2", "Opening"),
    ]
    do(prepared, lambda record: move_item(record, 3, 1))
    assert agenda(prepared.record)[1:3] == [("1.1", "Deel"), ("1.2", "Thuiswerkregeling")]
    do(prepared, lambda record: delete_item(record, 2))
    assert agenda(prepared.record) == [("1", "Opening"), ("2", "Nog een"), ("3", "Rondvraag")]


def test_what_cannot_be_moved_or_nested_is_refused_in_one_line() -> None:
    prepared = preparation()
    assert "first" in refuses(prepared, lambda record: move_item(record, 1, -1))
    assert "last" in refuses(prepared, lambda record: move_item(record, 4, 1))
    assert "above" in refuses(prepared, lambda record: nest_item(record, 1, 1))
    assert "no part" in refuses(prepared, lambda record: nest_item(record, 2, -1))
    do(prepared, lambda record: nest_item(record, 2, 1))
    assert "above" in refuses(prepared, lambda record: nest_item(record, 2, 1))
    assert "first" in refuses(prepared, lambda record: move_item(record, 2, -1))
    assert "last" in refuses(prepared, lambda record: move_item(record, 2, 1))
    assert "title" in refuses(prepared, lambda record: change_item(record, 1, title=""))
    assert "title" in refuses(prepared, lambda record: change_meeting(record, title=""))
    assert "any more" in refuses(prepared, lambda record: delete_item(record, 99))


def test_a_letter_behind_a_number_stays_behind_the_number_it_was_put_behind() -> None:
    lettered = [item("a", "1"), item("b", "8"), item("c", "8a"), item("d", "8b"), item("e", "8b.1", 1), item("f", "9")]
    assert numbers(lettered) == ["1", "2", "2a", "2b", "2b.1", "3"]
    assert numbers([item("c", "8a"), item("d", "2")]) == ["1", "2"]
    assert numbers([item("x", "1", 2), item("y", "2", 1)]) == ["1", "1.1"]


def test_documents_and_guests_follow_the_number() -> None:
    prepared = preparation()
    type_line(running(), "een regel")
    who = next(iter(prepared.record.attendance.values()))

    def lay(record: Record) -> None:
        change_item(
            record, 3, documents=(Document(label="3a", title="begroting"), Document(label="12", title="twaalf"))
        )
        record.put(replace(who, items=("3", "4")))

    do(prepared, lay)
    do(prepared, lambda record: move_item(record, 3, -1))
    assert [document.label for document in prepared.record.items[3].documents] == ["2a", "12"]
    assert prepared.record.attendance[who.id].items == ("2", "4")
    do(prepared, lambda record: delete_item(record, 3))
    assert prepared.record.attendance[who.id].items == ("3",)


def test_times_and_totals_follow_from_the_planned_minutes() -> None:
    prepared = preparation()
    do(prepared, lambda record: change_item(record, 1, planned_minutes=45))
    do(prepared, lambda record: change_item(record, 2, planned_minutes=None))
    assert starts(prepared.record) == {1: time(13, 30), 2: time(14, 15), 3: time(14, 15), 4: time(14, 25)}
    assert total(prepared.record) == 65
    assert length(prepared.meeting) == 120
    do(prepared, lambda record: change_meeting(record, start=time(23, 0), end=time(1, 0)))
    assert starts(prepared.record)[4] == time(23, 55)
    assert length(prepared.meeting) == 120
    do(prepared, lambda record: change_meeting(record, start=None))
    assert starts(prepared.record) == {}
    assert length(prepared.meeting) is None


def test_the_head_of_the_meeting_is_changed_and_brought_back() -> None:
    prepared = preparation()
    start = rows(prepared.record)
    do(
        prepared,
        lambda record: change_meeting(
            record, title="Extra vergadering", number="2026-09x", date=date(2026, 9, 18), place="Zaal 2"
        ),
    )
    meeting = prepared.meeting
    assert (meeting.title, meeting.number, meeting.place) == ("Extra vergadering", "2026-09x", "Zaal 2")
    assert preparation().do("test", "", AT, lambda record: change_meeting(record, place="")) is None
    prepared.undo(AT)
    assert rows(prepared.record) == start
    prepared.redo(AT)
    assert prepared.meeting == meeting


def test_a_meeting_that_has_begun_keeps_its_numbers() -> None:
    sitting = running()
    type_line(sitting, "/open")
    type_line(sitting, "een notitie")
    prepared = Preparation(sitting.record)
    do(prepared, lambda record: change_item(record, 3, planned_minutes=5))
    assert number_below(prepared.record, 2) == "2a"
    do(prepared, lambda record: add_item(record, item("Ingelast"), 2))
    assert [number for number, _title in agenda(prepared.record)] == ["1", "2", "2a", "3", "4"]
    assert "begun" in refuses(prepared, lambda record: move_item(record, 3, -1))
    assert "begun" in refuses(prepared, lambda record: nest_item(record, 3, 1))
    assert "begun" in refuses(prepared, lambda record: change_meeting(record, date=date(2026, 9, 18)))
    assert "treated" in refuses(prepared, lambda record: delete_item(record, 1))
    do(prepared, lambda record: delete_item(record, 3))
    assert [number for number, _title in agenda(prepared.record)] == ["1", "2", "2a", "4"]


def test_another_order_than_the_agendas_is_kept_but_for_what_is_new() -> None:
    sitting = running()
    type_line(sitting, "/move 4 before 2")
    prepared = Preparation(sitting.record)
    do(prepared, lambda record: add_item(record, item("Nieuw"), 4))
    assert [item.title for item in prepared.record.order()][1:3] == ["Rondvraag", "Nieuw"]
    do(prepared, lambda record: delete_item(record, 1))
    assert prepared.record.order()[0].title == "Rondvraag"


def test_what_was_written_under_an_item_keeps_it_on_the_agenda() -> None:
    sitting = running()
    type_line(sitting, "een notitie vooraf")
    type_line(sitting, "/to 3")
    prepared = Preparation(sitting.record)
    assert "written" in refuses(prepared, lambda record: delete_item(record, 3))


@pytest.mark.parametrize("end", [["/open", "/close"], ["/open", "/close", "/approve"]])
def test_a_meeting_that_was_held_is_not_prepared(end: list[str]) -> None:
    sitting = running()
    for line in end[:2]:
        type_line(sitting, line)
    if len(end) == 3:
        sitting.record.put(replace(sitting.meeting, status=type(sitting.meeting.status).APPROVED))
        sitting.record.keep("approve", "", AT)
    prepared = Preparation(sitting.record)
    for act in (prepared.undo, prepared.redo):
        with pytest.raises(CannotDo):
            act(AT)
    refuses(prepared, lambda record: change_item(record, 1, title="anders"))


def test_an_item_that_cannot_be_read_stays_on_the_agenda() -> None:
    meeting, items, roll = planned()
    tables = Record.new(meeting, items, roll).tables()
    tables["items"][2]["title"] = 3
    prepared = Preparation(Record.read(json.loads(json.dumps(tables), object_hook=_whole_keys)))
    do(prepared, lambda record: move_item(record, 4, -1))
    assert agenda(prepared.record) == [("1", "Opening"), ("2", "Rondvraag"), ("3", "Thuiswerkregeling")]
    assert set(prepared.meeting.agenda) == {1, 2, 3, 4}


def _whole_keys(pairs: dict[str, object]) -> dict[str | int, object]:
    return {int(key) if key.isdecimal() else key: value for key, value in pairs.items()}


# Whatever is done


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "top", "delete", "up", "down", "nest", "out", "change", "head", "undo", "redo"]),
        st.integers(0, 30),
        st.text(max_size=5),
    ),
    max_size=40,
)


def play(prepared: Preparation, name: str, which: int, text: str) -> None:
    record = prepared.record
    ids = record.meeting.agenda
    id = ids[which % len(ids)] if ids else 0
    changes: dict[str, Callable[[Record], object]] = {
        "add": lambda record: add_item(record, item(text, "3a" if which % 5 == 0 else "9"), id),
        "top": lambda record: add_item(record, item(text), None),
        "delete": lambda record: delete_item(record, id),
        "up": lambda record: move_item(record, id, -1),
        "down": lambda record: move_item(record, id, 1),
        "nest": lambda record: nest_item(record, id, 1),
        "out": lambda record: nest_item(record, id, -1),
        "change": lambda record: change_item(
            record, id, title=text, planned_minutes=which, documents=(Document(label=f"{which % 4}a", title=text),)
        ),
        "head": lambda record: change_meeting(record, title=text, place=text, number=str(which)),
    }
    if name in changes:
        prepared.do(name, text, AT, changes[name])
    else:
        (prepared.undo if name == "undo" else prepared.redo)(AT)


def check(record: Record, meeting: Meeting) -> None:
    found = [item.number for item in record.agenda()]
    assert len(set(found)) == len(found)
    assert set(meeting.agenda) == set(meeting.order) == set(record.items)
    depths = [item.depth for item in record.agenda()]
    assert all(depth <= before + 1 for before, depth in zip([-1, *depths], depths, strict=False))


@given(ACTS)
def test_whatever_is_prepared_can_be_undone_and_numbers_stay_unique(acts: list[tuple[str, int, str]]) -> None:
    prepared = preparation()
    start, states = rows(prepared.record), []
    for name, which, text in acts:
        before = rows(prepared.record)
        try:
            play(prepared, name, which, text)
        except CannotDo:
            assert rows(prepared.record) == before
        check(prepared.record, prepared.meeting)
    # Over a restart: from the documents as they would be on disk.
    again = Preparation(Record.read(prepared.record.tables()))
    while True:
        states.append(rows(again.record))
        try:
            again.undo(AT)
        except CannotDo:
            break
    assert rows(again.record) == start
    for state in reversed(states[:-1]):
        again.redo(AT)
        assert rows(again.record) == state


# The roll


def test_the_roll_of_a_planned_meeting_follows_the_body() -> None:
    prepared = preparation()
    day = prepared.meeting.date
    ends = {"KP": day - timedelta(days=1), "AB": day}
    body = replace(
        BODY,
        people=(
            *(replace(who, until=ends.get(who.handle)) for who in BODY.people),
            Person(handle="NN", name="Nora Nas"),
            Person(handle="LT", name="Later", since=day + timedelta(days=1)),
            Person(handle="GA", name="Gast", role=Role.GUEST),
        ),
    )
    assert not roll_change(prepared.record, BODY)
    change = roll_change(prepared.record, body)
    # Who is of the body until and with that day is still of it.
    assert str(change) == "– KP, + NN"
    do(prepared, lambda record: set_roll(record, body))
    assert [who.handle for who in prepared.record.attendance.values()] == ["HdV", "AB", "SvdM", "LG", "NN"]
    assert "as the body is" in refuses(prepared, lambda record: set_roll(record, body))
    prepared.undo(AT)
    assert str(roll_change(prepared.record, body)) == "– KP, + NN"


def test_the_roll_knows_who_got_other_initials_and_leaves_a_meeting_that_began_alone() -> None:
    meeting = running()
    people = tuple(replace(who, handle="KPo", former=("KP",)) if who.handle == "KP" else who for who in BODY.people)
    assert not roll_change(meeting.record, replace(BODY, people=people))
    gone = replace(BODY, people=tuple(replace(who, until=date(2026, 1, 1)) for who in BODY.people))
    assert len(roll_change(meeting.record, gone).gone) == 5
    type_line(meeting, "/open")
    assert not roll_change(meeting.record, gone)
