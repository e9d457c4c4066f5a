"""Which letter is meant, on which desk, and the options that the commands of letters share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _
from tui.cli.desk.opening import opened
from tui.cli.options import Day

if TYPE_CHECKING:
    from exports.letters.drafted import Drafted
    from store.archive.desk.open_desk import OpenDesk
    from store.desk.desk import Desk
    from store.desk.model import Letter
    from store.model import Body
    from tui.cli.session import Session

ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day that counts as today."))
BODY = click.option("--body", metavar="BODY", help=N_("Of this body; else of the one that has it."))
LEAK = click.option("--leak-ok", "allowed", metavar="WORD", multiple=True, help=N_("All may read this word."))


def say(words: str) -> None:
    """Says a warning on standard error."""
    click.echo(words, err=True)


def drafted_of(session: Session, owner: Body, desk: Desk, found: Letter, today: date) -> Drafted:
    """The letter as it stands on that day."""
    from exports.letters.drafted import drafted
    from exports.letters.gathered import gather

    return drafted(gather(session.archive, owner, desk, found, today))


@contextmanager
def letter_at(session: Session, owner: Body, found: Letter) -> Iterator[tuple[OpenDesk, Letter]]:
    """The desk of a letter, open for writing, with the letter as it is there."""
    with opened(session, owner) as desk:
        yield desk, desk.desk.letters[found.id]


def owner_of(session: Session, body: str | None, source: str) -> Body:
    """The body whose letter it becomes: the one that is named, else that of what it is made from, else the only one."""
    archive = session.archive
    if body:
        return archive.register.find(body)
    archive.index.refresh()
    bodies = [each for each in archive.bodies() if each.key in archive.desks.keys()]  # noqa: SIM118 - no dictionary
    if source:
        for each in bodies:
            desk = archive.read_desk(each.key)
            if desk.piece(source) or desk.request(source):
                return each
        found = archive.index.find(source, bodies[0].key if bodies else "")
        owner = archive.register.body(found.body) if found else None
        if owner is not None:
            return owner
    if len(bodies) != 1:
        raise CannotDo(_("Whose letter is it? Say it with --body."))
    return bodies[0]


def desks_of(session: Session, body: str | None, *, all_bodies: bool = False) -> Iterator[tuple[Body, Desk]]:
    """The desks there are, or that of one body; with `all_bodies` also those that nothing was kept at yet."""
    archive = session.archive
    there = archive.desks.keys()
    bodies = [archive.register.find(body)] if body else archive.bodies()
    for owner in bodies:
        if all_bodies or body or owner.key in there:
            yield owner, archive.read_desk(owner.key)


def find_letter(session: Session, number: str, body: str | None) -> tuple[Body, Desk, Letter]:
    """The letter that is called so, on the one desk that has it. Raises CannotDo for none, and for more than one."""
    found = [(owner, desk, each) for owner, desk in desks_of(session, body) if (each := desk.letter(number))]
    if not found:
        raise CannotDo(_("There is no letter “{name}” here.").format(name=number))
    if len(found) > 1:
        bodies = ", ".join(owner.key for owner, _desk, _letter in found)
        raise CannotDo(_("“{name}” is a letter of {bodies}: say whose with --body.").format(name=number, bodies=bodies))
    return found[0]
