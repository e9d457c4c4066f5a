"""A document as one HTML file: its own style, nothing fetched, no script, made to be printed.

(HTML Living Standard: 13.1 the syntax, 4.2 metadata; CSS Paged Media 3 for what is printed.)
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from exports.document import Block, Boxed, Bullets, Document, Heading, Paragraph, Spans, Table, Weight
from exports.formats.column_widths import stays_together
from exports.formats.images import kind_of

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
        f"<style>\n{style}</style>",
        "</head>",
        "<body>",
    ]
    if head.logo or head.head:
        parts.append(f'<header class="house">{_logo(head.logo)}<span dir="auto">{_text(head.head)}</span></header>')
    parts += ["<main>", *_blocks(document.blocks, document.mark), "</main>"]
    foot = " · ".join(filter(None, (document.mark, head.foot)))
    if foot:
        parts.append(f'<footer dir="auto">{_text(foot)}</footer>')
    return "\n".join([*parts, "</body>", "</html>"]) + "\n"


def _blocks(blocks: tuple[Block, ...], mark: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level, text):
                yield f'<h{level} dir="auto">{_text(text)}</h{level}>'
            case Paragraph(spans):
                marked = ' class="mark"' if mark and "".join(span.text for span in spans) == mark else ""
                yield f'<p dir="auto"{marked}>{_spans(spans)}</p>'
            case Bullets(items):
                lines = "".join(f'\n<li dir="auto">{_spans(spans)}</li>' for spans in items)
                yield f"<ul>{lines}\n</ul>"
            case Boxed(paragraphs):
                lines = "".join(f'\n<p dir="auto">{_spans(spans)}</p>' for spans in paragraphs)
                yield f'<div class="boxed">{lines}\n</div>'
            case Table(head, rows):
                yield _table(head, rows)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    labels = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in head)
    lines = "".join("\n<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    return f"<table>\n<thead>\n<tr>{labels}</tr>\n</thead>\n<tbody>{lines}\n</tbody>\n</table>"


def _cell(cell: str) -> str:
    whole = ' class="whole"' if stays_together(cell) else ""
    return f'<td dir="auto"{whole}>{_text(cell)}</td>'


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
