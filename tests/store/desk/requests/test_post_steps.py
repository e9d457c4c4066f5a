"""Steps of requests that pieces of post are: the words are those of the procedure, for post and requests alike."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from store.desk.desk import Desk
from store.desk.model import Direction, Request
from store.desk.requests.post_steps import answering, begun_with, by_subject, called_for, typed_step
from store.desk.requests.steps import find_step
from store.language.post.line import StepTyped
from store.model import Body, DeskSettings
from store.procedures.catalogue import built_in, procedure
from store.procedures.model import Procedure
from tests.helpers.tables import each_row


def of(key: str) -> Procedure:
    found = procedure(key)
    assert found
    return found


def desk_with(key: str) -> Desk:
    desk = Desk.new("or")
    desk.put(Request(id=desk.new_id(), reference="R-2027-01", at=datetime(2027, 1, 4, tzinfo=UTC), procedure=key))
    return desk


@each_row(
    "key, words, step, answer, lacks",
    [
        ("wor-25", "besluit", "their_decision", "", ()),
        ("wor-25", "besluit wijkt af", "their_decision", "departs", ()),
        ("wor-25", "besluit wijkt af zonder redenen", "their_decision", "departs", ("reasons",)),
        ("wor-25", "besluit neemt over", "their_decision", "follows", ()),
        ("wor-25", "besluit deels", "their_decision", "partly", ()),
        ("wor-25", "ontvangen zonder gevolgen en maatregelen", "received", "", ("consequences", "measures")),
        ("wor-25", "redenen", "reasons", "", ()),
        ("wor-25", "geen beroep", "no_appeal", "", ()),
        ("wor-25", "opschorting", "waived", "", ()),
        ("wor-25", "decision departs without reasons", "their_decision", "departs", ("reasons",)),
        ("wor-27", "uitvoering", "executed_seen", "", ()),
        ("wor-27", "nietigheid", "nullity", "", ()),
        ("wor-23-3", "antwoord", "their_answer", "", ()),
        ("wor-23-3", "besluit", "their_answer", "", ()),
        ("wor-31", "verstrekt", "told", "", ()),
    ],
)
def test_a_step_as_it_is_typed(key: str, words: str, step: str, answer: str, lacks: tuple[str, ...]) -> None:
    assert typed_step(desk_with(key), (), "r1", words) == StepTyped(key=step, answer=answer, lacks=lacks)


@each_row("words", ["iets", "besluit misschien", "besluit wijkt af zonder gevolgen", "nietigheid"])
def test_what_is_not_understood_for_certain_is_no_step(words: str) -> None:
    assert typed_step(desk_with("wor-25"), (), "r1", words) is None


def test_of_a_request_that_is_not_there_nothing_is_a_step() -> None:
    assert typed_step(desk_with("wor-25"), (), "r2", "besluit") is None


@each_row("by", built_in())
def test_every_word_of_a_procedure_calls_one_step_and_no_other(by: Procedure) -> None:
    """Post and requests read the same words: what one step is called, no other of its procedure is."""
    for step in by.step:
        for words in (step.key, *step.words, *step.name.values()):
            assert find_step(words, by) is step, words


@each_row(
    "key, subject, step, letter",
    [
        ("wor-25", "Ontvangstbevestiging adviesaanvraag", "acknowledged", "ontvangst"),
        ("wor-25", "Vragen bij de aanvraag", "questions", "vragen"),
        ("wor-25", "Advies samenvoeging", "answered", "advies"),
        ("wor-25", "Geen beroep samenvoeging", "no_appeal", "geen beroep"),
        ("wor-27", "Instemming rooster", "answered", "instemming"),
        ("wor-27", "Beroep op nietigheid: rooster", "nullity", "nietigheid"),
        ("wor-23-3", "Voorstel laadpalen", "sent", "initiatief"),
    ],
)
def test_a_subject_tells_which_letter_it_is(key: str, subject: str, step: str, letter: str) -> None:
    found = by_subject(of(key), subject)
    assert found
    assert (found.key, found.letter) == (step, letter)


@pytest.mark.parametrize("subject", ["Parkeerplaatsen", "Besluit samenvoeging", ""])
def test_another_subject_tells_none(subject: str) -> None:
    assert by_subject(of("wor-25"), subject) is None


def test_what_a_request_begins_with_is_a_step_where_it_goes_that_way() -> None:
    assert begun_with(of("wor-25"), Direction.IN) == "received"
    assert begun_with(of("wor-25"), Direction.OUT) == ""
    assert begun_with(of("wor-23-3"), Direction.OUT) == "sent"
    assert begun_with(of("wor-23-1"), Direction.IN) == "asked"


@each_row(
    "words, regime, key, matter",
    [
        ("advies 25.1.e", "", "wor-25", "25.1.e"),
        ("instemming 27.1.b", "wor", "wor-27", "27.1.b"),
        ("initiatief", "", "wor-23-3", ""),
        ("instemming", "pvt", "pvt-consent", ""),
        ("102", "betrvg", "betrvg-102", ""),
    ],
)
def test_words_that_start_a_request(words: str, regime: str, key: str, matter: str) -> None:
    found = called_for(words, Body(key="or", name="OR", desk=DeskSettings(regime=regime)), ())
    assert found
    assert (found[0].key, found[1]) == (key, matter)


def test_a_mail_that_answers_questions_is_the_answers() -> None:
    from store.desk.model import Piece

    asked = Piece(
        id=1, number="U-1", direction=Direction.OUT, at=datetime(2027, 2, 1, tzinfo=UTC), day=date(2027, 2, 1),
        step="questions",
    )  # fmt: skip
    assert answering(of("wor-25"), asked) == "answers"
    assert answering(of("wor-30"), asked) == ""
