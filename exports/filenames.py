"""Names for files, made of what people type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, count

from exports.reader_words import in_file_name
from store.i18n import documents
from store.model import Audience, Meeting
from store.text import slug


def document_name(meeting: Meeting, what: str, audience: Audience, ending: str = "md") -> str:
    """What a document's file is called: `2026-11-19-or-notulen.md`, by its day, without a word of what it says."""
    # The key is of the day it was planned for first, and may be another.
    day = re.sub(r"^\d{4}-\d{2}-\d{2}", meeting.date.isoformat(), meeting.key)
    return f"{slug(day, 80)}-{_called(meeting.body.language, what, audience)}.{ending}"


def apart(names: Iterable[str]) -> list[str]:
    """The file names, in that order; what is there already gets a number: two meetings may come to lie on one day."""
    given: list[str] = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        tries = (f"{stem}-{number}{dot}{ending}" for number in count(2))
        given.append(next(one for one in chain([name], tries) if one not in given))
    return given


def list_name(meetings: Sequence[Meeting], what: str, audience: Audience, ending: str) -> str:
    """What the file of a list over many meetings is called: `or-2026-01-15-2026-11-19-actielijst.md`."""
    last = meetings[-1]
    days = f"{meetings[0].date.isoformat()}-{last.date.isoformat()}"
    bodies = "-".join(dict.fromkeys(meeting.body.key for meeting in meetings))
    return f"{slug(bodies)}-{days}-{_called(last.body.language, what, audience)}.{ending}"


def _called(language: str, what: str, audience: Audience) -> str:
    _ = documents(language).gettext
    names = {
        "minutes": _("minutes"),
        "summary": _("summary"),
        "decisions": _("decision-list"),
        "actions": _("action-list"),
        "agenda": _("agenda"),
        "attendance": _("attendance"),
        "post": _("list-of-post"),
    }
    return names[what] + in_file_name(audience, language)
