"""The half-typed line, kept for the next time: also after a kill, but for the last tenth of a second."""

from __future__ import annotations

import contextlib
from pathlib import Path

from store.clean import clean, decode
from store.files import write_private


class Draft:
    """What stands in the capture line of a meeting, in a file of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: str | None = None

    def read(self) -> str:
        """The line that was left; nothing where there was none, or where it cannot be read."""
        try:
            return clean(decode(self._path.read_bytes()))
        except OSError:
            return ""

    def keep(self, text: str) -> None:
        """Keeps `text` where it differs from what was kept. A disk that refuses is no reason to stop typing."""
        if text == self._kept or (not text and self._kept is None and not self._path.exists()):
            return
        with contextlib.suppress(OSError):
            if text:
                # Not synced: a killed program loses nothing by that, and a slow disk would be felt in the keys.
                write_private(self._path, clean(text).encode())
            else:
                self._path.unlink(missing_ok=True)
            self._kept = text
