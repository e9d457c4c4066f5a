"""A document as it is read on the screen, line by line, and where in it an entry stands.

The library's Markdown widget takes seconds for the minutes of some hundred entries; these lines take a
hundredth of that, and only what changed is drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from exports.document import Block, Boxed, Bullets, Document, Heading, Lines, Paragraph, Signing, Spans, Table, Weight
from store.model import Entry
from store.record.record import Record

_STYLES = {Weight.PLAIN: "", Weight.STRONG: "bold", Weight.EMPHASIS: "italic $quiet"}
_LEAST = 4

Spot = tuple[int | None, int | None]
"""An item and an entry; without an entry the item itself, without either what stands under no item."""


class DocumentView:
    """Draws documents; remembers how each block was drawn."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Block, int], list[Content]] = {}

    def lay(self, document: Document, width: int) -> tuple[list[Content], list[int]]:
        """The lines of `document`, and at which of them each block begins, with the end behind the last."""
        lines: list[Content] = []
        starts: list[int] = []
        drawn: dict[tuple[Block, int], list[Content]] = {}
        for block in document.blocks:
            key = block, width
            drawn[key] = self._drawn.get(key) or _draw(block, width)
            if lines:
                lines.append(Content(""))
            starts.append(len(lines))
            lines += drawn[key]
        self._drawn = drawn
        return lines, [*starts, len(lines)]


def find_spots(document: Document, record: Record) -> dict[Spot, range]:
    """Which blocks of the minutes `document` of `record` are about which item, and which entry."""
    spots: dict[Spot, range] = {}
    blocks = document.blocks
    headings = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    free = set(range(len(blocks)))
    at = 0
    for item in record.agenda():
        title = f"{item.number}. {item.title}"
        found = next((one for one in headings if one >= at and _text(blocks[one]) == title), None)
        if found is None:
            continue
        end = next((one for one in headings if one > found), len(blocks))
        spots[item.id, None] = range(found, found + 1)
        _find_entries(blocks, range(found + 1, end), record.entries_of(item.id), spots)
        free -= set(range(found, end))
        at = found + 1
    _find_entries(blocks, sorted(free), record.outside(), spots)
    return spots


def _find_entries(
    blocks: Sequence[Block], among: Sequence[int], entries: Iterable[Entry], spots: dict[Spot, range]
) -> None:
    """Finds each entry behind the one before it: the first block in which its text stands."""
    left = list(among)
    for entry in entries:
        found = next((at for at, block in enumerate(left) if entry.text.split("\n")[0] in _text(blocks[block])), None)
        if found is not None:
            spots[entry.item, entry.id] = range(left[found], left[found] + 1)
            del left[: found + 1]


def _text(block: Block) -> str:
    match block:
        case Heading(_, text):
            return text
        case Paragraph(spans):
            return "".join(span.text for span in spans)
        case Boxed(lines) | Bullets(lines) | Lines(lines):
            return "\n".join("".join(span.text for span in spans) for spans in lines)
        case Table() | Signing():
            return ""


def _draw(block: Block, width: int) -> list[Content]:
    match block:
        case Heading(level, text):
            return Content.styled(text, "bold $accent" if level < 3 else "bold").wrap(width)
        case Paragraph(spans):
            return _content(spans).wrap(width)
        case Bullets(items):
            marks = [f"{at}. " if block.numbered else "• " for at in range(1, len(items) + 1)]
            hung = (
                _hung(mark, " " * len(mark), _content(each), width) for mark, each in zip(marks, items, strict=True)
            )
            return [line for lines in hung for line in lines]
        case Lines(lines):
            return [line for spans in lines for line in _content(spans).wrap(width)]
        case Boxed(paragraphs):
            return [line for spans in paragraphs for line in _hung("┃ ", "┃ ", _content(spans), width)]
        case Table(head, rows):
            return _table(head, rows, width)
        case Signing():
            return _table(block.offices, block.rows, width)


def _content(spans: Spans) -> Content:
    return Content.assemble(*((span.text, _STYLES[span.weight]) for span in spans))


def _hung(first: str, others: str, content: Content, width: int) -> list[Content]:
    lines = content.wrap(max(_LEAST, width - len(first))) or [Content("")]
    return [Content.assemble((others if at else first, "$accent"), line) for at, line in enumerate(lines)]


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int) -> list[Content]:
    """Columns as wide as what stands in them; where that is too much, the widest give way."""
    widths = [max(1, *(Content(line[column]).cell_length for line in (head, *rows))) for column in range(len(head))]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > _LEAST:
        # A number is read best in one piece.
        widths[max(range(len(widths)), key=lambda column: (widths[column], column > 0))] -= 1
    lines = _table_line(head, widths, "bold")
    lines.append(Content.styled("─" * min(width, sum(widths) + 2 * (len(widths) - 1)), "$line"))
    return lines + [line for row in rows for line in _table_line(row, widths, "")]


def _table_line(cells: tuple[str, ...], widths: list[int], style: str) -> list[Content]:
    columns = [Content.styled(cell, style).wrap(width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for at in range(max(len(column) for column in columns)):
        parts = [column[at] if at < len(column) else Content("") for column in columns]
        padded = [part.truncate(width, pad=True) for part, width in zip(parts, widths, strict=True)]
        lines.append(Content("  ").join(padded))
    return lines
