"""Where things are: the archive, the locks, the settings."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path

import platformdirs

_NAME = "notulist"


def read_plain(path: Path, most: int | None = None) -> bytes:
    """The content of a file, of a very large one the first `most` bytes.

    Raises OSError where there is none, also where something else stands in its place: a pipe would keep who reads it
    waiting for ever, and a device has no end.
    """
    with open_plain(path) as file:
        return file.read() if most is None else file.read(most)


def open_plain(path: Path) -> BufferedReader:
    """A file opened to read its bytes. Raises OSError as `read_plain` does."""
    # Windows has neither, and no such flag.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
    return os.fdopen(descriptor, "rb")


def archive_folder(chosen: str | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The archive: the one chosen, else `NOTULIST_ARCHIVE`, else the platform's folder for user data."""
    named = chosen or environment.get("NOTULIST_ARCHIVE")
    if not named:
        return Path(platformdirs.user_data_dir(_NAME, appauthor=False))
    try:
        return Path(named).expanduser()
    except RuntimeError:
        # `~somebody` where nobody is called that: a folder may be.
        return Path(named)


def state_folder() -> Path:
    """What is true of this machine only, such as locks; never in the archive, which may be a synced folder."""
    return Path(platformdirs.user_state_dir(_NAME, appauthor=False))


def cache_folder() -> Path:
    """What can be made again from the archive at any time."""
    return Path(platformdirs.user_cache_dir(_NAME, appauthor=False))


def settings_file() -> Path:
    """The user's settings."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "settings.toml"


def templates_folder() -> Path:
    """The user's own layouts of documents."""
    return settings_file().parent / "templates"


def fonts_folder() -> Path:
    """Fonts for PDF, besides those of the system."""
    return settings_file().parent / "fonts"
