"""What is half written: noted while it is, so that the next start takes away what a kill left.

A file, a backup or a handover is made beside its place, wherever that is. The notes are of this machine, since a
number of a process means nothing on another one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from store.paths import state_folder

_OURS = re.compile(r"\.[^/]*\.(\d+)\.tmp")


@contextlib.contextmanager
def noted(*temporary: Path) -> Iterator[None]:
    """In its block stand these, files or folders of this process, among what is half written.

    A disk that keeps no note costs nothing else.
    """
    there = b"\0".join(os.fsencode(path.absolute()) for path in temporary)
    note = _folder() / f"{os.getpid()}-{hashlib.sha256(there).hexdigest()[:16]}"
    with contextlib.suppress(OSError):
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.unlink(missing_ok=True)
        descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(there)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink()


def take_away() -> None:
    """Takes away what processes that live no more left half written, and the notes of it."""
    with contextlib.suppress(OSError):
        for note in list(_folder().iterdir()):
            with contextlib.suppress(OSError, ValueError):
                _take_away(note)


def _take_away(note: Path) -> None:
    process = int(note.name.partition("-")[0])
    if lives(process):
        return
    for name in note.read_bytes().split(b"\0"):
        left = Path(os.fsdecode(name))
        match = _OURS.fullmatch(left.name)
        # Nothing else, whatever a note says.
        if match and int(match[1]) == process:
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
    note.unlink()


def lives(process: int) -> bool:
    """Whether a process of that number runs. On Windows nobody is asked: what is in use cannot be taken away there."""
    if os.name == "nt" or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _folder() -> Path:
    return state_folder() / "unfinished"
