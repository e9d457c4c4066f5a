"""Registering a piece with a large file: killed at each call, on a full disk, and while the file changes.

The file and its row are both there, whole, or neither is; and no half file has a number.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.disk import post_files
from store.errors import CannotDo
from tests.conftest import COMMAND
from tests.helpers.desk import BODY, archive_with_desk
from tests.helpers.faults import ERRORS, KILLED, Faults, fill, small_disk

pytestmark = pytest.mark.faults

SIZE = 20 * 1024 * 1024


class Run:
    """`notulist post add` with a file of 20 MB, in a copy of a home, while the system has such faults."""

    def __init__(self, home: Path, folder: Path, source: Path, **faults: object) -> None:
        shutil.copytree(home, folder)
        self.archive = Archive(folder / "archive", folder / "home" / "notulist")
        injected = Faults(self.archive.folder, folder)
        done = subprocess.run(
            [COMMAND, "post", "add", "or", "arbo: Verzuim", source],
            capture_output=True,
            check=False,
            env={
                **os.environ,
                "NOTULIST_ARCHIVE": str(self.archive.folder),
                "XDG_STATE_HOME": str(folder / "home"),
                "XDG_CACHE_HOME": str(folder / "cache"),
                **injected.variables(**faults),
            },
        )
        self.code, self.error, self.said = done.returncode, done.stderr.decode(), done.stdout.decode()
        self.calls = injected.calls()

    def is_there(self, source: Path) -> bool:
        """Opens the desk again; whether the piece is there with its file, or else that neither is."""
        desk = self.archive.open_desk(BODY)
        pieces = list(desk.desk.pieces.values())
        desk.close()
        files = [path for path in (self.archive.folder / "post").rglob("*") if path.is_file()]
        assert not (self.archive.folder / "desk/or.adding").exists()
        if not pieces:
            assert files == []
            return False
        (piece,) = pieces
        assert files == [self.archive.folder / piece.files[0].path]
        assert hashlib.sha256(files[0].read_bytes()).hexdigest() == piece.files[0].sha256
        assert files[0].read_bytes() == source.read_bytes()
        return True


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "verzuim.pdf"
    path.write_bytes(os.urandom(SIZE))
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    archive_with_desk(tmp_path / "whole")
    return tmp_path / "whole"


def test_killed_at_each_call_the_file_and_its_row_are_both_there_or_neither(
    home: Path, tmp_path: Path, source: Path
) -> None:
    whole = Run(home, tmp_path / "run", source)
    assert (whole.code, whole.error) == (0, "")
    assert whole.is_there(source)
    writes = [at for at, call in enumerate(whole.calls, 1) if call.name == "write" and "verzuim" in str(call)]
    # Of the many writes of the file itself the first, one in the middle and the last.
    skipped = set(writes[1:-1]) - {writes[len(writes) // 2]}
    found = set()
    for at in range(1, len(whole.calls) + 1):
        if at in skipped:
            continue
        run = Run(home, tmp_path / str(at), source, FAULT_FROM=at, FAULT_ERROR=KILLED)
        assert run.code == -signal.SIGKILL, at
        there = run.is_there(source)
        # What was told to be registered is there.
        assert there or "I-2026-001" not in run.said
        found.add(there)
        shutil.rmtree(tmp_path / str(at))
    assert found == {True, False}


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_whatever_call_is_refused_for_good_nothing_half_is_left(
    home: Path, tmp_path: Path, source: Path, error: str
) -> None:
    calls = len(Run(home, tmp_path / "run", source).calls)
    for at in (1, 3, 5, calls // 2, calls - 6, calls - 3):
        run = Run(home, tmp_path / str(at), source, FAULT_FROM=at, FAULT_TO=10**6, FAULT_ERROR=ERRORS[error])
        there = run.is_there(source)
        assert there or run.code, (at, run.said, run.error)
        shutil.rmtree(tmp_path / str(at))


def test_a_disk_that_is_full_keeps_nothing_and_says_so(tmp_path: Path, source: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        archive = archive_with_desk(disk)
        fill(disk)
        done = subprocess.run(
            [COMMAND, "post", "add", "or", "arbo: Verzuim", source],
            capture_output=True,
            check=False,
            env={
                **os.environ,
                "NOTULIST_ARCHIVE": str(archive.folder),
                "XDG_STATE_HOME": str(tmp_path / "home"),
                "XDG_CACHE_HOME": str(tmp_path / "cache"),
            },
        )
        assert done.returncode == 3
        assert len(done.stderr.splitlines()) == 1
        assert archive.read_desk("or").pieces == {}
        assert not [path for path in (archive.folder / "post").rglob("*") if path.is_file()]


def test_a_file_that_changes_while_it_is_copied_is_copied_again_or_refused(
    home: Path, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(home / "archive", home / "state")
    desk = archive.open_desk(BODY)
    copied = 0
    real = post_files._copy

    def changing(path: Path, target: Path, told: post_files.Told) -> tuple[str, int]:
        nonlocal copied
        copied += 1
        made = real(path, target, told)
        if copied < changes:
            with path.open("r+b") as file:
                file.write(os.urandom(16))
        return made

    monkeypatch.setattr(post_files, "_copy", changing)
    changes = 2
    (kept,) = desk.files.copy([source], "I-2027-001", 2027)
    assert copied == changes
    assert kept.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (archive.folder / kept.path).read_bytes() == source.read_bytes()
    copied, changes = 0, 100
    with pytest.raises(CannotDo):
        desk.files.copy([source], "I-2027-002", 2027)
    assert not (archive.folder / "post/or/2027/I-2027-002").exists()
    desk.close()


def test_two_windows_never_give_a_number_twice(home: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "NOTULIST_ARCHIVE": str(home / "archive"), "XDG_STATE_HOME": str(tmp_path / "home")}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    codes: list[int] = []

    def add(at: int) -> None:
        line = [str(COMMAND), "post", "add", "or", f"arbo: Brief {at}"]
        codes.append(subprocess.run(line, capture_output=True, check=False, env=environment).returncode)

    threads = [threading.Thread(target=add, args=(at,)) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pieces = Archive(home / "archive", tmp_path / "home" / "notulist").read_desk("or").pieces.values()
    assert set(codes) <= {0, 3}
    assert len(pieces) == codes.count(0) >= 1
    assert len({piece.number for piece in pieces}) == len(pieces)
