"""Spreadsheets: workbooks (.xlsx) and CSV, in whatever encoding Excel wrote it."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from itertools import islice

from exports.sources.encodings import text_of
from exports.sources.packed import BROKEN, check_all, damaged, needs, opened, too_large
from exports.sources.source import Kind, Source, table
from store.i18n import _

_MOST_ROWS = 10_000
_MOST_COLUMNS = 200
_LONGEST_CELL = 20_000


def read_workbook(content: bytes, name: str) -> Source:
    """The first sheet of a workbook that holds anything. Raises BadAgenda where it is damaged, or too large."""
    check_all(opened(content, name), name)
    try:
        import openpyxl
    except ImportError as error:
        raise needs(name) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [
            (sheet.title, list(islice(sheet.iter_rows(values_only=True), _MOST_ROWS + 1))) for sheet in book.worksheets
        ]
    except BROKEN as error:
        raise damaged(name) from error
    full = [(title, rows) for title, rows in ((title, _rows(rows)) for title, rows in sheets) if rows]
    if any(len(rows) > _MOST_ROWS for _title, rows in full):
        raise too_large(name)
    left_out = [_("Not read: the sheet {name}.").format(name=title) for title, _other in full[1:]]
    return _source(Kind.WORKBOOK, full[0][1] if full else (), left_out)


def read_table(content: bytes, name: str) -> Source:
    """A file of lines with commas, semicolons or tabs. Raises BadAgenda where it is not in order, or too large."""
    text = text_of(content, name)
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
            if len(rows) > _MOST_ROWS:
                raise too_large(name)
            rows.append(tuple(cell.strip() for cell in row[:_MOST_COLUMNS]))
    except csv.Error as error:
        raise damaged(name) from error
    return _source(Kind.TABLE, tuple(row for row in rows if any(row)), [])


def delimiter_of(text: str) -> str:
    """What stands between the cells of a line: the sign that is there most often in the first lines."""
    lines = [line for line in text.splitlines()[:20] if line.strip() and not line.lower().startswith("sep=")]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in "\t;,"}
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ";"


def _rows(rows: list[tuple[object, ...]]) -> tuple[tuple[str, ...], ...]:
    told = [tuple(_cell(cell) for cell in row[:_MOST_COLUMNS]) for row in rows]
    return tuple(row for row in told if any(row))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return " ".join(str(value).split())[:_LONGEST_CELL]


def _source(kind: Kind, rows: tuple[tuple[str, ...], ...], left_out: list[str]) -> Source:
    width = max((len(row) for row in rows), default=0)
    used = [at for at in range(width) if any(len(row) > at and row[at] for row in rows)]
    kept = tuple(tuple(row[at] if at < len(row) else "" for at in used) for row in rows)
    return Source(kind=kind, text="\n".join(table([list(row) for row in kept])), rows=kept, left_out=tuple(left_out))
