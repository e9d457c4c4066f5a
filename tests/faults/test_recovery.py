"""What the live screen says of what a fault left: one quiet message, beside the half-typed line, and no question."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND, run
from tests.helpers.meetings import KEY as MEETING
from tests.helpers.meetings import archive_with_meeting, keep_lines, texts
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
NOTES = [f"regel {number}" for number in range(1, 6)]


@pytest.fixture
def path(tmp_path: Path, terminals: list[Terminal]) -> Path:
    """The file of a meeting whose screen was killed in mid-word, after five lines."""
    folder = tmp_path / "archive"
    run("agenda", "import", AGENDA)
    run("scribe", KEY, "-", typed="vooraf\n")
    path = folder / "meetings" / "2026" / f"{KEY}.json"
    terminal = Terminal([COMMAND, "live", KEY], columns=80, rows=24)
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering")
    terminal.type("".join(f"{note}\r" for note in NOTES))
    terminal.wait_for(lambda: kept(path)[1:] == NOTES)
    terminal.type("half een wo")
    terminal.wait_for(lambda: any((tmp_path / "home" / "state" / "notulist" / "drafts").glob("*.txt")))
    terminal.kill(signal.SIGKILL)
    terminal.end()
    return path


def kept(path: Path) -> list[str]:
    folder = path.parent.parent.parent
    return texts(Archive(folder, folder.parent / "reading").read(KEY))


def torn(path: Path) -> str:
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes() + b'0123abcd {"number":9,"at"')
    return f"1 unreadable line of the journal was set aside in {KEY}.bad."


def damaged_in_the_middle(path: Path) -> str:
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes().replace(b"regel 3", b"reg\x00l 3"))
    return f"1 unreadable line of the journal was set aside in {KEY}.bad."


def missing(path: Path) -> str:
    path.unlink()
    return f"{KEY}.json was missing; put back up to "


def copied(path: Path) -> str:
    path.with_name(f"{KEY} (conflicted copy 2026-11-19).json").write_bytes(path.read_bytes())
    return "Another version of this meeting is kept beside it:"


def copied_beside(path: Path) -> str:
    path.with_name(f"{KEY}-LAPTOP.json").write_text("{}")
    return f"Another version of this meeting is kept beside it: {KEY}-LAPTOP.json"


def killed_only(path: Path) -> str:
    return ""


FAULTS = [torn, damaged_in_the_middle, missing, copied, killed_only]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_found_is_said_once_and_the_line_is_there(
    path: Path, terminals: list[Terminal], fault: Callable[[Path], str]
) -> None:
    said = fault(path)
    left = [note for note in NOTES if fault is not damaged_in_the_middle or note != "regel 3"]
    terminal = Terminal([COMMAND, "live", KEY], columns=80, rows=24)
    terminals.append(terminal)
    # The first picture, painted before the screen is there, holds the line too.
    terminal.wait_for_text("F1 help")
    terminal.wait_for_text("half een wo")
    terminal.wait_for_text(said)
    terminal.read(1.2)
    lines = terminal.text().splitlines()
    assert len([line for line in lines if said and said in line]) == bool(said), terminal.text()
    # No question: what is typed next goes on in the line, and is kept.
    terminal.type("ord\r")
    terminal.wait_for(lambda: kept(path)[-1] == "half een woord")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    # What was in the missing file alone is gone with it: told is up to when the rest reaches, and which acts lack.
    assert kept(path) == [*(["vooraf"] if fault is not missing else []), *left, "half een woord"]
    assert not path.with_suffix(".journal").exists()
    assert run("doctor").returncode in (0, 3)


def test_several_things_are_told_together(path: Path, tmp_path: Path) -> None:
    said = [missing(path), copied_beside(path)]
    desk = Archive(tmp_path / "archive", tmp_path / "home" / "state" / "notulist").open(KEY)
    message = " ".join(desk.found)
    desk.close()
    for words in (*said, "These acts could not be read: 1."):
        assert words in message
    assert kept(path) == NOTES


def test_of_a_file_that_is_put_back_it_is_said_up_to_when_it_reaches(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    path = archive.path(MEETING)
    for lines in (("/open", "een", "twee"), ("drie", "vier")):
        desk = archive.open(MEETING)
        keep_lines(desk, *lines)
        desk.close(5)
    path.unlink()
    desk = archive.open(MEETING)
    found = " ".join(desk.found)
    last = desk.running.record.log[-1].at
    desk.close(5)
    # The journal of the last time was folded into the file that is gone.
    assert texts(archive.read(MEETING)) == ["een", "twee"]
    assert f"{path.name} was missing; put back up to Thu 17 Sep 2026 {last + timedelta(hours=2):%H:%M}." in found
    assert "What came later is not in it: look for the file in the bin of your sync program." in found
