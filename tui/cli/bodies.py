"""The commands on bodies and their people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n
from tui.cli.options import Count, Day, OneOf

if TYPE_CHECKING:
    from store.language.day_phrases import Calendar
    from store.model import Body, Person
    from tui.cli.session import Session

_TEMPLATES = {
    "or": ("or",),
    "board": ("bestuur",),
    "committee": ("commissie",),
    "stand-up": ("stand-up", "dagstart"),
    "werkbespreking": ("werkbespreking",),
}
_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))


@click.group(help=N_("Bodies that meet: their rules, numbers, days and standing items."))
def bodies() -> None:
    """The commands on bodies."""


@bodies.command("list", help=N_("List all bodies."))
@_JSON
@click.pass_obj
def list_bodies(session: Session, as_json: bool) -> None:
    """Prints a line for each body, committees below the body they are of."""
    from exports.formats.plain_body import plain_body
    from store.bodies.body import by_parent

    found = session.archive.bodies()
    if as_json:
        _print_json([plain_body(body) for body in found])
        return
    if not found:
        click.echo(_("There are no bodies yet: notulist bodies add or “Ondernemingsraad”."))
    width = max((len(body.key) for body in found), default=0)
    for depth, body in by_parent(found):
        click.echo(f"{body.key:<{width}}  {'  ' * depth}{body.name}  {_counts(body, session.today())}")


@bodies.command("show", help=N_("Show the settings of a body, and its people."))
@click.argument("body")
@_JSON
@click.pass_obj
def show_body(session: Session, body: str, as_json: bool) -> None:
    """Prints all that is set."""
    from exports.formats.plain_body import plain_body
    from store.bodies.body import template_items
    from store.bodies.settings import SETTINGS
    from store.language.settings.person_line import say_person

    found = session.archive.register.find(body)
    if as_json:
        _print_json(plain_body(found))
        return
    labels = [_(setting.label) for setting in SETTINGS]
    width = max(map(len, labels))
    click.echo(f"{found.key}: {found.name}")
    for setting, label in zip(SETTINGS, labels, strict=True):
        click.echo(f"  {label:<{width}}  {setting.say(found)}".rstrip())
    for person in found.people:
        click.echo(f"  {say_person(person)}")
    items = len(template_items(found))
    if items:
        click.echo("  " + _n("{count} standing item", "{count} standing items", items).format(count=items))


@bodies.command("add", help=N_("Add a body: its key (a short name such as or), its name, and settings."))
@click.argument("key")
@click.argument("name")
@click.argument("settings", nargs=-1, metavar="[SETTING=VALUE]...")
@click.option("--like", type=OneOf(_TEMPLATES), help=N_("Start with these standing items."))
@click.pass_obj
def add_body(session: Session, key: str, name: str, settings: tuple[str, ...], like: str | None) -> None:
    """Adds a body by one write."""
    from exports.agenda.standing_items import built_in
    from exports.formats.images import with_logo_kept
    from store.bodies.body import new_body, with_template
    from store.bodies.settings import opened_by
    from store.i18n import spoken

    bare = new_body(key, name, spoken())
    body = _with_settings(session, bare, settings)
    if like:
        body = with_template(body, built_in(like, body.language))
    archive = session.archive
    archive.register.add(body, lambda new: with_logo_kept(new, bare, archive.folder))
    click.echo(_("{key}: {name} is there.").format(key=body.key, name=body.name))
    _warn(opened_by(bare, body))


@bodies.command(
    "change", help=N_("Change settings of a body, all by one write: seats=11 “meets=every third Thursday”.")
)
@click.argument("body")
@click.argument("settings", nargs=-1, required=True, metavar="SETTING=VALUE...")
@click.pass_obj
def change_body(session: Session, body: str, settings: tuple[str, ...]) -> None:
    """Changes settings, and prints them as they are now."""
    from exports.formats.images import with_logo_kept
    from store.archive.register import change_telling
    from store.bodies.settings import find_setting

    register, folder = session.archive.register, session.archive.folder
    changed, opened = change_telling(
        register,
        register.find(body).key,
        lambda old: _with_settings(session, old, settings),
        lambda new, old: with_logo_kept(new, old, folder),
    )
    for each in settings:
        setting = find_setting(each.partition("=")[0])
        click.echo(f"{_(setting.label)}: {setting.say(changed)}")
    _warn(opened)


@bodies.command("template", help=N_("Print the standing items of a body’s agendas, or put others in their place."))
@click.argument("body")
@click.option("--edit", is_flag=True, help=N_("Edit them in your editor."))
@click.option("--from", "source", metavar="FILE", help=N_("Take them from this agenda (- is standard input)."))
@click.option("--like", type=OneOf(_TEMPLATES), help=N_("Start with these standing items."))
@click.option("-o", "--output", metavar="FILE", default="-", help=N_("Where to (- is standard output)."))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@click.pass_obj
def template(
    session: Session, body: str, edit: bool, source: str | None, like: str | None, output: str, force: bool
) -> None:
    """Reads and writes the template, as an agenda."""
    from exports.agenda.standing_items import built_in, read_template, write_template
    from store.bodies.body import with_template
    from store.disk.atomic import write_new
    from store.errors import NotulistError
    from store.text import decode

    if source and like:
        raise click.UsageError(_("Give --from or --like, not both."))
    register = session.archive.register
    found = register.find(body)
    if source:
        with click.open_file(source, "rb") as content:
            text = decode(content.read())
    else:
        text = write_template(with_template(found, built_in(like, found.language)) if like else found)
    if edit:
        text = click.edit(text, extension=".md") or ""
        if not text:
            click.echo(_("Nothing was changed."))
            return
    if edit or source or like:
        try:
            items = read_template(text)
        except NotulistError:
            if edit:
                click.echo(
                    _("What you wrote is kept in {file}.").format(file=_kept(f"{found.key}-template", text)), err=True
                )
            raise
        register.change(found.key, lambda old: with_template(old, items))
        words = _n("{count} standing item stored.", "{count} standing items stored.", len(items))
        click.echo(words.format(count=len(items)))
    elif output == "-":
        click.echo(text, nl=False)
    else:
        write_new(Path(output), text.encode(), overwrite=force)
        click.echo(output)


def _kept(name: str, text: str) -> Path:
    """Puts `text` in a new file here, so that it is not lost with the editor."""
    from store.disk.atomic import write_new

    number, path = 1, Path(f"{name}.md")
    while path.exists() or path.is_symlink():
        number += 1
        path = Path(f"{name}-{number}.md")
    write_new(path, text.encode())
    return path


@bodies.command("dates", help=N_("Print the next days on which a body meets."))
@click.argument("body")
@click.option("--count", type=Count(500), default=10, metavar="NUMBER", show_default=True, help=N_("How many."))
@click.option("--after", type=Day(), metavar="DAY", help=N_("After this day, not after today."))
@_JSON
@click.pass_obj
def dates(session: Session, body: str, count: int, after: date | None, as_json: bool) -> None:
    """Prints each day, and until when its agenda is sent."""
    from datetime import timedelta

    from store.bodies.body import next_dates, sending_day
    from store.bodies.recurrence import weekday_name
    from store.dates import long_date
    from store.i18n import spoken

    archive = session.archive
    found = archive.register.find(body)
    today = session.today()
    last = archive.last_before(found, today + timedelta(days=1))
    days = list(islice(next_dates(found, after or today, last), count))
    if as_json:
        _print_json([{"day": day.isoformat(), "send_by": sending_day(found, day).isoformat()} for day in days])
        return
    for day in days:
        send = long_date(sending_day(found, day), spoken())
        click.echo(
            f"{day.isoformat()}  {weekday_name(day.weekday())} {long_date(day, spoken())}  "
            + _("(agenda out by {day})").format(day=send)
        )


@click.group(help=N_("The people of a body: members, officers, and guests it knows."))
def people() -> None:
    """The commands on people."""


@people.command("list", help=N_("List the people of a body, or of all bodies."))
@click.argument("body", required=False)
@click.option("--all", "everybody", is_flag=True, help=N_("Those who left, too."))
@_JSON
@click.pass_obj
def list_people(session: Session, body: str | None, everybody: bool, as_json: bool) -> None:
    """Prints a line for each person."""
    from exports.formats.plain_body import plain_person
    from store.language.settings.person_line import say_person

    register, today = session.archive.register, session.today()
    chosen = [register.find(body)] if body else register.bodies()
    found = [(each, person) for each in chosen for person in each.people if everybody or _not_gone(person, today)]
    if as_json:
        _print_json([{"body": each.key, **plain_person(person)} for each, person in found])
        return
    for each, person in found:
        click.echo(say_person(person) if body else f"{each.key}: {say_person(person)}")


@people.command("show", help=N_("Show one person of a body."))
@click.argument("body")
@click.argument("handle")
@_JSON
@click.pass_obj
def show_person(session: Session, body: str, handle: str, as_json: bool) -> None:
    """Prints all that is known."""
    from exports.formats.plain_body import plain_person
    from store.bodies.body import find_person
    from store.language.settings.person_line import say_person

    person = find_person(session.archive.register.find(body), handle)
    if as_json:
        _print_json(plain_person(person))
    else:
        click.echo(say_person(person))


@people.command("add", help=N_("Add somebody: “Bram van den Broek (BvdB), member, treasurer, from 1 May 2026”."))
@click.argument("body")
@click.argument("person")
@click.pass_obj
def add_person(session: Session, body: str, person: str) -> None:
    """Adds a person by one write; a handle is made of the name where none is given."""
    from store.bodies.body import with_person
    from store.language.settings.person_line import read_person, say_person

    register, new = session.archive.register, read_person(person, _calendar(session))
    changed = register.change(register.find(body).key, lambda old: with_person(old, new))
    click.echo(say_person(changed.people[-1]))


@people.command("change", help=N_("Change somebody: until=2027-03-31 role=chair."))
@click.argument("body")
@click.argument("handle")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def change_person(session: Session, body: str, handle: str, fields: tuple[str, ...]) -> None:
    """Changes a person by one write."""
    from store.bodies.body import find_person, with_changed_person
    from store.language.settings.person_line import say_person, with_field

    calendar, register = _calendar(session), session.archive.register
    handles: list[str] = []

    def change(old: Body) -> Body:
        person = find_person(old, handle)
        for name, value in _pairs(fields):
            person = with_field(person, name, value, calendar)
        handles.append(person.handle)
        return with_changed_person(old, handle, person)

    changed = register.change(register.find(body).key, change)
    click.echo(say_person(find_person(changed, handles[-1])))


@people.command("import", help=N_("Take people from a CSV file with a row of column names (- is standard input)."))
@click.argument("body")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help=N_("Store nothing; print what was understood."))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def import_people(session: Session, body: str, file: str, dry_run: bool, yes: bool) -> None:
    """Takes in a whole file, or nothing of it."""
    from exports.agenda.members_csv import read_members
    from store.errors import CannotDo
    from store.language.settings.person_line import say_person

    register, calendar = session.archive.register, _calendar(session)
    key = register.find(body).key
    with click.open_file(file, "rb") as stream:
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
    asked = not yes and file != "-" and sys.stdin.isatty() and sys.stdout.isatty()
    question = _n("Store this {count} person?", "Store these {count} people?", len(read.people))
    if asked and not click.confirm(question.format(count=len(read.people))):
        click.echo(_("Nothing was stored."))
        return
    register.change(key, lambda old: _imported(content, old, calendar))
    words = _n("{count} person stored.", "{count} people stored.", len(read.people))
    click.echo(words.format(count=len(read.people)), err=True)


def _imported(content: bytes, old: Body, calendar: Calendar) -> Body:
    """The file once more, into the body as it is now: it may have changed while the question stood there."""
    from exports.agenda.members_csv import read_members
    from store.errors import CannotDo

    read = read_members(content, old, calendar)
    if read.wrong:
        raise CannotDo(read.wrong[0])
    return read.body


def _pairs(settings: Iterable[str]) -> list[tuple[str, str]]:
    """Each `name=value` in its two parts."""
    pairs = []
    for each in settings:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(_("“{words}” is not of the form NAME=VALUE.").format(words=each))
        pairs.append((name.strip(), value.strip()))
    return pairs


def _with_settings(session: Session, body: Body, settings: Iterable[str]) -> Body:
    from store.bodies.settings import with_setting

    calendar = _calendar(session)
    for name, value in _pairs(settings):
        body = with_setting(body, name, value, calendar)
    return body


def _warn(words: str) -> None:
    if words:
        click.echo(f"! {words}", err=True)


def _calendar(session: Session) -> Calendar:
    from store.language.day_phrases import Calendar

    return Calendar(on=session.today())


def _not_gone(person: Person, today: date) -> bool:
    return person.until is None or person.until >= today


def _counts(body: Body, today: date) -> str:
    from store.bodies.body import members_on

    count = len(members_on(body, today))
    return _n("{count} person", "{count} people", count).format(count=count)


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
