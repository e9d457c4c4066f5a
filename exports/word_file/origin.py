"""Of what record a Word file was made, in its properties: by that it is known when it comes back, also an older draft.

(ECMA-376 part 1, 22.3: custom properties, each with a name, an id from 2 on, and a value of a kind.)
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax.saxutils import escape

import msgspec

NAME = "notulist"
"""What the property is called."""
PART = "docProps/custom.xml"
"""Where a Word file has such properties."""
KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_SPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"


class Origin(msgspec.Struct, frozen=True):
    """The key of the meeting and the number of the last act that the file tells."""

    meeting: str
    act: int


def as_text(origin: Origin) -> str:
    """`origin` as the value of a property."""
    return msgspec.json.encode(origin).decode()


def from_text(text: str) -> Origin | None:
    """What `as_text` wrote; None where it is something else."""
    try:
        return msgspec.json.decode(text, type=Origin)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None


def properties(text: str) -> bytes:
    """The part of a Word file that holds `text` as its origin."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{_FORMAT_ID}" pid="2" name="{NAME}"><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        "</Properties>"
    ).encode()


def origin_in(part: bytes) -> Origin | None:
    """The origin that the properties of a Word file tell; None where they tell none. `part` is XML that was checked."""
    if not part:
        return None
    try:
        tree = ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return None
    for each in tree.iter(f"{_SPACE}property"):
        if each.get("name") == NAME:
            return from_text("".join(each.itertext()))
    return None
