"""What stands in an archive that no backup can hold: links to other places, and names that differ in capitals only."""

from __future__ import annotations

import os
from pathlib import Path

from store.errors import NotulistError
from store.i18n import _
from store.text import clean


def must_be_whole(archive: Path) -> None:
    """Raises NotulistError where something stands in the archive that no backup can hold: a link, a name twice."""
    folder, names = archive.resolve(), dict[str, Path]()
    for root, folders, files in os.walk(archive):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(root) / name for name in (*folders, *files) if not name.startswith(".")):
            here = path.relative_to(archive)
            inside = path.is_file() and path.resolve().is_relative_to(folder)
            if path.is_symlink() and not inside:
                words = _("{file} is a link to another place; put there what it leads to. No backup was made.")
                raise NotulistError(words.format(file=_shown(here)))
            other = names.setdefault(here.as_posix().casefold(), here)
            if other != here:
                words = _("{file} and {other} differ only in capitals; rename one of them. No backup was made.")
                raise NotulistError(words.format(file=_shown(here), other=_shown(other)))


def _shown(path: Path) -> str:
    """`path` as it can be shown, whatever is in it."""
    return clean(path.as_posix().encode(errors="replace").decode())
