"""The command line: what is asked for, done, and printed; every error is one line and an exit code.

Exit codes: 0 done, 1 the request cannot be met, 2 wrong usage, 3 the archive is damaged
or locked. Textual is loaded only to open a screen.
"""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from store import __version__
from store.errors import CannotDo, NotulistError
from store.i18n import LANGUAGES, N_, _, preferred, speak
from store.settings import read_settings
from store.text import clean, clean_lines
from tui.app.launch import open_screen
from tui.cli.archive.care import COMMANDS as CARE
from tui.cli.archive.privacy import privacy
from tui.cli.archive.registers import actions, decisions
from tui.cli.archive.search import search, themes
from tui.cli.bodies.bodies import bodies
from tui.cli.bodies.people import people
from tui.cli.brought.bring import bring, meetings
from tui.cli.desk.hours import time_
from tui.cli.desk.letters import letter
from tui.cli.desk.plan import plan
from tui.cli.desk.post import post
from tui.cli.desk.requests import requests
from tui.cli.desk.sending import send, sendings
from tui.cli.meetings.agenda import agenda as agenda_commands
from tui.cli.meetings.agenda import read_agenda_of
from tui.cli.meetings.export import config, export
from tui.cli.meetings.help_with import help_with
from tui.cli.meetings.new import new
from tui.cli.meetings.screens import board, prepare, review, work
from tui.cli.meetings.transcript import transcript
from tui.cli.options import AS_JSON, HELP, Day, OneOf, in_words_of, translate
from tui.cli.output import asks, opened, print_json
from tui.cli.session import Session
from tui.cli.setting_up import ASKED, completion, keys, offer
from tui.cli.setting_up import COMMANDS as ON_SETTINGS
from tui.terminal.signals import Ended, tidy_end

if TYPE_CHECKING:
    from store.archive.archive import Archive
    from store.archive.open_meeting import OpenMeeting
    from store.model import Act
    from tui.cli.meetings.scribe import Typed


def _dialect_words() -> dict[str, tuple[str, ...]]:
    """The chat logs that are read, or that tell it themselves; they are called so in every language."""
    from store.language.chatlog.transcript import Dialect

    return dict.fromkeys(("auto", *(each.value for each in Dialect)), ())


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": list(HELP)},
    help=N_("The minute-taker at your keyboard."),
)
@click.option("--archive", "folder", metavar="DIR", help=N_("The folder of the archive."))
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    # Before --help, which is in that language.
    is_eager=True,
    expose_value=False,
    callback=lambda _context, _option, lang: _speak(lang) if lang else None,
    help=N_("The language of the screens."),
)
@click.version_option(
    __version__, prog_name="notulist", message="%(prog)s %(version)s", help=N_("Show the version and exit.")
)
@click.pass_context
def notulist(context: click.Context, folder: str | None) -> None:
    """Opens the app where no command is given."""
    settings = read_settings()
    context.obj = Session(folder or os.environ.get("NOTULIST_ARCHIVE") or settings.archive or None)
    if context.invoked_subcommand is None:
        sys.exit(open_screen(context.obj.folder))


notulist.add_command(search)
notulist.add_command(themes)


@notulist.command(help=N_("Minute a meeting live, with the clock running."))
@click.argument("meeting", default="latest")
@click.pass_obj
def live(session: Session, meeting: str) -> None:
    """Opens the live screen."""
    sys.exit(open_screen(session.folder, meeting))


notulist.add_command(prepare)
notulist.add_command(board)
notulist.add_command(work)


