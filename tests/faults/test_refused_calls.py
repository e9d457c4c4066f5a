"""The installed command, with each call of a save refused or interrupted by the system itself, or the last it makes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND
from tests.helpers.faults import ERRORS, KILLED, Faults
from tests.helpers.killed import must_open
from tests.helpers.meetings import KEY, archive_with_meeting, texts

pytestmark = pytest.mark.faults

NOTES = ["een", "twee"]
STEPS = [
    # The journal is made and its folder synced; two lines; the fold; the journal is taken away.
    *["open", "fsync"],
    *["write", "fdatasync"] * len(NOTES),
    *["open", "write", "fsync", "link", "rename", "rename", "fsync"],
    *["unlink", "fsync"],
]
REFUSED = len(STEPS) * len(ERRORS)


class Run:
    """`notulist scribe` in a copy of a home, which types two notes while the system has such faults."""

    def __init__(self, home: Path, folder: Path, **faults: object) -> None:
        shutil.copytree(home, folder)
        self.archive = Archive(folder / "archive", folder / "state")
        injected = Faults(self.archive.folder, folder)
        done = subprocess.run(
            [COMMAND, "scribe", KEY, "-"],
            input="".join(f"{note}\n" for note in NOTES).encode(),
            capture_output=True,
            check=False,
            env={
                **os.environ,
                "NOTULIST_ARCHIVE": str(self.archive.folder),
                "XDG_STATE_HOME": str(folder / "home"),
                **injected.variables(**faults),
            },
        )
        self.code, self.error = done.returncode, done.stderr.decode()
        self.acknowledged = [line.split("\t")[2] for line in done.stdout.decode().splitlines(keepends=True)]
        self.calls = injected.calls()

    def kept(self) -> list[str]:
        """What any program reads now."""
        must_open(self.archive.path(KEY).parent)
        return texts(self.archive.read(KEY))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "whole"
    archive_with_meeting(home)
    return home


def test_a_save_makes_these_calls(home: Path, tmp_path: Path) -> None:
    run = Run(home, tmp_path / "run")
    assert (run.code, run.error, run.kept()) == (0, "", NOTES)
    assert [call.name for call in run.calls] == STEPS


@pytest.mark.parametrize("error", ERRORS)
def test_whatever_call_is_refused_once_nothing_is_lost(home: Path, tmp_path: Path, error: str) -> None:
    def refused(at: int) -> None:
        run = Run(home, tmp_path / str(at), FAULT_FROM=at, FAULT_ERROR=ERRORS[error])
        about = f"{error} in call {at}, {STEPS[at - 1]}"
        assert run.calls[at - 1].name == STEPS[at - 1], about
        assert (run.code, run.error) == (0, ""), about
        assert [line.rstrip("\n") for line in run.acknowledged] == NOTES, about
        assert run.kept() == NOTES, about
        # What was left behind is in order again with the next opening.
        run.archive.open(KEY).close()
        assert run.kept() == NOTES, about
        assert {file.suffix for file in run.archive.path(KEY).parent.iterdir()} == {".json", ".bak"}, about

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(refused, range(1, len(STEPS) + 1)))


def test_a_kill_at_each_call_of_the_command_loses_nothing_that_it_acknowledged(home: Path, tmp_path: Path) -> None:
    def killed(at: int) -> None:
        run = Run(home, tmp_path / str(at), FAULT_FROM=at, FAULT_ERROR=KILLED)
        assert run.code == -signal.SIGKILL
        heard = [line[:-1] for line in run.acknowledged if line.endswith("\n")]
        kept = run.kept()
        assert kept[: len(heard)] == heard, STEPS[at - 1]
        assert kept == NOTES[: len(kept)]
        run.archive.open(KEY).close()
        assert run.kept() == kept
        assert {file.suffix for file in run.archive.path(KEY).parent.iterdir()} <= {".json", ".bak"}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(killed, range(1, len(STEPS) + 1)))
