"""What may go by now: nothing is deleted by itself, it is only told. The classes are settings of the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from store.archive.archive import Archive
from store.archive.desk.post_in_meetings import held
from store.desk.desk import Desk
from store.desk.model import Direction, Piece
from store.desk.standing import Standing, standing
from store.model import Body
from store.terms.length import Length, Unit


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may go since `until`: `private` post, or `post` of the term of office before this one.

    `since` is the day from which it was kept on: that on which it was answered, was done, or came.
    """

    kind: str
    body: str
    number: str
    since: date
    until: date
    title: str = ""


def due(archive: Archive, today: date) -> list[Due]:
    """What may go by `today` at all desks, the longest due first. Raises ArchiveDamaged."""
    there = set(archive.desks.keys())
    found: list[Due] = []
    for body in archive.bodies():
        if body.key in there:
            found += _of_desk(archive.read_desk(body.key), body, archive, today)
    return sorted(found, key=lambda each: (each.until, each.body, each.number))


def _of_desk(desk: Desk, body: Body, archive: Archive, today: date) -> Iterator[Due]:
    told = held(archive.index, body)
    for piece in desk.pieces.values():
        if piece.removed or piece.dropped:
            continue
        since, kind, until = _kept_until(desk, body, piece, standing(desk, piece, told))
        if until is not None and until <= today:
            yield Due(kind=kind, body=body.key, number=piece.number, since=since, until=until, title=piece.subject)


def _kept_until(desk: Desk, body: Body, piece: Piece, stands: Standing) -> tuple[date, str, date | None]:
    """From when a piece is kept on, of which class it is, and until when; None where it is kept."""
    since = stands.answered_on or piece.closed or piece.day
    party = desk.parties.get(piece.party) if piece.party is not None else None
    is_private = bool(party and party.private) or (party is None and bool(piece.words))
    if is_private:
        years = body.desk.keep_private
        waits = piece.direction is Direction.IN and not (stands.answered_on or piece.closed) and stands.handling is None
        until = Length(years, Unit.YEAR).after(since) if years and not waits else None
        return since, "private", until
    term = body.desk.term
    # Letters go at the end of the next term of office: that of the letter ended before this one began.
    return since, "post", term.until if term and piece.day < term.since else None
