"""The commands for whoever asks what is kept about them: find, report, remove, anonymise, and what may go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n, spoken
from tui.cli.options import AS_JSON, Day
from tui.cli.output import print_json, print_path

if TYPE_CHECKING:
    from store.archive.privacy.places import Place
    from tui.cli.session import Session

ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day that counts as today."))


@click.group(help=N_("What is kept of somebody: find it, tell it, remove it, make nameless."))
def privacy() -> None:
    """Asks for a command."""


@privacy.command("find", help=N_("List every place where a name stands, also where it is spelled nearly so."))
@click.argument("name", nargs=-1, required=True)
@AS_JSON
@click.pass_obj
def find_(session: Session, name: tuple[str, ...], as_json: bool) -> None:
    """Prints a line for each place."""
    import msgspec

    from store.archive.privacy.names import Name
    from store.archive.privacy.places import find

    found = find(session.archive, Name(" ".join(name)))
    if as_json:
        print_json(msgspec.to_builtins(found))
        return
    _print(found)
    if not found:
        click.echo(_("Nothing was found."), err=True)
    click.echo(_("A backup, and what was sent, cannot be seen from here."), err=True)


@privacy.command("report", help=N_("Write the overview for somebody who asks what is kept of them."))
@click.argument("name", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=N_("Write it to this file."))
@click.option("--body", metavar="BODY", help=N_("Begin a request for access at this body, with its month."))
@ON
@click.pass_obj
def report(session: Session, name: tuple[str, ...], output: Path | None, body: str | None, on: date | None) -> None:
    """Prints or writes it as Markdown, for the secretary to read before it goes."""
    from exports.formats.markdown import write_markdown
    from exports.privacy_report import privacy_report
    from store.archive.privacy.names import Name
    from store.archive.privacy.places import find
    from store.disk.atomic import write_whole, writing

    archive, today = session.archive, on or session.today()
    asked = " ".join(name)
    places = find(archive, Name(asked))
    others = {who.name for each in archive.bodies() for who in each.people}
    for key in archive.desks.keys():  # noqa: SIM118 - no mapping
        others |= {party.name for party in archive.read_desk(key).parties.values()}
    text = write_markdown(privacy_report(asked, places, sorted(others, key=len, reverse=True), today, spoken()))
    if output is None:
        click.echo(text, nl=False)
    else:
        with writing(output):
            write_whole(output, text.encode())
        print_path(output)
    if body:
        click.echo(_begin(session, body, today), err=True)


def _begin(session: Session, key: str, today: date) -> str:
    """Begins a request for access, without the name of who asked; what it is called."""
    from store.archive.requests.requests import Requests
    from store.desk.desk import Desk
    from store.desk.model import StepDone
    from store.desk.requests.verbs import conceal, start, take
    from store.model import Secrecy

    body = session.archive.register.find(key)
    procedure, matter = Requests(session.archive, today).called(body, "avg-15")
    made: list[str] = []

    def put(desk: Desk) -> None:
        begun = start(
            desk, body.desk, procedure, title=_("Request for access"), matter=matter, at=session.now(), on=today
        )
        begun = conceal(desk, begun, Secrecy(ground="AVG"))
        made.append(take(desk, begun, StepDone(step="received", on=today), today).reference)

    desk = session.archive.open_desk(body)
    try:
        desk.do("request", "avg-15", session.now(), put)
    finally:
        desk.close()
    return _("{request} was begun: answer it within a month.").format(request=made[0])


@privacy.command("remove", help=N_("Remove the files of pieces of post, and who they are of, for good: I-2027-004."))
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER...")
@click.option("--body", metavar="BODY", help=N_("Of this body; else of the one that has it."))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would go."))
@ON
@click.pass_obj
def remove_(
    session: Session, numbers: tuple[str, ...], body: str | None, yes: bool, dry_run: bool, on: date | None
) -> None:
    """Removes them after a question; what still has the name is told."""
    from store.archive.privacy.removing import remove
    from tui.cli.desk.post import find_piece

    owner, _desk, _piece = find_piece(session, numbers[0], body)
    for number in numbers:
        piece = find_piece(session, number, owner.key)[2]
        files = ", ".join(file.path for file in piece.files)
        click.echo(" · ".join(filter(None, (piece.number, piece.subject, files))), err=True)
    if dry_run:
        return
    if not yes:
        click.confirm(_("Their files and who they are of go for good. Remove them?"), abort=True, err=True)
    left = remove(session.archive, owner, numbers, session.now(), on or session.today())
    count = len(numbers)
    click.echo(_n("{count} piece removed.", "{count} pieces removed.", count).format(count=count))
    _still(left)


@privacy.command("anonymise", help=N_("Make a former member nameless in all meetings of BODY: WK becomes “a member”."))
@click.argument("body")
@click.argument("handle")
@click.option("--as", "called", metavar="WORDS", help=N_("What stands in the place of the name."))
@click.option("--approved", is_flag=True, help=N_("In approved minutes too; both digests are kept as a mark."))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def anonymise_(session: Session, body: str, handle: str, called: str | None, approved: bool, yes: bool) -> None:
    """Does it after a question, and tells where the name still stands."""
    from store.archive.privacy.anonymising import anonymise

    of = session.archive.register.find(body)
    if not yes:
        click.confirm(
            _("This cannot be taken back. Make {handle} nameless?").format(handle=handle), abort=True, err=True
        )
    count, left = anonymise(session.archive, of, handle, called or _("a member"), session.now(), approved=approved)
    click.echo(_n("Changed in {count} meeting.", "Changed in {count} meetings.", count).format(count=count))
    _still(left)


@privacy.command("due", help=N_("List what may go by now, by the settings of each body; nothing is deleted by itself."))
@ON
@AS_JSON
@click.pass_obj
def due_(session: Session, on: date | None, as_json: bool) -> None:
    """Prints a line for each."""
    import msgspec

    from store.archive.privacy.retention import due
    from store.text import clean

    found = due(session.archive, on or session.today())
    if as_json:
        print_json(msgspec.to_builtins(found))
        return
    for each in found:
        click.echo(clean(f"{each.body}\t{each.number}\t{each.until}\t{each.title}"))
    if not found:
        click.echo(_("Nothing has to go yet."), err=True)


def _still(left: Iterable[Place]) -> None:
    places = list(left)
    if places:
        click.echo(_("The name still stands here:"), err=True)
        _print(places, err=True)
    click.echo(_("A backup, and what was sent, has it still: that cannot be reached from here."), err=True)


def _print(places: Iterable[Place], *, err: bool = False) -> None:
    from store.text import clean

    for place in places:
        near = _("nearly so") if place.near else ""
        times = (
            _n("{count} time", "{count} times", place.times).format(count=place.times) if place.kind == "log" else ""
        )
        parts = (place.where, place.number, place.kind, place.text or place.path, times, near)
        click.echo(clean("\t".join(filter(None, parts))), err=err)
