"""How wide the columns of a table are on paper."""

from __future__ import annotations

from exports.document import Table
from exports.formats.typesetting.long_words import LONGEST

_NARROW, _SHORT = 16, 10


def shares(table: Table) -> list[float]:
    """The part of the width that each column takes; together 1.

    Short columns are as wide as what they hold, so that no number is broken; the rest is shared by
    how much there is to read.
    """
    weights = []
    for column in range(len(table.head)):
        cells = [row[column] for row in (table.head, *table.rows)]
        longest_word = max((min(len(word), LONGEST) for cell in cells for word in cell.split()), default=1)
        longest = max(map(len, cells))
        mean = sum(map(len, cells)) / len(cells)
        weights.append(max(4.0, longest if longest <= _NARROW else max(longest_word, _NARROW, min(60.0, mean * 1.4))))
    total = sum(weights)
    return [weight / total for weight in weights]


def is_narrow(table: Table, column: int) -> bool:
    """Whether everything in that column is short enough to stand on one line."""
    return _longest(table, column) <= _NARROW


# What a letter and the margins of a cell take in the small type of tables, in millimetres, generously.
_LETTER, _MARGINS = 1.85, 4.5


def millimetres(table: Table, width: float) -> list[float]:
    """How wide the columns are where nobody else measures: what must stay on one line, and a share of the rest.

    A share is by what the longest cell still wants: a table of which every cell fits does not fill the width.
    """
    columns = [[row[at] for row in table.rows] for at in range(len(table.head))]
    # The head is in bold.
    heads = [1.0 + _letters(cell) * 1.2 for cell in table.head]
    least = [max(head, *map(_unbroken, cells), 1.0) for head, cells in zip(heads, columns, strict=True)]
    most = [max(head, *map(_letters, cells), 1.0) for head, cells in zip(heads, columns, strict=True)]
    least, most = ([each * _LETTER + _MARGINS for each in sizes] for sizes in (least, most))
    if sum(least) > width:
        return [each / sum(least) * width for each in least]
    if sum(most) <= width:
        return most
    part = (width - sum(least)) / (sum(most) - sum(least))
    return [small + (large - small) * part for small, large in zip(least, most, strict=True)]


def stays_together(cell: str) -> bool:
    """Whether `cell` is not broken into lines: it is short, or a number or a day."""
    return len(cell) <= _SHORT or (len(cell) <= _NARROW and any(map(str.isdigit, cell)))


def _unbroken(cell: str) -> float:
    """How many letters of `cell` stand on one line: all that stays together, else its longest word, which may break."""
    words = (word[:LONGEST] for word in cell.split())
    return _letters(cell) if stays_together(cell) else max(map(_letters, words), default=0.0)


def _letters(text: str) -> float:
    """How many letters of the usual width `text` takes; capitals are wider."""
    return len(text) + 0.4 * sum(map(str.isupper, text))


def _longest(table: Table, column: int) -> int:
    return max(len(row[column]) for row in (table.head, *table.rows))
