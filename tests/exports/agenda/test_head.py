from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from store.language.people import propose_handle
from store.model import Person, Role
from tests.helpers.agendas import head_of
from tests.helpers.tables import each_row


@each_row(
    "line, start, end",
    [
        ("- **Date & Time**: [June 5, 2025, 10:30 AM – 12:00 PM](https://x.org/t)", time(10, 30), time(12)),
        ("- Datum: donderdag 5 juni 2025 van 13.30 tot 15.30 uur", time(13, 30), time(15, 30)),
        ("- Date: 2025-06-05", None, None),
        ("- Datum: 5 juni 2025\n- Tijd: 13:30–15:30", time(13, 30), time(15, 30)),
        ("- Datum: 5 juni 2025\n- Aanvang: 13:30", time(13, 30), None),
        ("**Datum:** 5 juni 2025\\\n**Tijd:** 13:30–15:30", time(13, 30), time(15, 30)),
        ("# Overleg 5 juni 2025", None, None),
    ],
)
def test_day_and_time(line: str, start: time | None, end: time | None) -> None:
    agenda = head_of(line)

    assert (agenda.date, agenda.start, agenda.end) == (date(2025, 6, 5), start, end)


def test_words_in_the_head_are_never_lost() -> None:
    agenda = head_of(
        "# Raad\n\nWelkom, *allen*.\n\n"
        "- Datum: 5 juni 2025, 13:30, daarna borrel\n- Zetels: vijf\n- Leden: geen\n- Afwezig: KP\n"
        "- Plaats: Zaal 1\n- Locatie: Zaal 2\n- Tijdzone: Mars/Olympus\n- [Kalender](https://x.org)\n\n"
        "## Huishoudelijk\n\n| a | b |\n|---|---|\n| c | d |\n"
    )

    assert (agenda.date, agenda.place, agenda.seats, agenda.time_zone) == (date(2025, 6, 5), "Zaal 1", 0, "")
    assert agenda.remarks.split("\n") == [
        "Welkom, allen.",
        "Datum: 5 juni 2025, 13:30, daarna borrel",
        "Zetels: vijf",
        "Leden: geen",
        "Afwezig: KP",
        "Locatie: Zaal 2",
        "Tijdzone: Mars/Olympus",
        "Kalender (https://x.org)",
        "Huishoudelijk",
        "a | b",
        "c | d",
    ]


def test_people_without_handles_get_one() -> None:
    agenda = head_of(
        "- Voorzitter: Anna Bos\n- Leden: Aad Blok (AB), Ans Bol en Wim de Wit, penningmeester\n- Gast: Al Bo"
    )

    assert [(who.handle, who.name, who.function) for who in agenda.people] == [
        ("AB2", "Anna Bos", ""),
        ("AB", "Aad Blok", ""),
        ("AB3", "Ans Bol", ""),
        ("WdW", "Wim de Wit", "penningmeester"),
    ]
    assert [who.handle for who in agenda.guests] == ["AB4"]


def test_nobody_is_named_twice() -> None:
    agenda = head_of(
        "- Voorzitter: AB\n- Secretaris: Cor Dam\n- Leden:\n  - Anna Bos (AB)\n  - Cor Dam (CD)\n  - Eva Fok"
    )

    assert [(who.handle, who.name, who.role) for who in agenda.people] == [
        ("AB", "Anna Bos", Role.CHAIR),
        ("CD", "Cor Dam", Role.SECRETARY),
        ("EF", "Eva Fok", Role.MEMBER),
    ]


TABLE = """
| This is an open meeting. |
| ------------------------ |

# Group

## Attendees

| Name               | GitHub | Organization | Location
| :----------------- | :----- | :----------- | :-------
| Lee Ash (Host)     | @lee   | Ash & Co     | Assen
| Cory Mo\\*          | @cm    | Mo           | Goes
| Bo Gil ✏️           | @bo    | Gil          | Oss, NL
| *ADD YOUR NAME ABOVE*
"""


def test_tables_of_attendees_are_people() -> None:
    agenda = head_of(TABLE)

    assert agenda.people == (
        Person(handle="LA", name="Lee Ash", role=Role.CHAIR, function="Ash & Co"),
        Person(handle="CM", name="Cory Mo", function="Mo"),
        Person(handle="BG", name="Bo Gil", function="Gil"),
    )
    assert agenda.remarks == "This is an open meeting.\nADD YOUR NAME ABOVE"


def test_a_table_of_attendees_may_have_no_outer_pipes() -> None:
    agenda = head_of("## Aanwezig\n\nNaam | Plaats\n--- | ---\nAnna Bos | Assen\nCor Dam\\* | Goes\n")

    assert [who.name for who in agenda.people] == ["Anna Bos", "Cor Dam"]


@each_row(
    "title, key, number",
    [
        ("OR-vergadering 2026-09", "or", "2026-09"),
        ("Board meeting no. 12", "board", "12"),
        ("MR-overleg", "mr", ""),
        ("Agenda OR-vergadering 17 september 2026", "or", ""),
        ("Werkoverleg week 38", "ww", ""),
        ("Open Group – May 2019", "og", ""),
        ("Redactie 3", "redactie", "3"),
        ("Overleg 2026-09-17", "overleg", ""),
        ("TC39", "tc39", ""),
        ("12", "meeting", "12"),
    ],
)
def test_short_name_and_number_come_from_the_title(title: str, key: str, number: str) -> None:
    agenda = head_of(f"# {title}")

    assert (agenda.title, agenda.body_key, agenda.number) == (title, key, number)


@each_row(
    "text, language",
    [
        ("- Datum: 5 juni 2025", "nl"),
        ("- Date: 5 June 2025", "en"),
        ("Vergadering van de raad op 5 mei", "nl"),
        ("Nothing much", "en"),
        ("- Taal: Engels\n- Datum: 5 juni 2025", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert head_of(text).language == language


# Names


@each_row(
    "name, handle",
    [
        ("Hanneke de Vries", "HdV"),
        ("Sjoukje van der Meer", "SvdM"),
        ("Tom Ó Briain", "TOB"),
        ("Aïcha Benali", "AB"),
        ("Jan 't Hooft", "JtH"),
        ("H.-P. von Löwenstein", "HPvL"),
        ("Luc d’Hondt", "LdH"),
        ("Łukasz Øst", "LO"),
        ("IJsbrand IJssel", "IIJ"),
        ("Wout Ijsbrandy", "WI"),
        ("Anne Lies Lund", "ALL2"),
        ("张伟", "P"),
        ("", "P"),
    ],
)
def test_proposed_handles(name: str, handle: str) -> None:
    assert propose_handle(name, []) == handle


def test_a_proposed_handle_is_not_taken() -> None:
    assert propose_handle("Anna Bos", ["ab", "Ab2", "x"]) == "AB3"


@given(st.text(), st.lists(st.text()))
def test_any_name_gets_a_handle_of_its_own(name: str, taken: list[str]) -> None:
    handle = propose_handle(name, taken)

    assert handle.isascii()
    assert handle.isalnum()
    assert handle not in taken
