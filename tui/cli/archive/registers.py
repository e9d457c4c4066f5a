"""`notulist actions` and `notulist decisions`: what all meetings agreed and decided, as it stands now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from store.errors import NotulistError
from store.i18n import N_, _, _n, spoken
from tui.cli.options import AS_JSON, Count, OneOf
from tui.cli.output import print_json, print_path, print_unread

if TYPE_CHECKING:
    from datetime import date

    from exports.document import Document
    from store.language.query import Filter, Listed
    from store.model import Body, Earlier
    from tui.cli.session import Session

STATUS = {
    "in-force": ("van-kracht", "geldend"),
    "amended": ("gewijzigd", "vervangen"),
    "withdrawn": ("ingetrokken",),
}


@click.command(help=N_("List the actions and undertakings of all meetings that fit WORDS (@who, te laat, deze week)."))
@click.argument("words", nargs=-1)
@click.option("--open", "only_open", is_flag=True, help=N_("Only what is still to be done."))
@click.option("--owner", metavar="WHO", help=N_("Only of this owner: initials or a name."))
@click.option("--body", metavar="BODY", help=N_("Only of this body."))
@click.option("--overdue", is_flag=True, help=N_("Only what is over its date."))
@click.option("--this-week", is_flag=True, help=N_("Only what is due this week or before."))
@click.option("--theme", metavar="THEME", help=N_("Only with this theme, without its #."))
@AS_JSON
@click.option("--csv", "as_csv", is_flag=True, help=N_("Print CSV, for a spreadsheet."))
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
    this_week: bool,
    theme: str | None,
    as_json: bool,
    as_csv: bool,
    markdown: bool,
    per_person: str | None,
) -> None:
    """Prints the actions, the most urgent first, as a table in Markdown."""
    from exports.content.registers import action_register
    from store.kinds import PROMISES
    from store.language.query import Listed, State
    from store.search.due import Order, sort
    from store.search.selection import select
    from store.text import fold

    index, today, bodies = session.archive.index, session.today(), session.archive.bodies()
    index.refresh()
    print_unread(index)
    wanted = _wanted(session, words, Listed.ACTIONS, theme)
    states = [state for state, asked in ((State.LATE, overdue), (State.THIS_WEEK, this_week)) if asked]
    owners = (fold(owner.lstrip("@")),) if owner else ()
    wanted = replace(wanted, people=(*wanted.people, *owners), states=(*wanted.states, *states))
    found = index.of_kinds(PROMISES, body, only_open=only_open or bool(states))
    found = sort(select(found, wanted, today, bodies), Order.DUE)
    if per_person:
        _write_lists(found, bodies, Path(per_person), today)
    else:
        document = action_register(found, spoken(), _("Actions"), today, bodies=bodies, head_at_least=as_csv)
        _print(found, document, as_json=as_json, as_csv=as_csv)


@click.command(help=N_("List the decisions of all meetings that fit WORDS (@who, in 2026), with what became of them."))
@click.argument("words", nargs=-1)
@click.option("--in-force", is_flag=True, help=N_("Only those that are still in force."))
@click.option("--status", "standing", type=OneOf(lambda: STATUS), help=N_("Only of this status."))
@click.option("--body", metavar="BODY", help=N_("Only of this body."))
@click.option("--year", type=Count(9999), metavar="YEAR", help=N_("Only of this year."))
@click.option("--theme", metavar="THEME", help=N_("Only with this theme, without its #."))
@AS_JSON
@click.option("--csv", "as_csv", is_flag=True, help=N_("Print CSV, for a spreadsheet."))
@click.option("--markdown", is_flag=True, help=N_("Print Markdown; so it does without an option too."))
@click.pass_obj
def decisions(
    session: Session,
    words: tuple[str, ...],
    in_force: bool,
    standing: str | None,
    body: str | None,
    year: int | None,
    theme: str | None,
    as_json: bool,
    as_csv: bool,
    markdown: bool,
) -> None:
    """Prints the decisions, the latest first."""
    from exports.content.registers import decision_register
    from store.language.query import Listed, State
    from store.model import Kind
    from store.search.selection import select

    index, bodies = session.archive.index, session.archive.bodies()
    index.refresh()
    print_unread(index)
    wanted = _wanted(session, words, Listed.DECISIONS, theme)
    states = {"in-force": State.IN_FORCE, "amended": State.REPLACED, "withdrawn": State.WITHDRAWN}
    asked = (states[standing],) if standing else ()
    wanted = replace(wanted, states=(*wanted.states, *asked))
    found = index.of_kinds([Kind.DECISION], body, only_open=in_force)
    found = select(found, wanted, session.today(), bodies)
    found = [one for one in found if year in (None, one.day.year)]
    document = decision_register(found, spoken(), _("Decisions"), bodies=bodies, head_at_least=as_csv)
    _print(found, document, as_json=as_json, as_csv=as_csv)


def _wanted(session: Session, words: tuple[str, ...], listed: Listed, theme: str | None) -> Filter:
    """What was typed, and the theme that an option named."""
    from store.language.query import read_filter

    typed = " ".join([*words, *([f"#{theme.lstrip('#')}"] if theme else [])])
    index = session.archive.index
    return read_filter(typed, session.today(), index.bodies(), [one.name for one in index.themes()], listed)


def _print(found: list[Earlier], document: Document, *, as_json: bool, as_csv: bool) -> None:
    from exports.formats.csv import write_csv
    from exports.formats.markdown import write_markdown
    from exports.formats.plain_record import plain_earlier

    if as_json:
        print_json([plain_earlier(one) for one in found])
    elif as_csv:
        # As bytes: its line ends are those of the format, on every system.
        click.echo(write_csv(document).encode(), nl=False)
    else:
        click.echo(write_markdown(document), nl=False)


def _write_lists(found: list[Earlier], bodies: list[Body], folder: Path, today: date) -> None:
    from exports.send_lists import write_lists

    if not found:
        raise NotulistError(_("There are no such actions; nothing was written."))
    written = write_lists(found, bodies, folder, spoken(), today)
    for path in written:
        print_path(path)
    click.echo(_n("{count} list", "{count} lists", len(written)).format(count=len(written)), err=True)
