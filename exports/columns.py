"""How wide the columns of a table are on paper."""

from __future__ import annotations

from exports.document import Table

_NARROW = 16


def shares(table: Table) -> list[float]:
    """The part of the width that each column takes; together 1.

    Short columns are as wide as what they hold, so that no number is broken; the rest is shared by
    how much there is to read.
    """
    weights = []
    for column in range(len(table.head)):
        cells = [row[column] for row in (table.head, *table.rows)]
        longest_word = max((len(word) for cell in cells for word in cell.split()), default=1)
        longest = max(map(len, cells))
        mean = sum(map(len, cells)) / len(cells)
        weights.append(max(4.0, longest if longest <= _NARROW else max(longest_word, _NARROW, min(60.0, mean * 1.4))))
    total = sum(weights)
    return [weight / total for weight in weights]


def is_narrow(table: Table, column: int) -> bool:
    """Whether everything in that column is short enough to stand on one line."""
    return max(len(row[column]) for row in (table.head, *table.rows)) <= _NARROW
