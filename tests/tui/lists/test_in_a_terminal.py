"""Home, actions, decisions and search in a real terminal, in Dutch, with the keyboard alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.model import ActionStatus
from tests.conftest import COMMAND
from tests.helpers.earlier import hold
from tests.helpers.meetings import BODY
from tests.helpers.terminal import Terminal

HELD = date(2020, 9, 17), date(2020, 10, 15)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_from_home_through_the_lists_and_back(
    archive_folder: Path, tmp_path: Path, terminals: list[Terminal], columns: int, rows: int
) -> None:
    archive = Archive(archive_folder, tmp_path / "reading")
    archive.register.put(BODY)
    first = hold(
        archive, HELD[0], "@KP Offerte #verhuizing > 1 okt", "@AB Cijfers > 1 nov", "! De kantine blijft", "/close"
    )
    hold(archive, HELD[1], "/vervang D-2020-09-01 De kantine gaat dicht", "KP: weer de #Verhuizing", "/close")
    terminal = Terminal([COMMAND, "--lang", "nl"], columns=columns, rows=rows)
    terminals.append(terminal)

    terminal.wait_for_text("af te maken")
    assert "2 te laat" in terminal.text()
    terminal.press("f3")
    terminal.wait_for_text("2 acties")
    terminal.type("/@kp te laat")
    terminal.wait_for_text("→ te laat · @kp")
    terminal.type("\rcoffertes zijn binnen\r")
    terminal.wait_for_text("A 2020-09-01: opmerking bewaard.")
    terminal.type("h")
    terminal.wait_for_text("offertes zijn binnen")
    terminal.press("escape")
    terminal.wait_for(lambda: "╭" not in terminal.text())
    terminal.press("escape")
    terminal.wait_for_text("2 acties")
    terminal.type("  d")
    terminal.wait_for_text("0 acties")
    followups = archive.read(first).followups.values()
    assert sorted(later.follow_up.progress for later in followups if later.follow_up) == ["commented", "done", "done"]
    terminal.type("x")
    terminal.wait_for_text("gereed")
    terminal.press("escape")

    terminal.wait_for_text("af te maken")
    terminal.wait_for(lambda: "te laat" not in terminal.text())
    terminal.press("ctrl+l")
    terminal.wait_for_text("2 besluiten · 1 niet meer van kracht")
    terminal.type("/blijft\r")
    terminal.wait_for_text("Vervangen door D 2020-10-01")
    terminal.type("l")
    terminal.wait_for_text("Vervangt D 2020-09-01")
    terminal.press("enter")
    terminal.wait_for_text("weer de #Verhuizing")
    terminal.press("ctrl+q")
    terminal.wait_for_text("2 besluiten")
    terminal.press("escape")

    terminal.wait_for_text("af te maken")
    terminal.type("/#")
    terminal.wait_for_text("#Verhuizing")
    terminal.press("enter")
    terminal.wait_for_text("weer de #Verhuizing")
    assert terminal.text().index("Offerte #verhuizing") < terminal.text().index("weer de #Verhuizing")
    terminal.press("escape")
    terminal.wait_for_text("af te maken")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    entries = archive.read(first).entries.values()
    assert {entry.status for entry in entries if entry.owners} == {ActionStatus.OPEN}
