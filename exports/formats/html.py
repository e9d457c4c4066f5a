"""A document as one HTML file: its own style, nothing fetched, no script, made to be printed.

(HTML Living Standard: 13.1 the syntax, 4.2 metadata; CSS Paged Media 3 for what is printed.)
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from exports.document import (
    Boxed,
    Bullets,
    Document,
    Heading,
    Letterhead,
    Lines,
    Paragraph,
    Signing,
    Spans,
    Table,
    Weight,
    anchor,
    told,
)
from exports.formats.images import kind_of
from exports.formats.typesetting.column_widths import stays_together
from store.i18n import documents

# From so many headings on a document has contents.
_MANY = 5
_TAGS = {Weight.STRONG: "strong", Weight.EMPHASIS: "em"}
# What is in no HTML document (13.2.3.5): C0 controls but tab and newline, DEL, C1, surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def write_html(document: Document) -> str:
    """`document` as HTML that passes a validator."""
    head = document.letterhead
    style = (files("exports.layouts") / "document.css").read_text("utf-8")
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title or document.subject or '-')}</title>",
        f"<style>\n{style}{_house(head)}{_print_marks(document)}</style>",
        "</head>",
        "<body>",
    ]
    if head.logo or head.head:
        parts.append(f'<header class="house">{_logo(head.logo)}<span dir="auto">{_text(head.head)}</span></header>')
    if document.draft:
        parts.append(f'<p class="draft" dir="auto">{_text(document.draft)}</p>')
    parts += [*_contents(document), "<main>", *_Blocks(document).written(), "</main>"]
    foot = " · ".join(filter(None, (document.mark, head.foot)))
    if foot:
        parts.append(f'<footer dir="auto">{_text(foot)}</footer>')
    return "\n".join([*parts, "</body>", "</html>"]) + "\n"


class _Blocks:
    """The blocks of a document, with a place to link to for each heading and each entry that is told."""

    def __init__(self, document: Document) -> None:
        self._blocks, self._mark, self._told = document.blocks, document.mark, told(document)
        self._placed: set[int] = set()

    def written(self) -> Iterator[str]:
        """Each block as HTML."""
        heads = 0
        for block in self._blocks:
            match block:
                case Heading(level, text):
                    heads += level == 2
                    place = f' id="h{heads}"' if level == 2 else ""
                    yield f'<h{level} dir="auto"{place}>{_text(text)}</h{level}>'
                case Paragraph(spans, stays, entry):
                    is_mark = self._mark and "".join(span.text for span in spans) == self._mark
                    marked = ' class="mark"' if is_mark else ' class="stays"' if stays else ""
                    yield f'<p dir="auto"{self._place(entry)}{marked}>{_spans(spans)}</p>'
                case Bullets(items):
                    points = "".join(f'\n<li dir="auto">{_spans(spans)}</li>' for spans in items)
                    tag = "ol" if block.numbered else "ul"
                    yield f"<{tag}>{points}\n</{tag}>"
                case Lines(lines):
                    signed = ' class="signed"' if block.signed else ""
                    yield f'<p dir="auto"{signed}>' + "<br>".join(_spans(spans) for spans in lines) + "</p>"
                case Boxed(paragraphs, adopted, entry):
                    boxed = "".join(f'\n<p dir="auto">{_spans(spans)}</p>' for spans in paragraphs)
                    place = self._place(entry)
                    yield f'<div class="boxed{"" if adopted else " open"}"{place}>{boxed}\n</div>'
                case Signing():
                    yield _signing(block)
                case Table():
                    yield self._table(block)

    def _place(self, entry: int) -> str:
        """The place of an entry, at the first of its blocks."""
        if not entry or entry in self._placed:
            return ""
        self._placed.add(entry)
        return f' id="{anchor(entry)}"'

    def _table(self, table: Table) -> str:
        labels = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.head)
        lines = []
        for at, row in enumerate(table.rows):
            leads = table.entries[at] if at < len(table.entries) else 0
            cells = [_text(cell) for cell in row]
            if leads in self._told and cells[0]:
                cells[0] = f'<a href="#{anchor(leads)}">{cells[0]}</a>'
            lines.append("\n<tr>" + "".join(map(_cell, table.head, row, cells)) + "</tr>")
        return f"<table>\n<thead>\n<tr>{labels}</tr>\n</thead>\n<tbody>{''.join(lines)}\n</tbody>\n</table>"


def _contents(document: Document) -> Iterator[str]:
    """The contents of a long document, to go by; they are not printed."""
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    if len(headings) < _MANY:
        return
    lines = "".join(f'\n<li dir="auto"><a href="#h{at}">{_text(text)}</a></li>' for at, text in enumerate(headings, 1))
    yield f'<nav aria-label="{_text(documents(document.language).gettext("Contents"))}"><ul>{lines}\n</ul></nav>'


def _cell(label: str, cell: str, content: str) -> str:
    whole = ' class="whole"' if stays_together(cell) else ""
    return f'<td dir="auto" data-label="{_text(label)}"{whole}>{content}</td>'


def _signing(block: Signing) -> str:
    rows = (block.offices, *block.rows)
    cells = (
        f'\n<div dir="auto"{" class=" + chr(34) + "line" + chr(34) if at == 1 else ""}>{_text(cell)}</div>'
        for at, row in enumerate(rows)
        for cell in row
    )
    columns = f"grid-template-columns: repeat({len(block.offices)}, 1fr)"
    return f'<div class="signing" style="{columns}">{"".join(cells)}\n</div>'


def _house(house: Letterhead) -> str:
    """The colour and the font of the house, where it has its own."""
    font = f"body {{ font-family: {_css(house.font)}, sans-serif; }}\n" if house.font else ""
    return (f":root {{ --house: {house.colour}; }}\n" if house.colour else "") + font


def _print_marks(document: Document) -> str:
    """What stands on every page that is printed: the mark, the draft, the title and the line at the foot."""
    top = " · ".join(filter(None, (document.mark, document.draft)))
    foot = " · ".join(filter(None, (document.letterhead.foot, document.title)))
    boxes = (("top-right", top, "#a3261c"), ("bottom-left", foot, "#5f6673"))
    return "".join(
        f"@page {{ @{box} {{ content: {_css(text)}; font: 9pt sans-serif; color: {colour}; }} }}\n"
        for box, text, colour in boxes
        if text
    )


def _css(text: str) -> str:
    """`text` as a string of CSS, which ends no style sheet (CSS Syntax 3, 4.3.7)."""
    safe = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return '"' + "".join(f"\\{ord(each):x} " if each in '"\\<>&\n\r\f' else each for each in safe) + '"'


def _spans(spans: Spans) -> str:
    return "".join(
        f"<{_TAGS[span.weight]}>{_text(span.text)}</{_TAGS[span.weight]}>" if span.weight in _TAGS else _text(span.text)
        for span in spans
    )


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ")))


def _logo(logo: bytes) -> str:
    if not logo:
        return ""
    return f'<img alt="" src="data:{kind_of(logo).mime};base64,{base64.b64encode(logo).decode("ascii")}">'
