"""The record and a typed line as JSON: the names of everything, and what stands under them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.formats.plain_record import plain_record
from store.language.capture.grammar import understand
from store.model import AgendaItem, Document, Method, Purpose, Secrecy
from store.record.plain_values import plain_vote
from tests.conftest import run
from tests.helpers.council import CONTEXT, ITEMS, NOBODY, OPENING, VOTERS, Sitting
from tests.helpers.tables import each_row
from tui.capture.understood import plain_line

LATER = OPENING + timedelta(hours=1)


def shown(sitting: Sitting) -> dict[str, Any]:
    """The record as another program reads it."""
    data: dict[str, Any] = json.loads(json.dumps(plain_record(sitting.record, LATER)))
    return data


def sitting(*lines: str) -> Sitting:
    found = Sitting()
    found.type("/open", "/present " + " ".join(VOTERS), *lines)
    return found


def entries(*lines: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shown(sitting(*lines))["entries"]
    return found


def explained(typed: str, *, with_meeting: bool = True) -> dict[str, Any]:
    line = understand(typed, CONTEXT if with_meeting else NOBODY)
    data: dict[str, Any] = json.loads(json.dumps(plain_line(line, with_meeting=with_meeting)))
    return data


# The record


def test_the_parts_of_a_record() -> None:
    data = shown(sitting("een", "/break", "/resume", "/go 3", "/next"))
    assert list(data) == ["meeting", "items", "entries", "attendance"]
    meeting = data["meeting"]
    assert (meeting["key"], meeting["number"], meeting["body"]) == ("2027-03-11-or", "2027-03", "OR De Linde")
    assert (meeting["date"], meeting["start"], meeting["end"]) == ("2027-03-11", "14:00", "16:00")
    assert (meeting["status"], meeting["opened"], meeting["closed"]) == ("running", "2027-03-11T13:00:00Z", None)
    assert (meeting["next_meeting"], meeting["time_zone"]) == ("2027-04-08", "Europe/Amsterdam")
    assert meeting["order_treated"] == ["1", "3", "2"]
    assert meeting["recesses"] == [{"start": "2027-03-11T13:03:00Z", "end": "2027-03-11T13:04:00Z"}]


def test_an_item() -> None:
    about = AgendaItem(
        id=3,
        number="3",
        title="Rooster",
        purpose=Purpose.DECIDE,
        presenter="MdA",
        planned_minutes=20,
        documents=(Document(label="3a", title="rooster", link="3a.pdf"),),
        explanation="uitleg",
        decision_asked="instemmen",
        internal_title="intern",
        confidential=Secrecy(ground="art. 20 WOR", until=date(2027, 12, 1)),
    )
    meeting = Sitting(items=(*ITEMS[:2], about, *ITEMS[3:]))
    meeting.type("/open", "/go 3", "/defer 3 8 april geen tijd", "/next")
    item = shown(meeting)["items"][2]
    assert (item["number"], item["title"], item["purpose"], item["presenter"]) == ("3", "Rooster", "decide", "MdA")
    assert (item["planned_minutes"], item["spent_seconds"], item["status"]) == (20, 120, "held_over")
    assert item["confidential"] == {"ground": "art. 20 WOR", "until": "2027-12-01"}
    assert item["held_over"] == {"until": "2027-04-08", "words": "8 april", "reason": "geen tijd"}
    assert item["documents"] == [{"label": "3a", "title": "rooster", "link": "3a.pdf"}]
    assert (item["explanation"], item["decision_asked"], item["internal_title"]) == ("uitleg", "instemmen", "intern")
    other = shown(meeting)["items"][3]
    assert (other["purpose"], other["presenter"], other["confidential"], other["spent_seconds"]) == (
        None,
        None,
        None,
        0,
    )


def test_a_note() -> None:
    (entry,) = entries("mia: is akkoord")
    assert entry == {
        "id": 113,
        "kind": "note",
        "item": "1",
        "at": "2027-03-11T13:02:00Z",
        "text": "is akkoord",
        "speaker": "MdA",
        "answer": None,
        "answered_by": None,
        "reference": None,
        "owners": [],
        "owners_open": [],
        "due": None,
        "due_words": None,
        "review": None,
        "review_words": None,
        "status": None,
        "status_reason": None,
        "postponed": 0,
        "confidential": False,
        "secrecy": None,
        "vote": None,
        "outcome": None,
        "mover": None,
        "seconder": None,
        "amends": None,
        "minority": [],
        "approves": None,
        "replaces": None,
        "withdraws": None,
        "withdrawn_by": None,
        "replaced_by": None,
        "follow_up": None,
        "handles": None,
        "condition": None,
        "ground": False,
        "letter": None,
    }


def test_an_action_and_an_undertaking() -> None:
    one, two, three = entries("@bvdb,Smith een > vrijdag", "& @kh twee > vrijdag 12:00", "@all drie, z.s.m.")
    assert (one["kind"], one["reference"], one["status"]) == ("action", "A 2027-03-01", "open")
    assert (one["owners"], one["owners_open"], one["due"], one["due_words"]) == (
        ["BvdB"],
        ["Smith"],
        "2027-03-12",
        None,
    )
    assert (two["kind"], two["due"]) == ("undertaking", "2027-03-12T12:00")
    assert (three["owners"], three["due"], three["due_words"]) == (["all"], None, "z.s.m.")


def test_a_decision_and_its_vote() -> None:
    main, amendment = entries("!? een", "!? amendement twee", "= hand unaniem -mia ~eva", "= 5-6", "/moved mia")
    assert (amendment["kind"], amendment["outcome"], amendment["amends"]) == ("proposal", "adopted", main["id"])
    assert (main["kind"], main["outcome"], main["reference"]) == ("proposal", "rejected", None)
    vote = amendment["vote"]
    assert (vote["for"], vote["against"], vote["abstain"], vote["method"]) == (9, 1, 1, "hand")
    assert (vote["names"]["against"], vote["names"]["abstain"]) == (["MdA"], ["EM"])
    assert len(vote["names"]["for"]) == 9
    assert main["vote"]["method"] is None


def test_an_election_and_a_secret_vote() -> None:
    election, secret = entries("= geheim Kaya 6, Jansen 4, blanco 1", "!? een", "= geheim +rvdl +bvdb -mia")
    assert (election["kind"], election["outcome"], election["vote"]["blank"]) == ("vote", "elected", 1)
    assert election["vote"]["choices"] == [
        {"name": "Kaya", "handle": "IK", "votes": 6},
        {"name": "Jansen", "handle": None, "votes": 4},
    ]
    assert (secret["vote"]["for"], secret["vote"]["method"]) == (2, "secret")
    assert secret["vote"]["names"] == {"for": [], "against": [], "abstain": []}


def test_names_that_a_secret_vote_holds_all_the_same_are_not_shown() -> None:
    vote = understand("= +rvdl -mia", CONTEXT).vote
    assert vote is not None
    data = plain_vote(replace(vote, method=Method.SECRET))
    assert data is not None
    assert data["names"] == {"for": [], "against": [], "abstain": []}


def test_what_is_confidential() -> None:
    one, two = entries("een", "/geheim laatste tot 1 december privacy", "/go 3", "twee", "/geheim art. 20 WOR")
    assert (one["confidential"], one["secrecy"]) == (True, {"ground": "privacy", "until": "2027-12-01"})
    assert (two["confidential"], two["secrecy"]) == (True, None)


def test_what_became_of_earlier_decisions() -> None:
    one, two, three, four = entries("! een", "! twee", "/trek b1 in", "/vervang b2 drie")
    assert (one["withdrawn_by"], three["withdraws"]) == ("B 2027-03-03", "B 2027-03-01")
    assert (two["replaced_by"], four["replaces"]) == ("B 2027-03-04", "B 2027-03-02")
    (approved,) = entries("/vaststellen 11 februari")
    assert approved["approves"] == "2027-02-11"


def test_the_roll() -> None:
    meeting = sitting("/online mia", "/afwezig eva m.k. op cursus", "/onthoudt bvdb", "/out jth")
    roll = {who["handle"]: who for who in shown(meeting)["attendance"]}
    assert [here["remote"] for here in roll["MdA"]["present"]] == [False, True]
    assert (roll["EM"]["present"], roll["EM"]["absent"]) == ([], {"notice": True, "reason": "op cursus"})
    assert roll["BvdB"]["recused"] == ["1"]
    assert roll["JtH"]["present"] == [{"start": "2027-03-11T13:00:00Z", "end": "2027-03-11T13:05:00Z", "remote": False}]
    assert (roll["KH"]["role"], roll["KH"]["vote"], roll["NV"]["vote"]) == ("guest", False, False)


def test_running_clocks_are_read_at_the_moment_asked_for() -> None:
    meeting = sitting()
    assert plain_record(meeting.record, OPENING + timedelta(minutes=7))["items"][0]["spent_seconds"] == 420
    meeting.type("/close")
    assert plain_record(meeting.record, OPENING + timedelta(minutes=7))["items"][0]["spent_seconds"] == 120


# A line


@each_row(
    "typed, fields",
    [
        ("een notitie", {"kind": "note", "text": "een notitie", "speaker": None, "warnings": []}),
        ("mia: akkoord", {"kind": "note", "text": "akkoord", "speaker": "MdA"}),
        ("! besluit", {"kind": "decision", "text": "besluit"}),
        ("!? voorstel", {"kind": "proposal"}),
        ("? vraag", {"kind": "question"}),
        ("/correctie tekst", {"kind": "correction", "text": "tekst"}),
        ("@bvdb,Smith een > vrijdag", {"kind": "action", "owners": ["BvdB"], "owners_open": ["Smith"]}),
        ("@bvdb een > vrijdag", {"due": "2027-03-12", "due_words": None}),
        ("@bvdb een > vrijdag 12:00", {"due": "2027-03-12T12:00"}),
        ("@bvdb een > 30 feb", {"due": None, "due_words": "30 feb"}),
        ("& @kh een", {"kind": "undertaking", "owners": ["KH"]}),
        ("# Nieuw", {"kind": "item", "item": None, "text": "Nieuw"}),
        ("#8b Nieuw", {"kind": "item", "item": "8b", "text": "Nieuw"}),
        ("s/a/b/", {"kind": "mend", "old": "a", "new": "b"}),
        ("s/a//", {"kind": "mend", "old": "a", "new": ""}),
        ("/go 4", {"kind": "go", "item": "4"}),
        ("/move 4 before 2", {"kind": "move", "item": "4", "before": "2", "after": None}),
        ("/move 4 after 2", {"kind": "move", "item": "4", "before": None, "after": "2"}),
        ("/time 4 20", {"kind": "time", "item": "4", "minutes": 20}),
        ("/defer 4 8 april reden", {"kind": "defer", "item": "4", "due": "2027-04-08", "text": "reden"}),
        ("/in mia Smith", {"kind": "in", "people": ["MdA"], "people_open": ["Smith"]}),
        ("/absent mia m.k. ziek", {"kind": "absent", "people": ["MdA"], "notice": True, "text": "ziek"}),
        ("/guest XX Jan Bos, gast", {"kind": "guest", "handle": "XX", "name": "Jan Bos", "text": "gast"}),
        ("/geheim tot 1 december x", {"confidential": {"ground": "x", "until": "2027-12-01"}, "last": False}),
        ("/secret last", {"kind": "secret", "last": True}),
        ("/moved Piet mia", {"kind": "moved", "people": ["Piet", "MdA"], "people_open": []}),
        ("/approve 11 feb", {"kind": "approve", "on": "2027-02-11"}),
        ("/done a1 klaar", {"kind": "done", "reference": "a1", "text": "klaar"}),
        ("/assign a1 @mia", {"kind": "assign", "reference": "a1", "people": ["MdA"]}),
        ("/onbekend", {"kind": "note", "warnings": ["/onbekend is no command"]}),
    ],
)
def test_a_line(typed: str, fields: dict[str, Any]) -> None:
    data = explained(typed)
    assert {name: data[name] for name in fields} == fields


def test_a_vote_typed() -> None:
    data = explained("= hand 5-3-1")
    vote = data["vote"]
    assert data["kind"] == "vote"
    assert (vote["for"], vote["against"], vote["abstain"], vote["method"]) == (5, 3, 1, "hand")
    assert explained("= geheim Kaya 6, Jansen 4")["vote"]["choices"][1]["name"] == "Jansen"
    assert explained("een notitie")["vote"] is None


def test_without_a_meeting_names_are_as_typed() -> None:
    data = explained("@bvdb,jth een > vrijdag", with_meeting=False)
    assert (data["owners"], data["owners_open"], data["due"], data["warnings"]) == (
        ["bvdb", "jth"],
        [],
        "2027-03-12",
        [],
    )
    assert explained("/in bvdb jth", with_meeting=False)["people"] == ["bvdb", "jth"]
    assert explained("= unaniem -bvdb", with_meeting=False)["people"] == []


@given(st.text(max_size=60))
def test_any_line_has_the_same_names(typed: str) -> None:
    assert list(explained(typed)) == list(explained("een notitie"))
    assert list(explained(typed, with_meeting=False)) == list(explained("een notitie"))


def test_the_commands_print_it() -> None:
    done = run("explain", "@bvdb een > vrijdag", "--on", "2027-03-11", "--json")
    assert done.returncode == 0
    data = json.loads(done.stdout)
    assert (data["kind"], data["owners"], data["due"]) == ("action", ["bvdb"], "2027-03-12")
    assert datetime.fromisoformat(data["due"])
