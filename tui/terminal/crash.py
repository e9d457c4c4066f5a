"""What is left of an unexpected error: one line, and a report of where it happened, without a word of the record.

A traceback as Python or Textual writes it may hold minutes: in the message of the error, and in the values of
local names. Of the report only the kinds of errors, files, lines and names of functions are taken.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import __version__
from store.disk.atomic import make_folder, write_private
from store.errors import reason
from store.i18n import _
from store.paths import state_folder
from store.wall_clock import utc_now

if TYPE_CHECKING:
    import asyncio


class Crashed(Exception):
    """The screens ended by an error that nobody expected; its cause is that error."""


def say(error: BaseException, folder: Path | None = None) -> str:
    """Writes a report of `error` into `folder` (the usual one is in the state folder); the line to end with."""
    kept = _("Something went wrong in notulist, and it had to stop. Every line that you gave Enter is kept.")
    try:
        path = write_report(error, folder or state_folder() / "crashes")
    except OSError as refusal:
        words = _("No report could be written: {reason}.")
        return f"{kept} {words.format(reason=reason(refusal))}"
    words = _("A report without your text is in {file}.")
    return f"{kept} {words.format(file=path)}"


def write_report(error: BaseException, folder: Path) -> Path:
    """A file that tells where `error` happened. Raises OSError where it cannot be written."""
    import platform

    make_folder(folder)
    now = utc_now()
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    head = (
        f"notulist {__version__}\nPython {platform.python_version()} on {sys.platform}\n{now:%Y-%m-%d %H:%M:%S} UTC\n"
    )
    write_private(path, "\n".join([head, *_lines(error), ""]).encode())
    return path


def keep_quiet() -> None:
    """From now on threads, and what goes wrong while something is thrown away, write a report and no traceback."""

    def in_thread(about: threading.ExceptHookArgs) -> None:
        if about.exc_value is not None:
            _report_only(about.exc_value)

    def unraisable(about: sys.UnraisableHookArgs) -> None:
        if about.exc_value is not None:
            _report_only(about.exc_value)

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def in_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What an event loop does with an error that nobody waited for."""
    if isinstance(error := context.get("exception"), BaseException):
        _report_only(error)


def terminal_is_gone(error: BaseException) -> bool:
    """Whether `error` only tells that the window was closed in which the program ran: nobody is there to tell."""
    # Of the kinds of errors there are for this (OSError, termios.error) the first argument is the number.
    return error.args[:1] == (errno.EIO,) and not (os.isatty(0) or os.isatty(1))


def _report_only(error: BaseException) -> None:
    if terminal_is_gone(error):
        return
    with contextlib.suppress(OSError):
        write_report(error, state_folder() / "crashes")


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    next_one: BaseException | None = error
    while next_one is not None and id(next_one) not in seen:
        seen.add(id(next_one))
        kind = type(next_one)
        yield f"{kind.__module__}.{kind.__qualname__}"
        for frame, line in traceback.walk_tb(next_one.__traceback__):
            yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        # A worker of Textual holds its error in a field.
        inner = getattr(next_one, "error", None)
        next_one = next_one.__cause__ or next_one.__context__ or (inner if isinstance(inner, BaseException) else None)
