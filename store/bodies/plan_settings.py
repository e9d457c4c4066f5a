"""The settings of a body that its plan follows: its term of office, how early it is reminded, how it numbers."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from store.bodies.desk_settings import put_pattern
from store.bodies.setting import Setting
from store.dates import long_date
from store.errors import CannotDo
from store.i18n import N_, _, spoken
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.settings.budgets import read_budgets, say_budgets
from store.language.settings.recurrence import read_days
from store.model import Body, TermOfOffice
from store.text import fold

_ELECTION = re.compile(r"(?:[,;]|(?<!\s))\s*\b(?:verkiezing(?:en)?|election)\b:?\s*(?:op |on )?", re.IGNORECASE)
_MOST_DAYS = 366


def _put_term(body: Body, value: str, calendar: Calendar) -> Body:
    """`1 sep 2025 t/m 31 aug 2028, verkiezing 15 juni 2028`; the election may be left out."""
    if value in ("", "-"):
        return _with(body, term=None)
    term, *election = _ELECTION.split(value, maxsplit=1)
    days = read_days(term.strip(" ,;"), calendar)
    if days.last <= days.first:
        raise CannotDo(_("A term of office has a first and a last day: 1 Sep 2025 to 31 Aug 2028."))
    day = _day(election[0], calendar) if election else None
    return _with(body, term=TermOfOffice(since=days.first, until=days.last, election=day))


def _day(words: str, calendar: Calendar) -> date:
    day = read_due(words, calendar).day
    if day is None:
        raise CannotDo(_("“{words}” is no day; write it as 2026-11-19.").format(words=words.strip()))
    return day


def _say_term(body: Body) -> str:
    term = body.desk.term
    if term is None:
        return ""
    first, last = long_date(term.since, spoken()), long_date(term.until, spoken())
    words = _("{first} to {last}").format(first=first, last=last)
    if term.election:
        words += _(", election {day}").format(day=long_date(term.election, spoken()))
    return words


def _put_remind(body: Body, value: str, _calendar: Calendar) -> Body:
    number = re.sub(r"(?<!\s)\s*(?:dagen|dag|days|day)$", "", fold(value))
    if not re.fullmatch(r"[0-9]{1,3}", number) or int(number) > _MOST_DAYS:
        raise CannotDo(_("“{words}” is no number of days, such as 30.").format(words=value))
    return _with(body, remind=int(number))


def _with(body: Body, **changed: object) -> Body:
    return replace(body, desk=replace(body.desk, **changed))


PLAN = (
    Setting(
        "term",
        N_("term of office"),
        _put_term,
        _say_term,
        ("term_of_office", "zittingsperiode", "zittingstermijn"),
    ),
    Setting(
        "remind",
        N_("told of, days before"),
        _put_remind,
        lambda body: str(body.desk.remind),
        ("herinneren", "remind days"),
    ),
    Setting(
        "hours",
        N_("budget of hours"),
        lambda body, value, _calendar: _with(body, hours=read_budgets(value)),
        lambda body: say_budgets(body.desk.hours),
        ("uren", "urenbudget"),
    ),
    Setting(
        "intention",
        N_("number of an intention"),
        put_pattern("intention"),
        lambda body: body.desk.intention,
        ("voornemen", "nummer van een voornemen"),
    ),
)
"""The settings of the plan, a part of those of the body."""
