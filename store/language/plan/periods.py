"""A time to come that is longer than a day: `maart 2028`, `2028`, `Q1 2028`, `first half of 2028`.

A day is a period of one day. A month without its year is the next one. What cannot be read with certainty is none.
"""

from __future__ import annotations

import calendar as months
import re
from datetime import date

from store.language.dates import read_due
from store.language.day_phrases import Calendar, compiled, normal
from store.language.vocabulary import MONTHS, ORDINALS, any_of
from store.model import Days


def read_period(words: str, calendar: Calendar) -> Days | None:
    """The first and the last day of what the whole of `words` names; None where that is not certain."""
    if len(words) > _MOST_CHARACTERS:
        return None
    typed = re.sub(r"^(?:in|tijdens|during) ", "", normal(words))
    for pattern, length in _PATTERNS:
        if match := compiled(pattern).fullmatch(typed):
            return _months(match, length, calendar, words.strip())
    day = read_due(words, calendar).day
    return Days(first=day, last=day, words=words.strip()) if day else None


def month_of(day: date) -> Days:
    """The month in which `day` lies."""
    return _span(day.year, day.month, 1)


def _months(match: re.Match[str], length: int, calendar: Calendar, words: str) -> Days | None:
    found = match.groupdict()
    named = found.get("month")
    first = 1
    if named:
        first = MONTHS.get(named) or int(named)
    elif part := found.get("part"):
        first = (ORDINALS.get(part) or int(part)) * length - length + 1
    if not 1 <= first <= 12:
        return None
    year = int(found["year"]) if found.get("year") else calendar.on.year + (first < calendar.on.month)
    return _span(year, first, length, words) if 1 <= year <= 9999 else None


def _span(year: int, month: int, length: int, words: str = "") -> Days:
    last = month + length - 1
    return Days(first=date(year, month, 1), last=date(year, last, months.monthrange(year, last)[1]), words=words)


_MOST_CHARACTERS = 60
_A_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_OF = r"(?: (?:van|of|in))?"
_MONTH = rf"(?P<month>{any_of(MONTHS)})(?: {_A_YEAR})?"
_ISO_MONTH = rf"{_A_YEAR}-(?P<month>0[1-9]|1[0-2])"
_NTH = rf"(?:de |het |the )?(?P<part>{any_of(ORDINALS)})"
_PATTERNS = (
    (_MONTH, 1),
    (_ISO_MONTH, 1),
    (rf"(?:q|k|kw)(?P<part>[1-4]){_OF} {_A_YEAR}", 3),
    (rf"{_NTH} (?:kwartaal|quarter){_OF} {_A_YEAR}", 3),
    (rf"{_NTH} (?:helft|half|halfjaar|half year){_OF} {_A_YEAR}", 6),
    (_A_YEAR, 12),
)
"""What names a period, and of how many months it is."""
