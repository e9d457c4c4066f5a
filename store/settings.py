"""The user's settings, from one small file that a person writes (`settings.toml`)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from store.errors import NotulistError, what_is_wrong
from store.i18n import _
from store.paths import settings_file


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be set: the language of the interface, and where the archive is."""

    language: str = ""
    archive: str = ""


def read_settings(path: Path | None = None) -> Settings:
    """The settings; the defaults where there is no file. Raises NotulistError where it cannot be read."""
    file = path or settings_file()
    if not file.exists():
        return Settings()
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8-sig")), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise NotulistError(
            _("The settings in {file} cannot be read: {error}. Mend that line, or take the file away.").format(
                file=file, error=what_is_wrong(error)
            )
        ) from error
