"""How a long typed line stands in rows: the same before the screens are loaded and in them.

The rows of a line, put together, are the line to the letter, so that a place in the one is a place in
the other. Loads nothing: the first picture is waited for.
"""

from __future__ import annotations

import unicodedata

WIDE = 100
"""From so many columns on a screen has room for two regions side by side, and a list for its quiet columns."""

MOST_ROWS = 4
"""The most rows of a line that are shown."""
SHARE = 4
"""A line takes at most the window's rows divided by this: in a low window what was written stays in sight."""

_NO_CELL = ("Mn", "Me", "Cf")


def wrapped(text: str, width: int) -> list[str]:
    """`text` in rows of at most `width` cells, broken behind a space where there is one; at least one row.

    Letters leave the last cell free: for the space behind them, or for the cursor behind the last.
    """
    rows, start, room = [], 0, max(1, width - 1)
    while (end := _end(text, start, room)) < len(text):
        # The space behind the last word stands in the cell that was left free.
        behind_space = text.rfind(" ", start, end + 1) + 1
        end = behind_space or end
        rows.append(text[start:end])
        start = end
    return [*rows, text[start:]]


def row_of(rows: list[str], place: int) -> tuple[int, int]:
    """The row in which the `place`-th character of the line stands, and its place there; the end is in the last."""
    for number, row in enumerate(rows[:-1]):
        if place < len(row):
            return number, place
        place -= len(row)
    return len(rows) - 1, place


def most_rows(window: int) -> int:
    """How many rows of a line are shown at most in a window of so many."""
    return min(MOST_ROWS, max(1, window // SHARE))


def first_shown(rows: list[str], place: int, shown: int) -> int:
    """The first of the rows shown, where so many are and the cursor is at `place`: its row is among them."""
    return max(0, row_of(rows, place)[0] - shown + 1)


def cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    # What makes a sign before it a picture makes it wide.
    return 0 if unicodedata.category(character) in _NO_CELL and character != "\ufe0f" else 1


def _end(text: str, start: int, room: int) -> int:
    """The first place behind `start` that does not fit in `room` cells any more; behind one character at least."""
    if text[start : start + room].isascii():
        return min(len(text), start + room)
    used = 0
    for place in range(start, len(text)):
        used += cells(text[place])
        if used > room:
            return max(place, start + 1)
    return len(text)
