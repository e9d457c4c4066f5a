"""Digits that can be read from the back of a room, drawn with blocks of any size."""

from __future__ import annotations

# Three by five points each.
_POINTS = {
    "0": "### # # # # # # ###",
    "1": " #  ##   #   #  ###",
    "2": "###   # ### #   ###",
    "3": "###   # ###   # ###",
    "4": "# # # # ###   #   #",
    "5": "### #   ###   # ###",
    "6": "### #   ### # # ###",
    "7": "###   #   #   #   #",
    "8": "### # # ### # # ###",
    "9": "### # # ###   # ###",
}
_HEIGHT = 5


def big_digits(text: str, width: int, height: int) -> list[str]:
    """`text` of digits and colons, as large as fits in `width` by `height` cells; itself where it does not.

    A point is two cells wide and one high, times a whole number.
    """
    rows = [[_row(letter, at) for letter in text] for at in range(_HEIGHT)]
    lines = [" ".join(row) for row in rows]
    points = max(map(len, lines), default=0)
    scale = min(width // (2 * points), height // _HEIGHT) if points else 0
    if scale < 1:
        return [text]
    wide = ["".join(("█" if point == "#" else " ") * (2 * scale) for point in line) for line in lines]
    return [line for line in wide for _time in range(scale)]


def _row(letter: str, at: int) -> str:
    if letter == ":":
        return "#" if at in (1, 3) else " "
    points = _POINTS[letter]
    return points[at * 4 : at * 4 + 3]
