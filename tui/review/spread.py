"""The two halves of the review: the rows of the record, with the cursor, and beside them the document."""

from __future__ import annotations

from collections.abc import Callable, Set

from textual.content import Content

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from store.model import Audience
from store.record.record import Record
from tui.review.document_view import DocumentView, Spot, find_spots
from tui.review.rows import Row, Rows


class Spread:
    """What stands in both halves, and on which row the cursor is."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.at = 0
        self._drawer = Rows()
        self._document_view = DocumentView()
        self._laid: tuple[list[Content], dict[Spot, range]] = ([], {})
        self._accepted: set[tuple[int | None, str]] = set()

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        return self.rows[min(self.at, len(self.rows) - 1)]

    @property
    def lacks(self) -> list[int]:
        """The places of the rows that tell what is unfinished."""
        return [at for at, row in enumerate(self.rows) if row.lack]

    def lay(self, record: Record, widths: tuple[int, int], unsaved: Set[int]) -> None:
        """Lays out `record` anew, in halves that are so many cells wide; the cursor stays on the same row."""
        key = self.row.key if self.rows else None
        self.rows = self._drawer.draw(record, widths[0], set(unsaved), self._accepted)
        # A lack that was seen to is gone: the next one has its place.
        if not self.put(lambda row: row.key == key):
            self.at = min(self.at, len(self.rows) - 1)
        document = minutes(redacted(record, Audience.FULL))
        lines, starts = self._document_view.lay(document, widths[1])
        spots = find_spots(document, record)
        # Between two blocks there is an empty line.
        last = len(document.blocks)
        self._laid = (
            lines,
            {spot: range(starts[at.start], starts[at.stop] - (at.stop < last)) for spot, at in spots.items()},
        )

    def accept(self, entry: int | None, words: str) -> None:
        """Accepts the spelling of these words of an entry: they are no longer told as unfinished."""
        self._accepted.add((entry, words))

    def step(self, by: int) -> None:
        """Moves the cursor so many rows down, as far as there are rows."""
        self.at = max(0, min(len(self.rows) - 1, self.at + by))

    def put(self, is_wanted: Callable[[Row], bool]) -> bool:
        """Puts the cursor on the first row that is wanted; False where none is."""
        found = next((at for at, row in enumerate(self.rows) if is_wanted(row)), None)
        if found is not None:
            self.at = found
        return found is not None

    def next_lack(self) -> None:
        """Puts the cursor on the next row that tells what is unfinished; below the last one, on the first."""
        lacks = self.lacks
        self.at = next((at for at in lacks if at > self.at), lacks[0] if lacks else self.at)

    def record_lines(self) -> tuple[list[Content], range]:
        """The lines of the left half, and which of them are of the row under the cursor."""
        row, lines, marked = self.row, list[Content](), range(0)
        for one in self.rows:
            lines += one.before
            if one is row:
                marked = range(len(lines), len(lines) + len(one.lines))
            lines += one.lines
        return lines, marked

    def document_lines(self) -> tuple[list[Content], range]:
        """The lines of the right half, and which of them the row under the cursor is about.

        What does not stand in the minutes is shown where its item is.
        """
        lines, spots = self._laid
        return lines, spots.get((self.row.item, self.row.entry)) or spots.get((self.row.item, None), range(0))
