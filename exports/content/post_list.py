"""The list of post of a meeting or a period, as its readers may see it."""

from __future__ import annotations

from exports.content.assemble import assemble
from exports.document import Block, Document, Heading, Paragraph, Table, emphasis, plain
from exports.redacted import Redacted, SeenPiece
from exports.wording import weekday_date
from store.dates import short_date
from store.desk.model import Direction
from store.i18n import documents


def post_list(record: Redacted) -> Document:
    """What came in, and what went out: a table each, in the order of the numbers."""
    return assemble([record], tuple(_blocks(record)))


def _blocks(record: Redacted) -> list[Block]:
    meeting, told = record.meeting, record.post
    language = meeting.body.language
    _ = documents(language).gettext
    title = _("Post for {meeting}").format(meeting=meeting.title)
    about = f"{meeting.body.name} · {weekday_date(meeting.date, language)}"
    blocks: list[Block] = [Heading(1, title), Paragraph((plain(about),))]
    for direction, heading, whose, day in (
        (Direction.IN, _("Incoming"), _("From"), _("Received")),
        (Direction.OUT, _("Outgoing"), _("To"), _("Sent")),
    ):
        rows = tuple(_row(each, language) for each in told if each.direction is direction)
        blocks.append(Heading(2, heading))
        if rows:
            head = (_("Number"), _("Dated"), day, whose, _("Subject"), _("Proposed handling"))
            blocks.append(Table(head, rows))
        else:
            blocks.append(Paragraph((emphasis(_("None.")),)))
    return blocks


def _row(piece: SeenPiece, language: str) -> tuple[str, ...]:
    days = (short_date(day, language) if day else "" for day in (piece.dated, piece.day))
    return (piece.number, *days, piece.party, piece.subject, piece.handling)
