"""A Word file that comes back: each change in it is a proposal, and nothing else is."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.formats.docx import write_docx
from exports.word_review.compare import Returned
from exports.word_review.proposals import How, Proposal
from store.errors import BadAgenda, NotulistError
from store.meeting.revision import Revision
from store.model import Audience
from tests.helpers.council import OPENING, Sitting
from tests.helpers.reading import english
from tests.helpers.word_edits import Edited

_LATER = OPENING + timedelta(days=1)


@pytest.fixture
def sitting() -> Sitting:
    sitting = english(place="Zaal 3")
    sitting.type("/go 3", "mia: the roster has 212 shifts in half a year", "a note that is plain")
    sitting.type("!? the night shift is kept", "= unanimous -jth", "! we ask for a pilot with the team")
    sitting.type(
        "@bvdb,Smith write to the team > friday 12:00", "& @kh send the figures > 1 april", "? who pays for it"
    )
    sitting.type("/go 4", "/secret art. 20 WOR", "zwaluw is the name", "/go 5", "last words", "/close")
    return sitting


def returned(sitting: Sitting, folder: Path, change: bytes | None = None) -> Returned:
    path = folder / "Minutes (DvdB).docx"
    path.write_bytes(change or written(sitting))
    return Returned(path, sitting.record)


def written(sitting: Sitting) -> bytes:
    return write_docx(minutes(redacted(sitting.record, Audience.FULL)))


def found(sitting: Sitting, folder: Path, edited: Edited) -> list[Proposal]:
    return returned(sitting, folder, edited.saved()).proposals(sitting.record)


def test_an_untouched_file_proposes_nothing(sitting: Sitting, tmp_path: Path) -> None:
    file = returned(sitting, tmp_path)
    assert file.proposals(sitting.record) == []
    assert not file.is_older


def test_each_change_is_one_proposal(sitting: Sitting, tmp_path: Path) -> None:
    edited = Edited(written(sitting))
    edited.track("212", "221").track("half a year", "six months").track("a note", "The note").insert(
        "plain", " and true"
    )
    edited.track("is kept", "goes on").insert("a pilot", " of a year").track("write to", "call").track(
        "figures", "numbers"
    )
    edited.track("who pays", "Who will pay").track("last", "final")
    edited.comment("zwaluw", "no name here").comment("the roster", "which one?").comment("team", "all of them?")
    edited.change("that is", "which is").change("the night", "each night")
    proposed = found(sitting, tmp_path, edited)
    assert [each.how for each in proposed].count(How.TRACKED) == 10
    assert [each.how for each in proposed].count(How.COMMENT) == 3
    assert [(each.old, each.new) for each in proposed if each.how is How.SILENT] == [("that", "which"), ("the", "each")]
    assert len(proposed) == 15
    first = proposed[0]
    assert (first.old, first.new, first.who, first.when) == (
        "212",
        "221",
        "DvdB",
        datetime.fromisoformat("2026-11-24T10:12"),
    )
    assert first.instead == "the roster has 221 shifts in half a year"
    assert first.asks
    assert not proposed[1].asks
    assert {each.text for each in proposed if each.how is How.COMMENT} == {"no name here", "which one?", "all of them?"}
    assert all(each.instead is not None for each in proposed if each.how is not How.COMMENT)


def test_each_is_taken_by_itself_and_is_no_proposal_any_more(sitting: Sitting, tmp_path: Path) -> None:
    edited = Edited(written(sitting))
    edited.track("212", "221").track("half a year", "six months").insert("plain", " and true").change(
        "the team", "all teams"
    )
    file = returned(sitting, tmp_path, edited.saved())
    revision = Revision(sitting.record)
    left = file.proposals(sitting.record)
    assert len(left) == 4
    while left:
        first = left[0]
        assert first.entry is not None and first.instead is not None
        revision.put_text(first.entry, first.instead, "Minutes (DvdB).docx", _LATER)
        fewer = file.proposals(sitting.record)
        assert fewer == [each for each in fewer if each.new != first.new]
        assert len(fewer) == len(left) - 1
        left = fewer
    texts = [entry.text for entry in sitting.record.entries.values()]
    assert "the roster has 221 shifts in six months" in texts
    assert "a note that is plain and true" in texts
    revision.do(revision.understand("/undo", _LATER), _LATER)
    assert len(file.proposals(sitting.record)) == 1


def test_what_is_no_part_of_a_text_is_asked_and_mended_by_hand(sitting: Sitting, tmp_path: Path) -> None:
    edited = Edited(written(sitting)).track("12:00", "17:00").track("Zaal 3", "Zaal 4")
    place, due = found(sitting, tmp_path, edited)
    assert (due.old, due.instead, due.asks) == ("12:00", None, True)
    assert sitting.record.entries[due.entry or 0].text == "write to the team"
    assert (place.entry, place.instead, place.asks) == (None, None, True)


def test_a_new_paragraph_comes_behind_the_one_above_it(sitting: Sitting, tmp_path: Path) -> None:
    edited = (
        Edited(written(sitting))
        .add("a note that is plain", "and one more")
        .add("4. Verhuizing", "first", tracked=False)
    )
    one, other = found(sitting, tmp_path, edited)
    assert (one.how, one.new, one.item, one.who) == (How.NEW, "and one more", 3, "DvdB")
    assert sitting.record.entries[one.entry or 0].text == "a note that is plain"
    assert (other.how, other.new, other.item, other.entry) == (How.NEW, "first", 4, None)


def test_a_paragraph_that_went_is_said(sitting: Sitting, tmp_path: Path) -> None:
    proposed = found(sitting, tmp_path, Edited(written(sitting)).take_away("a note that is plain"))
    assert [(each.how, each.old, each.instead) for each in proposed] == [(How.GONE, "a note that is plain", None)]


def test_an_older_draft_is_judged_by_its_own_state(sitting: Sitting, tmp_path: Path) -> None:
    edited = Edited(written(sitting)).track("half a year", "six months")
    Revision(sitting.record).put_text(
        first_note(sitting), "Mia: the roster has 212 night shifts in half a year", "", _LATER
    )
    file = returned(sitting, tmp_path, edited.saved())
    assert file.is_older
    (only,) = file.proposals(sitting.record)
    assert only.instead == "Mia: the roster has 212 night shifts in six months"


def test_what_the_record_says_otherwise_by_now_is_not_guessed_at(sitting: Sitting, tmp_path: Path) -> None:
    edited = Edited(written(sitting)).track("half a year", "six months")
    Revision(sitting.record).put_text(first_note(sitting), "something else", "", _LATER)
    (only,) = found(sitting, tmp_path, edited)
    assert (only.instead, only.asks) == (None, True)


def first_note(sitting: Sitting) -> int:
    return next(id for id, entry in sitting.record.entries.items() if "212" in entry.text)


def test_a_file_of_another_meeting_or_program_is_refused_in_a_line(sitting: Sitting, tmp_path: Path) -> None:
    other = english()
    other.type("a note", "/close")
    elsewhere = replace(redacted(other.record, Audience.FULL), meeting=replace(other.meeting, key="2027-04-08-or"))
    with pytest.raises(NotulistError, match="was made of 2027-04-08-or, not of"):
        returned(sitting, tmp_path, write_docx(minutes(elsewhere)))
    with pytest.raises(BadAgenda):
        returned(sitting, tmp_path, b"no Word file")
