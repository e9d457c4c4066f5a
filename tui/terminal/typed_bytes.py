"""The bytes that a terminal sends, read as what they can be: none of them is an error, whatever terminal it is.

Most terminals write UTF-8. Some write one byte for a letter (ISO 8859-1), for Alt with a key, or for a place of the
mouse beyond column 95; and what a line in disorder makes of all this can be any byte.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import sys
import time

# The private modes of xterm: a paste in brackets (2004), and the mouse as xterm first told it (1000, without 1006).
_BEGIN, _END = b"\x1b[200~", b"\x1b[201~"
_MARK = re.compile(rb"\x1b\[20[01]~")
_PART = re.compile(rb"\x1b\[20[01]~|\x1b\[M([ -\xff])([!-\xff])([!-\xff])", re.DOTALL)
_CUT_MOUSE = re.compile(rb"\x1b\[M[ -\xff]?[!-\xff]?\Z", re.DOTALL)
# A key as kitty tells it, by the number of its letter.
_NUMBERED_KEY = re.compile("\x1b\\[[0-9:;]{7,40}[u~A-HPQRS]")
_NUMBER = re.compile("[0-9]+")
# A paste that comes slowly has such pauses, and nobody who presses a key at the end of a program should see them.
QUIET, QUIET_IN_PASTE, LONGEST = 0.05, 1.0, 5.0


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8 as letters of ISO 8859-1; the controls among them (0x80 to 0x9f) are dropped."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return bytes(byte for byte in wrong if byte >= 0xA0).decode("latin-1"), error.end


codecs.register_error("notulist-as-latin", _as_latin)


class TypedBytes:
    """Makes text of what a terminal sends, piece by piece, and knows whether that is in the middle of a paste."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("notulist-as-latin")
        self._held = b""
        self._before = b""
        self.in_paste = False

    def text(self, content: bytes) -> str:
        """The text of `content`, which goes on where the piece before it ended; what is cut off waits for the next."""
        content, self._held = self._held + content, b""
        if b"\x1b" not in content and not self._before:
            return self._decoder.decode(content)
        pieces, at = [], 0
        pasted = self.in_paste
        for part in _PART.finditer(content):
            if part[0] in (_BEGIN, _END):
                pasted = part[0] == _BEGIN
            elif not pasted:
                pieces += [content[at : part.start()], _mouse(part[1][0], part[2][0], part[3][0])]
                at = part.end()
        rest = content[at:]
        if not pasted and (cut := _CUT_MOUSE.search(rest)):
            rest, self._held = rest[: cut.start()], cut[0]
        self.see(content)
        text = self._decoder.decode(b"".join([*pieces, rest]))
        return text if pasted else _NUMBERED_KEY.sub(_possible_key, text)

    def waiting(self) -> str:
        """What was cut off and nothing came behind it for a while: a single byte is the letter that it can be."""
        held, self._held = self._held, b""
        return self._decoder.decode(held, final=True)

    def see(self, content: bytes) -> None:
        """Notes where a paste begins and ends in `content`, which nobody reads."""
        seen = self._before + content
        for mark in _MARK.finditer(seen):
            self.in_paste = mark[0] == _BEGIN
        begun = seen.rfind(b"\x1b", max(0, len(seen) - len(_BEGIN) + 1))
        self._before = seen[begun:] if begun >= 0 else b""


def _mouse(button: int, column: int, row: int) -> bytes:
    """What the mouse did as terminals tell it today (mode 1006); each number is 32 more than what it says."""
    button, column, row = button - 32, column - 32, row - 32
    # Three is a button that is let go, whichever; with 32 it is a mouse that moves.
    let_go = button & 3 == 3 and button < 32
    return b"\x1b[<%d;%d;%d%c" % (button & ~3 if let_go else button, column, row, b"m" if let_go else b"M")


def _possible_key(match: re.Match[str]) -> str:
    """The key, where there are letters of those numbers; else nothing."""
    possible = all(len(number) < 8 and _is_letter(int(number)) for number in _NUMBER.findall(match[0]))
    return match[0] if possible else ""


def _is_letter(number: int) -> bool:
    return number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF


def throw_away_rest(file: int, typed: TypedBytes) -> None:
    """Reads what still comes from the terminal `file` until it is quiet, in a paste until its end, 5 seconds at most.

    What is left of a paste when the program ends would be run by the shell, line by line.
    """
    end = time.monotonic() + LONGEST
    while (now := time.monotonic()) < end:
        quiet = QUIET_IN_PASTE if typed.in_paste else QUIET
        if not select.select([file], [], [], min(quiet, end - now))[0]:
            return
        try:
            content = os.read(file, 1 << 16)
        except OSError:
            # The window was closed.
            return
        if not content:
            return
        typed.see(content)
