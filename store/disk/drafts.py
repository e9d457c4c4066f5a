"""The half-typed line, kept for the next time: also after a kill, but for the last tenth of a second.

Whoever writes a meeting has one draft of it. A window that only reads has one beside it, with a lock,
so that no two windows write one file; what it leaves behind goes to the next window that opens the
meeting and has no half-typed line itself.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path

from store.disk.atomic import make_folder, write_private
from store.disk.lock import Lock
from store.errors import CannotKeep, MeetingLocked
from store.language.capture.line import Verb
from store.model import Act
from store.paths import read_plain
from store.text import clean_lines, decode

# A meeting has a draft for what is typed in it, one for its review, and one for its agenda: so their names end.
OF_REVIEW, OF_AGENDA = ".review", ".agenda"
OF_A_MEETING = ("", OF_REVIEW, OF_AGENDA)
# Of so many acts the last ones may be what became of a draft; and of the beginning of a line, within so many seconds.
_LAST = 5
_AT_ONCE = 1.0


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
        return (self.read_both() or ("", ""))[0]

    def read_about(self) -> str:
        """What the kept line is an edit of, as `keep` was told; "" where it is a new line."""
        return (self.read_both() or ("", ""))[1]

    def read_both(self) -> tuple[str, str] | None:
        """`read` and `read_about`; None where they are there and cannot be read now."""
        try:
            text, _newline, about = clean_lines(decode(read_plain(self._path))).partition("\n")
        except FileNotFoundError:
            return "", ""
        except OSError:
            return None
        return _one_line(text), _one_line(about)

    def keep(self, text: str, about: str = "") -> bool:
        """Keeps `text` and `about` where they changed; whether they are kept.

        A disk that refuses is no reason to stop typing.
        """
        if (text, about) == self._kept:
            return True
        with contextlib.suppress(OSError):
            if not text and self._kept is None and self.read_both() in (None, ("", "")):
                # Also where something is there that cannot be read now: it may be another time.
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

    def drop_entered(self, log: Sequence[Act]) -> None:
        """Drops a line that was given Enter after it was kept: killed just then, it is an act and half typed too."""
        # A draft that stays is shown half typed, and can be thrown away.
        with contextlib.suppress(OSError):
            if text := _squeezed(self.read()):
                written = self._path.stat().st_mtime
                if any(_came_of(text, act, act.at.timestamp() - written) for act in log[-_LAST:]):
                    self._path.unlink()

    def close(self) -> None:
        """Closes the draft; its file stays for the next window."""
        if self._lock:
            self._lock.free()


def draft_of_writer(state: Path, name: str) -> Draft:
    """The draft `name` of whoever writes; where it is empty, with what a window that only read left behind."""
    folder = _folder(state)
    draft = Draft(folder / f"{name}.txt")
    if draft.read_both() == ("", ""):
        for number in _left_behind(folder, name):
            with contextlib.suppress(MeetingLocked, CannotKeep), _lock(state, name, number):
                left = Draft(_beside(folder, name, number))
                # One that cannot be read now is left for another time.
                if not (found := left.read_both()) or not found[0]:
                    continue
                if draft.keep(*found):
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
    # Where there is none, `Draft.keep` tells that nothing is kept.
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


def _came_of(text: str, act: Act, later: float) -> bool:
    """Whether `text`, squeezed, was entered with that `act`, so many seconds later.

    The act may say more than the draft, that is a tenth of a second behind; F12 puts a sign before what was typed,
    and the log says of a secret vote the numbers only.
    """
    line = _squeezed(act.line)
    lines = (line, line.removeprefix("!"))
    if later < 0 or text in lines:
        return later >= 0
    is_begun = any(one.startswith(text) for one in lines) or (act.verb == Verb.VOTE and text.startswith("="))
    return is_begun and later <= _AT_ONCE


def _squeezed(text: str) -> str:
    """Without spaces: a text that is split is logged with others."""
    return "".join(text.split())


def _one_line(text: str) -> str:
    return clean_lines(text).replace("\n", " ").replace("\t", " ")
