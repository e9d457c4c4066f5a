"""Counting a term: the day on which it ends by itself, the last day on which the law still lets it be met, the day to
be safe.

Five ways: `nl` the Algemene termijnenwet, `de` §§ 187, 188 and 193 BGB, `uk` clear days as section 243 of the Local
Government Act 1972 has them, `eu` article 3 of Regulation (EEC, Euratom) 1182/71, `plain` no law: what was agreed,
or is the custom.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from store.errors import CannotDo
from store.i18n import _
from store.terms.british import left_out
from store.terms.holidays import ONE_DAY, Holidays
from store.terms.length import Length, Unit


class Way(StrEnum):
    """By which rules a term is counted."""

    NL = "nl"
    DE = "de"
    UK = "uk"
    EU = "eu"
    PLAIN = "plain"


class Counted(msgspec.Struct, frozen=True):
    """What a count came to.

    `nominal` is the day on which the term ends by itself; counted back, the day so long before. `last` is the last day
    of the term by the law of holidays; None for one that is counted back, which no law moves. `do_by` is the last
    working day on or before `nominal`: the day that a user is told.

    Of clear days that are counted forward `nominal` is the first day on which the event may be: there is no last day,
    and none to do it by.
    """

    start: date
    length: Length
    way: Way
    back: bool
    nominal: date
    last: date | None
    do_by: date | None

    @property
    def is_moved(self) -> bool:
        """Whether holidays or a weekend put the end off."""
        return self.last is not None and self.last != self.nominal


def count(start: date, length: Length, way: Way, holidays: Holidays, *, back: bool = False) -> Counted:
    """Counts `length` from the day of an event, or back from it.

    Where the holidays of the country are not known (`Holidays.is_complete`), `do_by` is a working day earlier. Raises
    CannotDo where the count leaves the calendar (the years 1583 to 9998), or clear days are asked of rules that know
    none.
    """
    if length.unit is Unit.CLEAR_DAY and way not in (Way.UK, Way.PLAIN):
        raise CannotDo(_("Clear days are counted as uk or plain."))
    try:
        return _counted(start, length, way, holidays, back=back)
    except (OverflowError, ValueError) as error:
        raise CannotDo(_("That lies too far away to be counted.")) from error


def counts(day: date, length: Length, way: Way, holidays: Holidays) -> bool:
    """Whether `day` is one of those that are counted; only clear days by English law leave any out."""
    return not (is_clear(length, way) and way is Way.UK and left_out(day, holidays))


def is_clear(length: Length, way: Way) -> bool:
    """Whether neither end is part of the count: clear days, and all that English law counts in days."""
    return length.unit is Unit.CLEAR_DAY or (way is Way.UK and length.unit is Unit.DAY)


def is_put_off(day: date, way: Way, holidays: Holidays) -> bool:
    """Whether a term cannot end on `day`."""
    if way is Way.UK:
        return bool(left_out(day, holidays))
    return way is not Way.PLAIN and not holidays.is_working(day)


def moves(length: Length, way: Way) -> bool:
    """Whether the rules put off the end of a term that is so long (art. 4 Atw: not of a long one)."""
    return way is not Way.PLAIN and not (way is Way.NL and is_long(length))


def is_long(length: Length) -> bool:
    """Whether article 4 of the Algemene termijnenwet leaves it alone: over 90 days, 12 weeks, 3 months, or in years."""
    most = {Unit.DAY: 90, Unit.CLEAR_DAY: 90, Unit.WEEK: 12, Unit.MONTH: 3, Unit.YEAR: 0}
    return length.count > most[length.unit]


def needs_two_working_days(length: Length, way: Way) -> bool:
    """Whether two working days must lie in it: of three days by art. 2 Atw, of two by art. 3(5) Regulation 1182/71."""
    least = {Way.NL: 3, Way.EU: 2}.get(way)
    return least is not None and moves(length, way) and (length.days is None or length.days >= least)


# The calendar that Easter is reckoned by, and that leaves room for a term to be put off.
_FIRST_YEAR, _LAST_YEAR = 1583, 9998


def _counted(start: date, length: Length, way: Way, holidays: Holidays, *, back: bool) -> Counted:
    nominal = _nominal(start, length, way, holidays, back=back)
    if not all(_FIRST_YEAR <= day.year <= _LAST_YEAR for day in (start, nominal)):
        raise OverflowError("beyond the calendar")
    if is_clear(length, way) and not back:
        return Counted(start=start, length=length, way=way, back=back, nominal=nominal, last=None, do_by=None)
    do_by = holidays.working_on_or_before(nominal)
    if not holidays.is_complete:
        do_by = holidays.working_on_or_before(do_by - ONE_DAY)
    last = None if back else _last(start, nominal, length, way, holidays)
    return Counted(start=start, length=length, way=way, back=back, nominal=nominal, last=last, do_by=do_by)


def _nominal(start: date, length: Length, way: Way, holidays: Holidays, *, back: bool) -> date:
    if not is_clear(length, way):
        return length.before(start) if back else length.after(start)
    step = -ONE_DAY if back else ONE_DAY
    day, left = start + step, length.count
    while True:
        if counts(day, length, way, holidays):
            left -= 1
        day += step
        if not left:
            return day


def _last(start: date, nominal: date, length: Length, way: Way, holidays: Holidays) -> date:
    last = nominal
    if not moves(length, way):
        return last
    while is_put_off(last, way, holidays):
        last += ONE_DAY
    if needs_two_working_days(length, way):
        while _working_days(start, last, holidays) < 2:
            last = holidays.working_on_or_after(last + ONE_DAY)
    return last


def _working_days(start: date, last: date, holidays: Holidays) -> int:
    """How many lie after `start`, up to and with `last`; more than enough are not counted."""
    found, day = 0, last
    while day > start and found < 2:
        found += holidays.is_working(day)
        day -= timedelta(days=1)
    return found
