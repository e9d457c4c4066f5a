"""What the commands print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from store.i18n import _n

if TYPE_CHECKING:
    from store.search.index import Index


def print_unread(index: Index) -> None:
    """Says on standard error which meetings could not be read, and so are in no list."""
    if index.unread:
        count = len(index.unread)
        said = _n("{count} meeting could not be read: {keys}", "{count} meetings could not be read: {keys}", count)
        click.echo(said.format(count=count, keys=", ".join(index.unread)), err=True)


def print_json(data: object) -> None:
    """Prints `data` as JSON, for programs and for people."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
