"""Agendas in the forms in which others write them; each with what it says, worked out by hand."""

from __future__ import annotations

from datetime import date, time

import pytest

from exports.agenda.markdown import AgendaFile, read_agenda
from store.model import Document, Purpose, Role
from tests.helpers.tables import each_row

Told = tuple[str, int | None, str, str]


def told(agenda: AgendaFile) -> list[Told]:
    return [(item.number, item.planned_minutes, item.title, item.presenter) for item in agenda.items]


NESTED_WITH_TABLES = """\
# Agenda for the 3rd meeting of the Language Group

- **Dates and times**: 10:00 to 15:00 on 9 March 2027
- **Location**: Assen

## Agenda topic rules

1. Be short.
1. Be kind.

## Agenda items

1. Opening (Chair)
    1. ☑️ Roll call
    1. ~~Old business (15m)~~
1. Secretary's report (15m, Ann Lee)[report.pdf](report.pdf)
1. Editor's report (10m) ([slides](s.pdf)]
1. Test report (5m) (presenter: Bo Ash; [slides](t.pdf))
1. Short (&le;30m) discussions

    ✓ is an item that was treated

    | ✓ | stage | timebox | topic | presenter |
    |:-:|:-----:|:-------:|-------|-----------|
    | ✓ | 2     | 30m     | [Plan](p.md) for stage 3 (added late) | Cy Orr (for Dee Fox) |
    |   | 1     | 1h      | Rules | Bo Ash & Ann Lee
    |   | 1     | TBD     | Colours |

1. Overflow

    | timebox | topic | presenter |
    |:-------:|-------|-----------|

1. Chartering (15m on the last day)

### Schedule constraints

- Bo Ash is not there on Monday.

## Future meetings

| Dates | Location |
|-------|----------|
| May   | Goes     |
"""


def test_nested_lists_with_tables() -> None:
    agenda = read_agenda(NESTED_WITH_TABLES)

    assert told(agenda) == [
        ("1", None, "Opening", "Chair"),
        ("1.1", None, "☑️ Roll call", ""),
        ("1.2", None, "~~Old business (15m)~~", ""),
        ("2", 15, "Secretary's report report.pdf", "Ann Lee"),
        ("3", 10, "Editor's report (slides]", ""),
        ("4", 5, "Test report (slides)", "Bo Ash"),
        ("5", None, "Short (≤30m) discussions", ""),
        ("5.1", 30, "Plan for stage 3 (added late)", "Cy Orr (for Dee Fox)"),
        ("5.2", 60, "Rules", "Bo Ash & Ann Lee"),
        ("5.3", None, "Colours", ""),
        ("6", None, "Overflow", ""),
        ("7", 15, "Chartering (on the last day)", ""),
    ]
    assert [item.notes for item in agenda.items if item.number.startswith("5")] == [
        ("✓ is an item that was treated",),
        ("✓", "stage: 2"),
        ("stage: 1",),
        ("stage: 1", "timebox: TBD"),
    ]
    assert agenda.items[7].documents == (Document(title="Plan", link="p.md"),)
    assert agenda.remarks.split("\n")[-4:] == [
        "Bo Ash is not there on Monday.",
        "Future meetings",
        "Dates | Location",
        "May | Goes",
    ]


def test_a_table_below_the_list_tells_of_its_last_item() -> None:
    text = "# Agenda\n\n1. One\n2. Two\n   1. Part\n\n| topic | timebox |\n|---|---|\n| Rules | 5m |\n\n3. Three\n"

    assert told(read_agenda(text)) == [
        ("1", None, "One", ""),
        ("2", None, "Two", ""),
        ("2.1", None, "Part", ""),
        ("2.2", 5, "Rules", ""),
        ("3", None, "Three", ""),
    ]


LISTS_WITH_ATTENDEES = """\
# Query Group – March 2027

- **Date & Time**: [March 9, 2027, 10:30 AM – 12:00 PM](https://x.org/t)

## Attendees

| Name            | GitHub | Organization |
| :-------------- | :----- | :----------- |
| Lee Ash (Host)  | @lee   | Ash & Co     |
| Bo Gil ✏️        | @bo    | Gil          |
| *ADD YOUR NAME ABOVE*

## Agenda

1. Agree to the rules (1m, Host)
   - [Rules](rules.md)
1. Review [the plan](plan.md) (Bo, 15min)
   - Aim: merge
1. Names (Ann/Bo, 10m)
"""


def test_lists_with_owners_and_a_table_of_attendees() -> None:
    agenda = read_agenda(LISTS_WITH_ATTENDEES)

    assert told(agenda) == [
        ("1", 1, "Agree to the rules", "Host"),
        ("2", 15, "Review the plan", "Bo"),
        ("3", 10, "Names", "Ann/Bo"),
    ]
    assert [(who.handle, who.name, who.role) for who in agenda.people] == [
        ("LA", "Lee Ash", Role.CHAIR),
        ("BG", "Bo Gil", Role.MEMBER),
    ]
    assert (agenda.date, agenda.start, agenda.end) == (date(2027, 3, 9), time(10, 30), time(12))
    assert agenda.items[1].notes == ("Aim: merge",)
    assert agenda.proposed == {"LA", "BG"}
    assert agenda.unranked == {"BG"}


