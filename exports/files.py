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


def document_name(meeting: Meeting, what: str, audience: Audience) -> str:
    """What a document's file is called: `2026-09-17-or-notulen.md`, without a word of what it says."""
    _ = documents(meeting.body.language).gettext
    names = {"minutes": _("minutes"), "decisions": _("decision-list"), "actions": _("action-list")}
    public = "-" + _("public") if audience is Audience.PUBLIC else ""
    return f"{slug(meeting.key, 80)}-{names[what]}{public}.md"
