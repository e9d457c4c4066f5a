"""The tables of a document as a workbook: a sheet for each, with real days and numbers, a filter and a fixed head.

Needs openpyxl (the extra `documents`). No cell is a formula: each is written as text, a day or a number.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from itertools import count

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.document import Document, Table
from exports.formats.csv import tables_of
from exports.word_file.package import undated

# What no sheet may be called (ECMA-376 part 1, 18.2.19, and what Excel refuses), and how long its name may be.
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_LONGEST_NAME = 31
# What XML 1.0 (2.2) cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_DAYS = {"nl": "dd-mm-yyyy", "en": "dd/mm/yyyy"}
# Widths are in letters: no column wider than can be read, none narrower than its head.
_WIDEST, _NARROWEST = 60, 8
_LONGEST_CELL = 32_767


def write_xlsx(document: Document) -> bytes:
    """`document` as the bytes of a workbook; the same document gives the same bytes.

    Raises NotulistError where there is no table in it.
    """
    tables = tables_of(document)
    book = Workbook()
    book.remove(book.active)
    at = document.changed or datetime(1980, 1, 1, tzinfo=UTC)
    about = book.properties
    about.title, about.subject, about.creator = document.title[:255], document.subject[:255], document.author[:255]
    about.created = about.modified = at.replace(tzinfo=None)
    names: set[str] = set()
    for title, table in tables:
        name = _free_name(title, names)
        _fill(book.create_sheet(name), table, document)
    made = io.BytesIO()
    book.save(made)
    modified = f"{at:%Y-%m-%dT%H:%M:%SZ}".encode()

    def rewritten(name: str, part: bytes) -> bytes:
        # openpyxl writes when it was saved.
        return _MODIFIED.sub(rb"\g<1>" + modified, part) if name == "docProps/core.xml" else part

    return undated(made.getvalue(), rewritten)


def _free_name(title: str, taken: set[str]) -> str:
    """A name for a sheet that no other has."""
    plain = _FORBIDDEN.sub("", _NOT_IN_NAMES.sub(" ", title)).strip(" '") or "-"
    for number in count(1):
        end = f" {number}" if number > 1 else ""
        name = plain[: _LONGEST_NAME - len(end)].rstrip() + end
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    raise AssertionError


def _fill(sheet: Worksheet, table: Table, document: Document) -> None:
    head, rows = table.whole
    typed = len(table.head)
    marks = " · ".join(filter(None, (document.mark, document.draft)))
    sheet.oddHeader.left.text = _text(document.title).replace("&", "&&")[:120]
    sheet.oddHeader.right.text = _text(marks).replace("&", "&&")[:120]
    sheet.oddFooter.right.text = "&P / &N"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for column, words in enumerate(head, 1):
        cell = sheet.cell(1, column)
        _put(cell, words, document.language, is_text=True)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        longest = max((len(line) for row in rows for line in row[column - 1].split("\n")), default=0)
        width = min(_WIDEST, max(_NARROWEST, len(words) + 2, longest + 1))
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        for column, words in enumerate(row, 1):
            _put(sheet.cell(number, column), words, document.language, is_text=column <= typed)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"


def _put(cell: Cell, words: str, language: str, *, is_text: bool) -> None:
    """Writes `words`: as they are, or, of the columns for a spreadsheet, as the day or number that they tell."""
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    value = None if is_text else _day_or_number(words)
    if value is None:
        if words:
            cell.value = _text(words)[:_LONGEST_CELL]
            # Whatever it begins with: never a formula.
            cell.data_type = "s"
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAYS.get(language, "yyyy-mm-dd")


def _day_or_number(words: str) -> date | int | None:
    if re.fullmatch(r"\d{1,9}", words):
        return int(words)
    try:
        return date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else None
    except ValueError:
        return None


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
