"""Where the program starts: the screens directly, every other command through the command line.

Loading the command line costs a tenth of the time to the first picture, so `notulist` and
`notulist live MEETING`, without options, do without it; they do the same as through it.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING

from store.clean import clean
from store.errors import NoTerminal, NotulistError, reason
from store.words import _, preferred, speak

if TYPE_CHECKING:
    from store.archive import Archive


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; prints an error as one line. Gives the exit code where it does not exit itself."""
    # Looking for garbage while everything is being loaded finds none, and costs a tenth of the start.
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # What goes to a file or another program is UTF-8 everywhere; a terminal knows best what it can show.
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")
    speak(preferred())
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except NotulistError as error:
        return _fail(str(error), error.code)
    except KeyboardInterrupt:
        return _fail(_("Stopped."), 1)
    except BrokenPipeError:
        # The reader of our output (such as head) has gone: nothing more to say, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(f"{error.filename or ''}: {reason(error)}".lstrip(": "), 1)
    except Exception as error:
        from tui.crash import say, terminal_is_gone

        if terminal_is_gone(error):
            return 0
        return _fail(say(error), 1)


def must_be_terminal() -> None:
    """Raises NoTerminal where there is none to show a screen in, and to type in."""
    if not all(os.isatty(number) for number in (0, 1, 2)):
        raise NoTerminal(
            _(
                "A screen needs a terminal, and here input or output goes elsewhere. “notulist show” prints a meeting, "
                "“notulist scribe” takes lines from a file."
            )
        )
    if os.environ.get("TERM") == "dumb":
        raise NoTerminal(_("This terminal can show no screen (TERM is “dumb”). “notulist show” prints a meeting."))


def open_screen(folder: str | None, meeting: str | None = None) -> int:
    """Opens the app in the archive at `folder` (None is the usual one), at a meeting or at home; the exit code."""
    from datetime import datetime

    from store.archive import Archive
    from store.paths import archive_folder

    archive = Archive(archive_folder(folder))
    key = archive.find(meeting, datetime.now().astimezone().date()) if meeting is not None else None
    must_be_terminal()
    if key is None:
        from tui.app import open_app

        return open_app(archive)
    return _open_live(archive, key)


def _open_live(archive: Archive, key: str) -> int:
    """Opens a meeting live, with its first picture before the screen is loaded."""
    from store.errors import MeetingLocked
    from store.meeting import RunningMeeting
    from tui.early import FirstPicture

    desk, only_read = None, None
    try:
        desk = archive.open(key)
        sitting = desk.running
    except MeetingLocked:
        sitting = only_read = RunningMeeting(archive.read(key))
    half_typed = archive.draft(key).read() if desk else ""
    with FirstPicture(sitting.record, half_typed) as picture:
        from tui.app import run_app

        return run_app(archive, desk, only_read, taken_over=picture.let_go)


def _run(arguments: list[str]) -> int:
    if not arguments or (arguments[0] == "live" and len(arguments) == 2 and not arguments[1].startswith("-")):
        from store.settings import read_settings

        settings = read_settings()
        if settings.language:
            speak(settings.language)
        return open_screen(os.environ.get("NOTULIST_ARCHIVE") or settings.archive or None, *arguments[1:])
    from tui.cli import run

    return run(arguments)


def _fail(line: str, code: int) -> int:
    # It may name a file, or what was asked for, and these may be called anything.
    sys.stderr.write(f"notulist: {clean(line)}\n")
    return code
