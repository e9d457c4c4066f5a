"""Terms: the rows that a person worked out, and every other day against a count that walks from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.errors import CannotDo
from store.language.lengths import read_length
from store.terms.british import english_holidays
from store.terms.count import Counted, Way, count
from store.terms.dutch import NAMED_DAYS, dutch_holidays
from store.terms.german import german_holidays
from store.terms.holidays import Holidays
from store.terms.length import Length, Unit
from store.terms.other_countries import holidays_of
from tests.helpers.tables import each_row

NL, DE, UK = dutch_holidays(), german_holidays(), english_holidays()


def counted(start: str, length: str, way: Way = Way.NL, *, back: bool = False) -> Counted:
    read = read_length(length)
    assert read is not None
    holidays = {Way.DE: DE, Way.UK: UK}.get(way, NL)
    return count(date.fromisoformat(start), read, way, holidays, back=back)


@each_row(
    "start, length, nominal, last, do_by",
    [
        ("2011-09-15", "1 month", "2011-10-15", "2011-10-17", "2011-10-14"),
        ("2026-01-30", "1 month", "2026-02-28", "2026-03-02", "2026-02-27"),
        ("2026-01-31", "1 month", "2026-02-28", "2026-03-02", "2026-02-27"),
        ("2028-01-31", "1 month", "2028-02-29", "2028-02-29", "2028-02-29"),
        ("2026-02-28", "1 month", "2026-03-28", "2026-03-30", "2026-03-27"),
        ("2028-02-29", "1 month", "2028-03-29", "2028-03-29", "2028-03-29"),
        ("2016-02-29", "3 months", "2016-05-29", "2016-05-30", "2016-05-27"),
        ("2026-09-30", "3 months", "2026-12-30", "2026-12-30", "2026-12-30"),
        ("2026-03-03", "1 month", "2026-04-03", "2026-04-07", "2026-04-02"),
        ("2026-03-06", "1 month", "2026-04-06", "2026-04-07", "2026-04-02"),
        ("2026-03-27", "1 month", "2026-04-27", "2026-04-28", "2026-04-24"),
        ("2025-03-26", "1 month", "2025-04-26", "2025-04-28", "2025-04-25"),
        ("2026-04-05", "1 month", "2026-05-05", "2026-05-06", "2026-05-04"),
        ("2026-04-14", "1 month", "2026-05-14", "2026-05-18", "2026-05-13"),
        ("2027-04-06", "1 month", "2027-05-06", "2027-05-10", "2027-05-04"),
        ("2026-04-25", "1 month", "2026-05-25", "2026-05-26", "2026-05-22"),
        ("2026-11-25", "1 month", "2026-12-25", "2026-12-28", "2026-12-24"),
        ("2025-12-01", "1 month", "2026-01-01", "2026-01-05", "2025-12-31"),
        ("2026-04-13", "2 weeks", "2026-04-27", "2026-04-28", "2026-04-24"),
        ("2026-03-16", "6 weeks", "2026-04-27", "2026-04-28", "2026-04-24"),
        ("2026-12-24", "3 days", "2026-12-27", "2026-12-29", "2026-12-24"),
        # Art. 4: a term of more than twelve weeks, 90 days or three months, or in years, is left alone.
        ("2026-02-01", "12 weeks", "2026-04-26", "2026-04-28", "2026-04-24"),
        ("2026-01-25", "13 weeks", "2026-04-26", "2026-04-26", "2026-04-24"),
        ("2026-01-25", "90 days", "2026-04-25", "2026-04-28", "2026-04-24"),
        ("2026-01-25", "91 days", "2026-04-26", "2026-04-26", "2026-04-24"),
        ("2026-02-28", "4 months", "2026-06-28", "2026-06-28", "2026-06-26"),
        ("2024-02-29", "1 year", "2025-02-28", "2025-02-28", "2025-02-28"),
    ],
)
def test_a_term_by_dutch_law(start: str, length: str, nominal: str, last: str, do_by: str) -> None:
    found = counted(start, length)
    assert [str(day) for day in (found.nominal, found.last, found.do_by)] == [nominal, last, do_by]


@each_row(
    "event, length, nominal, do_by",
    [
        ("2026-05-21", "7 days", "2026-05-14", "2026-05-13"),
        ("2026-05-12", "7 days", "2026-05-05", "2026-05-04"),
        ("2028-06-15", "6 weeks", "2028-05-04", "2028-05-04"),
        ("2026-03-31", "1 month", "2026-02-28", "2026-02-27"),
    ],
)
def test_a_term_that_is_counted_back_is_never_moved(event: str, length: str, nominal: str, do_by: str) -> None:
    found = counted(event, length, back=True)
    assert (str(found.nominal), found.last, str(found.do_by)) == (nominal, None, do_by)


@each_row(
    "start, length, nominal, last, do_by",
    [
        ("2026-06-01", "1 week", "2026-06-08", "2026-06-08", "2026-06-08"),
        ("2026-12-18", "1 week", "2026-12-25", "2026-12-28", "2026-12-24"),
        ("2026-06-03", "3 days", "2026-06-06", "2026-06-08", "2026-06-05"),
        # No two working days have to lie in it: § 193 only puts the end off.
        ("2026-12-24", "3 days", "2026-12-27", "2026-12-28", "2026-12-24"),
    ],
)
def test_a_term_by_german_law(start: str, length: str, nominal: str, last: str, do_by: str) -> None:
    found = counted(start, length, Way.DE)
    assert [str(day) for day in (found.nominal, found.last, found.do_by)] == [nominal, last, do_by]


@each_row(
    "meeting, notice, do_by",
    [
        ("2026-05-15", "2026-05-11", "2026-05-11"),
        ("2026-04-09", "2026-03-30", "2026-03-30"),
        # Saturday 2 January, 31 and 30 December count: Friday is New Year's Day, the break ends on the 29th.
        ("2027-01-04", "2026-12-29", "2026-12-29"),
        # Christmas Eve to the 29th are the break: the 26th is a Saturday, the 28th is in lieu of it.
        ("2026-12-31", "2026-12-21", "2026-12-21"),
        # Notice on the Sunday before leaves three clear days; nobody is at the post office then.
        ("2026-05-21", "2026-05-17", "2026-05-15"),
    ],
)
def test_clear_days_by_english_law(meeting: str, notice: str, do_by: str) -> None:
    for length in ("3 clear days", "3 days"):
        found = counted(meeting, length, Way.UK, back=True)
        assert (str(found.nominal), found.last, str(found.do_by)) == (notice, None, do_by)


def test_clear_days_that_are_counted_forward_give_the_first_day() -> None:
    found = counted("2026-05-11", "3 clear days", Way.UK)
    assert (str(found.nominal), found.last, found.do_by) == ("2026-05-15", None, None)
    assert counted("2026-05-08", "3 clear days", Way.PLAIN).nominal == date(2026, 5, 12)


@each_row(
    "start, length, nominal, last",
    [
        # Art. 3(5): two working days lie in every term of two days or more; the Dutch law says so from three.
        ("2026-12-24", "2 days", "2026-12-26", "2026-12-29"),
        ("2026-12-24", "1 day", "2026-12-25", "2026-12-28"),
        # No term is too long for art. 3(4).
        ("2026-01-25", "13 weeks", "2026-04-26", "2026-04-28"),
        ("2026-03-26", "1 month", "2026-04-26", "2026-04-28"),
    ],
)
def test_a_term_by_european_law(start: str, length: str, nominal: str, last: str) -> None:
    found = counted(start, length, Way.EU)
    assert [str(day) for day in (found.nominal, found.last)] == [nominal, last]


def test_what_was_agreed_is_not_moved() -> None:
    found = counted("2026-03-27", "1 month", Way.PLAIN)
    assert (found.nominal, found.last, found.do_by) == (date(2026, 4, 27), date(2026, 4, 27), date(2026, 4, 24))


def test_a_day_that_a_body_named_puts_the_term_off() -> None:
    extra = dutch_holidays([date(2030, 5, 31)])
    thirty_days = Length(30, Unit.DAY)
    assert count(date(2030, 5, 1), thirty_days, Way.NL, extra).last == date(2030, 6, 3)
    assert count(date(2030, 5, 1), thirty_days, Way.NL, NL).last == date(2030, 5, 31)


def test_where_the_holidays_are_not_known_the_day_is_one_earlier() -> None:
    nowhere = Holidays(where="XX", of_year=lambda _year: {}, is_complete=False)
    found = count(date(2026, 6, 1), Length(1, Unit.WEEK), Way.DE, nowhere)
    assert (found.nominal, found.last, found.do_by) == (date(2026, 6, 8), date(2026, 6, 8), date(2026, 6, 5))


@each_row(
    "start, length, way",
    [
        ("9998-12-31", "1 week", Way.NL),
        ("2026-01-01", "9999 years", Way.NL),
        ("1500-01-01", "1 week", Way.NL),
        ("2026-01-01", "3 clear days", Way.NL),
    ],
)
def test_what_cannot_be_counted_is_said(start: str, length: str, way: Way) -> None:
    with pytest.raises(CannotDo):
        counted(start, length, way)


# Every other day


DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
LENGTHS = st.builds(Length, st.integers(1, 100), st.sampled_from([Unit.DAY, Unit.WEEK])) | st.builds(
    Length, st.integers(1, 26), st.sampled_from([Unit.MONTH])
)
ONE = timedelta(days=1)


def walked(start: date, length: Length) -> date:
    """From day to day, looking at the wall: no month is computed."""
    day, months, weeks, days = start, 0, 0, 0
    while True:
        day += ONE
        days += 1
        months += day.day == 1
        weeks += day.weekday() == start.weekday()
        is_last = (day + ONE).day == 1
        reached = {
            Unit.DAY: days == length.count,
            Unit.WEEK: weeks == length.count,
            Unit.MONTH: months == length.count and (day.day == start.day or (is_last and day.day < start.day)),
        }
        if reached[length.unit]:
            return day


@cache
def library_days(country: str, subdivision: str | None = None) -> frozenset[date]:
    import holidays

    wanted = (holidays.PUBLIC, holidays.OPTIONAL) if country == "NL" else (holidays.PUBLIC,)
    years = range(1999, 2104)
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=years, categories=wanted))


@cache
def dutch_free() -> frozenset[date]:
    return library_days("NL") | NAMED_DAYS


@example(date(2010, 1, 30), Length(1, Unit.MONTH))
@example(date(2026, 12, 24), Length(3, Unit.DAY))
@given(DAYS, LENGTHS)
def test_every_term_is_as_a_walk_over_the_calendar_finds_it(start: date, length: Length) -> None:
    nominal = walked(start, length)
    free = dutch_free()

    def is_free(day: date) -> bool:
        return day.isoweekday() in (6, 7) or day in free

    most = {Unit.DAY: 90, Unit.WEEK: 12, Unit.MONTH: 3}[length.unit]
    last = nominal
    if length.count <= most:
        while is_free(last):
            last += ONE
        if length.unit is not Unit.DAY or length.count >= 3:
            inside = [start + ONE * ahead for ahead in range(1, (last - start).days + 1)]
            while sum(not is_free(day) for day in inside) < 2:
                last += ONE
                inside.append(last)
    do_by = nominal
    while is_free(do_by):
        do_by -= ONE
    found = count(start, length, Way.NL, NL)
    assert (found.nominal, found.last, found.do_by) == (nominal, last, do_by)


# The tables of holidays against a library that is well kept


@each_row("ours, place", [(NL, ("NL",)), (DE, ("DE",)), (UK, ("GB", "ENG"))])
def test_our_holidays_are_those_of_the_library(ours: Holidays, place: tuple[str, ...]) -> None:
    theirs = library_days(*place)
    for year in range(2000, 2101):
        found = {day for day in ours.of_year(year) if day not in NAMED_DAYS}
        expected = {day for day in theirs if day.year == year}
        assert {day for day in found ^ expected if day.weekday() != 6} == set(), year


def test_other_countries_come_from_the_library() -> None:
    corpus_christi = date(2026, 6, 4)
    assert holidays_of("de-bw").name(corpus_christi) == "Corpus Christi"
    assert not DE.name(corpus_christi)
    for wrong in ("Atlantis", "QQ", "DE-XX"):
        with pytest.raises(CannotDo):
            holidays_of(wrong)
