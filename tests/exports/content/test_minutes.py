"""The minutes: what stands where, and how it is told."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.document import Boxed, Bullets, Heading, Paragraph, Signing, Table
from store.meeting.completeness import unfinished
from store.model import (
    AgendaItem,
    Document,
    HeldOver,
    ItemStatus,
    MeetingStatus,
    Outcome,
    Rules,
)
from tests.helpers.council import ITEMS, VOTERS, Sitting
from tests.helpers.reading import FULL, PUBLIC, english, headings, lines, section
from tests.helpers.tables import each_row

# The whole


def test_what_stands_where() -> None:
    sitting = english()
    sitting.type("! one", "@bvdb two > friday", "& @kh three", "/go 5", "/close")
    assert headings(sitting) == [
        "# Minutes OR-vergadering 2027-03",
        "## Attendance",
        "## 1. Opening",
        "## 2. Verslag 11 februari 2027",
        "## 3. Rooster nachtdienst",
        "## 4. Verhuizing",
        "## 5. Sluiting",
        "## Decision list",
        "## Action list",
        "## Undertakings",
        "## Next meeting",
        "## Approval",
    ]
    assert headings(sitting, PUBLIC) == [
        "# Public minutes OR-vergadering 2027-03",
        *headings(sitting)[1:8],
        "## Next meeting",
    ]
    assert section(sitting, "5. Sluiting") == ["The meeting was closed at 14:06."]
    assert section(sitting, "Next meeting") == ["Thursday 8 April 2027"]


def test_the_head() -> None:
    sitting = english(place="Zaal 3")
    sitting.type("/go 3", "/next", "/close")
    assert lines(sitting)[1:7] == [
        "- Body: OR De Linde",
        "- Date: Thursday 11 March 2027",
        "- Time: 14:00–14:04 (planned 14:00–16:00)",
        "- Place: Zaal 3",
        "- Status: draft, version of 11 March 2027, 14:04",
        "- Order of treatment: 1, 3, 2, 5",
    ]


def test_the_head_of_a_meeting_that_is_still_held_or_still_to_come() -> None:
    sitting = english()
    assert "- Time: 14:00–… (planned 14:00–16:00)" in lines(sitting)
    assert not any("Order of treatment" in line for line in lines(sitting))
    assert "- Time: 14:00–16:00" in lines(Sitting(language="en"))
    assert section(Sitting(language="en"), "3. Rooster") == ["Not treated."]


def test_approved_minutes_need_no_approval() -> None:
    sitting = english()
    sitting.type("/close")
    sitting.record.put(replace(sitting.meeting, status=MeetingStatus.APPROVED))
    assert "- Status: approved" in lines(sitting)
    assert "## Approval" not in headings(sitting)


def test_closing_the_meeting_treats_the_item_for_that_wherever_it_is_closed() -> None:
    sitting = english()
    sitting.type("/go 3", "/close")
    assert section(sitting, "5. Sluiting") == ["The meeting was closed at 14:03."]
    assert "## Closing" not in headings(sitting)
    assert (section(sitting, "3. Rooster"), section(sitting, "4. Verhuizing")) == (["No remarks."], ["Not treated."])
    assert not [one for one in unfinished(sitting.record) if one.item == 5]
    sitting.type("/undo")
    assert sitting.record.items[5].status is ItemStatus.OPEN


@pytest.mark.parametrize("title", ["Rondvraag en sluiting", "Sluiting locatie Zuid"])
def test_an_item_with_more_to_it_than_the_closing_stays_untreated(title: str) -> None:
    sitting = Sitting(language="en", items=(*ITEMS[:4], replace(ITEMS[4], title=title)))
    sitting.type("/open", "/go 3", "/close")
    assert section(sitting, f"5. {title}") == ["Not treated."]
    assert section(sitting, "Closing") == ["The meeting was closed at 14:02."]


def test_what_was_written_outside_the_agenda() -> None:
    sitting = Sitting(language="en")
    sitting.type("before", "/open", "during", "/close", "after")
    found = [
        line
        for line in lines(sitting)
        if line in ("## Outside the agenda", "before", "during", "after", "## 1. Opening")
    ]
    assert found == ["## Outside the agenda", "before", "## 1. Opening", "during", "## Outside the agenda", "after"]


# The roll


def test_the_roll() -> None:
    sitting = Sitting(language="en")
    sitting.type("/open", "/present rvdl mia eva wvdb ts nv", "/absent ik m.k. op cursus", "/absent jth z.k.")
    sitting.type("/online mia", "/in bvdb", "/out wvdb", "/in kh", "/out kh", "/guest XX van Dam, adviseur", "/in xx")
    sitting.type("/close")
    assert section(sitting, "Attendance") == [
        "- Chair: Roos van der Linden (RvdL)",
        "- Clerk: Noor Visser (NV)",
        "- Present: Mia d’Ancona (MdA), online; Eva Müller-de Wit (EM); Tom Smith (TS)",
        "- Present in part: Willem van der Berg (WvdB), until 14:06; Bart van den Broek (BvdB), from 14:05",
        "- In attendance: Van Dam (XX), adviseur, from 14:10; Karel Holt (KH), 14:07–14:08",
        "- Apologies: Işıl Kaya (IK), op cursus",
        "- Absent without notice: Jan ’t Hart (JtH)",
        "- Absent: Ayşe Çelik (AÇ); Wout IJsbrandy (WIJ); Tess Smith (TS2)",
        "- Quorum: 6 of 11 seats, not present 14:00–14:05, 14:06–14:11",
    ]


def test_the_quorum() -> None:
    sitting = english()
    assert section(sitting, "Attendance")[-1] == "- Quorum: 6 of 11 seats"
    sitting.type("/close")
    assert section(sitting, "Attendance")[-1] == "- Quorum: 6 of 11 seats, present throughout"
    without = Sitting(language="en", seats=0)
    without.type("/open", "/close")
    assert section(without, "Attendance")[-1] == "- Quorum: 6 of 11 members"


def test_who_leaves_and_comes_back() -> None:
    sitting = english()
    sitting.type("/out mia", "/in mia", "/out mia", "/in mia", "/close")
    assert "- Present in part: Mia d’Ancona (MdA), until 14:02, 14:03–14:04, from 14:05" in section(
        sitting, "Attendance"
    )


def test_why_somebody_was_absent_is_not_for_the_public() -> None:
    sitting = english()
    sitting.type("/absent mia m.k. ziek", "/absent eva z.k. zwanger")
    assert "ziek" in str(section(sitting, "Attendance"))
    assert not re.search("ziek|zwanger", str(lines(sitting, PUBLIC)))
    assert "- Apologies: Mia d’Ancona (MdA)" in section(sitting, "Attendance", PUBLIC)


# Entries


def test_entries_as_they_stand_under_their_item() -> None:
    sitting = english()
    sitting.type("a note", "mia: says this", "? who knows", "/correct page 1", "@bvdb,Smith write > friday 12:00")
    sitting.type("@? paint", "@all bring cake > asap", "& @kh send it", "!? do this")
    assert section(sitting, "1. Opening") == [
        "a note",
        "MdA: says this",
        "Question: who knows",
        "Correction: page 1",
        "Action A 2027-03-01: write – BvdB, Smith (?), Fri 12 Mar 2027 12:00",
        "Action A 2027-03-02: paint",
        "Action A 2027-03-03: bring cake (all members, asap)",
        "Undertaking T 2027-03-01: send it (KH)",
        "> Not put to the vote — Proposal: do this",
    ]


def test_a_decision_with_all_that_belongs_to_it() -> None:
    sitting = english()
    others = ", ".join(who for who in VOTERS if who not in ("JtH", "IK"))
    sitting.type(
        "!? do this", "/moved mia eva", "= hand unanimous -jth ~ik", "/minority jth too dear", "/withdraw b1 it is late"
    )
    assert section(sitting, "1. Opening") == [
        "> Decision B 2027-03-01 — do this",
        "> Moved by MdA, seconded by EM.",
        f"> Vote by show of hands: 9 in favour ({others}), 1 against (JtH), 1 abstention (IK).",
        "> Minority view of JtH: too dear",
        "> Withdrawn by B 2027-03-02.",
        "> Decision B 2027-03-02 — Decision B 2027-03-01 is withdrawn: it is late",
    ]
    assert section(sitting, "1. Opening", PUBLIC) == [
        "> Decision B 2027-03-01 — do this",
        "> Vote by show of hands: 9 in favour, 1 against, 1 abstention.",
        "> Minority view: too dear",
        "> Withdrawn by B 2027-03-02.",
        "> Decision B 2027-03-02 — Decision B 2027-03-01 is withdrawn: it is late",
    ]


@each_row(
    "typed, told",
    [
        ("= 6-5-0", "Vote: 6 in favour, 5 against, 0 abstentions."),
        ("= 6-3-2-1", "Vote: 6 in favour, 3 against, 2 abstentions, 1 blank."),
        ("= round 6-5", "Vote by going round: 6 in favour, 5 against, 0 abstentions."),
        ("= written 6-5", "Vote in writing: 6 in favour, 5 against, 0 abstentions."),
        ("= acclamation", "Vote by acclamation: unanimous."),
        ("= secret unanimous", "Vote by secret ballot: unanimous."),
        ("= secret +rvdl +mia -eva", "Vote by secret ballot: 2 in favour, 1 against, 0 abstentions."),
        ("= +rvdl +mia -eva", "Vote by roll call: 2 in favour (RvdL, MdA), 1 against (EM), 0 abstentions."),
        ("= unanimous", f"Vote: unanimous ({', '.join(VOTERS)})."),
        ("= 5-5 +chair", "Vote: 5 in favour, 5 against, 0 abstentions, casting vote in favour (RvdL)."),
    ],
)
def test_how_a_vote_is_told(typed: str, told: str) -> None:
    sitting = Sitting(language="en", rules=Rules(casting_vote=True))
    sitting.type("/open", "/present " + " ".join(VOTERS), "!? do this", typed)
    assert section(sitting, "1. Opening") == ["> Decision B 2027-03-01 — do this", f"> {told}"]
    assert section(sitting, "1. Opening", PUBLIC)[1] == f"> {re.sub(r' [(][^)]*[)]', '', told)}"


def test_by_exception_where_the_roll_was_never_called() -> None:
    sitting = Sitting(language="en")
    sitting.type("/open", "!? do this", "= unanimous -mia", "!? and this", "= unanimous")
    assert section(sitting, "1. Opening") == [
        "> Decision B 2027-03-01 — do this",
        "> Vote: all others in favour, 1 against (MdA), 0 abstentions.",
        "> Decision B 2027-03-02 — and this",
        "> Vote: unanimous.",
    ]
    assert "B 2027-03-01 | 1 | do this | …–1–0 | in force" in lines(sitting)


def test_what_was_rejected_or_tied() -> None:
    sitting = english()
    sitting.type("!? one", "= 5-6", "!? two", "= 5-5", "! three", "= 5-6")
    assert section(sitting, "1. Opening") == [
        "> Lost — Proposal: one",
        "> Vote: 5 in favour, 6 against, 0 abstentions.",
        "> The votes are tied — Proposal: two",
        "> Vote: 5 in favour, 5 against, 0 abstentions.",
        "> Lost — Decision B 2027-03-01: three",
        "> Vote: 5 in favour, 6 against, 0 abstentions.",
    ]
    assert "B 2027-03-01 | 1 | three | 5–6–0 | lost" in lines(sitting)


def test_a_decision_without_a_quorum_says_so() -> None:
    sitting = english()
    sitting.type("/out " + " ".join(("bvdb", "jth", "mia", "eva", "ik", "wij")), "! one")
    assert "> Decided without a quorum." in section(sitting, "1. Opening")
    assert "B 2027-03-01 | 1 | one |  | in force, decided without a quorum" in lines(sitting)


def test_amendments_come_first_as_they_were_voted_on() -> None:
    sitting = english()
    sitting.type("!? main", "!? amendment first", "= 8-3", "/amendment second", "= 3-8")
    assert "> Amendment to another proposal." in section(sitting, "1. Opening")
    sitting.type("= 9-2")
    found = [line for line in section(sitting, "1. Opening") if "Vote" not in line]
    assert found == [
        "> Carried — Amendment: first",
        "> Amendment to B 2027-03-01.",
        "> Lost — Amendment: second",
        "> Amendment to B 2027-03-01.",
        "> Decision B 2027-03-01 — main (as amended: first)",
    ]
    assert [line for line in lines(sitting) if line.startswith("B 2027-03-01 |")] == [
        "B 2027-03-01 | 1 | main (as amended: first) | 9–2–0 | in force"
    ]


@pytest.mark.parametrize(
    ("typed", "outcome", "votes"),
    [
        ("= secret Kaya 6, Eva 4, blank 1", "Işıl Kaya is elected.", "Işıl Kaya 6, Eva Müller-de Wit 4, 1 blank"),
        ("= secret Kaya 5, Eva 5", "The votes are tied.", "Işıl Kaya 5, Eva Müller-de Wit 5"),
        ("= secret Kaya 4, Eva 3, Jansen 3", "Nobody has a majority.", "Işıl Kaya 4, Eva Müller-de Wit 3, Jansen 3"),
    ],
)
def test_an_election(typed: str, outcome: str, votes: str) -> None:
    sitting = english()
    sitting.type(typed)
    assert section(sitting, "1. Opening") == [f"> Vote — {outcome}", f"> Vote by secret ballot: {votes}."]
    assert section(sitting, "1. Opening", PUBLIC) == [f"> Vote — {outcome}"]


def test_an_election_that_the_lot_decides() -> None:
    sitting = english()
    sitting.type("= secret Kaya 5, Eva 5")
    sitting.record.put(replace(sitting.last(), outcome=Outcome.LOT))
    assert section(sitting, "1. Opening")[0] == "> Vote — The votes are tied; it is to be drawn by lot."


def test_recesses_stand_between_the_entries() -> None:
    sitting = english()
    sitting.type("one", "/break", "in between", "/resume", "two", "/break")
    assert section(sitting, "1. Opening") == ["one", "Recess 14:03–14:05", "in between", "two", "Recess 14:07"]


def test_an_entry_stands_where_it_was_filed() -> None:
    sitting = english()
    sitting.type("/go 4", "about the night shift", "/to 3", "/go 5")
    assert section(sitting, "3. Rooster") == ["about the night shift"]
    assert section(sitting, "4. Verhuizing") == ["No remarks."]


def test_who_stood_aside() -> None:
    sitting = english()
    sitting.type("/recuse mia", "/go 4", "/recuse mia eva")
    assert section(sitting, "1. Opening")[0] == "MdA takes no part in deliberation and vote."
    assert section(sitting, "4. Verhuizing")[0] == "MdA and EM take no part in deliberation and vote."
    assert "MdA" not in str(section(sitting, "4. Verhuizing", PUBLIC))


@each_row(
    "typed, told",
    [
        ("/defer 4 8 april", "Held over to 8 April 2027."),
        ("/defer 4 8 april no time", "Held over to 8 April 2027: no time"),
        ("/defer 4", "Held over."),
        ("/defer 4 no time", "Held over: no time"),
    ],
)
def test_what_was_held_over(typed: str, told: str) -> None:
    sitting = english()
    sitting.type(typed)
    assert section(sitting, "4. Verhuizing") == [told]


@pytest.mark.parametrize(("reason", "told"), [("", "Held over (next year)."), ("late", "Held over (next year): late")])
def test_what_was_held_over_in_words(reason: str, told: str) -> None:
    sitting = english()
    held = HeldOver(words="next year", reason=reason)
    sitting.record.put(replace(sitting.item("4"), status=ItemStatus.HELD_OVER, held_over=held))
    assert section(sitting, "4. Verhuizing") == [told]


def test_prepared_text_is_in_the_minutes_only_where_it_was_written_down() -> None:
    items = tuple(replace(item, prepared_text="The chair opens.\nAll agree.") for item in ITEMS)
    sitting = Sitting(language="en", items=items)
    sitting.type("/open", "All agree.", "/next")
    assert section(sitting, "1. Opening") == ["All agree."]
    assert section(sitting, "4. Verhuizing") == ["Not treated."]


def test_parts_of_items_have_deeper_headings() -> None:
    parts = (*ITEMS[:2], AgendaItem(id=6, number="2.1", title="Post", depth=1), *ITEMS[2:])
    sitting = Sitting(language="en", items=parts)
    assert headings(sitting)[3:6] == ["## 2. Verslag 11 februari 2027", "### 2.1. Post", "## 3. Rooster nachtdienst"]


# Both languages, and a document that reads well


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_have_the_same_structure(language: str) -> None:
    sitting = Sitting(language=language)
    sitting.type(
        "/open", "/present " + " ".join(VOTERS), "!? een", "= unaniem -mia", "@bvdb twee > vrijdag", "/defer 4 8 april"
    )
    sitting.type("/secret", "/break", "/resume", "= geheim Kaya 6, Eva 4", "/go 5", "/close")
    blocks = minutes(redacted(sitting.record, FULL)).blocks
    assert minutes(redacted(sitting.record, FULL)).language == language
    assert [type(block).__name__ for block in blocks[:5]] == ["Heading", "Paragraph", "Bullets", "Paragraph", "Heading"]
    assert {type(block) for block in blocks} == {Heading, Bullets, Paragraph, Boxed, Table, Signing}
    assert "{" not in "\n".join(lines(sitting) + lines(sitting, PUBLIC))


def test_who_opened_the_meeting_and_how_many_were_there() -> None:
    sitting = Sitting(language="nl")
    sitting.type("/open", "/aanwezig jth")
    opening = "De vergadering werd om 14:00 uur geopend."
    assert f"{opening} 1 van de 11 stemgerechtigde leden was aanwezig." in lines(sitting)
    sitting.type("/in rvdl")
    # Not at the opening.
    told = "In de loop van de vergadering waren 2 van de 11 stemgerechtigde leden aanwezig."
    assert f"{opening} {told}" in lines(sitting)
    sitting = Sitting(language="nl")
    sitting.type("/open", "/aanwezig rvdl jth")
    opening = "Roos van der Linden (voorzitter) opende de vergadering om 14:00 uur."
    assert f"{opening} 2 van de 11 stemgerechtigde leden waren aanwezig." in lines(sitting)


def test_the_documents_of_an_item_and_the_decision_asked_are_for_those_who_were_invited() -> None:
    documents = (Document(label="1a", title="kaart"),)
    item = AgendaItem(id=1, number="1", title="Plan", documents=documents, decision_asked="Ja.")
    sitting = Sitting(language="en", items=(item,))
    assert section(sitting, "1. Plan")[:2] == ["- Documents: 1a kaart", "- Decision asked: Ja."]
    assert section(sitting, "1. Plan", PUBLIC) == ["Not treated."]


def test_what_is_confidential_is_said_at_the_top_of_the_full_version_only() -> None:
    sitting = english()
    assert minutes(redacted(sitting.record, FULL)).mark == ""
    sitting.type("one", "/secret last")
    assert minutes(redacted(sitting.record, FULL)).mark == "Confidential: not to be passed on."
    assert lines(sitting)[1] == "Confidential: not to be passed on."
    assert minutes(redacted(sitting.record, PUBLIC)).mark == ""
    assert "not to be passed on" not in str(lines(sitting, PUBLIC))


def test_a_summary_holds_what_was_decided_and_agreed() -> None:
    sitting = english()
    sitting.type("a note", "! one", "? why", "@mia two", "/next", "only a note", "/close")
    summary = str(minutes(redacted(sitting.record, FULL), summary=True).blocks)
    assert "Decision B 2027-03-01" in summary
    assert "Action A 2027-03-01" in summary
    assert not re.search("a note|why|Verslag|Approval|Attendance", summary)


def test_what_was_said_under_its_parts_was_said_under_an_item() -> None:
    sitting = english()
    sitting.record.put(replace(sitting.record.items[4], number="3.1", depth=1))
    sitting.type("/go 3", "/go 3.1", "said there", "/close")
    assert section(sitting, "3. Rooster") == []
    assert section(sitting, "3.1. Verhuizing") == ["said there"]


def test_an_entry_of_several_lines_has_them_in_the_minutes_and_one_in_the_lists() -> None:
    sitting = english()
    sitting.type("/go 3", "! The council agrees, provided that: ↵ a) the rota holds for a year; ↵ b) it is evaluated.")
    sitting.type("!? A proposal: ↵ a) one", "mia: first ↵ second", "@bvdb both: ↵ a) letter ↵ b) memo > 1 Apr")
    told = section(sitting, "3. Rooster")
    at = told.index(next(line for line in told if "provided that:" in line))
    assert told[at].endswith("The council agrees, provided that:")
    assert told[at + 1 : at + 3] == ["> a) the rota holds for a year;", "> b) it is evaluated."]
    assert "second" in told and "b) memo" in told and any("both: (BvdB" in line for line in told)
    (row,) = [line for line in lines(sitting) if "B 2027-03-01" in line and "provided" in line and "evaluated" in line]
    assert row.count("a) the rota") == 1


def test_two_drafts_can_be_told_apart_and_each_page_says_which_it_is() -> None:
    sitting = english()
    first = minutes(redacted(sitting.record, FULL))
    sitting.type("a note")
    second = minutes(redacted(sitting.record, FULL))
    assert (first.draft, second.draft) == (
        "Draft, version of 11 March 2027, 14:01",
        "Draft, version of 11 March 2027, 14:02",
    )
    assert first.author == "Noor Visser"
    assert second.changed is not None
    assert second.changed.isoformat() == "2027-03-11T13:02:00+00:00"
