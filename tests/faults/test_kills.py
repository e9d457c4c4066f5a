"""Kill -9 at any moment: what was acknowledged is in the record, every file opens, and the lock is free."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.errors import MeetingLocked
from tests.conftest import COMMAND
from tests.helpers.killed import must_open
from tests.helpers.meetings import KEY, archive_with_meeting, planned, texts
from tests.helpers.project import ROOT

pytestmark = pytest.mark.faults

WORKERS = 3
KILLS = 67
KILLS_A_MEETING = 10
LINES = 120


class Typist:
    """Types numbered lines into `notulist scribe`, kills it, and looks at what is left."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.archive = archive_with_meeting(folder)
        self.key = KEY
        self.chance = random.Random(seed)
        self.typed = 0
        self.acknowledged: list[str] = []
        # The command keeps its locks in the user's state folder.
        self.environment = {
            **os.environ,
            "NOTULIST_ARCHIVE": str(self.archive.folder),
            "XDG_STATE_HOME": str(folder / "home"),
        }
        self.archive = Archive(self.archive.folder, folder / "home" / "notulist")

    def new_meeting(self) -> None:
        self.key = self.archive.create(*planned())
        self.typed, self.acknowledged = 0, []

    def kill_once(self) -> None:
        chance = self.chance
        moment = chance.choice([self.while_opening, self.while_typing, self.while_typing, self.while_closing])
        with subprocess.Popen(
            [COMMAND, "scribe", self.key, "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.environment,
        ) as process:
            try:
                moment(process)
            finally:
                process.kill()
            assert process.stdout is not None
            # What it said before it was killed is still in the pipe.
            for line in process.stdout.read().decode().splitlines(keepends=True):
                self.heard(line)

    def type_lines(self, process: subprocess.Popen[bytes], count: int) -> None:
        assert process.stdin is not None
        lines = [f"regel {self.typed + number}\n" for number in range(count)]
        self.typed += count
        process.stdin.write("".join(lines).encode())
        process.stdin.flush()

    def heard(self, line: str) -> None:
        number, verb, text = line.split("\t")
        assert number.isdecimal()
        assert verb == "note"
        if text.endswith("\n"):
            self.acknowledged.append(text[:-1])

    def while_opening(self, process: subprocess.Popen[bytes]) -> None:
        self.type_lines(process, LINES)
        time.sleep(self.chance.uniform(0.05, 0.25))

    def while_typing(self, process: subprocess.Popen[bytes]) -> None:
        self.type_lines(process, LINES)
        assert process.stdout is not None
        self.heard(process.stdout.readline().decode())
        time.sleep(self.chance.uniform(0, 0.04))

    def while_closing(self, process: subprocess.Popen[bytes]) -> None:
        count = self.chance.randint(1, 10)
        self.type_lines(process, count)
        assert process.stdin is not None
        assert process.stdout is not None
        for _each in range(count):
            self.heard(process.stdout.readline().decode())
        process.stdin.close()
        time.sleep(self.chance.uniform(0, 0.008))

    def look(self) -> None:
        """Everything acknowledged is there, in order and once; every file opens; now and then, the lock is free."""
        kept = texts(self.archive.read(self.key))
        numbers = [int(text.split()[1]) for text in kept]
        assert numbers == sorted(set(numbers))
        assert not set(self.acknowledged) - set(kept)
        # At most the one line that was on its way at each kill was kept and not acknowledged.
        assert len(kept) - len(self.acknowledged) <= KILLS_A_MEETING
        must_open(self.archive.path(self.key).parent)
        # Otherwise the next scribe finds the journal, and the lock, as the kill left them.
        if self.chance.random() < 0.3:
            open_within(1.0, self.archive, self.key)
            assert texts(self.archive.read(self.key)) == kept


def open_within(seconds: float, archive: Archive, key: str) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            archive.open(key).close()
        except MeetingLocked:
            assert time.monotonic() < end, "the lock of a killed process is not free"
            time.sleep(0.01)
        else:
            return


def work(folder: Path, seed: int) -> int:
    """Kills `KILLS` times; how many lines were acknowledged."""
    folder.mkdir()
    typist, heard = Typist(folder, seed), 0
    for number in range(KILLS):
        if number and number % KILLS_A_MEETING == 0:
            heard += len(typist.acknowledged)
            finish(typist)
            typist.new_meeting()
        typist.kill_once()
        typist.look()
    finish(typist)
    return heard + len(typist.acknowledged)


def finish(typist: Typist) -> None:
    """After the last kill, an orderly opening leaves nothing behind but the file and its backup, and no copy."""
    kept = texts(typist.archive.read(typist.key))
    open_within(1.0, typist.archive, typist.key)
    assert texts(typist.archive.read(typist.key)) == kept
    left = {file.suffix for file in typist.archive.path(typist.key).parent.iterdir() if typist.key in file.name}
    assert left <= {".json", ".bak", ".bad"}
    assert not list(typist.archive.folder.rglob("*conflict*"))


def test_200_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        heard = list(pool.map(lambda seed: work(tmp_path / str(seed), seed), range(WORKERS)))
    assert sum(heard) > WORKERS * KILLS


# At each call of one save

CALLS = ("write", "fsync", "fdatasync", "rename", "link", "linkat", "unlink", "unlinkat", "openat")
STEPS = [
    # The journal is made and its folder synced; three lines; the fold; the journal is taken away.
    *["openat", "fsync"],
    *["write", "fdatasync"] * 3,
    *["openat", "write", "fsync", "link", "rename", "rename", "fsync"],
    *["unlink", "fsync"],
]
# In one thread, since strace counts the calls of each thread by itself.
SAVE = """
import sys
from pathlib import Path
from store.archive.archive import Archive
from tests.helpers.meetings import Kept
kept = Kept(Archive(Path(sys.argv[1])))
for note in ("een", "twee", "drie"):
    kept.note(note)
    print(note, flush=True)
kept.storage.close()
"""


class Traced:
    """A save under strace: what it acknowledged, and the calls it made, the last one where it was killed."""

    def __init__(self, folder: Path, *options: str) -> None:
        log = folder / "strace.log"
        trace: list[str | Path] = ["strace", "-f", "-y", "-o", log, "-e", f"trace={','.join(CALLS)}", *options]
        done = subprocess.run(
            [*trace, sys.executable, "-B", "-c", SAVE, folder / "archive"],
            capture_output=True,
            check=False,
            cwd=ROOT,
        )
        self.code = done.returncode
        self.said = done.stdout.decode().split()
        lines = log.read_text("utf-8", "replace").splitlines()
        self.calls = [re.sub(r"\.\d+\.tmp", ".tmp", line.split(maxsplit=1)[1]) for line in lines]


def is_a_step(call: str, folder: Path) -> bool:
    """Whether `call` changes something in the archive: not one that only reads, or finds nothing to take away."""
    changes = "O_CREAT" in call if call.startswith("openat") else "ENOENT" not in call
    return changes and str(folder / "archive") in call


def test_a_kill_at_each_call_of_a_save(tmp_path: Path) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no process be traced")
    folder = tmp_path / "whole"
    archive_with_meeting(folder)
    whole = Traced(folder)
    assert (whole.code, whole.said) == (0, ["een", "twee", "drie"])
    assert [call.split("(")[0] for call in whole.calls if is_a_step(call, folder)] == STEPS
    made: Counter[str] = Counter()
    for call in whole.calls:
        name = call.split("(")[0]
        made[name] += 1
        if is_a_step(call, folder):
            killed_at(call, made[name], folder, tmp_path / f"{name}-{made[name]}")


def killed_at(call: str, number: int, folder: Path, at: Path) -> None:
    """Saves once more, in `at`, killed as it makes the call that was `call` in `folder`; all must be well."""
    name = call.split("(", maxsplit=1)[0]
    archive = archive_with_meeting(at)
    killed = Traced(at, "-e", f"inject={name}:signal=KILL:when={number}")
    assert killed.code == -signal.SIGKILL
    last = next(line for line in reversed(killed.calls) if line.endswith("= ?"))
    assert last.split(")")[0].replace(str(at), str(folder))[:100] == call.split(")", maxsplit=1)[0][:100]
    kept = texts(archive.read(KEY))
    assert kept[: len(killed.said)] == killed.said, call
    assert len(kept) <= len(killed.said) + 1, call
    must_open(archive.path(KEY).parent)
    open_within(1.0, archive, KEY)
    assert texts(archive.read(KEY)) == kept
    assert {file.suffix for file in archive.path(KEY).parent.iterdir()} <= {".json", ".bak"}
