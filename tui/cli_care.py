"""The commands that look after the archive: the doctor, a backup, and handing over to the next secretary."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from store.words import N_, _n

if TYPE_CHECKING:
    from tui.cli import Session

_DAMAGED = 3


@click.command(help=N_("Check every file, digest, reference and number of the archive."))
@click.option("--repair", is_flag=True, help=N_("Mend what can be mended; what is damaged is kept beside it."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def doctor(session: Session, repair: bool, as_json: bool) -> None:
    """Prints a line for each thing that is out of order; exits with 3 where there is any left."""
    import msgspec

    from store import doctor as care
    from store.clean import clean

    archive = session.archive
    found = care.examine(archive)
    done: list[str] = []
    if repair and found:
        done = care.repair(archive, found)
        found = care.examine(archive)
    if as_json:
        content = {"findings": msgspec.to_builtins(found), "done": done}
        click.echo(json.dumps(content, indent=2))
    else:
        for line in (*done, *(finding.words for finding in found)):
            click.echo(clean(line))
        if not found:
            number = len(archive.keys())
            words = _n("{number} meeting, all in order.", "{number} meetings, all in order.", number)
            click.echo(words.format(number=number))
    if found:
        sys.exit(_DAMAGED)


COMMANDS = (doctor,)
