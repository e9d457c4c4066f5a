"""The commands that look after the archive: the doctor, a backup, and handing over to the next secretary."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n
from store.text import clean
from tui.cli.options import AS_JSON
from tui.cli.output import asks, print_json, print_path

if TYPE_CHECKING:
    from tui.cli.session import Session

_DAMAGED = 3


@click.command(help=N_("Check every file, digest, reference and number of the archive."))
@click.option("--repair", is_flag=True, help=N_("Mend what can be mended; what is damaged is kept beside it."))
@AS_JSON
@click.pass_obj
def doctor(session: Session, repair: bool, as_json: bool) -> None:
    """Prints a line for each thing that is out of order; exits with 3 where there is any left."""
    import msgspec

    from store.archive.doctor import examine
    from store.archive.repair import repair as mend

    archive = session.archive_untold
    found = examine(archive)
    done: list[str] = []
    if repair and found:
        done = mend(archive, found)
        found = examine(archive)
    if as_json:
        content = {"findings": msgspec.to_builtins(found), "done": done}
        print_json(content)
    else:
        for line in (*done, *(finding.words for finding in found)):
            click.echo(clean(line))
        if not found:
            number = len(archive.keys())
            words = _n("{number} meeting, all in order.", "{number} meetings, all in order.", number)
            click.echo(words.format(number=number))
    if found:
        sys.exit(_DAMAGED)


@click.command(help=N_("Call a planned meeting off, for a reason (WORDS); it is kept, and not held."))
@click.argument("meeting")
@click.argument("words", nargs=-1)
@click.option("--undo", is_flag=True, help=N_("Take that back: it is held after all."))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def calloff(session: Session, meeting: str, words: tuple[str, ...], undo: bool, yes: bool) -> None:
    """Calls the meeting off after one question."""
    archive = session.archive
    key = archive.find(meeting, session.today())
    title = archive.read(key).meeting.title
    question = _("Hold {title} after all?") if undo else _("Call {title} off? It is kept, and not held.")
    if asks() and not yes and not click.confirm(question.format(title=title), default=True, err=True):
        return
    if undo:
        archive.hold_after_all(key, session.now())
    else:
        archive.call_off(key, " ".join(words), session.now())


@click.command(help=N_("Put the whole archive in one file, and read it back."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@click.pass_obj
def backup(session: Session, file: Path, force: bool) -> None:
    """Writes a backup that only the owner can read."""
    from store.archive.backup import back_up

    manifest = back_up(session.archive, file, session.now(), overwrite=force)
    print_path(file)
    number = manifest.meetings
    words = _n("{number} meeting, read back and whole.", "{number} meetings, read back and whole.", number)
    click.echo(words.format(number=number), err=True)
    if manifest.damaged:
        words = _("These cannot be read, and are in it as they are: {meetings}. See notulist doctor.")
        click.echo(words.format(meetings=", ".join(manifest.damaged)), err=True)


@click.command(help=N_("Put an archive back from a backup."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", metavar="DIR", help=N_("In this folder, not that of the archive."))
@click.option("--force", is_flag=True, help=N_("Replace an archive that is there; it is kept beside it."))
@click.pass_obj
def restore(session: Session, file: Path, into: str | None, force: bool) -> None:
    """Restores an archive that is not there, or, when asked, in the place of one that is."""
    from store.archive.archive import Archive
    from store.archive.restore import restore as put_back

    archive = Archive(Path(into)) if into else session.archive
    manifest, old = put_back(file, archive, replace=force)
    print_path(archive.folder)
    number = manifest.meetings
    click.echo(_n("{number} meeting restored.", "{number} meetings restored.", number).format(number=number), err=True)
    if old:
        click.echo(clean(_("What was there before is in {folder}.").format(folder=old)), err=True)


@click.command(help=N_("Write a folder for the next secretary."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--body", metavar="BODY", help=N_("Only of this body."))
@click.pass_obj
def handover(session: Session, folder: Path, body: str | None) -> None:
    """Writes what is running, in force and promised, the people, and all minutes."""
    from exports.handover_folder import bodies_of, hand_over
    from store.errors import NoSuchBody

    archive = session.archive
    bodies = [archive.register.find(body)] if body else bodies_of(archive)
    if not bodies:
        raise NoSuchBody(_("There is no body in {folder} yet.").format(folder=archive.folder))
    for path in hand_over(archive, bodies, folder, session.today()):
        print_path(path)


@click.command(help=N_("Take words that were typed by mistake out of the log of a meeting, for good."))
@click.argument("meeting")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.pass_obj
def erase(session: Session, meeting: str, words: tuple[str, ...]) -> None:
    """Erases what no entry says any more; tells where it may stand still."""
    from store.archive.erase import erase as take_out

    archive = session.archive
    key = archive.find(meeting, session.today())
    count, left = take_out(archive, key, " ".join(words), session.now())
    said = _n("Erased in {count} act of {meeting}.", "Erased in {count} acts of {meeting}.", count)
    click.echo(said.format(count=count, meeting=key))
    for name in left:
        said = _("{file} has it too: look at it, and take it away.")
        click.echo(clean(said.format(file=archive.path(key).with_name(name))), err=True)
    click.echo(_("A backup or a copy that was made before has it still."), err=True)


COMMANDS = (calloff, doctor, backup, restore, handover, erase)
