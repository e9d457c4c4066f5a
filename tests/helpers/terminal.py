"""A real pseudo-terminal with a program in it: types, reads the screen, kills."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

# What the emulator does not know and would print: private modes, device strings, kitty keys.
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;]*[$a-zA-Z]*[a-zA-Z]|\x1b[P_].*?\x1b\\|\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL)
# With this a program tells that a picture is whole.
_WHOLE = b"\x1b[?2026l"
# A failure, not a wait: what is expected comes long before, also on a busy machine.
LONGEST = 60.0
KEYS = {
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
    "enter": "\r",
    "escape": "\x1b",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+l": "\x0c",
    "ctrl+o": "\x0f",
    "ctrl+p": "\x10",
    "f10": "\x1b[21~",
    "ctrl+q": "\x11",
    "ctrl+r": "\x12",
    "ctrl+s": "\x13",
    "ctrl+t": "\x14",
    "ctrl+u": "\x15",
}


class Terminal:
    """Runs `command` in a terminal of `columns` by `rows`, which tells that it is of that `kind`."""

    def __init__(
        self,
        command: list[str | Path],
        environment: Mapping[str, str] = os.environ,
        columns: int = 100,
        rows: int = 30,
        kind: str = "xterm-256color",
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.code: int | None = None
        self._pictures: list[str] | None = None
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                # Whoever runs the tests may have said how wide its own terminal is.
                own = {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES")}
                os.execvpe(str(command[0]), [str(part) for part in command], {**own, "TERM": kind})
            finally:
                os._exit(127)

    def type(self, text: str | bytes) -> None:
        """Types as fast as the terminal takes it; bytes as they are."""
        content = text.encode() if isinstance(text, str) else text
        while content:
            content = content[os.write(self._file, content[:64]) :]
            self.read(0)

    def press(self, key: str) -> None:
        """Presses a key that has a name."""
        self.type(KEYS[key])

    def read(self, seconds: float) -> None:
        """Lets the program work, and takes what it prints."""
        end = time.monotonic() + seconds
        while self.code is None:
            left = max(0.0, end - time.monotonic())
            if not select.select([self._file], [], [], left)[0]:
                return
            try:
                content = os.read(self._file, 1 << 16)
            except OSError:
                content = b""
            if not content:
                self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
                return
            self.output += content
            self._show(content)

    def _show(self, content: bytes) -> None:
        """Shows what was printed, picture by picture where these are kept."""
        parts = content.split(_WHOLE) if self._pictures is not None else [content]
        for part in parts:
            self._stream.feed(_UNKNOWN.sub(b"", part))
            if self._pictures is not None and (now := self.text()) != self._pictures[-1]:
                self._pictures.append(now)

    def time_of_last_output(self, keys: str, quiet: float) -> float:
        """Types, and gives the seconds until the last output that comes before it is `quiet` for so long.

        The screen is not emulated meanwhile, since that takes longer than many a program.
        """
        start = last = time.perf_counter()
        os.write(self._file, keys.encode())
        heard = []
        while select.select([self._file], [], [], quiet)[0]:
            heard.append(os.read(self._file, 1 << 16))
            last = time.perf_counter()
        self.output += b"".join(heard)
        self._stream.feed(_UNKNOWN.sub(b"", b"".join(heard)))
        return last - start

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, true: Callable[[], bool], seconds: float = LONGEST) -> None:
        """Returns when `true` says so; fails the test after `seconds`."""
        end = time.monotonic() + seconds
        while not true():
            self.read(0.02)
            assert time.monotonic() < end, f"not within {seconds} s; the screen is\n{self.text()}"

    def wait_for_text(self, text: str, seconds: float = LONGEST) -> None:
        """Returns when `text` stands on the screen."""
        self.wait_for(lambda: text in self.text(), seconds)

    def mark(self) -> None:
        """From now on every picture is kept: for a message that another may soon replace."""
        self._pictures = [self.text()]

    def was_shown(self, text: str) -> bool:
        """Whether `text` stood on the screen at any moment since the mark."""
        assert self._pictures is not None, "nothing is kept before a mark"
        return any(text in picture for picture in self._pictures)

    def wait_for_shown(self, text: str, seconds: float = LONGEST) -> None:
        """Returns when `text` was on the screen since the mark, though it may be gone by now."""
        self.wait_for(lambda: self.was_shown(text), seconds)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends a signal."""
        os.kill(self.pid, number)

    def modes(self) -> list[object]:
        """How the terminal is set now (echo, lines, signals), as `stty` tells it."""
        return termios.tcgetattr(self._file)

    def is_stopped(self) -> bool:
        """Whether the program was stopped (what a shell does at ctrl+z), since this was last asked."""
        number, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        return bool(number) and os.WIFSTOPPED(status)

    def hang_up(self, seconds: float = LONGEST) -> None:
        """Closes the terminal under the program, as a window that is closed does, and waits until the program ends."""
        os.close(self._file)
        self._file = os.open(os.devnull, os.O_RDWR)
        end = time.monotonic() + seconds
        while not (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            assert time.monotonic() < end, f"it goes on for {seconds} s without a terminal"
            time.sleep(0.01)
        self.code = os.waitstatus_to_exitcode(ended[1])

    def end(self, seconds: float = LONGEST) -> int:
        """Waits until the program ends by itself; its exit code."""
        self.wait_for(lambda: self.code is not None, seconds)
        assert self.code is not None
        return self.code

    def close(self) -> None:
        """Ends the program whatever it does."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.code = -signal.SIGKILL
        os.close(self._file)
