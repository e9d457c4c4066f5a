"""The terminal, taken before anything is loaded: the line to type in stands there at once.

Until a screen paints itself, what is known stands there already, and what is typed waits for it. Nothing is imported
here that Python does not load by itself: that is what makes it quick.
"""

from __future__ import annotations

import os
import sys

# For types only; `typing` itself takes a tenth of the time there is.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

# The lines above and below the entries of the live screen.
ABOVE, BELOW = 2, 5
_IN, _OUT = "\x1b[?1049h\x1b[?25l", "\x1b[?1049l\x1b[?25h"
_END_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")
_AGAIN_SECONDS = 0.1


class Stage:
    """Context manager: raw mode and the splash, until the app calls `let_go`; at the end the terminal is as before.

    For a meeting (`live`) the line to type in is painted, else the title. Where there is no terminal it does nothing.
    """

    def __init__(self, *, live: bool) -> None:
        self._live = live
        self._standing = False
        self._leaving = False
        self._modes: list[Any] | None = None

    def __enter__(self) -> Stage:
        if sys.platform == "win32" or not _is_terminal() or _is_dumb():
            return self
        import termios

        self._modes = termios.tcgetattr(0)
        modes = termios.tcgetattr(0)
        # Keys are not echoed over the picture, Enter comes as Enter, and ^S as a key: it does not stop the terminal.
        modes[0] &= ~(termios.ICRNL | termios.IXON)
        modes[3] &= ~(termios.ECHO | termios.ICANON)
        # ^Z is a key too: the program is not stopped with its picture on the terminal.
        modes[6][termios.VSUSP] = bytes([os.fpathconf(0, "PC_VDISABLE")])
        termios.tcsetattr(0, termios.TCSANOW, modes)
        self._standing = True
        plain, accent = colours()
        columns, rows = _size()
        first = line_to_type_in(columns, rows) if self._live else f"\x1b[1;1H \x1b[1m{accent}notulist\x1b[0m"
        self._write(f"{_IN}{plain}\x1b[2J{first}")
        self._end_properly()
        return self

    def show(self, paint: Callable[[int, int], str]) -> None:
        """Paints more that is known: `paint` gets the columns and rows, and gives what to write."""
        if self._standing:
            self._write(paint(*_size()))

    def let_go(self) -> None:
        """Ends the splash, since the screen itself is there now."""
        self._standing = False

    def __exit__(self, *_error: object) -> None:
        self._leaving = True
        if self._modes is None or sys.platform == "win32":
            return
        import termios

        from tui.terminal.typed_bytes import TypedBytes, throw_away_rest

        if self._standing:
            self._write(_OUT)
        throw_away_rest(0, TypedBytes())
        termios.tcsetattr(0, termios.TCSAFLUSH, self._modes)

    def _end_properly(self) -> None:
        """The terminal is given back too where the system ends the program before the screen is there."""
        import signal

        if sys.platform == "win32":
            return

        def end(number: int, _frame: object) -> None:
            # In some places Python drops what a handler raises, such as where it lets go of a module that it loads:
            # it is raised again until it was heard.
            signal.signal(signal.SIGALRM, lambda _number, frame: None if self._leaving else end(number, frame))
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
            raise SystemExit(128 + number)

        for name in _END_SIGNALS:
            if number := getattr(signal, name, None):
                signal.signal(number, end)

    def _write(self, text: str) -> None:
        content = text.encode(sys.stdout.encoding, "replace")
        while content:
            content = content[os.write(1, content) :]


def must_be_terminal() -> None:
    """Raises NoTerminal where there is none to show a screen in, and to type in."""
    from store.errors import NoTerminal
    from store.i18n import _

    if not _is_terminal():
        raise NoTerminal(
            _(
                "A screen needs a terminal, and here input or output goes elsewhere. “notulist show” prints a meeting, "
                "“notulist scribe” takes lines from a file."
            )
        )
    if _is_dumb():
        raise NoTerminal(_("This terminal can show no screen (TERM is “dumb”). “notulist show” prints a meeting."))


def line_to_type_in(columns: int, rows: int, typed: Sequence[str] = ("",)) -> str:
    """Paints the line where the live screen has it, in as many rows as it takes, the cursor behind the last."""
    plain, accent = colours()
    first = max(1, rows - BELOW - len(typed) + 3)
    written = [f"\x1b[{first - 1};1H{'─' * columns}"]
    written += [f"\x1b[{first + at};1H{accent}▌{plain}{text}" for at, text in enumerate(typed)]
    return "".join([*written, "\x1b[?25h\x1b[0m"])


def colours() -> tuple[str, str]:
    """What turns on the dark theme's text on its background, and its accent; nothing where there are no colours."""
    if os.environ.get("COLORTERM") not in ("truecolor", "24bit") or os.environ.get("NO_COLOR"):
        return "", ""
    return "\x1b[48;2;20;22;27m\x1b[38;2;228;230;235m", "\x1b[38;2;95;179;249m"


def _size() -> tuple[int, int]:
    """Columns and rows, found as the screen will: the environment's, the terminal's, those of old."""
    columns, rows = os.get_terminal_size(1)
    return _of_environment("COLUMNS") or columns or 80, _of_environment("LINES") or rows or 24


def _of_environment(name: str) -> int:
    number = os.environ.get(name, "")
    return int(number) if number.isdecimal() else 0


def _is_terminal() -> bool:
    return all(os.isatty(number) for number in (0, 1, 2))


def _is_dumb() -> bool:
    # One that does not say what it is may well show a screen.
    return os.environ.get("TERM") == "dumb"
