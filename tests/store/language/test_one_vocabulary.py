"""Each word of the tables is known to every reader of such words: line, filter, settings, agendas and leak check.

A word that is put into a table is tried with all of them from then on, so that none can know it alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from functools import cache

import pytest

from exports.agenda.lines.item_line import read_line
from exports.agenda.lines.valid_dates import check_day
from exports.agenda.markdown import read_agenda
from exports.agenda.yaml_json import read_json
from exports.confidentiality.leak_check import find_leaks
from store.archive.new_meeting import hour_of
from store.bodies.body import new_body, plan_of
from store.bodies.settings import with_setting
from store.errors import BadAgenda, NotulistError
from store.language.capture.commands import read_command
from store.language.capture.line import Context
from store.language.dates import closing_due, date_in, leading_date, read_due
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.query import Listed, read_filter
from store.language.settings.recurrence import read_days, read_series
from store.language.settings.rules import read_yes
from store.language.vocabulary import (
    EACH_WEEKDAY,
    MONTHS,
    NEAR_DAYS,
    NO,
    ORDINALS,
    WEEKDAYS,
    WHOLE_WEEKDAYS,
    YES,
)
from store.model import AgendaItem, Audience, Meeting
from store.record.record import Record
from tests.helpers.council import Sitting
from tests.helpers.meetings import running
from tests.helpers.tables import each_row
from tui.prepare.fields import Around, labelled, read

NEW_YEAR = Calendar(on=date(2026, 1, 1))
THURSDAY = date(2026, 9, 17)
SITTING = running()
AROUND = Around(THURSDAY, SITTING.meeting, SITTING.context())
CONTEXT = Context(calendar=NEW_YEAR, people=People(()))


def head(*lines: str) -> str:
    return "\n".join(("# OR", "", *(f"- {line}" for line in lines), "", "## Agenda", "", "1. Opening"))


# Months


@cache
def with_secret_due_on(month: int) -> Record:
    """A meeting with a confidential action that is due on the 24th of `month`."""
    made = Sitting()
    made.type("/open", "/go 2", f"@kp brief opstellen > 24-{month}-2027", "/secret last art. 20", "/close")
    return made.record


def months(word: str) -> dict[str, int | None]:
    """The month that each reader makes of `word`."""
    agenda = read_agenda(head(f"Datum: 24 {word} 2026"))
    return {
        "date of an action": month_of(read_due(f"24 {word}", NEW_YEAR).day),
        "with an ordinal": month_of(read_due(f"24th of {word}", NEW_YEAR).day),
        "in Dutch": month_of(read_due(f"de 24e van {word}", NEW_YEAR).day),
        "month first": month_of(read_due(f"{word} 24", NEW_YEAR).day),
        "end of a line": month_of((closing_due(f"brief sturen, 24 {word}", NEW_YEAR)[1] or read_due("", NEW_YEAR)).day),
        "begin of a line": month_of((leading_date(f"24 {word} ziek", NEW_YEAR)[0] or read_due("", NEW_YEAR)).day),
        "date in a text": month_of(date_in(f"op 24 {word} 2026 om 9 uur")),
        "filter": month_of(read_filter(f"in {word} 2026", THURSDAY).since),
        "day in a filter": month_of(read_filter(f"sinds 24 {word} 2026", THURSDAY).since),
        "days skipped": read_days(f"24 {word} 2026", NEW_YEAR).first.month,
        "head of an agenda": month_of(agenda.date) if not agenda.remarks else None,
        "data of an agenda": month_of(read_json(json.dumps({"date": f"24 {word} 2026", "items": ["x"]})).date),
        "date of a meeting": month_of(prepared("Date", f"24 {word} 2026")),
    }


def month_of(day: object) -> int | None:
    return day.month if isinstance(day, date) else None


def prepared(label: str, value: str) -> object:
    """What a field of a meeting or an item becomes while it is prepared; None where the text is not read."""
    of_meeting = label in ("Date", "Start")
    thing: AgendaItem | Meeting = AROUND.meeting if of_meeting else SITTING.record.items[3]
    found = labelled(f"{label}: {value}", thing)
    assert found
    row, text = found
    return read(row, text, thing, AROUND).changes.get(row.field.name)


@each_row("word", MONTHS)
def test_every_reader_knows_every_month(word: str) -> None:
    assert months(word) == dict.fromkeys(months("mei"), MONTHS[word])
    with pytest.raises(BadAgenda):
        check_day(f"32 {word} 2026")


@each_row("word", MONTHS)
def test_the_leak_check_finds_a_day_however_the_line_reads_it(word: str) -> None:
    ways = (
        "24 {}", "24 {}.", "24 {} 2027", "24e {}", "24th of {}", "24 van {}", "de 24e van {}", "{} 24", "{} 24th",
        "{}. 24", "24\N{NO-BREAK SPACE}{}", "24{}", "24  {}",
    )  # fmt: skip
    for way in ways:
        for cased in (word, word.upper(), word.capitalize()):
            text = f"De brief komt {way.format(cased)} klaar"
            assert find_leaks(with_secret_due_on(MONTHS[word]), Audience.PUBLIC, [("note", text)]), text


def test_the_leak_check_takes_another_day_for_none() -> None:
    for text in ("24 sept", "24 oktober", "23 mar", "may 24 members vote", "24 members march on"):
        assert not find_leaks(with_secret_due_on(3), Audience.PUBLIC, [("note", text)]), text


# Weekdays and near days


def on_weekday(day: date | None) -> int | None:
    return day.weekday() if day else None


@each_row("word", WEEKDAYS)
def test_every_reader_knows_every_weekday(word: str) -> None:
    number = WEEKDAYS[word]
    assert on_weekday(read_due(word, NEW_YEAR).day) == number
    assert on_weekday(read_filter(f"sinds {word}", THURSDAY).since) == number
    assert read_series(f"elke {word}", NEW_YEAR).weekday == number
    # 23 November 2026 is a Monday.
    agenda = read_agenda(head(f"Datum: {word} {23 + number} november 2026, 13:30"))
    assert (agenda.date, agenda.remarks) == (date(2026, 11, 23 + number), "")


@each_row("word", sorted(WHOLE_WEEKDAYS))
def test_a_weekday_that_is_written_out_is_a_day_in_every_filter(word: str) -> None:
    for opener, listed in (("on", Listed.EVERYTHING), ("op", Listed.ACTIONS), ("before", Listed.ACTIONS)):
        read = read_filter(f"{opener} {word}", THURSDAY, listed=listed)
        assert not read.texts and (read.since or read.until), (opener, word)


@each_row("word", sorted(EACH_WEEKDAY))
def test_a_series_knows_every_weekday_in_the_plural(word: str) -> None:
    assert read_series(f"om de week op {word}", NEW_YEAR).weekday == EACH_WEEKDAY[word]


@each_row("word", ORDINALS)
def test_a_series_knows_every_ordinal(word: str) -> None:
    assert read_series(f"elke {word} dinsdag", NEW_YEAR).nth == ORDINALS[word]


@each_row("word", NEAR_DAYS)
def test_every_reader_knows_every_near_day(word: str) -> None:
    day = date.fromordinal(THURSDAY.toordinal() + NEAR_DAYS[word])
    for opener in ("sinds", "op", "on"):
        assert read_filter(f"{opener} {word}", THURSDAY).since == day, opener
    ahead = read_due(word, Calendar(on=THURSDAY)).day
    assert ahead == (day if NEAR_DAYS[word] >= 0 else None)


# Durations and hours

DURATIONS = {
    "20 min": 20, "20 min.": 20, "20m": 20, "20 minuten": 20, "1 minuut": 1, "1 minute": 1, "20 mins": 20, "20'": 20,
    "half uur": 30, "een half uur": 30, "halfuur": 30, "half an hour": 30, "kwartier": 15, "een kwartier": 15,
    "a quarter of an hour": 15, "drie kwartier": 45, "driekwartier": 45, "three quarters of an hour": 45,
    "vijf kwartier": 75, "een uur": 60, "an hour": 60, "one hour": 60, "anderhalf uur": 90, "an hour and a half": 90,
    "tweeënhalf uur": 150, "two and a half hours": 150, "twee uur": 120, "two hours": 120, "tien minuten": 10,
    "ten minutes": 10, "1 uur": 60, "2 uren": 120, "1,5 uur": 90, "1.5 uur": 90, "0,5 uur": 30, "1u": 60, "1u30": 90,
    "1h30": 90, "1 h 30": 90, "1 uur 30": 90, "1 uur en 30 minuten": 90, "1 hour and 30 minutes": 90, "2 hrs": 120,
    "1:30": 90, "0:10": 10, "5 à 10 min": 10, "5 tot 10 minuten": 10, "ca. 20 min": 20, "circa 1 uur": 60,
    "max. 15 min": 15, "about 20 minutes": 20, "± 20 min": 20,
}  # fmt: skip
ASKED = {"20": 20, "90": 90, "10 uur": 600, "9:00": 540, "12 hours": 720}
"""What is a length only where one is asked for."""


def unread(reader: Callable[[], int | time | None]) -> int | time | None:
    try:
        return reader()
    except NotulistError:
        return None


def minutes_where_asked(words: str) -> dict[str, object]:
    """What each reader that asks for a length makes of `words`."""
    line, of_item = read_command(f"/tijd {words}", CONTEXT), read_command(f"/time 6 {words}", CONTEXT)
    body = new_body("or", "OR", "nl")
    table = f"# OR\n\n## Agenda\n\n| Punt | Tijd |\n|---|---|\n| Opening | {words} |\n| Sluiting | 5 |\n"
    return {
        "command": line and line.minutes,
        "command of an item": of_item and of_item.minutes,
        "usual length": unread(lambda: plan_of(with_setting(body, "length", words, NEW_YEAR)).minutes),
        "prepared": prepared("Tijd", words),
        "data": read_json(json.dumps({"items": [{"title": "x", "minutes": words}]})).items[0].planned_minutes,
        "table": read_agenda(table).items[0].planned_minutes,
    }


def minutes_in_a_line(words: str) -> dict[str, object]:
    """What each reader of an item's line makes of `words`."""
    below = f"# OR\n\n## Agenda\n\n1. Opening\n   - Tijd: {words}\n"
    return {
        "brackets": read_line(f"Begroting ({words})", People(())).minutes,
        "with a presenter": read_line(f"Begroting ({words}, Ann)", People(())).minutes,
        "label": read_agenda(below).items[0].planned_minutes,
    }


