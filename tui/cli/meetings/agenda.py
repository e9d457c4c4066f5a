"""The commands on agendas: reading them with a look at what was understood, and writing them."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _
from tui.cli.options import AS_JSON, OneOf
from tui.cli.output import asks, opened, print_json, print_path
from tui.widgets.agenda_preview import preview

if TYPE_CHECKING:
    from exports.agenda.markdown import AgendaFile
    from exports.agenda.meeting_from_agenda import Announced
    from exports.sources.source import Source
    from tui.cli.session import Session


def form_words() -> dict[str, tuple[str, ...]]:
    """The forms that an agenda may have, or that its file tells; they are called so in every language."""
    from exports.agenda.file import FORMS

    return dict.fromkeys(("auto", *FORMS), ())


@click.group(help=N_("Agendas: read them from Word, mail, a calendar, a spreadsheet or text, and write them."))
def agenda() -> None:
    """The commands on agendas."""


@agenda.command("import", help=N_("Begin a meeting from an agenda (- is standard input)."))
@click.argument("file")
@click.option(
    "--form", type=OneOf(form_words), default="auto", help=N_("The form of the file; its content tells it too.")
)
@click.option("--body", metavar="BODY", default="", help=N_("The body that it is of."))
@click.option("--update", metavar="MEETING", help=N_("Show what differs from that meeting; store nothing."))
@click.option("--dry-run", is_flag=True, help=N_("Store nothing; print what was understood."))
@click.option("--yes", is_flag=True, help=N_("Store without asking."))
@AS_JSON
@click.pass_obj
def import_agenda(
    session: Session, file: str, form: str, body: str, update: str | None, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Shows what was understood, and stores the meeting that is announced; on a terminal it asks first."""
    source = source_of(file, "" if form == "auto" else form)
    if update:
        _print_differences(session, source, update, as_json=as_json)
    else:
        take_in(session, source, body, dry_run=dry_run, yes=yes, as_json=as_json)


def take_in(session: Session, source: Source, body: str, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Shows what was understood of an agenda, and stores the meeting; on a terminal it asks first."""
    from exports.agenda.file import agenda_of
    from exports.agenda.meeting_from_agenda import announced, convene

    archive, today = session.archive, session.today()
    read, chosen = agenda_of(source, today), archive.register.find(body).key if body else ""
    told = announced(archive, read, today, chosen)
    if as_json:
        key = "" if dry_run else convene(archive, read, today, chosen)
        print_json(_plain(read, told, key))
        return
    width = max(40, shutil.get_terminal_size().columns) if sys.stdout and sys.stdout.isatty() else 0
    for line in preview(read, told, width):
        click.echo(line)
    for remark in told.remarks:
        click.echo(f"! {remark}", err=True)
    if dry_run:
        return
    if asks() and not yes and not _agreed():
        click.echo(_("Nothing was stored."))
        sys.exit(1)
    click.echo(_("Meeting {key}").format(key=convene(archive, read, today, chosen)))


def _print_differences(session: Session, source: Source, meeting: str, *, as_json: bool) -> None:
    from exports.agenda.differences import differences
    from exports.agenda.file import agenda_of

    archive = session.archive
    key = archive.find(meeting, session.today())
    found = differences(agenda_of(source, session.today()), archive.read(key))
    if as_json:
        print_json({"meeting": key, "differences": list(found)})
        return
    click.echo(_("Meeting {key}").format(key=key))
    for line in found or (_("The agenda says the same as the meeting."),):
        click.echo(line)


@agenda.command("export", help=N_("Write the annotated agenda of a meeting, as Markdown."))
@click.argument("meeting")
@click.option("-o", "--output", metavar="FILE", default="-", help=N_("Where to (- is standard output)."))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@click.pass_obj
def export_agenda(session: Session, meeting: str, output: str, force: bool) -> None:
    """Writes the agenda in the project's own form."""
    from exports.agenda.markdown import write_agenda
    from store.disk.atomic import write_new

    archive = session.archive
    record = archive.read(archive.find(meeting, session.today()))
    text = write_agenda(record.meeting, record.agenda(), list(record.attendance.values()))
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_new(Path(output), text.encode(), overwrite=force)
        print_path(output)


def source_of(file: str, form: str = "") -> Source:
    """What is in `file` (- is standard input). Raises BadAgenda where it is of no kind that is read."""
    from exports.sources.read import read_source
    from exports.sources.source import LARGEST, Kind

    with opened(file) as content:
        return read_source(content.read(LARGEST + 1), file, Kind(form) if form else None)


def read_agenda_of(file: str, today: date | None = None) -> AgendaFile:
    """The agenda in `file` (- is standard input). Raises BadAgenda where it holds none that can be read."""
    from exports.agenda.file import agenda_of

    return agenda_of(source_of(file), today)


def _agreed() -> bool:
    words = {"", "y", "yes", *_("y yes").split()}
    answer: str = click.prompt(_("Store this meeting? [Y/n]"), default="", show_default=False, prompt_suffix=" ")
    return answer.strip().lower() in words


def _plain(read: AgendaFile, told: Announced, key: str) -> dict[str, object]:
    from exports.formats.plain_record import plain_item

    return {
        "meeting": key or None,
        "title": read.title,
        "body": told.body.name,
        "number": read.number or None,
        "date": told.day.isoformat(),
        "start": read.start.isoformat("minutes") if read.start else None,
        "end": read.end.isoformat("minutes") if read.end else None,
        "place": read.place or None,
        "next_meeting": read.next_meeting.isoformat() if read.next_meeting else None,
        "people": [
            {"handle": who.handle, "name": who.name, "role": who.role.value, "function": who.function, "vote": who.vote}
            for who in read.people
        ],
        "guests": [
            {"handle": who.handle, "name": who.name, "function": who.function, "items": list(who.items)}
            for who in read.guests
        ],
        "items": [plain_item(item) for item in read.items],
        "remarks": read.remarks or None,
        "new_body": told.is_new,
        "said": list(told.remarks),
    }
