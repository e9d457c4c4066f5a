"""Attendance reports as Teams, Zoom and Meet write them: who was there, from when until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

import msgspec

from store.errors import CannotDo
from store.i18n import _
from store.text import clean, fold

_NAME = (
    *("name", "full name", "name (original name)", "participant", "display name", "naam", "volledige naam"),
    *("naam (oorspronkelijke naam)", "deelnemer", "weergavenaam", "attendee", "user name", "naam deelnemer"),
)
_FIRST, _LAST = ("first name", "voornaam"), ("last name", "achternaam", "surname")
_JOINED = (
    *("first join", "join time", "time joined", "first join time", "joined", "join", "eerste deelname"),
    *("tijd van deelname", "tijdstip van deelname", "deelnametijd", "eerste keer deelgenomen", "tijd toegetreden"),
    *("deelgenomen om", "begintijd", "aankomsttijd"),
)
_LEFT = (
    *("last leave", "leave time", "time exited", "last leave time", "left", "leave", "laatste vertrek"),
    *("tijd van vertrek", "tijdstip van vertrek", "vertrektijd", "laatst verlaten", "tijd verlaten", "verlaten om"),
    *("tijdstip van verlaten", "eindtijd"),
)
_ACTION, _STAMP = ("user action", "gebruikersactie", "actie"), ("timestamp", "tijdstempel")
_LEAVES = ("left", "verlaten", "heeft verlaten", "vertrokken")
_GUEST = re.compile(
    r"(?<!\s)\s*[(\[](?:guest|gast|extern|external|unverified|niet geverifieerd|host|organisator)[^)\]]*[)\]]\s*$", re.I
)
_CLOCK = re.compile(r"(?<![0-9:])([0-2]?[0-9]):([0-5][0-9])(?::[0-5][0-9])?\s*([ap])?\.?\s?(?:m\b)?", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![0-9])([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{2,4})(?![0-9])")


class Stay(msgspec.Struct, frozen=True):
    """Somebody who was there: the name as the report has it, and from when until when, on the clock of the wall."""

    name: str
    start: time
    end: time | None = None


class Report(msgspec.Struct, frozen=True):
    """What a report says: everybody once, in its order; and the days that it may be of, none where it tells none."""

    stays: tuple[Stay, ...]
    days: frozenset[date] = frozenset()


def is_report(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows of a table are a report of who was there."""
    return any(_columns(row) for row in rows[:40])


def read_report(rows: Sequence[Sequence[str]]) -> Report:
    """The report that the rows of a table are. Raises CannotDo where no row names who came when."""
    stays: dict[str, list[tuple[time, time | None]]] = {}
    days: set[frozenset[date]] = set()
    names: dict[str, str] = {}
    columns: dict[str, int] = {}
    for row in rows:
        if found := _columns(row):
            columns = found
            continue
        for name, start, end, day in _told(row, columns):
            names.setdefault(fold(name), name)
            stays.setdefault(fold(name), []).append((start, end))
            days.add(day)
    if not stays:
        raise CannotDo(_("This is no attendance report: no column says when somebody came."))
    told = []
    for key, times in stays.items():
        starts = [start for start, _end in times]
        ends = [end for _start, end in times if end is not None]
        told.append(Stay(names[key], min(starts), max(ends) if ends else None))
    of = frozenset.intersection(*days) if days and all(days) else frozenset()
    return Report(tuple(told), of or frozenset().union(*days))


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which cell of the rows below says what, where `row` is a row of headings; else nothing."""
    heads = [" ".join(fold(clean(cell)).split()).strip(" .:") for cell in row]
    found: dict[str, int] = {}
    for field, words in (("name", _NAME), ("first", _FIRST), ("last", _LAST), ("joined", _JOINED), ("left", _LEFT),
                         ("action", _ACTION), ("stamp", _STAMP)):  # fmt: skip
        at = next((heads.index(word) for word in words if word in heads), None)
        if at is not None:
            found[field] = at
    named = "name" in found or {"first", "last"} <= found.keys()
    timed = "joined" in found or {"action", "stamp"} <= found.keys()
    return found if named and timed else {}


def _told(row: Sequence[str], columns: dict[str, int]) -> Iterator[tuple[str, time, time | None, frozenset[date]]]:
    def cell(field: str) -> str:
        at = columns.get(field, len(row))
        return clean(row[at]) if at < len(row) else ""

    name = _GUEST.sub("", cell("name") or clean(f"{cell('first')} {cell('last')}"))
    words = cell("stamp") or cell("joined")
    start = _hour(words)
    if not name or start is None:
        return
    if columns.keys() >= {"action", "stamp"} and fold(cell("action")).startswith(_LEAVES):
        yield name, start, start, _days(words)
    else:
        yield name, start, _hour(cell("left")), _days(words)


def _hour(words: str) -> time | None:
    found = _CLOCK.search(words)
    if not found or int(found[1]) > 23:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return time(hour, int(found[2]))


def _days(words: str) -> frozenset[date]:
    """The days that the numbers of a stamp can be: `1/4/2027` is the first of April, or the fourth of January."""
    found = _NUMBERS.search(words)
    if not found:
        return frozenset()
    one, other, year = map(int, found.groups())
    orders = [(one, other, year)] if one > 31 else [(_full(year), other, one), (_full(year), one, other)]
    days = set()
    for parts in orders:
        try:
            days.add(datetime(*parts).date())  # noqa: DTZ001
        except ValueError:
            continue
    return frozenset(days)


def _full(year: int) -> int:
    return 2000 + year if year < 100 else year
