"""What a keyboard makes of a `~` before a letter is read as the sign that was meant."""

from __future__ import annotations

from datetime import date

from store.language.capture.grammar import understand
from store.language.capture.line import Context
from store.language.day_phrases import Calendar
from store.language.dead_keys import signs_meant
from store.language.people import People
from store.model import Attendee, Role
from tests.helpers.tables import each_row

NAMES = {"NB": "Noor Bakker", "JTH": "Jan ter Horst", "AK": "Anna Kok", "OV": "Olga Vos", "ÑU": "Ñusta Quispe"}
PEOPLE = People([Attendee(id=at, handle=each, name=NAMES[each], role=Role.MEMBER) for at, each in enumerate(NAMES)])
CONTEXT = Context(calendar=Calendar(on=date(2026, 11, 19)), people=PEOPLE, voters=tuple(NAMES))


@each_row(
    "typed, abstained",
    [
        ("= unaniem ñb", ("NB",)),
        ("= unaniem ñb", ("NB",)),
        ("= unaniem ãk", ("AK",)),
        ("= unaniem õv", ("OV",)),
        ("= unaniem ˜jth", ("JTH",)),
        ("= unaniem ∼jth", ("JTH",)),
        ("= +ak +jth ñb õv", ("NB", "OV")),
    ],
)
def test_a_vote_by_name(typed: str, abstained: tuple[str, ...]) -> None:
    vote = understand(typed, CONTEXT).vote
    assert vote is not None
    assert vote.names_abstained == abstained


def test_a_name_with_such_a_letter_stays_a_name() -> None:
    assert signs_meant("ñu", PEOPLE) == "ñu"
    vote = understand("= unaniem -ñu", CONTEXT).vote
    assert vote is not None
    assert vote.names_against == ("ÑU",)


def test_words_in_which_such_a_letter_stands_are_left_alone() -> None:
    assert signs_meant("São Paulo, el niño", PEOPLE) == "São Paulo, el niño"
