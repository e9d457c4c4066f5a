"""What every document is built of, before it is known how it will be written.

`exports.content.minutes` and its neighbours say what a document holds, in these nouns; `exports.formats.registry`
and the modules it names say how it is written: a document says the same in every format.
Text in them is what people typed, unescaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
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
    """Text that belongs together; `stays` says that it stands on the page of what follows.

    `entry` is the id of the entry that it tells, 0 where it tells none: what can be linked to and found again.
    """

    spans: Spans
    stays: bool = False
    entry: int = 0


class Bullets(msgspec.Struct, frozen=True):
    """A list; `numbered` from 1 on, or without numbers."""

    items: tuple[Spans, ...]
    numbered: bool = False


class Lines(msgspec.Struct, frozen=True):
    """Lines right below each other, as an address has them; what is `signed` has room above it to sign."""

    lines: tuple[Spans, ...]
    signed: bool = False


class Boxed(msgspec.Struct, frozen=True):
    """Paragraphs set apart from the rest, as a decision is, and never parted by a page.

    What was not `adopted`, such as a proposal that was lost, looks otherwise. `entry` is the id of the entry that it
    tells, 0 where it tells none.
    """

    paragraphs: tuple[Spans, ...]
    adopted: bool = True
    entry: int = 0


class Signing(msgspec.Struct, frozen=True):
    """Room to sign, a column for each: the office, a line, the name, and the date behind its label."""

    offices: tuple[str, ...]
    names: tuple[str, ...]
    date: str

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What is written, row by row below the offices: the line to sign on, the names, the dates."""
        columns = len(self.offices)
        return (LINE,) * columns, self.names, (f"{self.date}: {LINE}",) * columns


class Table(msgspec.Struct, frozen=True):
    """A table with a head; every row has as many cells as the head.

    `data` are further columns for a spreadsheet, each with its head and a cell for each row: days as ISO 8601,
    numbers as numbers, so that they can be sorted. `entries` are the ids of the entries that the rows are about, one
    for each row, where the document tells them too: the first cell of the row leads there.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    data: tuple[tuple[str, tuple[str, ...]], ...] = ()
    entries: tuple[int, ...] = ()

    @property
    def whole(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Head and rows with the columns for a spreadsheet."""
        head = (*self.head, *(name for name, _cells in self.data))
        columns = [cells for _name, cells in self.data]
        return head, tuple((*row, *(cells[at] for cells in columns)) for at, row in enumerate(self.rows))


Block = Heading | Paragraph | Bullets | Lines | Boxed | Table | Signing

LINE = "…" * 10
"""A line to write on."""


_COLOUR = "#0b4f8a"


class Letterhead(msgspec.Struct, frozen=True):
    """What every page bears: the logo (the bytes of a PNG or JPEG file), a line at its head and one at its foot.

    `colour` (`#0b4f8a`) and `font` are those of the house.
    """

    head: str = ""
    foot: str = ""
    logo: bytes = b""
    colour: str = ""
    font: str = ""

    @property
    def ink(self) -> str:
        """The colour of headings and lines."""
        return self.colour or _COLOUR


class Attachment(msgspec.Struct, frozen=True):
    """A file within a file, as PDF/A-3 has it: its name, its text, its kind (a MIME type), and what it is."""

    name: str
    text: str
    mime: str
    about: str


class Document(msgspec.Struct, frozen=True):
    """A whole document: its language and its blocks, and what pages and properties of a file tell of it.

    `mark` says on every page that it is confidential, `draft` that it is a draft, and of when; `subject` is of whom
    and when it is. `author` wrote it, `changed` (UTC) is when what it tells was last changed. `origin` says of what
    record it was made, and of which act of it (`exports.word_file.origin`): by it a Word file that comes back is known.
    """

    language: str
    blocks: tuple[Block, ...]
    subject: str = ""
    mark: str = ""
    draft: str = ""
    author: str = ""
    changed: datetime | None = None
    letterhead: Letterhead = Letterhead()
    attached: tuple[Attachment, ...] = ()
    origin: str = ""

    @property
    def title(self) -> str:
        """What the document is called: its first heading."""
        return next((block.text for block in self.blocks if isinstance(block, Heading)), "")


def anchor(entry: int) -> str:
    """What an entry is called where it can be linked to."""
    return f"e{entry}"


def told(document: Document) -> frozenset[int]:
    """The ids of the entries that the document tells: those that something in it can lead to."""
    return frozenset(block.entry for block in document.blocks if isinstance(block, Paragraph | Boxed)) - {0}


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


def strings_of(document: Document) -> Iterator[str]:
    """Every text in `document`, also those of its pages and properties."""
    yield from (document.subject, document.mark, document.draft, document.letterhead.head, document.letterhead.foot)
    for block in document.blocks:
        match block:
            case Heading(_level, text):
                yield text
            case Paragraph(spans):
                yield from (span.text for span in spans)
            case Bullets(lines) | Boxed(lines) | Lines(lines):
                yield from (span.text for spans in lines for span in spans)
            case Table(head, rows):
                yield from (cell for row in (head, *rows) for cell in row)
            case Signing():
                yield from (cell for row in (block.offices, *block.rows) for cell in row)


def mapped(document: Document, change: Callable[[str], str]) -> Document:
    """`document` with each of its texts as `change` gives it."""

    def spans(old: Spans) -> Spans:
        return tuple(Span(change(span.text), span.weight) for span in old)

    def cells(old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(change, old))

    def block(old: Block) -> Block:
        match old:
            case Heading(level, text):
                return Heading(level, change(text))
            case Paragraph():
                return msgspec.structs.replace(old, spans=spans(old.spans))
            case Bullets(lines):
                return Bullets(tuple(map(spans, lines)), old.numbered)
            case Lines(lines):
                return Lines(tuple(map(spans, lines)), old.signed)
            case Boxed():
                return msgspec.structs.replace(old, paragraphs=tuple(map(spans, old.paragraphs)))
            case Table(head, rows):
                return msgspec.structs.replace(old, head=cells(head), rows=tuple(map(cells, rows)))
            case Signing():
                return Signing(cells(old.offices), cells(old.names), change(old.date))

    house = document.letterhead
    return msgspec.structs.replace(
        document,
        blocks=tuple(map(block, document.blocks)),
        subject=change(document.subject),
        mark=change(document.mark),
        draft=change(document.draft),
        letterhead=msgspec.structs.replace(house, head=change(house.head), foot=change(house.foot)),
    )
