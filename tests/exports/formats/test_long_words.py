"""Long names of files, addresses and words, and letters of every script: nothing over a margin, nothing refused."""

from __future__ import annotations

import io
import sys
import unicodedata

import pypdf
import pytest

from exports.document import Document, Heading, Paragraph, Table, plain
from exports.formats.registry import Format, write
from exports.formats.typesetting.column_widths import millimetres
from exports.formats.typesetting.long_words import LONGEST, breakable
from tests.helpers.tables import each_row

MARK = "\N{ZERO WIDTH SPACE}"
WORDS = (
    r"D:\Gedeeld\Bestuur\2027\Begroting\Begroting_2027_definitief_versie_3_na_opmerkingen_penningmeester.xlsx",
    "https://example.org/sites/or/Gedeelde%20documenten/Forms/AllItems.aspx?id=%2Fsites%2For%2FNotulen&viewid=0a1b",
    "Arbeidsongeschiktheidsverzekeringsmaatschappijcontractvernieuwingsvoorstellen",
    "x" * 200,
    "王" * 90,
    "e\N{COMBINING ACUTE ACCENT}" * 60,
)


@each_row("word", WORDS)
def test_a_long_word_may_be_broken_and_loses_nothing(word: str) -> None:
    marked = breakable(f"voor {word} na")
    assert marked.replace(MARK, "") == f"voor {word} na"
    assert max(map(len, marked.replace(" ", MARK).split(MARK))) <= LONGEST
    assert not any(unicodedata.combining(part[0]) for part in marked.split(MARK))


def test_what_is_short_is_as_it_was() -> None:
    assert MARK not in breakable("B 2026-09-04 Notulen_OR_2026.docx https://example.org")


@each_row("word", WORDS[:4])
def test_a_long_word_leaves_the_other_columns_their_room(word: str) -> None:
    head, row = ("Nummer", "Punt", "Wat", "Wie", "Wanneer"), ("A 2026-12-01", "1", "", "KP, AB", "vr 4 dec 2026")
    usual = millimetres(Table(head, ((*row[:2], "zaal " * 60, *row[3:]),)), 170)
    found = millimetres(Table(head, ((*row[:2], f"zaal {word} " * 9, *row[3:]),)), 170)
    assert [round(each) for each in found] == [round(each) for each in usual]


def furthest(content: bytes) -> float:
    """How far to the right a word begins in a PDF, in points."""
    places: list[float] = []
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, _size: places.append(tm[4]) if text.strip() else None
        )
    return max(places)


def test_long_words_in_a_pdf_begin_in_their_columns_and_are_whole() -> None:
    rows = tuple(("A 2026-12-01", word, "KP", "open") for word in WORDS[:4])
    blocks = (Heading(1, WORDS[2]), Table(("Nummer", "Wat", "Wie", "Status"), rows), Paragraph((plain(WORDS[0]),)))
    content = write(Document("nl", blocks), Format.PDF)
    said = "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    assert [word for word in WORDS[:4] if word not in said] == []
    assert furthest(content) < 595 - 60


@pytest.mark.faults
def test_a_letter_of_every_range_refuses_no_document() -> None:
    letters = [
        chr(code) for code in range(0x21, sys.maxunicode, 97) if unicodedata.category(chr(code)) not in ("Cs", "Cn")
    ]
    letters = letters[:: max(1, len(letters) // 2000)]
    rows = tuple((f"{number}", "".join(letters[number : number + 20])) for number in range(0, len(letters), 20))
    document = Document("en", (Heading(1, "Letters"), Table(("Number", "Letters"), rows)))
    for format in (Format.PDF, Format.DOCX, Format.HTML, Format.TEXT, Format.MARKDOWN, Format.CSV):
        assert write(document, format)
