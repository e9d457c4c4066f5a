"""Times to come that are longer than a day."""

from __future__ import annotations

from datetime import date

import pytest

from store.language.day_phrases import Calendar
from store.language.plan.periods import read_period

ON = Calendar(on=date(2027, 3, 18))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("maart 2028", "2028-03-01", "2028-03-31"),
        ("in February 2028", "2028-02-01", "2028-02-29"),
        ("mei", "2027-05-01", "2027-05-31"),
        ("maart", "2027-03-01", "2027-03-31"),
        ("feb", "2028-02-01", "2028-02-29"),
        ("2028-11", "2028-11-01", "2028-11-30"),
        ("2029", "2029-01-01", "2029-12-31"),
        ("Q3 2027", "2027-07-01", "2027-09-30"),
        ("tweede kwartaal van 2028", "2028-04-01", "2028-06-30"),
        ("de eerste helft van 2028", "2028-01-01", "2028-06-30"),
        ("2nd half 2028", "2028-07-01", "2028-12-31"),
        ("1 dec 2027", "2027-12-01", "2027-12-01"),
        ("eind maart 2028", "2028-03-31", "2028-03-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(words: str, first: str, last: str) -> None:
    found = read_period(words, ON)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("words", ["", "ooit", "voorjaar 2028", "2028-13", "q5 2028", "vijfde kwartaal 2028", "9" * 99])
def test_what_is_not_certain_is_no_period(words: str) -> None:
    assert read_period(words, ON) is None
