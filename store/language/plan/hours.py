"""A line of hours: `2:30 agenda`, `45m correspondentie r1`, `@ib 1,5 u beraad`, `30 werkbespreking > 22 mrt`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec

from store.errors import CannotDo
from store.i18n import _
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.times import read_minutes

MOST = 24 * 60
"""So many minutes has a day."""
_LENGTH_WORDS = 4
_REQUEST = re.compile(r"r-?\d+|r-\d{4}-\d+", re.IGNORECASE)


class HoursLine(msgspec.Struct, frozen=True, kw_only=True):
    """Time that was spent: how many minutes on which task, by whom, for which request (as typed), on which day."""

    minutes: int
    task: str
    who: str = ""
    request: str = ""
    day: date | None = None


def read_hours_line(line: str, calendar: Calendar, is_request: Callable[[str], bool]) -> HoursLine:
    """What `line` says. A number alone is minutes.

    Raises CannotDo, with what to type, where it is not said how long, or on what; where it is more than a day; where
    the day is none, is still to come, or the request is not there.
    """
    text, arrow, typed_day = line.strip().partition(">")
    words = text.split()
    who = words.pop(0).removeprefix("@") if words and words[0].startswith("@") else ""
    minutes, rest = _length(words)
    if minutes is None:
        raise CannotDo(_("How long? Write it first: 1:30 minutes, 45m minutes, 2 h agenda."))
    if minutes > MOST:
        raise CannotDo(_("“{words}” is more than a day.").format(words=" ".join(words[: len(words) - len(rest)])))
    if minutes <= 0:
        raise CannotDo(_("That is no time at all."))
    request = next((word for word in rest if _REQUEST.fullmatch(word)), "")
    task = " ".join(word for word in rest if word != request)
    if request and not is_request(request):
        raise CannotDo(_("There is no request “{words}”.").format(words=request))
    if not task:
        raise CannotDo(_("On what? Write it behind the time: 1:30 minutes."))
    return HoursLine(
        minutes=minutes, task=task, who=who, request=request, day=_day(typed_day, calendar) if arrow else None
    )


def _length(words: list[str]) -> tuple[int | None, list[str]]:
    """How long the first words say, as many of them as make one length, and the words behind."""
    for count in range(min(_LENGTH_WORDS, len(words)), 0, -1):
        minutes = _minutes(" ".join(words[:count]))
        if minutes is not None:
            return minutes, words[count:]
    return None, words


def _minutes(words: str) -> int | None:
    # 25:00 is a length too, and more than a day.
    return read_minutes(words, asked=True)


def _day(words: str, calendar: Calendar) -> date:
    has_year = re.search(r"\d{4}", words) is not None
    since = calendar.on if has_year else date(calendar.on.year - 1, 12, 31)
    day = read_due(words, calendar).day
    if day is None or day > calendar.on:
        # It has been: without its year a day is one of this year.
        day = read_due(words, Calendar(on=since)).day
    if day is None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=words.strip()))
    if day > calendar.on:
        raise CannotDo(_("{day} is still to come.").format(day=day.isoformat()))
    return day


def hours_and_minutes(minutes: int) -> str:
    """`2:30` for 150 minutes."""
    return f"{minutes // 60}:{minutes % 60:02}"
