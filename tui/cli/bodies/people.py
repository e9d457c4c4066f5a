"""The commands on the people of a body."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n
from tui.cli.options import AS_JSON, pairs
from tui.cli.output import asks, opened, print_json

if TYPE_CHECKING:
    from store.language.day_phrases import Calendar
    from store.model import Body, Person
    from tui.cli.session import Session


@click.group(help=N_("The people of a body: members, officers, and guests it knows."))
def people() -> None:
    """The commands on people."""


@people.command("list", help=N_("List the people of a body, or of all bodies."))
@click.argument("body", required=False)
@click.option("--all", "everybody", is_flag=True, help=N_("Those who left, too."))
@AS_JSON
@click.pass_obj
def list_people(session: Session, body: str | None, everybody: bool, as_json: bool) -> None:
    """Prints a line for each person."""
    from exports.formats.plain_body import plain_person
    from store.language.settings.person_line import say_person

    register, today = session.archive.register, session.today()
    chosen = [register.find(body)] if body else register.bodies()
    found = [(each, person) for each in chosen for person in each.people if everybody or _not_gone(person, today)]
    if as_json:
        print_json([{"body": each.key, **plain_person(person)} for each, person in found])
        return
    for each, person in found:
        click.echo(say_person(person) if body else f"{each.key}: {say_person(person)}")


@people.command("show", help=N_("Show one person of a body."))
@click.argument("body")
@click.argument("handle")
@AS_JSON
@click.pass_obj
def show_person(session: Session, body: str, handle: str, as_json: bool) -> None:
    """Prints all that is known."""
    from exports.formats.plain_body import plain_person
    from store.bodies.body import find_person
    from store.language.settings.person_line import say_person

    person = find_person(session.archive.register.find(body), handle)
    if as_json:
        print_json(plain_person(person))
    else:
        click.echo(say_person(person))


@people.command("add", help=N_("Add somebody: “Bram van den Broek (BvdB), member, treasurer, from 1 May 2026”."))
@click.argument("body")
@click.argument("person")
@click.pass_obj
def add_person(session: Session, body: str, person: str) -> None:
    """Adds a person by one write; a handle is made of the name where none is given."""
    from store.bodies.body import more_than_seats, with_person
    from store.language.settings.person_line import read_person, say_person

    register, new = session.archive.register, read_person(person, session.calendar())
    changed = register.change(register.find(body).key, lambda old: with_person(old, new))
    click.echo(say_person(changed.people[-1]))
    if words := more_than_seats(changed, session.today()):
        click.echo(words, err=True)


@people.command("change", help=N_("Change somebody: until=2027-03-31 role=chair."))
@click.argument("body")
@click.argument("handle")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def change_person(session: Session, body: str, handle: str, fields: tuple[str, ...]) -> None:
    """Changes a person by one write."""
    from store.bodies.body import find_person, more_than_seats, with_changed_person
    from store.language.settings.person_line import say_person, with_field

    calendar, register = session.calendar(), session.archive.register
    handles: list[str] = []

    def change(old: Body) -> Body:
        person = find_person(old, handle)
        for name, value in pairs(fields):
            person = with_field(person, name, value, calendar)
        handles.append(person.handle)
        return with_changed_person(old, handle, person)

    changed = register.change(register.find(body).key, change)
    click.echo(say_person(find_person(changed, handles[-1])))
    if words := more_than_seats(changed, session.today()):
        click.echo(words, err=True)


@people.command("remove", help=N_("Take somebody away who was made by mistake; “bodies undo” puts them back."))
@click.argument("body")
@click.argument("handle")
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def remove_person(session: Session, body: str, handle: str, yes: bool) -> None:
    """Takes a person away on whom nothing hangs, after one question."""
    from store.bodies.body import find_person

    found = session.archive.register.find(body)
    person = find_person(found, handle)
    question = _("Take {name} away from {body}?").format(name=person.name, body=found.name)
    if yes or not asks() or click.confirm(question, default=True, err=True):
        session.archive.remove_person(found.key, person.handle, session.now())


@people.command("import", help=N_("Take people from a CSV file with a row of column names (- is standard input)."))
@click.argument("body")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help=N_("Store nothing; print what was understood."))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def import_people(session: Session, body: str, file: str, dry_run: bool, yes: bool) -> None:
    """Takes in a whole file, or nothing of it."""
    from exports.people.members_csv import read_members
    from store.errors import CannotDo
    from store.language.settings.person_line import say_person

    register, calendar = session.archive.register, session.calendar()
    key = register.find(body).key
    with opened(file) as stream:
        content = stream.read()
    read = read_members(content, register.find(key), calendar)
    for person in read.people:
        click.echo(f"{'+' if person.handle in read.added else '='} {say_person(person)}")
    for column in read.unread:
        click.echo(_("Not read: the column “{column}”.").format(column=column), err=True)
    if read.wrong:
        for line in read.wrong:
            click.echo(line, err=True)
        words = _n(
            "{count} row is wrong; nothing was stored.", "{count} rows are wrong; nothing was stored.", len(read.wrong)
        )
        raise CannotDo(words.format(count=len(read.wrong)))
    if dry_run or not read.people:
        return
    asked = not yes and file != "-" and asks()
    question = _n("Store this {count} person?", "Store these {count} people?", len(read.people))
    if asked and not click.confirm(question.format(count=len(read.people))):
        click.echo(_("Nothing was stored."))
        return
    register.change(key, lambda old: _imported(content, old, calendar))
    words = _n("{count} person stored.", "{count} people stored.", len(read.people))
    click.echo(words.format(count=len(read.people)), err=True)


def _imported(content: bytes, old: Body, calendar: Calendar) -> Body:
    """The file once more, into the body as it is now: it may have changed while the question stood there."""
    from exports.people.members_csv import read_members
    from store.errors import CannotDo

    read = read_members(content, old, calendar)
    if read.wrong:
        raise CannotDo(read.wrong[0])
    return read.body


def _not_gone(person: Person, today: date) -> bool:
    return person.until is None or person.until >= today
