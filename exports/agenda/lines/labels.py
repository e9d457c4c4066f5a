"""The words of an agenda: its labels and purposes, in Dutch and English.

One table serves the reader and the writer: of each field the first word of a language is
the one that is written.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from store.language.vocabulary import OFFICES, Office
from store.model import Purpose
from store.text import clean, fold

Labels = Mapping[str, Mapping[str, tuple[str, ...]]]


def _of_office(office: Office) -> dict[str, tuple[str, ...]]:
    """The labels before those who hold an office: what several are called, then what one is."""
    words = zip(("nl", "en"), office.many, (office.nl, office.en), strict=True)
    return {language: tuple(word[:1].upper() + word[1:] for word in (*many, *one)) for language, many, one in words}


HEAD: Labels = {
    "body": {
        "nl": ("Orgaan", "Gremium", "Vergadering van", "Naam orgaan"),
        "en": ("Body", "Committee name", "Meeting of"),
    },
    "short": {"nl": ("Afkorting",), "en": ("Short name",)},
    "number": {
        "nl": ("Nummer", "Vergadernummer", "Vergadering nr", "Vergadering nr."),
        "en": ("Number", "Meeting number", "Meeting no."),
    },
    "language": {"nl": ("Taal",), "en": ("Language",)},
    "date": {
        "nl": (
            *("Datum", "Datum en tijd", "Datum & tijd", "Datum/tijd", "Datum / tijd", "Data", "Wanneer", "Dag"),
            *("Datum en tijdstip", "Datum vergadering", "Vergaderdatum", "Datum van de vergadering", "Dag en tijd"),
            *("Datum, tijd en plaats", "Datum en plaats", "Datum en locatie", "Datum, tijd en locatie"),
        ),
        "en": (
            *("Date", "Date & time", "Date and time", "Date/time", "Date / time", "Dates and times", "Dates", "When"),
            *("Day", "Meeting date", "Date of meeting", "Date of the meeting", "Date, time and place", "Day and time"),
        ),
    },
    "time": {
        "nl": (
            *("Tijd", "Tijden", "Tijdstip", "Aanvang", "Aanvangstijd", "Begintijd", "Begin", "Starttijd", "Start"),
            *("Aanvang vergadering", "Tijdstip vergadering", "Hoe laat"),
        ),
        "en": ("Time", "Times", "Start time", "Start", "Starts", "Starts at", "Begins", "Meeting time"),
    },
    "end": {
        "nl": ("Einde", "Eindtijd", "Einde vergadering", "Sluitingstijd"),
        "en": ("End", "End time", "Ends", "Ends at", "Finish"),
    },
    "time_zone": {"nl": ("Tijdzone",), "en": ("Time zone", "Timezone")},
    "place": {
        "nl": (
            *("Plaats", "Locatie", "Waar", "Zaal", "Ruimte", "Vergaderplaats", "Vergaderlocatie", "Vergaderruimte"),
            *("Lokaal", "Adres", "Plaats van samenkomst", "Locatie vergadering", "Plaats vergadering"),
        ),
        "en": ("Place", "Location", "Venue", "Where", "Room", "Address", "Meeting place"),
    },
    "present": {
        "nl": (
            *("Aanwezig", "Aanwezigen", "Deelnemers", "Aanwezige leden", "Deelnemer", "Presentielijst"),
            *("Verwacht", "Samenstelling"),
        ),
        "en": ("Present", "Attendees", "Participants", "Attending", "In attendance", "Expected"),
    },
    "absent": {
        "nl": (
            *("Afwezig", "Afwezigen", "Afwezig m.k.", "Afwezig mk", "Afwezig met kennisgeving", "Afgemeld"),
            *("Verhinderd", "Bericht van verhindering", "Afmeldingen", "Met kennisgeving afwezig"),
        ),
        "en": ("Absent", "Apologies", "Regrets", "Apologies received", "Apologies for absence", "Absent with notice"),
    },
    **{office.key: _of_office(office) for office in OFFICES},
    "seats": {"nl": ("Zetels", "Aantal zetels"), "en": ("Seats",)},
    "next": {
        "nl": (
            *("Volgende vergadering", "Eerstvolgende vergadering", "Datum volgende vergadering"),
            *("Volgende bijeenkomst", "Volgend overleg", "Volgende keer", "Volgende datum"),
        ),
        "en": ("Next meeting", "Next meeting date", "Date of next meeting", "Date of the next meeting"),
    },
}
ITEM: Labels = {
    "number": {"nl": ("Nummer",), "en": ("Number",)},
    "minutes": {"nl": ("Tijd", "Tijdsduur", "Duur"), "en": ("Time", "Duration", "Length")},
    "presenter": {
        "nl": (
            "Inbreng",
            "Inbrenger",
            "Door",
            "Inleider",
            "Spreker",
            "Toelichting door",
            "Trekker",
            "Portefeuillehouder",
        ),
        "en": ("Presenter", "Presenters", "Presented by", "Lead", "Owner", "Led by", "Speaker"),
    },
    "purpose": {"nl": ("Doel", "Aard"), "en": ("Purpose",)},
    "confidential": {"nl": ("Geheim", "Vertrouwelijk"), "en": ("Confidential",)},
    "explanation": {"nl": ("Toelichting",), "en": ("Explanation",)},
    "state_of_affairs": {"nl": ("Stand van zaken",), "en": ("State of affairs",)},
    "documents": {
        "nl": ("Bijlagen", "Bijlage", "Stukken", "Stuk", "Bijgevoegd"),
        "en": ("Documents", "Document", "Attachments", "Attachment", "Papers", "Enclosures"),
    },
    "decision_asked": {"nl": ("Gevraagd besluit", "Gevraagd", "Voorstel"), "en": ("Decision asked", "Proposal")},
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
    """A label that was found: the field it is for, its languages, where the text after it begins, and its words."""

    field: str
    languages: tuple[str, ...]
    end: int
    words: str = ""


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
            return Label(field, languages, colon + 1, clean(text[start:colon]))
    return None


def purpose_in(text: str) -> Purpose | None:
    """The purpose that `text` names, and nothing but that; None for other text."""
    return _PURPOSE.get(fold(text).strip())
