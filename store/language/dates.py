"""Days and hours as they are typed in Dutch and English, read against a meeting's day.

What cannot be read with certainty, or contradicts itself, is words and not a date: never
a guess. `_ROWS`, at the end, lists everything that can be typed for a day, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, time, timedelta
from functools import cache
from itertools import islice, pairwise

import msgspec

from store.clean import fold
from store.model import Due


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """What dates are read against: the meeting's day, the next meeting's, and whether `12/1` starts with the month."""

    on: date
    next_meeting: date | None = None
    month_first: bool = False


def read_due(phrase: str, calendar: Calendar) -> Due:
    """The day, and the time, that the whole of `phrase` names; the words alone where that is not certain.

    The phrase may start with by, before, on, due, vóór, uiterlijk, per, op or t/m: before
    and vóór mean the day before, the others that day itself.
    """
    typed = phrase.strip()
    try:
        return _read(typed, calendar) or Due(words=typed)
    except _CONTRADICTION:
        return Due(words=typed)


def closing_due(text: str, calendar: Calendar) -> tuple[str, Due | None]:
    """`text` without the date it closes in, and that date; `text` itself and None where it closes in none.

    The date stands after a comma or starts with a word such as by or uiterlijk, which is
    then kept in its words. Words known to mean no certain day (z.s.m., next meeting) count.
    """
    for start in _closing_starts(text):
        typed = text[start:].strip()
        try:
            due = _read(typed, calendar)
        except _CONTRADICTION:
            # A shorter piece of words that contradict each other would be read as if they did not.
            break
        if due is None and _compiled(_VAGUE).fullmatch(_normal(typed)):
            due = Due(words=typed)
        if due:
            return text[: len(text[:start].replace(",", " ").rstrip())], due
    return text, None


def leading_date(text: str, calendar: Calendar) -> tuple[Due | None, str]:
    """The longest date that `text` starts with, and the rest; None and `text` itself where it starts with none.

    A tot, until, till, naar, to or t/m before it is dropped. The next meeting counts, as
    words, when its day is not known.
    """
    until = _compiled(_UNTIL).match(text)
    start = until.end() if until else 0
    ends = [word.end() for word in islice(_compiled(_WORD).finditer(text, start), _MOST_WORDS)]
    for end in reversed(ends):
        typed, rest = text[start:end].strip().rstrip(" ,;:"), text[end:].strip()
        words = _normal(typed)
        if rest and words in _ALSO_WORDS:
            break
        try:
            due = _read(typed, calendar)
        except _CONTRADICTION:
            break
        if due is None and _compiled(_NEXT_MEETING).fullmatch(words):
            due = Due(words=typed)
        if due:
            return due, rest
    return None, text


def date_in(text: str) -> date | None:
    """The one full date, with its year, that stands anywhere in `text`; None where there is none or more than one."""
    words = _normal(text)
    matches = [(match, reader) for pattern, reader in _FULL_DATES for match in _compiled(pattern).finditer(words)]
    found = {day for match, reader in matches for day in _full(match, reader)}
    return found.pop() if len(found) == 1 else None


def times_in(text: str) -> tuple[time, ...]:
    """All clock times in `text`, in its order.

    `13.30` counts with uur or am/pm, after om or at, or in a range; `9 uur` only after om or at.
    """
    words = _normal(text)
    clocks = list(_compiled(_CLOCKS).finditer(words))
    ranges = [bool(_compiled(_TO).fullmatch(words, one.end(), other.start())) for one, other in pairwise(clocks)]
    found = []
    for at, clock in enumerate(clocks):
        with suppress(ValueError):
            if at < len(ranges) and ranges[at]:
                found.append(_range_start(clock, clocks[at + 1]))
            elif (at and ranges[at - 1]) or _is_clock_time(clock):
                found.append(_time(clock, clock["unit"]))
    return tuple(found)


# The words


def _numbered(names: str, first: int = 0) -> dict[str, int]:
    """Every name with its number: in `a b, c` that of `a` and `b` is `first`, that of `c` the next."""
    return {name: number for number, same in enumerate(names.split(","), first) for name in same.split()}


def _any(names: Iterable[str]) -> str:
    return "(?:" + "|".join(names) + ")"


_WEEKDAYS = _numbered(
    "maandag ma monday mon, dinsdag di tuesday tues tue, woensdag wo wednesday wed,"
    "donderdag do thursday thurs thur thu, vrijdag vr friday fri, zaterdag za saturday sat, zondag zo sunday sun"
)
_MONTHS = _numbered(
    "januari january jan, februari february feb, maart mrt march mar, april apr, mei may, juni june jun,"
    "juli july jul, augustus august aug, september sept sep, oktober october okt oct, november nov, december dec",
    first=1,
)
_COUNTS = _numbered(
    "een one a an, twee two, drie three, vier four, vijf five, zes six, zeven seven, acht eight, negen nine,"
    "tien ten, elf eleven, twaalf twelve, dertien thirteen, veertien fourteen",
    first=1,
)
_NEAR = _numbered("vandaag today, morgen tomorrow, overmorgen") | {"day after tomorrow": 2, "the day after tomorrow": 2}
# Weekdays that are other words too: a reason that starts with "do", "zo" or "sat" does not start with a day.
_ALSO_WORDS = frozenset(("do", "zo", "sat", "sun"))

_BY = (
    r"(?:on or before|op of voor|no later than|not later than|niet later dan|ten laatste|tot en met"
    r"|uiterlijk|by|on|due|per|op|t/m)"
)
_BEFORE = r"(?:voor|before)"
_OPENER = rf"(?:(?:{_BY}|(?P<before>{_BEFORE})) )+"
_UNTIL = r"(?i)\s*(?:tot(?:\s+en\s+met)?|until|till|naar|to|t/m)\s+"
_NEXT_MEETING = r"(?:(?:de|the) )?(?:(?:eerst)?volgende|next) (?:vergadering|meeting)"
_VAGUE = rf"(?:(?:{_BY}|{_BEFORE}) )*(?:zsm|asap|zo (?:spoedig|snel) mogelijk|as soon as possible|{_NEXT_MEETING})"
_RANGE_START = rf"(?:\b\d+|\b{_any(_WEEKDAYS)}|\b{_any(_MONTHS)})$"

# A clock time has minutes or a unit; digits alone are not one.
_CLOCK = (
    r"(?:(?P<at>om|at) )?(?=\d{1,2}(?:[:.uh]\d\d| ?(?:uur|u|h|am|pm)\b))"
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.uh])(?P<minute>\d\d))?(?: ?(?P<unit>uur|u|h|am|pm)\b)?"
)
_CLOCKS = rf"(?<![\w:.,€$])(?<![€$] ){_CLOCK}(?!\w|[:.,]\d)"
_TO = r" ?(?:-|\b(?:tot|t/m|to|until)\b) ?"
_DAY_END = r"(?P<eod>eod|end of (?:the )?day|(?:het )?einde?(?: van de)? dag)|(?P<cob>cob|close of business)"
_TIMED = (
    rf"(?:(?P<day>.+?),? )?(?:(?:at )?(?:{_DAY_END})|{_CLOCK})",
    rf"(?:{_DAY_END}|{_CLOCK}),? (?:(?:op|on) )?(?P<day>.+)",
)

_CLOSING = r"(?:(?<!\S)|(?<=,)(?!\d))[^\s,]"
_WORD = r"\S+"
_FULL_STOP = r"(?<=[a-z])\."
# No date is longer than this, so nothing longer need be tried.
_MOST_CHARACTERS = 80
_MOST_WORDS = 12
# What is raised where words have the form of a date or a time that there is not, or that can be read in two ways.
_CONTRADICTION = (ValueError, OverflowError)


# From what is typed to a date


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled when it is first needed: to compile all of them at once would delay the start."""
    return re.compile(pattern)


