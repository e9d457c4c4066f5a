"""What is written down: kinds, numbers, actions, and decisions that came before."""

from __future__ import annotations

from datetime import date

from store.language.references import is_pattern
from store.meeting.running import RunningMeeting
from store.model import (
    ActionStatus,
    Due,
    Kind,
    Numbering,
    Outcome,
)
from store.record.record import Record
from tests.helpers.council import Sitting, opened, refuses
from tests.helpers.tables import each_row


def test_kinds_of_entries() -> None:
    sitting = opened()
    sitting.type("een", "mia: twee", "! drie", "!? vier", "@bvdb vijf > vrijdag", "& @kh zes", "? zeven")
    sitting.type("/correctie acht")
    entries = sitting.entries()
    assert [entry.kind for entry in entries] == [
        Kind.NOTE,
        Kind.NOTE,
        Kind.DECISION,
        Kind.PROPOSAL,
        Kind.ACTION,
        Kind.UNDERTAKING,
        Kind.QUESTION,
        Kind.CORRECTION,
    ]
    assert [entry.text for entry in entries] == "een twee drie vier vijf zes zeven acht".split()
    assert [entry.speaker for entry in entries][:2] == ["", "MdA"]
    assert [entry.item for entry in entries] == [1] * 8
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def test_numbers_run_by_kind() -> None:
    sitting = opened()
    sitting.type("! een", "@bvdb twee", "& @kh drie", "! vier", "@mia vijf", "!? zes", "? zeven")
    assert [entry.reference for entry in sitting.entries()] == [
        "B 2027-03-01",
        "A 2027-03-01",
        "T 2027-03-01",
        "B 2027-03-02",
        "A 2027-03-02",
        "",
        "",
    ]


def test_a_proposal_adopted_late_has_a_late_number() -> None:
    sitting = opened()
    sitting.type("!? een", "/next", "! twee", "/go 1", "= 8-3", "! drie")
    assert [entry.reference for entry in sitting.entries()] == ["B 2027-03-02", "B 2027-03-01", "B 2027-03-03"]


@each_row(
    "pattern, references",
    [
        ("B {meeting}-{n:02}", ["B 2027-03-01", "B 2027-03-02", "B 2027-03-03"]),
        ("B{n}/{meeting}", ["B1/2027-03", "B2/2027-03", "B3/2027-03"]),
        ("{meeting}.{n:03}", ["2027-03.001", "2027-03.002", "2027-03.003"]),
        ("OR-B{n}", ["OR-B1", "OR-B2", "OR-B3"]),
        ("Besluit", ["Besluit-1", "Besluit-2", "Besluit-3"]),
    ],
)
def test_a_number_is_never_given_twice_whatever_the_pattern(pattern: str, references: list[str]) -> None:
    sitting = Sitting(numbering=Numbering(decision=pattern))
    sitting.type("/open", "! een", "! twee", "! drie")
    assert [entry.reference for entry in sitting.entries()] == references


def test_a_number_with_letters_after_it_is_found_by_the_short_one() -> None:
    sitting = Sitting(numbering=Numbering(decision="B{n}/{meeting}"))
    sitting.type("/open", "! een", "! twee", "/amend b2 anders")
    assert [entry.text for entry in sitting.entries()] == ["een", "anders"]


def test_a_number_freed_by_undo_is_the_next() -> None:
    sitting = opened()
    sitting.type("! een", "! twee", "/undo", "! drie")
    assert [entry.reference for entry in sitting.entries()] == ["B 2027-03-01", "B 2027-03-02"]


def references(sitting: Sitting) -> list[str]:
    return [entry.reference for entry in sitting.entries()]


@each_row("away", ["/delete", "/schrap b2", "\\", "@bvdb", "?"])
def test_a_number_that_was_taken_out_or_became_something_else_is_not_given_again(away: str) -> None:
    sitting = opened()
    sitting.type("! een", "! twee", away, "! drie")
    assert references(sitting)[-1] == "B 2027-03-03"
    # Whoever takes all of that back has them as they were, and the number is free again.
    sitting.type("/undo", "/undo")
    assert references(sitting) == ["B 2027-03-01", "B 2027-03-02"]
    sitting.type("/undo", "! vier")
    assert references(sitting) == ["B 2027-03-01", "B 2027-03-02"]
    assert sitting.last().text == "vier"


def test_what_becomes_a_decision_again_has_a_new_number() -> None:
    sitting = opened()
    sitting.type("! een", "\\", "!")
    assert references(sitting) == ["B 2027-03-02"]
    sitting.type("/undo", "/redo", "! twee")
    assert references(sitting) == ["B 2027-03-02", "B 2027-03-03"]


def test_a_number_is_not_given_again_after_reopening() -> None:
    sitting = opened()
    sitting.type("! een", "@bvdb twee", "/delete b1", "/delete a1")
    again = RunningMeeting(Record(sitting.record.tables()))
    for line in ("! drie", "@bvdb vier"):
        again.do(again.understand(line), sitting.now)
    assert [entry.reference for entry in again.record.entries.values()] == ["B 2027-03-02", "A 2027-03-02"]


