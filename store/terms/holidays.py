"""The days on which the rules of a country let no term end: an argument of whatever counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import msgspec

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class Holidays(msgspec.Struct, frozen=True, kw_only=True):
    """The holidays of one country or region.

    `of_year` gives those of a year, each with its name (English, marked for the translators where it is ours).
    `extra` are days that a body named besides. `named` are the first and the last year of which is known which days
    were put on a level with a holiday, where the law of the country lets that be done. `is_complete` is False where
    the holidays of the country are not known here, so that only weekends are left out.
    """

    where: str
    of_year: Callable[[int], Mapping[date, str]]
    extra: frozenset[date] = frozenset()
    named: tuple[int, int] | None = None
    is_complete: bool = True

    def name(self, day: date) -> str:
        """The English name of the holiday that `day` is; empty where it is none."""
        return self.of_year(day.year).get(day, "") or (EXTRA if day in self.extra else "")

    def is_working(self, day: date) -> bool:
        """Whether `day` is neither a Saturday, nor a Sunday, nor a holiday."""
        return day.weekday() < SATURDAY and not self.name(day)

    def working_on_or_before(self, day: date) -> date:
        """The last day on or before `day` that is a working day. Raises OverflowError before the year 1."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_on_or_after(self, day: date) -> date:
        """The first day on or after `day` that is a working day. Raises OverflowError after the year 9999."""
        while not self.is_working(day):
            day += ONE_DAY
        return day


EXTRA = "named day"
"""What a day is called that a body named besides; `store.terms.explain` has it for the translators."""


def easter(year: int) -> date:
    """Easter Sunday of `year`, 1583 to 9999, by the Gregorian computus as Meeus, Jones and Butcher wrote it."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leap_years, of_four = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - of_four) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def moved(day: date, days: int) -> date:
    """`day`, so many days later; earlier where `days` is less than zero."""
    return day + timedelta(days=days)
