"""A desk that a command opens, and what meetings tell of its post."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from store.archive.desk.open_desk import OpenDesk
    from store.desk.standing import Held
    from store.model import Body
    from tui.cli.session import Session


@contextmanager
def opened(session: Session, body: Body) -> Iterator[OpenDesk]:
    """The desk of `body`, open for writing; what was out of order in it is said, and all is on disk at the end."""
    from store.text import clean

    desk = session.archive.open_desk(body)
    for words in (*desk.found, *desk.troubles):
        click.echo(clean(words), err=True)
    try:
        yield desk
    finally:
        desk.close()


def held_of(session: Session, body: Body) -> Held:
    """What meetings tell of the post of `body`."""
    from store.archive.desk.post_in_meetings import held

    return held(session.archive.index, body, session.archive.bodies())
