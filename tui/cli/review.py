"""`notulist review`: the minutes of a closed meeting, gone through until nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _
from tui.cli.meeting import Asked, open_meeting_in

if TYPE_CHECKING:
    from store.record.record import Record


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
