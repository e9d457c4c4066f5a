"""Blocks made into a whole document: its mark, what the pages bear, and what a file's properties tell."""

from __future__ import annotations

from collections.abc import Sequence

from exports.confidentiality.audience import Audience, is_confidential
from exports.document import Block, Document, Letterhead, Paragraph, strong
from exports.wording import weekday_date
from store.i18n import documents
from store.record.record import Record


def whole(
    records: Sequence[Record], audience: Audience, blocks: tuple[Block, ...], *, secret: bool = False
) -> Document:
    """`blocks` as a document about the meetings; where they hold what is confidential, that stands below the title.

    `secret` says that something in them is, besides what the meetings have.
    """
    meeting = records[-1].meeting
    language, house = meeting.body.language, meeting.body.house
    mark = ""
    if secret or (audience is Audience.FULL and any(map(is_confidential, records))):
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
