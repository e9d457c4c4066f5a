"""Documents as lines of text, and the part of them under one heading."""

from __future__ import annotations

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.document import Block, Boxed, Bullets, Heading, Lines, Paragraph, Signing, Spans, Table
from store.model import Audience
from tests.helpers.council import VOTERS, Sitting

FULL, PUBLIC = Audience.FULL, Audience.PUBLIC


def english(place: str = "") -> Sitting:
    """A sitting in English that is open, with all who may vote and the secretary there."""
    sitting = Sitting(language="en", place=place)
    sitting.type("/open", "/present " + " ".join((*VOTERS, "NV")))
    return sitting


def text_of(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """The document as lines of text: headings with their hashes, boxes with `>`, cells with `|` between them."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, text):
                lines.append(f"{'#' * level} {text}")
            case Paragraph(spans):
                lines.append(text_of(spans))
            case Bullets(items):
                lines += [f"- {text_of(spans)}" for spans in items]
            case Lines(each):
                lines += map(text_of, each)
            case Boxed(paragraphs):
                lines += [f"> {text_of(spans)}" for spans in paragraphs]
            case Table(head, rows):
                lines += [" | ".join(cells) for cells in (head, *rows)]
            case Signing():
                lines += [" | ".join(cells) for cells in (block.offices, *block.rows)]
    return lines


def lines(sitting: Sitting, audience: Audience = FULL) -> list[str]:
    return lines_of(minutes(redacted(sitting.record, audience)).blocks)


def section(sitting: Sitting, heading: str, audience: Audience = FULL) -> list[str]:
    """The lines under the heading that begins with `heading`, up to the next heading."""
    found = lines(sitting, audience)
    start = next(at for at, line in enumerate(found) if line.lstrip("# ").startswith(heading) and line[0] == "#")
    end = next((at for at in range(start + 1, len(found)) if found[at].startswith("#")), len(found))
    return found[start + 1 : end]


def headings(sitting: Sitting, audience: Audience = FULL) -> list[str]:
    return [line for line in lines(sitting, audience) if line.startswith("#")]
