"""What is told of a count, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from store.i18n import speak, spoken
from store.terms.british import english_holidays
from store.terms.count import Way, count
from store.terms.dutch import dutch_holidays
from store.terms.explain import explain
from store.terms.holidays import Holidays
from store.terms.length import Length, Unit


@pytest.fixture
def in_dutch() -> Iterator[None]:
    before = spoken()
    speak("nl")
    yield
    speak(before)


def test_each_day_of_a_term_is_told_with_what_it_is() -> None:
    counted = count(date(2026, 12, 24), Length(3, Unit.DAY), Way.NL, dutch_holidays())
    assert explain(counted, dutch_holidays()) == [
        "The term ends: Sun 27 Dec 2026",
        "Put off to: Tue 29 Dec 2026",
        "Do it by: Thu 24 Dec 2026",
        "",
        "      Thu 24 Dec 2026  the day of the event: not counted",
        "   1  Fri 25 Dec 2026  Christmas Day",
        "   2  Sat 26 Dec 2026  Second Day of Christmas",
        "   3  Sun 27 Dec 2026  the term ends · Sunday",
        "      Mon 28 Dec 2026",
        "      Tue 29 Dec 2026  the last day",
        "",
        "The day of the event does not count; a month ends on the same number, or else on its last day.",
        "It ends on no Saturday, Sunday or holiday (art. 1(1) Atw).",
        "At least two working days lie in it (art. 2 Atw).",
        "No legal advice: check it.",
    ]


@pytest.mark.usefixtures("in_dutch")
def test_it_is_told_in_dutch() -> None:
    counted = count(date(2026, 4, 14), Length(1, Unit.MONTH), Way.NL, dutch_holidays())
    said = explain(counted, dutch_holidays())
    assert said[:3] == [
        "De termijn eindigt: do 14 mei 2026",
        "Verlengd tot en met: ma 18 mei 2026",
        "Doe het uiterlijk: wo 13 mei 2026",
    ]
    assert any("gelijkgestelde dag" in line for line in said)
    assert said[-1] == "Geen juridisch advies: controleer het."


def test_clear_days_are_told_with_those_that_are_left_out() -> None:
    counted = count(date(2026, 4, 9), Length(3, Unit.CLEAR_DAY), Way.UK, english_holidays(), back=True)
    said = explain(counted, english_holidays())
    assert "      Sat 4 Apr 2026  Easter break: not counted" in said
    assert "   3  Tue 31 Mar 2026" in said
    assert "      Mon 30 Mar 2026  the latest day of notice" in said


def test_what_is_not_known_is_said() -> None:
    holidays = dutch_holidays()
    said = explain(count(date(2031, 4, 14), Length(1, Unit.MONTH), Way.NL, holidays), holidays)
    assert any("in 2031" in line for line in said)
    nowhere = Holidays(where="XX", of_year=lambda _year: {}, is_complete=False)
    said = explain(count(date(2031, 4, 14), Length(1, Unit.MONTH), Way.DE, nowhere), nowhere)
    assert any("XX" in line for line in said)


def test_a_day_that_goes_by_before_the_term_begins_is_said() -> None:
    counted = count(date(2026, 12, 26), Length(1, Unit.DAY), Way.NL, dutch_holidays())
    assert any("at once" in line for line in explain(counted, dutch_holidays()))


def test_of_a_long_term_the_beginning_and_the_end_are_told() -> None:
    counted = count(date(2026, 1, 1), Length(1, Unit.YEAR), Way.NL, dutch_holidays())
    said = explain(counted, dutch_holidays())
    assert len(said) < 50
    assert "… 338 days" in said
