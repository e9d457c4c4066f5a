"""The gate for post: what each circle of readers may see of a piece. Every list of post is made of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from exports.confidentiality.audience import view_of
from exports.wording import secret_text
from exports.wording_post import handling_text
from store.desk.desk import Desk
from store.desk.model import Direction, Party, Piece
from store.desk.post import named
from store.desk.standing import NOTHING_HELD, Held, counting
from store.i18n import documents
from store.model import Audience, Body


class SeenPiece(msgspec.Struct, frozen=True, kw_only=True):
    """What readers see of a piece. Of a confidential one that they may not read: its number, and the ground."""

    number: str
    direction: Direction
    day: date | None = None
    dated: date | None = None
    party: str = ""
    subject: str = ""
    handling: str = ""
    is_closed: bool = False


def seen(
    desk: Desk, body: Body, pieces: Iterable[Piece], audience: Audience, held: Held = NOTHING_HELD
) -> list[SeenPiece]:
    """What `audience` sees of each of `pieces`, in their order; `body` is the body as the register has it."""
    return [_seen(desk, body, piece, audience, held) for piece in pieces]


def _seen(desk: Desk, body: Body, piece: Piece, audience: Audience, held: Held) -> SeenPiece:
    language = body.language
    full = audience is Audience.FULL
    reads = () if full else view_of(audience, body).reads
    secrecy = piece.confidential
    if secrecy and not full and secrecy.ground not in reads:
        return SeenPiece(
            number=piece.number, direction=piece.direction, subject=secret_text(secrecy, language), is_closed=True
        )
    party = desk.parties.get(piece.party) if piece.party is not None else None
    handling = counting(piece, held)
    return SeenPiece(
        number=piece.number,
        direction=piece.direction,
        day=piece.day,
        dated=piece.dated,
        # A body is no person: it may be named to all.
        party=piece.body or _party(party, named(desk, piece), audience, language),
        subject=piece.subject,
        # To whom it was handed, and by whom it is answered, is a matter of the body itself.
        handling=handling_text(handling, body.desk, language) if full or not (handling and handling.owners) else "",
    )


def _party(party: Party | None, words: str, audience: Audience, language: str) -> str:
    _ = documents(language).gettext
    if audience is Audience.FULL:
        return party.name if party else words
    if party is None:
        # Nobody knows who that is: for others than the body it is somebody.
        return words if not words or audience.facts.knows_parties else _("somebody")
    if party.confidential:
        return _("confidential")
    return _("an employee") if party.private else party.name
