"""Which items are on nearly every agenda, by what they are called in Dutch and English.

By their whole title: "Sluiting locatie Zuid" closes no meeting, "Verslag bezoek Oost" are no minutes.
"""

from __future__ import annotations

import re

from store.i18n import documents
from store.model import AgendaItem
from store.text import fold

_MEETING = r"(?: (?:van |of )?(?:de |the )?(?:vergadering|meeting))?"
_MINUTES = re.compile(
    r"(?:(?:goedkeuring|vaststelling|vaststellen|approval|adoption)(?: van| of)?(?: de| het| the)? ?)?"
    r"(?:concept[- ]?)?(?:verslag(?:en)?|notulen|minutes)(?: van| of)?(?: de| het| the)?"
    r"(?:| (?:vorige|laatste|previous|last)(?: .*)?| (?:\S*vergadering|meeting)(?: .*)?| [0-9].*)"
)
_OF_LAST = (
    r"rondvraag|(?:af)?sluiting|wat verder ter tafel komt|w\.?v\.?t\.?t\.?k\.?|(?:datum )?volgende vergadering"
    r"|any other business|a\.?o\.?b\.?|questions|closing|close|adjournment|(?:date of (?:the )?)?next meeting"
)
_OF_FIRST = (
    r"opening|welkom|mededelingen|(?:vaststell(?:ing|en)(?: van)?(?: de)? )?agenda|actielijst|actiepunten"
    r"|besluitenlijst|ingekomen (?:en uitgaande )?stukken|afmeldingen|welcome|announcements"
    r"|(?:approval of )?(?:the )?agenda|action (?:list|items|points)|correspondence|apologies"
)


def _titled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words}){_MEETING}(?:(?: en | and | & |, |/)(?:{words}){_MEETING})*")


_LAST = _titled(_OF_LAST)
_CLOSING = _titled(r"(?:af)?sluiting|closing|close|adjournment")
_USUAL = _titled(f"{_OF_FIRST}|{_OF_LAST}")


def as_standing(item: AgendaItem, language: str) -> AgendaItem:
    """`item` as a standing item, without what was of its meeting only, such as the day of the minutes in its title."""
    _ = documents(language).gettext
    return AgendaItem(
        id=item.id,
        number="",
        title=_("Minutes of the previous meeting") if is_minutes(item.title) else item.title,
        depth=item.depth,
        purpose=item.purpose,
        presenter=item.presenter,
        planned_minutes=item.planned_minutes,
    )


def is_minutes(title: str) -> bool:
    """Whether an item with this title is for approving earlier minutes: `Verslag 22 oktober 2026`."""
    return _MINUTES.fullmatch(fold(title)) is not None


def is_last(title: str) -> bool:
    """Whether an item with this title belongs at the end of a meeting: `Rondvraag en sluiting`."""
    return _LAST.fullmatch(fold(title)) is not None


def is_closing(title: str) -> bool:
    """Whether an item with this title is the closing of the meeting and nothing else: `Sluiting`, `Adjournment`."""
    return _CLOSING.fullmatch(fold(title)) is not None


def is_usual(title: str) -> bool:
    """Whether an item with this title is on nearly every agenda: at the beginning, at the end, or for the minutes."""
    return _USUAL.fullmatch(fold(title)) is not None or is_minutes(title)
