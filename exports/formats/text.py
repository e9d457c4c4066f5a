"""A document as plain text for a mail: short lines, no signs that a reader has to know."""

from __future__ import annotations

from collections.abc import Iterator

from exports.document import Block, Boxed, Bullets, Document, Heading, Lines, Paragraph, Signing, Table, text_of

WIDTH = 72
"""How long a line may be, so that a mail program need not break it (RFC 5322, 2.1.1, says at most 78)."""

_UNDER = {1: "=", 2: "-"}


def write_text(document: Document) -> str:
    """`document` as plain text, ending in a newline."""
    house = document.letterhead
    parts = [house.head, document.draft, *map(_block, document.blocks), f"-- \n{house.foot}" if house.foot else ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            lines = list(_wrapped(text))
            under = _UNDER[level] * max(map(len, lines)) if lines and level in _UNDER else ""
            # Room above a heading, as on paper.
            above = "\n" if level == 2 else ""
            return above + "\n".join(filter(None, (*lines, under)))
        case Paragraph(spans):
            return "\n".join(_wrapped(text_of(spans)))
        case Bullets(items):
            marks = [f"{at}. " if block.numbered else "- " for at in range(1, len(items) + 1)]
            lists = zip(marks, items, strict=True)
            return "\n".join("\n".join(_wrapped(text_of(each), mark, " " * len(mark))) for mark, each in lists)
        case Lines(lines):
            room = "\n\n" if block.signed else ""
            return room + "\n".join("\n".join(_wrapped(text_of(spans))) for spans in lines)
        case Boxed(paragraphs):
            return "\n".join("\n".join(_wrapped(text_of(spans), "    ", "    ")) for spans in paragraphs)
        case Table(head, rows):
            return "\n\n".join("\n".join(_row(head, row)) for row in rows)
        case Signing():
            columns = zip(block.offices, *block.rows, strict=True)
            return "\n\n".join("\n".join(line for cell in column for line in _wrapped(cell)) for column in columns)


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> Iterator[str]:
    """A row as lines with labels: columns beside one another do not survive a mail program."""
    first, *rest = row
    yield from _wrapped(first)
    for label, cell in zip(head[1:], rest, strict=True):
        if cell:
            yield from _wrapped(f"{label}: {cell}", "  ", "    ")


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """`text` in lines; broken at spaces only, so that no word and no address is cut."""
    line, empty = first, True
    for word in text.replace("\n", " ").split(" "):
        if not empty and len(line) + 1 + len(word) > WIDTH:
            yield line
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    if line.strip():
        yield line
