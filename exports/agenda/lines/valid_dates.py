"""Days and hours that no meeting can have: an agenda that names one is refused instead of read as something else."""

from __future__ import annotations

import re
from datetime import date, time

from store.errors import BadAgenda
from store.i18n import _
from store.language.vocabulary import MONTHS, any_of
from store.text import clean, fold

_MONTH = rf"(?P<month>{any_of(MONTHS)})"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_WRITTEN = (
    re.compile(
        rf"(?<![0-9])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|ste|de|e)?\.?\s+(?:(?:of|van)\s+)?{_MONTH}\.?\s+{_YEAR}"
    ),
    re.compile(rf"{_MONTH}\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])"),
)
_NUMBERS = re.compile(r"(?<![0-9])(?P<one>[0-9]{1,2})[-/](?P<other>[0-9]{1,2})[-/](?P<year>[0-9]{4})(?![0-9])")
# A meeting that begins in the evening may go on until the next morning.
_EVENING, _MORNING = time(17), time(8)


def check_day(text: str) -> None:
    """Raises BadAgenda where `text` names a day that the calendar does not have, such as 29 February 2027."""
    folded = fold(text)
    for match in (match for pattern in _WRITTEN for match in pattern.finditer(folded)):
        month = MONTHS.get(match["month"]) or int(match["month"])
        if not _is_day(int(match["year"]), month, int(match["day"])):
            raise _no_day(match[0])
    for match in _NUMBERS.finditer(folded):
        one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
        if not _is_day(year, other, one) and not _is_day(year, one, other):
            raise _no_day(match[0])


def check_hours(start: time | None, end: time | None) -> None:
    """Raises BadAgenda where a meeting ends before it begins, and not in the night after."""
    if start and end and end <= start and not (start >= _EVENING and end <= _MORNING):
        raise BadAgenda(
            _("The meeting ends at {end:%H:%M}, before it begins at {start:%H:%M}. Nothing was stored.").format(
                start=start, end=end
            )
        )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _no_day(words: str) -> BadAgenda:
    return BadAgenda(_("There is no day “{day}”. Nothing was stored: mend the date first.").format(day=clean(words)))
