"""Votes in a meeting: what they are about, and what they decide under the rules of the body."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.errors import CannotDo
from store.language.capture.line import Verb
from store.language.capture.readers.votes import read_vote
from store.language.capture.warnings import About
from store.meeting import voting
from store.meeting.amendments import just_amended, work_in, worked_in
from store.model import (
    Body,
    HeldOver,
    ItemStatus,
    Kind,
    Majority,
    Method,
    Minority,
    Outcome,
    Quorum,
    QuorumOf,
    Rules,
    Tie,
    Vote,
)
from tests.helpers.council import PEOPLE, VOTERS, Sitting, opened, refuses
from tests.helpers.tables import each_row
from tui.capture.understood import describe
from tui.widgets.entries import draw


def outcome(typed: str, rules: Rules, present: int = 11, seats: int = 11) -> Outcome:
    found = read_vote(typed, PEOPLE, VOTERS[:present])
    assert found is not None
    return voting.outcome(found[0], rules, present, seats)


# Quorum


@each_row(
    "rule, seats, members, needed",
    [
        (Quorum(), 11, 9, 6),
        (Quorum(), 10, 9, 6),
        (Quorum(), 7, 7, 4),
        (Quorum(more=False), 11, 9, 6),
        (Quorum(more=False), 10, 9, 5),
        (Quorum(of=QuorumOf.MEMBERS), 11, 9, 5),
        (Quorum(of=QuorumOf.MEMBERS, more=False), 11, 8, 4),
        (Quorum(parts=(2, 3), more=False), 11, 9, 8),
        (Quorum(parts=(2, 3), more=False), 9, 9, 6),
        (Quorum(parts=(2, 3)), 9, 9, 7),
        (Quorum(of=QuorumOf.NUMBER, number=5), 11, 9, 5),
        (Quorum(of=QuorumOf.NUMBER), 11, 9, 0),
    ],
)
def test_quorum(rule: Quorum, seats: int, members: int, needed: int) -> None:
    body = Body(key="or", name="OR", seats=seats, rules=Rules(quorum=rule))
    assert voting.quorum(body, members) == needed
    assert voting.needed(rule, seats, members) == needed


def test_quorum_of_a_body_without_seats_counts_its_members() -> None:
    assert voting.quorum(Body(key="or", name="OR"), 7) == 4


# Majorities: more than half of the votes cast, of those present, of the seats; two thirds; all.

CAST, PRESENT, SEATS = Majority.CAST, Majority.PRESENT, Majority.SEATS
TWO_THIRDS, ALL = Majority.TWO_THIRDS, Majority.UNANIMOUS
MAJORITIES = [
    (CAST, "5-4-2", True),
    (CAST, "4-5-2", False),
    (CAST, "1-0-10", True),
    (CAST, "0-0-11", False),
    (CAST, "0-1", False),
    (PRESENT, "6-5-0", True),
    (PRESENT, "5-1-5", False),
    (PRESENT, "5-5-1", False),
    (CAST, "1-0", True),
    (SEATS, "8-0-0", True),
    (SEATS, "7-0-0", False),
    (TWO_THIRDS, "6-3-2", True),
    (TWO_THIRDS, "5-3-2", False),
    (TWO_THIRDS, "2-1-0", True),
    (TWO_THIRDS, "0-0-3", False),
    (TWO_THIRDS, "1-0", True),
    (ALL, "1-0", True),
    (ALL, "9-0-2", True),
    (ALL, "9-1-0", False),
    (ALL, "0-0-2", False),
]


@each_row("majority, typed, adopted", MAJORITIES)
def test_majorities(majority: Majority, typed: str, adopted: bool) -> None:
    seats = 15 if majority is SEATS else 11
    found = outcome(typed, Rules(majority=majority), seats=seats)
    assert found is (Outcome.ADOPTED if adopted else Outcome.REJECTED)


@each_row(
    "typed, rules, adopted",
    [
        ("5-4-2", Rules(), True),
        ("5-4-2", Rules(abstentions_count=True), False),
        ("6-3-2", Rules(abstentions_count=True), True),
        ("5-4-0-2", Rules(), True),
        ("5-4-0-2", Rules(blanks_count=True), False),
        ("9-0-2", Rules(majority=ALL, abstentions_count=True), False),
        ("9-0-0-2", Rules(majority=ALL, blanks_count=True), False),
        ("6-3-2", Rules(majority=TWO_THIRDS, abstentions_count=True), False),
        # Half of what counts is not more than half.
        ("5-3-2", Rules(abstentions_count=True), False),
        ("5-3-0-2", Rules(blanks_count=True), False),
    ],
)
def test_abstentions_and_blanks_count_or_not(typed: str, rules: Rules, adopted: bool) -> None:
    assert outcome(typed, rules) is (Outcome.ADOPTED if adopted else Outcome.REJECTED)


@each_row("favour", [5, 6, 7])
def test_half_of_those_present_or_of_the_seats_is_not_more_than_half(favour: int) -> None:
    expected = Outcome.ADOPTED if favour == 7 else Outcome.REJECTED
    assert outcome(f"{favour}-0", Rules(majority=PRESENT), present=12) is expected
    assert outcome(f"{favour}-0", Rules(majority=SEATS), seats=12) is expected


def test_a_vote_of_which_only_the_outcome_was_told_is_what_was_told() -> None:
    assert outcome("aangenomen", Rules()) is Outcome.ADOPTED
    assert outcome("verworpen", Rules()) is Outcome.REJECTED


# Ties and casting votes


@each_row(
    "typed, rules, expected",
    [
        ("4-4", Rules(), Outcome.TIED),
        ("4-4", Rules(tie=Tie.REJECTED), Outcome.REJECTED),
        ("4-4", Rules(tie=Tie.LOT), Outcome.TIED),
        ("4-4", Rules(tie=Tie.CASTING), Outcome.TIED),
        ("4-4 +chair", Rules(), Outcome.TIED),
        ("4-4 +chair", Rules(casting_vote=True), Outcome.ADOPTED),
        ("4-4 -chair", Rules(casting_vote=True), Outcome.REJECTED),
        ("4-4 +chair", Rules(tie=Tie.CASTING), Outcome.ADOPTED),
        ("4-4 +chair", Rules(tie=Tie.REJECTED), Outcome.REJECTED),
        ("5-4 -chair", Rules(casting_vote=True), Outcome.ADOPTED),
        ("4-4 +piet", Rules(casting_vote=True), Outcome.TIED),
        ("4-4", Rules(majority=PRESENT), Outcome.REJECTED),
    ],
)
def test_ties(typed: str, rules: Rules, expected: Outcome) -> None:
    assert outcome(typed, rules) is expected


@each_row(
    "typed, rules, expected",
    [
        ("geheim Kaya 6, Eva 3", Rules(), Outcome.ELECTED),
        ("geheim Kaya 5, Eva 4, blanco 2", Rules(), Outcome.ELECTED),
        ("geheim Kaya 5, Eva 4, blanco 2", Rules(blanks_count=True), Outcome.REJECTED),
        ("geheim Kaya 4, Eva 3, Mia 2", Rules(), Outcome.REJECTED),
        ("geheim Kaya 4, Eva 4", Rules(), Outcome.TIED),
        ("geheim Kaya 4, Eva 4", Rules(tie=Tie.LOT), Outcome.LOT),
        ("geheim Kaya 4", Rules(), Outcome.ELECTED),
        ("geheim Kaya 0", Rules(), Outcome.REJECTED),
    ],
)
def test_elections(typed: str, rules: Rules, expected: Outcome) -> None:
    assert outcome(typed, rules) is expected


@each_row(
    "typed, rules, expected",
    [
        ("unaniem", Rules(), Outcome.ADOPTED),
        ("acclamatie", Rules(), Outcome.ADOPTED),
        ("unaniem -bvdb", Rules(), Outcome.ADOPTED),
        ("unaniem -bvdb", Rules(majority=ALL), Outcome.REJECTED),
        ("unaniem ~bvdb", Rules(majority=ALL), Outcome.ADOPTED),
    ],
)
def test_by_exception_where_the_roll_was_never_called(typed: str, rules: Rules, expected: Outcome) -> None:
    assert outcome(typed, rules, present=0) is expected


def test_by_exception_counts_where_the_roll_was_called() -> None:
    assert outcome("unaniem -rvdl -bvdb", Rules(), present=2) is Outcome.REJECTED
    assert outcome("unaniem -rvdl", Rules(), present=2) is Outcome.TIED


@given(
    st.builds(
        Rules,
        majority=st.sampled_from(Majority),
        tie=st.sampled_from(Tie),
        casting_vote=st.booleans(),
        abstentions_count=st.booleans(),
        blanks_count=st.booleans(),
    ),
    st.tuples(*[st.integers(0, 20)] * 4),
)
def test_more_votes_in_favour_never_hurt(rules: Rules, counts: tuple[int, int, int, int]) -> None:
    def decided(favour: int) -> Outcome:
        vote = Vote(in_favour=favour, against=counts[1], abstained=counts[2], blank=counts[3])
        return voting.outcome(vote, rules, 60, 60)

    if decided(counts[0]) is Outcome.ADOPTED:
        assert decided(counts[0] + 1) is Outcome.ADOPTED
    assert decided(0) is not Outcome.ADOPTED


# In the meeting


def test_a_vote_turns_a_proposal_into_a_decision_or_a_rejection() -> None:
    sitting = opened()
    sitting.type("!? een", "= 6-5", "!? twee", "= 5-6")
    one, two = sitting.entries()
    assert (one.kind, one.reference, one.outcome) == (Kind.DECISION, "B 2027-03-01", Outcome.ADOPTED)
    assert (two.kind, two.reference, two.outcome) == (Kind.PROPOSAL, "", Outcome.REJECTED)
    assert one.vote is not None
    assert (one.vote.in_favour, one.vote.against) == (6, 5)


def test_without_a_proposal_the_vote_is_on_the_last_decision() -> None:
    sitting = opened()
    sitting.type("! een", "! twee", "een notitie", "= hand unaniem -mia")
    one, two, _note = sitting.entries()
    assert one.vote is None
    assert two.vote is not None
    assert (two.vote.method, two.vote.in_favour, two.outcome) == (Method.HAND, 10, Outcome.ADOPTED)


def test_only_the_current_item_counts() -> None:
    sitting = opened()
    sitting.type("!? een", "/next", "= 6-5")
    proposal, vote = sitting.entries()
    assert (proposal.outcome, vote.kind, vote.outcome) == (None, Kind.VOTE, Outcome.ADOPTED)
    assert "no proposal or decision" in str(sitting.understand("= 6-5").remarks[0])


def test_an_election_stands_by_itself() -> None:
    sitting = opened()
    sitting.type("!? een", "= geheim Kaya 6, Eva 4, blanco 1")
    proposal, election = sitting.entries()
    assert proposal.outcome is None
    assert (election.kind, election.outcome, election.text) == (Kind.VOTE, Outcome.ELECTED, "")


def test_an_amendment_is_voted_first() -> None:
    sitting = opened()
    sitting.type("!? kopen voor 1000", "!? amendement: 1000 wordt 800", "= 8-3", "= 9-2")
    main, amendment = sitting.entries()
    assert (main.amends, amendment.amends) == (None, main.id)
    # It gets no number: the text in force has its words.
    assert (amendment.kind, amendment.reference, amendment.outcome) == (Kind.PROPOSAL, "", Outcome.ADOPTED)
    assert (main.reference, main.text) == ("B 2027-03-01", "kopen voor 800")
    assert amendment.vote is not None
    assert main.vote is not None
    assert (amendment.vote.in_favour, main.vote.in_favour) == (8, 9)


@pytest.mark.parametrize(
    ("text", "change", "amended"),
    [
        ("max 1000 euro", "1000 wordt 800", "max 800 euro"),
        ("max 1000 euro", "“1000” wordt “800”.", "max 800 euro"),
        ("max 1000 euro", "vervang 1000 euro door 800 euro", "max 800 euro"),
        ("max 1000 euro", "800 in plaats van 1000", "max 800 euro"),
        ("max 1000 euro", "1000 -> 800", "max 800 euro"),
        ("a target of six months", "six becomes four", "a target of four months"),
        ("a target of six months", "replace six months with a year", "a target of a year"),
        ("max 1000,50 euro", "1000 wordt 800", None),
        ("max 10000 euro", "1000 wordt 800", None),
        ("1000 nu en 1000 later", "1000 wordt 800", None),
        ("max 1000 euro", "2000 wordt 800", None),
        ("max 1000 euro", "1000 wordt 800, en de termijn vervalt", None),
        ("max 1000 euro", "1000 wordt 800 en euro wordt dollar", None),
        ("max 1000 euro", "ook thee", None),
        ("max 1000 euro", "het bedrag van 1000 wordt 800", None),
    ],
)
def test_an_amendment_is_worked_in_only_where_it_can_be_taken_one_way(
    text: str, change: str, amended: str | None
) -> None:
    assert worked_in(text, change) == amended


def test_an_amendment_that_cannot_be_worked_in_stands_behind_the_text() -> None:
    sitting = opened()
    sitting.type("!? kopen voor 1000", "/amendement ook thee", "= 8-3", "= 9-2")
    assert sitting.entries()[0].text == "kopen voor 1000 (zoals geamendeerd: ook thee)"
    assert [entry.reference for entry in sitting.entries()] == ["B 2027-03-01", ""]


def test_two_amendments_are_worked_in_and_the_one_that_is_rejected_after_all_is_taken_out() -> None:
    sitting = opened()
    sitting.type("!? kopen voor 1000 in mei", "/amendement mei wordt juni", "/amendement 1000 wordt 800")
    acts = len(sitting.record.log)
    sitting.type("= 8-3")
    shown = just_amended(sitting.record, acts)
    assert shown and shown.text == "kopen voor 800 in mei"
    sitting.type("= 7-4")
    assert sitting.entries()[0].text == "kopen voor 800 in juni"
    # Edited since: what can be taken back for certain is.
    main, first, _second = sitting.entries()
    sitting.record.put(replace(main, text="kopen voor 800 in juni 2027"))
    sitting.record.keep("mend", "", sitting.now)
    assert sitting.entries()[0].text == "kopen voor 800 in juni 2027"
    work_in(sitting.record, first, adopted=False)
    assert sitting.entries()[0].text == "kopen voor 800 in mei 2027"


def test_two_amendments_are_to_the_same_proposal() -> None:
    sitting = opened()
    sitting.type("!? een", "/amendement twee", "amendment: drie", "= 3-8", "= 4-7", "= 8-3")
    one, two, three = sitting.entries()
    assert (one.amends, two.amends, three.amends) == (None, one.id, one.id)
    assert [entry.outcome for entry in (one, two, three)] == [Outcome.ADOPTED, Outcome.REJECTED, Outcome.REJECTED]
    assert one.text == "een"


def test_a_second_proposal_is_a_motion_of_its_own() -> None:
    sitting = opened()
    sitting.type("motie: meer bomen", "motie: minder auto's")
    assert [remark.about for remark in sitting.understand("= 8-3").remarks] == [About.ALSO_OPEN]
    sitting.type("= 8-3")
    assert [remark.about for remark in sitting.understand("= 3-8").remarks] == [About.ON_EARLIER]
    sitting.type("= 3-8")
    trees, cars = sitting.entries()
    assert (trees.amends, cars.amends) == (None, None)
    assert (trees.outcome, cars.outcome) == (Outcome.REJECTED, Outcome.ADOPTED)


def test_an_amendment_to_nothing_is_kept_as_a_proposal_and_that_is_said() -> None:
    sitting = opened()
    for line in ("!? amendement: 1000 wordt 800", "/amendement 1000 wordt 800"):
        understood = sitting.understand(line)
        assert (understood.verb, [remark.about for remark in understood.remarks]) == (
            Verb.PROPOSAL,
            [About.NOTHING_TO_AMEND],
        )
        assert "1000 wordt 800" in understood.text


def test_an_amendment_that_a_second_vote_rejects_is_taken_out_of_the_text() -> None:
    sitting = opened()
    sitting.type("!? een", "/amendement twee", "= 8-3")
    assert sitting.entries()[0].text != "een"
    sitting.type("/undo")
    assert sitting.entries()[0].text == "een"
    assert sitting.understand("= 8-3").remarks[0].about is About.ON_AMENDMENT


CASTING = Rules(casting_vote=True)


@pytest.mark.parametrize("line", ["= -chair", "= -rvdl", "= 5-5-1 -chair"])
def test_a_casting_vote_is_on_what_was_tied(line: str) -> None:
    sitting = opened(rules=CASTING)
    sitting.type("!? hoofdvoorstel", "/amendement anders", "= 5-5-1")
    understood = sitting.understand(line)
    assert "“anders”" in describe(understood, sitting.running.context())
    sitting.type(line)
    main, amendment = sitting.entries()
    assert (main.outcome, main.vote, amendment.outcome) == (None, None, Outcome.REJECTED)
    assert amendment.vote is not None
    vote = amendment.vote
    assert (vote.in_favour, vote.against, vote.abstained, vote.casting, vote.casting_against) == (
        5,
        5,
        1,
        "RvdL",
        True,
    )
    sitting.type("/undo", "/undo")
    assert [entry.outcome for entry in sitting.entries()] == [None, None]


def test_what_is_tied_stays_so_where_nobody_has_a_casting_vote() -> None:
    sitting = opened()
    sitting.type("!? Het doel is zes maanden.", "= 3-3-1", "= -chair")
    (entry,) = sitting.entries()
    assert entry.vote and not entry.vote.casting and entry.outcome is Outcome.TIED


def test_a_casting_vote_keeps_the_names_of_the_roll_call() -> None:
    sitting = opened(rules=CASTING)
    sitting.type("!? een", "= +bvdb +jth -mia -rvdl", "= 2-2 +chair")
    vote = sitting.last().vote
    assert vote is not None
    assert (vote.names_in_favour, vote.names_against, vote.casting) == (("BvdB", "JtH"), ("MdA", "RvdL"), "RvdL")
    assert sitting.last().outcome is Outcome.ADOPTED


_BALLOTS = st.sampled_from(
    "= 5-5 | = 6-5 | = 3-8 | = +chair | = -chair | = -rvdl | = 5-5 +chair | = unaniem -mia | = aangenomen | !? een"
    " | /amendement twee | !? amendement drie | motie: vier | = +bvdb +jth -mia -rvdl -chair | = +bvdb -mia +vz"
    " | = voor: rvdl, bvdb; tegen: mia | ! vijf | /out mia | /in mia | = unaniem, 1 onthouding".split(" | ")
)


@given(st.lists(_BALLOTS, max_size=25))
def test_in_any_order_of_votes_numbers_are_those_of_the_names_and_undo_gives_back_the_start(lines: list[str]) -> None:
    sitting = opened(rules=CASTING)
    start, acts = sitting.record.tables(), len(sitting.record.log)
    for line in lines:
        with contextlib.suppress(CannotDo):
            understood = sitting.understand(line)
            context = sitting.running.context()
            sitting.type(line)
            for who in (*understood.vote.names_in_favour, *understood.vote.names_against) if understood.vote else ():
                said = [remark.about for remark in understood.remarks]
                old = context.tied.vote if understood.voted is not None and context.tied else None
                assert who in (context.voters or ()) or old or About.NOT_ENTITLED in said
    for entry in sitting.entries():
        if vote := entry.vote:
            for number, names in (
                (vote.in_favour, vote.names_in_favour),
                (vote.against, vote.names_against),
                (vote.abstained, vote.names_abstained),
            ):
                assert not names or len(set(names)) == number
            assert not vote.casting or vote.in_favour == vote.against
    while len(sitting.record.log) > acts and sitting.record.to_undo and sitting.record.to_undo.number > acts:
        sitting.type("/undo")
    assert {name: rows for name, rows in sitting.record.tables().items() if name != "log"} == {
        name: rows for name, rows in start.items() if name != "log"
    }


def test_a_proposal_after_a_vote_is_no_amendment() -> None:
    sitting = opened()
    sitting.type("!? een", "= 8-3", "!? twee", "/next", "!? drie")
    assert [entry.amends for entry in sitting.entries()] == [None, None, None]


def test_voting_again_corrects_the_vote() -> None:
    sitting = opened()
    sitting.type("! iets anders", "!? een", "= 4-4", "= 5-6", "= 6-5", "= 5-6", "= 7-4", "! daarna")
    other, one, after = sitting.entries()
    assert other.vote is None
    assert one.vote is not None
    assert (one.kind, one.reference, one.outcome, one.vote.in_favour) == (
        Kind.DECISION,
        "B 2027-03-02",
        Outcome.ADOPTED,
        7,
    )
    assert after.reference == "B 2027-03-03"


def test_a_vote_that_replaces_another_says_so_and_undo_brings_that_back() -> None:
    sitting = opened()
    sitting.type("!? Voorstel A: het rooster van de nachtdienst blijft", "= 4-1-0")
    context, line = sitting.running.context(), sitting.understand("= 2-3-0")
    told = "Vote · 2 for, 3 against, 0 abstained · on B 2027-03-01 “Voorstel A: het rooster van…”"
    assert describe(line, context) == told
    assert [str(remark) for remark in line.remarks] == [
        "replaces the vote of 4–1–0; for another, first type what it is on: !? …"
    ]
    sitting.type("= 2-3-0")
    assert (sitting.last().kind, sitting.last().outcome) == (Kind.PROPOSAL, Outcome.REJECTED)
    sitting.type("/undo")
    vote = sitting.last().vote
    assert vote is not None
    assert (vote.in_favour, sitting.last().kind, sitting.last().outcome) == (4, Kind.DECISION, Outcome.ADOPTED)


def test_a_vote_on_what_has_none_replaces_nothing_and_an_election_is_on_nothing() -> None:
    sitting = opened()
    sitting.type("!? een", "= 6-5", "!? twee")
    context = sitting.running.context()
    assert describe(sitting.understand("= 6-5"), context) == "Vote · 6 for, 5 against, 0 abstained · on “twee”"
    sitting.type("= 6-5")
    assert sitting.understand("= geheim Kaya 6, Eva 4").remarks == ()
    assert "on " not in describe(sitting.understand("= geheim Kaya 6, Eva 4"), context)


def test_a_decision_that_a_second_vote_rejects_is_a_proposal_again_and_keeps_its_number() -> None:
    sitting = opened()
    sitting.type("!? een", "= 6-5", "= 5-6", "! twee")
    one, two = sitting.entries()
    assert (one.kind, one.outcome) == (Kind.PROPOSAL, Outcome.REJECTED)
    assert (one.reference, two.reference) == ("B 2027-03-01", "B 2027-03-02")


def test_a_decision_to_reject_stays_a_decision() -> None:
    sitting = opened()
    sitting.type("! Het voorstel is verworpen.", "= 5-6")
    assert (sitting.last().kind, sitting.last().outcome) == (Kind.DECISION, Outcome.REJECTED)


def test_undoing_a_vote_brings_the_proposal_back() -> None:
    sitting = opened()
    sitting.type("!? een", "= 6-5", "/undo")
    assert (sitting.last().kind, sitting.last().vote, sitting.last().reference) == (Kind.PROPOSAL, None, "")


def test_a_tie_leaves_a_proposal_until_it_is_voted_again() -> None:
    sitting = opened(rules=Rules(casting_vote=True))
    sitting.type("!? een", "= 5-5")
    assert (sitting.last().kind, sitting.last().outcome) == (Kind.PROPOSAL, Outcome.TIED)
    sitting.type("= 5-5 +chair")
    assert (sitting.last().kind, sitting.last().outcome) == (Kind.DECISION, Outcome.ADOPTED)
    assert sitting.last().vote is not None


def test_an_item_on_which_the_votes_are_tied_is_held_over_where_the_rules_say_so() -> None:
    for tie, status in ((Tie.HELD_OVER, ItemStatus.HELD_OVER), (Tie.REJECTED, ItemStatus.TREATED)):
        sitting = opened(rules=Rules(tie=tie))
        sitting.type("!? een", "= 5-5", "/next")
        assert sitting.item("1").status is status
    held = Sitting(language="nl")
    held.type("/open", "!? een", "= 5-5", "/close")
    assert held.item("1").held_over == HeldOver(reason="de stemmen staakten")
    # Voted on again, it is decided.
    again = opened()
    again.type("!? een", "= 5-5", "/next", "/go 1", "= 6-5", "/next")
    assert (again.item("1").status, again.item("1").held_over) == (ItemStatus.TREATED, None)


def test_the_rules_of_the_body_decide() -> None:
    for rules, adopted in ((Rules(), True), (Rules(majority=Majority.SEATS), False)):
        sitting = opened(rules=rules, seats=15)
        sitting.type("!? een", "= 7-0-4")
        assert (sitting.last().kind is Kind.DECISION) == adopted


def test_unanimous_leaves_out_who_stands_aside_or_is_gone() -> None:
    sitting = opened()
    sitting.type("/out eva", "/recuse mia", "!? een", "= unaniem")
    vote = sitting.last().vote
    assert vote is not None
    assert vote.names_in_favour == tuple(who for who in VOTERS if who not in ("EM", "MdA"))


def test_a_vote_that_does_not_add_up_is_stored_as_typed_with_a_warning() -> None:
    sitting = opened(present=("RvdL", "BvdB", "MdA"))
    line = sitting.understand("= 9-3-1")
    assert [str(remark) for remark in line.remarks] == [
        "more votes than there are voters in the room (13 > 3)",
        "there is no quorum (3/6)",
        "no proposal or decision under this item; the vote stands by itself",
    ]
    sitting.type("!? een", "= 9-3-1")
    vote = sitting.last().vote
    assert vote is not None
    assert (vote.in_favour, vote.against, vote.abstained, vote.typed) == (9, 3, 1, "9-3-1")


@pytest.mark.parametrize("typed", ["= geheim +rvdl +bvdb -mia ~eva", "= secret unaniem -mia ~eva -Smith"])
def test_of_a_secret_vote_no_name_is_kept_anywhere(typed: str) -> None:
    sitting = opened()
    sitting.type("!? een", typed)
    kept = str(sitting.record.log[-1]) + str(sitting.record.entries) + str(sitting.record.raw["entries"])
    for name in ("rvdl", "bvdb", "mia", "eva", "mda", "smith"):
        assert name not in kept.lower()
    vote = sitting.last().vote
    assert vote is not None
    assert sitting.record.log[-1].line == f"= secret {vote.in_favour}-{vote.against}-{vote.abstained}"


def test_a_secret_vote_is_shown_as_one_at_its_entry() -> None:
    sitting = opened()
    sitting.type("!? een", "= geheim 6-1-0")
    assert "6–1–0 by secret ballot" in draw(sitting.last(), sitting.record, 100)[0].plain
    sitting.type("= 6-1-0")
    assert "secret" not in draw(sitting.last(), sitting.record, 100)[0].plain


def test_of_a_secret_vote_that_was_pasted_no_name_is_kept_either() -> None:
    sitting = opened()
    act = sitting.running.do_all(["!? een", "= geheim +rvdl +bvdb -mia", "twee"], sitting.now)
    assert act is not None
    assert act.line == "!? een\n= secret 2-1-0\ntwee"


def test_an_election_is_logged_as_typed() -> None:
    sitting = opened()
    act = sitting.type("= geheim Kaya 6, Eva 4, blanco 1")
    assert act is not None
    assert act.line == "= geheim Kaya 6, Eva 4, blanco 1"


# Movers and minorities


def test_mover_and_seconder() -> None:
    sitting = opened()
    sitting.type("! eerder", "!? een", "/moved mia eva")
    assert (sitting.last().mover, sitting.last().seconder) == ("MdA", "EM")
    sitting.type("/ingediend Piet bvdb")
    assert (sitting.last().mover, sitting.last().seconder) == ("Piet", "BvdB")
    sitting.type("= 8-3", "/moved eva")
    assert (sitting.last().mover, sitting.last().seconder) == ("EM", "")
    assert refuses(opened(), "/moved mia") == "There is no proposal or decision yet."


def test_minority_views() -> None:
    sitting = opened()
    sitting.type("! een", "! twee", "/minority mia het is te duur", "/minderheid eva en Smith: het is te laat")
    one, two = sitting.entries()
    assert one.minority == ()
    assert two.minority == (
        Minority(who="MdA", text="het is te duur"),
        Minority(who="EM, Smith", text="het is te laat"),
    )
    assert refuses(opened(), "/minority mia nee") == "There is no decision yet to hold another view on."


def test_a_minority_view_is_on_what_was_decided_last() -> None:
    sitting = opened()
    sitting.type("!? hoofdvoorstel", "!? amendement anders", "= 8-3", "= 9-2", "/minority mia het is te duur")
    main, amendment = sitting.entries()
    assert (len(main.minority), len(amendment.minority)) == (1, 0)


def test_a_minority_view_typed_under_the_next_item_is_still_on_the_last_decision() -> None:
    sitting = opened()
    sitting.type("! een", "/next", "/minority mia het is te duur")
    assert len(sitting.entries()[0].minority) == 1


def test_a_meeting_without_a_roll_still_decides() -> None:
    sitting = Sitting()
    sitting.type("/open", "!? een", "= unaniem", "!? twee", "= unaniem -mia")
    assert [entry.outcome for entry in sitting.entries()] == [Outcome.ADOPTED, Outcome.ADOPTED]
