"""The gate for post: what each circle of readers may see of a piece. Every list of post is made of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from exports.confidentiality.audience import view_of
from exports.redacted import SeenPiece
from exports.wording import secret_text
from exports.wording_post import handling_text
from store.desk.desk import Desk
from store.desk.model import Party, Piece
from store.desk.post import named
from store.desk.standing import NOTHING_HELD, Held, counting
from store.i18n import documents
from store.model import Audience, Body, Secrecy


def seen(
    desk: Desk, body: Body, pieces: Iterable[Piece], audience: Audience, held: Held = NOTHING_HELD
) -> list[SeenPiece]:
    """What `audience` sees of each of `pieces`, in their order; `body` is the body as the register has it."""
    return [_seen(desk, body, piece, audience, held) for piece in pieces]


def _seen(desk: Desk, body: Body, piece: Piece, audience: Audience, held: Held) -> SeenPiece:
    language = body.language
    full = audience is Audience.FULL
    reads = () if full else view_of(audience, body).reads
    secrecy = _secrecy(desk, piece)
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
        is_secret=secrecy is not None or bool(party and party.confidential),
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


def _secrecy(desk: Desk, piece: Piece) -> Secrecy | None:
    """Why a piece is confidential: by itself, else as its request is."""
    request = desk.requests.get(piece.request) if piece.request is not None else None
    return piece.confidential or (request.confidential if request else None)


def secrets_of(desk: Desk, body: Body, audience: Audience, on: date) -> list[tuple[str, str, bool]]:
    """What `audience` may not read at that desk as on that day: whose it is, the text, and whether all its words tell.

    Confidential pieces and requests as long as they are, confidential parties, and for all but the body itself the
    names of private people.
    """
    if audience is Audience.FULL:
        return []
    reads, found = view_of(audience, body).reads, []
    for piece in desk.pieces.values():
        if _is_hidden(_secrecy(desk, piece), reads, on):
            party = desk.parties.get(piece.party) if piece.party is not None else None
            found.append((piece.number, piece.subject, False))
            found += [(piece.number, file.name.rpartition(".")[0], False) for file in piece.files]
            found += [
                (piece.number, words, True) for words in (piece.words, party.name if party and party.private else "")
            ]
    for request in desk.requests.values():
        if _is_hidden(request.confidential, reads, on):
            texts = (
                request.title,
                *(each.text for each in request.conditions),
                *(each.words for each in request.steps),
            )
            found += [(request.reference, text, False) for text in texts]
    for each in desk.parties.values():
        if each.confidential or (each.private and audience is Audience.PUBLIC):
            found.append((each.key, each.name, True))
    return [one for one in found if one[1]]


def _is_hidden(secrecy: Secrecy | None, reads: Collection[str], on: date) -> bool:
    return secrecy is not None and secrecy.ground not in reads and (secrecy.until is None or secrecy.until >= on)
