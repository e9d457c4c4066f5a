"""Where in a text what was looked for stands, and a piece of the text in which it can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from store.text import fold

Mark = tuple[int, int]


class Snippet(msgspec.Struct, frozen=True):
    """A piece of text, and from where until where in it something was found."""

    text: str
    marks: tuple[Mark, ...] = ()


def snippet(texts: Iterable[str], wanted: Sequence[str], room: int) -> Snippet:
    """The first of `texts` that has most of `wanted` (folded), in at most `room` characters around what is found."""
    even = [" ".join(text.split()) for text in texts]
    candidates = [text for text in even if text] or [""]
    most = len(candidates) > 1 and bool(wanted)
    best = max(candidates, key=lambda text: _has(text, wanted)) if most else candidates[0]
    return _cut(best, marks_in(best, wanted), room)


def marks_in(text: str, wanted: Iterable[str]) -> tuple[Mark, ...]:
    """Everywhere in `text` that one of `wanted` stands, from left to right; what overlaps or touches is one."""
    folded, offsets = _folded(text)
    found: list[Mark] = []
    for piece in filter(None, wanted):
        at = folded.find(piece)
        while at >= 0:
            end = at + len(piece)
            found.append((offsets[at], offsets[end - 1] + 1) if offsets else (at, end))
            at = folded.find(piece, end)
    joined: list[Mark] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _has(text: str, wanted: Sequence[str]) -> int:
    folded = fold(text)
    return sum(piece in folded for piece in wanted)


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` folded, and of each letter of that where it stood; no list where all stand where they stood."""
    if text.isascii() or all(len(_letter(letter)) == 1 for letter in set(text) if not letter.isascii()):
        return fold(text), []
    pieces = [_letter(letter) for letter in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _letter_of in piece]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return fold(letter)


def _cut(text: str, marks: tuple[Mark, ...], room: int) -> Snippet:
    """As much of `text` as there is room for, with the first mark in it, from the beginning of a word."""
    if len(text) <= room:
        return Snippet(text, marks)
    start = 0
    if marks and marks[0][1] > room - 2:
        start = min(max(0, marks[0][0] - room // 3), len(text) - room + 2)
        start = text.find(" ", start, max(start, marks[0][0])) + 1 or start
    before = "… " if start else ""
    end = start + room - len(before)
    after = ""
    if end < len(text):
        last = text.rfind(" ", start, end - 1)
        last_mark = max((mark_end for begin, mark_end in marks if begin < end - 2), default=start)
        end, after = (last if last > last_mark else end - 2), " …"
    shift = len(before) - start
    shown = tuple((begin + shift, min(stop, end) + shift) for begin, stop in marks if start <= begin < end)
    return Snippet(f"{before}{text[start:end]}{after}", shown)
