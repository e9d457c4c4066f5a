"""The bank holidays of England and Wales, and the days that section 243 of the Local Government Act 1972 leaves out.

The breaks as the section has them: that of Christmas from the last weekday before it to the first after it that is no
bank holiday, that of Easter from the Thursday before it to the Tuesday after it. A weekday is any day but a Sunday.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from store.i18n import N_
from store.terms.holidays import SATURDAY, SUNDAY, Holidays, easter, moved


def english_holidays(extra: Iterable[date] = ()) -> Holidays:
    """The bank holidays of England and Wales, Good Friday and Christmas Day, and the days that a body named besides."""
    return Holidays(where="GB-ENG", of_year=_of_year, extra=frozenset(extra))


def left_out(day: date, holidays: Holidays) -> str:
    """Why section 243 leaves `day` out of a count, in English, marked for the translators; empty where it counts."""
    if day.weekday() == SUNDAY:
        return N_("Sunday")
    if name := holidays.name(day):
        return name
    sunday = easter(day.year)
    if moved(sunday, -3) <= day <= moved(sunday, 2):
        return N_("Easter break")
    if day.month == 12 and _is_in_christmas_break(day, holidays):
        return N_("Christmas break")
    return ""


def _is_in_christmas_break(day: date, holidays: Holidays) -> bool:
    christmas = date(day.year, 12, 25)
    first, last = moved(christmas, -1), moved(christmas, 1)
    while first.weekday() == SUNDAY:
        first = moved(first, -1)
    while last.weekday() == SUNDAY or holidays.name(last):
        last = moved(last, 1)
    return first <= day <= last


@cache
def _of_year(year: int) -> Mapping[date, str]:
    sunday = easter(year)
    days = {
        moved(sunday, -2): N_("Good Friday"),
        moved(sunday, 1): N_("Easter Monday"),
        _monday_from(_EARLY_MAY.get(year, date(year, 5, 1))): N_("Early May bank holiday"),
        _SPRING.get(year) or _monday_until(date(year, 5, 31)): N_("Spring bank holiday"),
        _monday_until(date(year, 8, 31)): N_("Summer bank holiday"),
        **{day: name for day, name in _ONCE.items() if day.year == year},
        date(year, 1, 1): N_("New Year’s Day"),
        date(year, 12, 25): N_("Christmas Day"),
        date(year, 12, 26): N_("Boxing Day"),
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        if day.weekday() >= SATURDAY:
            days[_free_after(day, days)] = N_("bank holiday in lieu")
    return days


# The years in which a bank holiday was kept on another day, and the days that were one once: by royal proclamation.
_EARLY_MAY = {2020: date(2020, 5, 8)}
_SPRING = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}
_ONCE = {
    date(2002, 6, 3): N_("Golden Jubilee"),
    date(2011, 4, 29): N_("royal wedding"),
    date(2012, 6, 5): N_("Diamond Jubilee"),
    date(2022, 6, 3): N_("Platinum Jubilee"),
    date(2022, 9, 19): N_("state funeral of Queen Elizabeth II"),
    date(2023, 5, 8): N_("coronation of King Charles III"),
}


def _monday_from(day: date) -> date:
    """The first Monday on or after the first of May; another day where it was moved to that."""
    return day if day.day > 7 else moved(day, -day.weekday() % 7)


def _monday_until(day: date) -> date:
    return moved(day, -day.weekday())


def _free_after(day: date, taken: Mapping[date, str]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day = moved(day, 1)
    return day
