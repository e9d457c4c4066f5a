"""The user's settings, from one small file that a person writes (`settings.toml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from store.errors import NotulistError
from store.i18n import _
from store.paths import read_plain, settings_file


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be set; what is empty is as usual.

    Attributes:
        language: The language of the interface (`en`, `nl`).
        archive: The folder of the archive.
        theme: The colours.
        keymap: The keys for a terminal that takes those of the table.
        keys: Keys of one's own, by action; they go over the keymap.
        helper: A program of one's own, with its arguments, that may be asked to help with minutes; none by itself.
        mouse: Whether the screens take the mouse; else the terminal keeps it, to select with.
    """

    language: str = ""
    archive: str = ""
    theme: Literal["", "dark", "light", "high-contrast"] = ""
    keymap: Literal["", "vscode", "gnome", "laptop", "macos"] = ""
    keys: dict[str, str] = {}
    helper: tuple[str, ...] = ()
    mouse: bool = True


def read_settings(path: Path | None = None) -> Settings:
    """The settings; the defaults where there is no file. Raises NotulistError where it cannot be read."""
    file = path or settings_file()
    if not file.exists():
        return Settings()
    import tomllib

    from store.wrong_data import what_is_wrong, wrong_in_row, wrong_in_toml

    text, raw = "", {}
    try:
        text = read_plain(file).decode("utf-8-sig")
        raw = tomllib.loads(text)
        return msgspec.convert(raw, Settings)
    except msgspec.ValidationError:
        wrong = wrong_in_row(raw, Settings)
    except tomllib.TOMLDecodeError:
        wrong = wrong_in_toml(text)
    except (UnicodeDecodeError, RecursionError, OSError) as error:
        wrong = what_is_wrong(error)
    words = _("The settings in {file} cannot be read: {error}. Mend that line, or take the file away.")
    raise NotulistError(words.format(file=file, error=wrong))
