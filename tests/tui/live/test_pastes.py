"""Pastes into the installed command in a real terminal: no line is lost, and it is never stuck."""

from __future__ import annotations

from collections.abc import Iterator
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
MANY = 5_000
LARGE = 1_000_000
# A terminal tells where a paste begins and ends.
BEGIN, END = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    run("agenda", "import", AGENDA)
    terminal = Terminal([COMMAND, "live", KEY])
    terminal.wait_for_text("OR-vergadering 2026-11")
    yield terminal
    terminal.close()


def kept(folder: Path) -> list[str]:
    return texts(Archive(folder, folder.parent / "reading").read(KEY))


def must_go_on(terminal: Terminal, folder: Path, before: list[str]) -> None:
    """What is typed after a paste is a line of its own; all is on disk at the end."""
    terminal.type("daarna\r")
    terminal.wait_for(lambda: kept(folder)[-1:] == ["daarna"], 60)
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert kept(folder) == [*before, "daarna"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_three_lines_are_three_lines(terminal: Terminal, archive_folder: Path, ending: str) -> None:
    lines = ["een", "twee, met «tekens» – €", "drie"]
    terminal.type(f"vooraf {BEGIN}{ending.join(lines)}{END}")
    terminal.wait_for(lambda: len(kept(archive_folder)) == 3)
    must_go_on(terminal, archive_folder, ["vooraf een", *lines[1:]])


def test_a_terminal_that_does_not_mark_pastes_types_each_line(terminal: Terminal, archive_folder: Path) -> None:
    lines = [f"regel {number}" for number in range(100)]
    terminal.type("".join(f"{line}\r" for line in lines))
    terminal.wait_for(lambda: len(kept(archive_folder)) == 100)
    must_go_on(terminal, archive_folder, lines)


def test_five_thousand_lines_are_asked_about_and_kept_as_one(terminal: Terminal, archive_folder: Path) -> None:
    lines = [f"regel {number} van een lange plak" for number in range(MANY)]
    terminal.type(BEGIN + "\n".join(lines) + END)
    terminal.wait_for_text(f"Keep these {MANY} lines", 60)
    terminal.press("enter")
    terminal.wait_for(lambda: len(kept(archive_folder)) == MANY, 60)
    terminal.type("/terug\r")
    terminal.wait_for(lambda: kept(archive_folder) == [], 60)
    terminal.type("/opnieuw\r")
    terminal.wait_for(lambda: len(kept(archive_folder)) == MANY, 60)
    must_go_on(terminal, archive_folder, lines)


def test_a_line_of_a_million_letters_is_kept_whole(terminal: Terminal, archive_folder: Path) -> None:
    text = "woord " * (LARGE // 6) + "einde"
    terminal.type(BEGIN + text + END)
    terminal.wait_for_text("woord woord", 60)
    terminal.press("enter")
    terminal.wait_for(lambda: len(kept(archive_folder)) == 1, 60)
    must_go_on(terminal, archive_folder, [text])
