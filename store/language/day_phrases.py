"""What names a day, in Dutch and in English: every row of the table, and what reads it.

What has the form of a day that there is not, or that contradicts itself, raises an error:
never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

import msgspec

from store.bounds import is_sane
from store.language.vocabulary import COUNTS, MONTHS, NEAR_DAYS, ORDINALS, UNITS, WEEKDAYS, any_of
from store.model import LAST
from store.text import fold


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """What dates are read against: the meeting's day, the next meeting's, and whether `12/1` starts with the month."""

    on: date
    next_meeting: date | None = None
    month_first: bool = False


def day_of(words: str, calendar: Calendar) -> date | None:
    """The day that the whole of `words` (as `normal` has them) names; None where they name none.

    Raises ValueError or OverflowError where there is no such day, or the words contradict themselves.
    """
    fits = _any_row().fullmatch(words)
    return _row(words, calendar, _ROWS[(fits.lastindex or 1) - 1 :]) if fits else None


def is_period(words: str, calendar: Calendar) -> bool:
    """Whether `words` (as `normal` has them) name a week or a month, which stands for its last day."""
    return _row(words, calendar, _PERIODS) is not None


def is_end_of_period(words: str) -> bool:
    """Whether `words` (as `normal` has them) name the end of a month, a quarter or a year, and not of a week."""
    return compiled(rf"{_END} (?!.*\b(?:week|wk|kw)\b).+").fullmatch(words) is not None


def full_dates(words: str) -> set[date]:
    """Every day that is named with its year anywhere in `words` (as `normal` has them)."""
    matches = [(match, reader) for pattern, reader in _FULL_DATES for match in compiled(pattern).finditer(words)]
    return {day for match, reader in matches for day in _full(match, reader)}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled when it is first needed: to compile all of them at once would delay the start."""
    return re.compile(pattern)


def normal(text: str) -> str:
    """Folded words with single spaces; abbreviations lose their full stops: `a.s.` is `as`."""
    return " ".join(compiled(_FULL_STOP).sub("", fold(text)).split()).rstrip(" .,;:")


# The words


# `in a week` is in one; an `a` elsewhere is no number.
_COUNTS = {**COUNTS, "a": 1, "an": 1}
# What is still to be done lies ahead: `gisteren` is no day to have it done by.
_NEAR = {name: days for name, days in NEAR_DAYS.items() if days >= 0}
NEXT_MEETING = r"(?:(?:bij|in|tijdens|at|during) )?(?:(?:de|the) )?(?:(?:eerst)?volgende|next) (?:vergadering|meeting)"
_FULL_STOP = r"(?<=[a-z])\."


# From words to a day


@cache
def _any_row() -> re.Pattern[str]:
    """Fits what a row of the table fits, whose place is the number of its group: to ask each row takes thrice as long.

    It lets the second sign of `1-2/2026` be another than the first, which the row itself refuses.
    """
    rows = (compiled(r"\(\?P<\w+>").sub("(?:", pattern).replace("(?P=sign)", "[-/]") for pattern, _reader in _ROWS)
    return re.compile("|".join(f"({row})" for row in rows))


def _row(words: str, calendar: Calendar, rows: _Rows) -> date | None:
    for pattern, reader in rows:
        if match := compiled(pattern).fullmatch(words):
            day = reader(match, calendar)
            if day and not is_sane(day) and is_sane(calendar.on):
                raise ValueError("a day of another age")
            return day
    return None


def _full(match: re.Match[str], reader: _Reader) -> Iterator[date]:
    """The days that a full date can be: with slashes it is read in both orders."""
    for month_first in (False, True) if "/" in match["date"] else (False,):
        with suppress(ValueError):
            day = reader(match, Calendar(on=date.min, month_first=month_first))
            if day and is_sane(day) and WEEKDAYS.get(match["weekday"], day.weekday()) == day.weekday():
                yield day


# The readers of the rows: each makes a day of what its row matched


_Reader = Callable[[re.Match[str], Calendar], date | None]
_Rows = tuple[tuple[str, _Reader], ...]


def _coming(match: re.Match[str], calendar: Calendar) -> date:
    """The first such weekday strictly after the meeting's day."""
    return calendar.on + timedelta(days=(WEEKDAYS[match["weekday"]] - calendar.on.weekday() - 1) % 7 + 1)


def _this_week(match: re.Match[str], calendar: Calendar) -> date:
    return _not_past(_in_week(calendar, 0, WEEKDAYS[match["weekday"]]), calendar)


