"""The commands of the plan: the year of all bodies, the moments of the law, what is intended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _, _n, spoken
from tui.cli.desk.opening import opened
from tui.cli.options import AS_JSON, Day, OneOf, audience_words
from tui.cli.output import print_json

if TYPE_CHECKING:
    from store.archive.plan.plans import Plans
    from store.desk.desk import Desk
    from store.model import Body, Secrecy
    from tui.cli.session import Session

ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day that counts as today."))
OF_BODY = click.option("--body", metavar="BODY", help=N_("Only of this body."))


@click.group(help=N_("The plan: the year of all bodies, what the law asks each year, what is intended."))
def plan() -> None:
    """Asks for a command."""


@plan.command(help=N_("Show the days of YEAR on which all bodies meet, by when agendas go out, and what clashes."))
@click.argument("year", type=click.IntRange(1900, 9000), metavar="YEAR")
@ON
@OF_BODY
@AS_JSON
@click.pass_obj
def year(session: Session, year: int, on: date | None, body: str | None, as_json: bool) -> None:
    """Prints the year; nothing is stored."""
    from exports.content.plan import moment_lines, year_table
    from store.desk.plan.plain import plain_moment, plain_year
    from store.desk.plan.wording import agenda_line, clash_line

    plans = _plans(session, on)
    among = _among(session, plans, body)
    found = plans.year(year, among)
    _print_troubles(found.troubles)
    keepers = [each for each in plans.keepers() if each in among]
    if as_json:
        language = {each.key: each.language for each in plans.bodies}
        moments = [
            plain_moment(state, each.key, each.language) for each in keepers for state in plans.moments(each, year)
        ]
        print_json({**plain_year(year, plans.today, found.days, found.clashes, language), "moments": moments})
        return
    for line in year_table(found.days, found.clashes, spoken()):
        click.echo(line)
    said = [clash_line(clash, spoken()) for clash in found.clashes]
    said += [
        agenda_line(day, spoken(), plans.holidays(each).name(day.agenda_out))
        for each in among
        for day in found.days.get(each.key, ())
        if day.do_by != day.agenda_out
    ]
    _print_part("", said)
    for each in keepers:
        _print_part(each.name, moment_lines(plans.moments(each, year), spoken()))
    if not found.days:
        click.echo(_("No body meets in {year}, as far as is known.").format(year=year))


@plan.command("list", help=N_("List the moments of the year and what is intended, and how far each is."))
@ON
@OF_BODY
@AS_JSON
@click.pass_obj
def list_(session: Session, on: date | None, body: str | None, as_json: bool) -> None:
    """Prints what the law asks this year, what is intended, and the end of the term of office."""
    plans = _plans(session, on)
    among = _among(session, plans, body)
    if as_json:
        print_json(_plain(plans, among))
        return
    told = False
    for each in among:
        told = _print_plan(plans, each) or told
    if not told:
        click.echo(_("Nothing is planned. Say whose rules hold: notulist bodies change BODY regime=wor"))


OF = click.option("--body", metavar="BODY", help=N_("Of this body; else of the first one that is no committee."))
DRY = click.option("--dry-run", is_flag=True, help=N_("Only say what would be done."))


@plan.command(
    help=N_("Write down what the body intends, and for when: “evaluate the cooperation” --when “March 2028”.")
)
@click.argument("text", metavar="TEXT")
@click.option("--when", metavar="WHEN", default="", help=N_("When: a day, a month, a quarter, a year."))
@click.option("--confidential", metavar="GROUND", help=N_("It is confidential, on this ground."))
@OF
@ON
@DRY
@click.pass_obj
def add(
    session: Session, text: str, when: str, confidential: str | None, body: str | None, on: date | None, dry_run: bool
) -> None:
    """Keeps it at the desk of the body."""
    from store.model import Secrecy

    secrecy = Secrecy(ground=confidential) if confidential is not None else None
    _act(session, f"{text} > {when}" if when else text, body, on, dry_run=dry_run, secrecy=secrecy)


@plan.command(help=N_("Move a day of a series (“vgwm 6 May” “13 May”), or what is intended (v1 “April 2028”)."))
@click.argument("what", metavar="WHAT")
@click.argument("when", metavar="WHEN")
@OF
@ON
@DRY
@click.pass_obj
def move(session: Session, what: str, when: str, body: str | None, on: date | None, dry_run: bool) -> None:
    """Keeps the new day, or the new time."""
    _act(session, f"{what} → {when}", body, on, dry_run=dry_run)


@plan.command(help=N_("Say that a moment or an intention was treated: today, on a day, or in a meeting."))
@click.argument("what", metavar="WHAT")
@click.argument("where", metavar="WHERE", default="")
@OF
@ON
@DRY
@click.pass_obj
def cover(session: Session, what: str, where: str, body: str | None, on: date | None, dry_run: bool) -> None:
    """Keeps that it was treated."""
    _act(session, f"{what} done {where}".strip(), body, on, dry_run=dry_run)


@plan.command(help=N_("Leave out a moment, an intention, or a day of a series, and say why."))
@click.argument("what", metavar="WHAT")
@click.argument("why", metavar="WHY", default="")
@OF
@ON
@DRY
@click.pass_obj
def drop(session: Session, what: str, why: str, body: str | None, on: date | None, dry_run: bool) -> None:
    """Keeps that it is left out; it stays in the list."""
    _act(session, f"{what} drop {why}".strip(), body, on, dry_run=dry_run)


@plan.command(help=N_("Open a moment or an intention again."))
@click.argument("what", metavar="WHAT")
@OF
@ON
@DRY
@click.pass_obj
def reopen(session: Session, what: str, body: str | None, on: date | None, dry_run: bool) -> None:
    """Keeps that it is open again."""
    _act(session, f"{what} reopen", body, on, dry_run=dry_run)


@plan.command(
    help=N_("Write the plan for calendars: a folder DIR with a file for each event, or with --file one file.")
)
@click.argument("target", metavar="DIR", type=click.Path())
@click.option(
    "--file", "one", is_flag=True, help=N_("DIR is one file, such as plan.ics, for programs that take in files.")
)
@click.option("--for", "audience", type=OneOf(audience_words), help=N_("For whom: what is confidential is left out."))
@OF_BODY
@ON
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
@click.pass_obj
def calendar(
    session: Session, target: str, one: bool, audience: str | None, body: str | None, on: date | None, dry_run: bool
) -> None:
    """Writes what changed, and says what lapsed."""
    from pathlib import Path

    from exports.calendar_folder import write_file, write_folder
    from exports.confidentiality.plan import seen_events
    from store.archive.plan.events import plan_events
    from store.model import Audience

    session.archive.index.refresh()
    today, path = on or session.today(), Path(target)
    bodies = {each.key: each for each in session.archive.bodies()}
    among = [session.archive.register.find(body)] if body else None
    events = plan_events(session.archive, today, among)
    seen = list(seen_events(events, Audience(audience or Audience.FULL), bodies))
    if one:
        if not dry_run:
            write_file(path, seen, session.now())
        click.echo(_n("{count} event", "{count} events", len(seen)).format(count=len(seen)))
        return
    written = write_folder(path, seen, today, session.now(), dry_run=dry_run)
    for name in written.lapsed:
        click.echo(_("lapsed, taken away: {file}").format(file=name), err=True)
    words = _("{new} new, {changed} changed, {same} as they were, {lapsed} lapsed")
    click.echo(
        words.format(
            new=len(written.new), changed=len(written.changed), same=len(written.same), lapsed=len(written.lapsed)
        )
    )


@plan.command(help=N_("Write a draft of a mail to all members with what the plan has for this month; nothing is sent."))
@click.option("--eml", "target", metavar="FILE", required=True, type=click.Path(), help=N_("The file of the draft."))
@click.option("--force", is_flag=True, help=N_("Replace the file if it is there."))
@OF
@ON
@click.pass_obj
def remind(session: Session, target: str, force: bool, body: str | None, on: date | None) -> None:
    """Writes the draft, for the user's own mail program."""
    from pathlib import Path

    from exports.confidentiality.plan import seen_events
    from exports.sending.mail import eml
    from exports.sending.plan_reminder import due_in_month, reminder
    from exports.sending.recipients import recipients
    from store.archive.plan.events import plan_events
    from store.disk.atomic import write_new
    from store.model import Audience
    from store.text import clean

    session.archive.index.refresh()
    plans = _plans(session, on)
    of = the_body(session, plans, body)
    near = [each for each in plans.bodies if of.key in (each.key, each.parent)]
    by_key = {each.key: each for each in plans.bodies}
    seen = list(seen_events(plan_events(session.archive, plans.today, near), Audience.FULL, by_key))
    to = recipients(of, plans.desk(of), Audience.FULL, plans.today)
    write_new(Path(target), eml(reminder(seen, of, to, plans.today)), overwrite=force)
    for event in due_in_month(seen, plans.today):
        click.echo(clean(f"{event.day.isoformat()}  {event.title}"))
    for name in to.without:
        click.echo(_("{name} has no address for mail.").format(name=clean(name)), err=True)