@notulist.command(help=N_("Keep a file of typed lines (- is standard input) as the record of a meeting."))
@click.argument("arguments", nargs=-1, required=True, metavar="[MEETING] NOTES")
@click.option("--agenda", metavar="FILE", help=N_("Begin a new meeting from this agenda."))
@click.option("--dialect", type=OneOf(_dialect_words), help=N_("NOTES is a chat log of these bots."))
@click.option("--on", type=Day(), metavar="DAY", help=N_("The day, if a chat log does not tell."))
@click.pass_obj
def scribe(
    session: Session, arguments: tuple[str, ...], agenda: str | None, dialect: str | None, on: date | None
) -> None:
    """Types a file through the capture language; prints one line for each line that is on disk."""
    from exports.agenda.meeting_from_agenda import announced, convene
    from tui.cli.meetings import scribe as scribing
    from tui.terminal.crash import keep_quiet

    if dialect:
        _scribe_log(session, arguments, agenda, dialect, on)
        return
    if len(arguments) != (1 if agenda else 2) or on:
        raise click.UsageError(_("Give MEETING and NOTES, or --agenda FILE and NOTES."))
    archive, notes = session.archive, arguments[-1]
    if agenda:
        told = read_agenda_of(agenda, session.today())
        for remark in announced(archive, told, session.today()).remarks:
            click.echo(f"! {remark}", err=True)
        key = convene(archive, told, session.today())
        click.echo(_("Meeting {key}").format(key=key), err=True)
    else:
        key = archive.find(arguments[0], session.today())
    keep_quiet()
    desk = _opened(archive, key)
    try:
        meeting = desk.running.meeting
        with opened(notes) as content:
            lines = scribing.read_lines(content, meeting, scribing.start_of(desk.running))
            scribing.scribe(lines, desk, _print_kept, _print_said)
    finally:
        desk.close()


def _opened(archive: Archive, key: str) -> OpenMeeting:
    """The meeting `key`, open for writing; what was out of order in it is said."""
    desk = archive.open(key)
    for words in desk.found:
        click.echo(words, err=True)
    return desk


def _scribe_log(
    session: Session, arguments: tuple[str, ...], agenda: str | None, dialect: str, on: date | None
) -> None:
    """Keeps a chat log: as the record of a meeting, of a new one with an agenda, or of the one it tells of itself."""
    from exports.agenda.meeting_from_agenda import convene
    from store.language.chatlog.transcript import Dialect, dialect_of, in_unknown_form
    from tui.cli.meetings import chat_log
    from tui.cli.meetings import scribe as scribing
    from tui.terminal.crash import keep_quiet

    archive, notes = session.archive, arguments[-1]
    with opened(notes) as file:
        content = file.read().splitlines(keepends=True)
    log = chat_log.read_log(content)
    if unknown := in_unknown_form(log):
        words = _("Line {number} has no form of a chat log that is known, nor has any other: {line}")
        raise CannotDo(words.format(number=unknown.number, line=unknown.text[:60]))
    spoken = dialect_of(log) if dialect == "auto" else Dialect(dialect)
    if len(arguments) > (1 if agenda else 2) or not (spoken or agenda or len(arguments) == 2):
        raise click.UsageError(_("Give MEETING and NOTES, or --agenda FILE and NOTES; a chat log can do without."))
    if on and on.year < 1900:
        raise click.UsageError(_("{day} is no day of a meeting.").format(day=on))
    if dialect == "auto":
        click.echo(chat_log.read_as(spoken), err=True)
    if len(arguments) == 2:
        key = archive.find(arguments[0], session.today())
    else:
        told = (
            chat_log.announced(log, spoken, notes, on)
            if spoken and not agenda
            else read_agenda_of(agenda or notes, session.today())
        )
        key = convene(archive, told, session.today())
        click.echo(_("Meeting {key}").format(key=key), err=True)
    keep_quiet()
    desk = _opened(archive, key)
    try:
        if spoken:
            chat_log.scribe_log(log, spoken, desk, _print_kept, _print_said)
        else:
            lines = scribing.read_lines(content, desk.running.meeting, scribing.start_of(desk.running))
            scribing.scribe(lines, desk, _print_kept, _print_said)
    finally:
        desk.close()


