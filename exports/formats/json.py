"""A document as JSON for programs; its form is described by `exports/layouts/document.schema.json`.

Only what the readers may see is in it: the data are those of a record that is redacted first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from exports.confidentiality.audience import Audience
from exports.confidentiality.redaction import redacted
from exports.content.open_actions import plain_open
from exports.formats.plain_record import plain_record
from exports.kinds import What
from store.model import Kind
from store.record.follow_ups import Earlier
from store.record.record import Record

VERSION = 1
"""The version of the form; it changes only where a program that reads it would have to."""

_KINDS = {
    What.DECISIONS: (Kind.DECISION,),
    What.ACTIONS: (Kind.ACTION, Kind.UNDERTAKING),
    What.SUMMARY: (Kind.DECISION, Kind.PROPOSAL, Kind.VOTE, Kind.ACTION, Kind.UNDERTAKING),
    What.AGENDA: (),
    What.ATTENDANCE: (),
}


def plain_document(
    records: Sequence[Record], what: What, audience: Audience, open_actions: Sequence[Earlier] = ()
) -> dict[str, Any]:
    """`version`, `document`, `audience`, and the `meetings` with what such a document has of them.

    An agenda has `open_actions` too: what is still to be done of earlier meetings.
    """
    data = {
        "version": VERSION,
        "document": what.value,
        "audience": audience.value,
        "meetings": [_meeting(record, what, audience) for record in records],
    }
    if what is What.AGENDA:
        data["open_actions"] = plain_open(open_actions, records[-1], audience)
    return data


def write_json(records: Sequence[Record], what: What, audience: Audience, open_actions: Sequence[Earlier] = ()) -> str:
    """The same as JSON, ending in a newline."""
    return json.dumps(plain_document(records, what, audience, open_actions), ensure_ascii=False, indent=2) + "\n"


def _meeting(record: Record, what: What, audience: Audience) -> dict[str, Any]:
    shown = redacted(record, audience)
    meeting = record.meeting
    # The clocks of a meeting that runs stand where the last entry was made: a document does not know the hour.
    last = max((entry.at for entry in record.entries.values()), default=meeting.opened)
    now = last or datetime.combine(meeting.date, time(), UTC)
    data = plain_record(shown, now)
    del data["meeting"]["acts"]
    kinds = _KINDS.get(what)
    if kinds is not None:
        data["entries"] = [entry for entry in data["entries"] if entry["kind"] in kinds]
    if what in (What.DECISIONS, What.ACTIONS):
        data["attendance"] = []
    if what in (What.DECISIONS, What.ACTIONS, What.ATTENDANCE):
        data["items"] = []
    return data
