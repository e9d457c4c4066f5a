"""`export`: documents of a meeting, or of many, in files that only their owner can read; and layouts to change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from store.i18n import N_, _
from tui.cli.options import Day, OneOf, audience_words
from tui.cli.output import print_path

if TYPE_CHECKING:
    from exports.publish import Job
    from store.archive.archive import Archive
    from store.record.record import Record
    from tui.cli.session import Session

_DAY = Day()
_Thing = TypeVar("_Thing")


def document_words() -> dict[str, tuple[str, ...]]:
    """The documents there are, and the Dutch words for each."""
    from exports.kinds import DocumentKind

    dutch = {
        DocumentKind.MINUTES: ("notulen", "verslag"),
        DocumentKind.SUMMARY: ("samenvatting",),
        DocumentKind.DECISIONS: ("besluiten", "besluitenlijst"),
        DocumentKind.ACTIONS: ("acties", "actielijst"),
        DocumentKind.AGENDA: ("agenda",),
        DocumentKind.ATTENDANCE: ("presentielijst", "presentie", "aanwezigheid"),
        DocumentKind.POST: ("postlijst",),
    }
    return {what.value: dutch[what] for what in DocumentKind}


def layout_words() -> dict[str, tuple[str, ...]]:
    """The documents whose layout can be changed, and the Dutch words for each."""
    layouts = files("exports.layouts")
    return {what: dutch for what, dutch in document_words().items() if (layouts / f"{what}.md").is_file()}


def format_words() -> dict[str, tuple[str, ...]]:
    """The formats there are: each is called as its files end, in every language."""
    from exports.formats.registry import Format

    return {format.value: () for format in Format}


@click.command(help=N_("Write a document: of one meeting, or with --body, --from, --until of many."))
@click.argument("meeting", required=False)
@click.option("--what", type=OneOf(document_words), default="minutes", help=N_("Which document."))
@click.option("--for", "audience", type=OneOf(audience_words), default="full", help=N_("For whom."))
@click.option("--public", is_flag=True, help=N_("The same as --for public."))
@click.option("--format", "format", type=OneOf(format_words), help=N_("In which format, if the file does not say."))
@click.option("--body", metavar="KEY", help=N_("All meetings of this body."))
@click.option("--from", "since", type=_DAY, metavar="DAY", help=N_("Meetings from this day on."))
@click.option("--until", type=_DAY, metavar="DAY", help=N_("Meetings up to this day."))
@click.option(
    "--leak-ok", "allowed", multiple=True, metavar="WORD", help=N_("This word may be read, though it was left out.")
)
@click.option("-o", "--output", metavar="FILE", help=N_("Where to: a file, a folder for many (- is standard output)."))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@click.pass_obj
def export(
    session: Session,
    meeting: str | None,
    what: str,
    audience: str,
    public: bool,
    format: str | None,
    body: str | None,
    since: date | None,
    until: date | None,
    allowed: tuple[str, ...],
    output: str | None,
    force: bool,
) -> None:
    """Writes the documents that were asked for."""
    from exports.formats.registry import Format, format_of
    from exports.kinds import LISTS, DocumentKind
    from exports.publish import Job
    from store.model import Audience

    if bool(meeting) == bool(body or since or until):
        raise click.UsageError(_("Give a MEETING, or --body, --from or --until."))
    archive = session.archive
    to_file = output and output != "-" and not Path(output).is_dir() and (meeting or DocumentKind(what) in LISTS)
    chosen = Format(format) if format else (format_of(Path(output)) if output and to_file else None)
    if output and to_file and not format and chosen is None and Path(output).suffix:
        words = _("“{ending}” is the ending of no format that I write: {formats}. Nothing was written.")
        formats = ", ".join(each.value for each in Format)
        raise click.UsageError(words.format(ending=Path(output).suffix, formats=formats))
    job = Job(
        what=DocumentKind(what),
        audience=Audience.PUBLIC if public else Audience(audience),
        format=chosen or Format.MARKDOWN,
        archive=archive,
        allowed=allowed,
        tell=lambda words: click.echo(words, err=True),
    )
    if meeting:
        records = [archive.read_as_it_stands(archive.find(meeting, session.today()))]
    else:
        records = _period(archive, body, since, until)
        if job.what not in LISTS:
            _write_each(job, records, Path(output or "."), force=force)
            return
    _write_one(job, records, output, force=force)


def _write_one(job: Job, records: Sequence[Record], output: str | None, *, force: bool) -> None:
    from store.disk.atomic import write_new

    path = Path(output) if output and output != "-" else Path(job.name(records))
    if path.is_dir():
        path /= job.name(records)
    content = job.make(records, path.name)
    if output == "-":
        click.echo(content, nl=False)
        return
    write_new(path, content, overwrite=force)
    print_path(path)


def _write_each(job: Job, records: Sequence[Record], folder: Path, *, force: bool) -> None:
    """A file for each meeting, in `folder`. All are made before the first is written: all of them, or none."""
    from store.disk.atomic import make_folder, write_new
    from store.errors import WontOverwrite

    # Of a meeting that is still to come there are no minutes.
    held = [record for record in records if job.has_what(record)]
    made = []
    for record in _with_progress(held or records):
        path = folder / job.name([record])
        made.append((path, job.make([record], path.name)))
    there = [path.name for path, _content in made if path.exists()]
    if there and not force:
        raise WontOverwrite(_("There already: {files}; use --force to replace them.").format(files=", ".join(there)))
    make_folder(folder)
    for path, content in made:
        write_new(path, content, overwrite=force)
        print_path(path)


def _period(archive: Archive, body: str | None, since: date | None, until: date | None) -> list[Record]:
    """The meetings of a body, or of all, in a period, oldest first. Raises NoSuchMeeting where there are none."""
    from store.errors import NoSuchMeeting

    known = archive.keys()
    keys = [
        key
        for key in known
        if (not since or key[:10] >= since.isoformat()) and (not until or key[:10] <= until.isoformat())
    ]
    wanted = archive.register.body(body) if body else None
    if body and wanted is None:
        raise NoSuchMeeting(_("There is no body “{body}”.").format(body=body))
    archive.index.refresh()
    records = [archive.read_with_later_decisions(key) for key in _with_progress(keys)]
    found = [record for record in records if wanted is None or record.meeting.body.key == wanted.key]
    if not found:
        raise NoSuchMeeting(_("There are no meetings in that period."))
    return found


def _with_progress(things: Sequence[_Thing]) -> Iterator[_Thing]:
    """The same things, with a bar on the terminal where there are many."""
    if len(things) < 10 or not (sys.stderr and sys.stderr.isatty()):
        yield from things
        return
    with click.progressbar(things, file=sys.stderr) as bar:
        yield from bar


# Layouts of the user's own


@click.group(help=N_("Settings and layouts of your own."))
def config() -> None:
    """The commands on settings."""


@config.command("template", help=N_("Copy the layout of a document, to be changed."))
@click.argument("what", type=OneOf(layout_words))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
def template(what: str, force: bool) -> None:
    """Copies the template that comes with notulist to where it is taken from when it is there."""
    from exports.kinds import DocumentKind
    from exports.layouts.render import template_text
    from store.disk.atomic import make_folder, write_new
    from store.paths import templates_folder

    folder = templates_folder()
    make_folder(folder)
    path = folder / f"{what}.md"
    write_new(path, template_text(DocumentKind(what)).encode(), overwrite=force)
    print_path(path)
    click.echo(_("From now on this file is the layout; take it away, and the usual one is back."), err=True)
