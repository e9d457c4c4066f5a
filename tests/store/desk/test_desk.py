"""A desk in memory: numbers that are given once, names of pieces, and acts that are taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from store.desk.desk import Desk, short
from store.desk.model import Direction, Party, Piece
from store.errors import CannotDo
from store.model import DeskSettings

NOW = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
SETTINGS = DeskSettings()


def add(desk: Desk, subject: str, direction: Direction = Direction.IN, year: int = 2027) -> Piece:
    number = desk.next_number(direction, SETTINGS, year)
    piece = Piece(id=desk.new_id(), number=number, direction=direction, at=NOW, day=date(year, 1, 5), subject=subject)
    desk.put(piece)
    assert desk.keep("register", subject, NOW)
    return piece


def test_numbers_count_by_direction_and_year() -> None:
    desk = Desk.new("or")
    given = [add(desk, "a").number, add(desk, "b").number, add(desk, "c", Direction.OUT).number]
    assert [*given, add(desk, "d", year=2028).number] == ["I-2027-001", "I-2027-002", "U-2027-001", "I-2028-001"]


def test_a_number_is_never_given_twice_also_when_its_act_was_taken_back() -> None:
    desk = Desk.new("or")
    add(desk, "a")
    add(desk, "b")
    desk.undo(NOW)
    assert desk.next_number(Direction.IN, SETTINGS, 2027) == "I-2027-003"
    again = Desk.read({**desk.tables()})
    assert again.next_number(Direction.IN, SETTINGS, 2027) == "I-2027-003"


def test_a_piece_is_called_by_its_number_in_many_ways_and_by_a_short_one() -> None:
    desk = Desk.new("or")
    old, new = add(desk, "a"), add(desk, "b", year=2028)
    assert [desk.piece(words) for words in ("I-2027-001", "i 2027 001", "i2027001")] == [old] * 3
    # The short form is the newest with that number.
    assert desk.piece("i1") == new
    assert desk.piece("i9") is None
    assert desk.piece("") is None
    assert short("I-2027-003") == "i3"


def test_acts_are_taken_back_and_brought_back_to_any_depth() -> None:
    desk = Desk.new("or")
    pieces = [add(desk, str(number)) for number in range(20)]
    for _each in pieces:
        desk.undo(NOW)
    assert desk.pieces == {}
    with pytest.raises(CannotDo):
        desk.undo(NOW)
    for _each in pieces:
        desk.redo(NOW)
    assert list(desk.pieces.values()) == pieces
    assert list(Desk.read(desk.tables()).pieces.values()) == pieces


def test_what_answers_a_piece_is_known_after_each_act_and_when_it_is_taken_back() -> None:
    desk = Desk.new("or")
    asked, answer = add(desk, "vraag"), add(desk, "antwoord", Direction.OUT)
    assert desk.answers_to(asked) == []
    linked = replace(answer, answers=asked.id)
    desk.put(linked)
    desk.keep("link", "", NOW)
    assert desk.answers_to(asked) == [linked]
    desk.undo(NOW)
    assert desk.answers_to(asked) == []


def test_a_party_is_found_by_its_key_and_by_its_address() -> None:
    desk = Desk.new("or")
    party = Party(id=desk.new_id(), key="bestuurder", name="R. Hagedoorn", email=("Directie@waterweide.example",))
    desk.put(party)
    assert desk.party(" Bestuurder ") == party
    assert desk.party_of("directie@waterweide.EXAMPLE") == party
    assert desk.party("iemand") is None
    assert desk.party_of("") is None