@each_row("words", DURATIONS | ASKED)
def test_every_reader_knows_every_duration(words: str) -> None:
    minutes = (DURATIONS | ASKED)[words]
    found = minutes_where_asked(words)
    assert found == dict.fromkeys(found, minutes)
    in_line = minutes_in_a_line(words)
    assert in_line == dict.fromkeys(in_line, minutes if words in DURATIONS else None)


@each_row("words", ["straks", "20 stuks", "1:75", "-5", "6 20"])
def test_no_reader_takes_other_words_for_a_duration(words: str) -> None:
    assert not any(minutes_in_a_line(words).values())
    found = minutes_where_asked(words)
    # Behind /time the first number is that of an item.
    assert not any(found[name] for name in found if words != "6 20" or not name.startswith("command"))


HOURS = {
    "13:30": time(13, 30), "13.30": time(13, 30), "13u30": time(13, 30), "13h30": time(13, 30), "9": time(9),
    "09": time(9), "9:00": time(9), "9 uur": time(9), "9u": time(9), "9:00 uur": time(9), "13.30 uur": time(13, 30),
    "om 9 uur": time(9), "at 9 am": time(9), "9am": time(9), "1 pm": time(13), "1:30 pm": time(13, 30), "20": time(20),
    "0:30": time(0, 30), "noon": time(12), "midnight": time(0),
}  # fmt: skip


