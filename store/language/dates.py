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
    LEAD,
    NEXT_MEETING,
    Calendar,
    compiled,
    day_of,
    full_dates,
    is_end_of_period,
    is_period,
    normal,
)
from store.language.times import CLOCK, time_of
from store.language.vocabulary import (
    DAY_PARTS,
    DONE_FOR_A_DAY,
    MONTHS,
    NEAR_DAYS,
    WEEKDAYS,
    WHOLE_WEEKDAYS,
    any_of,
)
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
        if compiled(_BY_PAIR).fullmatch(normal(typed)):
            break
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


def offered_due(text: str, calendar: Calendar) -> tuple[str, Due] | None:
    """What stands at the end of `text` as a day, without a word that makes it by when, and that day.

    As words alone (no day) where they contradict themselves; None where no day stands there, or it belongs to what
    is before it (`verslag van 12 november`, `1 t/m 5 december`). It is only ever offered.
    """
    words = list(compiled(_WORD).finditer(text, max(0, len(text) - _MOST_CHARACTERS)))[-_MOST_WORDS:]
    for word in words:
        before, ending = text[: word.start()].rstrip(), text[word.start() :].rstrip()
        typed = ending.strip(_AROUND)
        phrase = normal(typed)
        if not before or not compiled(r"[a-z]").search(phrase) or phrase in _SHORT_WEEKDAYS:
            continue
        try:
            due = _read(typed, calendar)
        except _CONTRADICTION:
            due = Due(words=typed) if compiled(_OPENS).match(phrase) else None
        if due:
            belongs = compiled(_BELONGS).search(normal(before[-_MOST_CHARACTERS:]))
            return None if belongs or compiled(_RANGE_END).match(phrase) else (ending, due)
    return None


def range_at_end(text: str) -> str:
    """The days at the end of `text` that are more than one (`1 t/m 5 december`, `maandag en dinsdag`), else ""."""
    words = normal(text[-_MOST_CHARACTERS:])
    match = compiled(_MORE_DAYS).search(words)
    return match[0] if match else ""


def may_be_for(due: Due, text: str) -> bool:
    """Whether `due`, read at the end of `text`, may be a day for which something is done: `broodjes voor vrijdag`.

    `vóór` and `uiterlijk voor` are before it, and so is `voor 1 december` where it is not said of what is ordered or
    planned.
    """
    match = compiled(_VOOR).fullmatch(due.words)
    if match is None or due.day is None:
        return False
    by_name = compiled(_FOR_A_DAY).match(normal(match["day"]))
    return bool(by_name or compiled(_DOINGS).search(normal(text[-LONGEST_LINE:])))


def is_far_ahead(due: Due, calendar: Calendar) -> bool:
    """Whether `due`, in which no year is named, is more than a year ahead: `29 feb`."""
    if due.day is None or due.day - calendar.on <= _A_YEAR:
        return False
    return str(due.day.year) not in due.words and not compiled(_LENGTH).search(normal(due.words))


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
    r"(?:on or before|before or on|op of voor|voor of op|no later than|not later than|niet later dan|ten laatste"
    r"|tot en met|uiterlijk|deadline(?: is)?:?|by|on|due|per|op|t/m)"
)
_BEFORE = r"(?:voor|before)"
_OPENER = rf"(?:(?:{_BY}|(?P<before>{_BEFORE})) )+"
_UNTIL = r"(?i)\s*(?:tot(?:\s+en\s+met)?|until|till|naar|to|t/m)\s+"
# What may stand behind a day, or before what opens one, and says no more than that.
_AT_THE_LATEST = r",? (?:uiterlijk|at the latest|op (?:zijn|z'n) laatst|ten laatste)$"
_SOON = r"(?:zsm|asap|zo (?:spoedig|snel) mogelijk|as soon as possible)"
_SOON_BUT = rf"{_SOON},? (?:(?:maar|doch|en|but|and) )?(?={_BY} |{_BEFORE} )"
_VAGUE = rf"(?:(?:{_BY}|{_BEFORE}) )*(?:{LEAD})?(?:{_SOON}|{NEXT_MEETING})"
# In English these are fractions and scores more often than days: `by 3/4`.
_BY_PAIR = r"by \d{1,2}[-/]\d{1,2}"
_VOOR = r"(?i)voor (?P<day>.+)"
# What is done for a day, rather than before it.
_FOR_A_DAY = rf"(?:{any_of(WEEKDAYS)}|{any_of(NEAR_DAYS)})\b"
_DOINGS = rf"\b{any_of(DONE_FOR_A_DAY)}\b"
_RANGE_START = rf"(?:\b\d+|\b{any_of(WEEKDAYS)}|\b{any_of(MONTHS)})$"

_DAY_END = (
    r"(?P<eod>eod|end of (?:the )?day|(?:het )?einde?(?: van de)? dag)"
    r"|(?P<cob>cob|close of business)|(?P<noon>noon|midday)"
)
_TIMED = (
    rf"(?:(?P<day>.+?),? )?(?:(?:{_BEFORE}|uiterlijk|by|tot|until) )?(?:(?:at )?(?:{_DAY_END})|{CLOCK})",
    rf"(?:{_DAY_END}|{CLOCK}),? (?:(?:op|on) )?(?P<day>.+)",
)

