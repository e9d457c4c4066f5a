"""What every document is built of, before it is known how it will be written.

`exports.minutes` and its neighbours say what a document holds, in these nouns;
`exports.markdown` says how it is written. Text in them is what people typed, unescaped.
"""

from __future__ import annotations

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


class Document(msgspec.Struct, frozen=True):
    """A whole document: its language and its blocks."""

    language: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Span:
    """Text as it is."""
    return Span(text)


def strong(text: str) -> Span:
    """Text that is seen first."""
    return Span(text, Weight.STRONG)


def emphasis(text: str) -> Span:
    """Text that is said in another voice."""
    return Span(text, Weight.EMPHASIS)
