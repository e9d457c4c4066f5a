"""`notulist letter write` and `mail`: a letter as a file, and as a draft for the user's own mail program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_
from tui.cli.desk.letter_lookup import BODY, LEAK, ON, drafted_of, find_letter, say
from tui.cli.output import print_path

if TYPE_CHECKING:
    from tui.cli.session import Session


@click.command("write", help=N_("Write a letter to a file: docx, pdf, md or txt."))
@click.argument("number")
@click.option("-o", "--output", metavar="FILE", help=N_("The file, or a folder; - is standard output."))
@click.option("--format", "ending", metavar="FORMAT", help=N_("docx, pdf, md, txt or html; else by the file’s ending."))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@LEAK
@BODY
@ON
@click.pass_obj
def write(
    session: Session,
    number: str,
    output: str | None,
    ending: str | None,
    force: bool,
    allowed: tuple[str, ...],
    body: str | None,
    on: date | None,
) -> None:
    """Writes it, checked for leaks; nothing is written where anything is wrong."""
    from exports.formats.registry import Format, format_of
    from exports.letters.written import file_name, written
    from store.disk.atomic import write_new

    owner, desk, found = find_letter(session, number, body)
    drafted = drafted_of(session, owner, desk, found, on or session.today())
    path = Path(output) if output and output != "-" else None
    is_folder = path is not None and path.is_dir()
    chosen = format_of(Path(f"x.{ending}")) if ending else None
    chosen = chosen or (format_of(path) if path and not is_folder else None) or Format.DOCX
    name = file_name(drafted, chosen)
    if path is None:
        path = Path(name)
    elif is_folder:
        path /= name
    content = written(drafted, chosen, session.archive.folder, allowed, say, path.name)
    if output == "-":
        click.echo(content, nl=False)
        return
    write_new(path, content, overwrite=force)
    print_path(path)


@click.command("mail", help=N_("Make a draft for your own mail program, with the letter as PDF."))
@click.argument("number")
@click.option("-o", "--output", metavar="FOLDER", default=".", help=N_("The folder to write to."))
@click.option("--format", "ending", metavar="FORMAT", default="pdf", help=N_("The letter as pdf or docx."))
@click.option("--force", is_flag=True, help=N_("Replace files that are there already."))
@LEAK
@BODY
@ON
@click.pass_obj
def mail(
    session: Session,
    number: str,
    output: str,
    ending: str,
    force: bool,
    allowed: tuple[str, ...],
    body: str | None,
    on: date | None,
) -> None:
    """Writes the letter and the draft; nothing is sent."""
    from exports.formats.registry import Format, format_of
    from exports.letters.written import file_name, written
    from exports.sending.letter_mail import letter_draft
    from exports.sending.mail import eml
    from store.disk.atomic import make_folder, must_be_free, write_new

    owner, desk, found = find_letter(session, number, body)
    drafted = drafted_of(session, owner, desk, found, on or session.today())
    chosen = format_of(Path(f"x.{ending}")) or Format.PDF
    name = file_name(drafted, chosen)
    content = written(drafted, chosen, session.archive.folder, allowed, say, name)
    draft, remarks = letter_draft(drafted, name, content)
    place = Path(output)
    files = {place / name: content, place / f"{found.number}.eml": eml(draft)}
    if not force:
        for path in files:
            must_be_free(path)
    make_folder(place)
    for path, bytes_of in files.items():
        write_new(path, bytes_of, overwrite=force)
        print_path(path)
    for words in remarks:
        click.echo(f"! {words}", err=True)
