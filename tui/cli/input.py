"""What the commands read: a file, or standard input."""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from store.errors import NotulistError
from store.i18n import _


def asks() -> bool:
    """Whether somebody sits at both ends: there is a terminal to ask on, and one to answer on."""
    # What is closed from the beginning is None.
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


@contextlib.contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """The bytes of `file`, or of standard input where it is `-`. Raises NotulistError where there are none to be had.

    A pipe is read to its end, and may wait for it; a device has none.
    """
    if file == "-":
        if sys.stdin is None:
            raise NotulistError(_("Standard input is closed: there is nothing to read."))
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as content:
        if stat.S_ISCHR((kind := Path(file).stat()).st_mode) or stat.S_ISBLK(kind.st_mode):
            raise NotulistError(_("{file} is a device, and no file.").format(file=file))
        yield content
