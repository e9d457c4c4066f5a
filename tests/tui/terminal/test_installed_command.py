"""The installed command in a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import signal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND, run
from tests.helpers.terminal import Terminal

AGENDA = files("tests.samples") / "agenda-nl.md"
NOTES = files("tests.samples") / "notes-nl.txt"
KEY = "2026-11-19-or"


def typed_lines() -> list[str]:
    lines = NOTES.read_text("utf-8").splitlines()
    return [line[6:] for line in lines if line and not line.startswith("//")]


def record(folder: str | Path) -> dict[str, Any]:
    """What was minuted, without what depends on when."""
    shown = json.loads(run("--archive", folder, "show", KEY, "--json").stdout)
    for entry in shown["entries"]:
        del entry["at"], entry["id"]
    for item in shown["items"]:
        del item["intervals"], item["spent_seconds"]
    for who in shown["attendance"]:
        # Typed in the same minute, somebody is remote from the start; typed in seconds, from that second.
        who["present"] = [presence["remote"] for presence in who["present"][-1:]]
    meeting = shown["meeting"]
    for when in ("opened", "closed", "recesses"):
        del meeting[when]
    assert isinstance(shown, dict)
    return shown


def acts(folder: Path) -> int:
    return len(Archive(folder, folder.parent / "reading").read(KEY).log)


def drafts(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in (folder / "home" / "state" / "notulist" / "drafts").glob("*.txt")]


@pytest.mark.faults
def test_typed_live_it_is_the_record_of_scribe_also_over_a_kill(tmp_path: Path, terminals: list[Terminal]) -> None:
    live, scribed = tmp_path / "live", tmp_path / "scribed"
    run("--archive", live, "agenda", "import", str(AGENDA))
    assert run("--archive", scribed, "scribe", "--agenda", str(AGENDA), str(NOTES)).returncode == 0

    lines = typed_lines()
    half = len(lines) // 2
    terminal = Terminal([COMMAND, "--archive", live, "live", KEY])
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering 2026-11")
    for line in lines[:half]:
        terminal.type(line + "\r")
    terminal.wait_for(lambda: acts(live) == half)
    terminal.type("half een woo")
    # What is half typed is kept each second.
    terminal.wait_for(lambda: drafts(tmp_path) == ["half een woo"])
    terminal.kill(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert acts(live) == half

    again = Terminal([COMMAND, "--archive", live, "live", KEY], columns=80, rows=24)
    terminals.append(again)
    again.wait_for_text("half een woo")
    again.press("ctrl+u")
    for line in lines[half:]:
        again.type(line + "\r")
    again.wait_for(lambda: acts(live) == len(lines))
    again.press("ctrl+q")
    assert again.end() == 0
    assert record(live) == record(scribed)


def test_letters_typed_before_the_first_picture_arrive(tmp_path: Path, terminals: list[Terminal]) -> None:
    folder = tmp_path / "archive"
    run("agenda", "import", str(AGENDA))
    terminal = Terminal([COMMAND, "--archive", folder, "live", "latest"])
    terminals.append(terminal)
    # The driver puts the terminal in raw mode and says so; until then its line discipline keeps what is typed.
    terminal.type("een zin die alvast getypt is")
    terminal.wait_for_text("▌een zin die alvast getypt is")
    assert acts(folder) == 0
    terminal.type("\r")
    terminal.wait_for(lambda: acts(folder) == 1)
    assert [entry["text"] for entry in record(folder)["entries"]] == ["een zin die alvast getypt is"]


def test_the_demo_opens_half_way(terminals: list[Terminal]) -> None:
    terminal = Terminal([COMMAND, "demo", "--lang", "en"])
    terminals.append(terminal)
    terminal.wait_for_text("Board meeting 20")
    terminal.wait_for_text("Auditor")
    terminal.type("! A decision in the demo.\r")
    terminal.wait_for_text("A decision in the demo.")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert b"gone again" in terminal.output


def test_without_a_meeting_one_line_says_so(terminals: list[Terminal]) -> None:
    done = run("live", "latest", LANG="C.UTF-8")
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "There is no meeting" in done.stderr.decode()
    assert "PATH" in os.environ
