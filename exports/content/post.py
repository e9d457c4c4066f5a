"""Post as a table: of a desk, a period, or found by words; for whoever may see all of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from exports.document import Block, Document, Heading, Paragraph, Table, emphasis
from exports.wording_post import handling_text, stand_text
from store.dates import short_date
from store.desk.desk import Desk
from store.desk.model import Direction, Piece
from store.desk.post import named
from store.desk.standing import Held, counting
from store.i18n import documents
from store.model import Body

Row = tuple[Body, Desk, Piece, Held]


def post_table(rows: Iterable[Row], language: str, today: date, *, head_at_least: bool = False) -> Document:
    """The pieces in the order given. A sentence where there are none, or else the head of the table."""
    _ = documents(language).gettext
    cells = tuple(
        (
            piece.number,
            short_date(piece.dated, language) if piece.dated else "",
            short_date(piece.day, language),
            _("in") if piece.direction is Direction.IN else _("out"),
            named(desk, piece),
            piece.subject,
            handling_text(counting(piece, held), body.desk, language),
            stand_text(desk, piece, body.desk, held, language),
        )
        for body, desk, piece, held in rows
    )
    head = (
        _("Number"),
        _("Dated"),
        _("Received or sent"),
        _("Direction"),
        _("Party"),
        _("Subject"),
        _("Handling"),
        _("Status"),
    )
    blocks: list[Block] = [Heading(1, _("Post"))]
    if cells or head_at_least:
        blocks.append(Table(head, cells))
    else:
        blocks.append(Paragraph((emphasis(_("No post found.")),)))
    return Document(language, tuple(blocks))
