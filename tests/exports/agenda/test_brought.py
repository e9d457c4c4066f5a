"""Agendas as secretaries have them on their desk, in plain words: each with what a person reads in it."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import pytest

from exports.agenda.file import read_agenda_from
from exports.agenda.known_body import body_in, known_body
from exports.agenda.markdown import AgendaFile, read_agenda
from store.bodies.body import new_body
from store.model import Person, Purpose, Role
from tests.helpers.tables import each_row

TODAY = date(2026, 12, 1)


def read(text: str, name: str = "agenda.txt") -> AgendaFile:
    return read_agenda_from(BytesIO(text.encode()), name, today=TODAY)


def told(agenda: AgendaFile) -> list[str]:
    """A line an item: its number, minutes, title and presenter, as far as they are there."""
    parts = ((i.number, i.planned_minutes, i.title, i.presenter) for i in agenda.items)
    return [" | ".join(str(part) for part in each if part not in ("", None)) for each in parts]


def test_a_table_of_attendees_whose_last_column_says_who_comes() -> None:
    agenda = read(
        "# Overleg 4 maart 2027\n\n## Aanwezig\n| Voornaam | Achternaam | Organisatie | Rol | Aanwezig |\n"
        "|---|---|---|---|---|\n| Adam | Dil | Gemeente | lid | nee |\n| Denise | Paal | GGD | voorzitter | ja |\n"
        "| Jo | van Lingen | Politie | notulist | ja |\n| Omar | Sant | Gemeente | gast | ja |\n"
        "\n## Agenda\n1. Opening\n",
        "agenda.md",
    )

    assert [(who.name, who.role, who.vote) for who in agenda.people] == [
        ("Adam Dil", Role.MEMBER, True),
        ("Denise Paal", Role.CHAIR, True),
        ("Jo van Lingen", Role.SECRETARY, False),
    ]
    assert [who.name for who in agenda.guests] == ["Omar Sant"]


def test_an_item_that_speaks_of_the_agenda_is_not_the_agenda() -> None:
    agenda = read(
        "# Bestuursvergadering 14 januari 2027\n\n## 1. Opening\n\n## 2. Vaststelling agenda\n- toegevoegd: terrein\n"
        "- afgevoerd: huur\n\n## 3. Begroting\n\n## 4. Sluiting\n"
    )

    assert told(agenda) == ["1 | Opening", "2 | Vaststelling agenda", "3 | Begroting", "4 | Sluiting"]
    assert agenda.items[1].notes == ("toegevoegd: terrein", "afgevoerd: huur")


def test_letters_below_an_item_are_its_parts() -> None:
    agenda = read(
        "Agenda fractievergadering\nDatum: dinsdag 12 januari 2027\nTijd: 19:30 uur\n\n1. Opening\n2. Campagne\n"
        "   a. Socials\n   b. Folderen (10 min)\n3. Raad\n   a) Akkoord\n   b) Bespreken\n4. Sluiting\n"
    )

    assert (agenda.date, agenda.start) == (date(2027, 1, 12), time(19, 30))
    assert told(agenda) == [
        *("1 | Opening", "2 | Campagne", "2.1 | Socials", "2.2 | 10 | Folderen", "3 | Raad", "3.1 | Akkoord"),
        *("3.2 | Bespreken", "4 | Sluiting"),
    ]


def test_the_next_meeting_does_not_hide_the_day_of_this_one() -> None:
    agenda = read(
        "Uitnodiging vergadering dorpsraad\nDonderdag 14 januari 2027, 20.00 uur, Dorpshuis\n\nAgenda\n1. Opening\n"
        "2. Verslag 12 november 2026\n3. Sluiting\n\nVolgende vergadering: 18 februari 2027\n"
    )

    assert (agenda.date, agenda.start, agenda.place) == (date(2027, 1, 14), time(20), "Dorpshuis")
    assert agenda.next_meeting == date(2027, 2, 18)
    assert (agenda.remarks, body_in(agenda.title)) == ("", "dorpsraad")


@pytest.mark.parametrize("title", ["Bestuursvergadering Stichting De Brug", "Sportclub Vooruit, bestuur"])
def test_the_first_line_of_a_plain_agenda_names_it(title: str) -> None:
    agenda = read(f"{title}\n\nDatum: 14 januari 2027\nTijd: 20:00 - 22:00\n\nAgenda\n\n1. Opening\n2. Rondvraag\n")

    assert (agenda.title, agenda.date) == (title, date(2027, 1, 14))
    assert (agenda.start, agenda.end) == (time(20), time(22))


def test_front_matter_tells_of_the_meeting() -> None:
    agenda = read(
        "---\ntitle: Bestuur\ndate: 2027-01-14\nattendees: [Anna Bos, Piet Smit]\ntags: [vergadering]\n---\n\n"
        "## Agenda\n- [ ] Opening\n- [x] Notulen\n",
        "agenda.md",
    )

    assert (agenda.title, agenda.date, agenda.remarks) == ("Bestuur", date(2027, 1, 14), "tags: vergadering")
    assert [who.name for who in agenda.people] == ["Anna Bos", "Piet Smit"]
    assert told(agenda) == ["1 | Opening", "2 | Notulen"]


def test_roman_numerals_with_letters_below_them() -> None:
    agenda = read(
        "Riverside Garden, board\nTuesday, June 15, 2027 at 6:30 PM\n\nI. Call to order\nII. Reports\nA. Chair\n"
        "B. Treasurer\nIII. Adjournment\n"
    )

    assert (agenda.title, agenda.date, agenda.start) == ("Riverside Garden, board", date(2027, 6, 15), time(18, 30))
    assert told(agenda) == ["1 | Call to order", "2 | Reports", "2.1 | Chair", "2.2 | Treasurer", "3 | Adjournment"]


def test_the_numbers_that_minutes_give_are_kept_beside_those_of_the_items() -> None:
    agenda = read(
        "Northfen Parish Council\n22 November 2027\n\nC048/27      1.         Apologies\nC049/27  2.  Cemetery\n"
    )

    assert told(agenda) == ["1 | Apologies", "2 | Cemetery"]
    assert [item.notes for item in agenda.items] == [("C048/27",), ("C049/27",)]


def test_a_title_with_a_colon_in_yaml() -> None:
    agenda = read(
        "title: Bestuur\nitems:\n  - Notulen: vaststellen (5 min)\n  - title: Begroting\n    minutes: 1:30\n",
        "agenda.yaml",
    )

    assert told(agenda) == ["1 | 5 | Notulen: vaststellen", "2 | 90 | Begroting"]


@each_row(
    "line, expected",
    [
        ("Opening (0:10, AB)", "1 | 10 | Opening | AB"),
        ("Begroting (1:30)", "1 | 90 | Begroting"),
        ("Mededelingen (5 à 10 min)", "1 | 10 | Mededelingen"),
        ("Rondvraag (10 min.)", "1 | 10 | Rondvraag"),
        ("Rondvraag, 10 minuten", "1 | 10 | Rondvraag"),
        ("Opening\t5 min", "1 | 5 | Opening"),
        ("Pauze van 10 minuten", "1 | Pauze van 10 minuten"),
        ("Begroting – ter besluitvorming – Joost – 40 min.", "1 | 40 | Begroting | Joost"),
        ("Groningen - Assen", "1 | Groningen - Assen"),
    ],
)
def test_what_stands_around_a_title(line: str, expected: str) -> None:
    agenda = read(f"# Bestuur\n\n- Voorzitter: Anna Bos (AB)\n\n## Agenda\n1. {line}\n", "agenda.md")

    assert told(agenda) == [expected]


def test_facts_without_bullets_and_those_who_are_absent() -> None:
    agenda = read(
        "# Bestuur 2027-03\nDatum: 4 maart 2027\nAanvang: 20.00 uur\nPlaats: Dorpshuis\nVoorzitter: Anna Bos\n"
        "Penningmeester: Piet Smit\nAanwezig: Anna Bos, Kees Vos, Piet Smit\nAfwezig m.k.: Lies Dam\n\n## Agenda\n"
        "1. Opening\n",
        "agenda.md",
    )

    assert (agenda.place, agenda.date, agenda.start) == ("Dorpshuis", date(2027, 3, 4), time(20))
    assert [(who.name, who.role, who.function) for who in agenda.people] == [
        ("Anna Bos", Role.CHAIR, ""),
        ("Piet Smit", Role.MEMBER, "penningmeester"),
        ("Kees Vos", Role.MEMBER, ""),
        ("Lies Dam", Role.MEMBER, ""),
    ]
    assert agenda.remarks == "Afwezig m.k.: Lies Dam"


DUTCH = (
    "AGENDA\n\nOndernemingsraad Zorggroep De Linden\nDatum\t: dinsdag 19 januari 2027\nTijd:\t13.30 – 15.30 uur\n"
    "Plaats\tVergaderzaal 3\n\nAanwezig:\nJan de Vries, voorzitter\nMarie van Dam\n\n13.30\t1.\tOpening\n"
    "13.35\t2.\tMededelingen\n\t\t\ta. van de bestuurder\n\t\t\tb. van de leden\n"
    "14.00\t3.\tVERTROUWELIJK: Reorganisatie – ter besluitvorming – Joost\n14.45\t4.\tRondvraag\n\nMet groet,\nMarie\n"
)


def test_facts_below_the_word_agenda_and_hours_before_the_numbers() -> None:
    agenda = read(DUTCH)

    assert (agenda.title, agenda.place) == ("Ondernemingsraad Zorggroep De Linden", "Vergaderzaal 3")
    assert (agenda.date, agenda.start, agenda.end) == (date(2027, 1, 19), time(13, 30), time(15, 30))
    assert [(who.name, who.role) for who in agenda.people] == [
        ("Jan de Vries", Role.CHAIR),
        ("Marie van Dam", Role.MEMBER),
    ]
    assert told(agenda) == [
        *("1 | 5 | Opening", "2 | 25 | Mededelingen", "2.1 | van de bestuurder", "2.2 | van de leden"),
        *("3 | 45 | Reorganisatie | Joost", "4 | Rondvraag"),
    ]
    assert agenda.items[4].confidential is not None
    assert agenda.items[4].purpose is Purpose.DECIDE
    assert agenda.remarks == "Met groet,\nMarie"


@each_row(
    "words, day",
    [
        ("29 - 31 July 2014", date(2014, 7, 29)),
        ("maandag 7 t/m woensdag 9 december 2026", date(2026, 12, 7)),
        ("7 en 8 december 2026", date(2026, 12, 7)),
        ("June 5-6, 2024", date(2024, 6, 5)),
        ("2026-11-19T13:30", date(2026, 11, 19)),
        ("19-11-'26", date(2026, 11, 19)),
        ("19 Nov 26", date(2026, 11, 19)),
        ("2026/11/19", date(2026, 11, 19)),
        ("donderdag 19 november, 13:30–16:00", date(2026, 11, 19)),
        ("dinsdag 9 maart", date(2027, 3, 9)),
        ("3/4/2027", None),
        ("maandag 14 januari 2027", None),
    ],
)
def test_days_as_agendas_write_them(words: str, day: date | None) -> None:
    agenda = read(f"# Bestuur\n\n- Datum: {words}\n\n## Agenda\n1. Opening\n")

    assert agenda.date == day
    assert bool(agenda.doubts) is (day is not None and str(day.year) not in words and "26" not in words)
    assert day is not None or agenda.remarks == f"Datum: {words}"


def test_a_day_without_a_year_is_no_day_where_nothing_tells_when_it_was_written() -> None:
    assert read_agenda("# Bestuur\n\n- Datum: 19 november\n\n## Agenda\n1. Opening\n").date is None


def test_a_table_that_was_pasted_from_word() -> None:
    agenda = read(
        "Teamoverleg\n12 januari 2027 om 9.30 uur\n\nNr\tOnderwerp\tWie\tTijd\tDoel\n1\tOpening\tVoorzitter\t5 min\t\n"
        "2\tJaarplan\tMarie\t20\tbesluit\n"
    )

    assert told(agenda) == ["1 | 5 | Opening | Voorzitter", "2 | 20 | Jaarplan | Marie"]
    assert (agenda.title, agenda.date, agenda.start) == ("Teamoverleg", date(2027, 1, 12), time(9, 30))


OR = new_body("or", "Ondernemingsraad Zorggroep De Linden", "nl")
BOARD = new_body("bestuur", "Bestuur", "nl")


@each_row(
    "title, key",
    [
        ("Agenda vergadering Ondernemingsraad Zorggroep De Linden", "or"),
        ("Agenda OR-vergadering 8 december 2026", "or"),
        ("Bestuur 2027-03", "bestuur"),
        ("Bestuursvergadering Stichting De Brug", ""),
        ("Overleg rooster", ""),
        ("Dagelijks bestuur en OR, bestuur", ""),
    ],
)
def test_a_body_is_known_by_its_name_anywhere_in_the_title(title: str, key: str) -> None:
    body = known_body([OR, BOARD], read_agenda(f"# {title}\n\n## Agenda\n1. Opening\n"))

    assert (body.key if body else "") == key or title.startswith("Dagelijks")


def test_a_body_is_known_by_its_people_and_by_who_sent_the_agenda() -> None:
    people = tuple(Person(handle=name[0], name=name) for name in ("Anna Bos", "Kees Vos", "Lies Dam"))
    bodies = [OR, BOARD.__class__(**{**{f: getattr(BOARD, f) for f in BOARD.__struct_fields__}, "people": people})]
    agenda = read("# Overleg\n\nAanwezig: Anna Bos, Kees Vos, Piet Smit\n\n## Agenda\n1. Opening\n")
    mail = "From: Kees Vos <k@x.org>\nSubject: Agenda\nMIME-Version: 1.0\n\n1. Opening\n2. Slot\n"

    assert [body.key for body in (known_body(bodies, agenda), known_body(bodies, read(mail))) if body] == [
        "bestuur"
    ] * 2
