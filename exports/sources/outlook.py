"""Mail as Outlook saves it (.msg): subject, sender, day and text (MS-OXMSG, in the container of MS-CFB)."""

from __future__ import annotations

import io
import struct
from datetime import UTC, date, datetime, timedelta

from exports.sources.html import lines_of_html
from exports.sources.mail import with_subject
from exports.sources.packed import BROKEN, damaged, needs
from exports.sources.source import LONGEST, Kind, Source, literal
from store.i18n import _
from store.text import clean, decode

_SUBJECT, _SENDER, _ADDRESS, _BODY, _PAGE = 0x0037, 0x0C1A, 0x0C1F, 0x1000, 0x1013
_FILE, _LONG_FILE = 0x3704, 0x3707
_SENT, _CREATED = 0x0039, 0x3007
_UNICODE, _BYTES, _STRING = 0x001F, 0x0102, 0x001E
_MOST_ATTACHMENTS = 100


def read_outlook(content: bytes, name: str) -> Source:
    """The text of a mail that Outlook saved, below its subject. Raises BadAgenda where it is damaged."""
    try:
        import olefile
    except ImportError as error:
        raise needs(name) from error
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            reader = _Reader(file)
            body = reader.text(_BODY)
            page = reader.page()
            lines = "\n".join(map(literal, body.splitlines())) if body.strip() else lines_of_html(page, name)
            return Source(
                kind=Kind.OUTLOOK,
                text=with_subject(reader.text(_SUBJECT), lines),
                sent=reader.day(),
                sender=clean(f"{reader.text(_SENDER)} <{reader.text(_ADDRESS)}>").removesuffix("<>").strip(),
                left_out=tuple(_("Not read: the attachment {file}.").format(file=each) for each in reader.attached()),
            )
    except BROKEN as error:
        raise damaged(name) from error


class _Reader:
    def __init__(self, file: object) -> None:
        self._file = file

    def _stream(self, path: str) -> bytes:
        file = self._file
        if not file.exists(path):  # type: ignore[attr-defined]
            return b""
        with file.openstream(path) as stream:  # type: ignore[attr-defined]
            return bytes(stream.read(4 * LONGEST))

    def text(self, key: int, folder: str = "") -> str:
        """A property that is text, whether it was kept in Unicode or not."""
        if found := self._stream(f"{folder}__substg1.0_{key:04X}{_UNICODE:04X}"):
            return found.decode("utf-16-le", errors="replace").rstrip("\x00")
        return decode(self._stream(f"{folder}__substg1.0_{key:04X}{_STRING:04X}")).rstrip("\x00")

    def page(self) -> str:
        """The text as a web page."""
        return decode(self._stream(f"__substg1.0_{_PAGE:04X}{_BYTES:04X}")) or self.text(_PAGE)

    def day(self) -> date | None:
        """The day on which it was sent, else made; in UTC."""
        fixed = self._stream("__properties_version1.0")
        days: dict[int, date] = {}
        for at in range(32, len(fixed) - 15, 16):
            kind, key, _flags, value = struct.unpack_from("<HHIQ", fixed, at)
            if kind == 0x0040 and key in (_SENT, _CREATED) and 0 < value < 2**61:
                days[key] = (datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)).date()
        return days.get(_SENT) or days.get(_CREATED)

    def attached(self) -> list[str]:
        """The names of the files that came with it."""
        folders = [f"__attach_version1.0_#{at:08X}/" for at in range(_MOST_ATTACHMENTS)]
        return [name for each in folders if (name := clean(self.text(_LONG_FILE, each) or self.text(_FILE, each)))]
