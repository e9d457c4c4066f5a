"""What a reader makes of a file: its text, or the rows of its tables, whatever it was written with."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

import msgspec

LARGEST = 20_000_000
"""The most bytes that a file may have: a Word file with pictures in it, or a mail with a few papers."""
LONGEST = 5_000_000
"""The most letters of text that are read of a file: the longest agenda known has sixty thousand."""


class Kind(Enum):
    """What a file is written with."""

    MARKDOWN = "markdown"
    TEXT = "text"
    YAML = "yaml"
    JSON = "json"
    HTML = "html"
    WORD = "docx"
    OPEN_DOCUMENT = "odt"
    MAIL = "eml"
    OUTLOOK = "msg"
    CALENDAR = "ics"
    CARDS = "vcf"
    WORKBOOK = "xlsx"
    TABLE = "csv"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it can be read.

    `text` are its lines: Markdown where `kind` says so, else plain text whose lists have the numbers that are shown,
    with a heading as `# …`, a table as rows between `|`, and a link as `[words](address)`. `rows` are the cells of a
    spreadsheet. `sent` is the day of a mail, `sender` the name or address of who sent it. `left_out` are lines for
    the user on what was in the file and is not in the text.
    """

    kind: Kind
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    sent: date | None = None
    sender: str = ""
    left_out: tuple[str, ...] = ()


_SIGNS = re.compile(r"([\\*`<])|(?<![^\W_])(_)|(_)(?![^\W_])")


def literal(text: str) -> str:
    """`text` with a backslash before what would be a sign of Markdown in it."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)


def link(words: str, address: str) -> str:
    """Words that lead to an address, as Markdown has them; the words alone where the address is none."""
    address = address.strip()
    if not re.match(r"(?:https?://|mailto:|www\.)\S+$", address) or any(sign in address for sign in "()<> "):
        return words
    return f"[{words}]({address})" if words.strip() else address


def table(rows: list[list[str]]) -> list[str]:
    """The rows of a table as Markdown has them, the first one its heading; cells are one line each."""
    width = max((len(row) for row in rows), default=0)
    full = [[*(_cell(cell) for cell in row), *[""] * (width - len(row))] for row in rows]
    if not full or not width:
        return []
    lines = [f"| {' | '.join(row)} |" for row in full]
    return ["", lines[0], f"|{'---|' * width}", *lines[1:], ""]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
