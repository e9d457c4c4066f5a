"""What a body does not show its readers is in none of their documents, in no format; what it shows them is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.formats.registry import Format
from exports.publish import Job
from store.model import Audience, Audiences, Document, FollowUp, Kind, Minority, Progress, View, Withheld
from store.record.record import Record
from tests.helpers.audiences import told
from tests.helpers.council import VOTERS, Sitting
from tests.helpers.meetings import KEY, archive_with_meeting, keep_lines
from tests.helpers.tables import each_row

# A word for each thing that can be left out, that stands nowhere else.
WORDS = {
    Withheld.ACTIONS: ("koraal", "granaat"),
    Withheld.OWNERS: ("smaragd",),
    Withheld.NAMES: ("Qmover", "Qvoter", "Qdiffers"),
    Withheld.SPEAKERS: ("Qspeaker",),
    Withheld.NOTES: ("robijn", "topaas", "jaspis"),
    Withheld.DOCUMENTS: ("saffier", "opaal", "amethist", "turkoois"),
    Withheld.ABSENCE: ("agaat",),
}
ALWAYS = ("diamant", "parel", "kwarts")


def sitting() -> Record:
    """A meeting in which each of the words stands where it belongs."""
    made = Sitting()
    made.type("/open", "/present " + " ".join(VOTERS[:-1]), "/absent EM agaat", "/go 3")
    made.type(
        "robijn", "? topaas", "! diamant", "= unanimous", "& @smaragd parel", "@smaragd koraal > friday", "/close"
    )
    record = made.record
    for entry in list(record.entries.values()):
        if entry.kind is Kind.DECISION:
            assert entry.vote
            vote = replace(entry.vote, names_in_favour=("Qvoter",))
            differs = (Minority(who="Qdiffers", text="kwarts"),)
            record.put(replace(entry, vote=vote, mover="Qmover", minority=differs))
        if entry.text == "robijn":
            record.put(replace(entry, speaker="Qspeaker"))
            done = FollowUp(meeting="x", reference="A 1", about="granaat", progress=Progress.DONE)
            record.put(replace(entry, id=record.new_id(), kind=Kind.FOLLOW_UP, text="granaat", follow_up=done))
    item = made.item("3")
    asked = replace(item, explanation="opaal", decision_asked="amethist", state_of_affairs="turkoois")
    record.put(replace(asked, documents=(Document(label="3a", title="saffier"),), prepared_text="jaspis"))
    return record


def shown_to(record: Record, audience: Audience, view: View) -> str:
    """The same, where the body shows those readers as `view` says."""
    audiences = Audiences(employer=view) if audience is Audience.EMPLOYER else Audiences(public=view)
    body = replace(record.meeting.body, audiences=audiences)
    return told(record.with_meeting(replace(record.meeting, body=body)), audience)


@each_row("audience", [Audience.EMPLOYER, Audience.PUBLIC])
@each_row("withheld", list(Withheld))
def test_what_is_left_out_is_nowhere_and_everything_else_is_there(audience: Audience, withheld: Withheld) -> None:
    text = shown_to(sitting(), audience, View(withholds=(withheld,)))
    gone = WORDS[withheld]
    with_it = (withheld, Withheld.SPEAKERS) if withheld is Withheld.NOTES else (withheld,)
    there = [word for what, words in WORDS.items() if what not in with_it for word in words]
    assert [word for word in gone if word in text] == []
    assert [word for word in (*there, *ALWAYS) if word not in text] == []


def test_everything_is_in_the_full_version_and_nothing_where_all_is_left_out() -> None:
    words = [word for each in WORDS.values() for word in each]
    whole = told(sitting(), Audience.FULL)
    assert [word for word in (*words, *ALWAYS) if word not in whole] == []
    text = shown_to(sitting(), Audience.PUBLIC, View(withholds=tuple(Withheld)))
    assert [word for word in words if word in text] == []
    assert [word for word in ALWAYS if word not in text] == []


@each_row("audience", [Audience.EMPLOYER, Audience.PUBLIC])
@each_row(
    "said",
    [
        "/done {u} smaragd koraal",
        "/postpone {u} 24 dec smaragd koraal",
        "/assign {u} @Smaragd",
        "/comment {u} smaragd koraal",
    ],
)
def test_what_is_made_under_a_confidential_item_of_an_action_of_another_is_not_told(
    said: str, audience: Audience
) -> None:
    made = Sitting()
    made.type("/open", "/go 3", "& @HV dat doen", "/go 4", "/secret art. 20 WOR", said.format(u="t1"), "/close")
    text = told(made.record, audience).lower()
    assert "smaragd" not in text
    assert "24 dec" not in text
    assert "12-24" not in text


def test_that_an_action_is_done_is_told_wherever_it_was_said() -> None:
    made = Sitting()
    made.type("/open", "/go 3", "& @HV parel", "/go 4", "/secret art. 20 WOR", "/done t1", "/close")
    assert "parel" in told(made.record, Audience.EMPLOYER)


@pytest.mark.parametrize("audience", [Audience.EMPLOYER, Audience.PUBLIC])
def test_what_is_said_elsewhere_of_an_action_of_a_confidential_item_does_not_repeat_it(audience: Audience) -> None:
    made = Sitting()
    made.type("/open", "/go 4", "/secret art. 20 WOR", "& @HV smaragd koraal", "/go 3", "/comment t1 loopt", "/close")
    assert "smaragd" not in told(made.record, audience).lower()


def test_a_vote_that_could_not_be_read_goes_where_the_names_of_voters_go(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "= hoofdelijk iedereen voor, KP tegen", "een gewone notitie")
    desk.close()
    record = archive.read(KEY)
    for format in (Format.MARKDOWN, Format.JSON):
        for audience in Audience:
            told = Job(audience=audience, format=format, archive=archive).make([record]).decode()
            assert ("KP tegen" in told) is (audience is Audience.FULL), (format, audience)
            assert "een gewone notitie" in told
