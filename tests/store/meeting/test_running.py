"""The course of a meeting, its agenda, its roll and its entries: what each line does to the record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from exports.formats.plain_record import plain_record
from store.errors import CannotDo
from store.language.capture.line import Context
from store.meeting.running import RunningMeeting
from store.model import (
    AgendaItem,
    Entry,
    HeldOver,
    ItemStatus,
    MeetingStatus,
    Secrecy,
)
from store.record.clock import spent
from tests.helpers.council import CONTEXT, ITEMS, OPENING, Sitting, opened, refuses
from tests.helpers.meetings import running, type_line
from tests.helpers.tables import each_row


def order(sitting: Sitting) -> list[str]:
    return [item.number for item in sitting.record.order()]


def agenda(sitting: Sitting) -> list[str]:
    return [item.number for item in sitting.record.agenda()]


def current(sitting: Sitting) -> str:
    item = sitting.record.current()
    return item.number if item else ""


def minutes_spent(sitting: Sitting, number: str) -> float:
    return spent(sitting.item(number), sitting.meeting, sitting.now) / 60


# The course


def test_opening_starts_the_first_item() -> None:
    sitting = Sitting()
    sitting.type("/open")
    assert (sitting.meeting.status, sitting.meeting.opened) == (MeetingStatus.RUNNING, OPENING)
    assert current(sitting) == "1"
    assert refuses(sitting, "/open") == "The meeting is open already; /open 9:30 says when it was opened."


def test_from_item_to_item() -> None:
    sitting = opened()
    sitting.type("/next", "/volgende")
    assert current(sitting) == "3"
    assert [sitting.item(number).status for number in "1234"] == [
        ItemStatus.TREATED,
        ItemStatus.TREATED,
        ItemStatus.CURRENT,
        ItemStatus.OPEN,
    ]
    sitting.type("/next", "/next")
    assert refuses(sitting, "/next") == "Every item has been treated; /close ends the meeting."


def test_to_any_item_and_to_the_untreated_ones_after_it() -> None:
    sitting = opened()
    sitting.type("/go 4", "/next")
    assert current(sitting) == "2"
    sitting.type("/naar 4")
    assert (current(sitting), len(sitting.item("4").intervals)) == ("4", 2)
    assert sitting.type("/go 4") is None
    assert refuses(sitting, "/go 9") == "There is no item 9 on the agenda."


def test_an_item_passed_through_on_the_way_to_another_is_not_treated() -> None:
    sitting = opened()
    sitting.type("/next")
    sitting.step = timedelta(seconds=4)
    sitting.type("/go 4", "/go 4", "/go 3")
    assert (current(sitting), sitting.item("4").status, sitting.item("4").intervals) == ("3", ItemStatus.OPEN, ())
    sitting.type("een notitie", "/go 4", "/go 2")
    assert (sitting.item("3").status, sitting.item("4").status) == (ItemStatus.TREATED, ItemStatus.OPEN)
    # What was treated before stays so; and /next says that an item is done, however short it took.
    sitting.type("/go 3", "/go 5")
    sitting.step = timedelta(seconds=11)
    sitting.type("/next")
    assert [sitting.item(number).status for number in "345"] == [
        ItemStatus.TREATED,
        ItemStatus.CURRENT,
        ItemStatus.TREATED,
    ]
    assert len(sitting.item("3").intervals) == 1
    sitting.type("/go 2")
    assert sitting.item("4").status is ItemStatus.TREATED
    sitting.type("/undo", "/undo", "/undo")
    assert current(sitting) == "3"


def test_the_clock_of_an_item_runs_only_while_it_is_current() -> None:
    sitting = opened()
    sitting.type("/next", "een", "twee", "/go 4", "drie", "/go 2", "vier", "/next")
    assert minutes_spent(sitting, "2") == 3 + 2
    assert minutes_spent(sitting, "4") == 2
    assert minutes_spent(sitting, "5") == 0


def test_in_a_recess_no_item_runs() -> None:
    sitting = opened()
    sitting.type("/next", "een", "/break", "twee", "/resume", "drie", "/next")
    assert minutes_spent(sitting, "2") == 6 - 2
    assert refuses(sitting, "/resume") == "The meeting is not in recess."
    sitting.type("/schors")
    assert refuses(sitting, "/break") == "The meeting is in recess already; /resume ends it."
    sitting.type("/hervat")
    assert [(recess.end or sitting.now) - recess.start for recess in sitting.meeting.recesses] == [
        timedelta(minutes=2),
        timedelta(minutes=1),
    ]


def test_going_on_ends_a_recess() -> None:
    sitting = opened()
    sitting.type("/break", "/next")
    assert sitting.meeting.recesses[-1].end == sitting.now - timedelta(minutes=1)


def test_closing() -> None:
    sitting = opened()
    sitting.type("/go 3", "/break", "/close")
    at = sitting.now - timedelta(minutes=1)
    assert (sitting.meeting.status, sitting.meeting.closed, current(sitting)) == (MeetingStatus.DRAFT, at, "")
    assert sitting.meeting.recesses[-1].end == at
    assert sitting.item("3").status is ItemStatus.TREATED
    assert sitting.item("4").status is ItemStatus.OPEN
    assert all(not who.presence or who.presence[-1].end == at for who in sitting.record.attendance.values())
    for line in ("/close", "/next", "/go 2", "/break"):
        assert refuses(sitting, line) == "The meeting is closed; /reopen opens it again."
    sitting.type("/undo")
    assert (sitting.meeting.status, current(sitting)) == (MeetingStatus.RUNNING, "3")


def test_before_the_opening_nothing_runs() -> None:
    sitting = Sitting()
    for line in ("/close", "/next", "/go 2", "/break"):
        assert refuses(sitting, line) == "The meeting is not open yet; /open opens it."
    for line in ("/defer", "/time 10", "/secret"):
        assert refuses(sitting, line) == "No item is being treated now."
    sitting.type("een notitie vooraf")
    assert sitting.last().item is None


def test_approved_minutes_are_closed_for_change() -> None:
    sitting = opened()
    sitting.type("een notitie", "/close")
    sitting.record.put(replace(sitting.meeting, status=MeetingStatus.APPROVED))
    sitting.record.keep("approve", "", sitting.now)
    for line in ("nog iets", "/undo", "/redo", "/amend b1 anders"):
        assert refuses(sitting, line) == "These minutes are approved and closed for change."
    assert sitting.type("/read") is None


def test_reading_back_and_help_change_nothing() -> None:
    sitting = opened()
    acts = len(sitting.record.log)
    assert sitting.type("/read") is None
    assert sitting.type("/help") is None
    assert len(sitting.record.log) == acts


# The agenda


def test_holding_an_item_over() -> None:
    sitting = opened()
    sitting.type("/defer 4 8 april geen tijd meer")
    held = HeldOver(until=date(2027, 4, 8), words="8 april", reason="geen tijd meer")
    assert (sitting.item("4").status, sitting.item("4").held_over) == (ItemStatus.HELD_OVER, held)
    sitting.type("/next", "/next", "/defer", "/next")
    assert current(sitting) == "5"
    assert (sitting.item("3").status, sitting.item("3").held_over) == (ItemStatus.HELD_OVER, HeldOver())
    assert sitting.item("3").intervals[-1].end is not None


def test_an_item_that_is_not_there_is_not_held_over_and_nor_is_another() -> None:
    sitting = opened()
    assert refuses(sitting, "/defer 99 geen tijd") == "There is no item 99 on the agenda."
    sitting.type("/defer 4: geen tijd")
    assert (sitting.item("1").status, sitting.item("4").status) == (ItemStatus.CURRENT, ItemStatus.HELD_OVER)


def test_an_item_held_over_can_be_taken_up_again() -> None:
    sitting = opened()
    sitting.type("/defer 3 geen tijd", "/go 3")
    assert sitting.item("3").status is ItemStatus.CURRENT
    assert plain_record(sitting.record, sitting.now)["items"][2]["held_over"] is None
    sitting.type("/next")
    assert (sitting.item("3").status, sitting.item("3").held_over) == (ItemStatus.TREATED, None)
    sitting.type("/go 4", "/defer", "/go 4")
    assert sitting.item("4").status is ItemStatus.CURRENT
    sitting.type("/next")
    assert (sitting.item("4").status, sitting.item("4").held_over) == (ItemStatus.TREATED, None)


@pytest.mark.parametrize("before", [(), ("/go 3", "erover gesproken")])
def test_passing_through_an_item_held_over_leaves_it_so(before: tuple[str, ...]) -> None:
    sitting = opened()
    sitting.type(*before, "/defer 3 8 april ziek")
    held = sitting.item("3")
    sitting.type("/go 2")
    sitting.step = timedelta(seconds=3)
    sitting.type("/go 3", "/go 5")
    after = sitting.item("3")
    assert (after.status, after.held_over) == (ItemStatus.HELD_OVER, held.held_over)
    assert len(after.intervals) == len(held.intervals)


@pytest.mark.parametrize("before", [3, 60])
def test_an_item_that_is_held_over_and_looked_at_once_more_stays_so(before: int) -> None:
    sitting = opened()
    sitting.type("/go 3")
    sitting.now += timedelta(seconds=before)
    sitting.step = timedelta(seconds=2)
    sitting.type("/defer 8 april ziek")
    held = sitting.item("3").held_over
    sitting.type("/go 3", "/go 5")
    assert (sitting.item("3").status, sitting.item("3").held_over) == (ItemStatus.HELD_OVER, held)
    assert minutes_spent(sitting, "3") == pytest.approx(1 + (before + 2) / 60)
    sitting.type("/go 3", "/next")
    assert (sitting.item("3").status, sitting.item("3").held_over) == (ItemStatus.TREATED, None)


@each_row("kept", ["toch besproken", "! toch besloten", "= 5-3-1", "/moved mia eva"])
def test_an_item_held_over_under_which_something_is_kept_is_treated_however_short(kept: str) -> None:
    sitting = opened()
    sitting.type("/go 3", "!? een voorstel", "/defer", "/go 5")
    sitting.step = timedelta(seconds=2)
    sitting.type("/go 3", kept, "/go 5")
    assert (sitting.item("3").status, sitting.item("3").held_over) == (ItemStatus.TREATED, None)


@pytest.mark.parametrize("said", ["/secret privacy", "/time 20", "/absent mda"])
def test_what_is_said_of_the_item_itself_or_of_somebody_does_not_treat_it(said: str) -> None:
    sitting = opened()
    sitting.type("/defer 3 ziek")
    sitting.step = timedelta(seconds=2)
    sitting.type("/go 3", said, "/go 5")
    assert sitting.item("3").status is ItemStatus.HELD_OVER


@pytest.mark.parametrize("taken_back", [("= 5-3-1", "/undo"), ("toch", "/undo"), ("toch", "/undo", "/redo", "/undo")])
def test_what_was_taken_back_is_not_kept(taken_back: tuple[str, ...]) -> None:
    sitting = opened()
    sitting.type("/go 3", "!? een voorstel", "/defer", "/go 5")
    sitting.step = timedelta(seconds=1)
    sitting.type("/go 3", *taken_back, "/go 5")
    assert sitting.item("3").status is ItemStatus.HELD_OVER


def test_moving_changes_the_order_and_no_number() -> None:
    sitting = opened()
    sitting.type("/move 4 before 2")
    assert (order(sitting), agenda(sitting)) == (["1", "4", "2", "3", "5"], ["1", "2", "3", "4", "5"])
    sitting.type("/schuif 4 na 3")
    assert order(sitting) == ["1", "2", "3", "4", "5"]
    sitting.type("/move 5 before 2", "/next")
    assert current(sitting) == "5"
    assert refuses(sitting, "/move 2 before 2") == "Item 2 cannot be moved to itself."
    assert refuses(sitting, "/move 9 before 2") == "There is no item 9 on the agenda."


def test_planning_other_minutes() -> None:
    sitting = opened()
    sitting.type("/time 4 45", "/tijd 7")
    assert (sitting.item("4").planned_minutes, sitting.item("1").planned_minutes) == (45, 7)


def test_new_items() -> None:
    sitting = opened()
    sitting.type("/next", "# Eerste", "# Tweede", "/next")
    assert agenda(sitting) == ["1", "2", "2a", "2b", "3", "4", "5"]
    assert order(sitting) == agenda(sitting)
    assert (current(sitting), sitting.item("2a").title) == ("2a", "Eerste")
    sitting.type("# Derde", "/go 3", "#8a Vierde")
    assert agenda(sitting) == ["1", "2", "2a", "2b", "2c", "3", "8a", "4", "5"]
    assert refuses(sitting, "#8a Vijfde") == "There is an item 8a already."


def test_a_new_item_where_none_is_current_comes_last() -> None:
    sitting = Sitting()
    sitting.type("# Extra")
    assert agenda(sitting) == ["1", "2", "3", "4", "5", "6"]


def test_a_new_item_comes_behind_the_parts_of_the_current_one() -> None:
    parts = (
        *ITEMS[:2],
        AgendaItem(id=6, number="2.1", title="Inkomend", depth=1),
        AgendaItem(id=7, number="2.2", title="Uitgaand", depth=1),
        *ITEMS[2:],
    )
    sitting = Sitting(items=parts)
    sitting.type("/open", "/next", "# Extra")
    assert agenda(sitting) == ["1", "2", "2.1", "2.2", "2a", "3", "4", "5"]
    assert order(sitting) == ["1", "2", "2a", "2.1", "2.2", "3", "4", "5"]
    sitting.type("/go 2.1", "# Nog meer")
    assert (sitting.item("2.1a").depth, sitting.item("2a").depth) == (1, 0)


def test_a_confidential_item_and_a_confidential_entry() -> None:
    sitting = opened()
    sitting.type("een", "twee", "/geheim laatste persoonsgegevens", "/geheim tot 1 december 2027, art. 20 WOR")
    one, two = sitting.entries()
    assert (one.confidential, two.confidential) == (None, Secrecy(ground="persoonsgegevens"))
    assert sitting.item("1").confidential == Secrecy(ground="art. 20 WOR", until=date(2027, 12, 1))
    assert "Nothing has been written down yet." in refuses(opened(), "/secret last")


def test_filing_under_another_item() -> None:
    sitting = opened()
    sitting.type("een", "twee", "/bij 4")
    assert [entry.item for entry in sitting.entries()] == [1, 4]
    assert refuses(sitting, "/to 9") == "There is no item 9 on the agenda."
    assert refuses(opened(), "/to 4") == "Nothing has been written down yet."


# Undo and redo


def test_undo_and_redo_of_any_depth() -> None:
    sitting = opened()
    lines = ["/next", "een", "! twee", "@bvdb drie > vrijdag", "/done a1", "/defer 4", "/break", "/out mia", "# Extra"]
    states = []
    for line in lines:
        states.append(sitting.record.tables())
        sitting.type(line)
    final = sitting.record.tables()
    for state in reversed(states):
        sitting.type("/undo")
        assert {**sitting.record.tables(), "log": {}} == {**state, "log": {}}
    for _line in lines:
        sitting.type("/redo")
    assert {**sitting.record.tables(), "log": {}} == {**final, "log": {}}
    assert refuses(sitting, "/redo") == "There is nothing to redo."


def test_after_something_new_there_is_nothing_to_redo() -> None:
    sitting = opened()
    sitting.type("een", "/undo", "twee")
    assert refuses(sitting, "/redo") == "There is nothing to redo."
    assert [entry.text for entry in sitting.entries()] == ["twee"]


def test_everything_can_be_undone_and_then_nothing() -> None:
    sitting = Sitting()
    sitting.type("/open", "een", "/undo", "/undo")
    assert sitting.meeting.opened is None
    assert refuses(sitting, "/undo") == "There is nothing left to undo."


# The acts


def test_an_error_of_any_kind_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = opened()

    def broken(*_arguments: object) -> Entry:
        raise RuntimeError("broken")

    before = sitting.record.tables()
    monkeypatch.setattr("store.meeting.decisions.number_of", broken)
    sitting.type("! een", "/undo")
    with pytest.raises(RuntimeError):
        sitting.type("! een", "/minority mia nee")
    sitting.type("/undo")
    assert {**sitting.record.tables(), "log": {}} == {**before, "log": {}}
    assert sitting.type("/time 1 5") is None


def test_the_log_tells_what_was_typed_and_when() -> None:
    sitting = opened()
    act = sitting.type("@bvdb een > vrijdag")
    assert act is not None
    assert (act.verb, act.line, act.at) == ("action", "@bvdb een > vrijdag", datetime(2027, 3, 11, 13, 2, tzinfo=UTC))


def test_references_are_known_while_typing() -> None:
    sitting = opened()
    sitting.type("! een")
    assert sitting.understand("/amend b1 anders").remarks == ()
    assert [str(remark) for remark in sitting.understand("/amend b2 anders").remarks] == [
        "there is no b2 in this meeting"
    ]
    sitting.type("! twee")
    assert sitting.understand("/amend b2 anders").remarks == ()
    assert CONTEXT.references is None


def test_an_item_that_comes_up_under_a_confidential_one_is_confidential_too() -> None:
    meeting = running()
    for line in ("/open", "/go 2", "/geheim art. 20 WOR", "# Ontslag Zwaluw", "/go 3", "# Openbaar"):
        type_line(meeting, line)
    titles = {item.title: item.confidential for item in meeting.record.agenda()}
    assert titles["Ontslag Zwaluw"] == titles["Mededelingen"] == Secrecy(ground="art. 20 WOR")
    assert titles["Openbaar"] is None


def test_a_line_is_understood_in_the_record_as_it_is_now() -> None:
    sitting = opened()
    # What is made once for each change of the record is made anew after a change of any sort.
    for line in (
        "/next",
        "!? Een voorstel",
        "/out bvdb",
        "= 5-2",
        "/terug",
        "/opnieuw",
        "@bvdb stuk > 1 dec",
        "/close",
    ):
        sitting.type(line)
        fresh = RunningMeeting(sitting.record)
        for field in Context.__struct_fields__:
            if field not in ("people", "find", "then"):
                assert getattr(sitting.running.context(), field) == getattr(fresh.context(), field), (line, field)
        assert sitting.running.people().people == fresh.people().people
    with pytest.raises(CannotDo):
        sitting.running.do(sitting.understand("/amend a9 anders"), sitting.now)
    assert sitting.running.context().references == RunningMeeting(sitting.record).context().references