def _next_week(match: re.Match[str], calendar: Calendar) -> date:
    return _in_week(calendar, 1, WEEKDAYS[match["weekday"]])


def _next_of_both(match: re.Match[str], calendar: Calendar) -> date:
    """`volgende dinsdag`, which some say of the first to come and some of the one in next week: where those are one."""
    first, in_next_week = _coming(match, calendar), _next_week(match, calendar)
    if first != in_next_week:
        raise ValueError("of this week or of the next?")
    return first


def _weekday_and_date(match: re.Match[str], calendar: Calendar) -> date | None:
    named, day = _row(match["named"], calendar, _NAMED_DAYS), _row(match["date"], calendar, _DATES)
    if named and day and day != named and WEEKDAYS.get(match["named"]) != day.weekday():
        raise ValueError("not that weekday")
    return day if named else None


def _ahead(match: re.Match[str], calendar: Calendar) -> date:
    return _later(calendar.on, _count(match), match["unit"])


def _before(match: re.Match[str], calendar: Calendar) -> date | None:
    """So long before a day that is named; a week or a month has more days than one, and is none."""
    if is_period(match["date"], calendar):
        raise ValueError("before a period: before its first day or its last?")
    day = day_of(match["date"], calendar)
    return _later(day, -_count(match), match["unit"]) if day else None


def _week_before(match: re.Match[str], calendar: Calendar) -> date | None:
    raise ValueError("the week before: a week before, or at the end of that week?")


def _weeks_on(match: re.Match[str], calendar: Calendar) -> date | None:
    day = _row(match["named"], calendar, _NAMED_DAYS)
    return day + timedelta(days=7 * _count(match)) if day else None


def _count(match: re.Match[str]) -> int:
    """How many; `the day before` is one."""
    return _COUNTS.get(match["count"] or "a") or int(match["count"])


def _later(day: date, count: int, unit: str) -> date:
    """The day so many units after `day`, before it where `count` is less than nothing."""
    months = {"m": 1, "j": 12, "y": 12}.get(unit[0])
    if months is not None:
        last = _month_end(day, months * count)
        return last.replace(day=min(day.day, last.day))
    return day + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _date(match: re.Match[str], calendar: Calendar) -> date:
    month = MONTHS.get(match["month"]) or int(match["month"])
    return _first(match["year"], calendar, lambda year: date(year, month, int(match["day"])))


def _numbers(match: re.Match[str], calendar: Calendar) -> date:
    first, second = int(match["first"]), int(match["second"])
    if (first, second, match.groupdict().get("sign"), match["year"]) == (24, 7, "/", None):
        raise ValueError("24/7 is said of what never stops")
    month, day = (first, second) if calendar.month_first else (second, first)
    if match["year"] and len(match["year"]) == 2:
        # 26-12-01 may start with the year; what lies ahead when it ends in the year was meant so.
        return _not_past(date(2000 + int(match["year"]), month, day), calendar)
    return _first(match["year"], calendar, lambda year: date(year, month, day))


def _day_of_month(match: re.Match[str], calendar: Calendar) -> date:
    """The first day of that number, in this month or a later one."""
    for months in range(3):
        last = _month_end(calendar.on, months)
        if int(match["day"]) <= last.day and (day := last.replace(day=int(match["day"]))) >= calendar.on:
            return day
    raise ValueError("no such day")


def _end_of_quarter(match: re.Match[str], calendar: Calendar) -> date:
    quarter = int(match["quarter"] or ORDINALS[match["nth"]])
    if quarter == LAST:
        quarter = 4
    if not 1 <= quarter <= 4:
        raise ValueError("no such quarter")
    return _first(match["year"], calendar, lambda year: _month_end(date(year, 3 * quarter, 1), 0))


def _half_month(match: re.Match[str], calendar: Calendar) -> date:
    return _first(match["year"], calendar, lambda year: date(year, MONTHS[match["month"]], 15))


def _end_of_month(match: re.Match[str], calendar: Calendar) -> date:
    return _first(match["year"], calendar, lambda year: _month_end(date(year, MONTHS[match["month"]], 1), 0))


def _week(match: re.Match[str], calendar: Calendar) -> date:
    this_year = calendar.on.isocalendar().year
    in_years = range(this_year, this_year + 2)
    return _first(match["year"], calendar, lambda year: date.fromisocalendar(year, int(match["week"]), 5), in_years)


