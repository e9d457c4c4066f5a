"""On which days a body meets: what can be said of it, and the days that follow."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.bodies.recurrence import next_days, say_days, say_series
from store.errors import CannotDo
from store.i18n import speak
from store.language.day_phrases import Calendar
from store.language.settings.recurrence import read_days, read_series
from store.model import LAST, Days, Every, Series
from tests.helpers.tables import each_row

TODAY = date(2026, 10, 1)  # a Thursday
CALENDAR = Calendar(on=TODAY)
TUESDAYS = Series(interval=2, weekday=1)
THIRD_THURSDAY = Series(every=Every.MONTH, weekday=3, nth=3)


def days_of(series: Series, count: int, **given: date) -> list[str]:
    return [day.isoformat() for day in islice(next_days(series, given.pop("after", TODAY), **given), count)]  # type: ignore[arg-type]


@each_row(
    "words, series",
    [
        ("weekly", Series()),
        ("wekelijks", Series()),
        ("elke week op maandag", Series(weekday=0)),
        ("every Tuesday", Series(weekday=1)),
        ("iedere di", Series(weekday=1)),
        ("weekly on Friday", Series(weekday=4)),
        ("every 2 weeks on Tuesday", TUESDAYS),
        ("om de twee weken op dinsdag", TUESDAYS),
        ("om de week op dinsdag", TUESDAYS),
        ("om de dinsdag", TUESDAYS),
        ("every other Tuesday", TUESDAYS),
        ("every fortnight on Tuesday", TUESDAYS),
        ("Tweewekelijks op dinsdag.", TUESDAYS),
        ("elke 14 dagen op dinsdag", TUESDAYS),
        ("every six weeks on wed", Series(interval=6, weekday=2)),
        ("elke derde donderdag", THIRD_THURSDAY),
        ("every third Thursday of the month", THIRD_THURSDAY),
        ("the 3rd Thursday of every month", THIRD_THURSDAY),
        ("maandelijks op de derde donderdag", THIRD_THURSDAY),
        ("monthly on the third Thursday", THIRD_THURSDAY),
        ("3e do van de maand", THIRD_THURSDAY),
        ("laatste vrijdag van de maand", Series(every=Every.MONTH, weekday=4, nth=LAST)),
        ("de eerste maandag van elke twee maanden", Series(every=Every.MONTH, interval=2, weekday=0, nth=1)),
        ("elk kwartaal op de tweede dinsdag", Series(every=Every.MONTH, interval=3, weekday=1, nth=2)),
        ("every 2 weeks on Tuesday from 6 October", Series(interval=2, weekday=1, start=date(2026, 10, 6))),
        ("om de week, vanaf 6 oktober 2026", Series(interval=2, start=date(2026, 10, 6))),
    ],
)
def test_what_can_be_said(words: str, series: Series) -> None:
    assert read_series(words, CALENDAR) == series


@each_row(
    "words",
    [
        "",
        "12",
        "elke dag",
        "soms",
        "every blue moon",
        "elke zesde dinsdag",
        "om de 0 weken op dinsdag",
        "every thursday the",
    ],
)
def test_a_series_is_never_guessed(words: str) -> None:
    with pytest.raises(CannotDo, match="every third Thursday"):
        read_series(words, CALENDAR)


def test_a_start_that_contradicts_is_told() -> None:
    with pytest.raises(CannotDo, match="7 October 2026 is not that weekday"):
        read_series("elke dinsdag vanaf 7 oktober 2026", CALENDAR)
    with pytest.raises(CannotDo, match="“29 feb 2027” is no day"):
        read_series("elke dinsdag vanaf 29 feb 2027", CALENDAR)


def test_the_days_that_follow() -> None:
    assert days_of(THIRD_THURSDAY, 3) == ["2026-10-15", "2026-11-19", "2026-12-17"]
    assert days_of(Series(weekday=1), 2) == ["2026-10-06", "2026-10-13"]
    fifth = Series(every=Every.MONTH, weekday=3, nth=5)
    assert days_of(fifth, 3) == ["2026-10-29", "2026-12-31", "2027-04-29"]
    last = Series(every=Every.MONTH, weekday=4, nth=LAST)
    assert days_of(last, 3) == ["2026-10-30", "2026-11-27", "2026-12-25"]


def test_every_other_week_is_counted_from_the_start_or_the_last_meeting() -> None:
    assert days_of(TUESDAYS, 2) == ["2026-10-06", "2026-10-20"]
    assert days_of(TUESDAYS, 2, last=date(2026, 9, 22)) == ["2026-10-06", "2026-10-20"]
    assert days_of(TUESDAYS, 2, last=date(2026, 9, 29)) == ["2026-10-13", "2026-10-27"]
    # The last meeting was moved to the Thursday: the week counts, not the day.
    assert days_of(TUESDAYS, 2, last=date(2026, 10, 1)) == ["2026-10-13", "2026-10-27"]
    from_start = Series(interval=2, weekday=1, start=date(2026, 11, 3))
    assert days_of(from_start, 2, last=date(2026, 9, 29)) == ["2026-11-03", "2026-11-17"]
    quarterly = Series(every=Every.MONTH, interval=3, weekday=1, nth=2)
    assert days_of(quarterly, 2, last=date(2026, 9, 8)) == ["2026-12-08", "2027-03-09"]


def test_weekly_without_a_day_follows_the_last_meeting() -> None:
    assert days_of(Series(), 2, last=date(2026, 9, 28)) == ["2026-10-05", "2026-10-12"]
    with pytest.raises(CannotDo, match="On which weekday"):
        next_days(Series(), TODAY)


def test_skipped_days_move_nothing() -> None:
    skipped = (Days(first=date(2026, 10, 13), last=date(2026, 10, 25)),)
    found = [day.day for day in islice(next_days(Series(interval=2, weekday=1), TODAY, skipped), 3)]
    assert found == [6, 3, 17]


def test_it_ends_where_days_end() -> None:
    assert list(next_days(Series(weekday=4), date(9999, 12, 20))) == [date(9999, 12, 24), date(9999, 12, 31)]
    last = Series(every=Every.MONTH, weekday=4, nth=LAST)
    assert list(next_days(last, date(9999, 11, 30))) == [date(9999, 12, 31)]
    assert list(next_days(last, date.max)) == []


series_of = st.builds(
    lambda interval, weekday, nth, start: (
        Series(every=Every.MONTH, interval=interval, weekday=weekday, nth=nth, start=start)
        if nth
        else Series(interval=interval, weekday=start.weekday() if start else weekday, start=start)
    ),
    st.integers(1, 12),
    st.integers(0, 6),
    st.sampled_from([0, 1, 2, 3, 4, LAST]),
    st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)


@given(series_of, st.sampled_from(["nl", "en"]))
def test_what_is_said_reads_back(series: Series, language: str) -> None:
    speak(language)
    assert read_series(say_series(series), CALENDAR) == series


@given(
    series_of, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
)
def test_days_go_up_and_keep_to_the_series(series: Series, after: date, last: date | None) -> None:
    days = list(islice(next_days(series, after, last=last), 8))

    assert all(one < other for one, other in pairwise((after, *days)))
    assert {day.weekday() for day in days} == {series.weekday}
    if series.start:
        assert all(day >= series.start for day in days)
    if series.every is Every.WEEK:
        assert all(other - one == timedelta(weeks=series.interval) for one, other in pairwise(days))
    else:
        months = [day.year * 12 + day.month for day in days]
        assert all(other - one == series.interval for one, other in pairwise(months))
        assert all((day.day - 1) // 7 + 1 == series.nth for day in days if series.nth != LAST)


@each_row(
    "words, days",
    [
        ("25 december 2026: kerst", Days(first=date(2026, 12, 25), last=date(2026, 12, 25), words="kerst")),
        ("20 t/m 24 juli 2027 (zomer)", Days(first=date(2027, 7, 20), last=date(2027, 7, 24), words="zomer")),
        ("28 dec 2026 tot en met 3 jan", Days(first=date(2026, 12, 28), last=date(2027, 1, 3))),
        ("2026-12-24 – 2027-01-03", Days(first=date(2026, 12, 24), last=date(2027, 1, 3))),
    ],
)
def test_days_that_are_skipped(words: str, days: Days) -> None:
    for language in ("nl", "en"):
        speak(language)
        assert read_days(words, CALENDAR) == days
        assert read_days(say_days(days), CALENDAR) == days


@each_row("words", ["29 februari 2027", "x", "", "1 mei t/m de zomer", "31 t/m 30 november 2026"])
def test_days_that_there_are_not(words: str) -> None:
    with pytest.raises(CannotDo, match="is no day that can be read with certainty"):
        read_days(words, CALENDAR)
