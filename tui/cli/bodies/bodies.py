"""The commands on bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n
from tui.cli.options import AS_JSON, Count, Day, OneOf, pairs
from tui.cli.output import asks, opened, print_json, print_path

if TYPE_CHECKING:
    from store.model import Body
    from tui.cli.session import Session

# What the built-in templates are called in Dutch, where that is another word.
_IN_DUTCH = {"board": ("bestuur",), "committee": ("commissie",), "stand-up": ("stand-up", "dagstart")}


def template_words() -> dict[str, tuple[str, ...]]:
    """The built-in templates, and the Dutch words for each."""
    from exports.agenda.standing_items import BUILT_IN

    return {name: _IN_DUTCH.get(name, ()) for name in BUILT_IN}


@click.group(help=N_("Bodies that meet: their rules, numbers, days and standing items."))
def bodies() -> None:
    """The commands on bodies."""


@bodies.command("list", help=N_("List all bodies."))
@AS_JSON
@click.pass_obj
def list_bodies(session: Session, as_json: bool) -> None:
    """Prints a line for each body, committees below the body they are of."""
    from exports.formats.plain_body import plain_body
    from store.bodies.body import by_parent

    found = session.archive.bodies()
    if as_json:
        print_json([plain_body(body) for body in found])
        return
    if not found:
        click.echo(_("There are no bodies yet: notulist bodies add or “Ondernemingsraad”."))
    width = max((len(body.key) for body in found), default=0)
    for depth, body in by_parent(found):
        click.echo(f"{body.key:<{width}}  {'  ' * depth}{body.name}  {_counts(body, session.today())}")


@bodies.command("show", help=N_("Show the settings of a body, and its people."))
@click.argument("body")
@AS_JSON
@click.pass_obj
def show_body(session: Session, body: str, as_json: bool) -> None:
    """Prints all that is set."""
    from exports.formats.plain_body import plain_body
    from store.bodies.body import template_items
    from store.bodies.settings import SETTINGS
    from store.language.settings.person_line import say_person

    found = session.archive.register.find(body)
    if as_json:
        print_json(plain_body(found))
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
@click.option("--like", type=OneOf(template_words), help=N_("Start with these standing items."))
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
    from store.bodies.settings import find_setting

    register, folder = session.archive.register, session.archive.folder
    changed, opened = register.change_telling(
        register.find(body).key,
        lambda old: _with_settings(session, old, settings),
        lambda new, old: with_logo_kept(new, old, folder),
    )
    for each in settings:
        setting = find_setting(each.partition("=")[0])
        click.echo(f"{_(setting.label)}: {setting.say(changed)}")
    _warn(opened)


@bodies.command("remove", help=N_("Take a body away that was made by mistake; “bodies undo” puts it back."))
@click.argument("body")
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def remove_body(session: Session, body: str, yes: bool) -> None:
    """Takes a body away on which nothing hangs, after one question."""
    found = session.archive.register.find(body)
    question = _("Take {body} away, with its people and settings?").format(body=found.name)
    if yes or not asks() or click.confirm(question, default=True, err=True):
        session.archive.remove_body(found.key, session.now())


@bodies.command("undo", help=N_("Put back the person or body that was taken away last."))
@click.pass_obj
def put_back(session: Session) -> None:
    """Puts back what was removed, and says what."""
    key, handle = session.archive.register.put_back_removed(session.now())
    click.echo(_("{name} is put back.").format(name=f"{key}: {handle}" if handle else key))


@bodies.command("template", help=N_("Print the standing items of a body’s agendas, or put others in their place."))
@click.argument("body")
@click.option("--edit", is_flag=True, help=N_("Edit them in your editor."))
@click.option("--from", "source", metavar="FILE", help=N_("Take them from this agenda (- is standard input)."))
@click.option("--like", type=OneOf(template_words), help=N_("Start with these standing items."))
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
        with opened(source) as content:
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
        print_path(output)


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
@AS_JSON
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
        print_json([{"day": day.isoformat(), "send_by": sending_day(found, day).isoformat()} for day in days])
        return
    for day in days:
        send = long_date(sending_day(found, day), spoken())
        click.echo(
            f"{day.isoformat()}  {weekday_name(day.weekday())} {long_date(day, spoken())}  "
            + _("(agenda out by {day})").format(day=send)
        )


def _with_settings(session: Session, body: Body, settings: Iterable[str]) -> Body:
    from store.bodies.settings import with_setting

    calendar = session.calendar()
    for name, value in pairs(settings):
        body = with_setting(body, name, value, calendar)
    return body


def _warn(words: str) -> None:
    if words:
        click.echo(f"! {words}", err=True)


def _counts(body: Body, today: date) -> str:
    from store.bodies.body import members_on

    count = len(members_on(body, today))
    return _n("{count} person", "{count} people", count).format(count=count)
