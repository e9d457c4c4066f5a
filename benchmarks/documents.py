"""What it costs to write the minutes of a meeting with 300 entries, each format against a floor.

    python -m benchmarks.documents [--json]

Markdown: from the record to its text, against reading that text with markdown-it-py. PDF: from the
record to its bytes, against a bare run of Typst over the same source and the same standards. HTML,
DOCX and the leak check of a public version have no such floor; their times stand beside. Figure and
floor take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typst
from markdown_it import MarkdownIt
from msgspec.structs import replace

from benchmarks.generate import running
from benchmarks.timing import seconds
from exports.audience import Audience
from exports.formats import Format, write
from exports.leaks import find_leaks, texts_of
from exports.make import What, make, make_document
from exports.paper import typst_source
from store.model import Secrecy
from store.record import Record

TURNS, ENTRIES = 15, 300
BOUND_OF_MARKDOWN, BOUND_OF_PDF = 2.0, 1.5


def main(arguments: list[str]) -> None:
    figures = measure()
    if "--json" in arguments:
        print(json.dumps(figures, indent=2))
        return
    print(f"minutes of {ENTRIES} entries, ms       median    floor    ratio   bound")
    for name, row in figures.items():
        floor = f"{row['floor']:9.1f}{row['ratio']:9.2f}{row['bound']:8.1f}" if "floor" in row else ""
        print(f"  {name:<30}{row['median']:8.1f}{floor}")


def measure() -> dict[str, dict[str, float]]:
    """Medians in milliseconds."""
    record = running(date(2026, 9, 17), ENTRIES, 1).record
    parser = MarkdownIt("commonmark").enable("table")
    text = make(record, What.MINUTES, Audience.FULL)
    document = make_document([record], What.MINUTES, Audience.FULL)

    def ours_of_pdf() -> object:
        return write(make_document([record], What.MINUTES, Audience.FULL), Format.PDF)

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "main.typ"
        source.write_text(typst_source(document), "utf-8")
        figures = {
            "Markdown": _against(
                lambda: make(record, What.MINUTES, Audience.FULL), lambda: parser.parse(text), BOUND_OF_MARKDOWN
            ),
            "PDF": _against(
                ours_of_pdf, lambda: typst.compile(source, format="pdf", pdf_standards=["ua-1", "a-2a"]), BOUND_OF_PDF
            ),
        }
    for format in (Format.HTML, Format.DOCX, Format.TEXT):
        figures[format.upper()] = {"median": _median(lambda: write(document, format))}  # noqa: B023
    secret = _with_a_secret(record)
    public = make_document([secret], What.MINUTES, Audience.PUBLIC)
    figures["leak check"] = {"median": _median(lambda: find_leaks(secret, Audience.PUBLIC, texts_of(public)))}
    return figures


def _with_a_secret(record: Record) -> Record:
    """The same meeting, with its third item confidential."""
    item = record.agenda()[2]
    record.put(replace(item, confidential=Secrecy(ground="art. 20 WOR")))
    return record


def _against(ours: Callable[[], object], floor: Callable[[], object], bound: float) -> dict[str, float]:
    took, bare = [], []
    ours(), floor()
    for _turn in range(TURNS):
        took.append(seconds(ours) * 1e3)
        bare.append(seconds(floor) * 1e3)
    median, least = statistics.median(took), statistics.median(bare)
    return {"median": median, "floor": least, "ratio": median / least, "bound": bound}


def _median(step: Callable[[], object]) -> float:
    step()
    return statistics.median(seconds(step) * 1e3 for _turn in range(TURNS))


if __name__ == "__main__":
    main(sys.argv[1:])
