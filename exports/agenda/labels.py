"""The words of an agenda: its labels and purposes, in Dutch and English.

One table serves the reader and the writer: of each field the first word of a language is
the one that is written.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from store.model import Purpose
from store.text import clean, fold

Labels = Mapping[str, Mapping[str, tuple[str, ...]]]

HEAD: Labels = {
    "body": {"nl": ("Orgaan",), "en": ("Body",)},
    "short": {"nl": ("Afkorting",), "en": ("Short name",)},
    "number": {"nl": ("Nummer", "Vergadernummer"), "en": ("Number", "Meeting number")},
    "language": {"nl": ("Taal",), "en": ("Language",)},
    "date": {
        "nl": ("Datum", "Datum en tijd", "Datum & tijd", "Wanneer"),
        "en": ("Date", "Date & time", "Date and time", "Dates and times", "Dates", "When"),
    },
    "time": {"nl": ("Tijd", "Tijdstip", "Aanvang"), "en": ("Time", "Times")},
    "end": {"nl": ("Einde", "Eindtijd"), "en": ("End",)},
    "time_zone": {"nl": ("Tijdzone",), "en": ("Time zone", "Timezone")},
    "place": {"nl": ("Plaats", "Locatie", "Waar"), "en": ("Place", "Location", "Venue", "Where")},
    "chair": {"nl": ("Voorzitter",), "en": ("Chair", "Chairperson", "Chairman", "Chairwoman")},
    "neutral_chair": {"nl": ("Technisch voorzitter",), "en": ("Neutral chair", "Non-voting chair")},
    "members": {"nl": ("Leden",), "en": ("Members",)},
    "voteless": {"nl": ("Zonder stem",), "en": ("Without vote", "Non-voting members")},
    "secretary": {"nl": ("Secretaris",), "en": ("Secretary",)},
    "clerk": {
        "nl": ("Ambtelijk secretaris", "Notulist"),
        "en": ("Clerk", "Minute-taker", "Minute taker", "Official secretary"),
    },
    "guests": {"nl": ("Gasten", "Gast"), "en": ("Guests", "Guest")},
    "seats": {"nl": ("Zetels", "Aantal zetels"), "en": ("Seats",)},
    "next": {"nl": ("Volgende vergadering",), "en": ("Next meeting",)},
}
ITEM: Labels = {
    "number": {"nl": ("Nummer",), "en": ("Number",)},
    "minutes": {"nl": ("Tijd", "Tijdsduur"), "en": ("Time", "Duration")},
    "presenter": {"nl": ("Inbreng", "Inbrenger", "Door"), "en": ("Presenter", "Presenters", "Presented by")},
    "purpose": {"nl": ("Doel",), "en": ("Purpose",)},
    "confidential": {"nl": ("Geheim", "Vertrouwelijk"), "en": ("Confidential",)},
    "explanation": {"nl": ("Toelichting",), "en": ("Explanation",)},
    "state_of_affairs": {"nl": ("Stand van zaken",), "en": ("State of affairs",)},
    "documents": {"nl": ("Bijlagen", "Bijlage", "Stukken"), "en": ("Documents", "Document")},
    "decision_asked": {"nl": ("Gevraagd besluit", "Gevraagd"), "en": ("Decision asked",)},
    "prepared_text": {"nl": ("Voorbereide tekst",), "en": ("Prepared text",)},
    "internal_title": {"nl": ("Interne titel",), "en": ("Internal title",)},
}
PURPOSES: Mapping[Purpose, Mapping[str, tuple[str, ...]]] = {
    Purpose.INFORM: {
        "nl": (
            *("informatie", "informeren", "informerend", "beeldvormend", "beeldvorming", "ter informatie"),
            *("ter kennisname", "ter kennisneming", "ter kennisgeving"),
        ),
        "en": ("information", "inform", "for information", "for your information", "fyi"),
    },
    Purpose.DISCUSS: {
        "nl": (
            *("oordeel", "oordeelsvormend", "oordeelvormend", "oordeelsvorming", "oordeelvorming", "opiniërend"),
            *("bespreken", "bespreking", "ter bespreking", "discussie", "ter discussie"),
        ),
        "en": ("discussion", "discuss", "for discussion"),
    },
    Purpose.DECIDE: {
        "nl": (
            *("besluit", "besluiten", "besluitvormend", "besluitvorming", "ter besluit", "ter besluitvorming"),
            *("vaststellen", "ter vaststelling"),
        ),
        "en": ("decision", "decide", "for decision", "approve", "approval", "for approval"),
    },
}
SECRET = {"nl": ("geheim", "tot"), "en": ("confidential", "until")}
ITEMS = {"nl": ("punt", "punten"), "en": ("item", "items")}

_PURPOSE = {fold(word): purpose for purpose, words in PURPOSES.items() for each in words.values() for word in each}
_LONGEST = 40


class Label(msgspec.Struct, frozen=True):
    """A label that was found: the field it is for, its languages, and where the text after it begins."""

    field: str
    languages: tuple[str, ...]
    end: int


def label_in(text: str, labels: Labels) -> Label | None:
    """The label of `labels` that `text` begins with, in any language and case; None where there is none."""
    start = len(text) - len(text.lstrip())
    colon = text.find(":", start, start + _LONGEST)
    if colon < 0 or text[colon + 1 : colon + 2].strip():
        return None
    word = " ".join(fold(clean(text[start:colon])).split())
    for field, words in labels.items():
        languages = tuple(each for each in words if word in map(fold, words[each]))
        if languages:
            return Label(field, languages, colon + 1)
    return None


def purpose_in(text: str) -> Purpose | None:
    """The purpose that `text` names, and nothing but that; None for other text."""
    return _PURPOSE.get(fold(text).strip())
