"""The documents in LibreOffice itself: `pytest tests/with_libreoffice.py`, on a machine that has it.

It is no part of the suite, which reads the same files with readers that every machine has.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import html5lib
import pytest

from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.document import Document, Table
from exports.formats.csv import write_csv
from exports.formats.registry import Format, write
from exports.kinds import DocumentKind
from store.model import Audience
from tests.helpers.documents import FORMULAS, about, words_of
from tools.documents import sample_record


def convert(file: Path, to: str, *more: str) -> None:
    """Has LibreOffice write `file` as something else, beside it."""
    # A profile of its own: two at once cannot share one.
    command = ["soffice", f"-env:UserInstallation=file://{file.parent}/profile", "--headless", *more]
    subprocess.run([*command, "--convert-to", to, file.name], cwd=file.parent, check=True, capture_output=True)


def opened(document: Document, folder: Path) -> str:
    """The text of a document as LibreOffice reads its DOCX file, without white space."""
    (folder / "a.docx").write_bytes(write(document, Format.DOCX))
    convert(folder / "a.docx", "txt:Text (encoded):UTF8")
    return "".join((folder / "a.txt").read_text("utf-8-sig").split())


def test_a_document_says_the_same(tmp_path: Path) -> None:
    text = opened(about(), tmp_path)
    assert [words for words in words_of(about()) if words not in text] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_minutes_of_the_sample_say_the_same(language: str, tmp_path: Path) -> None:
    document = make_document([redacted(sample_record(language), Audience.FULL)], DocumentKind.MINUTES)
    text = opened(document, tmp_path)
    assert [words for words in words_of(document) if words not in text] == []


def test_a_spreadsheet_shows_what_looks_like_a_formula_as_text(tmp_path: Path) -> None:
    cells = [cell for cell in FORMULAS if cell.isprintable()]
    text = write_csv(Document("en", (Table(("a",), tuple((cell,) for cell in cells)),)))
    (tmp_path / "a.csv").write_text(text.removeprefix("\ufeff"), "utf-8")
    convert(tmp_path / "a.csv", "html", "--infilter=Text - txt - csv (StarCalc):44,34,76")
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse((tmp_path / "a.html").read_text("utf-8"))
    shown = ["".join(cell.itertext()) for cell in page.iter("td")]
    assert shown == ["a", *(f"'{cell}" for cell in cells)]
