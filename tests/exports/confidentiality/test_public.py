"""What the public may not read: not a word of what is confidential, no action, no name beside a vote."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.publish import make
from store.language.people import People
from store.model import (
    AgendaItem,
    Attendee,
    Audience,
    Method,
    Role,
    Secrecy,
)
from store.record.confidentiality import item_secrecy, secrecy_of
from store.record.record import Record
from tests.helpers.council import ITEMS, VOTERS, Sitting
from tests.helpers.reading import FULL, PUBLIC, english, headings, lines, section
from tests.helpers.secrets import secretive
from tests.helpers.tables import each_row

SECRET_WORDS = tuple("oosterweide kranendonk geheimrapport zwaluw merel specht nachtegaal ijsvogel buizerd".split())
SECRET = re.compile("|".join(SECRET_WORDS), re.IGNORECASE)


@each_row("live", [False, True])
@each_row("what", ["minutes", "decisions"])
def test_no_word_of_a_confidential_item_is_public(what: str, live: bool) -> None:
    sitting = secretive(live=live)
    full, public = make(sitting.record, what, FULL).lower(), make(sitting.record, what, PUBLIC).lower()
    for word in SECRET_WORDS:
        assert word not in public
    assert "specht" in full
    assert "public decision" in public
    assert "confidential (art. 20 wor)" in public


@pytest.mark.parametrize("live", [False, True])
def test_a_confidential_item_shows_its_number_and_ground(live: bool) -> None:
    sitting = secretive(live=live)
    assert "## Item 4: confidential (art. 20 WOR)" in headings(sitting, PUBLIC)
    assert section(sitting, "Item 4", PUBLIC) == []
    assert section(sitting, "4. Oosterweide")[:2] == [
        "Confidential until 1 December 2027 (art. 20 WOR)." if live else "Confidential (art. 20 WOR).",
        "Verkoop oosterweide",
    ]
    assert "B 2027-03-01 | 4 | confidential (art. 20 WOR) |  | " in lines(sitting, PUBLIC)
    assert "kranendonk" in str(section(sitting, "Attendance")).lower()


def test_a_confidential_item_without_a_ground() -> None:
    sitting = english()
    sitting.type("/secret", "hush", "/secret until 1 december")
    assert "## Item 1: confidential" in headings(sitting, PUBLIC)
    assert section(sitting, "1. Opening")[0] == "Confidential until 1 December 2027."


def test_no_word_of_a_confidential_entry_is_public() -> None:
    sitting = english()
    for typed in (
        "zwaluw",
        "! merel",
        "@mia specht",
        "& @kh nachtegaal",
        "!? ijsvogel",
        "? buizerd",
        "/correct kranendonk",
    ):
        sitting.type(typed, "/secret last privacy")
    sitting.type("after")
    public = make(sitting.record, "minutes", PUBLIC)
    assert not SECRET.search(public)
    assert section(sitting, "1. Opening", PUBLIC) == [
        "Note: confidential (privacy)",
        "Decision B 2027-03-01: confidential (privacy)",
        "Undertaking T 2027-03-01: confidential (privacy)",
        "Proposal: confidential (privacy)",
        "Question: confidential (privacy)",
        "Correction: confidential (privacy)",
        "after",
    ]
    full = section(sitting, "1. Opening")
    assert len([line for line in full if SECRET.search(line)]) == 7
    assert full[:2] == ["Confidential (privacy).", "zwaluw"]
    assert full.count("Confidential (privacy).") == 7


def test_the_lists_of_members_say_what_is_confidential() -> None:
    sitting = english()
    sitting.type("! one", "@mia two", "/secret last privacy", "/go 3", "! three", "/secret until 1 december")
    assert section(sitting, "Decision list")[1:] == [
        "B 2027-03-01 | 1 | one |  | in force",
        "B 2027-03-02 | 3 | three |  | in force, confidential",
    ]
    assert section(sitting, "Action list")[1:] == [
        "A 2027-03-01 | 1 | two | MdA |  | open, confidential (privacy)",
    ]


def test_a_part_of_a_confidential_item_is_confidential_with_it() -> None:
    secret = replace(ITEMS[3], confidential=Secrecy(ground="art. 20 WOR"))
    part = AgendaItem(id=6, number="4.1", title="Zwaluw", depth=1)
    deeper = AgendaItem(id=7, number="4.1.1", title="Merel", depth=2)
    sitting = Sitting(language="en", items=(*ITEMS[:3], secret, part, deeper, ITEMS[4]))
    sitting.type("/open", "/go 4.1", "specht", "/go 4.1.1", "! nachtegaal", "# Zwaluw ook", "/go 5", "public")
    public = make(sitting.record, "minutes", PUBLIC).lower()
    assert not SECRET.search(public)
    assert "public" in public
    assert item_secrecy(sitting.record, sitting.item("4.1.1")) == Secrecy(ground="art. 20 WOR")
    assert item_secrecy(sitting.record, sitting.item("5")) is None


def test_an_entry_whose_item_is_lost_is_kept_and_not_public() -> None:
    sitting = secretive(live=False)
    record = sitting.record
    tables = {name: dict(rows) for name, rows in record.raw.items()}
    del tables["items"][4]
    damaged = Record(tables)
    full, public = make(damaged, "minutes", FULL).lower(), make(damaged, "minutes", PUBLIC).lower()
    for word in ("zwaluw", "merel", "specht", "ijsvogel", "buizerd"):
        assert word in full
        assert word not in public


def test_a_guest_who_came_for_a_confidential_item_is_not_public() -> None:
    secret = replace(ITEMS[3], confidential=Secrecy())
    guest = Attendee(id=99, handle="KH", name="Karel Holt", role=Role.GUEST, vote=False, items=("3", "4"))
    sitting = Sitting(language="en", items=(*ITEMS[:3], secret, ITEMS[4]), people=People([guest]))
    sitting.type("/open", "/go 3", "/in kh", "/out kh", "/go 4", "/in kh", "/out kh")
    sitting.type("/guest XX Zwaluw", "/in xx", "/out xx", "/guest YY Merel", "/go 5", "/in yy", "/close")
    guests = [line for line in section(sitting, "Attendance") if "In attendance" in line]
    times = "14:02–14:03, 14:05–14:06"
    assert guests == [
        f"- In attendance: Karel Holt (KH), items 3, 4, {times}; Merel (YY), from 14:12; Zwaluw (XX), 14:08–14:09"
    ]
    public = [line for line in section(sitting, "Attendance", PUBLIC) if "In attendance" in line]
    assert public == ["- In attendance: Karel Holt (KH), item 3; Merel (YY)"]


def test_names_per_vote_are_never_public_and_of_a_secret_vote_nowhere() -> None:
    sitting = english()
    for typed in ("= +rvdl -mia ~eva", "= hand unanimous -mia ~eva", "= 5-5 +chair"):
        sitting.type("!? something", typed)
    shown = "\n".join(section(sitting, "1. Opening", PUBLIC) + section(sitting, "Decision list", PUBLIC))
    assert not any(handle in shown for handle in VOTERS)
    secret = english()
    secret.type("!? something", "= secret +rvdl +bvdb -mia ~eva")
    for audience in Audience:
        shown = "\n".join(section(secret, "1. Opening", audience) + section(secret, "Decision list", audience))
        assert not any(handle in shown for handle in VOTERS)


def test_a_secret_vote_that_holds_names_all_the_same_is_told_without_them() -> None:
    sitting = english()
    sitting.type("!? something", "= +rvdl -mia")
    entry = sitting.last()
    assert entry.vote is not None
    sitting.record.put(replace(entry, vote=replace(entry.vote, method=Method.SECRET)))
    assert not any(handle in "\n".join(section(sitting, "1. Opening")) for handle in VOTERS)


def test_the_public_is_told_of_no_action() -> None:
    sitting = english()
    sitting.type("@mia zwaluw > friday", "& @kh bring the plan > friday")
    public = make(sitting.record, "minutes", PUBLIC)
    assert "zwaluw" not in public
    assert section(sitting, "1. Opening", PUBLIC) == ["Undertaking T 2027-03-01: bring the plan (Fri 12 Mar 2027)"]
    assert not any("Action" in line for line in lines(sitting, PUBLIC))


_KINDS = st.sampled_from(["{}", "! {}", "!? {}", "@mia {}", "& @kh {}", "? {}", "kh: {}", "/correct {}", "! x {}"])


@given(st.lists(st.tuples(_KINDS, st.booleans()), min_size=1, max_size=8), st.booleans())
def test_whatever_is_typed_under_a_confidential_item_stays_there(typed: list[tuple[str, bool]], whole: bool) -> None:
    sitting = Sitting(language="en")
    sitting.type("/open", "/next")
    for kind, secret in typed:
        sitting.type(kind.format("zwaluw" if secret or whole else "public"))
        if secret:
            sitting.type("/secret last")
    if whole:
        sitting.type("/secret")
    sitting.type("/next", "/close")
    for what in ("minutes", "decisions"):
        assert "zwaluw" not in make(sitting.record, what, PUBLIC)
    for entry in sitting.entries():
        assert (secrecy_of(sitting.record, entry) is not None) == (whole or "zwaluw" in entry.text)


def test_the_record_itself_is_not_changed() -> None:
    sitting = secretive(live=True)
    before = sitting.record.tables()
    for audience in Audience:
        make(sitting.record, "minutes", audience)
    assert sitting.record.tables() == before
