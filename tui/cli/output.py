"""What the commands print, and read: a file, or standard input."""

from __future__ import annotations

import contextlib
import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from store.errors import NotulistError
from store.i18n import _, _n
from store.text import clean

if TYPE_CHECKING:
    from store.search.index import Index


def print_unread(index: Index) -> None:
    """Says on standard error which meetings could not be read, and so are in no list."""
    if index.unread:
        count = len(index.unread)
        said = _n("{count} meeting could not be read: {keys}", "{count} meetings could not be read: {keys}", count)
        click.echo(said.format(count=count, keys=", ".join(index.unread)), err=True)


def print_path(path: object) -> None:
    """Prints the path of a file or folder, which may be called anything: what a terminal would obey is left out."""
    click.echo(clean(str(path)))


def print_json(data: object) -> None:
    """Prints `data` as JSON, for programs and for people; what a terminal would obey, and not show, is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    click.echo("".join(each if each.isprintable() or each == "\n" else _escaped(each) for each in text))


def _escaped(character: str) -> str:
    """A character that cannot be printed, as JSON writes it in ASCII: `\\u202e`."""
    return json.dumps(character)[1:-1]


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
