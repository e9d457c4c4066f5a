"""Garbage is not looked for while the program loads, and from the first picture on often and only in what is new."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from store.archive.archive import Archive
from tests.helpers.screens import AGENDA
from tests.helpers.terminal import Terminal

_SCRIPT = """
import gc, sys
frozen = []
def hear(phase, told):
    if phase == "stop":
        frozen.append(gc.get_freeze_count() > 0)
gc.callbacks.append(hear)
from tui.start import main
frozen.clear()
main(["live", sys.argv[1]])
print("while loading", frozen.count(False), "while typing", frozen.count(True))
"""


@pytest.mark.faults
def test_painted_lines_that_went_are_let_go_while_one_types(
    archive_folder: Path, tmp_path: Path, terminals: list[Terminal]
) -> None:
    key = convene(Archive(archive_folder, tmp_path / "reading"), read_agenda(AGENDA), date(2026, 3, 1))
    terminal = Terminal([sys.executable, "-c", _SCRIPT, key])
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering 2026-03")
    for number in range(40):
        terminal.type(f"the lease is of line {number}\r")
        terminal.wait_for_text(f"lease is of line {number}")
    terminal.press("ctrl+q")
    terminal.wait_for_text("while typing")
    terminal.end()
    assert "while loading 0 " in terminal.text()
    assert "while typing 0" not in terminal.text()
