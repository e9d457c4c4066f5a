"""A document as JSON for programs; its form is described by `exports/layouts/document.schema.json`.

Only what the readers may see is in it: it is made of a redacted record.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from exports.formats.plain_record import plain_open, plain_record
from exports.kinds import DocumentKind
from exports.redacted import Redacted, SeenPiece
from store.kinds import AGREED, PROMISES
from store.model import Kind, Outcome

VERSION = 1
"""The version of the form; it changes only where a program that reads it would have to."""

_KINDS = {
    DocumentKind.DECISIONS: (Kind.DECISION,),
    DocumentKind.ACTIONS: PROMISES,
    DocumentKind.SUMMARY: AGREED,
    DocumentKind.AGENDA: (),
    DocumentKind.ATTENDANCE: (),
    DocumentKind.POST: (),
}


def plain_document(records: Sequence[Redacted], what: DocumentKind) -> dict[str, Any]:
    """`version`, `document`, `audience`, and the `meetings` with what such a document has of them.

    An agenda has `open_actions` too: what is still to be done of earlier meetings, of the last record. A list of post
    has `post` in its meeting.
    """
    data = {
        "version": VERSION,
        "document": what.value,
        "audience": records[-1].audience.value,
        "meetings": [_meeting(record, what) for record in records],
    }
    if what is DocumentKind.AGENDA:
        data["open_actions"] = plain_open(records[-1])
    return data


def write_json(records: Sequence[Redacted], what: DocumentKind) -> str:
    """The document as `plain_document` gives it, as JSON that ends in a newline."""
    return json.dumps(plain_document(records, what), ensure_ascii=False, indent=2) + "\n"


def _meeting(record: Redacted, what: DocumentKind) -> dict[str, Any]:
    meeting = record.meeting
    # The clocks of a meeting that runs stand where the last entry was made: a document does not know the hour.
    last = max((entry.at for entry in record.entries.values()), default=meeting.opened)
    now = last or datetime.combine(meeting.date, time(), UTC)
    data = plain_record(record, now)
    kinds = _KINDS.get(what)
    if kinds is not None:
        data["entries"] = [entry for entry in data["entries"] if entry["kind"] in kinds or _elects(entry, what)]
    if what in (DocumentKind.DECISIONS, DocumentKind.ACTIONS, DocumentKind.POST):
        data["attendance"] = []
    if what in (DocumentKind.DECISIONS, DocumentKind.ACTIONS, DocumentKind.ATTENDANCE, DocumentKind.POST):
        data["items"] = []
    if what is DocumentKind.POST:
        data["post"] = [_piece(piece) for piece in record.post]
    return data


def _piece(piece: SeenPiece) -> dict[str, Any]:
    """A piece of the list of post, as its readers see it."""
    return {
        "number": piece.number,
        "direction": piece.direction.value,
        "dated": piece.dated.isoformat() if piece.dated else None,
        "day": piece.day.isoformat() if piece.day else None,
        "party": piece.party or None,
        "subject": piece.subject,
        "handling": piece.handling or None,
        "confidential": piece.is_closed or piece.is_secret,
    }


def _elects(entry: dict[str, Any], what: DocumentKind) -> bool:
    """Whether it belongs to a list of decisions though it has no number: somebody was elected."""
    return what is DocumentKind.DECISIONS and entry.get("outcome") == Outcome.ELECTED