def test_agenda_and_notes_in_one_file() -> None:
    agenda = read_agenda(
        "## Agenda for the January 17 call\n\n- **When**: January 17th, 5pm-6pm\n\n## Agenda items\n\n"
        "1. Opening\n    1. Roll call [20 min]\n1. Tail calls (Ann Lee, 25 minutes)\n"
        "1. Closure\n\n## Meeting Notes\n\n### Attendees\n\n - Ann Lee\n - Bo Ash\n\n#### Poll\n\n"
        "|SF|F|N|\n|--|-|-|\n|23|8|2|\n"
    )

    assert told(agenda) == [
        ("1", None, "Opening", ""),
        ("1.1", 20, "Roll call", ""),
        ("2", 25, "Tail calls", "Ann Lee"),
        ("3", None, "Closure", ""),
    ]
    assert [who.name for who in agenda.people] == ["Ann Lee", "Bo Ash"]
    assert agenda.remarks.endswith("Meeting Notes\nPoll\nSF | F | N\n23 | 8 | 2")


HEADINGS_WITH_BULLETS = """\
# Steering Committee 2027-03-09

## Present

* Ann Lee @annlee (voting member)
* Bo Ash @bo-a (voting member)
* Cy Orr (observer)

## Agenda

### Announcements

* The release is out

### group/core

* remove the package [#51](https://x.org/51)
  * A vote was started
* rules (10 min)

## Upcoming meetings

* See the calendar
"""


def test_headings_that_hold_bullets() -> None:
    agenda = read_agenda(HEADINGS_WITH_BULLETS)

    assert told(agenda) == [
        ("1", None, "Announcements", ""),
        ("1.1", None, "The release is out", ""),
        ("2", None, "group/core", ""),
        ("2.1", None, "remove the package #51", ""),
        ("2.2", 10, "rules", ""),
    ]
    assert agenda.items[3].notes == ("A vote was started",)
    assert agenda.items[3].documents == (Document(title="#51", link="https://x.org/51"),)
    assert [(who.handle, who.name, who.function) for who in agenda.people] == [
        ("annlee", "Ann Lee", "voting member"),
        ("bo-a", "Bo Ash", "voting member"),
    ]
    assert [(who.handle, who.name, who.function) for who in agenda.guests] == [("CO", "Cy Orr", "observer")]
    assert agenda.remarks == "Upcoming meetings\nSee the calendar"


def test_brackets_that_several_people_share_are_no_initials() -> None:
    agenda = read_agenda("## Aanwezig\n\n- Anna Bos (OR)\n- Cor Dam (OR)\n- Eva Fok (EFo)\n\n## Agenda\n\n1. Opening\n")

    assert [(who.handle, who.function) for who in agenda.people] == [("AB", "OR"), ("CD", "OR"), ("EFo", "")]


def test_headings_with_numbers_or_minutes_are_items() -> None:
    agenda = read_agenda(
        "# OR-vergadering 2027-03\n\n- Datum: 9 maart 2027\n\n## 1. Opening (5 min)\n\nWelkom.\n\n## 2. Verhuizing\n\n"
        "- Toelichting: Zie de brief.\n- Denk aan de planning.\n\n### 2.1 Huur (10 min, KP)\n\n"
        "1. Contract\n2. Borg\n\n## 3. Sluiting\n"
    )

    assert told(agenda) == [
        ("1", 5, "Opening", ""),
        ("2", None, "Verhuizing", ""),
        ("2.1", 10, "Huur", "KP"),
        ("2.1.1", None, "Contract", ""),
        ("2.1.2", None, "Borg", ""),
        ("3", None, "Sluiting", ""),
    ]
    assert agenda.items[0].notes == ("Welkom.",)
    assert (agenda.items[1].explanation, agenda.items[1].notes) == ("Zie de brief.", ("Denk aan de planning.",))
    assert agenda.title == "OR-vergadering 2027-03"


def test_a_whole_agenda_may_be_a_table() -> None:
    agenda = read_agenda(
        "# OR 9 maart 2027\n\n| Nr. | Tijd | Onderwerp | Wie | Doel | Stukken | Zaal |\n|---|---|---|---|---|---|---|\n"
        "| 1 | 13:30–13:40 | Opening | DvdB | informerend | | |\n"
        "| 2 | 30 | Begroting | KP | besluit | 2a begroting; [2b](x.pdf) | 4 |\n"
        "| 2.1 | lang | Huur | KP | ? | | |\n| 3a | 5 min | Rondvraag | | | | |\n| | | | | | | koffie |\n"
    )

    assert told(agenda) == [
        ("1", 10, "Opening", "DvdB"),
        ("2", 30, "Begroting", "KP"),
        ("2.1", None, "Huur", "KP"),
        ("3a", 5, "Rondvraag", ""),
    ]
    assert [item.purpose for item in agenda.items] == [Purpose.INFORM, Purpose.DECIDE, None, None]
    assert agenda.items[0].notes == ("13:30–13:40",)
    assert agenda.items[1].documents == (Document(label="2a", title="begroting"), Document(title="2b", link="x.pdf"))
    assert [item.notes for item in agenda.items[1:]] == [("Zaal: 4",), ("Tijd: lang", "Doel: ?"), ("koffie",)]


