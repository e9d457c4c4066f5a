"""Which lines about a secret ballot say who voted what, and which only speak of it."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from store.language.capture.grammar import understand
from store.language.capture.line import Verb
from store.language.capture.readers.secret_ballots import WAYS, Ballot, tells_secret, with_marks
from store.language.capture.warnings import About
from store.language.people import People
from tests.helpers.council import CONTEXT
from tests.helpers.meetings import PEOPLE
from tests.helpers.tables import each_row

TELLS = """
= schriftelijk geheim: KP en AB voor, SvdM tegen
= geheim: voor: AB, KP; tegen: SvdM
= geheim, 2 voor (AB, KP) en 1 tegen (SvdM)
= geheime stemming: KP stemde tegen het voorstel
= geheime stemming, Kees Postma heeft tegen gestemd
= geheim; Aïcha heeft voor het voorstel gestemd
= geheim, Sjoukje van der Meer onthield zich van stemming
= geheim: KP heeft zich van stemming onthouden
= geheim aangenomen, tegen waren KP en AB
= geheim aangenomen, KP was tegen
= geheim 3-1 tegen KP
= geheim aangenomen met onthouding van Hanneke
= geheim: alle leden voor behalve Kees
= geheim: AB blanco, de rest voor
= geheim: tegenstemmers: KP
= geheim: AB/KP voor
= geheim schriftelijk + kp - ab
= geheim schriftelijk +piet
= geheim: Kees Postma: tegen.
= geheim aangenomen; KP ook tegen
= geheim: KP = voor
= geheim: Kees Postma, tegen
= secret ballot: KP for, AB against
= secret: Kees voted against the proposal
= secret ballot, for: AB, KP
= secretly carried, Hanneke de Vries abstained
= secret, everyone in favour except Sjoukje
= secret: Kees was in favour, the others against
= secret ballot with 1 abstention (KP)
""".strip().splitlines()

SPEAKS = """
= schriftelijk geheim: voorstel van AB aangenomen, 4 voor 1 tegen
= geheim: Kees Postma benoemd voor vier jaar
= geheim: KP voor vier jaar benoemd
= geheim: KP voor de functie van penningmeester voorgedragen, 4 voor
= geheim: AB voor haar inzet bedankt
= geheim, 4 voor 1 tegen: Kees Postma gekozen
= geheim, 3 voor en 1 tegen: KP en AB gekozen
= geheim voorzitter: KP 4, AB 1 voor
= geheim: 4 stemmen voor KP, 1 voor AB
= geheime stemming voor Kees als voorzitter
= geheim 3 voor 1 tegen, KP is tegen zo’n stemming
= geheime stemming, Hanneke onthoudt zich van commentaar
= geheim: AB stelt KP voor als voorzitter
= geheim: motie tegen KP aangenomen met 4 stemmen
= geheim: aangenomen – Kees Postma is benoemd
= geheim: KP heeft 4 stemmen voor, 1 tegen
= geheim: AB heeft bezwaar tegen de procedure
= geheim, 4 voor; stemopnemers KP en AB
= secret ballot: proposal by AB adopted, 4 for 1 against
= secret ballot: Kees appointed for four years
= secret ballot for Kees as chair, 4 for 1 against
= secret: Kees for chair, 4 votes to 1
= secret ballot, Hanneke abstains from comment, 3 for
= secret: Kees is against a secret ballot, 3 to 1
= secret: thanks to AB for her work, 4 for
""".strip().splitlines()

READ = CONTEXT.__class__(calendar=CONTEXT.calendar, people=People(PEOPLE))


@each_row("typed", TELLS)
def test_who_voted_what_in_secret_is_no_note(typed: str) -> None:
    assert understand(typed, READ).tells_secret


@each_row("typed", SPEAKS)
def test_a_line_in_which_nobodys_vote_is_told_is_a_note(typed: str) -> None:
    line = understand(typed, READ)
    assert (line.verb, line.text, line.tells_secret) == (Verb.NOTE, typed, False)


@each_row("example, pattern", [(said, way.pattern) for way in WAYS for said in way.examples])
def test_every_way_to_tell_a_vote_fits_its_own_example(example: str, pattern: str) -> None:
    people = People(PEOPLE)
    assert re.search(pattern, with_marks(example, people), re.IGNORECASE)
    assert tells_secret(example, people)


@each_row(
    "typed",
    [
        "= geheim, ja: kp, nee: ab",
        "= secret: kp yes, ab no",
        "= geheim: kp → voor",
        "= geheim: kp -> voor, ab => tegen",
        "! = geheim +kp -ab",
        "!? = geheim: kp voor",
        "besluit: = geheim +kp -ab",
    ],
)
def test_a_vote_in_other_words_or_behind_another_sign_is_kept_nowhere(typed: str) -> None:
    assert understand(typed, READ).tells_secret


LATER = """
Geheime stemming: Kees stemde tegen.
! Bij geheime stemming was KP tegen.
@ab uitzoeken waarom KP geheim tegen stemde
""".strip().splitlines()
ON_ITEM = """
Kees stemde tegen.
KP: is tegen
KP was tegen, AB voor
? waarom was KP tegen
! KP ja, AB nee
tegen: KP
+kp -ab
/minderheid KP: te duur
= +kp -ab
""".strip().splitlines()


def asked(typed: str, ballot: Ballot) -> bool:
    """Whether it is asked, in amber, whether that line should stand there."""
    line = understand(typed, replace(READ, ballot=ballot))
    return bool(line.remarks) and line.remarks[0].about is About.SECRET_TOLD


@pytest.mark.parametrize("typed", LATER)
def test_a_line_of_any_kind_that_tells_of_a_secret_ballot_is_asked_about(typed: str) -> None:
    assert all(asked(typed, ballot) for ballot in Ballot)


@each_row("typed", ON_ITEM)
def test_under_an_item_with_a_secret_ballot_it_need_not_be_called_so(typed: str) -> None:
    assert asked(typed, Ballot.ON_ITEM)
    assert not asked(typed, Ballot.NONE)


@pytest.mark.parametrize("typed", ["Kees stemde tegen.", "KP heeft tegen gestemd", "KP voted against"])
def test_what_speaks_of_voting_is_asked_about_in_the_whole_meeting(typed: str) -> None:
    assert asked(typed, Ballot.IN_MEETING)
    assert not asked("KP is tegen de regeling", Ballot.IN_MEETING)


@each_row(
    "typed",
    [
        "= geheim 3-1-0",
        "= 5-3",
        "! De regeling wordt vastgesteld.",
        "@kp verslag sturen > vrijdag",
        "KP: dankt allen",
        "AB stelt KP voor als voorzitter",
        "/sluit",
        "/volgende",
        "",
    ],
)
def test_what_pairs_nobody_with_a_side_is_asked_about_nowhere(typed: str) -> None:
    assert not any(asked(typed, ballot) for ballot in Ballot)
