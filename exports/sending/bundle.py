"""One PDF of an agenda with every paper behind its item: in order, numbered at the foot of every page, bookmarked.

Pages are taken as they are: of any size, turned or not. What cannot be taken is named with why, and goes by itself.
Nothing of a file but its pages is taken: no properties, bookmarks, attachments or scripts, and no link that runs
anything. (ISO 32000-2: 7.7.3.3 boxes and rotation of a page, 7.8.2 content streams, 9.6.2 the standard fonts, 12.6
actions. Needs pypdf, of the extra `documents`.)
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

import msgspec
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    TextStringObject,
)

from exports.sending.papers import Paper

MOST_PAGES = 2_000
"""A paper with more pages goes by itself."""
_FONT = "/NotulistBundle"
_SIZE = 8
# So far from the edge at which a page ends when it is read.
_FROM_EDGE = 12
_WIDTH = 0.5
_HARMLESS = ("/URI", "/GoTo")
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError)


class Why(StrEnum):
    """Why a paper is not in the bundle."""

    NO_PDF = "no pdf"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    TOO_LONG = "too long"
    NO_FILE = "no file"
    UNREADABLE = "unreadable"


class LeftOut(msgspec.Struct, frozen=True):
    """A paper that is not in the bundle, and why."""

    paper: Paper
    why: Why


class Placed(msgspec.Struct, frozen=True):
    """A paper in the bundle: how many pages it has, and its first one, counted from 1 behind the cover."""

    paper: Paper
    first: int
    pages: int


class Sorted(msgspec.Struct, frozen=True):
    """The papers that can be in a bundle, opened, and those that cannot."""

    placed: tuple[Placed, ...]
    readers: tuple[PdfReader, ...]
    left_out: tuple[LeftOut, ...]


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """What pypdf thinks of a file is no line for the user, and would stand across the screen."""
    with contextlib.redirect_stderr(io.StringIO()):
        yield


def sort_out(papers: Sequence[Paper]) -> Sorted:
    """Opens every paper, and says which can be in a bundle."""
    placed, readers, left_out = [], [], []
    first = 1
    for paper in papers:
        with _quietly():
            opened = _opened(paper)
        if isinstance(opened, Why):
            left_out.append(LeftOut(paper, opened))
            continue
        pages = len(opened.pages)
        placed.append(Placed(paper, first, pages))
        readers.append(opened)
        first += pages
    return Sorted(tuple(placed), tuple(readers), tuple(left_out))


def _opened(paper: Paper) -> PdfReader | Why:
    if paper.lacks:
        return Why.NO_FILE if paper.lacks == "no file" else Why.UNREADABLE
    if b"%PDF-" not in paper.content[:1024]:
        return Why.NO_PDF
    try:
        reader = PdfReader(io.BytesIO(paper.content))
        if reader.is_encrypted:
            return Why.ENCRYPTED
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            return Why.TOO_LONG
        if not pages:
            return Why.EMPTY
        # A file that was cut off tells of pages that are not there: each is looked at before any is promised.
        for page in reader.pages:
            if page.mediabox.width <= 0 or page.mediabox.height <= 0:
                return Why.DAMAGED
            if isinstance(page.get("/Contents", NullObject()).get_object(), type(None)):
                return Why.DAMAGED
    except FileNotDecryptedError:
        return Why.ENCRYPTED
    except _BROKEN:
        return Why.DAMAGED
    return reader


def bundled(cover: bytes, found: Sorted, title: str, language: str, footer: Callable[[int, int], str]) -> bytes:
    """The bytes of the bundle: `cover`, a PDF, then the papers of `found`.

    `footer` gives what stands at the foot of page so many of so many.
    """
    with _quietly():
        return _bundled(cover, found, title, language, footer)


def _bundled(cover: bytes, found: Sorted, title: str, language: str, footer: Callable[[int, int], str]) -> bytes:
    writer = PdfWriter()
    first = PdfReader(io.BytesIO(cover))
    for page in first.pages:
        writer.add_page(page)
    behind = len(first.pages)
    writer.add_outline_item(title=title, page_number=0)
    item: object = None
    heading = None
    for placed, reader in zip(found.placed, found.readers, strict=True):
        at = behind + placed.first - 1
        for page in reader.pages:
            _made_harmless(writer.add_page(page))
        if placed.paper.item != item:
            item = placed.paper.item
            heading = writer.add_outline_item(
                title=f"{placed.paper.item} {placed.paper.heading}".strip(), page_number=at
            )
        writer.add_outline_item(title=placed.paper.called, page_number=at, parent=heading)
    _numbered(writer, footer)
    writer.add_metadata({"/Title": title, "/Producer": "notulist"})
    root = writer._root_object
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/Lang")] = TextStringObject(language)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _made_harmless(page: PageObject) -> None:
    """Takes away what a page would run, by itself or by a click; links to the web and within a file stay."""
    page.pop("/AA", None)
    annotations = page.get("/Annots", NullObject()).get_object()
    if not isinstance(annotations, ArrayObject):
        return
    kept = ArrayObject()
    for each in annotations:
        about = each.get_object()
        if not isinstance(about, DictionaryObject):
            continue
        action = about.get("/A", NullObject()).get_object()
        runs = isinstance(action, DictionaryObject) and (action.get("/S") not in _HARMLESS or "/Next" in action)
        if runs or "/AA" in about or about.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Movie", "/Screen"):
            continue
        # What is not copied with its page would bring its whole file along.
        about.pop("/Popup", None)
        about.pop("/Parent", None)
        kept.append(each)
    page[NameObject("/Annots")] = kept


def _numbered(writer: PdfWriter, footer: Callable[[int, int], str]) -> None:
    font = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
    )
    begin = writer._add_object(_stream(b"q\n"))
    pages = writer.pages
    total = len(pages)
    for at, page in enumerate(pages, 1):
        _add_font(page, font)
        stamp = writer._add_object(_stream(_stamp(page, footer(at, total))))
        contents = page.get(NameObject("/Contents"))
        old = contents.get_object() if contents is not None else None
        parts = [*old] if isinstance(old, ArrayObject) else [page.raw_get("/Contents")] if old is not None else []
        page[NameObject("/Contents")] = ArrayObject([begin, *parts, stamp])


def _add_font(page: PageObject, font: object) -> None:
    """The font among the resources of the page; those that it shares with others are copied first."""
    resources = page.get("/Resources", NullObject()).get_object()
    resources = DictionaryObject(resources) if isinstance(resources, DictionaryObject) else DictionaryObject()
    fonts = resources.get("/Font", NullObject()).get_object()
    fonts = DictionaryObject(fonts) if isinstance(fonts, DictionaryObject) else DictionaryObject()
    fonts[NameObject(_FONT)] = font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


def _stamp(page: PageObject, words: str) -> bytes:
    """What writes `words` in the middle of the foot of a page as it is read, on white, whichever way it is turned."""
    box = page.cropbox
    left, bottom, right, top = (float(each) for each in (box.left, box.bottom, box.right, box.top))
    text = words.encode("cp1252", "replace")
    # A letter of Helvetica is about half as wide as it is high.
    half = len(text) * _SIZE * _WIDTH / 2
    middle, centre = (left + right) / 2, (bottom + top) / 2
    match int(page.rotation) % 360:
        case 90:
            matrix = (0, 1, -1, 0, right - _FROM_EDGE, centre - half)
        case 180:
            matrix = (-1, 0, 0, -1, middle + half, top - _FROM_EDGE)
        case 270:
            matrix = (0, -1, 1, 0, left + _FROM_EDGE, centre + half)
        case _:
            matrix = (1, 0, 0, 1, middle - half, bottom + _FROM_EDGE)
    place = " ".join(f"{each:.2f}" for each in matrix)
    escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    white = f"1 1 1 rg -4 -3 {2 * half + 8:.2f} {_SIZE + 5} re f".encode()
    shown = f"0.2 0.2 0.2 rg BT {_FONT} {_SIZE} Tf 0 0 Td (".encode() + escaped + b") Tj ET"
    return b"\nQ q " + place.encode() + b" cm " + white + b" " + shown + b" Q\n"


def _stream(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made