def test_a_number_that_was_there_before_the_log_is_not_given_again() -> None:
    sitting = opened()
    sitting.type("! een")
    tables = sitting.record.tables()
    again = RunningMeeting(Record({**tables, "log": {}}))
    for line in ("/delete b1", "! twee"):
        again.do(again.understand(line), sitting.now)
    assert [entry.reference for entry in again.record.entries.values()] == ["B 2027-03-02"]


def test_two_kinds_with_one_pattern_share_its_numbers() -> None:
    sitting = Sitting(numbering=Numbering(decision="OR-{n}", action="OR-{n}"))
    sitting.type("/open", "! een", "@bvdb twee", "! drie", "/delete", "@bvdb vier")
    assert references(sitting) == ["OR-1", "OR-2", "OR-4"]


@each_row(
    "pattern",
    [
        "B {foo}-{n}",
        "B {n",
        "B {}",
        "B {0}",
        "B {n.real}",
        "B {n!r}",
        "B {n:zz}",
        "B {n:999999999}",
        "B {meeting:>9}-{n}",
    ],
)
def test_a_pattern_that_cannot_be_filled_in_gives_way_to_the_usual_one(pattern: str) -> None:
    assert not is_pattern(pattern)
    sitting = Sitting(numbering=Numbering(decision=pattern, action="A {n}"))
    sitting.type("/open", "! een", "! twee", "@bvdb drie", "/amend d2 anders")
    assert references(sitting) == ["D 2027-03-01", "D 2027-03-02", "A 1"]
    assert sitting.entries()[1].text == "anders"


def test_a_pattern_that_only_seems_to_count() -> None:
    assert is_pattern("B{{n}}")
    sitting = Sitting(numbering=Numbering(decision="B{{n}}"))
    sitting.type("/open", "! een", "! twee")
    assert references(sitting) == ["B{n}-1", "B{n}-2"]


def test_mending_the_last_entry() -> None:
    sitting = opened()
    sitting.type("een en een", "s/een/twee/")
    assert sitting.last().text == "twee en een"
    sitting.type("s/e/a/g")
    assert sitting.last().text == "twaa an aan"
    assert refuses(sitting, "s/drie/vier/") == "“drie” does not occur in what was written."
    assert refuses(sitting, "s/twaa an aan//") == "Nothing would be left of that entry; /delete takes it out."
    assert refuses(opened(), "s/een/twee/") == "Nothing has been written down yet."


def test_mending_the_last_entry_that_says_it() -> None:
    sitting = opened()
    sitting.type("! Reageren vóór 1 maart.", "op 1 maart is er niemand", "/next", "iets anders", "en nog iets")
    sitting.type("s/vóór 1 maart/vóór 8 maart")
    assert [entry.text for entry in sitting.entries()][:2] == ["Reageren vóór 8 maart.", "op 1 maart is er niemand"]
    sitting.type("s/1 maart/8 maart")
    assert sitting.entries()[1].text == "op 8 maart is er niemand"
    sitting.type("/undo", "/undo")
    assert sitting.entries()[0].text == "Reageren vóór 1 maart."


def test_mending_reaches_the_date_and_the_owner() -> None:
    sitting = opened()
    sitting.type("@kh file accounts by 28 Mar", "s/28 mar/26 Mar/")
    assert (sitting.last().due, sitting.last().text) == (Due(words="by 26 Mar", day=date(2027, 3, 26)), "file accounts")
    sitting.type("s/KH/mia/")
    assert sitting.last().owners == ("MdA",)
    sitting.type("s/MdA/Truus/")
    assert (sitting.last().owners, sitting.last().owners_unread) == ((), ("Truus",))
    sitting.type("s/Truus/NV/", "s/by 26 Mar//")
    assert (sitting.last().owners, sitting.last().due) == (("NV",), None)
    # What stands in the text is mended there first; with g everywhere.
    sitting.type("@nv,kh lijst van 1 april > 1 april", "s/1 april/2 april/")
    due = Due(words="1 april", day=date(2027, 4, 1))
    assert (sitting.last().text, sitting.last().due) == ("lijst van 2 april", due)
    sitting.type("s/ april/ mei/g")
    assert (sitting.last().text, sitting.last().due) == ("lijst van 2 mei", Due(words="1 mei", day=date(2027, 5, 1)))
    sitting.type("s/KH/RvdL/")
    assert sitting.last().owners == ("NV", "RvdL")
    sitting.type("/undo", "/undo", "/undo")
    assert (sitting.last().text, sitting.last().owners) == ("lijst van 1 april", ("NV", "KH"))
    assert refuses(sitting, "s/28 mar/26 mar/") == "“28 mar” does not occur in what was written."


def test_an_empty_line_is_nothing() -> None:
    sitting = opened()
    assert sitting.type("") is None
    assert sitting.type("  ") is None


# Actions


