"""`notulist import`: what people bring, whatever it is, becomes a meeting, people of a body, or a roll."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n
from tui.cli.options import AS_JSON, OneOf
from tui.cli.output import print_json

if TYPE_CHECKING:
    from exports.sources.source import Source
    from store.archive.archive import Archive
    from store.model import Body
    from store.search.indexed_meeting import IndexedMeeting
    from tui.cli.session import Session

AGENDA, PEOPLE, ROLL = "agenda", "people", "roll"
_MEANT = {AGENDA: (), PEOPLE: ("mensen",), ROLL: ("presentie",)}


@click.command("import", help=N_("Take in what you have: an agenda, people, or who was there (- is standard input)."))
@click.argument("file")
@click.option("--as", "meant", type=OneOf(lambda: _MEANT), help=N_("What the file is; its content tells it too."))
@click.option("--body", metavar="BODY", default="", help=N_("The body that it is of."))
@click.option("--meeting", metavar="MEETING", default="", help=N_("The meeting whose roll it is."))
@click.option("--dry-run", is_flag=True, help=N_("Store nothing; print what was understood."))
@click.option("--yes", is_flag=True, help=N_("Store without asking."))
@AS_JSON
@click.pass_context
def bring(
    context: click.Context,
    file: str,
    meant: str | None,
    body: str,
    meeting: str,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Finds out what a file is, and hands it to the command for that."""
    from exports.sources.read import read_source
    from exports.sources.source import LARGEST

    session: Session = context.obj
    with click.open_file(file, "rb") as opened:
        source = read_source(opened.read(LARGEST + 1), Path(file).name)
    found = meant or what_it_is(source)
    if not meant:
        words = {AGENDA: _("Read as an agenda."), PEOPLE: _("Read as people."), ROLL: _("Read as who was there.")}
        click.echo(words[found], err=True)
    if found == ROLL:
        _bring_roll(session, source, meeting, dry_run=dry_run, as_json=as_json)
    elif found == PEOPLE:
        _bring_people(session, source, Path(file).name, body, dry_run=dry_run, yes=yes, as_json=as_json)
    else:
        from tui.cli.meetings.agenda import take_in

        take_in(session, source, body, dry_run=dry_run, yes=yes, as_json=as_json)


def what_it_is(source: Source) -> str:
    """What a file is: a report of who was there, people, or else an agenda."""
    from exports.attendance.report import is_report
    from exports.people.rows import are_people

    if source.rows and is_report(source.rows):
        return ROLL
    return PEOPLE if are_people(source) else AGENDA


def _bring_roll(session: Session, source: Source, meeting: str, *, dry_run: bool, as_json: bool) -> None:
    """Brings the roll of a meeting in agreement with a report; what fits nobody, or two, is told."""
    from exports.attendance.report import read_report
    from exports.attendance.roll import roll_lines
    from store.errors import CannotDo

    report, archive = read_report(source.rows), session.archive
    key = archive.find(meeting or "latest", session.today())
    desk = None if dry_run else archive.open(key)
    try:
        record = desk.running.record if desk else archive.read(key)
        told = roll_lines(report, record)
        if as_json:
            print_json({"meeting": key, "lines": list(told.lines), "unread": list(told.unread)})
        else:
            click.echo(_("Meeting {key}").format(key=key))
            for line in told.lines:
                click.echo(line)
        for words in told.unread:
            click.echo(f"! {words}", err=True)
        if not told.lines and not as_json:
            click.echo(_("Nothing is new."))
        if desk and told.lines and desk.do_all(told.lines, session.now()) is None:
            raise CannotDo(_("The roll could not be changed."))
    finally:
        if desk:
            desk.close()


def _bring_people(
    session: Session, source: Source, name: str, body: str, *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    from exports.people.members_csv import read_members
    from exports.people.rows import as_csv, people_rows
    from store.errors import CannotDo
    from store.language.settings.person_line import say_person

    content, register, calendar = as_csv(people_rows(source, name)), session.archive.register, session.calendar()
    key = register.find(body).key if body else _only_body(session.archive).key
    read = read_members(content, register.find(key), calendar)
    if as_json:
        from exports.formats.plain_body import plain_person

        people = [{**plain_person(who), "new": who.handle in read.added} for who in read.people]
        print_json({"body": key, "people": people, "wrong": list(read.wrong), "unread": list(read.unread)})
    else:
        for person in read.people:
            click.echo(f"{'+' if person.handle in read.added else '='} {say_person(person)}")
        for column in read.unread:
            click.echo(_("Not read: the column “{column}”.").format(column=column), err=True)
    for line in read.wrong:
        click.echo(line, err=True)
    if read.wrong:
        count = len(read.wrong)
        words = _n("{count} row is wrong; nothing was stored.", "{count} rows are wrong; nothing was stored.", count)
        raise CannotDo(words.format(count=count))
    if dry_run:
        return
    question = _n("Store this {count} person?", "Store these {count} people?", len(read.people))
    asked = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    if asked and not click.confirm(question.format(count=len(read.people))):
        click.echo(_("Nothing was stored."))
        return
    register.change(key, lambda old: read_members(content, old, calendar).body)


def _only_body(archive: Archive) -> Body:
    from store.errors import NoSuchBody

    bodies = archive.bodies()
    if len(bodies) != 1:
        raise NoSuchBody(_("Say of which body they are: --body BODY."))
    return bodies[0]


@click.command(help=N_("List all meetings, the latest first."))
@click.option("--body", metavar="BODY", help=N_("Only those of this body."))
@AS_JSON
@click.pass_obj
def meetings(session: Session, body: str | None, as_json: bool) -> None:
    """Prints a line for each meeting: its key, its day, what it is called, and how far it is."""
    from store.dates import short_date
    from store.i18n import spoken
    from store.model import MeetingStatus

    archive = session.archive
    archive.index.refresh()
    key = archive.register.find(body).key if body else ""
    found = [known for known in archive.index.meetings(MeetingStatus) if not key or known.meeting.body.key == key]
    found.sort(key=lambda known: (known.meeting.date, known.key), reverse=True)
    if as_json:
        print_json([_plain(known) for known in found])
        return
    words = {
        MeetingStatus.PLANNED: _("planned"),
        MeetingStatus.RUNNING: _("running"),
        MeetingStatus.DRAFT: _("draft"),
        MeetingStatus.APPROVED: _("approved"),
    }
    for known in found:
        meeting = known.meeting
        state = words[meeting.status] if meeting.called_off is None else _("called off")
        told = (known.key, short_date(meeting.date, spoken()), meeting.title, state)
        click.echo("\t".join(told))


def _plain(known: IndexedMeeting) -> dict[str, object]:
    meeting = known.meeting
    return {
        "key": known.key,
        "date": meeting.date.isoformat(),
        "body": meeting.body.key,
        "title": meeting.title,
        "number": meeting.number,
        "status": meeting.status.value,
        "decisions": known.decisions,
        "actions": known.actions,
    }
