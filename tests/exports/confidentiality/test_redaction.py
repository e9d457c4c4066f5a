"""The gate: what a redacted record holds, and what it says of what was left out."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from msgspec.structs import replace

from exports.confidentiality.leak_check import LeakFound
from exports.confidentiality.redaction import redacted
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job, make
from exports.redacted import UNNAMED, ClosedEntry, ClosedItem, CountedVote, UntimedGuest, was_there
from store.model import Audience, Audiences, Kind, Secrecy, View, Withheld
from store.record.record import Record
from tests.helpers.audiences import told
from tests.helpers.council import ITEMS, VOTERS, Sitting
from tests.helpers.secrets import SECRET_ITEM, secretive

GROUND = "art. 20 WOR"


def sitting(*lines: str, view: View | None = None) -> Record:
    """A meeting with a closed item 4, in which `lines` were typed, with what employer and public are shown."""
    secret = replace(SECRET_ITEM, confidential=Secrecy(ground=GROUND))
    made = Sitting(language="en", items=(*ITEMS[:3], secret, ITEMS[4]))
    made.type("/open", "/present " + " ".join(VOTERS), *lines)
    record = made.record
    if view is None:
        return record
    body = replace(record.meeting.body, audiences=Audiences(employer=view, public=view))
    return record.with_meeting(replace(record.meeting, body=body))


def rows(record: Record, audience: Audience) -> list[dict[str, str]]:
    text = Job(format=Format.CSV, audience=audience, checked=False).make([record]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def entries(record: Record, audience: Audience) -> list[dict[str, Any]]:
    text = Job(format=Format.JSON, audience=audience, checked=False).make([record])
    found: list[dict[str, Any]] = json.loads(text)["meetings"][0]["entries"]
    return found


def test_what_is_closed_has_a_type_of_its_own_and_no_more_than_number_and_ground() -> None:
    record = secretive(live=False).record
    shown = redacted(record, Audience.EMPLOYER)
    item = shown.items[4]
    assert item == ClosedItem(id=4, number="4", title="", confidential=Secrecy(ground=GROUND))
    closed = [entry for entry in shown.entries.values() if isinstance(entry, ClosedEntry)]
    assert {entry.kind for entry in closed} >= {Kind.NOTE, Kind.DECISION, Kind.ACTION, Kind.PROPOSAL}
    assert not [entry for entry in closed if entry.text or entry.owners or entry.due or entry.vote or entry.speaker]
    assert shown.secrecy.keys() >= {4, *(entry.id for entry in closed)}
    full = redacted(record, Audience.FULL)
    assert not [
        row for row in (*full.items.values(), *full.entries.values()) if isinstance(row, ClosedItem | ClosedEntry)
    ]


def test_of_an_election_the_public_is_told_who_was_elected_and_no_number() -> None:
    record = sitting("= Mia 5, Eva 2")
    (vote,) = (entry.vote for entry in redacted(record, Audience.PUBLIC).entries.values())
    assert isinstance(vote, CountedVote)
    assert (vote.was_election, vote.choices, bool(vote.elected)) == (True, (), True)
    # The table told the public of seven votes that there were none.
    (row,) = rows(record, Audience.PUBLIC)
    assert (row["Vote"], row["Status"], row["What"]) == ("", "elected", "Mia d’Ancona is elected.")


def test_a_casting_vote_is_told_and_not_whose_it_was() -> None:
    record = sitting("! one", "= 3-3")
    decided = next(entry for entry in record.entries.values() if entry.vote)
    assert decided.vote
    record.put(replace(decided, vote=replace(decided.vote, casting="MdA")))
    shown = redacted(record, Audience.PUBLIC).entries[decided.id].vote
    assert isinstance(shown, CountedVote)
    assert (shown.casting, shown.had_casting_vote) == ("", True)
    assert "casting vote in favour" in make(record, "minutes", Audience.PUBLIC)
    assert "MdA" not in make(record, "minutes", Audience.PUBLIC).partition("Proposal")[2]


def test_a_guest_is_known_to_have_been_there_without_the_times() -> None:
    record = sitting("/guest XX Piet Specht", "/in xx", "/next", "/go 4", "/out xx")
    guest = next(who for who in redacted(record, Audience.PUBLIC).attendance.values() if who.handle == "XX")
    assert isinstance(guest, UntimedGuest)
    assert was_there(guest)
    assert guest.presence == ()


def test_what_amends_something_closed_does_not_say_what() -> None:
    record = sitting("/go 4", "!? closed", "/go 3", "!? open")
    first, second = record.entries.values()
    record.put(replace(second, amends=first.id))
    assert redacted(record, Audience.PUBLIC).entries[second.id].amends == UNNAMED
    assert [entry["amends"] for entry in entries(record, Audience.PUBLIC)] == [None]


def test_of_what_a_version_withholds_closed_entries_are_not_told_either() -> None:
    record = sitting("/go 4", "@mia closed task", "note", view=View(withholds=(Withheld.ACTIONS, Withheld.NOTES)))
    assert rows(record, Audience.PUBLIC) == []
    assert entries(record, Audience.PUBLIC) == []
    shown = redacted(record, Audience.PUBLIC)
    assert shown.unsaid == {(4, Kind.ACTION), (4, Kind.NOTE)}


def test_an_item_under_which_something_is_withheld_is_not_said_to_have_had_no_remarks() -> None:
    for lines, said in ((("/go 5", "@mia task", "/go 3"), False), (("/go 5", "/go 3"), True)):
        public = make(sitting(*lines), "minutes", Audience.PUBLIC)
        assert ("No remarks." in public.partition("## 5.")[2].partition("## ")[0]) is said


def test_an_internal_title_is_told_only_to_who_may_read_what_is_confidential() -> None:
    record = sitting("/go 5", "note", "/close", view=View(reads=(GROUND,)))
    record.put(replace(record.items[5], internal_title="Inwendig"))
    for what in (DocumentKind.MINUTES, DocumentKind.AGENDA):
        public = Job(what=what, audience=Audience.PUBLIC, checked=False).make([record]).decode()
        assert "Inwendig" not in public
        assert "Verkoop oosterweide" in public
        assert "Inwendig" in Job(what=what, checked=False).make([record]).decode()


def test_a_guest_of_the_closed_item_is_not_named_as_standing_aside_elsewhere() -> None:
    record = sitting("/guest XX Piet Specht", "/go 4", "/in xx", "/out xx", "/go 5", view=View())
    guest = next(who for who in record.attendance.values() if who.handle == "XX")
    record.put(replace(guest, recused=(5,)))
    assert "XX" in make(record, "minutes", Audience.FULL).partition("## 5.")[2]
    assert "XX" not in make(record, "minutes", Audience.PUBLIC)


@pytest.mark.parametrize("audience", [Audience.EMPLOYER, Audience.PUBLIC])
def test_a_guest_who_was_brought_in_under_what_is_confidential_is_nowhere(audience: Audience) -> None:
    made = Sitting()
    made.type("/open", "/go 4", "/secret art. 20 WOR", "/gast PK Piet Kwartelman, curator", "PK: licht toe")
    made.type("/go 3", "een gewone notitie", "/close")
    text = told(made.record, audience)
    assert "Kwartelman" not in text
    assert '"PK"' not in text
    assert "Kwartelman" in told(made.record, Audience.FULL)
    made.type("Kwartelman is weg")
    with pytest.raises(LeakFound, match="Kwartelman"):
        Job(audience=audience).make([made.record])


def test_a_guest_who_was_brought_in_under_an_open_item_is_on_the_roll() -> None:
    made = Sitting()
    made.type("/open", "/go 4", "/secret art. 20 WOR", "/go 3", "/gast PK Piet Kwartelman, curator", "/close")
    assert "Kwartelman" in told(made.record, Audience.PUBLIC)


def test_what_was_said_of_a_secret_ballot_goes_where_the_names_of_voters_go() -> None:
    made = Sitting()
    made.type("/open", "/present " + " ".join(VOTERS), "/go 3", "!? Wij stemmen in.", "mia: is tegen zo te zien")
    made.type(
        "= geheim 3-1", "Mia stemde tegen, koraal", "een gewone notitie", "/go 4", "Mia heeft tegen gestemd, kwarts"
    )
    for audience in (Audience.EMPLOYER, Audience.PUBLIC):
        text = told(made.record, audience)
        assert "gewone notitie" in text
        assert [word for word in ("koraal", "kwarts", "zo te zien") if word in text] == []
    assert "koraal" in told(made.record, Audience.FULL)


@pytest.mark.parametrize("vote", ["= unaniem -mia", "= hand unaniem -mia", "= 9-1"])
def test_where_no_names_stand_beside_votes_no_note_tells_an_open_vote(vote: str) -> None:
    made = Sitting()
    made.type("/open", "/present " + " ".join(VOTERS), "/go 3", "mia: is tegen zolang de toets ontbreekt")
    made.type("mia: het rooster kent drie nachten", "!? Wij stemmen in.", vote)
    for audience in (Audience.EMPLOYER, Audience.PUBLIC):
        text = told(made.record, audience)
        assert "drie nachten" in text
        assert "is tegen" not in text
    assert "is tegen zolang" in told(made.record, Audience.FULL)


def test_what_a_table_or_a_program_gets_tells_of_no_entry_under_a_closed_item() -> None:
    record = sitting(
        "/go 4", "note", "@mia closed task", "! closed", "/go 3", "open note", "! other", "/secret last privacy"
    )
    of_public = {"note"}
    of_employer = {"note", "decision"}
    for audience, kinds in ((Audience.PUBLIC, of_public), (Audience.EMPLOYER, of_employer)):
        assert {entry["kind"] for entry in entries(record, audience)} == kinds
        assert {entry["item"] for entry in entries(record, audience)} == {"3"}
        assert {row["Item"] for row in rows(record, audience)} == {"3"}
        assert "A 2027" not in Job(format=Format.CSV, audience=audience).make([record]).decode()


def test_the_order_of_treatment_is_told_of_closed_items_too() -> None:
    record = sitting("/go 4", "note", "/go 3", "note", "/close")
    data = json.loads(Job(format=Format.JSON, audience=Audience.PUBLIC).make([record]))
    assert data["meetings"][0]["meeting"]["order_treated"] == ["1", "4", "3", "5"]
