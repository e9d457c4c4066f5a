"""The versions of a file of the archive: which holds more than another, and where one is kept beside it.

A meeting's versions are told apart by its log: one holds all of another where it has all its acts. The register has no
log; each of its writes counts one on (`CHANGE`), so that an older version is known.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from store.disk.atomic import write_whole
from store.paths import read_plain

CHANGE = "change"
"""Of the row that tells the schema: how often the file was written, where it has no log."""


class _About(msgspec.Struct):
    change: int = 0


class Version(msgspec.Struct):
    """A file as far as it tells which version it is: the acts of its log by number, and how often it was written."""

    schema: dict[int, _About] = {}
    log: dict[int, msgspec.Raw] = {}

    @property
    def last(self) -> int:
        """The number of its last act; of a file without a log, how often it was written."""
        about = self.schema.get(1)
        return max(self.log) if self.log else about.change if about else 0

    def holds(self, other: Version) -> bool:
        """Whether all that was done in `other` is in this version too."""
        if not self.log and not other.log:
            return self.last >= other.last
        return all(number in self.log and _same(act, self.log[number]) for number, act in other.log.items())


_VERSION = msgspec.json.Decoder(Version)


def _same(one: msgspec.Raw, other: msgspec.Raw) -> bool:
    # Written by one program they are the same to the byte.
    return bytes(one) == bytes(other) or msgspec.json.decode(one) == msgspec.json.decode(other)


def version_in(content: bytes) -> Version | None:
    """Which version `content` is; None where that cannot be read."""
    try:
        return _VERSION.decode(content)
    except (ValueError, RecursionError):
        return None


def version_at(path: Path) -> Version | None:
    """Which version the file at `path` is; None where it is not there, or cannot be read."""
    try:
        return version_in(read_plain(path)) if path.is_file() else None
    except OSError:
        return None


def newer_beside(path: Path) -> Path | None:
    """The version beside the file at `path` that holds all of it and most more; None where none does.

    Where the file itself is not there or cannot be read, none is known to be newer.
    """
    own = version_at(path)
    if own is None:
        return None
    found: tuple[int, Path] | None = None
    for beside in _beside(path):
        other = version_at(beside)
        if other and other.last > (found[0] if found else own.last) and other.holds(own):
            found = other.last, beside
    return found[1] if found else None


def keep_aside(path: Path, content: bytes) -> Path:
    """Keeps `content`, a version of the file at `path`, beside it, once; where it is kept. Raises OSError."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.before-{number}")).exists():
        if read_plain(aside) == content:
            return aside
        number += 1
    write_whole(aside, content)
    return aside


def save_backup(path: Path, content: bytes) -> Path | None:
    """Keeps the `.bak` of the file at `path` aside where it holds what `content`, to be written there, does not.

    Where it was kept; None where nothing has to be. Raises OSError.
    """
    backup = path.with_suffix(".bak")
    if not backup.is_file():
        return None
    before = read_plain(backup)
    old, new = version_in(before), version_in(content)
    if not before or (old and new and new.holds(old)):
        return None
    return keep_aside(path, before)


def put_newer_back(path: Path) -> tuple[Path, Path] | None:
    """Puts the newest version beside the file at `path` in its place, where it holds all of it and more.

    The file is kept aside first, and its journal stays. The version that was put back, and where the older one is
    kept; None where nothing was done. Raises OSError.
    """
    newer = newer_beside(path)
    if newer is None:
        return None
    aside = keep_aside(path, read_plain(path))
    write_whole(path, read_plain(newer))
    return newer, aside


def _beside(path: Path) -> list[Path]:
    """The other versions of the file at `path` that are there, the one before it first."""
    kept = [*path.parent.glob(f"{path.stem}.before-*"), *path.parent.glob(f"{path.stem}.conflict-*.json")]
    return [path.with_suffix(".bak"), *sorted(kept)]
