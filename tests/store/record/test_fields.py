"""The table of an entry's fields: whole, and each row says what it must."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import msgspec

from store.language.capture.line import Line
from store.model import Choice, Due, Entry, FollowUp, Kind, Minority, Progress, Secrecy, Vote, Withheld
from store.record.fields import FIELDS, TYPED, Field, left_out_with, names_in, searched_in, secrets_in, told_of_closed
from tests.helpers.tables import each_row
from tools.schema import SCHEMA, brought_up_to_date

# Every text in it is a word that stands nowhere else.
ENTRY = Entry(
    id=7,
    kind=Kind.ACTION,
    at=datetime(2026, 11, 19, 13, 0, tzinfo=UTC),
    text="tekst",
    item=2,
    place=1.5,
    speaker="spreker",
    reference="A 2026-11-01",
    owners=("eigenaar",),
    owners_unread=("onbekende",),
    due=Due(words="ooit"),
    review=Due(words="evaluatiedag"),
    vote=Vote(typed="getypt", choices=(Choice(name="kandidaat", votes=3),)),
    mover="indiener",
    seconder="medeindiener",
    amends=3,
    minority=(Minority(who="dissident", text="standpunt"),),
    confidential=Secrecy(ground="grond"),
    words_of=(2,),
    status_reason="reden",
    postponed=2,
    withdrawn_by="B 2026-12-01",
    replaced_by="B 2026-12-02",
    replaces="B 2026-10-01",
    withdraws="B 2026-10-02",
    approves=date(2026, 10, 15),
    follow_up=FollowUp(reference="A 2026-10-09", progress=Progress.DONE, about="waarover"),
)
TOLD_OF_CLOSED = {"id", "kind", "item", "place", "at", "reference", "confidential"}


def test_every_field_of_an_entry_has_a_row_and_only_one() -> None:
    assert sorted(["id", *(field.name for field in FIELDS)]) == sorted(Entry.__struct_fields__)


def test_of_a_closed_entry_only_number_kind_place_and_ground_are_told() -> None:
    assert set(told_of_closed(ENTRY)) == TOLD_OF_CLOSED


def test_every_text_of_an_entry_that_is_not_told_of_a_closed_one_is_looked_for_by_the_leak_check() -> None:
    looked_for = {*names_in(ENTRY), *secrets_in(ENTRY)}
    told = str([*told_of_closed(ENTRY).values()])
    references = {ENTRY.withdrawn_by, ENTRY.replaced_by, ENTRY.replaces, ENTRY.withdraws, "A 2026-10-09"}
    for text in strings(msgspec.to_builtins(ENTRY)):
        known = text in looked_for or text in told or text in references
        # Votes are looked for as numbers and names, not as they were typed.
        assert known or text in ("getypt", "done", "2026-10-15", "2026-11-19T13:00:00Z"), text


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in strings(each)] if isinstance(value, list | tuple) else []


@each_row("what", Withheld)
def test_what_is_withheld_is_empty_then(what: Withheld) -> None:
    left = left_out_with({what}, ENTRY)
    assert left.keys() == {field.name for field in FIELDS if field.withheld is what}
    assert not {"spreker", "eigenaar", "onbekende", "indiener", "dissident"}.intersection(strings(list(left.values())))


def test_the_words_of_an_entry_are_searched_the_most_telling_first() -> None:
    searched = searched_in(ENTRY)
    assert searched[:4] == ["tekst", "A 2026-10-09 waarover", "ooit", "onbekende"]
    assert {"dissident: standpunt", "kandidaat", "grond", "A 2026-11-01", "reden", "B 2026-12-02"} < set(searched)
    assert searched_in(Entry(id=1, kind=Kind.NOTE, at=ENTRY.at, text="alleen dit")) == ["alleen dit"]


def test_what_is_typed_has_a_field_of_the_line() -> None:
    assert {"speaker", "owners", "due", "review"} <= set(TYPED) <= set(Line.__struct_fields__)


def test_the_schema_is_that_of_the_tables() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert brought_up_to_date(schema) == schema, "run: python -m tools.schema"
    keys = [key for field in FIELDS for key in field.plain(ENTRY, None)]
    assert set(schema["$defs"]["entry"]["properties"]) == {"id", *keys}


def test_a_field_with_a_label_is_shown_behind_it() -> None:
    field = Field(name="mover", label="Moved by")
    assert field.shown(ENTRY, "en") == "Moved by indiener"
    assert field.shown(Entry(id=1, kind=Kind.NOTE, at=ENTRY.at, text="x"), "en") == ""
