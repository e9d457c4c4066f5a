"""The tables of a document as CSV that a spreadsheet opens at once, in which nothing is a formula.

RFC 4180, in UTF-8 with a byte order mark, without which a spreadsheet takes it for something
else. Fields are parted as the spreadsheets of the language expect: `;` in Dutch, `,` in English.
"""

from __future__ import annotations

import csv
import io

from exports.document import Document, Heading, Table
from exports.wording import list_label
from store.errors import NotulistError
from store.i18n import _

# What a spreadsheet begins a formula with, as typed, full-width, or behind white space that it drops.
_FORMULA = tuple("=+-@＝＋－＠|%\t\r\n")


def write_csv(document: Document) -> str:
    """The tables of `document` under one head, in which the first column says of which list a row is.

    Raises NotulistError where there is none.
    """
    tables = tables_of(document)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if document.language == "nl" else ",", quoting=csv.QUOTE_ALL)
    several = len(tables) > 1
    heads = {table.whole[0]: None for _title, table in tables}
    first = list_label(document.language)
    for head in heads:
        writer.writerow([*([first] if several else []), *map(inert, head)])
        for title, table in tables:
            its_head, rows = table.whole
            if its_head == head:
                writer.writerows([[*([inert(title)] if several else []), *map(inert, row)] for row in rows])
    return "\ufeff" + file.getvalue()


def inert(cell: str) -> str:
    """`cell` as a spreadsheet shows it, never as a formula: an apostrophe before what would begin one."""
    return f"'{cell}" if cell.lstrip(" \N{NO-BREAK SPACE}\ufeff").startswith(_FORMULA) else cell


def tables_of(document: Document) -> list[tuple[str, Table]]:
    """Each table with the heading above it. Raises NotulistError where there is none."""
    title, found = "", []
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            found.append((title, block))
    if not found:
        raise NotulistError(_("There is no list in this document; as CSV or XLSX only lists can be written."))
    return found
