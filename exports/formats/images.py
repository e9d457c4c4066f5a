"""The house's logo: read from its file, known by its first bytes, and kept in the archive.

The archive has a copy of its own: what somebody tidies away elsewhere, takes no minutes with it, and a backup
has the logo in it.
"""

from __future__ import annotations

import struct
import zlib
from enum import Enum
from pathlib import Path

from msgspec.structs import replace

from store.disk.atomic import make_folder, write_new, writing
from store.errors import NotulistError, reason
from store.i18n import _
from store.model import Body, House
from store.paths import read_plain
from store.text import slug

_LARGEST = 5_000_000
_MOST_DOTS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
# The frame headers of a JPEG, SOF0 to SOF15: not DHT, JPG and DAC, which stand between them.
_FRAMES = {0xFFC0 + each for each in range(16)} - {0xFFC4, 0xFFC8, 0xFFCC}
_FOLDER = "logos"


class Picture(Enum):
    """A kind of picture that every format takes."""

    PNG = "png"
    JPEG = "jpg"

    @property
    def mime(self) -> str:
        """Its media type."""
        return "image/png" if self is Picture.PNG else "image/jpeg"


def kind_of(content: bytes) -> Picture:
    """Which kind of picture `content` is. Raises ValueError for any other."""
    if content.startswith(_PNG):
        return Picture.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return Picture.JPEG
    raise ValueError("neither PNG nor JPEG")


def is_whole(content: bytes) -> bool:
    """Whether `content` is a PNG or JPEG with a size, and no part of it is missing or, in a PNG, changed.

    (PNG, 3rd edition, 5.3: each chunk has its length, its type and a CRC. ITU-T T.81, B.1: each segment of a JPEG
    has a marker and its length; the size stands in the frame header, SOFn.)
    """
    return all(size_of(content))


def size_of(content: bytes) -> tuple[int, int]:
    """The width and height in dots of a PNG or JPEG that is whole, as `is_whole` tells; else nothing of both."""
    try:
        return _size_of_png(content) if kind_of(content) is Picture.PNG else _size_of_jpeg(content)
    except (ValueError, struct.error):
        return 0, 0


def _size_of_png(content: bytes) -> tuple[int, int]:
    at, size = len(_PNG), (0, 0)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        (crc,) = struct.unpack_from(">I", content, at + 8 + length)
        if zlib.crc32(content[at + 4 : at + 8 + length]) != crc:
            return 0, 0
        if kind == b"IHDR":
            size = struct.unpack_from(">II", content, at + 8)
        if kind == b"IEND":
            return size
        at += 12 + length


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        marker, length = struct.unpack_from(">HH", content, at)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return (width, height) if b"\xff\xd9" in content[at:] else (0, 0)
        if marker >> 8 != 0xFF or length < 2:
            return 0, 0
        at += 2 + length


def read_logo(house: House, folder: Path) -> bytes:
    """The logo of `house`, looked for in `folder`; nothing where it has none.

    Raises NotulistError where the file is missing, too large, or no PNG or JPEG.
    """
    return _picture(folder / _path(house.logo)) if house.logo else b""


def find_logo(house: House, folder: Path) -> bytes:
    """The logo at a path that a person typed, looked for in `folder`, the archive's, and then in the working folder."""
    return read_logo(house, folder if _is_there(folder / _path(house.logo)) else Path.cwd())


def with_logo_kept(new: Body, old: Body, folder: Path) -> Body:
    """`new` with its logo, where it has another than `old`, copied into `folder`, the archive's.

    Raises NotulistError where the file is missing, too large, or no PNG or JPEG, and where the disk refuses.
    """
    if new.house.logo in ("", old.house.logo):
        return new
    content = find_logo(new.house, folder)
    name = f"{_FOLDER}/{slug(new.key)}.{kind_of(content).value}"
    path = folder / name
    with writing(path):
        if not path.is_file() or read_plain(path) != content:
            make_folder(path.parent)
            write_new(path, content, overwrite=True)
    return replace(new, house=replace(new.house, logo=name))


def _path(typed: str) -> Path:
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        # `~somebody` where nobody is called that: a folder may be.
        return Path(typed)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        # A name that no file can have: longer than the system takes.
        return False


def _picture(path: Path) -> bytes:
    try:
        content = read_plain(path, _LARGEST + 1)
    except (OSError, ValueError) as error:
        words = _("The logo {file} cannot be read: {reason}. Name another file in the settings of the body, or none.")
        raise NotulistError(words.format(file=path, reason=reason(error))) from error
    if len(content) > _LARGEST:
        raise NotulistError(_("The logo {file} is larger than 5 MB.").format(file=path))
    if not is_whole(content):
        raise NotulistError(_("The logo {file} is neither a whole PNG nor a whole JPEG.").format(file=path))
    width, height = size_of(content)
    if width * height > _MOST_DOTS:
        # What is made of it in memory is four bytes a dot, whatever the size of the file.
        words = _("The logo {file} is {width} × {height} dots, which is too large; make it smaller.")
        raise NotulistError(words.format(file=path, width=width, height=height))
    return content
