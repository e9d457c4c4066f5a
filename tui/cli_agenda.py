"""The commands on agendas: reading them with a look at what was understood, and writing them."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.words import N_, _, _n, spoken

if TYPE_CHECKING:
    from exports.agenda import AgendaFile
    from exports.convene import Announced
    from store.model import AgendaItem
    from tui.cli import Session

FORMS = ("auto", "markdown", "yaml", "json")
# How much of the text that was not understood is shown.
_SHOWN = 6
_WIDEST = 100


@click.group(help=N_("Agendas: read them from Markdown, YAML, JSON or a mail, write them."))
def agenda() -> None:
    """The commands on agendas."""


@agenda.command("import", help=N_("Begin a meeting from an agenda (- is standard input)."))
@click.argument("file")
@click.option(
    "--form", type=click.Choice(FORMS), default="auto", help=N_("The form of the file; its name tells it too.")
)
@click.option("--dry-run", is_flag=True, help=N_("Store nothing; print what was understood."))
@click.option("--yes", is_flag=True, help=N_("Store without asking."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def import_agenda(session: Session, file: str, form: str, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Shows what was understood, and stores the meeting that is announced; on a terminal it asks first."""
    from exports.convene import announced, convene

    read = read_agenda_of(file, "" if form == "auto" else form)
    archive = session.archive
    told = announced(archive, read, session.today())
    if as_json:
        key = "" if dry_run else convene(archive, read, session.today())
        click.echo(json.dumps(_plain(read, told, key), ensure_ascii=False, indent=2))
        return
    for line in _preview(read, told):
        click.echo(line)
    for remark in told.remarks:
        click.echo(f"! {remark}", err=True)
    if dry_run:
        return
    if sys.stdin.isatty() and sys.stdout.isatty() and not yes and not _agreed():
        click.echo(_("Nothing was stored."))
        sys.exit(1)
    click.echo(_("Meeting {key}").format(key=convene(archive, read, session.today())))


@agenda.command("export", help=N_("Write the annotated agenda of a meeting, as Markdown."))
@click.argument("meeting")
@click.option("-o", "--output", metavar="FILE", default="-", help=N_("Where to (- is standard output)."))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@click.pass_obj
def export_agenda(session: Session, meeting: str, output: str, force: bool) -> None:
    """Writes the agenda in the project's own form."""
    from exports.agenda import write_agenda
    from store.files import write_new

    archive = session.archive
    record = archive.read(archive.find(meeting, session.today()))
    text = write_agenda(record.meeting, record.agenda(), list(record.attendance.values()))
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_new(Path(output), text.encode(), overwrite=force)
        click.echo(output)


def read_agenda_of(file: str, form: str = "") -> AgendaFile:
    """The agenda in `file` (- is standard input). Raises BadAgenda where it holds none that can be read."""
    from exports.agenda_file import read_agenda_from

    with click.open_file(file, "rb") as content:
        return read_agenda_from(content, file, form)


def _agreed() -> bool:
    words = {"", "y", "yes", *_("y yes").split()}
    answer: str = click.prompt(_("Store this meeting? [Y/n]"), default="", show_default=False, prompt_suffix=" ")
    return answer.strip().lower() in words


def _preview(read: AgendaFile, told: Announced) -> Iterator[str]:
    """The meeting as it was understood: its head, its people, its items, and what was kept as text."""
    from exports.wording import hour
    from store.phrases import short_date

    day = ", ".join(
        filter(None, (short_date(told.day, spoken()), "–".join(hour(each) for each in (read.start, read.end) if each)))
    )
    yield read.title
    facts = (
        (_("Body"), f"{told.body.name} ({told.body.key})"),
        (_("Date"), day),
        (_("Place"), read.place),
        (_("People"), ", ".join(_people(read))),
        (_("Guests"), ", ".join(f"{who.name} ({who.handle})" for who in read.guests)),
        (_("Next meeting"), short_date(read.next_meeting, spoken()) if read.next_meeting else ""),
    )
    shown = [(name, words) for name, words in facts if words]
    width = max(len(name) for name, _words in shown)
    yield from (_hanging(f"  {name:<{width}}  ", words) for name, words in shown)
    for item in read.items:
        yield from _item(item)
    total = sum(item.planned_minutes or 0 for item in read.items)
    count = len(read.items)
    yield _n("{count} item, {total} minutes", "{count} items, {total} minutes", count).format(count=count, total=total)
    kept = [line for line in read.remarks.split("\n") if line.strip()]
    if kept:
        yield _("Kept as text with the meeting:")
        yield from (f"  | {_short(line)}" for line in kept[:_SHOWN])
    if more := kept[_SHOWN:]:
        yield _n("  and {count} line more", "  and {count} lines more", len(more)).format(count=len(more))


def _people(read: AgendaFile) -> Iterator[str]:
    from exports.convene import role_of
    from store.model import Role

    for who in read.people:
        usual = who.role is Role.MEMBER and who.vote
        yield f"{who.name} ({who.handle})" if usual else f"{who.name} ({who.handle}, {role_of(who)})"


def _item(item: AgendaItem) -> Iterator[str]:
    from store.model import Purpose

    purposes = {Purpose.INFORM: _("to inform"), Purpose.DISCUSS: _("to discuss"), Purpose.DECIDE: _("to decide")}
    count = len(item.documents)
    told = (
        item.presenter,
        purposes[item.purpose] if item.purpose else "",
        _("confidential") if item.confidential else "",
        _n("{count} document", "{count} documents", count).format(count=count) if count else "",
    )
    minutes = str(item.planned_minutes) if item.planned_minutes is not None else ""
    yield " · ".join(filter(None, (f"{item.number:>5}  {minutes:>4}  {'  ' * item.depth}{item.title}", *told)))
    for note in item.notes:
        yield f"{'':>13}{'  ' * item.depth}| {_short(note)}"


def _hanging(label: str, words: str) -> str:
    """`words` behind their label; on a terminal in lines that fit it, all below the first word."""
    if not sys.stdout.isatty():
        return label + words
    columns = max(40, shutil.get_terminal_size().columns)
    return textwrap.fill(words, columns, initial_indent=label, subsequent_indent=" " * len(label))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"


def _plain(read: AgendaFile, told: Announced, key: str) -> dict[str, object]:
    from exports.plain import plain_item

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
        "said": list(told.remarks),
    }
