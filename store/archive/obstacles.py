"""What stands in an archive that no backup can hold: links that lead out of it, pipes and devices, a name twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from store.i18n import _
from store.text import clean


def obstacles(archive: Path) -> Iterator[tuple[str, str]]:
    """Each of them: the file, as it can be shown, and what is to be done about it, in a sentence."""
    folder, names = archive.resolve(), dict[str, Path]()
    for root, folders, files in os.walk(archive):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(root) / name for name in (*folders, *sorted(files)) if not name.startswith(".")):
            here = path.relative_to(archive)
            inside = path.is_file() and path.resolve().is_relative_to(folder)
            if path.is_symlink() and not inside:
                words = _("{file} is a link to another place; put there what it leads to.")
                yield _shown(here), words.format(file=_shown(here))
            elif not path.is_file() and not path.is_dir():
                words = _("{file} is a pipe or a device, and no file; take it away.")
                yield _shown(here), words.format(file=_shown(here))
            other = names.setdefault(here.as_posix().casefold(), here)
            if other != here:
                words = _("{file} and {other} differ only in capitals; rename one of them.")
                yield _shown(here), words.format(file=_shown(here), other=_shown(other))


def _shown(path: Path) -> str:
    """`path` as it can be shown, whatever is in it."""
    return clean(path.as_posix().encode(errors="replace").decode())
