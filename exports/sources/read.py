"""What a file is, by what stands in it, and its reader; its name counts only where its content can be two things."""

from __future__ import annotations

import re
from pathlib import Path

from exports.sources.encodings import text_of
from exports.sources.source import LARGEST, Kind, Source
from store.errors import BadAgenda
from store.i18n import _

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){2,}")
_MAIL = re.compile(
    rb"^(?:mime-version|message-id|content-type|received|return-path|x-mailer|subject):", re.IGNORECASE | re.MULTILINE
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|div|table|p|meta|ol|ul)\b", re.I
)
_OTHERS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_SUFFIXES = {
    ".json": Kind.JSON,
    ".yaml": Kind.YAML,
    ".yml": Kind.YAML,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".eml": Kind.MAIL,
}


def read_source(content: bytes, name: str, kind: Kind | None = None) -> Source:
    """What the bytes of a file say. `kind` is what it is where that is known already.

    Raises BadAgenda, one line, where it is of no kind that is read, damaged, or too large.
    """
    if len(content) > LARGEST:
        words = _("{file} is too large for an agenda (over {size} MB). Nothing was stored.")
        raise BadAgenda(words.format(file=name, size=LARGEST // 1_000_000))
    kind = kind or kind_of(content, name)
    match kind:
        case Kind.WORD:
            from exports.sources.word import read_word as read
        case Kind.OPEN_DOCUMENT:
            from exports.sources.open_document import read_open_document as read
        case Kind.WORKBOOK:
            from exports.sources.sheets import read_workbook as read
        case Kind.TABLE:
            from exports.sources.sheets import read_table as read
        case Kind.MAIL:
            from exports.sources.mail import read_mail as read
        case Kind.OUTLOOK:
            from exports.sources.outlook import read_outlook as read
        case Kind.CALENDAR:
            from exports.sources.calendar import read_calendar as read
        case Kind.HTML:
            from exports.sources.html import read_html

            return read_html(text_of(content, name), name)
        case _:
            return Source(kind=kind, text=text_of(content, name))
    return read(content, name)


def kind_of(content: bytes, name: str) -> Kind:
    """What a file is written with. Raises BadAgenda where it is something that is not read."""
    suffix = _SUFFIXES.get(Path(name).suffix.lower())
    for mark, words in _OTHERS.items():
        if content.startswith(mark):
            raise BadAgenda(
                _("{file} is a {kind} file, which is not read. Nothing was stored: save it as Word or text.").format(
                    file=name, kind=words
                )
            )
    if content.startswith(_ZIP):
        return _packed(content, name)
    if content.startswith(_OLE):
        return Kind.OUTLOOK
    first = content[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if first[:15].upper() == b"BEGIN:VCALENDAR":
        return Kind.CALENDAR
    if first[:11].upper() == b"BEGIN:VCARD":
        return Kind.CARDS
    headers = _HEADER.match(content[:20_000])
    if headers and _MAIL.search(headers[0]) and (suffix is Kind.MAIL or len(_MAIL.findall(headers[0])) > 1):
        return Kind.MAIL
    if suffix in (Kind.JSON, Kind.YAML, Kind.TABLE, Kind.MARKDOWN):
        return suffix
    text = text_of(content, name)
    if text.lstrip().startswith("{"):
        return Kind.JSON
    if _PAGE.match(text[:4_000]):
        return Kind.HTML
    return Kind.TEXT


def _packed(content: bytes, name: str) -> Kind:
    from exports.sources.packed import opened, part

    packed = opened(content, name)
    names = set(packed.namelist())
    if "word/document.xml" in names:
        return Kind.WORD
    if "xl/workbook.xml" in names:
        return Kind.WORKBOOK
    if "content.xml" in names and b"office:text" in part(packed, "content.xml", name):
        return Kind.OPEN_DOCUMENT
    words = _("{file} is no Word file, spreadsheet or text. Nothing was stored.")
    raise BadAgenda(words.format(file=name))
