"""Fields of an agenda as they are typed: the words of the live line and of agenda files, in both languages."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.i18n import _, speak
from store.model import AgendaItem, Document, Meeting, Purpose, Secrecy
from store.text import LINE_END, clean
from tests.helpers.meetings import running
from tests.helpers.tables import each_row
from tui.capture.agenda_item import new_item, new_item_words
from tui.prepare.fields import (
    ITEM_FIELDS,
    MEETING_FIELDS,
    Around,
    Field,
    Row,
    Typed,
    document_in,
    labelled,
    labelled_beside,
    read,
    rows_of,
    shown,
    spelled,
)

SITTING = running()
AROUND = Around(date(2026, 9, 1), SITTING.meeting, SITTING.context())
ITEM = SITTING.record.items[3]
FIELDS: dict[str, Field] = {
    **{f"m.{field.name}": field for field in MEETING_FIELDS},
    **{field.name: field for field in ITEM_FIELDS},
}


def typed(name: str, text: str, item: AgendaItem = ITEM) -> Typed:
    thing: AgendaItem | Meeting = AROUND.meeting if name.startswith("m.") else item
    return read(Row(FIELDS[name]), text, thing, AROUND)


@each_row(
    "name, text, value",
    [
        ("planned_minutes", "20", 20),
        ("planned_minutes", "20m", 20),
        ("planned_minutes", "20 min", 20),
        ("planned_minutes", "20 minuten", 20),
        ("planned_minutes", "half uur", 30),
        ("planned_minutes", "1,5 uur", 90),
        ("planned_minutes", "", None),
        ("presenter", "kees", "KP"),
        ("presenter", "hdv en Aïcha", "HdV, AB"),
        ("presenter", "de bestuurder", "de bestuurder"),
        ("presenter", "", ""),
        ("purpose", "besluit", Purpose.DECIDE),
        ("purpose", "?", Purpose.DISCUSS),
        ("purpose", "i", Purpose.INFORM),
        ("purpose", "for information", Purpose.INFORM),
        ("purpose", "", None),
        ("confidential", "ja", Secrecy()),
        ("confidential", "tot 1 dec art. 20 WOR", Secrecy(ground="art. 20 WOR", until=date(2026, 12, 1))),
        (
            "confidential",
            "geheim tot 1 december 2026, art. 20 WOR",
            Secrecy(ground="art. 20 WOR", until=date(2026, 12, 1)),
        ),
        ("confidential", "vertrouwelijk: personeel", Secrecy(ground="personeel")),
        ("confidential", "last one out", Secrecy(ground="last one out")),
        ("confidential", "nee", None),
        ("explanation", f"een {LINE_END} twee", "een\ntwee"),
        ("title", "  Begroting (2e lezing)", "Begroting (2e lezing)"),
        ("m.date", "volgende week donderdag", date(2026, 9, 10)),
        ("m.date", "26 november", date(2026, 11, 26)),
        ("m.next_meeting", "1 okt", date(2026, 10, 1)),
        ("m.start", "9", time(9, 0)),
        ("m.start", "13.30", time(13, 30)),
        ("m.end", "16:00", time(16, 0)),
        ("m.end", "", None),
        ("m.place", "Kantine 2", "Kantine 2"),
        ("m.number", "2026-10", "2026-10"),
    ],
)
def test_a_field_is_read_as_it_is_typed(name: str, text: str, value: object) -> None:
    understood = typed(name, text)
    assert not understood.wrong
    assert understood.changes == {FIELDS[name].name: value}


def test_a_start_may_tell_the_end() -> None:
    for text in ("13:30–16:00", "13.30 - 16.00 uur", "13:30 tot 16:00"):
        assert typed("m.start", text).changes == {"start": time(13, 30), "end": time(16, 0)}, text


@each_row(
    "name, text",
    [
        ("planned_minutes", "veel"),
        ("planned_minutes", "9999"),
        ("purpose", "koffie"),
        ("title", ""),
        ("m.title", ""),
        ("m.number", ""),
        ("m.date", "ooit"),
        ("m.date", "30 feb"),
        ("m.date", ""),
        ("m.start", "straks"),
        ("m.end", "13:30-16:00"),
        ("m.end", "25"),
    ],
)
def test_what_a_field_cannot_be_is_said_and_not_kept(name: str, text: str) -> None:
    understood = typed(name, text)
    assert understood.wrong
    assert understood.changes == {}


def test_a_name_that_nobody_has_is_remarked_and_kept() -> None:
    assert "Piet" in typed("presenter", "Piet Puk").doubt
    assert typed("presenter", "KP").doubt == ""


@each_row(
    "text, document",
    [
        ("3a begroting", Document(label="3a", title="begroting")),
        ("begroting 2027", Document(title="begroting 2027")),
        ("2027 vooruit", Document(title="2027 vooruit")),
        ("3a begroting <stukken/b.pdf>", Document(label="3a", title="begroting", link="stukken/b.pdf")),
        ("./stukken/b.pdf", Document(title="b.pdf", link="./stukken/b.pdf")),
        (r"C:\stukken\b c.pdf", Document(title="b c.pdf", link=r"C:\stukken\b c.pdf")),
        ("https://x.nl/a;b", Document(title="https://x.nl/a;b", link="https://x.nl/a;b")),
        ("3b https://x.nl/a", Document(label="3b", title="https://x.nl/a", link="https://x.nl/a")),
        ("<a>", Document(title="a", link="a")),
    ],
)
def test_documents_are_names_paths_and_addresses(text: str, document: Document) -> None:
    assert document_in(text) == document


def test_documents_are_added_edited_and_taken_away_one_by_one() -> None:
    first = typed("documents", "3a begroting; 3b plan <p.pdf>", replace(ITEM, documents=())).changes["documents"]
    assert isinstance(first, tuple)
    item = replace(ITEM, documents=first)
    assert [row.at for row in rows_of(item) if row.field.name == "documents"] == [0, 1, 2]
    row = Row(FIELDS["documents"], 1)
    assert spelled(item, row) == "3b plan <p.pdf>"
    assert shown(item, row, AROUND.people) == "3b plan · p.pdf"
    again = read(row, "3b plan; met puntkomma", item, AROUND).changes["documents"]
    assert again == (first[0], Document(label="3b", title="plan; met puntkomma"))
    assert read(row, "", item, AROUND).changes["documents"] == (first[0],)


FULL = replace(
    ITEM,
    planned_minutes=20,
    presenter="HdV, AB",
    purpose=Purpose.DISCUSS,
    explanation="een\ntwee",
    confidential=Secrecy(ground="art. 20 WOR", until=date(2027, 2, 1)),
    documents=(Document(label="3a", title="begroting", link="b.pdf"),),
)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_spelled_reads_back(language: str) -> None:
    speak(language)
    for thing in (FULL, ITEM, replace(ITEM, confidential=Secrecy()), AROUND.meeting):
        for row in rows_of(thing):
            if text := spelled(thing, row):
                read_back = read(row, text, thing, AROUND)
                assert read_back.changes == {row.field.name: getattr(thing, row.field.name)}, text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_labels_are_those_of_the_screen_and_of_agenda_files(language: str) -> None:
    speak(language)
    for thing, fields in ((ITEM, ITEM_FIELDS), (AROUND.meeting, MEETING_FIELDS)):
        for field in fields:
            found = labelled(f"{_(field.label)}: iets", thing)
            # A title of an item is what is typed without a label.
            assert found == (Row(field), "iets") or (field.name, thing) == ("title", ITEM), field.name
    found = labelled("tijd: 20", ITEM)
    assert found == (Row(FIELDS["planned_minutes"]), "20")
    assert labelled("Volgende vergadering: 1 okt", AROUND.meeting) == (Row(FIELDS["m.next_meeting"]), "1 okt")
    assert labelled("Een titel: met dubbele punt", ITEM) is None
    assert labelled("Voorzitter: Kees", AROUND.meeting) is None
    # Beside an item the words of the screen count, in both languages, and no other: these are titles of items too.
    assert labelled_beside("begin: 14:00") == labelled_beside("Start: 14:00") == (Row(FIELDS["m.start"]), "14:00")
    assert labelled_beside("agenda verstuurd: vandaag") == (Row(FIELDS["m.sent"]), "vandaag")
    assert [labelled_beside(f"{word}: iets") for word in ("Locatie", "Waar", "Titel", "Tijd")] == [None] * 4


@each_row(
    "text, item",
    [
        ("Begroting", AgendaItem(id=0, number="", title="Begroting")),
        (
            "Begroting (KP, 20 min) !",
            AgendaItem(id=0, number="", title="Begroting", presenter="KP", planned_minutes=20, purpose=Purpose.DECIDE),
        ),
        (
            "Begroting ! (Kees, 20m)",
            AgendaItem(id=0, number="", title="Begroting", presenter="KP", planned_minutes=20, purpose=Purpose.DECIDE),
        ),
        ("# Nieuwbouw ?", AgendaItem(id=0, number="", title="Nieuwbouw", purpose=Purpose.DISCUSS)),
        ("Hoe nu verder?", AgendaItem(id=0, number="", title="Hoe nu verder?")),
        ("Nieuws (5 min) i", AgendaItem(id=0, number="", title="Nieuws", planned_minutes=5, purpose=Purpose.INFORM)),
        ("Opvolging [geheim]", AgendaItem(id=0, number="", title="Opvolging", confidential=Secrecy())),
        ("Plan (2e lezing)", AgendaItem(id=0, number="", title="Plan (2e lezing)")),
        ("!", AgendaItem(id=0, number="", title="!")),
    ],
)
def test_a_new_item_is_a_title_with_its_brackets_and_sign(text: str, item: AgendaItem) -> None:
    assert new_item(text, AROUND.people) == item
    assert item.title in new_item_words(item, AROUND.people)


@given(st.text(min_size=1))
def test_no_text_is_too_odd_for_an_item_or_a_field(text: str) -> None:
    if clean(text):
        assert new_item(text, AROUND.people).title
    for field in ITEM_FIELDS:
        read(Row(field), text, ITEM, AROUND)
    for field in MEETING_FIELDS:
        read(Row(field), text, AROUND.meeting, AROUND)
