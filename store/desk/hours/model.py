"""The noun of time spent, a row of a body's desk (`store.desk.desk`)."""

from __future__ import annotations

from datetime import date, datetime

from store.model import Id, Noun


class Spent(Noun, frozen=True, kw_only=True):
    """Time that somebody spent, as it was typed: `who` is a handle, `request` the reference of a request."""

    id: Id
    at: datetime
    day: date
    who: str
    minutes: int
    task: str
    request: str = ""
