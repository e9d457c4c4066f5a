"""A terminal that may be closed under the program, and may send any byte.

The library paints by a thread that ends with the first error. What is painted after it waits in a
queue, and when that is full the program waits too: for ever, with the meeting locked. And it reads by a
thread that ends, with the program, at the first byte that is no UTF-8.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
from io import TextIOWrapper
from typing import IO, cast

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import MouseEvent
from textual.message import Message

from tui.terminal.typed_bytes import TypedBytes, throw_away_rest

# How often it is looked whether the program ends, in seconds, and after how many of these a letter is complete.
_LOOK, _COMPLETE = 0.1, 5


class LastingDriver(LinuxDriver):
    """The driver of Linux and macOS, which goes on when nobody is there to see it: the app then ends by itself."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast(TextIOWrapper, Unseen(cast(TextIOWrapper, self._file)))
        self._typed = TypedBytes()

    def run_input_thread(self) -> None:
        """Reads what is typed and hands it on, until the program ends. Raises OSError where the terminal is gone."""
        parser, quiet = XTermParser(self._debug), 0
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _LOOK)[0]:
                content, quiet = os.read(self.fileno, 1 << 12), 0
                if not content:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                text = self._typed.text(content)
            else:
                quiet += 1
                text = self._typed.waiting() if quiet == _COMPLETE else ""
            # To the parser, no text is the end.
            for event in parser.feed(text) if text else ():
                self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def process_message(self, message: Message) -> None:
        """Hands on what was done, but for a mouse beyond the screen, which would take the cursor out of its field."""
        beyond = isinstance(message, MouseEvent) and not self._app.size.region.contains(int(message.x), int(message.y))
        if not beyond:
            super().process_message(message)

    def disable_input(self) -> None:
        """Reads no more, and leaves nothing of a paste to the shell."""
        reading = self._key_thread is not None
        super().disable_input()
        if reading:
            throw_away_rest(self.fileno, self._typed)
            self._key_thread, self._typed = None, TypedBytes()

    def _run_input_thread(self) -> None:
        # The library's own ends the app without a word.
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(_end_with, error)


def _end_with(error: Exception) -> None:
    raise error


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