def hours(words: str) -> dict[str, object]:
    """What each reader makes of `words`, where an hour of the day is asked for."""
    body = new_body("or", "OR", "nl")
    agenda = read_agenda(head("Datum: 24 november 2026", f"Tijd: {words}"))
    ending = read_agenda(head("Datum: 24 november 2026, 0:15", f"Einde: {words}")) if words != "midnight" else None
    return {
        "option": unread(lambda: hour_of(words)),
        "usual start": unread(lambda: plan_of(with_setting(body, "start", words, NEW_YEAR)).start),
        "usual end": unread(lambda: plan_of(with_setting(body, "end", words, NEW_YEAR)).end),
        "prepared": prepared("Start", words),
        "data": read_json(json.dumps({"start": words, "items": ["x"]})).start,
        "head": agenda.start,
        "end": ending.end if ending else time(0),
    }


@each_row("words", HOURS)
def test_every_reader_knows_every_hour(words: str) -> None:
    found = hours(words)
    assert found == dict.fromkeys(found, HOURS[words])


@each_row("words", ["straks", "25:00", "13:75", "3", "5 uur", "24", "13 pm"])
def test_no_reader_takes_other_words_for_an_hour(words: str) -> None:
    found = {name: at for name, at in hours(words).items() if at is not None}
    assert not found


# Yes and no


@each_row("words, value", [(word, word in YES) for word in sorted(YES | NO)])
def test_every_reader_knows_every_yes_and_no(words: str, value: bool) -> None:
    assert read_yes(words) is value
    body = with_setting(new_body("or", "OR", "nl"), "casting_vote", words, NEW_YEAR)
    assert body.rules.casting_vote is value
    person = {"name": "Ann Bos", "vote": words}
    [read_person] = read_json(json.dumps({"items": ["x"], "people": [person]})).people
    assert read_person.vote is value
    secret = read_json(json.dumps({"items": [{"title": "x", "confidential": words}]})).items[0].confidential
    assert (secret is not None) is value
    field = prepared("Confidential", words)
    assert (field is not None) is value
