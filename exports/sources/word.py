"""Word files (.docx): paragraphs, headings, tables, and lists with their numbers as Word shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.sources.packed import BROKEN, check_all, damaged, needs, opened
from exports.sources.source import Kind, Source, link, literal, table
from exports.sources.word_numbers import Numbers
from store.i18n import _

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GONE = frozenset(f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr"))
_BOX = frozenset(
    (
        f"{_W}txbxContent",
        f"{_W}pict",
        f"{_W}object",
        f"{_W}drawing",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)


def read_word(content: bytes, name: str) -> Source:
    """The text of a Word file. Raises BadAgenda where it is damaged, or too large."""
    packed = opened(content, name)
    check_all(packed, name)
    try:
        import docx
    except ImportError as error:
        raise needs(name) from error
    try:
        document: Document = docx.Document(io.BytesIO(content))
        reader = _Reader(document)
        lines = list(reader.blocks(document.element.body, 0))
    except BROKEN as error:
        raise damaged(name) from error
    left_out = [_("Text boxes and pictures of the Word file are left out.")] if reader.boxes else []
    return Source(kind=Kind.WORD, text="\n".join(lines), left_out=tuple(left_out))


class _Reader:
    def __init__(self, document: Document) -> None:
        self.boxes = False
        self._links = {key: part.target_ref for key, part in document.part.rels.items() if part.is_external}
        self._styles = {style.get(f"{_W}styleId", ""): style for style in document.styles.element.findall(f"{_W}style")}
        self._numbers = Numbers(_numbering(document), self._styles)

    def blocks(self, parent: BaseOxmlElement, depth: int) -> Iterator[str]:
        """The lines of what stands in `parent`: paragraphs and tables, also those in controls."""
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"}:
                yield from self.blocks(child, depth)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[str]:
        text = "".join(self._text(paragraph)).strip(" ")
        level = self._heading(paragraph)
        number = self._numbers.of(paragraph) if text.strip() else None
        if number:
            indent, shown = number
            yield f"{'    ' * indent}{shown} {text}".rstrip()
        elif level and text.strip():
            yield from ("", f"{'#' * level} {' '.join(text.split())}", "")
        else:
            yield from text.split("\n")

    def _heading(self, paragraph: BaseOxmlElement) -> int:
        """The level of a heading, as its built-in style or its outline tells; 0 for other paragraphs."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = self._styles.get(style.get(f"{_W}val", "")) if style is not None else None
        words = name.find(f"{_W}name").get(f"{_W}val", "").lower() if name is not None else ""
        if words == "title":
            return 1
        if words.startswith("heading ") and words[8:].isdigit():
            return min(6, int(words[8:]) + 1)
        return 0

    def _text(self, node: BaseOxmlElement) -> Iterator[str]:
        for child in node:
            if child.tag in _GONE:
                continue
            if child.tag in _BOX:
                self.boxes = (
                    self.boxes or child.tag == f"{_W}txbxContent" or any(True for _each in child.iter(f"{_W}t"))
                )
            elif child.tag == f"{_W}t":
                yield literal(child.text or "")
            elif child.tag == f"{_W}tab":
                yield "\t"
            elif child.tag in {f"{_W}br", f"{_W}cr"}:
                yield "\n"
            elif child.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif child.tag == f"{_W}hyperlink":
                yield link("".join(self._text(child)), self._links.get(child.get(f"{_R}id", ""), ""))
            elif len(child):
                yield from self._text(child)

    def _table(self, element: BaseOxmlElement, depth: int) -> Iterator[str]:
        rows: list[list[str]] = []
        for row in element.iter(f"{_W}tr"):
            if _nearest_table(row) is not element:
                continue
            cells = []
            for cell in row.iterchildren(f"{_W}tc"):
                lines = [line for line in self.blocks(cell, depth + 1) if line.strip()] if depth < _MOST_TABLES else []
                cells.append(lines)
            rows.append(["; ".join(line.strip() for line in lines) for lines in cells])
            if len(cells) == 1 and len(rows) == 1 and sum(1 for _each in element.iterchildren(f"{_W}tr")) == 1:
                # A frame around everything, for the looks of it.
                yield from cells[0]
                return
        yield from table(rows)


_MOST_TABLES = 5


def _nearest_table(row: BaseOxmlElement) -> BaseOxmlElement | None:
    at: BaseOxmlElement | None = row.getparent()
    while at is not None and at.tag != f"{_W}tbl":
        at = at.getparent()
    return at


def _numbering(document: Document) -> BaseOxmlElement | None:
    """The part with the lists; None in a file without any."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    found = (rel.target_part.element for rel in document.part.rels.values() if rel.reltype == kind)
    numbering: BaseOxmlElement | None = next(found, None)
    return numbering
