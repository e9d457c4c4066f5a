"""`notulist review`: the minutes of a closed meeting, gone through until nothing is missing."""

from __future__ import annotations

import sys

import click

from store.errors import CannotDo
from store.words import N_, _
from tui.cli_meeting import Asked


@click.command(help=N_("Go through the minutes of a closed meeting: mend, fill up, put in order."))
@click.argument("meeting")
@click.pass_obj
def review(session: Asked, meeting: str) -> None:
    """Opens the review. Raises CannotDo where the meeting is not closed."""
    from tui.app import open_app
    from tui.commands import Place

    archive = session.archive
    key = archive.find(meeting, session.today())
    if archive.read(key).meeting.closed is None:
        words = _("{meeting} is not closed yet; notulist live {meeting} opens it, and /close there ends it.")
        raise CannotDo(words.format(meeting=key))
    sys.exit(open_app(archive, key, Place.REVIEW))
