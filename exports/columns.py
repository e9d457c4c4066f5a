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
    return _longest(table, column) <= _NARROW


# What a letter and the margins of a cell take in the small type of tables, in millimetres, generously.
_LETTER, _MARGINS = 2.05, 4.5


def millimetres(table: Table, width: float) -> list[float]:
    """How wide the columns are where nobody else measures: what their longest words need, and a share of the rest.

    A table of short columns only does not fill the width.
    """
    columns = range(len(table.head))
    least = [_LETTER * (_longest(table, at) if is_narrow(table, at) else _longest_word(table, at)) for at in columns]
    least = [each + _MARGINS for each in least]
    left = width - sum(least)
    if left < 0:
        return [each / sum(least) * width for each in least]
    parts = [0.0 if is_narrow(table, at) else part for at, part in enumerate(shares(table))]
    if not any(parts):
        return least
    return [each + part / sum(parts) * left for each, part in zip(least, parts, strict=True)]


def _longest(table: Table, column: int) -> int:
    return max(len(row[column]) for row in (table.head, *table.rows))


def _longest_word(table: Table, column: int) -> int:
    # The head is in bold.
    words = [len(word) for row in table.rows for word in row[column].split()]
    return max([*words, *(len(word) + 1 for word in table.head[column].split()), 1])
