"""People from a CSV file: all of it, or one line for each bad row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.people.members_csv import MembersFile, read_members
from store.errors import CannotDo
from store.language.day_phrases import Calendar
from store.language.settings.person_line import say_person
from store.model import Body, Person, Role
from tests.helpers.meetings import BODY
from tests.helpers.tables import each_row

EMPTY = Body(key="or", name="OR")


def read(content: bytes | str, body: Body = EMPTY) -> MembersFile:
    return read_members(content.encode() if isinstance(content, str) else content, body, Calendar(on=date(2026, 10, 1)))


def said(file: MembersFile) -> list[str]:
    assert not file.wrong
    return [say_person(person) for person in file.people]


DUTCH = """Naam;Initialen;Rol;Functie;Stem;Vanaf;Tot
Dieuwke van der Berg;;voorzitter;;;1 januari 2026;
Jan ’t Hart;;;penningmeester;ja;01-02-2026;31-12-2027
Zoë Çelik;ZC;lid;;nee;;
Noor Bakker;;ambtelijk secretaris;;;;
H.-P. von Löwenstein;;gast;bestuurder;;;
"""
EXPECTED = [
    "Dieuwke van der Berg (DvdB), chair, from 1 January 2026",
    "Jan ’t Hart (JtH), member, penningmeester, from 1 February 2026, until 31 December 2027",
    "Zoë Çelik (ZC), member, without vote",
    "Noor Bakker (NB), clerk",
    "H.-P. von Löwenstein (HPvL), guest, bestuurder",
]


@each_row("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@each_row("newline", ["\n", "\r\n"])
def test_a_file_as_a_dutch_spreadsheet_writes_it(encoding: str, newline: str) -> None:
    file = read(DUTCH.replace("\n", newline).encode(encoding))
    assert said(file) == EXPECTED
    assert file.added == {"DvdB", "JtH", "ZC", "NB", "HPvL"}


def test_english_names_commas_and_names_in_parts() -> None:
    text = (
        'First name,Prefix,Last name,Role,E-mail\nBram,van den,Broek,member,b@x.nl\n\n"Ann, Marie",,O\'Brien,chair,\n'
    )
    file = read(text.replace('"Ann, Marie"', "Ann"))
    assert said(file) == ["Bram van den Broek (BvdB), member", "Ann O'Brien (AOB), chair"]
    assert file.unread == ("E-mail",)
    assert said(read('name\tfunction\n"Broek, Bram van den"\tclerk of works\n')) == [
        "Bram van den Broek (BvdB), member, clerk of works"
    ]


def test_who_is_there_already_is_changed_and_keeps_what_the_file_does_not_tell() -> None:
    body = replace(BODY, people=(*BODY.people, Person(handle="HV", name="Henk Vos", function="rayon Noord")))
    file = read("naam;tot\nHenk Vos;1-1-2027\nKEES POSTMA;\nNieuw Iemand;\n", body)
    assert not file.wrong
    assert file.added == {"NI"}
    assert len(file.body.people) == len(body.people) + 1
    assert file.people[0] == Person(handle="HV", name="Henk Vos", function="rayon Noord", until=date(2027, 1, 1))
    assert file.body.people[0].role is Role.CHAIR


def test_each_bad_row_is_one_clear_line_and_the_others_are_read() -> None:
    text = (
        "naam;initialen;rol;vanaf;tot\n"
        "Anna Bos;AB;lid;;\n"
        "Bea Cox;AB;lid;;\n"
        ";XX;lid;;\n"
        "Cor Dam;;koning;;\n"
        "Dik Eek;;lid;29 februari 2027;\n"
        "Els Fok;;lid;1-2-2027;1-1-2027\n"
        "Fie Gras;a b;lid;;\n"
        "Anna Bos;;lid;;\n"
        "Gijs Hop;;lid;;;extra\n"
        "Han Ink;;lid;;\n"
    )
    file = read(text)
    assert [line.partition(":")[0] for line in file.wrong] == [f"line {number}" for number in range(3, 11)]
    for line, words in zip(
        file.wrong,
        (
            "AB cannot be both Anna Bos and Bea Cox",
            "there is no name",
            "“koning” is not a role; that is one of: chair; secretary; member; guest",
            "“29 februari 2027” is no day",
            "Els Fok: the end, 1 January 2027, is before the beginning, 1 February 2027",
            "“a b” cannot be initials",
            "Anna Bos is in the file twice",
            "more cells than columns",
        ),
        strict=True,
    ):
        assert words in line
    assert [person.name for person in file.people] == ["Anna Bos", "Han Ink"]


@each_row("content", [b"", b"\n \n", b"a;b\n1;2\n", b"\xff\xfe\x00"])
def test_a_file_that_is_none_is_one_clear_line(content: bytes) -> None:
    with pytest.raises(CannotDo, match="nothing was stored"):
        read(content)


def test_a_stray_quote_is_told() -> None:
    with pytest.raises(CannotDo, match="line"):
        read('naam\n"' + "x" * 200_000)


def test_hostile_text_is_cleaned() -> None:
    file = read("naam;functie\nAnna \x1b[31mBos\u202e;=cmd()\n")
    assert said(file) == ["Anna Bos (AB), member, =cmd()"]


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"naam;tot;rol\n{text}".encode()))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    try:
        file = read(content)
    except CannotDo:
        return
    assert {person.handle for person in file.people} <= {person.handle for person in file.body.people}
    assert all("\n" not in line for line in file.wrong)
