"""Which pieces of post are asked for: words as in every list, and what only post has."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from store.desk.desk import Desk, short
from store.desk.model import Direction, Piece
from store.desk.post import matches
from store.desk.standing import Held, Stand, standing
from store.text import fold

_STANDS = {
    **dict.fromkeys(("open", "lopend"), (Stand.NEW, Stand.OPEN, Stand.TO_ANSWER)),
    **dict.fromkeys(("nieuw", "new"), (Stand.NEW,)),
    **dict.fromkeys(("te beantwoorden", "to answer", "to be answered"), (Stand.TO_ANSWER,)),
    **dict.fromkeys(("afgedaan", "klaar", "done"), (Stand.DONE,)),
    **dict.fromkeys(("vervallen", "lapsed", "dropped"), (Stand.DROPPED,)),
}
_DIRECTIONS = {
    **dict.fromkeys(("inkomend", "incoming"), Direction.IN),
    **dict.fromkeys(("uitgaand", "outgoing"), Direction.OUT),
}
_WITHOUT = ("zonder bestand", "without file", "without a file")
_CONFIDENTIAL = ("▪", "geheim", "vertrouwelijk", "confidential", "secret")
_LATE = ("te laat", "late", "overdue")
_YEAR = re.compile(r"(?:in )?(?<!\d)(20\d\d)(?![\d-])")
_REQUEST = re.compile(r"\br-?(\d{4}-)?\d{1,3}\b")


class PostFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: all of it has to hold. `words` are those that stand in the piece itself."""

    words: str = ""
    stands: tuple[Stand, ...] = ()
    direction: Direction | None = None
    year: int | None = None
    request: str = ""
    without_file: bool = False
    confidential: bool = False
    late: bool = False


def read_post_filter(typed: str, today: date) -> PostFilter:
    """What `typed` asks for; words that are none of ours are looked for in the pieces."""
    text = f" {' '.join(fold(typed).split())} "
    fields: dict[str, object] = {}

    def take(phrases: tuple[str, ...]) -> bool:
        nonlocal text
        for phrase in sorted(phrases, key=len, reverse=True):
            if f" {phrase} " in text:
                text = text.replace(f" {phrase} ", " ", 1)
                return True
        return False

    if take(_WITHOUT):
        fields["without_file"] = True
    if take(_CONFIDENTIAL):
        fields["confidential"] = True
    if take(_LATE):
        fields["late"] = True
    for table, field in ((_STANDS, "stands"), (_DIRECTIONS, "direction")):
        for phrase in sorted(table, key=len, reverse=True):
            if take((phrase,)):
                fields[field] = table[phrase]
    if match := _YEAR.search(text):
        fields["year"] = int(match[1])
        text = text.replace(match[0], " ", 1)
    if match := _REQUEST.search(text):
        fields["request"] = match[0]
        text = text.replace(match[0], " ", 1)
    return PostFilter(words=" ".join(text.split()), **fields)  # type: ignore[arg-type]


def fits(desk: Desk, piece: Piece, wanted: PostFilter, held: Held, today: date) -> bool:
    """Whether a piece is one of those that are asked for."""
    stands = standing(desk, piece, held, today)
    request = desk.requests.get(piece.request) if piece.request is not None else None
    return all(
        (
            not wanted.stands or stands.stand in wanted.stands,
            wanted.direction in (None, piece.direction),
            wanted.year in (None, piece.day.year),
            not wanted.request or _is_of(request.reference if request else "", wanted.request),
            not wanted.without_file or not piece.files,
            not wanted.confidential or piece.confidential is not None,
            not wanted.late or stands.is_late,
            not wanted.words or matches(desk, piece, wanted.words),
        )
    )


def chosen(desk: Desk, wanted: PostFilter, held: Held, today: date) -> list[Piece]:
    """The pieces that are asked for, the newest first."""
    return [piece for piece in reversed(desk.pieces.values()) if fits(desk, piece, wanted, held, today)]


def _is_of(reference: str, wanted: str) -> bool:
    return bool(reference) and re.sub(r"\W", "", wanted) in (re.sub(r"\W", "", fold(reference)), short(reference))
