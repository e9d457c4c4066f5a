"""The bundle: every paper behind its item, numbered and bookmarked; what cannot be taken is named with why."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from exports.sending.bundle import Sorted, Why, bundled, sort_out
from exports.sending.papers import Paper

SIZES = ((595, 842), (842, 1191), (420, 595), (612, 792))


def pdf(*sizes: tuple[int, int], turned: int = 0, words: str = "", script: bool = False) -> bytes:
    """A PDF with a page of each size; with `script` one that runs something when it is opened or clicked."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for width, height in sizes:
        page = writer.add_blank_page(width, height)
        content = DecodedStreamObject()
        # A graphics state that is never ended, as careless programs leave one.
        content.set_data(f"q 2 0 0 2 10 10 cm BT /F1 9 Tf 5 20 Td ({words or f'{width}x{height}'}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page.rotate(turned)
    if script:
        opening = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(opening)
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(opening)})
        action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x")})
        link = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): ArrayObject([NumberObject(each) for each in (0, 0, 9, 9)]),
                NameObject("/A"): action,
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
        writer.add_metadata({"/Author": "Geheim Iemand", "/Subject": "overname"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("wachtwoord", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def paper(item: str, label: str, content: bytes, lacks: str = "") -> Paper:
    heading = f"Punt {item}"
    return Paper(item=item, heading=heading, label=label, title="stuk", name="s.pdf", content=content, lacks=lacks)


def made(found: Sorted) -> PdfReader:
    cover = pdf((595, 842), words="agenda")
    whole = bundled(cover, found, "Agenda", "nl", lambda at, of: f"Bundel {at}/{of}")
    return PdfReader(io.BytesIO(whole))


def outline(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Each bookmark: how deep it is, what it says, and the page it leads to, from 1."""

    def told(items: object, depth: int) -> Iterator[tuple[int, str, int]]:
        assert isinstance(items, list)
        for each in items:
            if isinstance(each, list):
                yield from told(each, depth + 1)
            else:
                number = reader.get_destination_page_number(each)
                assert number is not None
                yield depth, each.title, number + 1

    return [*told(reader.outline, 0)]


def test_sixty_pages_of_four_sizes_and_both_orientations_are_numbered_and_bookmarked() -> None:
    upright = [
        paper("6", f"6{letter}", pdf(*(size for _each in range(7)))) for letter, size in zip("abcd", SIZES, strict=True)
    ]
    turned = [
        paper("7", f"7{letter}", pdf(*(size for _each in range(8)), turned=turn))
        for letter, size, turn in zip("abcd", SIZES, (90, 180, 270, 0), strict=True)
    ]
    others = [paper("8", "8a", locked()), paper("8", "8b", pdf(*SIZES)[:700])]
    found = sort_out([*upright, *turned, *others])
    assert [(each.paper.label, each.why) for each in found.left_out] == [("8a", Why.ENCRYPTED), ("8b", Why.DAMAGED)]
    reader = made(found)
    assert len(reader.pages) == 61
    for at, page in enumerate(reader.pages, 1):
        assert f"Bundel {at}/61" in page.extract_text()
    assert [(round(page.mediabox.width), page.rotation) for page in reader.pages][29:61:8] == [
        (595, 90),
        (842, 180),
        (420, 270),
        (612, 0),
    ]
    assert outline(reader) == [
        (0, "Agenda", 1),
        (0, "6 Punt 6", 2),
        *((1, f"6{letter} stuk", 2 + 7 * at) for at, letter in enumerate("abcd")),
        (0, "7 Punt 7", 30),
        *((1, f"7{letter} stuk", 30 + 8 * at) for at, letter in enumerate("abcd")),
    ]
    assert "8" not in {title.split()[0][0] for _depth, title, _page in outline(reader)}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_number_stands_upright_in_the_middle_of_the_foot_as_the_page_is_read(turn: int) -> None:
    reader = made(sort_out([paper("1", "1a", pdf((600, 800), turned=turn))]))
    page = reader.pages[1]
    seen: list[tuple[float, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if "Bundel" in text:
            seen.append((cm[0], cm[1], cm[4], cm[5]))

    page.extract_text(visitor_text=visit)
    (across, up, x, y) = seen[0]
    # The way in which the words run, and the edge that they stand at, in the page before it is turned.
    assert (round(across), round(up)) == {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    edge = {0: y, 90: 600 - x, 180: 800 - y, 270: x}[turn]
    assert round(edge) == 12


def test_nothing_of_a_file_but_its_pages_is_taken() -> None:
    found = sort_out([paper("1", "1a", pdf((595, 842), script=True))])
    reader = made(found)
    buffer = io.BytesIO()
    PdfWriter(clone_from=reader).write(buffer)
    for word in (b"JavaScript", b"app.alert", b"Launch", b"Geheim", b"overname"):
        assert word not in buffer.getvalue()
    assert reader.metadata
    assert reader.metadata.title == "Agenda"
    assert set(reader.metadata) == {"/Title", "/Producer"}


@pytest.mark.parametrize(
    ("content", "lacks", "why"),
    [
        (b"PK\x03\x04 a spreadsheet", "", Why.NO_PDF),
        (b"%PDF-1.7\n", "", Why.DAMAGED),
        (b"%PDF-1.7\n" + b"\x00" * 5000, "", Why.DAMAGED),
        (pdf((595, 842))[:-200], "", Why.DAMAGED),
        (pdf(), "", Why.EMPTY),
        (b"", "no file", Why.NO_FILE),
        (b"", "unreadable", Why.UNREADABLE),
    ],
)
def test_what_cannot_be_taken_is_named_with_why(content: bytes, lacks: str, why: Why) -> None:
    assert [each.why for each in sort_out([paper("1", "1a", content, lacks)]).left_out] == [why]
