"""The day of a meeting as an announcement names it: with or without its year, alone or the first of several.

A day that is typed while a meeting runs is read by `store.language.dates`, against the day of that meeting. An
announcement has no such day: its year stands in it, or follows from the weekday and the day on which it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from store.language.day_phrases import compiled, normal
from store.language.vocabulary import MONTHS, WEEKDAYS, any_of


class AnnouncedDay(msgspec.Struct, frozen=True):
    """A day that a text names; `year_made` says that its year is not in the text, `start` where its words begin."""

    day: date
    year_made: bool = False
    start: int = 0
    end: int = 0


def days_in(text: str, near: date | None = None) -> tuple[AnnouncedDay, ...]:
    """The days that `text` names, in its order; of a range of days (`7 t/m 9 december 2026`) only the first.

    A day without a year is the one nearest to `near` that fits its weekday; it is left out where `near` is None.
    What names no day of the calendar, contradicts its weekday, or may be two days (`3/4/2027`) is left out.
    """
    words = spelled(text)
    found = [*_written(words), *_in_numbers(words)]
    found.sort(key=lambda each: each.start)
    days: list[AnnouncedDay] = []
    last_end = -1
    for at, each in enumerate(found):
        if each.start < last_end:
            continue
        last_end = each.end
        year = each.year
        if year is None and at + 1 < len(found) and compiled(_JOINED).fullmatch(words, each.end, found[at + 1].start):
            # `29 juni t/m 2 juli 2026`: the year at the end is that of both.
            year = found[at + 1].year
            last_end = found[at + 1].end
        day = _fitting(each, year, near)
        if day is not None:
            days.append(AnnouncedDay(day, year is None, each.start, each.end))
    return tuple(days)


def first_day_in(text: str, near: date | None = None) -> AnnouncedDay | None:
    """The one day that `text` names, or the first of a range; None where it names none, or several."""
    found = days_in(text, near)
    return found[0] if len({each.day for each in found}) == 1 else None


def without_days(text: str) -> str:
    """`text`, as it is compared, without the days that it names."""
    words = spelled(text)
    for each in sorted([*_written(words), *_in_numbers(words)], key=lambda each: -each.start):
        words = f"{words[: each.start]} {words[each.end :]}"
    return words


def spelled(text: str) -> str:
    """`text` as its days are looked for in it: `2026-11-19T13:30` is a day and an hour."""
    return compiled(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9]{2}:)").sub(" ", normal(text))


class _Named(msgspec.Struct, frozen=True):
    start: int
    end: int
    month: int
    day: int
    year: int | None
    weekday: int | None
    turned: bool = False


_WEEKDAY = rf"(?:(?P<weekday>{any_of(WEEKDAYS)}),? )?(?:de |the )?"
_ORDINAL = r"(?:st|nd|rd|th|ste|de|e)?"
_AND = r" ?(?:-|/|,|&|\+|\b(?:t/m|tot en met|tot|en|and|to|until|through)\b) ?"
_OTHERS = rf"(?:{_AND}(?:{any_of(WEEKDAYS)},? )?[0-9]{{1,2}}(?![0-9:.]){_ORDINAL}){{0,6}}"
_MONTH = rf"(?P<month>{any_of(MONTHS)})\b"
_YEAR = r"(?:,? ?(?:(?P<year>[0-9]{4})(?![0-9])|'(?P<short>[0-9]{2})(?![0-9])|(?P<bare>[0-9]{2})(?=,|$)))?"
_WRITTEN = (
    rf"(?<![\w./-]){_WEEKDAY}(?P<day>[0-9]{{1,2}}){_ORDINAL}{_OTHERS}(?: of| van)?[ -]?{_MONTH}-?{_YEAR}",
    rf"(?<![\w./-]){_WEEKDAY}{_MONTH} (?P<day>[0-9]{{1,2}})(?![0-9:.]){_ORDINAL}{_OTHERS}{_YEAR}",
)
_NUMBERS = (
    rf"(?<![\w./-]){_WEEKDAY}(?P<year>[0-9]{{4}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)"
    r"(?P<day>[0-9]{1,2})(?![0-9])",
    rf"(?<![\w./-]){_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)"
    r"(?:(?P<year>[0-9]{4})|'?(?P<short>[0-9]{2}))(?![0-9])(?![-/.][0-9])",
)
_JOINED = r" ?(?:-|&|\b(?:t/m|tot en met|tot|en|and|to|until|through)\b) ?"
# A day without a year is looked for so many years around the day that it is near to.
_YEARS = range(-1, 7)


def _written(words: str) -> Iterator[_Named]:
    for pattern in _WRITTEN:
        for match in compiled(pattern).finditer(words):
            yield _named(match, MONTHS[match["month"]])


def _in_numbers(words: str) -> Iterator[_Named]:
    for pattern in _NUMBERS:
        for match in compiled(pattern).finditer(words):
            yield _named(match, int(match["month"]))


def _named(match: re.Match[str], month: int) -> _Named:
    told = match.groupdict()
    short = told.get("short") or told.get("bare")
    year = int(told["year"]) if told["year"] else 2000 + int(short) if short else None
    weekday = WEEKDAYS[told["weekday"]] if told["weekday"] else None
    turned = told.get("sign") == "/" and len(match["day"]) <= 2 and match["day"] in match[0].split("/")[0]
    return _Named(match.start(), match.end(), month, int(match["day"]), year, weekday, turned)


def _fitting(named: _Named, year: int | None, near: date | None) -> date | None:
    """The day that fits all of its words; None where there is none, or where there are two."""
    orders = {(named.month, named.day), *([(named.day, named.month)] if named.turned else [])}
    if year is not None:
        days = {day for month, number in orders if (day := _day(year, month, number)) and _fits(day, named)}
        return days.pop() if len(days) == 1 else None
    if near is None:
        return None
    days = {day for ahead in _YEARS if (day := _day(near.year + ahead, named.month, named.day)) and _fits(day, named)}
    return min(days, key=lambda day: (abs(day - near), day < near), default=None)


def _fits(day: date, named: _Named) -> bool:
    return named.weekday is None or day.weekday() == named.weekday


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