def _normal(text: str) -> str:
    """Folded words with single spaces; abbreviations lose their full stops: `a.s.` is `as`."""
    return " ".join(_compiled(_FULL_STOP).sub("", fold(text)).split()).rstrip(" .,;:")


def _read(typed: str, calendar: Calendar) -> Due | None:
    """The date that the whole of `typed` is; None where it is none. Raises one of `_CONTRADICTION`."""
    words = _normal(typed)
    if len(words) > _MOST_CHARACTERS:
        return None
    opener = _compiled(_OPENER).match(words)
    before = opener is not None and opener["before"] is not None
    phrase = words[opener.end() :] if opener else words
    day = _row(phrase, calendar, _ROWS)
    if day is None:
        return _read_timed(typed, phrase, calendar)
    if before and _row(phrase, calendar, _PERIODS):
        raise ValueError("before a period: before its first day or its last?")
    return Due(words=typed, day=day - timedelta(days=1) if before else day)


def _read_timed(typed: str, phrase: str, calendar: Calendar) -> Due | None:
    for pattern in _TIMED:
        if match := _compiled(pattern).fullmatch(phrase):
            ends_today = calendar.on if match["eod"] or match["cob"] else None
            day = _row(match["day"], calendar, _ROWS) if match["day"] else ends_today
            if day:
                return Due(words=typed, day=day, time=_certain_time(match))
    return None