def _act(
    session: Session, line: str, name: str | None, on: date | None, *, dry_run: bool, secrecy: Secrecy | None = None
) -> None:
    """Does what `line` says, as one act at the desk of the body it is about, and prints how it was understood."""
    from store.archive.plan.acts import act_of
    from store.text import clean

    plans = _plans(session, on)
    act = act_of(plans, clean(line), the_body(session, plans, name), secrecy=secrecy)
    if not dry_run:
        do(session, act.body, act.verb, line, lambda desk: act.put(desk, session.now()))
    click.echo(clean(act.says))
    for words in act.warnings:
        click.echo(f"! {clean(words)}", err=True)


def _plain(plans: Plans, among: Sequence[Body]) -> dict[str, object]:
    from store.desk.plan.plain import plain_election, plain_intention, plain_moment, plain_roster
    from store.desk.plan.term_of_office import election_days, roster

    keepers = [each for each in plans.keepers() if each in among]
    terms = {}
    for each in among:
        if term := each.desk.term:
            steps = election_days(plans.plan_of(each), term.election, plans.holidays(each)) if term.election else []
            terms[each.key] = {
                "since": term.since.isoformat(),
                "until": term.until.isoformat(),
                "election": term.election.isoformat() if term.election else None,
                "steps": plain_election(steps, each.language),
                "roster": plain_roster(roster(each, plans.today)),
            }
    return {
        "on": plans.today.isoformat(),
        "moments": [
            plain_moment(state, each.key, each.language)
            for each in keepers
            for state in plans.moments(each, plans.today.year)
        ],
        "intentions": [
            plain_intention(state, each.key, plans.today) for each in among for state in plans.intentions(each)
        ],
        "terms_of_office": terms,
    }


