"""A document as it is shown on the screen before it is written."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from exports.document import Block, Boxed, Bullets, Document, Heading, Lines, Paragraph, Spans, Table, Weight, text_of

_STYLES = {Weight.PLAIN: "", Weight.STRONG: "bold", Weight.EMPHASIS: "italic $quiet"}


def drawn(document: Document, width: int) -> Content:
    """`document` in lines of at most `width` cells."""
    lines: list[Content] = []
    for block in document.blocks:
        if lines:
            lines.append(Content(""))
        lines += _block(block, max(20, width), document.mark)
    return Content("\n").join(lines)


def _block(block: Block, width: int, mark: str) -> Iterator[Content]:
    match block:
        case Heading(level, text):
            yield from Content.styled(text, "bold $accent" if level > 1 else "bold").wrap(width)
            if level == 1:
                yield Content.styled("─" * width, "$line")
        case Paragraph(spans):
            style = "bold $error" if mark and text_of(spans) == mark else ""
            yield from _spans(spans).stylize(style).wrap(width) if style else _spans(spans).wrap(width)
        case Bullets(items):
            for at, spans in enumerate(items, 1):
                number = f"{at}. " if block.numbered else ""
                yield from Content.assemble(number, _spans(spans)).wrap(width)
        case Lines(lines):
            for spans in lines:
                yield from _spans(spans).wrap(width)
        case Boxed(paragraphs):
            for spans in paragraphs:
                for line in _spans(spans).wrap(width - 2):
                    yield Content.assemble(("▎ ", "$accent"), line)
        case Table(head, rows):
            for row in rows:
                yield from _row(head, row, width)


def _row(head: tuple[str, ...], row: tuple[str, ...], width: int) -> Iterator[Content]:
    """The longest cell is what the row is about; the others stand before and behind it."""
    about = max(range(len(head)), key=lambda at: len(row[at]))
    before = "  ".join(filter(None, row[:about]))
    after = "  ".join(filter(None, row[about + 1 :]))
    number = (f"{before}  " if before else "", "bold")
    text = Content.assemble(number, row[about], (f"  {after}" if after else "", "$quiet"))
    first, *others = text.wrap(width - 2)
    yield first
    yield from (Content.assemble("  ", other) for other in others)


def _spans(spans: Spans) -> Content:
    return Content.assemble(*((span.text.replace("\n", " "), _STYLES[span.weight]) for span in spans))
