"""What a reader of a document is told."""

from __future__ import annotations

from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.errors import NotulistError
from store.model import Audience
from store.record.record import Record


def told(record: Record, audience: Audience) -> str:
    """All that is said to those readers, in all documents and in the formats that are text."""
    texts = []
    for what in DocumentKind:
        for format in (Format.MARKDOWN, Format.JSON, Format.CALENDAR, Format.CSV, Format.HTML):
            try:
                texts.append(Job(what=what, audience=audience, format=format).make([record]).decode())
            except NotulistError as refusal:
                assert "not for the" in str(refusal) or "no list" in str(refusal)
    return "\n".join(texts).replace("\r\n ", "")
