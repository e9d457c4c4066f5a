"""The house's logo: read from its file, known by its first bytes."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from store.errors import NotulistError
from store.model import House
from store.words import _

_LARGEST = 5_000_000


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
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Picture.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return Picture.JPEG
    raise ValueError("neither PNG nor JPEG")


def read_logo(house: House, folder: Path) -> bytes:
    """The logo of `house`, looked for in `folder`; nothing where it has none.

    Raises NotulistError where the file is missing, too large, or no PNG or JPEG.
    """
    if not house.logo:
        return b""
    path = folder / Path(house.logo).expanduser()
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise NotulistError(
            _("The logo {file} cannot be read: {reason}. Mend the setting of the body, or take it away.").format(
                file=path, reason=error.strerror or error
            )
        ) from error
    try:
        kind_of(content)
    except ValueError as error:
        raise NotulistError(_("The logo {file} is neither PNG nor JPEG.").format(file=path)) from error
    if len(content) > _LARGEST:
        raise NotulistError(_("The logo {file} is larger than 5 MB.").format(file=path))
    return content
