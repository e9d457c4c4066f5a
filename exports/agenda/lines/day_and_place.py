"""A line that tells when a meeting is, and perhaps where: `donderdag 14 januari 2027, 20.00 uur, Dorpshuis`."""

from __future__ import annotations

import re
from datetime import date, time

import msgspec

from store.language.announced_days import AnnouncedDay, days_in, first_day_in, spelled, without_days
from store.language.times import read_hour, read_hours, times_in
from store.language.vocabulary import MONTHS, WEEKDAYS
from store.text import clean, fold

_BESIDE = (
    "van vanaf tot om uur u h at from to until am pm a p m st nd rd th e ste de of on op noon midnight t en and the "
    "datum date aanvang aanvangstijd begin inloop start starts vanaf"
)
# The words that a day or time is written with; with any other word in it such a line is kept as a remark too.
DATE_WORDS = frozenset((*MONTHS, *WEEKDAYS)) | frozenset(_BESIDE.split())
_PARTS = re.compile(r"(?<!\s)\s*[,|•·;]\s*|(?<!\s)\s+[-–—]\s+(?=[^\W\d])")
_IN = re.compile(
    r"(?<!\S)(?:in|te|at|@)\s+(?P<place>(?:(?:de|het|the)\s+)?[A-Z][^,]{1,60}|(?:vergaderzaal|zaal|kamer|lokaal|ruimte|room)\s[^,\s]{1,20})[.:]?$"
)
_LONGEST_PLACE = 60
_SOME_DAY = date(2000, 1, 1)


class When(msgspec.Struct, frozen=True):
    """What such a line says; `rest` is what of it is neither day, hour nor place."""

    day: AnnouncedDay | None = None
    times: tuple[time, ...] = ()
    place: str = ""
    rest: tuple[str, ...] = ()


def when_in(text: str, near: date | None, *, place: bool = True) -> When:
    """What `text` says of day, hours and, where `place` is asked for, the place beside a day."""
    day = first_day_in(text, near)
    times = times_in(spelled(text)) or _whole_hours(text)
    found, rest, told = "", list[str](), False
    for part in filter(None, map(str.strip, _PARTS.split(clean(text)))):
        told = told or bool(days_in(part, near or _SOME_DAY))
        inside = _IN.search(part)
        words = part[: inside.start()] if inside and place else part
        if inside and place and not found and _is_of_day(" ".join(words.split()[-2:])):
            found = inside["place"]
            rest += [] if _is_of_day(words) else [part]
        elif not _is_of_day(words):
            # A place stands behind the day.
            if place and day and told and _may_be_place(part):
                found = f"{found}, {part}" if found else part
            else:
                rest.append(part)
    return When(day, times, clean(found).rstrip(".:") if day or times else "", tuple(rest))


def _whole_hours(text: str) -> tuple[time, ...]:
    """`9 tot 11 uur`, where nothing but the day stands beside it."""
    left = clean(without_days(text).replace(",", " ")).strip(" .:;-")
    hours = read_hours(left) if left else None
    if hours:
        return hours
    hour = read_hour(left) if left and not left.isdigit() else None
    return (hour,) if hour else ()


def _is_of_day(part: str) -> bool:
    """Whether a part holds words of days and hours only."""
    return set(re.findall(r"[^\W\d_]+", fold(part))) <= DATE_WORDS


def _may_be_place(part: str) -> bool:
    is_name = len(part) <= _LONGEST_PLACE and part[0].isupper() and not part.endswith((":", "?", "!"))
    return is_name and not days_in(part, _SOME_DAY) and not times_in(part)
