"""Real faults: a system that refuses, waits or tells another time, and a disk that is full."""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest

_SOURCE = Path(__file__).with_name("faults.c")
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "EINTR": errno.EINTR}
"""What the disk says when it refuses a call, and what every call may say when a signal comes between."""
KILLED = 0
"""In the place of an error: the process kills itself in the call."""


class Call(NamedTuple):
    """A call on a file: its number among all of the run, its name, the file."""

    number: int
    name: str
    path: Path


class Faults:
    """The variables with which a program that is begun meets faults in what it does with files in `folder`."""

    def __init__(self, folder: Path, aside: Path) -> None:
        self._log = aside / "calls.log"
        self._refusing = aside / "refusing"
        self._clock = aside / "clock"
        self._folder = folder

    def variables(self, **more: object) -> dict[str, str]:
        """For a program whose calls are told in `calls`, and that has the further settings of `faults.c`."""
        settings = {
            "LD_PRELOAD": library(),
            "FAULT_FOLDER": self._folder,
            "FAULT_LOG": self._log,
            "FAULT_WHILE": self._refusing,
            "FAULT_CLOCK": self._clock,
            **more,
        }
        return {name: str(value) for name, value in settings.items()}

    def refuse(self) -> None:
        """From now on every call that would change something is refused."""
        self._refusing.touch()

    def obey(self) -> None:
        """The disk works again."""
        self._refusing.unlink()

    def set_clock(self, ahead: int, slept: int = 0) -> None:
        """From now on the clock on the wall is so many seconds ahead, and the machine was asleep for so many."""
        new = self._clock.with_suffix(".new")
        new.write_text(f"{ahead} {slept}\n")
        new.replace(self._clock)

    def calls(self) -> list[Call]:
        """What was called until now."""
        lines = self._log.read_text("utf-8").splitlines() if self._log.exists() else []
        parts = (line.split(" ", 2) for line in lines)
        return [Call(int(number), name, Path(path)) for number, name, path in parts]


@cache
def library() -> Path:
    """The library of `faults.c`, compiled; skips the test where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if os.uname().sysname != "Linux" or compiler is None:
        pytest.skip("to inject faults into the system's calls takes Linux and a C compiler")
    folder = mkdtemp(prefix="faults-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    compiled = Path(folder) / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", compiled, _SOURCE, "-ldl"], check=True)
    return compiled


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own at `folder`, of that size (`256k`); skips the test where nobody may mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> Path:
    """Leaves no byte free on the disk of `folder`; the file to take away to have room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return filler
