"""The line of registration: every clause, in any order, and what is not one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.post.codes import spelled
from store.language.post.line import PostContext, PostLine, StepTyped, read_post_line
from store.model import DeskSettings, Effect, HandlingCode, Person
from tests.helpers.tables import each_row

TODAY = date(2027, 1, 11)
SETTINGS = DeskSettings(handlings=(HandlingCode(code="c", effect=Effect.NOTED, words="voor kennisgeving"),))
CONTEXT = PostContext(
    calendar=Calendar(on=TODAY),
    people=People((Person(handle="IB", name="Idris Benhaddou"), Person(handle="HV", name="Hanneke Verbruggen"))),
    codes=tuple(spelled(SETTINGS, "nl")),
    is_party=lambda words: words in ("arbo", "vgwm"),
    has_piece=lambda words: words in ("i4", "U-2027-002"),
    has_request=lambda words: words == "r1",
    step=lambda name, words: StepTyped(key="questions") if (name, words) == ("r1", "vragen") else None,
    is_file=lambda path: path == "brief.pdf",
)


def read(typed: str) -> PostLine:
    return read_post_line(typed, CONTEXT)


@each_row(
    "part, field, value",
    [
        ("d.d. 22 dec 2026", "dated", date(2026, 12, 22)),
        ("d.d. 8 jan", "dated", date(2027, 1, 8)),
        ("gedateerd gisteren", "dated", date(2027, 1, 10)),
        ("d.d. 15 jan 2028", "dated", date(2028, 1, 15)),
        ("ontvangen vandaag", "day", TODAY),
        ("received yesterday", "day", date(2027, 1, 10)),
        ("verzonden op 9 januari", "day", date(2027, 1, 9)),
        ("kenmerk HR/27-03", "theirs", "HR/27-03"),
        ("art. 31 lid 1", "law", "art. 31 lid 1"),
        ("op i4", "answers", "i4"),
        ("in reply to U-2027-002", "answers", "U-2027-002"),
        ("r1", "request", "r1"),
        ("B 2027-03-03", "decision", "B 2027-03-03"),
    ],
)
def test_a_clause_behind_the_subject(part: str, field: str, value: object) -> None:
    line = read(f"bond: Een brief, {part}")
    assert getattr(line, field) == value
    assert (line.party, line.subject, line.remarks, line.wrong) == ("bond", "Een brief", (), ())


@each_row(
    "part, told",
    [
        ("kennis", {"effect": Effect.NOTED, "code": "kennis"}),
        ("noted", {"effect": Effect.NOTED, "code": "kennis"}),
        ("c", {"effect": Effect.NOTED, "code": "c"}),
        ("bespreken 18 mrt", {"effect": Effect.DISCUSS, "day": date(2027, 3, 18)}),
        ("betrekken bij 6", {"effect": Effect.WITH_ITEM, "item": "6"}),
        ("with item 6a", {"effect": Effect.WITH_ITEM, "item": "6a"}),
        ("in handen van vgwm", {"effect": Effect.HAND_OVER, "to": "vgwm"}),
        ("antwoord @ib,hv", {"effect": Effect.ANSWER, "owners": ("IB", "HV")}),
        ("afdoen @hv", {"effect": Effect.SETTLE, "owners": ("HV",)}),
        ("traject advies 25.1.e", {"effect": Effect.REQUEST, "words": "advies 25.1.e"}),
        ("archief", {"effect": Effect.FILE}),
    ],
)
def test_a_handling(part: str, told: dict[str, Any]) -> None:
    handling = read(f"bond: Een brief, {part}").handling
    assert handling
    assert {name: getattr(handling, name) for name in told} == told


def test_a_handling_with_a_day() -> None:
    handling = read("arbo: Verslag, handen vgwm om advies > 4 mrt").handling
    assert handling
    assert (handling.to, handling.words) == ("vgwm", "om advies")
    assert handling.due
    assert handling.due.day == date(2027, 3, 4)


@each_row(
    "part",
    ["antwoord van de gemeente", "handen uit de mouwen", "kennis van zaken", "antwoord @jan", "op i9", "r7", "r1 x"],
)
def test_what_is_not_understood_stays_in_the_subject_and_is_remarked_on(part: str) -> None:
    line = read(f"bond: Een brief, {part}")
    assert line.subject == f"Een brief, {part}"
    assert line.handling is None
    assert line.remarks


def test_the_first_words_behind_the_party_are_the_subject_whatever_they_could_be() -> None:
    assert read("opleider: archief").subject == "archief"


def test_order_is_free_and_a_step_a_secret_and_a_file_are_read() -> None:
    line = read("> bestuurder: Vragen, geheim tot 1 juli 2027, art. 20 WOR, r1 vragen, kenmerk 7 'brief.pdf'")
    assert (line.out, line.party, line.subject) == (True, "bestuurder", "Vragen")
    assert (line.request, line.step, line.theirs, line.paths) == ("r1", StepTyped(key="questions"), "7", ("brief.pdf",))
    assert line.secrecy
    assert (line.secrecy.until, line.secrecy.ground) == (date(2027, 7, 1), "art. 20 WOR")


@pytest.mark.parametrize("typed", ["bestuurder: Brief, d.d. 30 feb", "bestuurder: Brief, ontvangen 31 april"])
def test_a_day_that_there_is_not_is_wrong(typed: str) -> None:
    assert read(typed).wrong


def test_what_is_said_twice_is_remarked_on() -> None:
    line = read("bond: Brief, d.d. 8 jan, d.d. 9 jan")
    assert line.dated == date(2027, 1, 9)
    assert line.remarks
