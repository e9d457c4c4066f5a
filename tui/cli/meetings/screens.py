"""The commands that open a screen of one meeting, beside `live`: prepare it, show it to the room, review it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from store.errors import CannotDo
from store.i18n import N_, _

if TYPE_CHECKING:
    from store.archive.archive import Archive
    from store.record.record import Record


class Asked(Protocol):
    """What the commands need of the session: the archive that was asked for, and the day."""

    @property
    def archive(self) -> Archive:
        """The archive that was asked for on the command line."""

    def today(self) -> date:
        """This day, where the user is."""


def open_meeting_in(
    session: Asked, meeting: str, place: str, check: Callable[[Record], None] | None = None
) -> NoReturn:
    """Opens the meeting that was asked for at the screen called `place`, and exits with the code of the app.

    `check` raises a NotulistError where the meeting has no place there.
    """
    from tui.app.launch import open_app
    from tui.routes import Place

    archive = session.archive
    key = archive.find(meeting, session.today())
    if check:
        check(archive.read(key))
    sys.exit(open_app(archive, key, Place(place)))


@click.command(help=N_("Prepare a meeting: its head and its agenda."))
@click.argument("meeting")
@click.pass_obj
def prepare(session: Asked, meeting: str) -> None:
    """Opens the prepare screen."""
    open_meeting_in(session, meeting, "prepare")


@click.command(help=N_("Show a meeting to the room: item, clock, next item, last decision. Reads only."))
@click.argument("meeting")
@click.pass_obj
def board(session: Asked, meeting: str) -> None:
    """Opens the board."""
    open_meeting_in(session, meeting, "board")


@click.command(help=N_("Go through the minutes of a closed meeting: mend, fill up, put in order."))
@click.argument("meeting")
@click.pass_obj
def review(session: Asked, meeting: str) -> None:
    """Opens the review. Raises CannotDo where the meeting is not closed."""
    open_meeting_in(session, meeting, "review", _must_be_closed)


def _must_be_closed(record: Record) -> None:
    if record.meeting.closed is None:
        words = _("{meeting} is not closed yet; notulist live {meeting} opens it, and /close there ends it.")
        raise CannotDo(words.format(meeting=record.meeting.key))
