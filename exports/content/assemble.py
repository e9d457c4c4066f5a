"""Assembles blocks into a Document: confidentiality notice, letterhead, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import Block, Document, Letterhead, Paragraph, strong
from exports.redacted import Redacted
from exports.wording import weekday_date
from store.i18n import documents


def assemble(records: Sequence[Redacted], blocks: tuple[Block, ...]) -> Document:
    """`blocks` as a document about the meetings; where they hold what is confidential, that stands below the title."""
    meeting = records[-1].meeting
    language, house = meeting.body.language, meeting.body.house
    mark = ""
    if any(map(_is_confidential, records)):
        mark = documents(language).gettext("Confidential: not to be passed on.")
        blocks = (*blocks[:1], Paragraph((strong(mark),)), *blocks[1:])
    return Document(
        language,
        blocks,
        subject=f"{meeting.body.name} · {weekday_date(meeting.date, language)}",
        mark=mark,
        day=meeting.date,
        letterhead=Letterhead(house.head, house.foot),
    )


def _is_confidential(record: Redacted) -> bool:
    """Whether a document with everything about the meeting holds something confidential."""
    return record.is_full and bool(record.secrecy or any(one.entry.confidential for one in record.open_before))
