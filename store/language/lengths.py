"""How long something is, as people type it: `1 month`, `zes weken`, `3 clear days`."""

from __future__ import annotations

from store.language.day_phrases import compiled, normal
from store.language.vocabulary import CLEAR, COUNTS, UNITS, any_of
from store.terms.length import Length, Unit

MOST = 9999
"""The largest number that is read: no term is longer."""


def read_length(words: str) -> Length | None:
    """The length that the whole of `words` names, in Dutch or English; None where it names none."""
    match = compiled(_LENGTH).fullmatch(normal(words)) if len(words) <= _MOST_CHARACTERS else None
    if match is None:
        return None
    count, unit = _A.get(match["count"]) or COUNTS.get(match["count"]) or int(match["count"]), UNITS[match["unit"]]
    if not 0 < count <= MOST or (match["clear"] and unit != "day"):
        return None
    if unit == "fortnight":
        return Length(2 * count, Unit.WEEK)
    return Length(count, Unit.CLEAR_DAY if match["clear"] else Unit(unit))


_A = {"a": 1, "an": 1}
_LENGTH = rf"(?P<count>\d{{1,4}}|{any_of({**COUNTS, **_A})})[ -]?(?P<clear>{any_of(CLEAR)} )?(?P<unit>{any_of(UNITS)})"
_MOST_CHARACTERS = 80
