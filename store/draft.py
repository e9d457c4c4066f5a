"""The half-typed line, kept for the next time: also after a kill, but for the last tenth of a second.

Whoever writes a meeting has one draft of it. A window that only reads has one beside it, with a lock,
so that no two windows write one file; what it leaves behind goes to the next window that opens the
meeting and has no half-typed line itself.
"""

from __future__ import annotations

import contextlib
import os
from itertools import chain, count
from pathlib import Path

from store.clean import clean_lines, decode
from store.errors import CannotKeep, MeetingLocked
from store.files import make_folder, write_private
from store.lock import Lock


class Draft:
    """What stands in the capture line of a meeting, and what it is an edit of: two lines of a file of this machine.

    With a `lock` no other window uses it, until `close`.
    """

    def __init__(self, path: Path, lock: Lock | None = None) -> None:
        self._path = path
        self._lock = lock
        self._kept: tuple[str, str] | None = None

    def read(self) -> str:
        """The line that was left, with its spaces; nothing where there was none, or where it cannot be read."""
        return self._read()[0]

    def read_about(self) -> str:
        """What that is an edit of, as it was given to `keep`; nothing where it is a new line."""
        return self._read()[1]

    def keep(self, text: str, about: str = "") -> bool:
        """Keeps `text` and `about` where they changed; whether they are kept.

        A disk that refuses is no reason to stop typing.
        """
        if (text, about) == self._kept:
            return True
        with contextlib.suppress(OSError):
            if not text and self._kept is None and not self._path.exists():
                return True
            if text:
                # Not synced: a killed program loses nothing by that, and a slow disk would be felt in the keys.
                lines = [_one_line(text), *([_one_line(about)] if about else [])]
                write_private(self._path, "\n".join(lines).encode())
            else:
                self._path.unlink(missing_ok=True)
            self._kept = text, about
            return True
        return False

    def close(self) -> None:
        """Leaves what is kept to the next window."""
        if self._lock:
            self._lock.free()

    def _read(self) -> tuple[str, str]:
        try:
            text, _newline, about = clean_lines(decode(self._path.read_bytes())).partition("\n")
        except OSError:
            return "", ""
        return _one_line(text), _one_line(about)


def draft_of_writer(state: Path, name: str) -> Draft:
    """The draft `name` of whoever writes; where it is empty, with what a window that only read left behind."""
    folder = _folder(state)
    draft = Draft(folder / f"{name}.txt")
    if not draft.read():
        for number in _left_behind(folder, name):
            with contextlib.suppress(MeetingLocked, CannotKeep), _lock(state, name, number):
                left = Draft(_beside(folder, name, number))
                if draft.keep(left.read(), left.read_about()):
                    left.keep("")
                return draft
    return draft


def draft_of_reader(state: Path, name: str) -> Draft:
    """A draft beside that one for a window that only reads, which it has alone: one that was left behind, or new."""
    folder = _folder(state)
    with contextlib.suppress(CannotKeep):
        for number in chain(_left_behind(folder, name), count(1)):
            with contextlib.suppress(MeetingLocked):
                return Draft(_beside(folder, name, number), _lock(state, name, number))
    # Where nothing can be locked, the number of the process is nobody else's.
    return Draft(_beside(folder, name, os.getpid()))


def _folder(state: Path) -> Path:
    folder = state / "drafts"
    with contextlib.suppress(OSError):
        make_folder(folder)
    return folder


def _beside(folder: Path, name: str, number: int) -> Path:
    return folder / f"{name}.{number}.txt"


def _left_behind(folder: Path, name: str) -> list[int]:
    """The numbers of the drafts beside the draft `name` in which something stands."""
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found += folder.glob(f"{name}.*.txt")
    numbers = (file.name.removeprefix(f"{name}.").removesuffix(".txt") for file in found)
    return sorted(int(number) for number in numbers if number.isdecimal())


def _lock(state: Path, name: str, number: int) -> Lock:
    return Lock(state / "locks", f"{name}.{number}", name, 0)


def _one_line(text: str) -> str:
    return clean_lines(text).replace("\n", " ").replace("\t", " ")
