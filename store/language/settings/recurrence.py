"""How often a body meets, and which days it skips, as a person says it in Dutch or English.

`_PHRASES` lists everything that can be said of a series.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from store.dates import long_date
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.vocabulary import COUNTS, EACH_WEEKDAY, ORDINALS, WEEKDAYS, any_of
from store.model import Days, Every, Series
from store.text import LONGEST_LINE, fold

_WEEKDAYS = {**WEEKDAYS, **EACH_WEEKDAY}
_EACH = r"(?:elke|elk|iedere|ieder|every|each)"
_COUNT = rf"(?:(?:{_EACH}|om de|om) )?(?P<count>[1-9][0-9]?|{any_of(COUNTS)})"
_ON = r"(?: (?:op|on))?"
_DAY = rf"(?:een |a )?(?P<weekday>{any_of(_WEEKDAYS)})"
_WHICH = rf"(?:de |the )?(?P<nth>{any_of(ORDINALS)}) (?P<weekday>{any_of(_WEEKDAYS)})"
_OF = r"(?:van|of|in)"
_OF_MONTH = rf"(?: {_OF} (?:de|the|elke|iedere|every|each) (?:maand|month))?"
_EVERY_OTHER = rf"(?:om de|{_EACH} other)"
_WEEKS = (
    rf"(?:{_COUNT} (?:weken|weeks|week)"
    rf"|(?P<two>tweewekelijks|veertiendaags|biweekly|fortnightly|{_EVERY_OTHER} week|{_EACH} (?:fortnight|14 dagen)))"
)
_MONTHS = (
    rf"(?:{_COUNT} (?:maanden|months|maand|month)"
    rf"|(?P<two>tweemaandelijks|bimonthly|{_EVERY_OTHER} (?:maand|month))"
    rf"|(?P<three>(?:{_EACH} )?(?:kwartaal|quarter)|quarterly)"
    rf"|(?P<one>maandelijks|monthly|{_EACH} (?:maand|month)))"
)
# The first that fits counts. Each is wholly the phrase, folded, with single spaces.
_PHRASES = (
    rf"(?:(?P<one>wekelijks|weekly|{_EACH} week)|{_WEEKS})(?:{_ON} {_DAY})?",
    rf"(?:(?P<one>{_EACH})|(?P<two>{_EVERY_OTHER})) {_DAY}",
    rf"(?P<one>)(?:{_EACH} )?{_WHICH}{_OF_MONTH}",
    rf"(?P<one>){_WHICH} {_OF} {_EACH} (?:maand|month)",
    rf"{_MONTHS}{_ON},? {_WHICH}{_OF_MONTH}",
    rf"{_WHICH} {_OF} {_MONTHS}",
)
_START = re.compile(
    r"^(?P<phrase>.*?),? (?:vanaf|met ingang van|te beginnen op|from|starting|beginning) (?P<start>.+)$"
)


_BETWEEN = re.compile(r"\bt/m\b|\btot en met\b|\btot\b|\buntil\b|\btill\b|\bto\b|–|\s-\s", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]*)\)$")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def read_series(words: str, calendar: Calendar) -> Series:
    """The series that the whole of `words` is: `elke derde donderdag`, `every 2 weeks on Tuesday from 6 January`.

    Raises CannotDo, with what can be said, for any other words: a series is never guessed.
    """
    phrase = " ".join(fold(words[:LONGEST_LINE]).split()).rstrip(" .,;")
    start = None
    if from_day := _START.match(phrase):
        phrase, start = from_day["phrase"], read_due(from_day["start"], calendar).day
        if start is None:
            raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=from_day["start"]))
    for pattern in _PHRASES:
        if match := _compiled(pattern).fullmatch(phrase):
            return _checked(_series(match, start), words)
    raise CannotDo(
        _(
            "“{words}” cannot be read as a series. Say, for example: every Tuesday; every 2 weeks on Tuesday; "
            "every third Thursday."
        ).format(words=words)
    )


def _series(match: re.Match[str], start: date | None) -> Series:
    told = match.groupdict()
    counts = {"two": 2, "three": 3, "one": 1}
    interval = next((count for name, count in counts.items() if told.get(name) is not None), 0)
    if not interval:
        count = told["count"] or "1"
        interval = COUNTS.get(count) or int(count)
    weekday = _WEEKDAYS[told["weekday"]] if told.get("weekday") else None
    if told.get("nth"):
        return Series(every=Every.MONTH, interval=interval, weekday=weekday, nth=ORDINALS[told["nth"]], start=start)
    return Series(interval=interval, weekday=weekday, start=start)


def _checked(series: Series, words: str) -> Series:
    if series.start and series.every is Every.WEEK and series.weekday not in (None, series.start.weekday()):
        raise CannotDo(
            _("“{words}”: {day} is not that weekday.").format(words=words, day=long_date(series.start, spoken()))
        )
    return series


def read_days(words: str, calendar: Calendar) -> Days:
    """A day or a range of days, and behind a colon or in brackets what they are.

    `25 december 2026: kerst`, `20 jul t/m 14 aug (zomerreces)`, `2 to 6 May 2027`. Raises CannotDo where it is none.
    """
    told, colon, named = words.strip().partition(":")
    if not colon and (bracketed := _BRACKETED.search(told)):
        told, named = told[: bracketed.start()], bracketed[1]
    between = _BETWEEN.search(told)
    first_words = told[: between.start()] if between else told
    last_words = told[between.end() :] if between else ""
    first = read_due(first_words, calendar).day
    if last_words and first is None and re.fullmatch(r"\d{1,2}", first_words.strip()):
        # 20 t/m 24 december: the month is told once.
        last = read_due(last_words, calendar).day
        first = last and _in_month(last, int(first_words))
    if first is None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=first_words.strip()))
    last = read_due(last_words, Calendar(on=first)).day if last_words else first
    if last is None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=last_words.strip()))
    return Days(first=first, last=last, words=named.strip())


def _in_month(day: date, number: int) -> date | None:
    try:
        return day.replace(day=number)
    except ValueError:
        return None
