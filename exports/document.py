"""What every document is built of, before it is known how it will be written.

`exports.content.minutes` and its neighbours say what a document holds, in these nouns; `exports.formats.registry`
and the modules it names say how it is written: a document says the same in every format.
Text in them is what people typed, unescaped.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec


class Weight(Enum):
    """How a run of text stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"


class Span(msgspec.Struct, frozen=True):
    """A run of text of one weight."""

    text: str
    weight: Weight = Weight.PLAIN


Spans = tuple[Span, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading; `level` is 1 for the title of the document."""

    level: int
    text: str


class Paragraph(msgspec.Struct, frozen=True):
    """Text that belongs together."""

    spans: Spans


class Bullets(msgspec.Struct, frozen=True):
    """A list without numbers."""

    items: tuple[Spans, ...]


class Boxed(msgspec.Struct, frozen=True):
    """Paragraphs set apart from the rest, as a decision is."""

    paragraphs: tuple[Spans, ...]


class Table(msgspec.Struct, frozen=True):
    """A table with a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Boxed | Table


class Letterhead(msgspec.Struct, frozen=True):
    """What every page bears: the logo (the bytes of a PNG or JPEG file), a line at its head and one at its foot."""

    head: str = ""
    foot: str = ""
    logo: bytes = b""


class Document(msgspec.Struct, frozen=True):
    """A whole document: its language and its blocks, and what pages and properties of a file tell of it.

    `mark` says on every page that it is confidential; `subject` is of whom and when it is.
    """

    language: str
    blocks: tuple[Block, ...]
    subject: str = ""
    mark: str = ""
    day: date | None = None
    letterhead: Letterhead = Letterhead()

    @property
    def title(self) -> str:
        """What the document is called: its first heading."""
        return next((block.text for block in self.blocks if isinstance(block, Heading)), "")


def text_of(spans: Spans) -> str:
    """The spans as plain text."""
    return "".join(span.text for span in spans)


def plain(text: str) -> Span:
    """A run of text of ordinary weight."""
    return Span(text)


def strong(text: str) -> Span:
    """A run of text that stands out: in bold, where a format has it."""
    return Span(text, Weight.STRONG)


def emphasis(text: str) -> Span:
    """A run of text that is emphasised: in italics, where a format has them."""
    return Span(text, Weight.EMPHASIS)
