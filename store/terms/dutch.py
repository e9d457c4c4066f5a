"""The holidays of the Netherlands, as article 3 of the Algemene termijnenwet (BWBR0002448) has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from store.i18n import N_
from store.terms.holidays import SUNDAY, Holidays, easter, moved

NAMED_DAYS = frozenset(
    (
        date(2023, 4, 28),
        date(2023, 5, 19),
        date(2024, 5, 10),
        date(2024, 12, 27),
        date(2025, 5, 30),
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    )
)
"""The days that royal decrees put on a level with a holiday (art. 3 lid 3); a decree holds for three years."""
NAMED_YEARS = (2023, 2028)
"""The first and the last year of which `NAMED_DAYS` has all days."""


def dutch_holidays(extra: Iterable[date] = ()) -> Holidays:
    """Those of the law and of the decrees known here, and the days that a body named besides."""
    return Holidays(where="NL", of_year=_of_year, extra=frozenset(extra), named=NAMED_YEARS)


@cache
def _of_year(year: int) -> Mapping[date, str]:
    sunday = easter(year)
    return {
        **{day: N_("named day (art. 3(3) Atw)") for day in NAMED_DAYS if day.year == year},
        date(year, 5, 5): N_("Liberation Day"),
        _royal_birthday(year): N_("King’s Day") if year >= _WILLEM_ALEXANDER else N_("Queen’s Day"),
        date(year, 1, 1): N_("New Year’s Day"),
        moved(sunday, -2): N_("Good Friday"),
        sunday: N_("Easter Sunday"),
        moved(sunday, 1): N_("Easter Monday"),
        moved(sunday, 39): N_("Ascension Day"),
        moved(sunday, 49): N_("Whit Sunday"),
        moved(sunday, 50): N_("Whit Monday"),
        date(year, 12, 25): N_("Christmas Day"),
        date(year, 12, 26): N_("Second Day of Christmas"),
    }


# The first year in which the birthday of King Willem-Alexander was kept.
_WILLEM_ALEXANDER = 2014


def _royal_birthday(year: int) -> date:
    """Kept the day before where it falls on a Sunday: 27 April, until 2013 30 April."""
    day = date(year, 4, 27 if year >= _WILLEM_ALEXANDER else 30)
    return moved(day, -1) if day.weekday() == SUNDAY else day