def _print_plan(plans: Plans, body: Body) -> bool:
    """Prints the plan of `body`, and says whether there was anything."""
    from exports.content.plan import election_lines, intention_lines, moment_lines, roster_lines, term_line
    from store.desk.plan.term_of_office import election_days, roster

    lines: list[str] = []
    if body in plans.keepers():
        lines += moment_lines(plans.moments(body, plans.today.year), spoken())
    lines += intention_lines(plans.intentions(body), spoken(), plans.today)
    if term := body.desk.term:
        lines += ["", term_line(term.since, term.until, term.election, spoken())]
        if term.election:
            lines += election_lines(election_days(plans.plan_of(body), term.election, plans.holidays(body)), spoken())
        lines += ["", *roster_lines(roster(body, plans.today), spoken())]
    if lines:
        _print_part(body.name, lines)
    return bool(lines)


def _print_part(heading: str, lines: Iterator[str] | Sequence[str]) -> None:
    from store.text import clean

    told = list(lines)
    if not told:
        return
    click.echo()
    if heading:
        click.echo(clean(heading))
    for line in told:
        click.echo(clean(line))


def _plans(session: Session, on: date | None) -> Plans:
    from store.archive.plan.plans import Plans

    session.archive.index.refresh()
    return Plans(session.archive, on or session.today())


def _among(session: Session, plans: Plans, body: str | None) -> list[Body]:
    """The body that was asked for, or all of them, committees behind the body they are of. Raises NoSuchBody."""
    from store.bodies.body import by_parent

    if body:
        return [session.archive.register.find(body)]
    return [each for _depth, each in by_parent(plans.bodies)]


def _print_troubles(troubles: Sequence[str]) -> None:
    from store.text import clean

    for words in troubles:
        click.echo(f"! {clean(words)}", err=True)


def do(session: Session, body: Body, verb: str, line: str, put: Callable[[Desk], object]) -> None:
    """Does one act at the desk of `body`; it is on disk on return. Raises NotulistError."""
    with opened(session, body) as desk:
        desk.do(verb, line, session.now(), put)


def the_body(session: Session, plans: Plans, name: str | None) -> Body:
    """The body called so; without a name the first one that is no committee. Raises NoSuchBody, CannotDo."""
    if name:
        return session.archive.register.find(name)
    own = [each for each in plans.bodies if not each.parent] or plans.bodies
    if not own:
        raise CannotDo(_("There is no body yet."))
    return own[0]
