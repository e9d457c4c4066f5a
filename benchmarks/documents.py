"""What it costs to write the minutes of a meeting with 300 entries, each format against a floor.

Markdown: from the record to its text, against reading that text with markdown-it-py. PDF: from the
record to its bytes, against a bare run of Typst over the same source and the same standards. HTML,
DOCX and the leak check of a public version have no such floor; their times stand beside. Figure and
floor take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import typst
from markdown_it import MarkdownIt
from msgspec.structs import replace

from benchmarks.figures import Figure, against, alone, milliseconds, take_turns
from benchmarks.generate import running
from exports.confidentiality.leak_check import find_leaks, texts_of
from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.formats.pdf import typst_source
from exports.formats.registry import Format, write
from exports.kinds import DocumentKind
from exports.publish import make
from store.model import Audience, Secrecy
from store.record.record import Record

TURNS, ENTRIES = 15, 300
BOUND_OF_MARKDOWN, BOUND_OF_PDF = 2.0, 1.5


def measure() -> list[Figure]:
    """Milliseconds."""
    record = running(date(2026, 9, 17), ENTRIES, 1).record
    parser = MarkdownIt("commonmark").enable("table")
    text = make(record, DocumentKind.MINUTES, Audience.FULL)
    document = make_document([redacted(record, Audience.FULL)], DocumentKind.MINUTES)

    def markdown() -> object:
        return make(record, DocumentKind.MINUTES, Audience.FULL)

    def pdf() -> object:
        return write(make_document([redacted(record, Audience.FULL)], DocumentKind.MINUTES), Format.PDF)

    parsed = take_turns(markdown, lambda: parser.parse(text), TURNS)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "main.typ"
        source.write_text(typst_source(document), "utf-8")

        def bare() -> object:
            return typst.compile(source, format="pdf", pdf_standards=["ua-1", "a-2a"])

        set_in_type = take_turns(pdf, bare, TURNS)
    name = f"minutes of {ENTRIES} entries as "
    figures = [
        against(name + "Markdown", parsed[0], "markdown-it-py reading it", parsed[1], BOUND_OF_MARKDOWN),
        against(name + "PDF", set_in_type[0], "a bare run of Typst over the same source", set_in_type[1], BOUND_OF_PDF),
    ]
    figures += [
        alone(name + format.upper(), _times(partial(write, document, format)))
        for format in (Format.HTML, Format.DOCX, Format.TEXT)
    ]
    secret = _with_a_secret(record)
    public = make_document([redacted(secret, Audience.PUBLIC)], DocumentKind.MINUTES)
    checked = _times(lambda: find_leaks(secret, Audience.PUBLIC, texts_of(public)))
    return [*figures, alone("the leak check of its public version", checked)]


def _with_a_secret(record: Record) -> Record:
    """The same meeting, with its third item confidential."""
    item = record.agenda()[2]
    record.put(replace(item, confidential=Secrecy(ground="art. 20 WOR")))
    return record


def _times(step: Callable[[], object]) -> list[float]:
    step()
    return [milliseconds(step) for _turn in range(TURNS)]