_WITH_PART = (
    rf"\b(?P<named>{any_of(WHOLE_WEEKDAYS | {'morgen', 'tomorrow'})}) ?(?P<part>{any_of(DAY_PARTS)})\b"
    rf"|\b(?:van|this )(?P<today>{any_of(DAY_PARTS)})\b|\b(?P<tonight>tonight)\b"
)
_CLOSING = r"(?:(?<!\S)|(?<=,)(?!\d))[^\s,]"
_WORD = r"\S+"
# Where it may begin to be said why: behind a comma, in brackets, or with a word that says so.
_REASON = (
    r"(?i)(?:(?<!\s)\s+)?[,;:]\s+|(?<!\s)\s+"
    r"(?=\(|(?:omdat|want|wegens|vanwege|ivm|i\.v\.m\.|because|since|due to|owing to)(?!\w))"
)
# What stands around a day at the end of a line, and what before it makes it a part of the rest.
_AROUND = " ()[].,;:-–—"
_SHORT_WEEKDAYS = frozenset(WEEKDAYS) - WHOLE_WEEKDAYS
_BELONGS = (
    r"(?:[\d/-]|(?<!\w)(?:van|of|from|uit|tot|until|till|sinds|since|na|after|vanaf|t/m|tot en met|en|and|or|tussen"
    r"|between|niet|not|elke|iedere|every|each|alle|over|about|to|per|laatste|last|eerste|first))$"
)
_OPENS = rf"(?:{_BY}|{_BEFORE}) |{LEAD}|{any_of(WHOLE_WEEKDAYS)}\b|week \d"
_RANGE_END = r"(?:t/m|tot en met) "
_WEEKDAY = rf"{any_of(WHOLE_WEEKDAYS)}"
_MONTH = rf"{any_of(MONTHS)}"
_AND_ON = r"(?: ?(?:t/m|tot en met|[-–/]) ?| (?:tot|en|of|and|or|to|till|until|through) )"
_MORE_DAYS = (
    rf"(?<![\w/-])(?:(?:{_WEEKDAY} )?\d{{1,2}}(?: {_MONTH})?{_AND_ON}(?:{_WEEKDAY} )?\d{{1,2}} {_MONTH}(?: \d{{4}})?"
    rf"|{_WEEKDAY}(?:, {_WEEKDAY})*{_AND_ON}{_WEEKDAY})$"
)
_LENGTH = r"'\d\d|(?:over|binnen|within|in) |\+|[-/]\d\d$"
_A_YEAR = timedelta(days=366)
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
    words = compiled(_AT_THE_LATEST).sub("", words)
    if soon := compiled(_SOON_BUT).match(words):
        words = words[soon.end() :]
    opener = compiled(_OPENER).match(words)
    before = opener is not None and opener["before"] is not None
    phrase, part = _without_part(words[opener.end() :] if opener else words)
    day = day_of(phrase, calendar)
    if day is None:
        return _read_timed(typed, phrase, calendar, part)
    if before and is_end_of_period(phrase):
        # Before the end of a month lies its last day, too.
        return Due(words=typed, day=day)
    if before and (part or is_period(phrase, calendar) or compiled(LEAD).match(phrase)):
        raise ValueError("before a period: before its first day or its last?")
    return Due(words=typed, day=day - timedelta(days=1) if before else day)


def _without_part(phrase: str) -> tuple[str, str]:
    """`vrijdag` of `vrijdagmiddag`, and `middag`; `phrase` itself and "" where no part of a day is named."""
    match = compiled(_WITH_PART).search(phrase)
    if match is None:
        return phrase, ""
    day = match["named"] or "vandaag"
    return phrase[: match.start()] + day + phrase[match.end() :], match["part"] or match["today"] or match["tonight"]


def _read_timed(typed: str, phrase: str, calendar: Calendar, part: str) -> Due | None:
    for pattern in _TIMED:
        if match := compiled(pattern).fullmatch(phrase):
            ends_today = calendar.on if match["eod"] or match["cob"] else None
            day = day_of(match["day"], calendar) if match["day"] else ends_today
            if day:
                return Due(words=typed, day=day, time=_hour_of(match, part))
    return None


def _closing_starts(text: str) -> Iterator[int]:
    """Where a closing date may start, the longest first: after a comma, or at a word such as by."""
    for word in compiled(_CLOSING).finditer(text, max(0, len(text) - _MOST_CHARACTERS)):
        start = word.start()
        before, words = text[:start].rstrip(), normal(text[start:])
        opener = compiled(_OPENER).match(words)
        leads = before.endswith(",") or compiled(LEAD).match(words)
        if leads or (opener and not _lasts_until(before, opener[0])):
            yield start


def _lasts_until(before: str, opener: str) -> bool:
    """Whether it ends a range: 1 t/m 5 dec is how long something lasts, not by when it is due."""
    return opener in ("t/m ", "tot en met ") and bool(compiled(_RANGE_START).search(normal(before[-_MOST_CHARACTERS:])))


def _hour_of(match: re.Match[str], part: str) -> time:
    """The time that was matched; `8 uur` in the evening is 20:00, and `9 uur` in the afternoon is no hour."""
    if not part or match["eod"] or match["cob"] or match["noon"] or match["unit"] in ("am", "pm"):
        return _certain_time(match)
    first, last = DAY_PARTS[part]
    hour = int(match["hour"])
    hour += 12 if hour < 12 <= first else 0
    if not first <= hour <= last:
        raise ValueError("not an hour of that part of the day")
    return time(hour, int(match["minute"] or 0))


def _certain_time(match: re.Match[str]) -> time:
    if match["eod"]:
        return time(23, 59)
    if match["cob"]:
        return time(17, 0)
    if match["noon"]:
        return time(12, 0)
    if match["mark"] == "." and not match["unit"] and not match["at"] and 1 <= int(match["minute"]) <= 12:
        raise ValueError("12.10 is a day and a month too")
    return time_of(match, match["unit"])