def test_bullets_below_the_heading_are_items() -> None:
    agenda = read_agenda("# Agenda\n\n- Opening\n- Begroting (10 min)\n  - stuk A\n- Sluiting\n")

    assert told(agenda) == [("1", None, "Opening", ""), ("2", 10, "Begroting", ""), ("3", None, "Sluiting", "")]
    assert agenda.items[1].notes == ("stuk A",)


# What is pasted from a mail

MAIL = """\
> Van: Noor Bakker <noor@example.org>
> Verzonden: maandag 1 maart 2027 10:12
> Onderwerp: RE: Agenda OR-vergadering 9 maart
>
> Beste allen,
>
> Hierbij de agenda voor dinsdag 9 maart 2027, 13.30 - 15.30 uur in kamer 2:
>
> 1) Opening
> 2) Verslag vorige keer (10 min, Noor)
> 3) Verhuizing
> 3.1 Huurcontract [bespreken]
> 3.2 Planning (ter besluitvorming)
> 4) Rondvraag
> Met vriendelijke groet,
> Noor Bakker
"""


def test_a_pasted_mail() -> None:
    agenda = read_agenda(MAIL)

    assert told(agenda) == [
        ("1", None, "Opening", ""),
        ("2", 10, "Verslag vorige keer", "Noor"),
        ("3", None, "Verhuizing", ""),
        ("3.1", None, "Huurcontract", ""),
        ("3.2", None, "Planning", ""),
        ("4", None, "Rondvraag", ""),
    ]
    assert [item.purpose for item in agenda.items[3:5]] == [Purpose.DISCUSS, Purpose.DECIDE]
    assert (agenda.title, agenda.body_key, agenda.language) == ("Agenda OR-vergadering 9 maart", "or", "nl")
    assert (agenda.date, agenda.start, agenda.end) == (date(2027, 3, 9), time(13, 30), time(15, 30))
    assert agenda.remarks.split("\n") == [
        "Van: Noor Bakker noor@example.org",
        "Verzonden: maandag 1 maart 2027 10:12",
        "Beste allen,",
        "Hierbij de agenda voor dinsdag 9 maart 2027, 13.30 - 15.30 uur in kamer 2:",
        "Met vriendelijke groet,",
        "Noor Bakker",
    ]


@each_row(
    "text, items",
    [
        (
            "Hoi,\n\nAgenda:\nOpening\nMededelingen (5 min)\nRondvraag\n\nGroet, Jan",
            ["Opening", "Mededelingen", "Rondvraag"],
        ),
        ("Voor de agenda:\n• Opening\n• Rondvraag", ["Opening", "Rondvraag"]),
        ("Agenda\n\n1.\tOpening\n2.\tRondvraag", ["Opening", "Rondvraag"]),
        ("1 - Opening\n2 - Rondvraag", ["Opening", "Rondvraag"]),
        ("  1. Opening\n    1. Welkom\n    1. Rondje\n  1. Rondvraag", ["Opening", "Welkom", "Rondje", "Rondvraag"]),
        ("8. Opening\n8a. Extra\n9. Rondvraag", ["Opening", "Extra", "Rondvraag"]),
        ("Agenda OR\n\n13:30-13:45 Opening\n13.45 Pauze\n14.00 Sluiting", ["Opening", "Pauze", "Sluiting"]),
    ],
)
def test_lists_as_they_are_pasted(text: str, items: list[str]) -> None:
    assert [item.title for item in read_agenda(text).items] == items


def test_times_before_an_item_are_its_minutes_and_are_kept() -> None:
    [first, second] = read_agenda("# Agenda\n\n1. 13:30–13:45 Opening\n2. 13.45 tot 14.30 uur: Plan [besluit]\n").items

    assert (first.title, first.planned_minutes, first.notes) == ("Opening", 15, ("13:30–13:45",))
    assert (second.title, second.planned_minutes, second.purpose) == ("Plan", 45, Purpose.DECIDE)


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("inform|informerend|beeldvormend|ter kennisname|ter informatie|fyi", Purpose.INFORM),
        ("discuss|bespreken|bespreking|ter bespreking|oordeelsvormend|opiniërend", Purpose.DISCUSS),
        ("decide|besluit|ter besluitvorming|besluitvormend|ter vaststelling|for approval", Purpose.DECIDE),
    ],
)
def test_words_of_purpose(words: str, purpose: Purpose) -> None:
    for word in words.split("|"):
        for line in (f"Plan [{word}]", f"Plan ({word})", f"Plan (5 min, {word.upper()})"):
            [item, _other] = read_agenda(f"# Agenda\n\n1. {line}\n2. Sluiting\n").items
            assert (item.title, item.purpose) == ("Plan", purpose), line