def _row(words: str, calendar: Calendar, rows: _Rows) -> date | None:
    for pattern, reader in rows:
        if match := _compiled(pattern).fullmatch(words):
            return reader(match, calendar)
    return None


def _closing_starts(text: str) -> Iterator[int]:
    """Where a closing date may start, the longest first: after a comma, or at a word such as by."""
    for word in _compiled(_CLOSING).finditer(text, max(0, len(text) - _MOST_CHARACTERS)):
        start = word.start()
        before, opener = text[:start].rstrip(), _compiled(_OPENER).match(_normal(text[start:]))
        if before.endswith(",") or (opener and not _lasts_until(before, opener[0])):
            yield start


def _lasts_until(before: str, opener: str) -> bool:
    """Whether it ends a range: 1 t/m 5 dec is how long something lasts, not by when it is due."""
    return opener in ("t/m ", "tot en met ") and bool(
        _compiled(_RANGE_START).search(_normal(before[-_MOST_CHARACTERS:]))
    )


def _full(match: re.Match[str], reader: _Reader) -> Iterator[date]:
    """The days that a full date can be: with slashes it is read in both orders."""
    for month_first in (False, True) if "/" in match["date"] else (False,):
        with suppress(ValueError):
            day = reader(match, Calendar(on=date.min, month_first=month_first))
            if day and _WEEKDAYS.get(match["weekday"], day.weekday()) == day.weekday():
                yield day


def _time(clock: re.Match[str], unit: str | None) -> time:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if unit in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise ValueError("not an hour of a twelve-hour clock")
        return time(hour % 12 + (12 if unit == "pm" else 0), minute)
    if clock["minute"] is None and 1 <= hour <= 6:
        raise ValueError("5 uur is said of the afternoon too")
    return time(hour, minute)


def _certain_time(match: re.Match[str]) -> time:
    if match["eod"]:
        return time(23, 59)
    if match["cob"]:
        return time(17, 0)
    if match["mark"] == "." and not match["unit"] and not match["at"] and 1 <= int(match["minute"]) <= 12:
        raise ValueError("12.10 is a day and a month too")
    return _time(match, match["unit"])


def _is_clock_time(clock: re.Match[str]) -> bool:
    """Whether `clock` is a time by itself: 13.30 may be a paragraph, and 2 uur how long something takes."""
    if clock["at"] or clock["unit"] in ("am", "pm"):
        return True
    return clock["minute"] is not None and (clock["mark"] != "." or clock["unit"] is not None)


def _range_start(clock: re.Match[str], end: re.Match[str]) -> time:
    """In 1:30-3:00 PM the PM is for both, in 10:30-12:00 PM only for the last."""
    if clock["unit"] is None:
        with suppress(ValueError):
            start = _time(clock, end["unit"])
            if start <= _time(end, end["unit"]):
                return start
    return _time(clock, clock["unit"])


# The readers of the rows: each makes a day of what its row matched


_Reader = Callable[[re.Match[str], Calendar], date | None]
_Rows = tuple[tuple[str, _Reader], ...]


def _coming(match: re.Match[str], calendar: Calendar) -> date:
    """The first such weekday strictly after the meeting's day."""
    return calendar.on + timedelta(days=(_WEEKDAYS[match["weekday"]] - calendar.on.weekday() - 1) % 7 + 1)


def _this_week(match: re.Match[str], calendar: Calendar) -> date:
    return _not_past(_in_week(calendar, 0, _WEEKDAYS[match["weekday"]]), calendar)


def _next_week(match: re.Match[str], calendar: Calendar) -> date:
    return _in_week(calendar, 1, _WEEKDAYS[match["weekday"]])


def _weekday_and_date(match: re.Match[str], calendar: Calendar) -> date | None:
    named, day = _row(match["named"], calendar, _NAMED_DAYS), _row(match["date"], calendar, _DATES)
    if named and day and day != named and _WEEKDAYS.get(match["named"]) != day.weekday():
        raise ValueError("not that weekday")
    return day if named else None


def _ahead(match: re.Match[str], calendar: Calendar) -> date:
    count, unit = _COUNTS.get(match["count"]) or int(match["count"]), match["unit"][0]
    if unit == "m":
        last = _month_end(calendar.on, count)
        return last.replace(day=min(calendar.on.day, last.day))
    return calendar.on + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit])


