"""Hours and durations in what is typed, in Dutch and English: the only readers of them.

What can be said of the morning and the afternoon, or of an hour and of how long something takes, is not read:
never a guess.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import time
from itertools import pairwise

from store.language.day_phrases import compiled, normal
from store.language.vocabulary import COUNTS, any_of
from store.text import fold

CLOCK = (
    r"(?:(?P<at>om|at) )?(?=\d{1,2}(?:[:.uh]\d\d| ?(?:uur|u|h|am|pm)\b))"
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.uh])(?P<minute>\d\d))?(?: ?(?P<unit>uur|u|h|am|pm)\b)?"
)
"""An hour as it stands in a text: it has minutes or a unit; digits alone are not one."""
_CLOCKS = rf"(?<![\w:.,€$])(?<![€$] ){CLOCK}(?!\w|[:.,]\d)"
_TO = r" ?(?:[-–—]|\b(?:tot|t/m|to|until|till)\b) ?"
_NOON = {
    **dict.fromkeys(("noon", "midday", "12 noon"), time(12)),
    **dict.fromkeys(("midnight",), time(0)),
}

_ABOUT = r"(?:(?:ca\.?|circa|ongeveer|max\.?|maximaal|about|±|~)\s*)?"
_HOURS = r"(?P<hours>\d{1,2}(?:[.,](?:25|5|75))?)\s*(?:uren|uur|u\.?|hours?|hrs?\.?|h)"
_PAST = r"(?:\s*(?:(?:en|and)\s+)?(?P<past>\d{1,2})\s*(?:minuten|minuut|minutes?|mins?\.?|m)?)?"
_MINUTES = r"(?P<minutes>\d{1,4})\s*(?:minuten|minuut|minutes?|mins?\.?|m|['′’])"
_COLON = r"(?P<whole>\d{1,2}):(?P<part>[0-5]\d)"
_BARE = r"(?P<bare>\d{1,4})"
# `5 à 10 min`: the plan is for the longest.
_FROM = r"(?:\d{1,3}\s*(?:a|tot|to)\s*)?"
_DURATION = rf"{_ABOUT}(?:{_HOURS}{_PAST}|{_FROM}{_MINUTES}|{_COLON}|{_BARE})"
_SPOKEN = {
    **dict.fromkeys(
        ("half uur", "een half uur", "halfuur", "een halfuur", "half an hour", "half hour", "a half hour"), 30
    ),
    **dict.fromkeys(("kwartier", "een kwartier", "quarter of an hour", "a quarter of an hour"), 15),
    **dict.fromkeys(("drie kwartier", "driekwartier", "three quarters of an hour"), 45),
    **dict.fromkeys(("een uur", "an hour"), 60),
    **dict.fromkeys(("vijf kwartier",), 75),
    **dict.fromkeys(("anderhalf uur", "an hour and a half", "one and a half hours", "one hour and a half"), 90),
    **dict.fromkeys(("tweeenhalf uur", "twee en een half uur", "two and a half hours"), 150),
}
_IN_WORDS = rf"(?P<count>{any_of(COUNTS)}) (?:(?P<hour>uur|uren|hours?)|minuten|minuut|minutes?)"
# Asked for no length, `10 uur` is an hour of the day, and so is 10:00.
_LONGEST_UNASKED = 9 * 60


def read_minutes(words: str, *, asked: bool = False) -> int | None:
    """How many minutes the whole of `words` are; None where they are no duration.

    `20 min`, `1,5 uur`, `1u30`, `1:30`, `half uur`, `kwartier`, `an hour and a half`. Where a length was `asked`
    for, a number alone is minutes, and the length may be up to 9999 minutes; else `10 uur` and `9:00` are taken for
    hours of the day.
    """
    phrase = " ".join(fold(words).split())
    if phrase in _SPOKEN:
        return _SPOKEN[phrase]
    if told := compiled(_IN_WORDS).fullmatch(phrase):
        return COUNTS[told["count"]] * (60 if told["hour"] else 1)
    match = compiled(_DURATION).fullmatch(phrase)
    if match is None or (match["bare"] and not asked):
        return None
    if match["minutes"] or match["bare"]:
        return int(match["minutes"] or match["bare"])
    if match["whole"]:
        minutes = int(match["whole"]) * 60 + int(match["part"])
    else:
        minutes = round(float(match["hours"].replace(",", ".")) * 60) + int(match["past"] or 0)
    return minutes if asked or minutes < _LONGEST_UNASKED else None


def read_hour(words: str) -> time | None:
    """The hour of the day that the whole of `words` is: `13:30`, `13.30`, `13u30`, `9`, `9 uur`, `1:30 pm`, `noon`.

    None where they are none, or can be two: `3` and `5 uur` are said of the afternoon too.
    """
    phrase = compiled(r"^(?:om|at) ").sub("", normal(words))
    if phrase in _NOON:
        return _NOON[phrase]
    if compiled(r"\d{1,2}").fullmatch(phrase):
        phrase += " uur"
    clock = compiled(CLOCK).fullmatch(phrase)
    with suppress(ValueError):
        return time_of(clock, clock["unit"]) if clock else None
    return None


def read_hours(words: str) -> tuple[time, time] | None:
    """The two hours that the whole of `words` goes from and to: `13:30–15:00`, `9 tot 11 uur`; None for other words."""
    phrase = compiled(r"^(?:van|from) ").sub("", normal(words))
    for joint in compiled(_TO).finditer(phrase):
        start, end = phrase[: joint.start()], phrase[joint.end() :]
        clocks = [compiled(CLOCK).fullmatch(each) for each in (start, end)]
        with suppress(ValueError):
            if clocks[0] and clocks[1]:
                return _range_start(clocks[0], clocks[1]), time_of(clocks[1], clocks[1]["unit"])
        first, last = read_hour(start), read_hour(end)
        if first and last:
            return first, last
    return None


def times_in(text: str) -> tuple[time, ...]:
    """All clock times in `text`, in its order.

    `13.30` counts with uur or am/pm, after om or at, or in a range; `9 uur` only after om or at.
    """
    words = normal(text)
    clocks = list(compiled(_CLOCKS).finditer(words))
    ranges = [bool(compiled(_TO).fullmatch(words, one.end(), other.start())) for one, other in pairwise(clocks)]
    found = []
    for at, clock in enumerate(clocks):
        with suppress(ValueError):
            if at < len(ranges) and ranges[at]:
                found.append(_range_start(clock, clocks[at + 1]))
            elif (at and ranges[at - 1]) or _is_clock_time(clock):
                found.append(time_of(clock, clock["unit"]))
    return tuple(found)


def time_of(clock: re.Match[str], unit: str | None) -> time:
    """The time that a match of `CLOCK` is, with that unit. Raises ValueError where it is none, or can be two."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if unit in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise ValueError("not an hour of a twelve-hour clock")
        return time(hour % 12 + (12 if unit == "pm" else 0), minute)
    if clock["minute"] is None and 1 <= hour <= 6:
        raise ValueError("5 uur is said of the afternoon too")
    return time(hour, minute)


def _is_clock_time(clock: re.Match[str]) -> bool:
    """Whether `clock` is a time by itself: 13.30 may be a paragraph, and 2 uur how long something takes."""
    if clock["at"] or clock["unit"] in ("am", "pm"):
        return True
    return clock["minute"] is not None and (clock["mark"] != "." or clock["unit"] is not None)


def _range_start(clock: re.Match[str], end: re.Match[str]) -> time:
    """In 1:30-3:00 PM the PM is for both, in 10:30-12:00 PM only for the last."""
    if clock["unit"] is None:
        with suppress(ValueError):
            start = time_of(clock, end["unit"])
            if start <= time_of(end, end["unit"]):
                return start
    return time_of(clock, clock["unit"])
