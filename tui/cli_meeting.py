"""The commands that open a screen of one meeting, beside `live`: prepare it, or show it to the room."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Protocol

import click

from store.words import N_

if TYPE_CHECKING:
    from store.archive import Archive


class Asked(Protocol):
    """What the commands need of the session: the archive that was asked for, and the day."""

    @property
    def archive(self) -> Archive:
        """The archive."""

    def today(self) -> date:
        """This day, where the user is."""


@click.command(help=N_("Prepare a meeting: its head and its agenda."))
@click.argument("meeting")
@click.pass_obj
def prepare(session: Asked, meeting: str) -> None:
    """Opens the prepare screen."""
    from store.preparing import Preparation
    from tui.app import open_app
    from tui.commands import Place

    archive = session.archive
    key = archive.find(meeting, session.today())
    Preparation(archive.read(key)).check()
    sys.exit(open_app(archive, key, Place.PREPARE))


@click.command(help=N_("Show a meeting to the room: item, clock, next item, last decision. Reads only."))
@click.argument("meeting")
@click.pass_obj
def board(session: Asked, meeting: str) -> None:
    """Opens the board."""
    from tui.app import open_app
    from tui.commands import Place

    archive = session.archive
    sys.exit(open_app(archive, archive.find(meeting, session.today()), Place.BOARD))
