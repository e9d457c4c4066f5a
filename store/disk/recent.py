"""Which meetings were opened last, on this machine."""

from __future__ import annotations

import contextlib
from pathlib import Path

from store.disk.atomic import make_folder, write_private
from store.paths import read_plain
from store.text import decode

_MOST = 12


class Recent:
    """The keys of the meetings that were opened last, a line each, in the file `path`. Losing it loses nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keys(self) -> list[str]:
        """The keys of the meetings opened last, the latest first; none where the file cannot be read."""
        try:
            return decode(read_plain(self._path)).split()
        except OSError:
            return []

    def opened(self, key: str) -> None:
        """Remembers that the meeting `key` was opened. A disk that refuses is no reason not to open it."""
        keys = [key, *(other for other in self.keys() if other != key)][:_MOST]
        with contextlib.suppress(OSError):
            make_folder(self._path.parent)
            write_private(self._path, "\n".join(keys).encode())
