"""The commands that open a screen of one meeting, beside `live`: prepare it, show it to the room, review it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from store.errors import CannotDo, reason
from store.i18n import N_, _
from tui.cli.options import AS_JSON
from tui.cli.output import asks, print_json

if TYPE_CHECKING:
    from store.archive.archive import Archive
    from store.record.record import Record
    from tui.cli.session import Session


class Asked(Protocol):
    """What the commands need of the session: the archive that was asked for, and the day."""

    @property
    def archive(self) -> Archive:
        """The archive that was asked for on the command line."""

    def today(self) -> date:
        """This day, where the user is."""


def open_meeting_in(
    session: Asked,
    meeting: str,
    place: str,
    check: Callable[[Record], None] | None = None,
    word_file: Path | None = None,
) -> NoReturn:
    """Opens the meeting that was asked for at the screen called `place`, and exits with the code of the app.

    `check` raises a NotulistError where the meeting has no place there.
    """
    from tui.app.launch import open_app
    from tui.routes import Place

    archive = session.archive
    key = archive.find(meeting, session.today())
    if check:
        check(archive.read(key))
    sys.exit(open_app(archive, key, Place(place), word_file))


@click.command(help=N_("Prepare a meeting: its head and its agenda."))
@click.argument("meeting")
@click.pass_obj
def prepare(session: Asked, meeting: str) -> None:
    """Opens the prepare screen."""
    open_meeting_in(session, meeting, "prepare")


@click.command(help=N_("Begin today’s work talk of chair and secretary, made of what is open, or go on with it."))
@click.pass_obj
def work(session: Session) -> None:
    """Opens it live; without a terminal prints its key, and the lines of each item."""
    from store.archive.plan.work_talk import work_talk
    from store.text import clean

    key = work_talk(session.archive, session.today(), session.now())
    if asks():
        open_meeting_in(session, key, "live")
    click.echo(key)
    for item in session.archive.read(key).agenda():
        click.echo(clean(f"{item.number}. {item.title}"))
        for line in item.prepared_text.splitlines():
            click.echo(clean(f"   {line}"))


@click.command(help=N_("Show a meeting to the room: item, clock, next item, last decision. Reads only."))
@click.argument("meeting")
@click.pass_obj
def board(session: Asked, meeting: str) -> None:
    """Opens the board."""
    open_meeting_in(session, meeting, "board")


@click.command(help=N_("Go through the minutes of a closed meeting: mend, fill up, put in order."))
@click.argument("meeting")
@click.option(
    "--from",
    "word_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("The Word file of the minutes that came back: what was changed in it, one by one."),
)
@AS_JSON
@click.pass_obj
def review(session: Asked, meeting: str, word_file: Path | None, as_json: bool) -> None:
    """Opens the review. Raises CannotDo where the meeting is not closed."""
    if word_file is not None and (as_json or not sys.stdout.isatty()):
        _print_changes(session, meeting, word_file, as_json=as_json)
        return
    if as_json:
        raise click.UsageError(_("--json tells what was changed in a Word file: name it with --from."))
    open_meeting_in(session, meeting, "review", _must_be_closed, word_file)


def _print_changes(session: Asked, meeting: str, file: Path, *, as_json: bool) -> None:
    """What was changed in a Word file that came back, a line for each change, or as JSON; nothing is taken over."""
    from exports.word_review.compare import Returned
    from exports.word_review.take import as_data, how_it_came, in_words

    archive = session.archive
    record = archive.read(archive.find(meeting, session.today()))
    try:
        returned = Returned(file, record)
    except OSError as error:
        raise CannotDo(_("{file} cannot be read: {reason}.").format(file=file, reason=reason(error))) from error
    proposed = returned.proposals(record)
    if as_json:
        print_json([as_data(each, record) for each in proposed])
        return
    for each in proposed:
        item = record.items.get(each.item) if each.item is not None else None
        click.echo("\t".join((item.number if item else "–", how_it_came(each.how), each.who, in_words(each))))


def _must_be_closed(record: Record) -> None:
    if record.meeting.closed is None:
        words = _("{meeting} is not closed yet; notulist live {meeting} opens it, and /close there ends it.")
        raise CannotDo(words.format(meeting=record.meeting.key))
