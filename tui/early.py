"""The first picture of the live screen, painted before the screen itself is loaded.

Loading the screen takes longer than everything else together. Until it is there, and paints itself
over this, the meeting stands there already: its title, the current item, what was written down
last, and the line to type in. What is typed meanwhile waits for that line.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from types import TracebackType
from typing import Any

from store.clocks import local
from store.model import Entry
from store.record import Record

_WIDE = 100
_LEFT = 38
_ABOVE, _BELOW = 2, 5
# The colours of the dark theme: background, text, accent.
_COLOURS = "\x1b[48;2;20;22;27m\x1b[38;2;228;230;235m"
_ACCENT = "\x1b[38;2;95;179;249m"
_IN, _OUT = "\x1b[?1049h\x1b[?25l", "\x1b[?1049l\x1b[?25h"


class FirstPicture:
    """Stands from `with` on; whoever takes the terminal over calls `let_go`. The terminal is as before afterwards."""

    def __init__(self, record: Record, half_typed: str) -> None:
        self._record = record
        self._half_typed = half_typed
        self._standing = False
        self._modes: list[Any] | None = None

    def __enter__(self) -> FirstPicture:
        if sys.platform == "win32" or not _is_terminal():
            return self
        import termios

        self._modes = termios.tcgetattr(sys.stdin.fileno())
        modes = termios.tcgetattr(sys.stdin.fileno())
        # Keys are not echoed over the picture, Enter comes as Enter, and ^S as a key: it does not stop the terminal.
        modes[0] &= ~(termios.ICRNL | termios.IXON)
        modes[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)
        self._standing = True
        size = shutil.get_terminal_size()
        sys.stdout.write(paint(self._record, self._half_typed, size.columns, size.lines, coloured=_is_coloured()))
        sys.stdout.flush()
        return self

    def let_go(self) -> None:
        """The screen itself is there now."""
        self._standing = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._modes is None or sys.platform == "win32":
            return
        import termios

        if self._standing:
            sys.stdout.write(_OUT)
            sys.stdout.flush()
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._modes)


def paint(record: Record, half_typed: str, columns: int, rows: int, *, coloured: bool) -> str:
    """What to write to a terminal of that size."""
    meeting, item = record.meeting, record.current()
    plain = _COLOURS if coloured else ""
    accent = _ACCENT if coloured else ""
    left = _LEFT + 1 if columns >= _WIDE else 0
    width = columns - left - 1
    lines = {0: f" \x1b[1m{_cut(meeting.title, columns - 2)}\x1b[22m", 1: "─" * columns}
    at = _ABOVE
    if item:
        lines[at] = f" \x1b[1m{_cut(f'{item.number}  {item.title}', width - 1)}\x1b[22m"
        at += 2
    entries = record.entries_of(item.id if item else None)
    room = max(0, rows - _BELOW - at)
    for entry in entries[len(entries) - room :] if room else []:
        lines[at] = " " + _cut(_line(entry, record), width - 1)
        at += 1
    written = [f"{plain}{_IN}\x1b[2J"]
    for row, text in lines.items():
        if row < rows:
            written.append(f"\x1b[{row + 1};{(left if row >= _ABOVE else 0) + 1}H{text}")
    row = max(1, rows - _BELOW + 2)
    written.append(f"\x1b[{row - 1};1H{'─' * columns}\x1b[{row};1H{accent}▌{plain}{_cut(half_typed, columns - 2)}")
    written.append("\x1b[?25h\x1b[0m")
    return "".join(written)


def _line(entry: Entry, record: Record) -> str:
    said = f"{entry.speaker}: " if entry.speaker else ""
    return f"{local(entry.at, record.meeting):%H:%M}  {entry.reference} {said}{entry.text}".replace("   ", "  ")


def _cut(text: str, width: int) -> str:
    """As much of `text` as fits in so many cells, without anything that a terminal takes for a command."""
    used, kept = 0, []
    for character in text:
        if not character.isprintable():
            continue
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > width:
            break
        kept.append(character)
    return "".join(kept)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _is_coloured() -> bool:
    return os.environ.get("COLORTERM") in ("truecolor", "24bit") and not os.environ.get("NO_COLOR")
