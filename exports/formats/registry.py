"""The formats in which a document can be written; which one by its name or by the ending of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from exports.document import Document
from exports.formats.file_warnings import Warn, warn_nobody
from exports.formats.markdown import write_markdown
from store.errors import NotulistError
from store.i18n import _


class Format(StrEnum):
    """How a document can be written; also the ending of its file."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "txt"
    CSV = "csv"
    WORKBOOK = "xlsx"
    JSON = "json"
    CALENDAR = "ics"


DATA = (Format.JSON, Format.CALENDAR)
"""Those that are made of the record itself (`exports.formats.json`, `exports.formats.ics`), not of a document."""

TABLES = (Format.CSV, Format.WORKBOOK)
"""Those that hold lists only; of minutes a row for each entry."""

_ENDINGS = {"htm": Format.HTML, "markdown": Format.MARKDOWN, "text": Format.TEXT}
# The module that a format needs of the extra `documents`.
_NEEDS = {Format.DOCX: "docx", Format.PDF: "typst", Format.CALENDAR: "icalendar", Format.WORKBOOK: "openpyxl"}
INSTALL = "pip install 'notulist[documents]'"


def format_of(path: Path) -> Format | None:
    """The format that the ending of `path` stands for; None where it stands for none."""
    ending = path.suffix.lower().removeprefix(".")
    return _ENDINGS.get(ending) or next((each for each in Format if each.value == ending), None)


def write(document: Document, format: Format, fonts: Sequence[Path] = (), tell: Warn = warn_nobody) -> bytes:
    """`document` as the bytes of a file of that format; `tell` is called with what its reader will miss in it.

    Raises NotulistError where the format cannot hold it, or where a package that it needs is not installed.
    """
    require(format)
    if format is Format.PDF:
        from exports.formats.pdf import write_pdf

        return write_pdf(document, fonts, tell)
    if format is Format.DOCX:
        from exports.formats.docx import write_docx

        return write_docx(document)
    if format is Format.WORKBOOK:
        from exports.formats.xlsx import write_xlsx

        return write_xlsx(document)
    return _text_writer(format)(document).encode()


def require(format: Format) -> None:
    """Raises NotulistError with the command that installs it, where a package that `format` needs is missing."""
    from importlib.util import find_spec

    module = _NEEDS.get(format)
    if module and find_spec(module) is None:
        raise NotulistError(
            _("For {format} a package is missing; nothing was written. Install it with: {command}").format(
                format=format.upper(), command=INSTALL
            )
        )


def _text_writer(format: Format) -> Callable[[Document], str]:
    if format is Format.HTML:
        from exports.formats.html import write_html

        return write_html
    if format is Format.TEXT:
        from exports.formats.text import write_text

        return write_text
    if format is Format.CSV:
        from exports.formats.csv import write_csv

        return write_csv
    return write_markdown
