"""A meeting with one of everything, and what the words of its documents are in each format."""

from __future__ import annotations

import io

import docx
import mammoth
import pypdf
from docx.document import Document as Docx

from exports.document import (
    Block,
    Boxed,
    Bullets,
    Document,
    Heading,
    Lines,
    Paragraph,
    Signing,
    Table,
    emphasis,
    plain,
    strong,
    text_of,
)
from exports.formats.registry import Format, write
from tests.helpers.council import Sitting
from tests.helpers.reading import english

# What a spreadsheet may take for a formula.
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠A", " =1", "\u00a0=1", "|x", "%x", "\r=1")
NAMES = ("Ó Briain", "’t Hart", "IJsbrandy", "Çelik", "Łukasz", "أحمد", "王小明")


def about() -> Document:
    """A document with everything in it, in which each name stands in each kind of place."""
    blocks: list[Block] = [Heading(1, "Notulen " + NAMES[0])]
    for name in NAMES:
        blocks += [
            Heading(2, f"1. {name}"),
            Paragraph((strong(f"{name}:"), plain(f" zegt {name}"), emphasis(f" ({name})"))),
            Bullets(((strong("Wie"), plain(f": {name}")),)),
            Boxed(((strong("Besluit"), plain(f" — {name}")), (plain(f"Tegen: {name}"),))),
        ]
    blocks.append(Table(("Naam", "Wat"), tuple((name, f"doet {name}") for name in NAMES)))
    return Document("nl", tuple(blocks), subject="OR · 3 mei", mark="Vertrouwelijk.")


def words_of(document: Document) -> list[str]:
    """The texts of a document, in order, without white space."""
    found: list[str] = []
    for block in document.blocks:
        match block:
            case Heading(_level, text):
                found.append(text)
            case Paragraph(spans):
                found.append(text_of(spans))
            case Bullets(lines) | Boxed(lines) | Lines(lines):
                found += map(text_of, lines)
            case Table(head, rows):
                found += [cell for row in (head, *rows) for cell in row]
            case Signing():
                found += [cell for row in (block.offices, *block.rows) for cell in row]
    return [text for text in ("".join(text.split()) for text in found) if text]


def sitting_of_all_kinds() -> Sitting:
    """A meeting with one of everything, a confidential item, and a vote of names."""
    sitting = english(place="Zaal 3")
    sitting.type("a note", "mia: says this", "!? do this", "/moved mia eva", "= unanimous -jth", "/minority jth no")
    sitting.type("@bvdb,Smith write > friday 12:00", "@all cake > asap", "& @kh send it > 1 april", "? why")
    sitting.type("/next", "/secret art. 20 WOR", "zwaluw", "@mia buizerd > friday", "/go 5", "/close")
    return sitting


def texts_in(file: Docx) -> list[str]:
    found = []
    for part in file.iter_inner_content():
        if isinstance(part, docx.table.Table):
            found += [cell.text for row in part.rows for cell in row.cells]
        else:
            found.append(part.text)
    return [text for text in ("".join(text.split()) for text in found) if text]


def pages_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def read_by_another(document: Document) -> str:
    """The text of a document as mammoth reads its DOCX file, without white space.

    It shares no line of code with python-docx, which wrote the file.
    """
    read = mammoth.extract_raw_text(io.BytesIO(write(document, Format.DOCX)))
    assert not [message for message in read.messages if message.type == "error"]
    return "".join(read.value.split())
