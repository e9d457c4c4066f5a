"""Files that are archives of XML, such as those of Word: opened only where they are no bomb."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from store.errors import BadAgenda
from store.i18n import _

BROKEN = (
    *(KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, SyntaxError, RuntimeError, EOFError),
    *(AssertionError, ArithmeticError, struct.error, zipfile.BadZipFile, zlib.error),
)
"""What libraries raise at a file that is not as it should be."""
_MOST_PARTS = 3_000
_LARGEST_PART = 25_000_000
_LARGEST = 60_000_000
_DEEPEST = 200
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TAGS = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive that `content` is, where it is no larger than a document can be.

    Raises BadAgenda where it is damaged, or unpacks to more than any document holds.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        parts = packed.infolist()
    except BROKEN as error:
        raise damaged(name) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise too_large(name)
    return packed


def part(packed: zipfile.ZipFile, path: str, name: str) -> bytes:
    """One part of an archive, which is XML; nothing where it is not there.

    Raises BadAgenda where it is larger than it says, nests deeper than any document does, or names entities.
    """
    try:
        with packed.open(path) as stream:
            content = stream.read(_LARGEST_PART + 1)
    except KeyError:
        return b""
    except BROKEN as error:
        raise damaged(name) from error
    if len(content) > _LARGEST_PART:
        raise too_large(name)
    if path.lower().endswith((".xml", ".rels")):
        check(content, name)
    return content


def check(content: bytes, name: str) -> None:
    """Raises BadAgenda where XML names entities, or nests deeper than any document does."""
    if _DOCTYPE.search(content) or b"\x00" in content[:200]:
        raise damaged(name)
    depth = 0
    for tag in _TAGS.finditer(content):
        depth += 0 if tag[2] else -1 if tag[1] else 1
        if depth > _DEEPEST:
            raise too_large(name)


def check_all(packed: zipfile.ZipFile, name: str) -> None:
    """Reads every part once, and raises BadAgenda where one of them is damaged, or no part of a document."""
    for each in packed.infolist():
        part(packed, each.filename, name)


def damaged(name: str) -> BadAgenda:
    """A file that is not what it says it is."""
    return BadAgenda(_("{file} is damaged and cannot be read. Nothing was stored.").format(file=name))


def too_large(name: str) -> BadAgenda:
    """A file that unpacks to more than any document holds."""
    return BadAgenda(_("{file} unpacks to more than a document holds. Nothing was stored.").format(file=name))


def needs(name: str, extra: str = "import") -> BadAgenda:
    """What is said where the library for a kind of file is not installed."""
    words = _("To read {file}, install what it takes: pip install 'notulist[{extra}]'. Nothing was stored.")
    return BadAgenda(words.format(file=name, extra=extra))
