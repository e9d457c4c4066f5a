"""A document as Markdown: CommonMark, with the tables that GitHub added.

Whatever people typed reads back to the letter when the result is rendered, and the
result is pleasant to read as it is. (CommonMark 0.31.2, chapters 2.4 and 2.5: escapes
and character references; 6.2: what may stand beside `**`.)
"""

from __future__ import annotations

import re

from exports.document import Block, Boxed, Bullets, Document, Heading, Paragraph, Spans, Table, Weight

_ALWAYS = re.compile(r"[\\`*\[\]<|~]")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_MARKS = {Weight.PLAIN: "", Weight.STRONG: "**", Weight.EMPHASIS: "*"}
# What would begin a heading, a quotation, a list, a rule or an underline where it opens a line.
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_LINE_STARTER = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-[\s-]*$|=+\s*$")


def write_markdown(document: Document) -> str:
    """`document` as Markdown, ending in a newline."""
    return "\n\n".join(_block(block) for block in document.blocks) + "\n"


def escape(text: str) -> str:
    """`text` so that it renders as itself wherever it stands in a line."""
    return _keep_ends(_inside(text))


def _inside(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text.replace("\n", " "))
    text = _ENTITY.sub(r"\\&", text)
    return _UNDERSCORE.sub(r"\\_", text)


def _opening(line: str) -> str:
    """`line`, escaped already, so that it opens nothing but a paragraph."""
    if numbered := _NUMBERED.match(line):
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return f"\\{line}" if _LINE_STARTER.match(line) else line


def _keep_ends(text: str) -> str:
    # Renderers trim the ends of a line, and not all of them the same white space.
    core = text.strip()
    if len(core) == len(text):
        return text
    if not core:
        return "".join(map(_reference, text))
    start = text.index(core[0])
    return "".join(map(_reference, text[:start])) + core + "".join(map(_reference, text[start + len(core) :]))


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_heading(text)}"
        case Paragraph(spans):
            return _line(spans)
        case Bullets(items):
            return "\n".join(f"- {_line(spans)}" for spans in items)
        case Boxed(paragraphs):
            return "\n>\n".join(f"> {_line(spans)}" for spans in paragraphs)
        case Table(head, rows):
            return _table(head, rows)


def _heading(text: str) -> str:
    # A closing run of # would be taken for decoration.
    return re.sub(r"#(?=#*$)", r"\\#", escape(text))


def _line(spans: Spans) -> str:
    return _opening(_keep_ends("".join(_span(span.text, _MARKS[span.weight]) for span in spans)))


def _span(text: str, mark: str) -> str:
    core = text.strip()
    if not mark or not core:
        return _inside(text)
    # A mark does not work beside white space: that goes outside.
    start = text.index(core)
    return f"{text[:start]}{mark}{_inside(core)}{mark}{text[start + len(core) :]}"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [tuple(map(escape, head)), *(tuple(map(escape, row)) for row in rows)]
    widths = [min(60, max(3, *(len(line[column]) for line in lines))) for column in range(len(head))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    drawn.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(drawn)
