"""What is looked for, as it is typed above a list: words, a theme, a person, a body, a kind, days, how far it is.

    besluit @kp "open kantoor" #verhuizing sinds 1 jan 2026 or:

Dutch and English, in any order; all of it must fit, of several kinds or bodies one. What is
none of these is a word of the text, and between quotation marks everything is. Days are
typed as in the capture line; a day without a year is the last one, or, in a list of what
is still to be done, the next.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

import msgspec

from store.kinds import PROMISES
from store.language.dates import leading_date
from store.language.day_phrases import Calendar
from store.language.hashtags import theme_begun
from store.language.vocabulary import MONTHS, NEAR_DAYS, WHOLE_MONTHS, WHOLE_WEEKDAYS, any_of
from store.model import Kind
from store.text import LONGEST_LINE, clean, fold

ITEM, MEETING, PIECE, REQUEST = "item", "meeting", "piece", "request"
"""What can be found beside entries: agenda items, meetings themselves, and at desks pieces of post and requests."""


class Listed(StrEnum):
    """What there is in the list: everything ever kept, what is to be done, or what was decided."""

    EVERYTHING = "everything"
    ACTIONS = "actions"
    DECISIONS = "decisions"


class State(StrEnum):
    """How far an action is, or whether a decision still holds."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"
    LATE = "late"
    THIS_WEEK = "this_week"
    UNDATED = "undated"
    POSTPONED = "postponed"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed, understood.

    `texts` are folded, and each of them must occur; of each of `themes` one. `people` are handles or beginnings of
    names, folded. `kinds` are values of `Kind`, or ITEM, MEETING, PIECE or REQUEST. `since` and `until` are days that
    count. `unread` may yet become a day or a theme.
    """

    texts: tuple[str, ...] = ()
    themes: tuple[tuple[str, ...], ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    since: date | None = None
    until: date | None = None
    unread: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != Filter(unread=self.unread)


def read_filter(
    typed: str,
    today: date,
    bodies: Iterable[str] = (),
    themes: Iterable[str] = (),
    listed: Listed = Listed.EVERYTHING,
) -> Filter:
    """What `typed` asks for above a list of `listed`, on the day `today`.

    `bodies` are the keys that `or:` can name, `themes` those that there are: `#verh` stands for all that begin so, but
    for the one of that very name where there is one. Words such as `te laat` and `ingetrokken` say how far it is in a
    list of actions or decisions; in one of actions days lie ahead. Of what is longer than 4,000 characters the
    beginning is looked for to the letter.
    """
    reading = _Reading(today, {fold(body): body for body in bodies}, list(themes), listed)
    line = fold(clean(typed))
    if len(line) > LONGEST_LINE:
        return Filter(texts=(line[:LONGEST_LINE],))
    reading.read(line)
    return Filter(
        texts=_once(reading.texts),
        themes=_once(reading.themes),
        people=_once(reading.people),
        bodies=_once(reading.bodies),
        kinds=_once(reading.kinds),
        states=_once(reading.states),
        since=max(reading.since, default=None),
        until=min(reading.until, default=None),
        unread=reading.unread,
    )


# The words


def _names(words: dict[str, str]) -> dict[str, str]:
    return {name: meaning for meaning, names in words.items() for name in names.split()}


KINDS = _names(
    {
        **{kind: kind.facts.words for kind in Kind},
        ITEM: "agenda agendapunt agendapunten item items",
        MEETING: "vergadering vergaderingen meeting meetings",
        PIECE: "stuk stukken poststuk poststukken piece pieces",
        REQUEST: "traject trajecten request requests",
    }
)
"""Every word and sign for a kind."""

_KINDS_OF = {
    Listed.EVERYTHING: tuple(KINDS.values()),
    Listed.ACTIONS: PROMISES,
    Listed.DECISIONS: (Kind.DECISION,),
}
_STATES: dict[Listed, dict[str, State]] = {
    Listed.EVERYTHING: {},
    Listed.ACTIONS: {
        "open": State.OPEN,
        "klaar": State.DONE, "gereed": State.DONE, "afgerond": State.DONE, "done": State.DONE,
        "vervallen": State.CANCELLED, "cancelled": State.CANCELLED, "lapsed": State.CANCELLED,
        "te laat": State.LATE, "verlopen": State.LATE, "overdue": State.LATE, "late": State.LATE,
        "deze week": State.THIS_WEEK, "this week": State.THIS_WEEK,
        "zonder datum": State.UNDATED, "no date": State.UNDATED,
        "uitgesteld": State.POSTPONED, "postponed": State.POSTPONED,
    },
    Listed.DECISIONS: {
        "van kracht": State.IN_FORCE, "geldend": State.IN_FORCE, "in force": State.IN_FORCE,
        "gewijzigd": State.REPLACED, "vervangen": State.REPLACED,
        "amended": State.REPLACED, "replaced": State.REPLACED,
        "ingetrokken": State.WITHDRAWN, "withdrawn": State.WITHDRAWN,
    },
}  # fmt: skip
_SINCE, _AFTER, _UNTIL, _UP_TO, _BEFORE, _WITHIN = range(6)
_OPENERS = {
    "sinds": _SINCE, "vanaf": _SINCE, "since": _SINCE, "from": _SINCE,
    "na": _AFTER, "after": _AFTER,
    "t/m": _UNTIL, "tot en met": _UNTIL, "through": _UNTIL,
    "tot": _UP_TO, "until": _UP_TO, "till": _UP_TO,
    "voor": _BEFORE, "before": _BEFORE,
    "in": _WITHIN, "op": _WITHIN, "on": _WITHIN,
}  # fmt: skip
# These are said of days only; the others are words of any sentence, and count where a day follows.
_OF_DAYS = ("sinds", "since", "vanaf", "t/m")
_OTHER = {"vorige": -1, "vorig": -1, "afgelopen": -1, "last": -1, "deze": 0, "dit": 0, "this": 0}

_QUOTED = re.compile(r'"([^"]*)"?\s*')
_OPENER = re.compile(rf"({'|'.join(sorted(map(re.escape, _OPENERS), key=len, reverse=True))})(?:\s+|$)")
_STATE = {listed: re.compile(rf"({'|'.join(states) or '(?!)'})(?!\S)\s*") for listed, states in _STATES.items()}
_END = r"(?![^\s,])[\s,]*"
_YEAR = re.compile(rf"((?:19|20)\d\d){_END}")
_MONTH_YEAR = re.compile(rf"({any_of(MONTHS)})(?: (?:of |van )?((?:19|20)\d\d))?{_END}")
_WEEK = re.compile(rf"week (\d{{1,2}})(?: (?:of |van )?((?:19|20)\d\d))?{_END}")
_NEAR_DAY = re.compile(rf"({any_of(NEAR_DAYS)}){_END}")
_OTHER_PERIOD = re.compile(rf"({'|'.join(_OTHER)}) (week|maand|month|jaar|year){_END}")
_TOKEN = re.compile(r"(\S+)\s*")
_A_YEAR = timedelta(days=364)

_T = TypeVar("_T")
_Period = tuple[date, date, str]


def _once(found: list[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(found))


class _Reading:
    """What was read so far."""

    def __init__(self, today: date, bodies: dict[str, str], themes: list[str], listed: Listed) -> None:
        self._today = today
        self._known = bodies
        self._themes = themes
        self._listed = listed
        self._ahead = listed is Listed.ACTIONS
        self.texts: list[str] = []
        self.themes: list[tuple[str, ...]] = []
        self.people: list[str] = []
        self.bodies: list[str] = []
        self.kinds: list[str] = []
        self.states: list[State] = []
        self.since: list[date] = []
        self.until: list[date] = []
        self.unread = ""

    def read(self, rest: str) -> None:
        """Reads all of `rest`, from left to right."""
        while rest := rest.lstrip():
            if quoted := _QUOTED.match(rest):
                self._add(self.texts, " ".join(quoted[1].split()))
                rest = rest[quoted.end() :]
            elif state := _STATE[self._listed].match(rest):
                self.states.append(_STATES[self._listed][state[1]])
                rest = rest[state.end() :]
            elif (after := self._days(rest)) is not None:
                rest = after
            else:
                rest = self._token(rest)

    def _token(self, rest: str) -> str:
        """Reads the word that `rest` begins with; what is behind it."""
        match = _TOKEN.match(rest)
        assert match
        token = match[1]
        body = self._known.get(token[:-1]) if token.endswith(":") else None
        if body is not None:
            self.bodies.append(body)
        elif KINDS.get(token) in _KINDS_OF[self._listed]:
            self.kinds.append(KINDS[token])
        elif theme := theme_begun(token):
            self.themes.append(self._meant(theme))
        elif token == "#":
            self.unread = token
        elif token.startswith("@"):
            for name in token.split(","):
                self._add(self.people, name.strip("@"))
        else:
            # A phrase that begins within a word: before the quotation mark is a word of its own.
            word, mark, phrase = token.partition('"')
            self._add(self.texts, word)
            return f"{mark}{phrase}{rest[len(token) :]}"
        return rest[match.end() :]

    def _meant(self, theme: str) -> tuple[str, ...]:
        """The themes that `theme` stands for, itself where it is none yet."""
        if theme in self._themes:
            return (theme,)
        return tuple(name for name in self._themes if name.startswith(theme)) or (theme,)

    def _days(self, rest: str) -> str | None:
        """Reads a word such as `sinds` and the days behind it; what is behind those, None where there are no days."""
        opener = _OPENER.match(rest)
        if opener is None:
            return None
        behind = rest[opener.end() :]
        sure = opener[1] in _OF_DAYS
        period = self._period(behind) if sure or _looks_like_days(behind) else None
        if period is None:
            return self._half(opener[1], behind) if sure else None
        if opener[1] == "voor" and period[0] != period[1]:
            # A budget voor 2026 is one for that year.
            return None
        self._count(_OPENERS[opener[1]], *period[:2])
        return period[2]

    def _half(self, opener: str, behind: str) -> str:
        """A word such as `sinds` whose day is still being typed."""
        half = []
        while (match := _TOKEN.match(behind)) and _begins_a_day(match[1]):
            half.append(match[1])
            behind = behind[match.end() :]
        self.unread = " ".join([opener, *half])
        return behind

    def _count(self, how: int, first: date, last: date) -> None:
        if how in (_SINCE, _WITHIN):
            self.since.append(first)
        if how == _AFTER:
            self.since.append(_shifted(last, 1))
        if how in (_UNTIL, _WITHIN) or (how == _UP_TO and first == last):
            self.until.append(last)
        elif how in (_BEFORE, _UP_TO):
            self.until.append(_shifted(first, -1))

    def _period(self, rest: str) -> _Period | None:
        """The first and last day that `rest` begins with, and what is behind them."""
        with suppress(ValueError, OverflowError):
            for pattern, reader in (
                (_YEAR, self._year), (_MONTH_YEAR, self._month), (_WEEK, self._week),
                (_NEAR_DAY, self._near), (_OTHER_PERIOD, self._other),
            ):  # fmt: skip
                if match := pattern.match(rest):
                    return *reader(match), rest[match.end() :]
        return self._day(rest)

    def _year(self, match: re.Match[str]) -> tuple[date, date]:
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)

    def _month(self, match: re.Match[str]) -> tuple[date, date]:
        month, here = MONTHS[match[1]], (self._today.year, self._today.month)
        year = int(match[2]) if match[2] else self._today.year
        if not match[2] and self._ahead:
            year += (year, month) < here
        elif not match[2]:
            year -= (year, month) > here
        return _month_of(year, month)

    def _week(self, match: re.Match[str]) -> tuple[date, date]:
        week, year = int(match[1]), int(match[2] or self._today.isocalendar().year)
        monday = date.fromisocalendar(year, week, 1)
        if not match[2] and self._ahead and monday + timedelta(days=6) < self._today:
            monday = date.fromisocalendar(year + 1, week, 1)
        elif not match[2] and not self._ahead and monday > self._today:
            monday = date.fromisocalendar(year - 1, week, 1)
        return monday, monday + timedelta(days=6)

    def _near(self, match: re.Match[str]) -> tuple[date, date]:
        day = self._today + timedelta(days=NEAR_DAYS[match[1]])
        return day, day

    def _other(self, match: re.Match[str]) -> tuple[date, date]:
        by, unit, today = _OTHER[match[1]], match[2], self._today
        if unit == "week":
            monday = today + timedelta(days=7 * by - today.weekday())
            return monday, monday + timedelta(days=6)
        if unit in ("jaar", "year"):
            return date(today.year + by, 1, 1), date(today.year + by, 12, 31)
        year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
        return _month_of(year, month + 1)

    def _day(self, rest: str) -> _Period | None:
        """One day. Without a year it is the last such day: the next one, seen from a week or a year ago."""
        found = []
        for on in self._seen_from():
            due, behind = leading_date(rest, Calendar(on=on))
            if due and due.day:
                found.append((due.day, behind))
        if not found:
            return None
        day, behind = next((one for one in found if one[0] <= self._today), found[0])
        return day, day, behind

    def _seen_from(self) -> Iterator[date]:
        yield self._today
        if not self._ahead:
            yield _shifted(self._today, -7)
            yield _shifted(self._today, -_A_YEAR.days)

    @staticmethod
    def _add(pieces: list[str], piece: str) -> None:
        if piece.strip():
            pieces.append(piece)


def _month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _shifted(day: date, days: int) -> date:
    """`day` and so many; the first or the last day there is where there are no more."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _looks_like_days(words: str) -> bool:
    """Whether what follows a word such as `in` or `op` is a day: it has a digit, or is the whole name of one."""
    first, _space, others = words.partition(" ")
    second = others.partition(" ")[0]
    if any(character.isdigit() for character in first) or first in _OTHER or _NEAR_DAY.match(words):
        return True
    if first in WHOLE_WEEKDAYS or first in WHOLE_MONTHS:
        return True
    return first in ("week", *MONTHS) and second.isdigit()


def _begins_a_day(word: str) -> bool:
    names = (*MONTHS, *WHOLE_WEEKDAYS, *NEAR_DAYS, *_OTHER, "week")
    return word[0].isdigit() or any(name.startswith(word) for name in names)
