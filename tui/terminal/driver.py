"""A terminal that may be closed under the program.

The library paints by a thread that ends with the first error. What is painted after it waits in a
queue, and when that is full the program waits too: for ever, with the meeting locked.
"""

from __future__ import annotations

import contextlib
from io import TextIOWrapper
from typing import IO, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class LastingDriver(LinuxDriver):
    """The driver of Linux and macOS, which goes on when nobody is there to see it: the app then ends by itself."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast(TextIOWrapper, Unseen(cast(TextIOWrapper, self._file)))


class Unseen:
    """File wrapper that drops what is written once the terminal is closed."""

    def __init__(self, file: IO[str]) -> None:
        self._terminal = file

    def write(self, text: str) -> int:
        """Writes `text`, where there is a terminal."""
        with contextlib.suppress(OSError):
            self._terminal.write(text)
        return len(text)

    def flush(self) -> None:
        """Brings what was written to the terminal, where there is one."""
        with contextlib.suppress(OSError):
            self._terminal.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._terminal, name)
