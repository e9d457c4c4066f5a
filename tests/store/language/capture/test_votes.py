"""Votes as they are typed: by number, by exception, by roll call, elections, and the warnings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.language.capture.grammar import understand
from store.language.capture.line import Verb
from store.language.capture.readers.votes import read_vote
from store.language.capture.warnings import About
from store.language.people import People
from store.model import Attendee, Choice, Declared, Method, Role, Vote
from tests.helpers.council import CONTEXT, PEOPLE, VOTERS
from tests.helpers.tables import each_row


def read(words: str) -> Vote:
    found = read_vote(words, PEOPLE, VOTERS)
    assert found is not None
    return found[0]


def warnings(typed: str, **context: object) -> list[About]:
    line = understand(typed, replace(CONTEXT, **context))
    assert line.verb is Verb.VOTE
    return [remark.about for remark in line.remarks]


NUMBERS = [
    ("5-3-1", (5, 3, 1, 0), None),
    ("5 - 3 - 1", (5, 3, 1, 0), None),
    ("5–3–1", (5, 3, 1, 0), None),
    ("5-3", (5, 3, 0, 0), None),
    ("5-3-1-2", (5, 3, 1, 2), None),
    ("5 voor, 3 tegen, 1 onthouding", (5, 3, 1, 0), None),
    ("5 voor 3 tegen", (5, 3, 0, 0), None),
    ("5 stemmen voor, 3 tegen en 1 blanco", (5, 3, 0, 1), None),
    ("5 for, 3 against and 1 abstention", (5, 3, 1, 0), None),
    ("5 votes in favour, 3 against, 2 abstained", (5, 3, 2, 0), None),
    ("hand 5-3-1", (5, 3, 1, 0), Method.HAND),
    ("bij handopsteken 5-3-1", (5, 3, 1, 0), Method.HAND),
    ("hoofdelijk 5-3-1", (5, 3, 1, 0), Method.ROLL),
    ("roll 5-3-1", (5, 3, 1, 0), Method.ROLL),
    ("roll call: 5-3-1", (5, 3, 1, 0), Method.ROLL),
    ("schriftelijk 5-3-1", (5, 3, 1, 0), Method.WRITTEN),
    ("written 5-3-1", (5, 3, 1, 0), Method.WRITTEN),
    ("geheim 5-3-1", (5, 3, 1, 0), Method.SECRET),
    ("Secret: 5-3-1", (5, 3, 1, 0), Method.SECRET),
    ("rondvraag 5-3-1", (5, 3, 1, 0), Method.ROUND),
    ("round 5-3-1", (5, 3, 1, 0), Method.ROUND),
    ("acclamatie", (11, 0, 0, 0), Method.ACCLAMATION),
    ("by acclamation", (11, 0, 0, 0), Method.ACCLAMATION),
    ("unaniem", (11, 0, 0, 0), None),
    ("Unanimous", (11, 0, 0, 0), None),
    ("unanimously", (11, 0, 0, 0), None),
    ("alg", (11, 0, 0, 0), None),
    ("alg.", (11, 0, 0, 0), None),
    ("met algemene stemmen", (11, 0, 0, 0), None),
    ("unaniem aangenomen", (11, 0, 0, 0), None),
    ("unanimously in favour", (11, 0, 0, 0), None),
    ("unaniem voor -bvdb", (10, 1, 0, 0), None),
    ("hand unaniem", (11, 0, 0, 0), Method.HAND),
    ("unaniem -bvdb -eva ~mia", (8, 2, 1, 0), None),
    ("unaniem -bvdb,eva ~mia", (8, 2, 1, 0), None),
    ("unaniem, -bvdb, -eva, ~mia", (8, 2, 1, 0), None),
    ("hand unaniem - bvdb", (10, 1, 0, 0), Method.HAND),
    ("+rvdl +jth -bvdb ~mia", (2, 1, 1, 0), Method.ROLL),
    ("roll +rvdl +jth -bvdb ~mia", (2, 1, 1, 0), Method.ROLL),
    ("hand +rvdl,jth -bvdb", (2, 1, 0, 0), Method.HAND),
    ("+rvdl -Willem van der Berg", (1, 1, 0, 0), Method.ROLL),
    ("+Müller-de Wit −rvdl", (1, 1, 0, 0), Method.ROLL),
    ("+allen -bvdb", (10, 1, 0, 0), None),
    ("unaniem -Smith", (10, 1, 0, 0), None),
    ("+rvdl -Smith ~piet", (1, 1, 1, 0), Method.ROLL),
]


@each_row("words, counts, method", NUMBERS)
def test_the_counts(words: str, counts: tuple[int, int, int, int], method: Method | None) -> None:
    vote = read(words)
    assert (vote.in_favour, vote.against, vote.abstained, vote.blank) == counts
    assert vote.method is method
    assert vote.choices == ()


def test_unanimous_is_everybody_who_may_vote_and_is_there() -> None:
    vote = read("unaniem")
    assert (vote.names_in_favour, vote.all_but, vote.unanimous) == (VOTERS, True, True)
    found = read_vote("unaniem", PEOPLE, ("RvdL", "BvdB"))
    assert found is not None
    assert (found[0].in_favour, found[0].names_in_favour) == (2, ("RvdL", "BvdB"))


def test_by_exception() -> None:
    vote = read("unaniem -bvdb -eva ~mia")
    others = tuple(who for who in VOTERS if who not in ("BvdB", "EM", "MdA"))
    assert (vote.names_in_favour, vote.names_against, vote.names_abstained) == (others, ("BvdB", "EM"), ("MdA",))
    assert (vote.all_but, vote.unanimous) == (True, False)


def test_by_roll_call() -> None:
    vote = read("+rvdl +jth -bvdb ~mia")
    assert (vote.names_in_favour, vote.names_against, vote.names_abstained) == (("RvdL", "JtH"), ("BvdB",), ("MdA",))
    assert (vote.all_but, vote.unanimous) == (False, False)


def test_a_name_that_fits_two_votes_for_nobody() -> None:
    found = read_vote("unaniem -Smith", PEOPLE, VOTERS)
    assert found is not None
    vote, unread = found
    assert unread == ("Smith",)
    assert vote.names_against == ()
    assert not {"TS", "TS2"} & set(vote.names_in_favour)
    assert vote.in_favour + vote.against == len(VOTERS)


def test_without_a_known_meeting_nobody_is_counted_in_favour() -> None:
    found = read_vote("unaniem -bvdb", PEOPLE, None)
    assert found is not None
    assert (found[0].in_favour, found[0].against, found[0].all_but) == (0, 1, True)


@each_row(
    "words, casting, against",
    [
        ("3-3 +chair", "RvdL", False),
        ("3-3 +voorzitter", "RvdL", False),
        ("3-3 +vz", "RvdL", False),
        ("3-3 +rvdl", "RvdL", False),
        ("hand 3-3-1 + Roos van der Linden", "RvdL", False),
        ("3-3 -chair", "RvdL", True),
    ],
)
def test_a_tie_and_a_casting_vote(words: str, casting: str, against: bool) -> None:
    vote = read(words)
    assert (vote.in_favour, vote.against, vote.casting, vote.casting_against) == (3, 3, casting, against)


def test_a_casting_vote_of_nobody_known() -> None:
    assert warnings("= 3-3 +piet", casting_vote=True) == [About.UNKNOWN_NAME]


ELECTIONS = [
    ("geheim Müller-de Wit 5, Kaya 3, blanco 1", Method.SECRET, (("Müller-de Wit", 5, "EM"), ("Kaya", 3, "IK")), 1),
    ("geheim eva 5; ik 3; blank 1", Method.SECRET, (("eva", 5, "EM"), ("ik", 3, "IK")), 1),
    ("schriftelijk Eva: 5, Kaya: 3", Method.WRITTEN, (("Eva", 5, "EM"), ("Kaya", 3, "IK")), 0),
    ("Jansen 5, Pietersen 3", None, (("Jansen", 5, ""), ("Pietersen", 3, "")), 0),
    ("Willem van der Berg 5", None, (("Willem van der Berg", 5, "WvdB"),), 0),
    ("geheim Jansen 5", Method.SECRET, (("Jansen", 5, ""),), 0),
]


@each_row("words, method, choices, blank", ELECTIONS)
def test_an_election(words: str, method: Method | None, choices: tuple[tuple[str, int, str], ...], blank: int) -> None:
    vote = read(words)
    assert vote.choices == tuple(Choice(name=name, votes=votes, handle=handle) for name, votes, handle in choices)
    assert (vote.method, vote.blank, vote.in_favour) == (method, blank, 0)


def test_an_election_of_somebody_who_may_be_two() -> None:
    found = read_vote("geheim Smith 5, Kaya 3", PEOPLE, VOTERS)
    assert found is not None
    assert (found[0].choices[0], found[1]) == (Choice(name="Smith", votes=5), ("Smith",))


@each_row(
    "typed", ["= geheim +rvdl -bvdb ~mia", "= secret unaniem -bvdb ~mia", "= geheim +Smith -bvdb", "= geheim unaniem"]
)
def test_a_secret_vote_holds_no_names(typed: str) -> None:
    vote = understand(typed, CONTEXT).vote
    assert vote is not None
    assert (vote.names_in_favour, vote.names_against, vote.names_abstained, vote.typed) == ((), (), (), "")
    assert vote.in_favour > 0


NO_VOTES = """
bijlage 3
3
> 3
totaal 45
5-
5-3-1-2-4
unaniem aangenomen door wie
unaniem -
+
-allen
unaniem +bvdb
voor
hand
geheim
wie is er voor, 3
Eva 5, en wat dan
Eva 5,
""".strip().splitlines()


@each_row("words", NO_VOTES[:-1])
def test_what_is_no_vote(words: str) -> None:
    assert read_vote(words, PEOPLE, VOTERS) is None


# Warnings

SMALL = ("RvdL", "BvdB", "MdA")


@each_row(
    "typed, about",
    [
        ("= 2-1-0", []),
        ("= 2-1-1", [About.TOO_MANY_VOTES]),
        ("= 1-1-1-1", [About.TOO_MANY_VOTES]),
        ("= unaniem", []),
        ("= unaniem -mia", []),
        ("= unaniem -eva", [About.NOT_ENTITLED, About.TOO_MANY_VOTES]),
        ("= +rvdl -eva", [About.RECUSED_VOTER]),
        ("= +rvdl -nv", [About.NOT_ENTITLED]),
        ("= +rvdl -rvdl", [About.VOTED_TWICE]),
        ("= +rvdl -piet", [About.UNKNOWN_NAME]),
        ("= +rvdl -Smith", [About.AMBIGUOUS_NAME]),
        ("= geheim Kaya 3, Eva 1", [About.TOO_MANY_VOTES]),
        ("= 1-1 +chair", [About.CASTING_NOT_ALLOWED]),
        ("= geheim -mia", [About.SECRET_NAMES]),
        ("= secret unaniem -mia", [About.SECRET_NAMES]),
        ("= geheim +rvdl, ~Jansen", [About.SECRET_NAMES, About.UNKNOWN_NAME]),
        ("= geheim 2-1-0", []),
        ("= geheim 1-1 +chair", [About.CASTING_NOT_ALLOWED]),
        ("= geheim Müller-de Wit 2, Kaya 1", []),
    ],
)
def test_warnings(typed: str, about: list[About]) -> None:
    recused = ("EM",) if "+rvdl -eva" in typed else ()
    assert warnings(typed, voters=SMALL, present=3, quorum=3, recused=recused) == about


@pytest.mark.parametrize("typed", ["= 3-3 +chair", "= 3-3-1 -vz", "= +bvdb -mia -vz"])
def test_where_nobody_has_a_casting_vote_none_is_kept(typed: str) -> None:
    """It was printed in the minutes, of a body in which there is none."""
    line = understand(typed, CONTEXT)
    assert line.vote and not line.vote.casting and not line.vote.casting_against


def test_a_vote_without_quorum() -> None:
    assert warnings("= 2-1", voters=SMALL, present=3, quorum=4) == [About.NO_QUORUM]
    assert warnings("= 3-3 +chair", casting_vote=True) == []


def test_a_vote_on_nothing() -> None:
    assert warnings("= 5-3-1", votable=False) == [About.NOTHING_TO_VOTE_ON]
    assert warnings("= 5-3-1", votable=True) == []
    assert warnings("= geheim Kaya 5, Eva 3", votable=False) == []


@given(st.text(alphabet="+-~,; 123bvdbunaiemhgs=:>–", max_size=40) | st.text(max_size=40))
def test_any_words_are_a_vote_or_not(words: str) -> None:
    for voters in (VOTERS, (), None):
        found = read_vote(words, PEOPLE, voters)
        if found is not None:
            vote, _unread = found
            assert min(vote.in_favour, vote.against, vote.abstained, vote.blank) >= 0
            assert len(vote.names_in_favour) <= vote.in_favour


# In words

IN_WORDS = [
    ("voor 3, tegen 1", (3, 1, 0, 0)),
    ("ja 3, nee 1", (3, 1, 0, 0)),
    ("For: 3, Against: 1, Abstain: 0", (3, 1, 0, 0)),
    ("voor: 3; tegen: 1; onthoudingen: 2; blanco: 1", (3, 1, 2, 1)),
    ("voor 3 tegen 1 onth. 2", (3, 1, 2, 0)),
    ("3 ja, 1 nee", (3, 1, 0, 0)),
    ("yes 3, no 1", (3, 1, 0, 0)),
    ("ayes 3, noes 1, abstentions 2", (3, 1, 2, 0)),
    ("3 in favor, 1 opposed", (3, 1, 0, 0)),
    ("7:0", (7, 0, 0, 0)),
    ("7:0:2", (7, 0, 2, 0)),
    ("carried 4-2-1", (4, 2, 1, 0)),
    ("aangenomen met 4-2-1", (4, 2, 1, 0)),
    ("4-2-1, aangenomen", (4, 2, 1, 0)),
    ("verworpen met 2 stemmen voor en 4 tegen", (2, 4, 0, 0)),
    ("unanimous, 1 abstention", (10, 0, 1, 0)),
    ("unaniem met 2 onthoudingen", (9, 0, 2, 0)),
    ("passed unanimously", (11, 0, 0, 0)),
    ("aangenomen met algemene stemmen", (11, 0, 0, 0)),
    ("unaniem behalve bvdb", (10, 1, 0, 0)),
    ("unanimous except bvdb and eva", (9, 2, 0, 0)),
    ("unaniem op bvdb na", (10, 1, 0, 0)),
    ("voor: rvdl, jth; tegen: bvdb", (2, 1, 0, 0)),
    ("Voor: rvdl, jth. Tegen: bvdb. Onthouding: geen.", (2, 1, 0, 0)),
    ("for rvdl and jth, against bvdb, abstained mia", (2, 1, 1, 0)),
    ("voor: 2 (rvdl, jth), tegen: 1 (bvdb)", (2, 1, 0, 0)),
    ("voor: allen; tegen: bvdb", (10, 1, 0, 0)),
    ("tegen: bvdb; voor: rvdl, jth, piet", (3, 1, 0, 0)),
]


@each_row("words, counts", IN_WORDS)
def test_a_vote_in_words(words: str, counts: tuple[int, int, int, int]) -> None:
    vote = read(words)
    assert (vote.in_favour, vote.against, vote.abstained, vote.blank) == counts
    assert (vote.choices, vote.is_uncounted) == ((), False)


@each_row(
    "words, method",
    [
        ("show of hands 4-2-1", Method.HAND),
        ("by a show of hands: 4-2-1", Method.HAND),
        ("secret ballot 4-2-1", Method.SECRET),
        ("schriftelijke stemming 4-2-1", None),
        ("bij hoofdelijke stemming 4-2-1", None),
    ],
)
def test_a_vote_and_how_it_was_taken(words: str, method: Method | None) -> None:
    found = read_vote(words, PEOPLE, VOTERS)
    assert (found[0].method if found else None) is method


def test_who_voted_what_by_side_is_a_roll_call() -> None:
    vote = read("voor: rvdl, jth; tegen: bvdb")
    assert (vote.names_in_favour, vote.names_against, vote.method) == (("RvdL", "JtH"), ("BvdB",), Method.ROLL)


@each_row(
    "words, declared",
    [
        ("aangenomen", Declared.ADOPTED),
        ("Aangenomen.", Declared.ADOPTED),
        ("carried", Declared.ADOPTED),
        ("verworpen", Declared.REJECTED),
        ("lost", Declared.REJECTED),
        ("nem con", Declared.NO_OBJECTION),
        ("carried nem. con.", Declared.NO_OBJECTION),
        ("no objection", Declared.NO_OBJECTION),
        ("geen bezwaar", Declared.NO_OBJECTION),
        ("hamerstuk", Declared.WITHOUT_VOTE),
        ("zonder stemming", Declared.WITHOUT_VOTE),
        ("zonder hoofdelijke stemming aangenomen", Declared.WITHOUT_VOTE),
        ("by consensus", Declared.CONSENSUS),
        ("bij consensus", Declared.CONSENSUS),
    ],
)
def test_what_passed_without_a_count(words: str, declared: Declared) -> None:
    vote = read(words)
    assert (vote.declared, vote.is_uncounted) == (declared, True)
    assert vote.names_in_favour == ()


@each_row(
    "words",
    [
        "voor 3, voor 2",
        "voor 3, tegen 1, totaal 4",
        "voor de zomer 3, tegen de winter 1",
        "voor: 3 (rvdl, jth), tegen: 1 (bvdb)",
        "voor: later bespreken",
        "voor rvdl, tegen piet",
        "aangenomen 5, verworpen 3",
        "CDA (6), CDA (2) voor",
        "ja 3, Kaya 2",
        "aangenomen dat het regent",
        "blanco: mia; voor: rvdl",
    ],
)
def test_words_of_a_side_that_are_no_vote_for_certain(words: str) -> None:
    assert read_vote(words, PEOPLE, VOTERS) is None


def test_what_does_not_agree_is_said() -> None:
    assert warnings("= verworpen 4-2") == [About.DISAGREES]
    assert warnings("= carried 2-4") == [About.DISAGREES]
    assert warnings("= aangenomen 4-2") == []
    assert warnings("= unaniem behalve bvdb") == [About.COUNTS_AS_AGAINST]


# The casting vote in a roll call, in a body of seven

SEVEN = People(
    Attendee(id=at, handle=handle, name=name, role=Role.CHAIR if handle == "CM" else Role.MEMBER)
    for at, (handle, name) in enumerate(
        zip("CM AB DE FG HI JK LM".split(), "Meer Bos Elk Gras Iep Kil Mos".split(), strict=True), 1
    )
)


@each_row(
    "words, counts, casting, against",
    [
        ("+ab +de +fg -hi -jk -cm ~lm -chair", (3, 3, 1), "CM", True),
        ("+ab +de +fg -hi -jk -lm +chair", (3, 3, 0), "CM", False),
        ("+ab +de +fg -hi -jk -lm -voorzitter", (3, 3, 0), "CM", True),
        ("+ab +de -hi +vz", (3, 1, 0), "", False),
        ("+ab +de -hi -cm -jk +chair", (2, 3, 0), "", False),
    ],
)
def test_the_chair_in_a_roll_call(words: str, counts: tuple[int, int, int], casting: str, against: bool) -> None:
    found = read_vote(words, SEVEN, tuple(who.handle for who in SEVEN.people))
    assert found is not None
    vote = found[0]
    assert (vote.in_favour, vote.against, vote.abstained) == counts
    assert (vote.casting, vote.casting_against) == (casting, against)
    assert (len(vote.names_in_favour), len(vote.names_against), len(vote.names_abstained)) == counts


def test_without_a_casting_vote_in_the_rules_the_chair_votes_as_a_member() -> None:
    found = read_vote("+ab +de -hi +chair", SEVEN, None, casting_vote=False)
    assert found is not None
    assert (found[0].names_in_favour, found[0].casting) == (("AB", "DE", "CM"), "")


def test_no_casting_vote_without_a_tie() -> None:
    line = understand("= 4-3 +chair", replace(CONTEXT, casting_vote=True))
    assert [remark.about for remark in line.remarks] == [About.NO_TIE]
    assert line.vote is not None
    assert line.vote.casting == ""
    assert warnings("= +bvdb +jth -mia +chair", casting_vote=True) == [About.NO_TIE]
