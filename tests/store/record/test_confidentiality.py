"""What is of a confidential item is confidential in whatever order it was said, said again, and made confidential."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.confidentiality.audience import hides_entry
from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.formats.plain_record import plain_record
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.language.capture.line import Line, Verb
from store.language.query import read_filter
from store.meeting.revision import Revision
from store.model import AgendaItem, Audience, Audiences, Kind, Secrecy, View
from store.record.confidentiality import item_secrecy, own_secrecy, secrecies, secrecy_of
from store.record.record import Record
from tests.helpers.audiences import told
from tests.helpers.council import ITEMS, Sitting
from tests.helpers.meetings import AT, KEY, planned
from tests.helpers.project import ROOT
from tests.helpers.tables import each_row

GROUND = "art. 20 WOR"
# Typed under item 4, of what stands under item 3; each has a word or a day of it.
SAID_UNDER_4 = (
    "/done t1 smaragd",
    "/cancel t1 smaragd",
    "/postpone t1 24 dec, smaragd",
    "/assign t1 @Smaragd",
    "/comment t1 smaragd",
    "/amend t1 smaragd",
    "/amend b1 smaragd",
    "/minority mia smaragd",
    "/replace b1 smaragd",
    "/withdraw b1 smaragd",
)
# Typed under item 5, of what was typed under item 4.
SAID_OF_4 = ("/replace b2 iets anders over smaragd", "/comment t2 loopt", "/done t2", "/postpone t2 24 dec")
OF_3 = ("! open besluit", "& @KH open toezegging")
OF_4 = ("! smaragd kopen", "& @KH smaragd zoeken > 24 dec")


def nothing_told(record: Record) -> None:
    """Checks that neither public nor employer reads anything of item 4, in any document and format."""
    for audience in (Audience.PUBLIC, Audience.EMPLOYER):
        text = told(record, audience).lower()
        assert "smaragd" not in text
        assert "24 dec" not in text
        assert "12-24" not in text
        assert "1224" not in text


def make_secret_afterwards(record: Record, sitting: Sitting, ground: str = GROUND) -> None:
    """As the review does it: item 4 is looked at, and made confidential."""
    revision = Revision(record)
    revision.item = sitting.item("4").id
    revision.do(revision.understand(f"/secret {ground}"), sitting.now)


@pytest.mark.parametrize("said", SAID_UNDER_4)
@pytest.mark.parametrize("when", ["before", "after", "at the end", "in the review"])
def test_what_is_said_under_an_item_of_what_stands_elsewhere(said: str, when: str) -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/go 4")
    secret = f"/secret {GROUND}"
    sitting.type(*{"before": (secret, said), "after": (said, secret)}.get(when, (said,)), "/go 5")
    if when == "at the end":
        sitting.type("/go 4", secret, "/go 5")
    sitting.type("/close")
    if when == "in the review":
        make_secret_afterwards(sitting.record, sitting)
    nothing_told(sitting.record)


@pytest.mark.parametrize("said", SAID_OF_4)
@pytest.mark.parametrize("when", ["before", "after", "in the review"])
def test_what_is_said_elsewhere_of_what_stands_under_an_item(said: str, when: str) -> None:
    sitting = Sitting()
    secret = f"/secret {GROUND}"
    sitting.type("/open", "/go 3", *OF_3, "/go 4", *OF_4)
    sitting.type(*((secret,) if when == "before" else ()), "/go 5", said)
    sitting.type(*(("/go 4", secret, "/go 5") if when == "after" else ()), "/close")
    if when == "in the review":
        make_secret_afterwards(sitting.record, sitting)
    nothing_told(sitting.record)


@each_row("order", list(permutations(("/secret last privacy", "/go 5", "/comment t1 loopt"))))
def test_an_entry_that_is_made_confidential_itself(order: tuple[str, ...]) -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", "& @KH smaragd zoeken")
    promise = sitting.last()
    for line in order:
        # The one that is meant, whatever was the last to be typed.
        understood = sitting.understand(line)
        secret = understood.verb is Verb.SECRET
        sitting.running.do(replace(understood, entry=promise.id) if secret else understood, sitting.now)
    sitting.type("/close")
    nothing_told(sitting.record)


@pytest.mark.parametrize(
    "said", ["s/open/smaragd/", "s/open/smaragd/g", "@mia > 24 dec", "& @Smaragd", "@Smaragd, mia"]
)
@pytest.mark.parametrize("when", ["before", "after", "in the review"])
def test_what_is_said_under_an_item_of_the_last_entry_elsewhere(said: str, when: str) -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", "& @KH open toezegging", "/go 4")
    secret = f"/secret {GROUND}"
    sitting.type(*{"before": (secret, said), "after": (said, secret)}.get(when, (said,)), "/close")
    if when == "in the review":
        make_secret_afterwards(sitting.record, sitting)
    assert len(sitting.entries()) == 1
    nothing_told(sitting.record)
    (entry,) = sitting.entries()
    assert secrecy_of(sitting.record, entry) == Secrecy(ground=GROUND)


def test_an_entry_that_was_chosen_is_edited_where_it_stands() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/go 4", "/secret")
    for entry, line in zip(sitting.entries(), ("s/open/heel open/", "@mia > 24 dec"), strict=True):
        sitting.running.do(replace(sitting.understand(line), entry=entry.id), sitting.now)
    sitting.type("!")
    assert secrecies(sitting.record) == {sitting.item("4").id: Secrecy()}


_SAID = st.sampled_from((*SAID_UNDER_4, "/amend b2 smaragd", "smaragd", "! smaragd", "& @KH smaragd"))
_ELSEWHERE = st.sampled_from(("gewoon", *SAID_OF_4, "/replace b3 nog iets anders over smaragd", "/comment t1 loopt"))
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("4"), _SAID),
        st.tuples(st.just("5"), _ELSEWHERE),
        st.tuples(st.sampled_from("345"), st.sampled_from(("/undo", "/redo", "/delete b2", "/delete t2"))),
        st.tuples(st.just("4"), st.just("/secret")),
    ),
    min_size=1,
    max_size=9,
)


@given(_ACTS)
def test_in_whatever_order(acts: list[tuple[str, str]]) -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/go 4", *OF_4)
    for item, line in acts:
        understood = sitting.understand(line)
        if line in ("/undo", "/redo"):
            # Of what was typed above only, never of the beginning.
            last = sitting.record.to_undo
            if last is None or last.number <= 6:
                continue
        else:
            sitting.type(f"/go {item}")
        try_to(sitting, understood)
    sitting.type("/go 5", "/close")
    make_secret_afterwards(sitting.record, sitting)
    shown = [
        str(make_document([redacted(sitting.record, each)], DocumentKind.MINUTES))
        for each in (Audience.PUBLIC, Audience.EMPLOYER)
    ]
    job = Job(what=DocumentKind.MINUTES, audience=Audience.PUBLIC, format=Format.JSON)
    for text in (*shown, job.make([sitting.record]).decode()):
        assert "smaragd" not in text.lower()
        assert "24 dec" not in text
        assert "12-24" not in text


def try_to(sitting: Sitting, line: Line) -> None:
    """Does `line`, if it can be done."""
    from store.errors import CannotDo

    try:
        sitting.running.do(line, sitting.now)
    except CannotDo:
        assert line.typed


def test_it_opens_again_with_the_item() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/go 4", "/postpone t1 24 dec", "/secret art. 20 WOR")
    promise = sitting.entries(Kind.UNDERTAKING)[0]
    assert secrecy_of(sitting.record, promise) == own_secrecy(sitting.record, promise) == Secrecy(ground=GROUND)
    sitting.type("/undo")
    assert secrecy_of(sitting.record, promise) is None


def test_for_an_entry_that_is_pointed_at_once_more_takes_it_back() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/go 4", "/secret", "/postpone t1 24 dec")
    promise = sitting.entries(Kind.UNDERTAKING)[0]
    hide = replace(sitting.understand("/secret last"), entry=promise.id)
    sitting.running.do(hide, sitting.now)
    assert secrecy_of(sitting.record, sitting.record.entries[promise.id]) is None
    sitting.running.do(hide, sitting.now)
    assert secrecy_of(sitting.record, sitting.record.entries[promise.id]) == Secrecy()


def star(sitting: Sitting, id: int, times: int = 1) -> None:
    """As the key does it, with the entry chosen."""
    for _time in range(times):
        sitting.running.do(replace(sitting.understand("/secret last"), entry=id), sitting.now)


def test_hidden_and_shown_again_it_still_has_words_of_where_they_were_said() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/go 4", "/amend b1 smaragd")
    decision = sitting.entries(Kind.DECISION)[0]
    star(sitting, decision.id, times=2)
    assert secrecy_of(sitting.record, sitting.record.entries[decision.id]) is None
    sitting.type(f"/secret {GROUND}", "/close")
    nothing_told(sitting.record)


def test_only_what_makes_it_confidential_now_is_said_to_be_read() -> None:
    sitting = Sitting()
    sitting.type(
        "/open", "/go 3", *OF_3, "/go 4", "/amend b1 smaragd", "/go 5", "/secret", "/amend b1 nog eens smaragd"
    )
    decision = sitting.entries(Kind.DECISION)[0]
    star(sitting, decision.id)
    assert secrecy_of(sitting.record, sitting.record.entries[decision.id]) is None
    sitting.type("/go 4", f"/secret {GROUND}", "/close")
    nothing_told(sitting.record)


def test_what_is_split_joined_and_taken_out_keeps_its_secret() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "nog iets", "/go 4", *OF_4, "/amend b1 smaragd | smaragd ook", "/go 5")
    sitting.type("/comment t2 loopt", "/replace b2 van smaragd | en meer smaragd", "/close")
    revision = Revision(sitting.record)
    for entry in [entry for entry in sitting.entries(Kind.DECISION) if "|" in entry.text]:
        revision.split(entry.id, entry.text.split("|"), sitting.now)
        revision.join(entry.id, sitting.now)
    old = [entry for entry in sitting.entries() if entry.item == sitting.item("4").id]
    for entry in old:
        revision.do(replace(revision.understand("/delete"), entry=entry.id), sitting.now)
    make_secret_afterwards(sitting.record, sitting)
    nothing_told(sitting.record)


@pytest.mark.parametrize("away", ["deleted", "joined"])
def test_what_became_of_an_action_later_is_no_secret_because_that_action_is_gone(away: str) -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", "@mia eerste", "@mia tweede", "/go 5", "/close")
    revision = Revision(sitting.record)
    assert revision.follow_up(revision.understand("/comment a2 loopt"), sitting.now)
    assert secrecies(sitting.record) == {}
    first, second = sitting.entries()
    if away == "deleted":
        revision.do(replace(revision.understand("/delete"), entry=second.id), sitting.now)
    else:
        revision.join(first.id, sitting.now)
    assert len(sitting.entries()) == 1
    assert secrecies(sitting.record) == {}


def reading(sitting: Sitting, *grounds: str) -> Record:
    """The record, of which the employer may read what is confidential on these grounds."""
    meeting = sitting.meeting
    body = replace(meeting.body, audiences=Audiences(employer=View(reads=grounds)))
    return sitting.record.with_meeting(replace(meeting, body=body))


def test_what_has_words_of_two_grounds_is_for_who_may_read_both() -> None:
    sitting = Sitting()
    sitting.type("/open", "/go 3", *OF_3, "/secret privacy", "/go 4", f"/secret {GROUND}", "/postpone t1 24 dec")
    promise = sitting.entries(Kind.UNDERTAKING)[0]
    hidden = [
        hides_entry(Audience.EMPLOYER, reading(sitting, *grounds), promise)
        for grounds in ((), ("privacy",), (GROUND,), ("privacy", GROUND))
    ]
    assert hidden == [True, True, True, False]


def test_what_stands_in_an_item_that_cannot_be_read_is_open_to_nobody(tmp_path: Path) -> None:
    """Not in the record, nor in the lists and the search over all meetings; the parts of such an item neither."""
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    meeting, items, roll = planned()
    whole = replace(items[2], title="Personele zaken", confidential=Secrecy(ground=GROUND))
    part = replace(items[3], depth=1, number="3.1", title="Ziekteverzuim smaragd")
    other = replace(items[3], id=30, number="4", title="Rondvraag smaragd")
    order = (*meeting.agenda, other.id)
    archive.create(replace(meeting, agenda=order, order=order), [*items[:2], whole, part, other], roll)
    desk = archive.open(KEY)
    lines = ("/go 3", "@KP smaragd kopen", "/go 3.1", "@KP smaragd zoeken", "/go 4", "@KP smaragd tellen")
    for line in ("/open", *lines):
        act = desk.do(desk.understand(line), AT)
        assert act is not None
    desk.close()
    file = archive.path(KEY)
    written = file.read_text("utf-8")
    damaged = written.replace('"title":"Personele zaken"', '"title":3')
    assert damaged != written
    file.write_text(damaged, "utf-8")
    archive.index.refresh()
    record = archive.read(KEY)
    assert record.found
    secret = {"smaragd kopen": True, "smaragd zoeken": True, "smaragd tellen": False}
    assert {each.text: bool(secrecy_of(record, each)) for each in record.entries.values()} == secret
    listed = archive.index.of_kinds([Kind.ACTION])
    assert {one.entry.text: bool(one.entry.confidential) for one in listed} == secret
    hits = archive.index.search(read_filter("smaragd", AT.date(), ["or"], [])).hits
    assert {hit.texts[0]: hit.secret for hit in hits} == secret | {
        "Ziekteverzuim smaragd": True,
        "Rondvraag smaragd": False,
    }


# Who asks an item itself, and not `item_secrecy` or the index, which know of what it is a part.
OWN_SETTING = {
    "store/record/confidentiality.py": "the rule",
    "store/search/full_text.py": "the words of an item itself",
    "store/archive/plan/standing_times.py": "items of the index, which marks the parts too",
    "store/archive/carry_over.py": "items of the index, and of an agenda still to be made",
    "tui/new/rows.py": "items of an agenda still to be made",
    "tui/widgets/agenda_preview.py": "an agenda as its file has it",
    "tui/prepare/editor.py": "changes it",
    "tui/capture/agenda_item.py": "is where it is typed",
    "exports/agenda/write.py": "is read back as it was typed",
    "exports/formats/plain_record.py": "standing items, and an agenda as its file has it",
    "exports/content/agenda.py": "said once, at the item; its parts stand below it",
    "exports/content/minutes.py": "said once, at the item; its parts stand below it",
}


def test_nobody_takes_a_part_of_a_confidential_item_for_an_open_one() -> None:
    files = [file for room in ("store", "exports", "tui") for file in (ROOT / room).rglob("*.py")]
    texts = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}
    asking = {name for name, text in texts.items() if "item.confidential" in text}
    assert asking == OWN_SETTING.keys()


def test_a_part_of_a_confidential_item_is_marked_for_programs() -> None:
    secret = replace(ITEMS[3], confidential=Secrecy(ground=GROUND))
    part = AgendaItem(id=6, number="4.1", title="Smaragd", depth=1)
    sitting = Sitting(items=(*ITEMS[:3], secret, part, ITEMS[4]))
    items = plain_record(sitting.record, sitting.now)["items"]
    assert {item["number"]: item["confidential"] for item in items if item["confidential"]} == {
        "4": {"ground": GROUND, "until": None},
        "4.1": {"ground": GROUND, "until": None},
    }


def test_a_part_with_a_ground_that_may_be_read_is_still_of_an_item_that_may_not() -> None:
    secret = replace(ITEMS[3], confidential=Secrecy(ground=GROUND))
    part = AgendaItem(id=6, number="4.1", title="Smaragd", depth=1, confidential=Secrecy(ground="privacy"))
    sitting = Sitting(items=(*ITEMS[:3], secret, part, ITEMS[4]))
    assert item_secrecy(sitting.record, part) == Secrecy(ground="privacy", also=(GROUND,))
    sitting.type("/open", "/go 4.1", "! smaragd", "/go 5", "/close")
    assert "smaragd" not in told(reading(sitting, "privacy"), Audience.EMPLOYER).lower()
    assert "smaragd" in told(reading(sitting, "privacy", GROUND), Audience.EMPLOYER).lower()
