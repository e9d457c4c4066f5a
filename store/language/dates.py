"""Dates in what is typed, in Dutch and English, read against a meeting's day.

What cannot be read with certainty, or contradicts itself, is words and not a date: never
a guess. What names a day stands in `store.language.day_phrases`, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice

import msgspec

from store.language.day_phrases import (
    NEXT_MEETING,
    Calendar,
    compiled,
    day_of,
    full_dates,
    is_period,
    normal,
)
from store.language.times import CLOCK, time_of
from store.language.vocabulary import MONTHS, WEEKDAYS, any_of
from store.model import Due
from store.text import LONGEST_LINE


def read_due(phrase: str, calendar: Calendar) -> Due:
    """The day, and the time, that the whole of `phrase` names; the words alone where that is not certain.

    The phrase may start with by, before, on, due, vóór, uiterlijk, per, op or t/m: before
    and vóór mean the day before, the others that day itself.
    """
    typed = phrase.strip()
    if len(typed) > LONGEST_LINE:
        return Due(words=typed)
    try:
        return _read(typed, calendar) or Due(words=typed)
    except _CONTRADICTION:
        return Due(words=typed)


def read_due_and_reason(phrase: str, calendar: Calendar) -> tuple[Due, str]:
    """The day that `phrase` names, and why, where that stands behind it: `4 dec, leverancier ziek`, `1 mei want druk`.

    Where the day is not certain all of it are words of the day, and there is no reason.
    """
    due = read_due(phrase, calendar)
    ends = [] if due.day or len(phrase) > LONGEST_LINE else list(compiled(_REASON).finditer(phrase))
    for end in reversed(ends):
        before, reason = read_due(phrase[: end.start()], calendar), phrase[end.end() :].strip()
        if before.day is not None and reason:
            return before, reason
    return due, ""


def has_just_passed(due: Due, calendar: Calendar) -> bool:
    """Whether `due` lies so far ahead only because the day it names is less than 60 days past: `1 nov` on 19 nov."""
    if due.day is None or due.day - calendar.on < _LONG_AHEAD or calendar.on - date.min < _JUST_PASSED:
        return False
    before = msgspec.structs.replace(calendar, on=calendar.on - _JUST_PASSED)
    day = read_due(due.words, before).day
    return day is not None and day < calendar.on and due.day - day > _LONG_AHEAD


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
        if due is None and compiled(_VAGUE).fullmatch(normal(typed)):
            due = Due(words=typed)
        if due:
            return text[: len(text[:start].replace(",", " ").rstrip())], due
    return text, None


def leading_date(text: str, calendar: Calendar) -> tuple[Due | None, str]:
    """The longest date that `text` starts with, and the rest; None and `text` itself where it starts with none.

    A tot, until, till, naar, to or t/m before it is dropped. The next meeting counts, as
    words, when its day is not known.
    """
    until = compiled(_UNTIL).match(text)
    start = until.end() if until else 0
    ends = [word.end() for word in islice(compiled(_WORD).finditer(text, start), _MOST_WORDS)]
    for end in reversed(ends):
        typed, rest = text[start:end].strip().rstrip(" ,;:"), text[end:].strip()
        words = normal(typed)
        if rest and words in _ALSO_WORDS:
            break
        try:
            due = _read(typed, calendar)
        except _CONTRADICTION:
            break
        if due is None and compiled(NEXT_MEETING).fullmatch(words):
            due = Due(words=typed)
        if due:
            return due, rest
    return None, text


def date_in(text: str) -> date | None:
    """The one full date, with its year, that stands anywhere in `text`; None where there is none or more than one."""
    found = full_dates(normal(text))
    return found.pop() if len(found) == 1 else None


# The words


# Weekdays that are other words too: a reason that starts with "do", "zo" or "sat" does not start with a day.
_ALSO_WORDS = frozenset(("do", "zo", "sat", "sun"))

_BY = (
    r"(?:on or before|op of voor|no later than|not later than|niet later dan|ten laatste|tot en met"
    r"|uiterlijk|by|on|due|per|op|t/m)"
)
_BEFORE = r"(?:voor|before)"
_OPENER = rf"(?:(?:{_BY}|(?P<before>{_BEFORE})) )+"
_UNTIL = r"(?i)\s*(?:tot(?:\s+en\s+met)?|until|till|naar|to|t/m)\s+"
_VAGUE = rf"(?:(?:{_BY}|{_BEFORE}) )*(?:zsm|asap|zo (?:spoedig|snel) mogelijk|as soon as possible|{NEXT_MEETING})"
_RANGE_START = rf"(?:\b\d+|\b{any_of(WEEKDAYS)}|\b{any_of(MONTHS)})$"

_DAY_END = r"(?P<eod>eod|end of (?:the )?day|(?:het )?einde?(?: van de)? dag)|(?P<cob>cob|close of business)"
_TIMED = (
    rf"(?:(?P<day>.+?),? )?(?:(?:at )?(?:{_DAY_END})|{CLOCK})",
    rf"(?:{_DAY_END}|{CLOCK}),? (?:(?:op|on) )?(?P<day>.+)",
)

_CLOSING = r"(?:(?<!\S)|(?<=,)(?!\d))[^\s,]"
_WORD = r"\S+"
# Where it may begin to be said why: behind a comma, in brackets, or with a word that says so.
_REASON = (
    r"(?i)(?:(?<!\s)\s+)?[,;:]\s+|(?<!\s)\s+"
    r"(?=\(|(?:omdat|want|wegens|vanwege|ivm|i\.v\.m\.|because|since|due to|owing to)(?!\w))"
)
# No date is longer than this, so nothing longer need be tried.
_MOST_CHARACTERS = 80
_MOST_WORDS = 12
_JUST_PASSED = timedelta(days=60)
_LONG_AHEAD = timedelta(days=300)
# What is raised where words have the form of a date or a time that there is not, or that can be read in two ways.
_CONTRADICTION = (ValueError, OverflowError)


# From what is typed to a date


def _read(typed: str, calendar: Calendar) -> Due | None:
    """The date that the whole of `typed` is; None where it is none. Raises one of `_CONTRADICTION`."""
    words = normal(typed)
    if len(words) > _MOST_CHARACTERS:
        return None
    opener = compiled(_OPENER).match(words)
    before = opener is not None and opener["before"] is not None
    phrase = words[opener.end() :] if opener else words
    day = day_of(phrase, calendar)
    if day is None:
        return _read_timed(typed, phrase, calendar)
    if before and is_period(phrase, calendar):
        raise ValueError("before a period: before its first day or its last?")
    return Due(words=typed, day=day - timedelta(days=1) if before else day)


def _read_timed(typed: str, phrase: str, calendar: Calendar) -> Due | None:
    for pattern in _TIMED:
        if match := compiled(pattern).fullmatch(phrase):
            ends_today = calendar.on if match["eod"] or match["cob"] else None
            day = day_of(match["day"], calendar) if match["day"] else ends_today
            if day:
                return Due(words=typed, day=day, time=_certain_time(match))
    return None


def _closing_starts(text: str) -> Iterator[int]:
    """Where a closing date may start, the longest first: after a comma, or at a word such as by."""
    for word in compiled(_CLOSING).finditer(text, max(0, len(text) - _MOST_CHARACTERS)):
        start = word.start()
        before, opener = text[:start].rstrip(), compiled(_OPENER).match(normal(text[start:]))
        if before.endswith(",") or (opener and not _lasts_until(before, opener[0])):
            yield start


def _lasts_until(before: str, opener: str) -> bool:
    """Whether it ends a range: 1 t/m 5 dec is how long something lasts, not by when it is due."""
    return opener in ("t/m ", "tot en met ") and bool(compiled(_RANGE_START).search(normal(before[-_MOST_CHARACTERS:])))


def _certain_time(match: re.Match[str]) -> time:
    if match["eod"]:
        return time(23, 59)
    if match["cob"]:
        return time(17, 0)
    if match["mark"] == "." and not match["unit"] and not match["at"] and 1 <= int(match["minute"]) <= 12:
        raise ValueError("12.10 is a day and a month too")
    return time_of(match, match["unit"])
