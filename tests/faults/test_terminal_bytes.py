"""Terminals that send what is no UTF-8, and pastes that outlast the program: no end, and nothing for the shell."""

from __future__ import annotations

import os
import signal
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND, run
from tests.helpers.meetings import texts
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
# What is typed, and what is kept of it.
SENT = {
    "a Latin-1 terminal": (b"caf\xe9 op de hoek\r", "café op de hoek"),
    "such a letter at the end": (b"naar het caf\xe9\r", "naar het café"),
    "the mouse of an old terminal, far away": (b"een \x1b[M\xff\xff\xffregel\r", "een regel"),
    "the mouse at places that look like a letter": (b"nog \x1b[M \xc3\xa9een\r", "nog een"),
    "Alt as the eighth bit": (b"\xe1lt\r", "ált"),
    "controls of eight bits": (b"wat \x9b\x80er ook komt\r", "wat er ook komt"),
    "a key of no letter": (b"\x1b[99999999uhet gaat door\r", "het gaat door"),
    "Latin-1 in a paste": (b"\x1b[200~cr\xe8me\x1b[201~\r", "crème"),
}
LINES = 4_000
SCREENS = ["live", "prepare"]


def kept(folder: Path) -> list[str]:
    return texts(Archive(folder / "archive", folder / "reading").read(KEY))


def has_kept(folder: Path, number: int) -> bool:
    return len(kept(folder)) == number


def test_no_byte_ends_the_program(tmp_path: Path, terminals: list[Terminal]) -> None:
    run("agenda", "import", AGENDA)
    terminal = Terminal([COMMAND, "live", KEY])
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering 2026-11")
    for at, (sent, _text) in enumerate(SENT.values()):
        terminal.type(sent)
        terminal.wait_for(partial(has_kept, tmp_path, at + 1))
    assert kept(tmp_path) == [text for _sent, text in SENT.values()]
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert not list((tmp_path / "home" / "state" / "notulist").glob("crashes/*"))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_shell_runs_nothing_of_a_paste_that_was_cut_short(
    tmp_path: Path, terminals: list[Terminal], screen: str
) -> None:
    run("agenda", "import", AGENDA)
    # Both are asked to end, as by whoever closes a session, and the shell stays.
    shell = f"trap : TERM; {COMMAND} {screen} {KEY}; exec sh -i"
    terminal = Terminal(["sh", "-c", shell], os.environ | {"PS1": "at your service> "})
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering 2026-11")
    line = f"touch {tmp_path}/run-by-the-shell\r".encode()
    terminal.type(b"\x1b[200~" + line * 100)
    os.killpg(terminal.pid, signal.SIGTERM)
    terminal.type(line * LINES + b"\x1b[201~")
    terminal.wait_for_text("at your service>")
    terminal.type("echo $((20 + 3)) is the answer\r")
    terminal.wait_for_text("23 is the answer")
    assert not (tmp_path / "run-by-the-shell").exists()
