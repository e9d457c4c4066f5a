"""What this machine saw last of an archive: of each file its last act, to notice where one is gone or went back.

It stands in the state folder and is never the truth: it is made anew by each closing of a meeting and each change of
the register, and whoever takes it away loses nothing but the notice. It holds no word of the minutes.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from store.disk.atomic import make_folder, write_private
from store.disk.lock import local_name
from store.paths import read_plain

REGISTER = "register"
"""The name of the register among those of the meetings, which are their keys."""


class Seen(msgspec.Struct, frozen=True):
    """The number of the last act in a file, and a digest of it; of the register how often it was written."""

    last: int
    digest: str = ""


_SEEN = msgspec.json.Decoder(Seen)


class LastSeen:
    """What was seen last of the archive in `folder`; kept in `state`."""

    def __init__(self, folder: Path, state: Path) -> None:
        self._folder = state / "seen" / local_name(folder, "")

    def names(self) -> list[str]:
        """The names of all that was seen, sorted; none where the disk does not tell."""
        with contextlib.suppress(OSError):
            return sorted(path.name for path in self._folder.iterdir() if not path.name.startswith("."))
        return []

    def of(self, name: str) -> Seen | None:
        """What was seen last of the file called so; None where nothing was, or nobody can tell."""
        try:
            return _SEEN.decode(read_plain(self._folder / name))
        except (OSError, ValueError, RecursionError):
            return None

    def note(self, name: str, seen: Seen) -> None:
        """Keeps what was seen of the file called so. A disk that refuses costs a notice, and nothing else."""
        if self.of(name) == seen:
            return
        with contextlib.suppress(OSError):
            make_folder(self._folder)
            write_private(self._folder / name, msgspec.json.encode(seen))

    def forget(self, name: str) -> None:
        """From now on nothing is known of the file called so."""
        with contextlib.suppress(OSError):
            (self._folder / name).unlink()
