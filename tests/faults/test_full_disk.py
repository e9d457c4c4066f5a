"""A disk that is full, or refuses every call: the text stays on the screen, one sentence says so, and it heals."""

from __future__ import annotations

import os
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND, run
from tests.helpers.faults import ERRORS, Faults, fill, small_disk
from tests.helpers.meetings import texts
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
SAID = {"ENOSPC": "the disk is full", "EIO": "the disk does not work", "EACCES": "you have no permission"}


def kept(folder: Path) -> list[str]:
    return texts(Archive(folder, folder.parent / "reading").read(KEY))


def opened(terminals: list[Terminal], environment: dict[str, str]) -> Terminal:
    terminal = Terminal([COMMAND, "live", KEY], {**os.environ, **environment}, columns=80, rows=24)
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering 2026-11")
    return terminal


def typed_while_it_refuses(terminal: Terminal, folder: Path, said: str) -> None:
    """Types on a disk that refuses: all of it is seen, none of it on disk, and one sentence tells why."""
    terminal.type("! een besluit\rnog een notitie\ren een hal")
    terminal.wait_for_text(said)
    terminal.wait_for_text("Kept here, tried again.")
    for text in ("een besluit", "nog een notitie", "en een hal", "2 acts not on disk yet"):
        terminal.wait_for_text(text)
    assert kept(folder) == ["ervoor"]


def heals(terminal: Terminal, folder: Path) -> None:
    terminal.mark()
    terminal.wait_for(lambda: kept(folder) == ["ervoor", "een besluit", "nog een notitie"])
    terminal.wait_for_shown("Everything is on disk again")
    terminal.type("ve zin\r")
    terminal.wait_for(lambda: kept(folder)[-1] == "en een halve zin")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert kept(folder) == ["ervoor", "een besluit", "nog een notitie", "en een halve zin"]
    assert not list(folder.rglob("*conflict*"))


def test_live_on_a_disk_that_is_full_until_there_is_room_again(tmp_path: Path, terminals: list[Terminal]) -> None:
    with small_disk(tmp_path / "disk", "256k") as disk:
        folder = disk / "archive"
        run("--archive", folder, "agenda", "import", AGENDA)
        terminal = opened(terminals, {"NOTULIST_ARCHIVE": str(folder)})
        terminal.type("ervoor\r")
        terminal.wait_for(lambda: kept(folder) == ["ervoor"])
        filler = fill(disk)
        # The last block of the journal has room for some lines more.
        terminal.type(f"{'x' * 5000}\r")
        terminal.wait_for_text("the disk is full")
        before = (folder / "meetings" / "2026" / f"{KEY}.json").read_bytes()
        terminal.type("een besluit\r")
        terminal.wait_for_text("2 acts not on disk yet")
        assert kept(folder) == ["ervoor"]
        assert (folder / "meetings" / "2026" / f"{KEY}.json").read_bytes() == before
        terminal.mark()
        filler.unlink()
        terminal.wait_for(lambda: kept(folder) == ["ervoor", "x" * 5000, "een besluit"])
        terminal.wait_for_shown("Everything is on disk again")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
        assert kept(folder) == ["ervoor", "x" * 5000, "een besluit"]


@pytest.mark.parametrize("error", SAID)
def test_live_on_a_disk_that_refuses_every_call(tmp_path: Path, terminals: list[Terminal], error: str) -> None:
    folder = tmp_path / "archive"
    run("agenda", "import", AGENDA)
    faults = Faults(folder, tmp_path)
    terminal = opened(terminals, faults.variables(FAULT_ERROR=ERRORS[error]))
    terminal.type("ervoor\r")
    terminal.wait_for(lambda: kept(folder) == ["ervoor"])
    faults.refuse()
    typed_while_it_refuses(terminal, folder, SAID[error])
    faults.obey()
    heals(terminal, folder)


def test_scribe_on_a_disk_that_is_full_goes_on_when_there_is_room_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "256k") as disk:
        folder = disk / "archive"
        run("--archive", folder, "agenda", "import", AGENDA)
        with subprocess.Popen(
            [COMMAND, "--archive", folder, "scribe", KEY, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(b"een\n")
            process.stdin.flush()
            assert process.stdout.readline() == b"1\tnote\teen\n"
            filler = fill(disk)
            # Longer than what the last block has room for.
            process.stdin.write(b"y" * 5000 + b"\ndrie\n")
            process.stdin.close()
            assert kept(folder) == ["een"]
            filler.unlink()
            assert [line.split(b"\t")[2][:5] for line in process.stdout] == [b"yyyyy", b"drie\n"]
            assert process.wait(60) == 0
        assert kept(folder) == ["een", "y" * 5000, "drie"]


def test_a_meeting_on_a_full_disk_can_be_opened_and_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "256k") as disk:
        folder = disk / "archive"
        run("--archive", folder, "agenda", "import", AGENDA)
        run("--archive", folder, "scribe", KEY, "-", typed="een\n")
        filler = fill(disk)
        done = run("--archive", folder, "agenda", "import", AGENDA)
        assert done.returncode == 3
        (line,) = [line for line in done.stderr.decode().splitlines() if line.startswith("notulist: ")]
        assert line.endswith("cannot be written: the disk is full.")
        shown = run("--archive", folder, "show", KEY)
        assert shown.returncode == 0
        assert b"een" in shown.stdout
        filler.unlink()
        assert run("--archive", folder, "agenda", "import", AGENDA).returncode == 0
