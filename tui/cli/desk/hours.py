"""The commands of time: typed, reported, and how long standing items take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _, spoken
from tui.cli.desk.opening import opened
from tui.cli.options import AS_JSON, Day
from tui.cli.output import print_json

if TYPE_CHECKING:
    from store.model import Body
    from tui.cli.session import Session

OF = click.option("--body", metavar="BODY", help=N_("Of this body; else of the first one that is no committee."))
ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day of it; today if nothing is said."))


@click.group("time", help=N_("Time that was spent: typed, by the clocks of meetings, and by the roll, never mixed."))
def time_() -> None:
    """Asks for a command."""


@time_.command(help=N_("Write down time: “1:30 minutes”, “45m letters r1”, “@ib 2 h deliberation”."))
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@OF
@ON
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
@click.pass_obj
def add(session: Session, words: tuple[str, ...], body: str | None, on: date | None, dry_run: bool) -> None:
    """Keeps it at the desk of the body."""
    from store.archive.plan.hours import understood
    from store.desk.hours.verbs import spend
    from store.text import clean

    of = _body(session, body)
    today = on or session.today()
    typed = clean(" ".join(words))
    told = understood(session.archive, of, typed, today)
    if not dry_run:
        with opened(session, of) as desk:
            desk.do("hours", typed, session.now(), lambda rows: spend(rows, of, told.line, today, session.now()))
    click.echo(clean(told.says))


@time_.command("list", help=N_("List the time that was typed, with the numbers by which it is taken out."))
@OF
@click.option("--month", metavar="MONTH", help=N_("Of this month, such as 2027-03."))
@AS_JSON
@click.pass_obj
def list_(session: Session, body: str | None, month: str | None, as_json: bool) -> None:
    """Prints a line for each."""
    from store.archive.plan.plans import desk_of
    from store.dates import short_date
    from store.desk.hours.plain import plain_spent
    from store.language.plan.hours import hours_and_minutes
    from store.text import clean

    of = _body(session, body)
    rows = sorted(desk_of(session.archive, of).hours.values(), key=lambda row: (row.day, row.id))
    if month:
        year, number = _month(session, month)
        rows = [row for row in rows if (row.day.year, row.day.month) == (year, number)]
    if as_json:
        print_json([plain_spent(row, of.key) for row in rows])
        return
    for row in rows:
        day, long = short_date(row.day, spoken()), hours_and_minutes(row.minutes)
        click.echo(clean(f"{row.id:>4}  {day}  {row.who:<6} {long:>6}  {row.task} {row.request}".rstrip()))
    if not rows:
        click.echo(_("No time was written down."))


@time_.command(help=N_("Take out time that was written down by mistake, by its number in the list."))
@click.argument("number", type=int, metavar="NUMBER")
@OF
@click.pass_obj
def drop(session: Session, number: int, body: str | None) -> None:
    """Takes it out, as one act that can be taken back."""
    from store.desk.hours.verbs import take_out

    of = _body(session, body)
    with opened(session, of) as desk:
        desk.do("hours out", str(number), session.now(), lambda rows: take_out(rows, number))
    click.echo(_("Taken out: {number}.").format(number=number))


@time_.command(help=N_("Report where the time of a month went, or with --request that of a request."))
@OF
@ON
@click.option("--month", metavar="MONTH", help=N_("The month, such as 2027-03; this one if nothing is said."))
@click.option("--request", metavar="REQUEST", help=N_("All time of this request, in any month."))
@AS_JSON
@click.pass_obj
def report(
    session: Session, body: str | None, on: date | None, month: str | None, request: str | None, as_json: bool
) -> None:
    """Prints it; time in meetings stands apart from what was typed."""
    from store.archive.plan.hours import month_of, of_request
    from store.desk.hours.plain import plain_report
    from store.desk.hours.wording import report_lines
    from store.language.plan.hours import hours_and_minutes
    from store.text import clean

    of = _body(session, body)
    session.archive.index.refresh()
    if request:
        reference, minutes = of_request(session.archive, of, request)
        if as_json:
            print_json({"request": reference, "minutes": minutes})
        else:
            click.echo(f"{reference}  {hours_and_minutes(minutes)}")
        return
    today = on or session.today()
    year, number = _month(session, month or today.isoformat()[:7])
    found = month_of(session.archive, of, year, number, today)
    if as_json:
        print_json(plain_report(found, of.language))
        return
    for line in report_lines(found, spoken(), of.desk.regime):
        click.echo(clean(line))


@time_.command(help=N_("Show planned and spent of the items that come back, and what to plan; --take takes that over."))
@OF
@click.option("--take", is_flag=True, help=N_("Put what is proposed in the standing items of the body."))
@AS_JSON
@click.pass_obj
def items(session: Session, body: str | None, take: bool, as_json: bool) -> None:
    """Prints a line for each item."""
    from exports.content.standing_times import plain_standing, standing_line
    from store.archive.plan.hours import standing_of, take_proposals
    from store.text import clean

    of = _body(session, body)
    session.archive.index.refresh()
    found = standing_of(session.archive, of)
    if as_json:
        print_json(plain_standing(found))
    else:
        for each in found:
            click.echo(clean(standing_line(each, spoken())))
        if not found:
            click.echo(_("No item came back yet in meetings that were closed."))
    if take:
        for words in take_proposals(session.archive, of, found, session.calendar()):
            click.echo(clean(words), err=as_json)


def _body(session: Session, name: str | None) -> Body:
    if name:
        return session.archive.register.find(name)
    bodies = session.archive.bodies()
    own = [each for each in bodies if not each.parent] or bodies
    if not own:
        raise CannotDo(_("There is no body yet."))
    return own[0]


def _month(session: Session, words: str) -> tuple[int, int]:
    from store.language.plan.periods import read_period

    found = read_period(words, session.calendar())
    if found is None or (found.first.year, found.first.month) != (found.last.year, found.last.month):
        raise CannotDo(_("“{words}” is no month, such as 2027-03.").format(words=words))
    return found.first.year, found.first.month
