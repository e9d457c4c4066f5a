"""Lists as a workbook, read back by its XML and by another library than the one that wrote it is checked against."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import openpyxl
import pytest

from exports.document import Document, Heading, Table
from exports.formats.registry import Format, write
from exports.publish import Job
from store.errors import NotulistError
from tests.helpers.documents import FORMULAS, sitting_of_all_kinds

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(*tables: Table, title: str = "Actions") -> bytes:
    blocks = [block for at, table in enumerate(tables) for block in (Heading(2, f"{title}" if at else "List"), table)]
    return write(Document("nl", (Heading(1, "x"), *blocks)), Format.WORKBOOK)


def test_days_are_days_and_numbers_numbers_with_a_filter_and_a_fixed_head() -> None:
    data = (("Due day", ("2026-12-01", "")), ("In favour", ("7", "")))
    book = openpyxl.load_workbook(io.BytesIO(made(Table(("No", "What"), (("1", "write"), ("2", "call")), data))))
    (sheet,) = book.worksheets
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["No", "What", "Due day", "In favour"],
        ["1", "write", datetime.fromisoformat("2026-12-01"), 7],
        ["2", "call", None, None],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D3")
    assert sheet["C2"].number_format == "dd-mm-yyyy"


def test_no_cell_is_a_formula() -> None:
    content = made(Table(("=1", "b"), tuple((each, "x\x00y") for each in FORMULAS), (("=day", FORMULAS),)))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    assert list(sheet.iter(f"{_MAIN}f")) == []
    cells = [cell for cell in sheet.iter(f"{_MAIN}c") if len(cell)]
    assert {cell.get("t") for cell in cells} <= {"s", "inlineStr"}
    assert set(FORMULAS) <= {"".join(cell.itertext()) for cell in cells}


def test_each_list_has_a_sheet_whose_name_no_other_has() -> None:
    row = Table(("a",), (("b",),))
    names = openpyxl.load_workbook(io.BytesIO(made(row, row, row, title="Open: [old] " + "x" * 40))).sheetnames
    assert names == ["List", "Open   old  xxxxxxxxxxxxxxxxxxx", "Open   old  xxxxxxxxxxxxxxxxx 2"]


def test_the_same_document_gives_the_same_bytes_whenever_it_is_written() -> None:
    content = made(Table(("a",), (("b",),)))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        about = packed.read("docProps/core.xml").decode()
    assert "1980-01-01T00:00:00Z</dcterms:modified>" in about
    assert "1980-01-01T00:00:00Z</dcterms:created>" in about


def test_what_has_no_list_is_refused() -> None:
    with pytest.raises(NotulistError, match="only lists"):
        write(Document("en", (Heading(1, "x"),)), Format.WORKBOOK)


def test_minutes_are_a_row_for_each_entry_as_in_csv() -> None:
    record = sitting_of_all_kinds().record
    (sheet,) = openpyxl.load_workbook(io.BytesIO(Job(format=Format.WORKBOOK).make([record]))).worksheets
    lines = Job(format=Format.CSV).make([record]).decode("utf-8-sig").splitlines()
    assert sheet.max_row == len(lines)
    assert lines[0] == ",".join(f'"{cell.value}"' for cell in sheet[1])
