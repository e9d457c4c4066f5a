"""A request for advice, from the letter to the answer of the employer, on every day on which something is expected."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from store.desk.model import Direction, Piece, Request, StepDone
from store.desk.requests.plain import plain_request
from store.desk.requests.state import State, state
from store.procedures.catalogue import procedure
from store.terms.dutch import dutch_holidays
from tests.helpers.tables import each_row

AT = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)


def on(month: int, day: int) -> date:
    return date(2027, month, day)


def piece(id: int, number: str, day: date, step: str) -> Piece:
    direction = Direction.IN if number.startswith("I") else Direction.OUT
    return Piece(id=id, number=number, direction=direction, at=AT, day=day, request=1, step=step)


PIECES = [
    piece(11, "I-2027-003", on(1, 18), "received"),
    piece(12, "U-2027-001", on(1, 22), "acknowledged"),
    piece(13, "U-2027-002", on(2, 1), "questions"),
    piece(14, "I-2027-006", on(2, 15), "answers"),
    piece(15, "U-2027-005", on(3, 19), "answered"),
]
ASKED = Request(
    id=1,
    reference="R-2027-01",
    at=AT,
    procedure="wor-25",
    title="Samenvoeging van Prepress en Planning",
    matter="25.1.e",
    steps=(
        StepDone(step="received", on=on(1, 18), lacks=("measures",)),
        StepDone(step="reply_agreed", on=on(1, 21), day=on(3, 19), meeting="2027-01-21-or"),
        StepDone(step="discussed", on=on(2, 11), meeting="2027-02-11-ov", item="3"),
        StepDone(step="decided", on=on(3, 18), item="6", decision="B 2027-03-03", answer="negative_unless"),
    ),
)


def at(today: date, request: Request = ASKED, pieces: list[Piece] = PIECES) -> State:
    by = procedure(request.procedure)
    assert by
    return state(request, pieces, by, dutch_holidays(), today, reply_weeks=6)


def plain(today: date, *more: StepDone, pieces: list[Piece] = PIECES) -> dict[str, Any]:
    from msgspec.structs import replace

    return plain_request(at(today, replace(ASKED, steps=(*ASKED.steps, *more)), pieces), "nl")


@each_row(
    "today, next_step, day, kind, words",
    [
        (on(1, 18), "acknowledged", "2027-03-01", "custom", "zes weken, een gewoonte"),
        (on(1, 21), "acknowledged", "2027-03-19", "agreed", "afgesproken"),
        (on(1, 25), "discussed", "2027-03-19", "agreed", "afgesproken"),
        (on(2, 16), "decided", "2027-03-19", "agreed", "afgesproken"),
    ],
)
def test_the_next_step_and_the_day_of_the_reply(today: date, next_step: str, day: str, kind: str, words: str) -> None:
    found = plain(today)
    assert found["matter"] == "art. 25 lid 1 onder e"
    assert found["next"] == next_step
    assert list(found["terms"]) == ["reply"]
    reply = found["terms"]["reply"]
    assert (reply["day"], reply["kind"], reply["words"]) == (day, kind, words)


def test_what_the_request_lacked_is_warned_of() -> None:
    assert plain(on(1, 25))["warns"] == ["maatregelen (art. 25 lid 3) ontbreken in de aanvraag"]


def test_a_decision_before_the_meeting_is_warned_of_and_counted() -> None:
    says = "nog niet besproken in een overlegvergadering (art. 25 lid 4)"
    assert plain(on(2, 10))["refuses_quietly"] == {"verb": "decided", "says": says, "stored": True}
    early = plain(on(2, 10), StepDone(step="decided", on=on(2, 10), answer="negative"))
    assert says in early["warns"]
    assert early["next"] == "answered"
    assert plain(on(2, 16))["refuses_quietly"] is None


def test_the_state_of_affairs_is_written_from_the_steps() -> None:
    expected = "Ontvangen 18 januari; besproken 11 februari; reactie uiterlijk vr 19 maart 2027 (afgesproken)."
    assert plain(on(2, 16))["state_of_affairs"] == expected


def test_when_the_letter_is_sent_the_other_side_is_waited_for() -> None:
    found = plain(on(3, 20))
    assert (found["next"], found["status"], found["terms"]) == ("their_decision", "wacht op bestuurder", {})


BESLUIT = piece(16, "I-2027-009", on(3, 30), "their_decision")
DEPARTS = StepDone(step="their_decision", on=on(3, 30), piece=16, answer="departs", lacks=("reasons",))
REASONS = piece(17, "I-2027-010", on(4, 6), "reasons")


def test_both_starts_of_an_appeal_are_shown_and_the_earliest_leads() -> None:
    found = plain(on(4, 7), DEPARTS, pieces=[*PIECES, BESLUIT, REASONS])
    appeal = found["terms"]["appeal"]
    assert (appeal["day"], appeal["do_by"], appeal["last"]) == ("2027-04-30", "2027-04-30", "2027-04-30")
    # The month from the reasons ends on Ascension Day; the Friday behind it is a named day.
    assert [(start["step"], start["nominal"], start["last"], start["do_by"]) for start in appeal["starts"]] == [
        ("their_decision", "2027-04-30", "2027-04-30", "2027-04-30"),
        ("reasons", "2027-05-06", "2027-05-10", "2027-05-04"),
    ]
    assert found["terms"]["suspension"]["do_by"] is None
    assert (found["status"], found["next"]) == ("wij zijn aan zet", None)


def test_reasons_that_were_not_told_are_warned_of_until_they_are() -> None:
    words = "de redenen van de afwijking ontbreken (art. 25 lid 5)"
    assert words in plain(on(4, 2), DEPARTS, pieces=[*PIECES, BESLUIT])["warns"]
    assert words not in plain(on(4, 7), DEPARTS, pieces=[*PIECES, BESLUIT, REASONS])["warns"]


def test_where_nobody_told_what_the_employer_decided_the_term_is_shown_and_the_answer_asked() -> None:
    found = plain(on(4, 2), pieces=[*PIECES, BESLUIT])
    assert found["terms"]["appeal"]["day"] == "2027-04-30"
    assert "besluit bestuurder: welk antwoord het gaf, staat er niet bij" in found["warns"]


def test_a_decision_that_follows_the_advice_starts_no_term_and_ends_the_request() -> None:
    follows = StepDone(step="their_decision", on=on(3, 30), piece=16, answer="follows")
    found = plain(on(4, 2), follows, pieces=[*PIECES, BESLUIT])
    assert found["terms"] == {}
    assert (found["finished"], found["status"]) == ("2027-03-30", "afgerond 30 maart")


def test_a_term_ends_by_a_waiver_or_runs_out_and_says_what_that_means() -> None:
    waived = StepDone(step="waived", on=on(4, 16))
    no_appeal = StepDone(step="no_appeal", on=on(4, 16))
    pieces = [*PIECES, BESLUIT, REASONS]
    assert list(plain(on(4, 17), DEPARTS, waived, pieces=pieces)["terms"]) == ["appeal"]
    found = plain(on(4, 17), DEPARTS, waived, no_appeal, pieces=pieces)
    assert (found["terms"], found["finished"]) == ({}, "2027-04-16")
    assert "appeal" in plain(on(5, 10), DEPARTS, pieces=pieces)["terms"]
    over = plain(on(5, 11), DEPARTS, pieces=pieces)
    assert over["terms"] == {}
    assert "appeal" in over["run_out"]


def test_on_each_day_of_the_year_the_terms_are_those_that_a_walk_finds() -> None:
    pieces = [*PIECES, BESLUIT, REASONS]
    day = on(1, 1)
    while day < on(9, 1):
        reply = on(1, 18) <= day < on(3, 19)
        appeal = on(3, 30) <= day <= on(5, 10)
        suspension = on(3, 30) <= day <= on(4, 30)
        expected = {"reply": reply, "appeal": appeal, "suspension": suspension}
        assert set(plain(day, DEPARTS, pieces=pieces)["terms"]) == {key for key, runs in expected.items() if runs}, day
        day += timedelta(days=1)
