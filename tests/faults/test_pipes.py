"""A pipe or a device in the place of a file keeps nobody waiting, and a signal leaves no temporary file."""

from __future__ import annotations

import os
import signal
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.errors import NotulistError
from store.paths import read_plain
from store.settings import Settings, read_settings
from tests.conftest import COMMAND, run

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
COMMANDS = (("doctor",), ("show", KEY), ("actions",), ("bodies",), ("backup", "b.zip"), ("export", KEY, "-o", "-"))


def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "plain").write_bytes(b"x" * 10)
    assert read_plain(tmp_path / "plain") == b"x" * 10
    assert read_plain(tmp_path / "plain", 3) == b"xxx"
    for bad in (tmp_path / "pipe", Path("/dev/zero"), tmp_path, tmp_path / "none"):
        with pytest.raises(OSError):
            read_plain(bad)
    with pytest.raises(NotulistError, match="it is no plain file"):
        read_settings(tmp_path / "pipe")
    assert read_settings(tmp_path / "none") == Settings()


@pytest.mark.faults
@pytest.mark.parametrize("name", ["meetings/2026/2026-11-19-or.bak", "meetings/2026/2026-11-19-or.journal", "logo.png"])
def test_a_pipe_keeps_nobody_waiting(name: str, archive_folder: Path, tmp_path: Path) -> None:
    assert run("agenda", "import", AGENDA).returncode == 0
    path = archive_folder / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    if name == "logo.png":
        register = archive_folder / "register.json"
        with_logo = register.read_text("utf-8").replace('"key"', '"house":{"logo":"logo.png"},"key"', 1)
        register.write_text(with_logo, "utf-8")
    for command in COMMANDS:
        done = subprocess.run([COMMAND, *command], capture_output=True, check=False, timeout=20, cwd=tmp_path)
        assert b"Something went wrong" not in done.stderr, command
    assert Archive(archive_folder).keys() == [KEY]


@pytest.mark.faults
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_leaves_no_temporary_file(number: signal.Signals, archive_folder: Path, tmp_path: Path) -> None:
    assert run("agenda", "import", AGENDA).returncode == 0
    (archive_folder / "large").write_bytes(os.urandom(40_000_000))
    target = tmp_path / "to"
    target.mkdir()
    with subprocess.Popen([COMMAND, "backup", str(target / "b.zip")], stderr=subprocess.PIPE) as process:
        while not any(target.iterdir()):
            assert process.poll() is None
        process.send_signal(number)
        assert process.wait(60) == (1 if number == signal.SIGINT else -number)
    assert list(target.iterdir()) == []
