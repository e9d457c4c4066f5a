"""The record of a meeting as a file within the PDF of its minutes, so that an archive keeps both in one."""

from __future__ import annotations

from exports.document import Attachment
from exports.formats.json import write_json
from exports.kinds import DocumentKind
from exports.redacted import Redacted
from store.i18n import documents


def attached_record(record: Redacted, what: DocumentKind) -> Attachment:
    """What its readers may see of the record as JSON, called after the meeting."""
    about = documents(record.meeting.body.language).gettext("The record of the meeting as data")
    return Attachment(f"{record.meeting.key}.json", write_json([record], what), "application/json", about)
