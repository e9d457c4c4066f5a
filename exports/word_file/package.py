"""What a Word file is besides its text: whose program made it, of which record it is, and no time of making."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from docx.document import Document as Docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from exports.word_file.origin import KIND, PART, RELATION, properties

# The earliest moment that a zip file can tell.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def with_origin(file: Docx, origin: str) -> None:
    """Lets `file` say of which record it is (`exports.word_file.origin`)."""
    package = file.part.package
    package.relate_to(Part(PackURI(f"/{PART}"), KIND, properties(origin), package), RELATION)


def without_template(file: Docx) -> None:
    """Without what python-docx brings of the program that its own template was made with: name and picture."""
    package = file.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(name)
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = re.sub(rb"(<Application>)[^<]*|(<AppVersion>)[^<]*", _program, part.blob)


def _program(found: re.Match[bytes]) -> bytes:
    return b"<Application>notulist" if found[1] else b"<AppVersion>16.0000"


def undated(content: bytes, rewritten: Callable[[str, bytes], bytes] = lambda _name, part: part) -> bytes:
    """The same zip file, but for the time at which it was made: the same document gives the same bytes.

    Each part is as `rewritten` makes it, which is told its name.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            about = zipfile.ZipInfo(name, _NO_DATE)
            about.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(about, rewritten(name, old.read(name)))
    return buffer.getvalue()
