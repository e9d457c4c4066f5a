"""Reads what becomes of post in a meeting: `/handle i8 with 7`, `/handle rest noted`."""

from __future__ import annotations

from store.language.capture.line import Context, Line
from store.language.capture.spec import VerbSpec
from store.language.capture.warnings import About, Remark
from store.language.post.clauses import read_handling
from store.language.post.codes import spelled
from store.model import DeskSettings, Handles
from store.text import fold

REST = ("rest", "de rest", "the rest")
"""What stands for all pieces of the list that were not handled yet."""


def handle(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`i8 with 7`, `rest noted`: the piece, then how it is handled; a piece that nobody knows is remarked on."""
    first, _space, words = rest.strip().partition(" ")
    book = context.post
    codes = book.codes if book else tuple(spelled(DeskSettings(), "nl"))
    is_party = book.is_party if book else (lambda _words: True)
    read = read_handling(words.strip(), codes, context.people, context.calendar, is_party) if words.strip() else None
    if read is None:
        return None
    handles = Handles(
        piece="",
        code=read["code"],
        effect=read["effect"],
        words=read.get("words", ""),
        to=read.get("to", ""),
        item=read.get("item", ""),
        meeting=read["day"].isoformat() if read.get("day") else "",
    )
    line = Line(
        verb=spec.verb,
        typed=typed,
        text=words.strip(),
        handles=handles,
        owners=tuple(read.get("owners", ())),
        due=read.get("due"),
    )
    if fold(first) in REST:
        pieces = book.unhandled() if book else ()
        remarks = () if pieces else (Remark(About.NO_POST, first),)
        return _with(line, pieces, remarks)
    if not any(letter.isdigit() for letter in first):
        return None
    known = book.find(first) if book else None
    if known is None:
        return _with(line, (), (Remark(About.UNKNOWN_PIECE, first),))
    return _with(line, (known,), ())


def _with(line: Line, pieces: tuple[object, ...], remarks: tuple[Remark, ...]) -> Line:
    from msgspec.structs import replace

    return replace(line, pieces=pieces, remarks=remarks)
