"""What the record lacks, and how to end on time."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from store.meeting.completeness import Lack, unfinished
from store.model import ItemStatus, Purpose
from store.record.pacing import minutes_over, savings
from tests.helpers.council import ITEMS, VOTERS, Sitting, opened


def lacks(sitting: Sitting) -> list[tuple[Lack, str]]:
    numbers = {item.id: item.number for item in sitting.record.items.values()}
    return [(one.lack, numbers.get(one.item or 0, "")) for one in unfinished(sitting.record)]


def test_everything_that_is_missing_is_listed_in_the_order_of_the_agenda() -> None:
    items = tuple(replace(item, purpose=Purpose.DECIDE) if item.number == "2" else item for item in ITEMS)
    sitting = Sitting(items=items)
    sitting.type("/open", "/present allen", "/next", "geen besluit hier", "/next", "? wie weet het")
    sitting.type(
        "@smith uitzoeken > z.s.m.", "@? nog iemand > vrijdag", "!? voorstel", "/next", "/next", "@bvdb klaar > vrijdag"
    )
    assert lacks(sitting) == [
        (Lack.NO_NOTES, "1"),
        (Lack.NO_DECISION, "2"),
        (Lack.UNANSWERED, "3"),
        (Lack.UNKNOWN_OWNER, "3"),
        (Lack.NO_DATE, "3"),
        (Lack.NO_OWNER, "3"),
        (Lack.NOT_VOTED, "3"),
        (Lack.NO_NOTES, "4"),
    ]
    assert "Smith" in str(unfinished(sitting.record)[3]).title()


def test_nothing_is_missing_from_a_finished_record() -> None:
    sitting = Sitting()
    sitting.type("/open", "/present allen", "welkom", "@bvdb brief > vrijdag", "/close")
    assert lacks(sitting) == []


def test_a_decision_without_a_quorum_is_remarked_on_and_unfinished() -> None:
    sitting = opened(present=("RvdL", "BvdB", "MdA"))
    assert [str(remark) for remark in sitting.understand("! Wij gaan door").remarks] == ["there is no quorum (3/6)"]
    assert sitting.understand("!? Wij gaan door").remarks == ()
    sitting.type("! Wij gaan door")
    found = [one for one in unfinished(sitting.record) if one.lack is Lack.NO_QUORUM]
    assert [(str(one), one.entry) for one in found] == [("decided without a quorum (3/6)", sitting.last().id)]
    # Whoever was there from the opening after all makes it one.
    sitting.type("/present " + " ".join(VOTERS))
    assert Lack.NO_QUORUM not in [one.lack for one in unfinished(sitting.record)]


def test_a_note_by_nearly_somebody_is_unfinished_until_it_is_mended() -> None:
    sitting = opened()
    sitting.type("bvbd: akkoord", "let op: de deur")
    found = [one for one in unfinished(sitting.record) if one.lack is Lack.UNKNOWN_SPEAKER]
    assert [str(one) for one in found] == ["who speaks? “bvbd” may be BvdB"]
    sitting.type("/schrap", "/schrap", "bvdb: akkoord")
    assert Lack.UNKNOWN_SPEAKER not in [one.lack for one in unfinished(sitting.record)]


def test_more_voters_than_seats_are_unfinished() -> None:
    sitting = Sitting(seats=10)
    assert lacks(sitting) == []
    sitting.type("/open", "/present allen")
    assert str(unfinished(sitting.record)[0]) == "more members have a vote than there are seats (11/10)"
    assert Lack.MORE_THAN_SEATS not in dict(lacks(opened()))


def test_prepared_text_that_was_not_written_down_is_unfinished() -> None:
    items = tuple(replace(item, prepared_text="! Een.\n\nTwee." if item.number == "1" else "") for item in ITEMS)
    sitting = Sitting(items=items)
    assert lacks(sitting) == []
    sitting.type("/open", "/present allen")
    assert lacks(sitting) == []
    sitting.type("! Een.")
    assert sitting.item("1").prepared_text == "\nTwee."
    sitting.type("/next")
    assert [one for one in lacks(sitting) if one[0] is Lack.PREPARED] == [(Lack.PREPARED, "1")]
    sitting.type("/naar 1", "/undo", "/undo", "/undo")
    assert (sitting.item("1").prepared_text, sitting.entries()) == ("! Een.\n\nTwee.", [])


def test_initials_that_nobody_has_are_unfinished() -> None:
    sitting = opened()
    sitting.type("jht: dit gaat te snel", "NB: morgen is er niemand", "kamer: 3", "mia: akkoord", "QvdX: nee")
    found = [one for one in unfinished(sitting.record) if one.lack is Lack.NOBODY_SPEAKS]
    assert [one.words for one in found] == ["jht", "QvdX"]
    assert str(found[0]) == "who speaks? nobody here is called “jht”"
    assert str(sitting.understand("jht: te snel").remarks[0]) == "jht: nobody here is called so; it is kept as a note"


def test_where_the_roll_was_not_called_nothing_is_said_of_a_quorum() -> None:
    sitting = Sitting()
    sitting.type("/open")
    assert sitting.understand("! Wij gaan door").remarks == ()
    sitting.type("! Wij gaan door")
    assert Lack.NO_QUORUM not in [one.lack for one in unfinished(sitting.record)]


def test_an_action_that_is_done_lacks_nothing() -> None:
    sitting = Sitting()
    sitting.type("/open", "/present allen", "@? iets", "/done a1")
    assert lacks(sitting) == []


def test_a_meeting_on_time_needs_no_savings() -> None:
    sitting = Sitting()
    sitting.type("/open")
    assert minutes_over(sitting.record, sitting.now) == 0
    assert savings(sitting.record, sitting.now) == []


def test_decide_items_are_shortened_last_and_taking_it_over_ends_on_time() -> None:
    purposes = {"2": Purpose.INFORM, "3": Purpose.DECIDE, "4": Purpose.DISCUSS}
    items = tuple(replace(item, purpose=purposes.get(item.number)) for item in ITEMS)
    sitting = Sitting(items=items)
    sitting.type("/open")
    sitting.now += timedelta(minutes=70)
    assert minutes_over(sitting.record, sitting.now) == 16
    proposed = savings(sitting.record, sitting.now)
    assert [(one.number, one.minutes) for one in proposed] == [("2", 5), ("4", 19)]
    sitting.running.do_all([one.line for one in proposed], sitting.now)
    assert minutes_over(sitting.record, sitting.now) == 0


def test_where_shortening_is_not_enough_whole_items_are_held_over() -> None:
    sitting = Sitting()
    sitting.type("/open")
    sitting.now += timedelta(minutes=105)
    proposed = savings(sitting.record, sitting.now)
    assert any(one.minutes is None for one in proposed)
    sitting.running.do_all([one.line for one in proposed], sitting.now)
    assert minutes_over(sitting.record, sitting.now) <= 0 or all(
        item.status is not ItemStatus.OPEN for item in sitting.record.order()[1:-1]
    )
