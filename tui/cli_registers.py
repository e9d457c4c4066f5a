"""`notulist actions` and `notulist decisions`: what all meetings agreed and decided, as it stands now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import NotulistError
from store.words import N_, _, _n, spoken
from tui.printing import print_json
from tui.usage import Count

if TYPE_CHECKING:
    from datetime import date

    from exports.document import Document
    from store.earlier import Earlier
    from store.language.people import People
    from tui.cli import Session


@click.command(help=N_("List the actions and undertakings of all meetings that fit WORDS (@who, te laat, deze week)."))
@click.argument("words", nargs=-1)
@click.option("--open", "only_open", is_flag=True, help=N_("Only what is still to be done."))
@click.option("--owner", metavar="WHO", help=N_("Only of this owner: initials or a name."))
@click.option("--body", metavar="BODY", help=N_("Only of this body."))
@click.option("--overdue", is_flag=True, help=N_("Only what is over its date."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.option("--markdown", is_flag=True, help=N_("Print Markdown; so it does without an option too."))
@click.option("--per-person", metavar="DIR", help=N_("Write one list for each owner, ready to send, into this folder."))
@click.pass_obj
def actions(
    session: Session,
    words: tuple[str, ...],
    only_open: bool,
    owner: str | None,
    body: str | None,
    overdue: bool,
    as_json: bool,
    markdown: bool,
    per_person: str | None,
) -> None:
    """Prints the actions, the most urgent first, as a table in Markdown."""
    from exports.registers import action_register, plain_earlier
    from store.model import Kind
    from store.promises import Order, days_late, select, sort

    index, today = session.archive.index, session.today()
    index.refresh()
    found = index.of_kinds((Kind.ACTION, Kind.UNDERTAKING), body, only_open=only_open or overdue)
    people = _people(session)
    typed = " ".join([*words, *([f"@{owner}"] if owner else [])])
    found = sort(select(found, typed, today, people), Order.DUE)
    if overdue:
        found = [one for one in found if days_late(one, today)]
    if per_person:
        _write_lists(found, people, Path(per_person), today)
    elif as_json:
        print_json([plain_earlier(one) for one in found])
    else:
        _print(action_register(found, spoken(), _("Actions"), today))


@click.command(help=N_("List the decisions of all meetings that hold WORDS, with what became of them."))
@click.argument("words", nargs=-1)
@click.option("--in-force", is_flag=True, help=N_("Only those that are still in force."))
@click.option("--body", metavar="BODY", help=N_("Only of this body."))
@click.option("--year", type=Count(9999), metavar="YEAR", help=N_("Only of this year."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.option("--markdown", is_flag=True, help=N_("Print Markdown; so it does without an option too."))
@click.pass_obj
def decisions(
    session: Session,
    words: tuple[str, ...],
    in_force: bool,
    body: str | None,
    year: int | None,
    as_json: bool,
    markdown: bool,
) -> None:
    """Prints the decisions, the latest first."""
    from exports.registers import decision_register, plain_earlier
    from store.language.people import People
    from store.model import Kind
    from store.promises import select

    index = session.archive.index
    index.refresh()
    found = index.of_kinds((Kind.DECISION,), body, only_open=in_force)
    found = [one for one in select(found, " ".join(words), session.today(), People(())) if year in (None, one.day.year)]
    if as_json:
        print_json([plain_earlier(one) for one in found])
    else:
        _print(decision_register(found, spoken(), _("Decisions")))


def _people(session: Session) -> People:
    from store.language.people import People

    return People([who for body in session.archive.bodies() for who in body.people])


def _print(document: Document) -> None:
    from exports.markdown import write_markdown

    click.echo(write_markdown(document), nl=False)


def _write_lists(found: list[Earlier], people: People, folder: Path, today: date) -> None:
    from exports.files import slug
    from exports.markdown import write_markdown
    from exports.registers import action_register, per_owner
    from store.files import make_folder, write_new

    lists = per_owner(found, people)
    if not lists:
        raise NotulistError(_("There are no such actions; nothing was written."))
    make_folder(folder)
    for owner, theirs in lists.items():
        name = people.name(owner) if owner != "?" else _("nobody")
        document = action_register(theirs, spoken(), _("Actions of {name}").format(name=name), today)
        path = folder / f"{slug(_('actions {name}').format(name=name))}.md"
        write_new(path, write_markdown(document).encode(), overwrite=False)
        click.echo(path)
    count = len(lists)
    click.echo(_n("{count} list", "{count} lists", count).format(count=count), err=True)
