"""The days on which a body meets, counted on from a day, and said in the language of the interface.

`store.language.settings.recurrence` reads what is said here, and more.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from store.dates import long_date
from store.errors import CannotDo
from store.i18n import _, _n, spoken
from store.model import LAST, Days, Every, Series

_WEEK = 7


# Counting


def next_days(series: Series, after: date, skipped: Iterable[Days] = (), last: date | None = None) -> Iterator[date]:
    """The days of `series` after the day `after`, in their order, without those in `skipped`.

    It is counted from the start of the series, else from `last`, the day of the meeting
    before, else from the first such day. A day that is skipped moves nothing. Raises CannotDo
    where no weekday is told and there is no meeting to count from.
    """
    left_out = tuple(skipped)
    if after == date.max:
        return iter(())
    origin = series.start or last
    if series.every is Every.WEEK and series.weekday is None and origin is None:
        raise CannotDo(_("On which weekday? Say, for example: every week on Tuesday."))
    days = _weekly(series, after, origin) if series.every is Every.WEEK else _monthly(series, after, origin)
    return (day for day in days if not any(days.first <= day <= days.last for days in left_out))


def _weekly(series: Series, after: date, origin: date | None) -> Iterator[date]:
    weekday = series.weekday if series.weekday is not None else (origin or after).weekday()
    step = max(1, series.interval) * _WEEK
    first = (origin or after + timedelta(days=1)).toordinal()
    if series.start is None and origin and series.weekday not in (None, origin.weekday()):
        # The last meeting was on another day than usual: its week counts.
        first -= origin.weekday()
    first += (weekday - date.fromordinal(max(first, 1)).weekday()) % _WEEK
    behind = after.toordinal() - first
    day = first if behind < 0 else first + (behind // step + 1) * step
    while day <= date.max.toordinal():
        yield date.fromordinal(day)
        day += step


def _monthly(series: Series, after: date, origin: date | None) -> Iterator[date]:
    weekday = series.weekday if series.weekday is not None else (origin or after).weekday()
    step = max(1, series.interval)
    month = _month(after)
    counted_from = (
        _month(origin) if origin else _month(next(_monthly_every(series.nth, weekday, 1, month, after), after))
    )
    month += (counted_from - month) % step
    floor = max(after, series.start - timedelta(days=1)) if series.start and series.start > after else after
    return _monthly_every(series.nth, weekday, step, month, floor)


def _monthly_every(nth: int, weekday: int, step: int, month: int, after: date) -> Iterator[date]:
    while month < date.max.year * 12 + 12:
        day = _nth_weekday(*divmod(month, 12), nth, weekday)
        if day and day > after:
            yield day
        month += step


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The `nth` such weekday of a month counted from 0; None where it has no fifth."""
    begins_on, days = monthrange(year, month + 1)
    day = 1 + (weekday - begins_on) % _WEEK
    day += (days - day) // _WEEK * _WEEK if nth == LAST else (nth - 1) * _WEEK
    return date(year, month + 1, day) if 1 <= day <= days else None


# Saying


def say_series(series: Series) -> str:
    """`series` in the language of the interface: `elke derde donderdag van de maand`."""
    start = _(" from {day}").format(day=long_date(series.start, spoken())) if series.start else ""
    if series.every is Every.MONTH:
        nth = [_("last"), "", _("first"), _("second"), _("third"), _("fourth"), _("fifth")][series.nth + 1]
        which = f"{nth} {weekday_name(series.weekday or 0)}"
        if series.interval == 1:
            return _("every {which} of the month").format(which=which) + start
        return _("every {count} months on the {which}").format(count=series.interval, which=which) + start
    if series.weekday is None:
        return _n("every week", "every {count} weeks", series.interval).format(count=series.interval) + start
    words = _n("every {day}", "every {count} weeks on {day}", series.interval)
    return words.format(count=series.interval, day=weekday_name(series.weekday)) + start


def weekday_name(weekday: int) -> str:
    """The name of a weekday (0 is Monday) in the language of the interface."""
    return _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()[weekday]


def say_days(days: Days) -> str:
    """`days` in the language of the interface, as `read_days` reads them."""
    text = long_date(days.first, spoken())
    if days.last != days.first:
        text = _("{first} to {last}").format(first=text, last=long_date(days.last, spoken()))
    return f"{text} ({days.words})" if days.words else text
