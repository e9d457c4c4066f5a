"""`notulist post party`: who writes to a body and is written to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _
from tui.cli.desk.opening import opened
from tui.cli.options import AS_JSON, pairs
from tui.cli.output import print_json

if TYPE_CHECKING:
    from store.desk.desk import Desk
    from store.desk.model import Party
    from tui.cli.session import Session


@click.group(help=N_("Who writes to a body and is written to."))
def party() -> None:
    """The commands on parties."""


@party.command("list", help=N_("List the parties of a body."))
@click.argument("body")
@AS_JSON
@click.pass_obj
def list_parties(session: Session, body: str, as_json: bool) -> None:
    """Prints a line for each party."""
    from exports.formats.plain_post import plain_party

    desk = session.archive.read_desk(session.archive.register.find(body).key)
    if as_json:
        print_json([plain_party(each) for each in desk.parties.values()])
        return
    width = max((len(each.key) for each in desk.parties.values()), default=0)
    for each in desk.parties.values():
        marks = [_("private") if each.private else "", _("confidential") if each.confidential else ""]
        told = filter(None, [each.name, each.function, *each.email, *marks])
        click.echo(f"{each.key:<{width}}  {' · '.join(told)}")


@party.command("add", help=N_("Add a party: its key, its name, and what is known of it (email=, private=yes)."))
@click.argument("body")
@click.argument("key")
@click.argument("name")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.pass_obj
def add_party(session: Session, body: str, key: str, name: str, fields: tuple[str, ...]) -> None:
    """Adds a party by one write."""
    from store.desk.model import Party
    from store.desk.party_fields import with_fields
    from store.desk.post import put_party
    from store.text import clean

    new = with_fields(Party(id=0, key=clean(key), name=clean(name)), pairs(fields))
    _change(session, body, "party", key, lambda desk: put_party(desk, new))
    click.echo(_("{key}: {name} is there.").format(key=new.key, name=new.name))


@party.command("change", help=N_("Change what is known of a party: email=, function=, private=yes."))
@click.argument("body")
@click.argument("key")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def change_party(session: Session, body: str, key: str, fields: tuple[str, ...]) -> None:
    """Changes a party by one write."""
    from store.desk.party_fields import with_fields
    from store.desk.post import put_party

    _change(session, body, "party", key, lambda desk: put_party(desk, with_fields(_found(desk, key), pairs(fields))))
    click.echo(_("{key}: changed.").format(key=key))


@party.command("remove", help=N_("Take a party away that has no post."))
@click.argument("body")
@click.argument("key")
@click.pass_obj
def remove_party(session: Session, body: str, key: str) -> None:
    """Takes a party away by one write."""
    from store.desk.post import drop_party

    _change(session, body, "drop party", key, lambda desk: drop_party(desk, _found(desk, key)))
    click.echo(_("{key}: taken away.").format(key=key))


def _found(desk: Desk, key: str) -> Party:
    found = desk.party(key)
    if found is None:
        known = ", ".join(each.key for each in desk.parties.values())
        raise CannotDo(_("There is no party “{key}” here. There are: {known}.").format(key=key, known=known or "–"))
    return found


def _change(session: Session, body: str, verb: str, line: str, put: Callable[[Desk], object]) -> None:
    with opened(session, session.archive.register.find(body)) as desk:
        desk.do(verb, line, session.now(), put)
