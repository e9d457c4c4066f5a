"""What the commands print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from store.i18n import _n
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
