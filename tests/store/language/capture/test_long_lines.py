"""A line longer than anybody types is a note at once, whole, and says so; filters, days and series are bounded too."""

from __future__ import annotations

from datetime import date

import pytest

from store.errors import CannotDo
from store.language import effort
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Verb
from store.language.capture.warnings import About
from store.language.dates import read_due, read_due_and_reason
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.query import Filter, read_filter
from store.language.settings.recurrence import read_days, read_series
from store.model import Person
from store.text import LONGEST_LINE
from tests.helpers.tables import each_row

ON = date(2026, 11, 19)
PEOPLE = People((Person(handle="kp", name="Kees Post"), Person(handle="bv", name="Bram Vos")))
CONTEXT = Context(calendar=Calendar(on=ON), people=PEOPLE)
LONG = "woord " * 1_000 + "einde"
BEGINNINGS = ("", "! ", "@kp ", "= ", "? ", "/comment a1 ", "# ", "besluit: ", "kp: ", "s/a/b/", "zomaar ")


@each_row("beginning", BEGINNINGS)
def test_a_long_line_is_a_note_whatever_it_begins_with(beginning: str) -> None:
    line = understand(beginning + LONG, CONTEXT)
    assert (line.verb, line.text) == (Verb.NOTE, beginning + LONG)
    assert [remark.about for remark in line.remarks] == [About.TOO_LONG]


def test_it_says_so_in_one_sentence() -> None:
    (remark,) = understand(LONG, CONTEXT).remarks
    assert str(remark) == "longer than 4,000 characters: it is kept whole, as a note"


def test_up_to_there_a_line_is_what_it_was() -> None:
    decision = "! " + "a" * (LONGEST_LINE - 2)
    assert understand(decision, CONTEXT).verb is Verb.DECISION
    assert understand(decision + "a", CONTEXT).verb is Verb.NOTE


def test_a_long_line_that_names_voters_of_a_secret_ballot_is_kept_nowhere() -> None:
    assert understand("= geheim +kp -bv " + LONG, CONTEXT).tells_secret


def test_after_a_backslash_it_is_text_without_a_word() -> None:
    line = understand("\\" + LONG, CONTEXT)
    assert (line.text, line.remarks) == (LONG, ())


def test_of_a_long_filter_the_beginning_is_looked_for() -> None:
    assert read_filter("Sinds " * 10_000, ON) == Filter(texts=(("sinds " * 10_000)[:LONGEST_LINE],))


def test_a_long_day_is_words() -> None:
    long = "4 dec, " + "omdat, " * 10_000
    assert read_due(long, CONTEXT.calendar).day is None
    due, why = read_due_and_reason(long, CONTEXT.calendar)
    assert (due.day, due.words, why) == (None, long.strip(), "")


@each_row("words", ["1" + " " * 20_000 + "x", "a - " * 20_000, ", " * 20_000, "(" * 20_000])
def test_days_and_series_that_are_too_long_are_refused(words: str) -> None:
    with pytest.raises(CannotDo):
        read_days(words, CONTEXT.calendar)
    with pytest.raises(CannotDo):
        read_series(words, CONTEXT.calendar)


MANY = "a b " * 990


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("= geheim " + MANY, [About.SECRET_UNREAD, About.TOO_MUCH]),
        ("13:30 @kp " + "@a " * 1_200, [About.TOO_MUCH]),
        ("/weg " + MANY, [About.TOO_MUCH]),
        ("& " + "@a " * 1_300, [About.TOO_MUCH]),
        ("geheime stemming: " + MANY, [About.SECRET_TOLD, About.TOO_MUCH]),
    ],
)
def test_a_line_in_which_too_much_is_to_be_looked_up_is_a_note(line: str, about: list[About]) -> None:
    read = understand(line, CONTEXT)
    assert (read.verb, read.text) == (Verb.NOTE, line.strip())
    assert [remark.about for remark in read.remarks] == about


def test_what_people_type_is_far_below_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_LOOKED_UP", effort.MOST_LOOKED_UP // 4)
    members = People(Person(handle=f"m{at}", name=f"Mariska{at} van der Berg{at}") for at in range(60))
    context = Context(calendar=Calendar(on=ON), people=members)
    for line in (
        "/aanwezig " + " ".join(f"Mariska{at} van der Berg{at}" for at in range(60)),
        "= " + " ".join(f"+m{at}" for at in range(60)),
        "& " + ", ".join(f"Mariska{at} van der Berg{at}" for at in range(30)) + " leest het voor > 1 dec 2026",
    ):
        assert all(remark.about is not About.TOO_MUCH for remark in understand(line, context).remarks), line


def test_nothing_is_counted_outside_of_a_line() -> None:
    for _time in range(effort.MOST_LOOKED_UP + 1):
        PEOPLE.who("kees")