@notulist.command(help=N_("Say how a line is understood."))
@click.argument("line")
@click.option("--on", type=Day(), metavar="DAY", help=N_("The meeting's day."))
@click.option("--meeting", metavar="MEETING", help=N_("A meeting, for its people and items."))
@AS_JSON
@click.pass_obj
def explain(session: Session, line: str, on: date | None, meeting: str | None, as_json: bool) -> None:
    """Prints what a line means, and what would be remarked on it."""
    from msgspec.structs import replace

    from store.language.capture.grammar import understand
    from store.language.capture.line import Context
    from store.language.day_phrases import Calendar
    from store.language.people import People
    from store.meeting.running import RunningMeeting
    from tui.capture.understood import describe, plain_line

    context = Context(calendar=Calendar(on=session.today()), people=People(()))
    if meeting:
        archive = session.archive
        context = RunningMeeting(archive.read(archive.find(meeting, session.today()))).context()
    if on:
        context = replace(context, calendar=replace(context.calendar, on=on))
    understood = understand(line, context)
    if as_json:
        print_json(plain_line(understood, with_meeting=bool(meeting)))
        return
    click.echo(describe(understood, context))
    for remark in understood.remarks:
        click.echo(f"! {remark}")
    if understood.is_no_command:
        click.echo(_("In a file it becomes a note; on the screen Enter leaves it in the line."))
    elif understood.tells_secret:
        click.echo(_("In a file it is left out; on the screen Enter leaves it in the line."))


@notulist.command(help=N_("Show the whole record of a meeting."))
@click.argument("meeting", default="latest")
@AS_JSON
@click.pass_obj
def show(session: Session, meeting: str, as_json: bool) -> None:
    """Prints the record: as JSON for programs, as minutes for people."""
    from exports.formats.plain_record import plain_record
    from exports.publish import make
    from store.model import Audience

    archive = session.archive
    record = archive.read(archive.find(meeting, session.today()))
    if as_json:
        print_json(plain_record(record, session.now()))
    else:
        click.echo(make(record, "minutes", Audience.FULL), nl=False)


@notulist.command(help=N_("Try it: a sample meeting, half-way through, in an archive that is thrown away."))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help=N_("The language of the sample."))
@click.pass_obj
def demo(session: Session, language: str | None) -> None:
    """Opens the sample live; without a terminal, replays it and prints minutes and action list."""
    from tui.cli.meetings.demo import open_demo, print_demo

    if language:
        _speak(language)
    language = language or "nl"
    if asks():
        sys.exit(open_demo(language))
    click.echo(print_demo(language, session.today()), nl=False)


notulist.add_command(agenda_commands)
notulist.add_command(bring)
notulist.add_command(meetings)


for _command in (*CARE, privacy):
    notulist.add_command(_command)


@notulist.command(help=N_("Show where everything is kept."))
@click.pass_obj
def where(session: Session) -> None:
    """Prints the folders in use."""
    from store.paths import cache_folder, settings_file, state_folder

    for label, path in (
        (_("Archive"), session.archive.folder),
        (_("Settings"), settings_file()),
        (_("Locks"), state_folder()),
        (_("Cache, which may be deleted"), cache_folder()),
    ):
        click.echo(clean(f"{label}: {path}"))


for command in (
    actions,
    decisions,
    post,
    requests,
    plan,
    time_,
    bodies,
    people,
    new,
    review,
    export,
    config,
    transcript,
    help_with,
):
    notulist.add_command(command)
for command in (letter, send, sendings):
    notulist.add_command(command)


for _command in ON_SETTINGS:
    config.add_command(_command)
notulist.add_command(completion)
notulist.add_command(keys)
offer(notulist)


def run(arguments: list[str]) -> int:
    """Runs a command and gives the exit code. Raises what `tui.start` makes one line of."""
    try:
        with in_words_of("interface"), tidy_end():
            _speak(_preferred())
            return _run(arguments)
    except Ended as end:
        end.die()
        raise


def _run(arguments: list[str]) -> int:
    try:
        notulist.main(args=arguments, prog_name="notulist", complete_var=ASKED, standalone_mode=False)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        # It repeats what was typed, which may be anything.
        click.echo(clean_lines(said.getvalue()), err=True, nl=False)
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return 0


def _preferred() -> str:
    """The language that is set, else that of the environment."""
    try:
        return read_settings().language or preferred()
    except NotulistError:
        # Whatever needs the settings says so; help and version are there all the same.
        return preferred()


def _speak(language: str) -> None:
    speak(language)
    translate(notulist, language)


def _print_kept(typed: Typed, act: Act) -> None:
    click.echo(f"{act.number}\t{act.verb}\t{typed.text}")


def _print_said(typed: Typed, words: str) -> None:
    click.echo(_("line {number}: {words}").format(number=typed.number, words=words), err=True)