def test_an_action_and_what_becomes_of_it() -> None:
    sitting = opened()
    sitting.type("@bvdb een > vrijdag", "@Smith twee", "& @kh drie")
    sitting.type("/uitstel a1 1 april", "/uitstel A-2027-03-01 8 april", "/assign a2 @tess", "/vervalt a2 niet nodig")
    sitting.type("/gereed t1 ontvangen", "/wijzig a1 anders")
    one, two, three = sitting.entries()
    assert (one.text, one.postponed, one.status) == ("anders", 2, ActionStatus.OPEN)
    assert one.due is not None
    assert (one.due.day, one.owners) == (date(2027, 4, 8), ("BvdB",))
    assert (two.owners, two.owners_unread) == (("TS2",), ())
    assert (two.status, two.status_reason) == (ActionStatus.CANCELLED, "niet nodig")
    assert (three.status, three.status_reason) == (ActionStatus.DONE, "ontvangen")


def test_an_action_can_be_postponed_to_no_day_yet() -> None:
    sitting = opened()
    sitting.type("@bvdb een > vrijdag", "/uitstel a1 > ?")
    assert (sitting.last().due, sitting.last().postponed) == (None, 1)


def test_an_owner_that_stays_open() -> None:
    sitting = opened()
    sitting.type("@Smith,bvdb een", "@? twee", "/assign a2 @mia", "/assign a2 @?")
    one, two = sitting.entries()
    assert (one.owners, one.owners_unread) == (("BvdB",), ("Smith",))
    assert (two.owners, two.owners_unread) == ((), ())


def test_what_is_no_action_cannot_be_done() -> None:
    sitting = opened()
    sitting.type("! een", "@bvdb twee")
    for verb in ("/done", "/cancel", "/postpone {} vrijdag", "/assign {} mia"):
        line = verb.format("b1") if "{}" in verb else f"{verb} b1"
        assert refuses(sitting, line) == "B 2027-03-01 is no action or undertaking."
    assert refuses(sitting, "/done a7") == "There is no a7 in this meeting."
    assert refuses(sitting, "/trek a1 in") == "A 2027-03-01 is no decision."
    assert refuses(sitting, "/vervang a1 iets anders") == "A 2027-03-01 is no decision."


# Earlier minutes and decisions


def test_approving_minutes() -> None:
    sitting = opened()
    sitting.type("/next", "/approve")
    decision = sitting.last()
    assert (decision.kind, decision.approves, decision.reference) == (
        Kind.DECISION,
        date(2027, 2, 11),
        "B 2027-03-01",
    )
    sitting.type("/correct blz. 1: ja wordt nee", "/vaststellen 14 januari")
    assert sitting.last().approves == date(2027, 1, 14)
    assert sitting.last().text != decision.text
    assert "31 feb" in refuses(sitting, "/approve 31 feb")


def test_the_sentence_that_approves() -> None:
    for corrections, ending in (([], "approved."), (["/correct iets"], "approved as amended.")):
        sitting = Sitting(language="en")
        sitting.type("/open", "/next", *corrections, "/approve")
        assert sitting.last().text == f"The minutes of 11 February 2027 are {ending}"
    sitting = Sitting(language="en")
    sitting.type("/open", "/approve")
    assert (sitting.last().text, sitting.last().approves) == ("The minutes of the previous meeting are approved.", None)


def test_withdrawing_and_replacing() -> None:
    sitting = opened()
    sitting.type("! een", "! twee", "/trek b1 in", "/vervang B-2027-03-02 drie")
    one, two, three, four = sitting.entries()
    assert (one.withdrawn_by, three.withdraws) == ("B 2027-03-03", "B 2027-03-01")
    assert (two.replaced_by, four.replaces, four.text) == ("B 2027-03-04", "B 2027-03-02", "drie")
    assert "B 2027-03-01" in three.text
    assert refuses(sitting, "/trek b9 in") == "There is no b9 in this meeting."
    assert refuses(sitting, "/trek B 2027-03-09 in") == "There is no B 2027-03-09 in this meeting."


def test_withdrawing_with_a_reason() -> None:
    sitting = Sitting(language="en")
    sitting.type("/open", "! een", "/withdraw b1 the budget is gone")
    assert sitting.last().text.endswith("the budget is gone")


def test_a_decision_of_another_meeting_is_named_and_not_looked_for() -> None:
    sitting = opened()
    sitting.type("/trek B 2026-11-04 in", "/vervang b-2026-11-05 wij doen het anders")
    one, two = sitting.entries()
    assert (one.withdraws, two.replaces) == ("B 2026-11-04", "B-2026-11-05")
    assert "B 2026-11-04" in one.text


def test_the_old_wording_stays_in_the_log() -> None:
    sitting = opened()
    sitting.type("! oud")
    act = sitting.type("/wijzig b1 nieuw")
    assert act is not None
    (change,) = act.changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before["text"], change.after["text"]) == ("oud", "nieuw")


def test_a_rejected_proposal_from_a_bot() -> None:
    sitting = opened()
    sitting.type("#rejected wij doen dit")
    assert (sitting.last().kind, sitting.last().outcome) == (Kind.PROPOSAL, Outcome.REJECTED)