def _date(match: re.Match[str], calendar: Calendar) -> date:
    month = _MONTHS.get(match["month"]) or int(match["month"])
    return _first(match["year"], calendar, lambda year: date(year, month, int(match["day"])))


def _numbers(match: re.Match[str], calendar: Calendar) -> date:
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if calendar.month_first else (second, first)
    if match["year"] and len(match["year"]) == 2:
        # 26-12-01 may start with the year; what lies ahead when it ends in the year was meant so.
        return _not_past(date(2000 + int(match["year"]), month, day), calendar)
    return _first(match["year"], calendar, lambda year: date(year, month, day))


def _half_month(match: re.Match[str], calendar: Calendar) -> date:
    return _first(match["year"], calendar, lambda year: date(year, _MONTHS[match["month"]], 15))


def _end_of_month(match: re.Match[str], calendar: Calendar) -> date:
    return _first(match["year"], calendar, lambda year: _month_end(date(year, _MONTHS[match["month"]], 1), 0))


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
        return in_year(int(typed_year))
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


# The table: what can be typed, as `_normal` has it, and what reads it. The first row that fits counts.

_WEEKDAY = rf"(?P<weekday>{_any(_WEEKDAYS)})"
_MONTH = rf"(?P<month>{_any(_MONTHS)})"
_YEAR = r"(?P<year>\d{4})"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(_COUNTS)})"
_UNIT = r"(?P<unit>dag|dagen|days?|week|weken|weeks|maand|maanden|months?|fortnights?)"
_COMING = r"(?:as|aanstaande|aankomende|komende|eerstkomende|eerstvolgende|(?:this |the )?coming)"
_THIS = r"(?:(?:de|deze|the|this) )?"
_NEXT = r"(?:volgende|next)"
_END = r"(?:(?:het |the )?(?:einde?|end)(?: van| of)?|ultimo)"
_DAY_MONTH = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|ste|de|e)?(?: of| van)? ?{_MONTH}"
_MONTH_DAY = rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
_DAY_AND_MONTH = r"(?P<first>\d{1,2})(?P<sign>[-/])(?P<second>\d{1,2})"
_DOTTED = rf"(?P<first>\d{{1,2}})\.(?P<second>\d{{1,2}})\.{_YEAR}"
_ISO = rf"{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})"

_NAMED_DAYS: _Rows = (
    (rf"(?P<near>{_any(_NEAR)})", lambda match, calendar: calendar.on + timedelta(days=_NEAR[match["near"]])),
    (rf"(?:{_COMING} )?{_WEEKDAY}(?: as)?", _coming),
    (rf"(?:deze|this)(?: week)? {_WEEKDAY}", _this_week),
    (rf"{_WEEKDAY} (?:deze|this) week", _this_week),
    (rf"(?:next|{_NEXT} week) {_WEEKDAY}", _next_week),
    (rf"{_WEEKDAY} (?:of |van )?{_NEXT} week", _next_week),
    (rf"{_WEEKDAY} (?:over (?:een|1) )?week", lambda match, calendar: _coming(match, calendar) + timedelta(days=7)),
)
_DATES: _Rows = (
    (rf"(?:de |the )?{_DAY_MONTH}(?:,? {_YEAR})?(?: as)?", _date),
    (rf"{_MONTH_DAY}(?:,? {_YEAR})?", _date),
    (rf"{_DAY_AND_MONTH}(?:(?P=sign)(?P<year>\d{{4}}|\d\d))?(?: as)?", _numbers),
    (_DOTTED, _numbers),
    (_ISO, _date),
    (rf"(?P<named>\D+?),? (?P<date>(?:(?:de |the )?\d|{_any(_MONTHS)} ).*)", _weekday_and_date),
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
)
_AHEAD: _Rows = (
    (rf"(?:(?:vandaag )?over|binnen|in|within) {_COUNT} {_UNIT}(?:'? time)?", _ahead),
    (rf"{_COUNT} {_UNIT} (?:today|from (?:now|today))", _ahead),
    # Without a plus 2m may be a length.
    (r"\+(?P<count>\d{1,3}) ?(?P<unit>[dwm])", _ahead),
    (r"(?P<count>\d{1,3})(?P<unit>[dw])", _ahead),
    (rf"(?:half|medio|mid)[- ]{_MONTH}(?: {_YEAR})?", _half_month),
    (_NEXT_MEETING, lambda _, calendar: calendar.next_meeting),
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
