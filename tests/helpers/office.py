"""Files as office programs write them, made small: Word with real numbering, OpenDocument, mail of Outlook."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts, as Word and LibreOffice save a document."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def paragraph(text: str, *, style: str = "", number: tuple[int, int] | None = None, bold: bool = False) -> str:
    """A paragraph of Word; `number` is its list and its level, tabs in `text` are tabs."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:rPr>{'<w:b/>' if bold else ''}</w:rPr>{runs}</w:r></w:p>"


def word_table(rows: Iterable[Iterable[str]]) -> str:
    """A table of Word."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


LEGAL = ((("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)")),)
LETTERS = ((("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")),)
ROMAN = ((("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3.")),)


def word(blocks: Iterable[str], lists: tuple[tuple[tuple[str, str], ...], ...] = LEGAL) -> bytes:
    """A Word file of such blocks; `lists` are the kinds of lists, each the form and the text of its levels."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for at, levels in enumerate(lists)
    )
    numbers = "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at, _levels in enumerate(lists)
    )
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Titel", "Title"), ("Kop1", "heading 1"), ("Kop2", "heading 2"), ("Lijst", "List Paragraph"))
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{_TYPES}.numbering+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELATIONS}/numbering" Target="numbering.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_W}><w:body>{''.join(blocks)}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_W}>{headings}</w:styles>",
            "word/numbering.xml": f"<w:numbering {_W}>{abstract}{numbers}</w:numbering>",
        }
    )


_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def open_document(body: str, levels: Iterable[tuple[str, str]] = (("1", "."), ("a", "."))) -> bytes:
    """An OpenDocument text with this body, whose list style `L1` has numbers of these forms and what follows them."""
    numbers = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-suffix="{after}"/>'
        for at, (form, after) in enumerate(levels, 1)
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>"
            f'<text:list-style style:name="L1">{numbers}</text:list-style></office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )


def open_list(items: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A list of OpenDocument: each item with the parts below it."""

    def part(text: str) -> str:
        return f"<text:list-item><text:p>{escape(text)}</text:p></text:list-item>"

    told = []
    for text, parts in items:
        below = "".join(map(part, parts))
        inner = f"<text:list>{below}</text:list>" if below else ""
        told.append(f"<text:list-item><text:p>{escape(text)}</text:p>{inner}</text:list-item>")
    return f'<text:list text:style-name="L1">{"".join(told)}</text:list>'


# A mail of Outlook: a compound file (MS-CFB) of one sector size, in which each property is a stream

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALL = 4096


def outlook(texts: Mapping[int, str], fixed: Mapping[int, int] | None = None) -> bytes:
    """A `.msg` of Outlook with these properties that are text, and these that are instants (100 ns since 1601)."""
    properties = b"\0" * 32 + b"".join(
        struct.pack("<HHIQ", 0x0040, key, 6, value) for key, value in (fixed or {}).items()
    )
    streams = {"__properties_version1.0": properties}
    streams |= {f"__substg1.0_{key:04X}001F": text.encode("utf-16-le") for key, text in texts.items()}
    return compound(streams)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams in its root; those shorter than 4096 bytes lie in the small sectors."""
    small, small_fat, entries = b"", list[int](), list[tuple[str, int, int]]()
    large: list[tuple[str, bytes]] = []
    for name, content in sorted(streams.items(), key=lambda each: (len(each[0]), each[0].upper())):
        if len(content) >= _SMALL:
            large.append((name, content))
            continue
        first = len(small_fat)
        count = -(-len(content) // 64)
        small_fat += [first + at + 1 for at in range(count - 1)] + ([_END] if count else [])
        small += content.ljust(count * 64, b"\0")
        entries.append((name, first if count else _END, len(content)))
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        parts = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        first = len(sectors)
        sectors.extend(parts)
        fat.extend([first + at + 1 for at in range(len(parts) - 1)] + [_END])
        return first

    for name, content in large:
        entries.append((name, store(content), len(content)))
    entries.sort(key=lambda each: (len(each[0]), each[0].upper()))
    small_first = store(small) if small else _END
    small_fat_first = store(struct.pack(f"<{len(small_fat)}I", *small_fat).ljust(_SECTOR, b"\xff")) if small else _END
    directory = [_entry("Root Entry", 5, small_first, len(small), child=1 if entries else _FREE)]
    directory += [
        _entry(name, 2, first, size, right=at + 2 if at + 1 < len(entries) else _FREE)
        for at, (name, first, size) in enumerate(entries)
    ]
    whole = b"".join(directory)
    directory_first = store(whole.ljust(-(-len(whole) // _SECTOR) * _SECTOR, b"\0"))
    fat_count = -(-(len(fat) + 4) // 128)
    fat_first = len(sectors)
    fat += [_FAT] * fat_count
    sectors += [b""] * fat_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * _SECTOR, b"\xff")
    for at in range(fat_count):
        sectors[fat_first + at] = table[at * _SECTOR : (at + 1) * _SECTOR]
    small_count = -(-len(small_fat) * 4 // _SECTOR) if small else 0
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6,
        0, fat_count, directory_first, 0, _SMALL, small_fat_first, small_count, _END, 0,
    )  # fmt: skip
    places = [fat_first + at for at in range(fat_count)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - len(places)))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, first: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        written, len(written) + 2, kind, 1, _FREE, right, child, b"\0" * 16, 0, 0, 0, first, size,
    )  # fmt: skip
