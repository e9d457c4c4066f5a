"""What a kill left half written beside a document, a backup or a handover is gone after the next start."""

from __future__ import annotations

import os
import signal
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from store.disk import unfinished
from store.disk.atomic import write_new
from store.paths import state_folder
from tests.conftest import COMMAND, run
from tests.helpers.faults import KILLED, Faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"


def killed_amid(*paths: Path) -> int:
    """A process that has these half written and is killed; its number."""
    child = os.fork()
    if not child:
        mine = [path.with_name(path.name.replace("PID", str(os.getpid()))) for path in paths]
        with unfinished.noted(*mine):
            for path in mine:
                if path.suffixes[:1] == [".folder"]:
                    path.mkdir()
                    (path / "minutes.md").write_text("Zilverberg")
                else:
                    path.write_text("Zilverberg")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    return child


def test_the_next_start_takes_away_what_a_kill_left(tmp_path: Path) -> None:
    (tmp_path / "notes.tmp").write_text("not ours")
    killed_amid(tmp_path / ".a.md.PID.tmp", tmp_path / ".a.md.bak.PID.tmp")
    killed_amid(tmp_path / "x.folder.PID.tmp", tmp_path / ".x.folder.PID.tmp")
    assert len(list(tmp_path.glob("*"))) > 3
    unfinished.take_away()
    # Only what has the form of ours, whatever a note says.
    assert sorted(path.name.partition(".")[0] for path in tmp_path.iterdir() if path.name != "home") == ["notes", "x"]
    assert list((state_folder() / "unfinished").iterdir()) == []
    assert state_folder().joinpath("unfinished").stat().st_mode & 0o777 == 0o700


def test_nothing_of_a_process_that_lives_is_taken(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as other:
        left = tmp_path / f".b.zip.{other.pid}.tmp"
        left.write_text("half")
        with unfinished.noted(left):
            (note,) = (state_folder() / "unfinished").iterdir()
            # As that process had noted it.
            note.rename(note.with_name(f"{other.pid}-x"))
            unfinished.take_away()
            assert left.exists()
            other.kill()
            other.wait()
            unfinished.take_away()
            assert not left.exists()


def test_a_document_that_is_written_leaves_no_note(tmp_path: Path) -> None:
    write_new(tmp_path / "a.md", b"one")
    write_new(tmp_path / "a.md", b"two", overwrite=True)
    assert list((state_folder() / "unfinished").iterdir()) == []
    assert sorted(path.name for path in tmp_path.glob("*a.md*")) == ["a.md", "a.md.bak"]


@pytest.mark.faults
@pytest.mark.parametrize("what", ["backup", "export", "again", "handover"])
def test_killed_at_each_call_the_next_start_leaves_nothing(what: str, tmp_path: Path) -> None:
    target = tmp_path / "to"
    command = {
        "backup": ("backup", str(target / "b.zip")),
        "export": ("export", KEY, "--format", "pdf", "-o", str(target / "a.pdf")),
        "again": ("export", KEY, "--force", "-o", str(target / "a.md")),
        "handover": ("handover", str(target / "ho")),
    }[what]
    whole = {"backup": "b.zip", "export": "a.pdf", "again": "a.md", "handover": "ho"}[what]
    (tmp_path / "lines").write_text("13:30 /open\neen notitie\n/sluit\n")
    assert run("scribe", "--agenda", AGENDA, str(tmp_path / "lines")).returncode == 0
    target.mkdir()
    at, left = 0, 0
    while True:
        at += 1 if what != "handover" else 7
        for path in target.iterdir():
            subprocess.run(["rm", "-r", path], check=True)
        if what == "again":
            (target / "a.md").write_text("before")
        faults = Faults(target, tmp_path).variables(FAULT_FROM=at, FAULT_ERROR=KILLED)
        done = subprocess.run([COMMAND, *command], env={**os.environ, **faults}, capture_output=True, check=False)
        there = {path.name for path in target.iterdir()}
        left += bool(there - {whole, f"{whole}.bak"})
        assert run("bodies", "list").returncode == 0
        assert {path.name for path in target.iterdir()} <= {whole, f"{whole}.bak"}, at
        if done.returncode != -signal.SIGKILL:
            break
    assert done.returncode == 0, done.stderr
    assert left > 0
