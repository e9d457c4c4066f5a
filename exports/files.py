"""Names for files, made of what people type."""

from __future__ import annotations

import re

from exports.audience import Audience
from store.clean import fold
from store.model import Meeting
from store.words import documents

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")


def slug(text: str, longest: int = 40) -> str:
    """`text` as part of a file name that every system takes: `a-z`, `0-9` and single hyphens.

    At most `longest` characters, never empty (`untitled`), never a name that Windows keeps
    for itself (`con` becomes `con-x`).
    """
    name = re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")[:longest].strip("-")
    if _RESERVED.fullmatch(name):
        name = (name + "-x")[:longest].rstrip("-") if longest > len(name) + 1 else "x" * longest
    return name or "untitled"[:longest]


def document_name(meeting: Meeting, what: str, audience: Audience, ending: str = "md") -> str:
    """What a document's file is called: `2026-11-19-or-notulen.md`, without a word of what it says."""
    return f"{slug(meeting.key, 80)}-{_called(meeting.body.language, what, audience)}.{ending}"


def list_name(first: Meeting, last: Meeting, what: str, audience: Audience, ending: str) -> str:
    """What the file of a list over many meetings is called: `or-2026-01-15-2026-11-19-actielijst.md`."""
    days = f"{first.date.isoformat()}-{last.date.isoformat()}"
    return f"{slug(last.body.key)}-{days}-{_called(last.body.language, what, audience)}.{ending}"


def _called(language: str, what: str, audience: Audience) -> str:
    _ = documents(language).gettext
    names = {
        "minutes": _("minutes"),
        "summary": _("summary"),
        "decisions": _("decision-list"),
        "actions": _("action-list"),
        "agenda": _("agenda"),
        "attendance": _("attendance"),
    }
    readers = {Audience.FULL: "", Audience.EMPLOYER: "-" + _("employer"), Audience.PUBLIC: "-" + _("public")}
    return names[what] + readers[audience]
