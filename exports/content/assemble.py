"""Assembles blocks into a Document: confidentiality notice, letterhead, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import Block, Document, Letterhead, Paragraph, strong
from exports.redacted import Redacted
from exports.wording import clock, weekday_date
from store.dates import long_date
from store.i18n import documents
from store.language.offices import is_clerk
from store.language.people import as_written
from store.model import Attendee, MeetingStatus, Role
from store.record.clock import local


def assemble(records: Sequence[Redacted], blocks: tuple[Block, ...], *, draft: str = "") -> Document:
    """`blocks` as a document about the meetings; where they hold what is confidential, that stands below the title.

    `draft` stands on every page, where it is one.
    """
    meeting = records[-1].meeting
    language, house = meeting.body.language, meeting.body.house
    mark = ""
    if any(map(_is_confidential, records)):
        mark = documents(language).gettext("Confidential: not to be passed on.")
        blocks = (*blocks[:1], Paragraph((strong(mark),)), *blocks[1:])
    secretaries = signing_secretaries(records[-1])
    return Document(
        language,
        blocks,
        subject=f"{meeting.body.name} · {weekday_date(meeting.date, language)}",
        mark=mark,
        draft=draft,
        author=as_written(secretaries[0].name) if secretaries else meeting.body.name,
        changed=max((record.changed for record in records if record.changed), default=None),
        letterhead=Letterhead(house.head, house.foot, colour=house.colour, font=house.font),
    )


def draft_text(record: Redacted) -> str:
    """That minutes are a draft, and of when, so that two drafts can be told apart; nothing of approved ones."""
    meeting = record.meeting
    if meeting.status is MeetingStatus.APPROVED:
        return ""
    _ = documents(meeting.body.language).gettext
    if record.changed is None:
        return _("draft")
    day = long_date(local(record.changed, meeting).date(), meeting.body.language)
    return _("draft, version of {date}, {time}").format(date=day, time=clock(record.changed, meeting))


def signing_secretaries(record: Redacted) -> list[Attendee]:
    """Who signs beside the chair, the first first: who was there before who was not, the elected secretary first."""
    secretaries = [who for who in record.attendance.values() if who.role is Role.SECRETARY]
    return sorted(secretaries, key=lambda who: (is_clerk(who), not who.presence))


def _is_confidential(record: Redacted) -> bool:
    """Whether a document with everything about the meeting holds something confidential."""
    earlier = (*record.open_before, *record.dealt_with)
    in_post = any(piece.is_secret for piece in record.post)
    return record.is_full and bool(record.secrecy or in_post or any(one.entry.confidential for one in earlier))
