"""A program that the user named is given a text and answers with lines, bounded in time and in bytes.

It is started without a shell, in a process group of its own that is ended with it, and without the variables of the
environment that may hold secrets. What it does with the text nobody here can know.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence

from store.errors import CannotDo, reason
from store.i18n import _

SECONDS = 60.0
MOST_BYTES = 64 * 1024
MOST_LINES = 200
_AT_ONCE = 8192
_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR")


def ask(command: Sequence[str], text: str, seconds: float = SECONDS, most: int = MOST_BYTES) -> list[str]:
    """What the program answers to `text`, a line each.

    Raises CannotDo, with one line that says why and nothing taken, where it cannot be started, is not ready within
    `seconds`, answers more than `most` bytes, ends with an error, or answers what is no text.
    """
    if not command:
        raise CannotDo(_('No helper is set: helper = ["program"] in the settings.'))
    variables = {name: os.environ[name] for name in _VARIABLES if name in os.environ}
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=variables,
            cwd=tempfile.gettempdir(),
            start_new_session=os.name == "posix",
        )
    except (OSError, ValueError) as error:
        words = _("The helper {program} cannot be started: {reason}.")
        raise CannotDo(words.format(program=command[0], reason=reason(error))) from error
    answer, too_much, in_time = _exchange(process, text, seconds, most)
    if too_much:
        raise CannotDo(_("The helper answered more than {count} kB; nothing was taken.").format(count=most // 1024))
    if not in_time:
        raise CannotDo(
            _("The helper was not ready within {count} seconds; nothing was taken.").format(count=int(seconds))
        )
    if process.returncode:
        raise CannotDo(_("The helper ended with an error ({code}); nothing was taken.").format(code=process.returncode))
    return _lines(answer)


def _exchange(process: subprocess.Popen[bytes], text: str, seconds: float, most: int) -> tuple[bytes, bool, bool]:
    """What the process wrote, whether that was more than `most`, whether it was ready in time; it has ended then."""
    until = time.monotonic() + seconds
    answer, full = bytearray(), threading.Event()
    assert process.stdin
    assert process.stdout
    reads = process.stdout

    def write() -> None:
        # One that does not read to the end is none the worse for it.
        with contextlib.suppress(OSError, ValueError), process.stdin as stdin:  # type: ignore[union-attr]
            stdin.write(text.encode())

    def read() -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(reads.fileno(), _AT_ONCE):
                answer.extend(chunk)
                if len(answer) > most:
                    full.set()
                    return

    threads = [threading.Thread(target=each, daemon=True) for each in (write, read)]
    for thread in threads:
        thread.start()
    threads[1].join(max(0.0, until - time.monotonic()))
    in_time = not threads[1].is_alive()
    if in_time and not full.is_set():
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            in_time = False
    _end(process)
    for thread in threads:
        thread.join(1.0)
    reads.close()
    return bytes(answer), full.is_set(), in_time


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()


def _lines(answer: bytes) -> list[str]:
    try:
        text = answer.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotDo(_("The helper answered what is no text; nothing was taken.")) from error
    if any(not (letter.isprintable() or letter in "\n\r\t") for letter in text):
        raise CannotDo(_("The helper answered with control characters; nothing was taken."))
    return [line for each in text.splitlines() if (line := " ".join(each.split()))][:MOST_LINES]
