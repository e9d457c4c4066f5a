"""The holidays of other countries and regions, from a library that is an extra: `pip install "notulist[holidays]"`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from store.errors import CannotDo
from store.i18n import _
from store.terms.british import english_holidays
from store.terms.dutch import dutch_holidays
from store.terms.german import german_holidays
from store.terms.holidays import Holidays

_OURS: Mapping[str, Callable[[Iterable[date]], Holidays]] = {
    "NL": dutch_holidays,
    "DE": german_holidays,
    "GB-ENG": english_holidays,
    "GB-WLS": english_holidays,
    "GB": english_holidays,
}
# A country as ISO 3166-1 has it, and a region of it as ISO 3166-2 does.
_PLACE = r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"


def holidays_of(place: str, extra: Iterable[date] = ()) -> Holidays:
    """The holidays of `place`, a country or a region of one by its ISO code: `NL`, `DE-BW`, `GB-ENG`.

    Without the library, for a country that is none of ours, only the weekends and `extra` are left out; `is_complete`
    says so. Raises CannotDo where `place` is no such code, or the library knows no such place.
    """
    code = place.strip().upper()
    if ours := _OURS.get(code):
        return ours(extra)
    if not re.fullmatch(_PLACE, code):
        raise CannotDo(_("“{words}” is no country or region; write it as NL, DE-BW or GB-ENG.").format(words=place))
    try:
        of_year = _of_library(code)
    except ImportError:
        return Holidays(where=code, of_year=_none, extra=frozenset(extra), is_complete=False)
    return Holidays(where=code, of_year=of_year, extra=frozenset(extra))


@cache
def _of_library(code: str) -> Callable[[int], Mapping[date, str]]:
    import holidays

    country, _dash, region = code.partition("-")
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known or (region and region not in known[country]):
        raise CannotDo(_("The holidays of {place} are not known.").format(place=code))

    @cache
    def of_year(year: int) -> Mapping[date, str]:
        return dict(holidays.country_holidays(country, subdiv=region or None, years=year, language="en_US"))

    return of_year


def _none(_year: int) -> Mapping[date, str]:
    return {}
