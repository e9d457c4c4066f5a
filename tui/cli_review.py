"""`notulist review`: the minutes of a closed meeting, gone through until nothing is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from store.words import N_
from tui.start import open_screen

if TYPE_CHECKING:
    from tui.cli import Session


@click.command(help=N_("Go through the minutes of a closed meeting: mend, fill up, put in order."))
@click.argument("meeting")
@click.pass_obj
def review(session: Session, meeting: str) -> None:
    """Opens the review."""
    sys.exit(open_screen(session.folder, meeting, review=True))
