"""Whose holidays hold for a body."""

from __future__ import annotations

from store.model import Body
from store.terms.holidays import Holidays
from store.terms.other_countries import holidays_of

_USUAL = {"betrvg": "DE", "parish": "GB-ENG"}
_ELSEWHERE = "NL"


def holidays_for(body: Body, parent: Body | None = None) -> Holidays:
    """Those that `body` says, else those of the body it belongs to, else those of the country of its rules.

    Days that were named for the body it belongs to are named for it too.
    """
    place = body.desk.holidays or (parent.desk.holidays if parent else "")
    place = place or _USUAL.get(body.desk.regime, _ELSEWHERE)
    extra = (*body.desk.extra_holidays, *(parent.desk.extra_holidays if parent else ()))
    return holidays_of(place, extra)