def _week_commencing(match: re.Match[str], calendar: Calendar) -> date | None:
    # The week counts until its Friday, so its Monday may lie behind the meeting's day.
    earlier = msgspec.structs.replace(calendar, on=calendar.on - timedelta(days=4))
    monday = _row(match["date"], earlier, _DATES)
    if monday and monday.weekday() != 0:
        raise ValueError("no week commences on that day")
    return monday + timedelta(days=4) if monday else None


def _first(
    typed_year: str | None, calendar: Calendar, in_year: Callable[[int], date], years: range | None = None
) -> date:
    """The day in the year typed; else the first on or after the meeting's day."""
    if typed_year:
        return in_year(int(typed_year.replace("'", "20")))
    # Leap days are up to eight years apart.
    for year in years or range(calendar.on.year, calendar.on.year + 9):
        with suppress(ValueError):
            if (day := in_year(year)) >= calendar.on:
                return day
    raise ValueError("no such day")


def _not_past(day: date, calendar: Calendar) -> date:
    if day < calendar.on:
        raise ValueError("already past")
    return day


def _in_week(calendar: Calendar, weeks: int, weekday: int) -> date:
    """A weekday of the ISO week that comes `weeks` weeks after the meeting's."""
    return calendar.on + timedelta(days=7 * weeks + weekday - calendar.on.weekday())


def _month_end(day: date, months: int) -> date:
    """The last day of the month that comes `months` months after the one of `day`."""
    year, month = divmod(day.year * 12 + day.month + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


# The table: what can be typed, as `normal` has it, and what reads it. The first row that fits counts.

_WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAYS)})"
_MONTH = rf"(?P<month>{any_of(MONTHS)})"
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<year>\d{4}|'\d\d)"
_COUNT = rf"(?P<count>\d{{1,3}}|{any_of(_COUNTS)})"
_UNIT = rf"(?P<unit>{any_of(UNITS)})"
# What goes before a day that is not the day itself: `een week voor 1 februari`.
_SO_LONG = r"(?:voor|before|voorafgaand aan|prior to)"
LEAD = rf"(?:{_COUNT}|de|the) {_UNIT} {_SO_LONG} "
_COMING = r"(?:as|aanstaande|aankomende|komende|eerstkomende|eerstvolgende|(?:this |the )?coming)"
_THIS = r"(?:(?:de|deze|het|dit|the|this) )?"
_NEXT = r"(?:volgende|next)"
_COURSE = r"(?:nog|in de loop van|in the course of)"
_HALF_YEAR = r"(?:een half ?jaar|half a year)"
_QUARTER = rf"(?:q(?P<quarter>[1-4])|(?P<nth>{any_of(ORDINALS)}) (?:kwartaal|quarter))"
_END = r"(?:(?:het |the )?(?:einde?|end)(?: van| of)?|ultimo)"
_DAY_MONTH = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|ste|de|e)?(?: of| van)? ?{_MONTH}"
_MONTH_DAY = rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
_DAY_AND_MONTH = r"(?P<first>\d{1,2})(?P<sign>[-/])(?P<second>\d{1,2})"
_DOTTED = rf"(?P<first>\d{{1,2}})\.(?P<second>\d{{1,2}})\.{_YEAR}"
_ISO = rf"{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})"

