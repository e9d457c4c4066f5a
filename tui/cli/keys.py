"""`notulist keys`: the keys of each screen, and every other way to the same command."""

from __future__ import annotations

from typing import Any

import click

from store.i18n import N_, _
from tui.cli.options import AS_JSON
from tui.cli.output import print_json
from tui.keymap import Command, commands_of, key_name
from tui.routes import Place

_NAMES = {
    Place.HOME: N_("Home"),
    Place.LIVE: N_("A meeting that runs"),
    Place.ACTIONS: N_("Actions"),
    Place.DECISIONS: N_("Decisions"),
    Place.BODIES: N_("Bodies"),
    Place.BODY: N_("A body"),
    Place.NEW: N_("A new meeting"),
    Place.REVIEW: N_("Review"),
    Place.PREPARE: N_("An agenda that is prepared"),
    Place.BOARD: N_("The board"),
    Place.SEARCH: N_("Search"),
    Place.DOCUMENTS: N_("Documents"),
}


@click.command(help=N_("Show the keys of each screen, and what else does the same where a terminal takes a key."))
@AS_JSON
def keys(as_json: bool) -> None:
    """Prints the table of keys, a screen at a time."""
    if as_json:
        print_json([_row(place, command) for place in Place for command in commands_of(place)])
        return
    for place in Place:
        if commands := commands_of(place):
            click.echo(_(_NAMES.get(place, place.value)))
            for command in commands:
                ways = "  ".join(filter(None, (key_name(command.also) if command.also else "", command.line)))
                click.echo(f"  {key_name(command.key):<6} {_(command.says)}" + (f"   {ways}" if ways else ""))
            click.echo("")
    click.echo(_("Everywhere: ^P or ^Y shows all commands, to search in."))


def _row(place: Place, command: Command) -> dict[str, Any]:
    return {
        "screen": place.value,
        "action": command.action,
        "key": command.key,
        "also": command.also,
        "typed": command.line.split(),
        "does": _(command.says),
    }
