"""How long a term is, and which day lies so far from another."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

import msgspec


class Unit(StrEnum):
    """In what the length of a term is told. A clear day is one of which neither end is part of the count."""

    DAY = "day"
    CLEAR_DAY = "clear day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Length(msgspec.Struct, frozen=True):
    """So many of a unit; `count` is 1 or more."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """As procedures and programs write it: `6 weeks`."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def days(self) -> int | None:
        """How many days it is; None for months and years, which are not all as long."""
        return {Unit.DAY: 1, Unit.CLEAR_DAY: 1, Unit.WEEK: 7}.get(self.unit, 0) * self.count or None

    def after(self, day: date) -> date:
        """The day on which it ends where `day` is that of the event, which does not count.

        Weeks end on the same weekday; months and years on the same number, and where the month has none, on its last
        day (HR 1-9-2017, ECLI:NL:HR:2017:2225; § 188 BGB; art. 3 Regulation (EEC, Euratom) 1182/71). Raises
        OverflowError after the year 9999.
        """
        return self._from(day, 1)

    def before(self, day: date) -> date:
        """The day so long before `day`, counted in the same way. Raises OverflowError before the year 1."""
        return self._from(day, -1)

    def _from(self, day: date, sign: int) -> date:
        if self.days is not None:
            return day + timedelta(days=sign * self.days)
        months = sign * self.count * (12 if self.unit is Unit.YEAR else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not date.min.year <= year <= date.max.year:
            raise OverflowError("beyond the calendar")
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
