"""Who may vote, at which hour and on which item, and where it is told that somebody voted in secret."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from store.language.capture.readers.secret_ballots import Ballot
from store.meeting.voting import ballot, entries_telling_votes, present_voters, voters
from store.model import Attendee, Kind, Presence
from tests.helpers.council import OPENING, Sitting

LATER = OPENING + timedelta(hours=1)
HERE = Attendee(id=1, handle="AA", name="A. Aa", presence=(Presence(start=OPENING),))
LEFT = Attendee(id=2, handle="BB", name="B. Bee", presence=(Presence(start=OPENING, end=LATER - timedelta(minutes=1)),))
ASIDE = replace(HERE, id=3, handle="CC", recused=(4,))
GUEST = replace(HERE, id=4, handle="DD", vote=False)
ROLL = (HERE, LEFT, ASIDE, GUEST)


def test_who_has_a_vote_and_is_there_now_or_was_at_an_instant() -> None:
    assert present_voters(ROLL) == [HERE, ASIDE]
    assert present_voters(ROLL, OPENING) == [HERE, LEFT, ASIDE]
    assert present_voters(ROLL, LATER) == [HERE, ASIDE]
    assert present_voters(ROLL, OPENING - timedelta(minutes=1)) == []


def test_who_stands_aside_on_an_item_may_not_vote_on_that_one() -> None:
    assert voters(ROLL, 4) == ("AA",)
    assert voters(ROLL, 5) == voters(ROLL, None) == ("AA", "CC")
    assert voters(ROLL, 4, OPENING) == ("AA", "BB")


def test_where_there_was_a_secret_vote() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", "!? Akkoord.", "= 5-3")
    assert ballot(sitting.record, sitting.item("3").id) is Ballot.NONE
    sitting.type("/go 4", "!? Verhuizen.", "= geheim 6-5")
    assert ballot(sitting.record, sitting.item("4").id) is Ballot.ON_ITEM
    assert ballot(sitting.record, sitting.item("3").id) is Ballot.IN_MEETING
    assert ballot(sitting.record, None) is Ballot.IN_MEETING


# Of each that somebody says, whether it tells of a vote: beside a vote on the item, and where one elsewhere was secret.
SAID = (
    ("mia: tegen", True, False),
    ("mia: ja", True, False),
    ("mia: ik stemde tegen", True, True),
    ("Mia stemde tegen.", True, True),
    ("mia was tegen", True, False),
    ("+mia -eva", True, False),
    ("tom smith: voor", True, False),
    ("roos en mia waren voor", True, False),
    ("eva: + mia", True, False),
    ("het tarief gaat +3 omhoog", False, False),
    ("het wordt +veel duurder", False, False),
    # The sign on the letter is part of the name of somebody who is here, and no vote.
    ("Õmes was er niet bij", False, False),
    ("Roos licht toe.", False, False),
)


def telling(*lines: str) -> list[bool]:
    """For each note of item 3, in that order, whether it tells how somebody voted."""
    sitting = Sitting()
    sitting.type("/open", "/guest OM Õmes de Wit", "/go 3", *(line for line, *_told in SAID), *lines)
    told = entries_telling_votes(sitting.record)
    item = sitting.item("3").id
    return [entry.id in told for entry in sitting.entries() if entry.item == item and entry.kind is Kind.NOTE]


def test_what_tells_how_somebody_voted_is_found_where_votes_were_cast() -> None:
    assert telling("!? Akkoord.", "= 5-3") == [beside for _line, beside, _elsewhere in SAID]


def test_a_secret_vote_elsewhere_makes_telling_what_says_that_somebody_voted() -> None:
    assert telling("/go 4", "!? Akkoord.", "= geheim 5-3") == [elsewhere for _line, _beside, elsewhere in SAID]


def test_without_any_vote_nothing_tells_of_one() -> None:
    assert not any(telling("/go 4", "!? Akkoord."))
    assert not any(telling("/go 4", "!? Akkoord.", "= 5-3"))
