"""Where the program starts: the screens directly, every other command through the command line.

Loading the command line costs a tenth of the time to the first picture, so `notulist` and
`notulist live MEETING`, without options, do without it; they do the same as through it. And the terminal
is taken before everything else is loaded, so that the line to type in stands there at once.
"""

from __future__ import annotations

import io
import os
import sys

from tui.terminal.garbage import collect_seldom
from tui.terminal.splash import Stage


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; prints an error as one line. Gives the exit code where it does not exit itself."""
    collect_seldom()
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
            from tui.app.launch import open_in

            return open_in(_usual_folder(), typed[1] if typed else None, stage)
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


def _is_screen(typed: list[str]) -> bool:
    # A shell that completes asks without arguments, and by a variable.
    if "_NOTULIST_COMPLETE" in os.environ:
        return False
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
                # A name of a file may be no text at all.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    speak(preferred())


def _usual_folder() -> str | None:
    """The archive that the environment or the settings name; the settings' language is spoken from now on."""
    from store.i18n import speak
    from store.settings import read_settings

    settings = read_settings()
    if settings.language:
        speak(settings.language)
    return os.environ.get("NOTULIST_ARCHIVE") or settings.archive or None


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
