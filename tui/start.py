"""Where the program starts: the screens directly, every other command through the command line.

Loading the command line costs a tenth of the time to the first picture, so `notulist` and
`notulist live MEETING`, without options, do without it; they do the same as through it. And the terminal
is taken before everything else is loaded, so that the line to type in stands there at once.
"""

from __future__ import annotations

import gc
import io
import os
import sys

from tui.terminal.splash import Stage

# For types only; `typing` itself takes a tenth of the time there is.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from store.archive.archive import Archive


# Looking for garbage while everything is being loaded finds none, and costs a tenth of the start.
_WHILE_LOADING = (100_000, 20, 20)
# Each painted line that goes is a cycle: some dozens of them a key. So many are found and let go in 2 ms.
_WHILE_TYPING = (10_000, 20, 20)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; prints an error as one line. Gives the exit code where it does not exit itself."""
    gc.set_threshold(*_WHILE_LOADING)
    typed = sys.argv[1:] if arguments is None else arguments
    code = 0
    try:
        code = _run(typed)
    except KeyboardInterrupt:
        from store.i18n import _

        code = _fail(_("Stopped."), 1)
    except Exception as error:
        code = _answer(error)
    finally:
        refused = _bring_out()
    return code or (_answer(refused) if refused else 0)


def _run(typed: list[str]) -> int:
    if _is_screen(typed):
        with Stage(live=bool(typed)) as stage:
            _prepare()
            return _open(_usual_folder(), typed[1] if typed else None, stage)
    _prepare()
    from tui.cli.main import run

    return run(typed)


def _bring_out() -> OSError | None:
    """Brings what was printed to where it goes; what refused that, where somebody is there to be told."""
    refused = None
    # What is closed from the beginning is None.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError as error:
            # Else Python tries once more at its end, in words and with an exit code of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            from tui.terminal.crash import terminal_is_gone

            refused = None if terminal_is_gone(error) else error
    return refused


def collect_shortly() -> None:
    """A meeting is there to type in: from now on garbage is looked for often, and only in what comes after this."""
    if gc.get_threshold() == _WHILE_LOADING:
        gc.freeze()
        gc.set_threshold(*_WHILE_TYPING)


def open_screen(folder: str | None, meeting: str | None = None) -> int:
    """Opens the app in the archive at `folder` (None is the usual one), at a meeting or at home; the exit code."""
    with Stage(live=meeting is not None) as stage:
        return _open(folder, meeting, stage)


def _is_screen(typed: list[str]) -> bool:
    return not typed or (typed[0] == "live" and len(typed) == 2 and not typed[1].startswith("-"))


def _prepare() -> None:
    from store.i18n import preferred, speak

    # What is closed from the beginning is None.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # What goes to a file or another program is UTF-8 everywhere; a terminal knows best what it can show.
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")
    speak(preferred())


def _usual_folder() -> str | None:
    """The archive that the environment or the settings name; the settings' language is spoken from now on."""
    from store.i18n import speak
    from store.settings import read_settings

    settings = read_settings()
    if settings.language:
        speak(settings.language)
    return os.environ.get("NOTULIST_ARCHIVE") or settings.archive or None


def _open(folder: str | None, meeting: str | None, stage: Stage) -> int:
    from store.archive.archive import Archive
    from store.paths import archive_folder
    from store.wall_clock import today

    archive = Archive(archive_folder(folder))
    if meeting is not None:
        return _open_live(archive, archive.find(meeting, today()), stage)
    from tui.app.app import run_app

    return run_app(archive, None, None, taken_over=stage.let_go)


def _open_live(archive: Archive, key: str, stage: Stage) -> int:
    """Opens a meeting live, with its first picture before the screen is loaded."""
    from store.errors import MeetingLocked
    from store.meeting.running import RunningMeeting
    from tui.terminal.first_picture import paint

    desk, only_read = None, None
    try:
        desk = archive.open(key)
        sitting = desk.running
    except MeetingLocked:
        sitting = only_read = RunningMeeting(archive.read(key))
    half_typed = archive.draft(key).read() if desk else ""
    stage.show(lambda columns, rows: paint(sitting.record, half_typed, columns, rows))
    from tui.app.app import run_app

    return run_app(archive, desk, only_read, taken_over=stage.let_go)


def _answer(error: Exception) -> int:
    """Says in one line what went wrong; the exit code."""
    from store.errors import NotulistError, reason

    if isinstance(error, NotulistError):
        return _fail(str(error), error.code)
    if isinstance(error, BrokenPipeError):
        # The reader of our output (such as head) has gone: nothing more to say.
        return 1
    if isinstance(error, OSError):
        return _fail(f"{error.filename or ''}: {reason(error)}".lstrip(": "), 1)
    from tui.terminal.crash import say, terminal_is_gone

    return 0 if terminal_is_gone(error) else _fail(say(error), 1)


def _fail(line: str, code: int) -> int:
    from store.text import clean

    # It may name a file, or what was asked for, and these may be called anything.
    sys.stderr.write(f"notulist: {clean(line)}\n")
    return code