_NAMED_DAYS: _Rows = (
    (rf"(?P<near>{any_of(_NEAR)})", lambda match, calendar: calendar.on + timedelta(days=_NEAR[match["near"]])),
    (rf"(?:{_COMING} )?{_WEEKDAY}(?: as)?", _coming),
    (rf"(?:deze|this)(?: week)? {_WEEKDAY}", _this_week),
    (rf"{_WEEKDAY} (?:deze|this) week", _this_week),
    (rf"(?:next|{_NEXT} week) {_WEEKDAY}", _next_week),
    (rf"(?:de )?volgende {_WEEKDAY}", _next_of_both),
    (rf"{_WEEKDAY} (?:of |van )?{_NEXT} week", _next_week),
    (rf"{_WEEKDAY} (?:over (?:een|1) )?week", lambda match, calendar: _coming(match, calendar) + timedelta(days=7)),
    (rf"{_COUNT} weeks? (?:on )?(?P<named>{any_of(WEEKDAYS)}|today|tomorrow)", _weeks_on),
)
_DATES: _Rows = (
    (rf"(?:de |the )?{_DAY_MONTH}(?:,? {_SHORT_YEAR})?(?: as)?", _date),
    (rf"{_MONTH_DAY}(?:,? {_SHORT_YEAR})?", _date),
    (r"(?:de|the) (?P<day>\d{1,2})(?:e|de|ste|st|nd|rd|th)", _day_of_month),
    (rf"{_DAY_AND_MONTH}(?:(?P=sign)(?P<year>\d{{4}}|\d\d))?(?: as)?", _numbers),
    (_DOTTED, _numbers),
    (_ISO, _date),
    (rf"(?P<named>\D+?),? (?P<date>(?:(?:de |the )?\d|{any_of(MONTHS)} ).*)", _weekday_and_date),
)
_PERIODS: _Rows = (
    (rf"(?:in |{_END} )?(?:week|wk|kw) ?(?P<week>\d{{1,2}})(?: (?:of |van )?{_YEAR})?", _week),
    (rf"{_YEAR}-?w(?P<week>\d{{1,2}})", _week),
    (r"(?:w/c|week (?:commencing|beginning|of|van)) (?P<date>.+)", _week_commencing),
    (rf"{_END} {_MONTH}(?: {_YEAR})?", _end_of_month),
    (rf"eom|{_END} {_THIS}(?:maand|month)", lambda _, calendar: _month_end(calendar.on, 0)),
    (rf"{_END} {_NEXT} (?:maand|month)", lambda _, calendar: _month_end(calendar.on, 1)),
    (rf"{_END} {_THIS}week", lambda _, calendar: _not_past(_in_week(calendar, 0, 4), calendar)),
    (rf"{_END} {_NEXT} week", lambda _, calendar: _in_week(calendar, 1, 4)),
    (rf"{_END} {_THIS}(?:jaar|year)", lambda _, calendar: date(calendar.on.year, 12, 31)),
    (rf"{_END} (?:volgend|next) (?:jaar|year)", lambda _, calendar: date(calendar.on.year + 1, 12, 31)),
    (rf"{_END} {_YEAR}", lambda match, _: date(int(match["year"]), 12, 31)),
    (rf"{_END} {_THIS}{_QUARTER}(?: (?:of |van )?{_YEAR})?", _end_of_quarter),
    (rf"{_END} {_THIS}(?:kwartaal|quarter)", lambda _, calendar: _month_end(calendar.on, -calendar.on.month % 3)),
    (rf"(?:{_COURSE} )?(?:deze|this) week", lambda _, calendar: _not_past(_in_week(calendar, 0, 4), calendar)),
    (rf"(?:{_COURSE} )?{_NEXT} week", lambda _, calendar: _in_week(calendar, 1, 4)),
    (rf"(?:{_COURSE} )?(?:deze|this) (?:maand|month)", lambda _, calendar: _month_end(calendar.on, 0)),
    (rf"(?:{_COURSE} )?{_NEXT} (?:maand|month)", lambda _, calendar: _month_end(calendar.on, 1)),
)
_AHEAD: _Rows = (
    (rf"(?:over|binnen|in|within) {_HALF_YEAR}", lambda _, calendar: _later(calendar.on, 6, "month")),
    (rf"(?:{_COUNT}|de|the) (?P<unit>dag|dagen|days?) {_SO_LONG} (?P<date>.+)", _before),
    (rf"{_COUNT} {_UNIT} {_SO_LONG} (?P<date>.+)", _before),
    (rf"{LEAD}.+", _week_before),
    (rf"(?:(?:vandaag )?over|binnen|in|within) {_COUNT} {_UNIT}(?:'? time)?", _ahead),
    (rf"{_COUNT} {_UNIT} (?:today|from (?:now|today))", _ahead),
    # Without a plus 2m may be a length.
    (r"\+(?P<count>\d{1,3}) ?(?P<unit>[dwm])", _ahead),
    (r"(?P<count>\d{1,3})(?P<unit>[dw])", _ahead),
    (rf"(?:half|medio|mid)[- ]{_MONTH}(?: {_YEAR})?", _half_month),
    (NEXT_MEETING, lambda _, calendar: calendar.next_meeting),
)
_ROWS = _NAMED_DAYS + _PERIODS + _AHEAD + _DATES

_FULL_DATES: _Rows = tuple(
    (rf"(?<!\w)(?<!\d[-/.])(?:{_WEEKDAY},? )?(?P<date>{full})(?!\d)", reader)
    for full, reader in (
        (rf"{_DAY_MONTH},? {_YEAR}", _date),
        (rf"{_MONTH_DAY},? {_YEAR}", _date),
        (rf"{_DAY_AND_MONTH}(?P=sign){_YEAR}", _numbers),
        (_DOTTED, _numbers),
        (_ISO, _date),
    )
)
