"""The holidays that hold in all of Germany; those of one of its states come from a library (`other_countries`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from store.i18n import N_
from store.terms.holidays import Holidays, easter, moved


def german_holidays(extra: Iterable[date] = ()) -> Holidays:
    """Those that every state has, and the days that a body named besides."""
    return Holidays(where="DE", of_year=_of_year, extra=frozenset(extra))


@cache
def _of_year(year: int) -> Mapping[date, str]:
    sunday = easter(year)
    days = {
        date(year, 1, 1): N_("New Year’s Day"),
        moved(sunday, -2): N_("Good Friday"),
        moved(sunday, 1): N_("Easter Monday"),
        date(year, 5, 1): N_("Labour Day"),
        moved(sunday, 39): N_("Ascension Day"),
        moved(sunday, 50): N_("Whit Monday"),
        date(year, 10, 3): N_("German Unity Day"),
        date(year, 12, 25): N_("Christmas Day"),
        date(year, 12, 26): N_("Second Day of Christmas"),
    }
    if year == _LUTHER:
        days[date(year, 10, 31)] = N_("Reformation Day")
    return days


# Five hundred years after the theses: the one year in which all states kept the day.
_LUTHER = 2017
