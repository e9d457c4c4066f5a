"""The half-typed line, kept for the next time: also after a kill, but for the last tenth of a second."""

from __future__ import annotations

import contextlib
from pathlib import Path

from store.clean import clean_lines, decode
from store.files import write_private


class Draft:
    """What stands in the capture line of a meeting, and what it is an edit of: two lines of a file of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: tuple[str, str] | None = None

    def read(self) -> str:
        """The line that was left, with its spaces; nothing where there was none, or where it cannot be read."""
        return self._read()[0]

    def read_about(self) -> str:
        """What that is an edit of, as it was given to `keep`; nothing where it is a new line."""
        return self._read()[1]

    def keep(self, text: str, about: str = "") -> None:
        """Keeps `text` and `about` where they changed. A disk that refuses is no reason to stop typing."""
        if (text, about) == self._kept or (not text and self._kept is None and not self._path.exists()):
            return
        with contextlib.suppress(OSError):
            if text:
                # Not synced: a killed program loses nothing by that, and a slow disk would be felt in the keys.
                lines = [_one_line(text), *([_one_line(about)] if about else [])]
                write_private(self._path, "\n".join(lines).encode())
            else:
                self._path.unlink(missing_ok=True)
            self._kept = text, about

    def _read(self) -> tuple[str, str]:
        try:
            text, _newline, about = clean_lines(decode(self._path.read_bytes())).partition("\n")
        except OSError:
            return "", ""
        return _one_line(text), _one_line(about)


def _one_line(text: str) -> str:
    return clean_lines(text).replace("\n", " ").replace("\t", " ")
