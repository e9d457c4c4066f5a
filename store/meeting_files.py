"""The files of the meetings of an archive: what they are called, which there are, and whether they changed.

meetings/2026/2026-11-19-or.json     the meeting with the key 2026-11-19-or
meetings/2026/2026-11-19-or.journal  what was done in it since, while it is open
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from store.clean import clean
from store.errors import ArchiveDamaged, reason
from store.words import _, _n

KEY = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+")
"""What the key of a meeting looks like."""
_YEAR = re.compile(r"\d{4}")


def path_of(folder: Path, key: str) -> Path:
    """Where the meeting with that key is kept."""
    return folder / "meetings" / key[:4] / f"{key}.json"


def stamps(folder: Path, *, only_names: bool = False) -> dict[str, str]:
    """By key what tells that the file of a meeting, or its journal, is another one; nothing with `only_names`.

    Raises ArchiveDamaged where the system refuses to tell.
    """
    files = _files(folder)
    found: dict[str, str] = {}
    for file in files:
        key, dot, kind = file.name.rpartition(".")
        if dot and kind == "json" and KEY.fullmatch(key):
            found[key] = "" if only_names else _stamp(file)
    for file in () if only_names else files:
        key, dot, kind = file.name.rpartition(".")
        if kind == "journal" and key in found:
            found[key] += f" {_stamp(file)}"
    return found


def without_file(folder: Path) -> list[str]:
    """The keys of the meetings whose file is missing, and the version before it is not."""
    kinds: dict[str, set[str]] = {}
    for file in _files(folder):
        key, _dot, kind = file.name.rpartition(".")
        kinds.setdefault(key, set()).add(kind)
    return sorted(key for key, there in kinds.items() if "bak" in there and "json" not in there and KEY.fullmatch(key))


def copies(path: Path) -> list[str]:
    """Names the other versions of the meeting at `path` that a sync client, or `store.storage`, put beside it."""
    copies = sorted(file.name for file in path.parent.glob(f"{path.stem}?*.json") if not KEY.fullmatch(file.stem))
    if not copies:
        return []
    words = _n(
        "Another version of this meeting is kept beside it: {files}.",
        "Other versions of this meeting are kept beside it: {files}.",
        len(copies),
    )
    return [words.format(files=", ".join(map(clean, copies)))]


def _files(folder: Path) -> list[os.DirEntry[str]]:
    years = [year for year in _listed(folder / "meetings") if _YEAR.fullmatch(year.name)]
    return [file for year in years for file in _listed(Path(year.path))]


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """What is in `folder`; nothing where it is none. Quicker than a glob, and each may be asked for its date."""
    with _telling(folder), contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        return list(found)
    return []


def _stamp(file: os.DirEntry[str]) -> str:
    with _telling(Path(file.path)), contextlib.suppress(FileNotFoundError):
        # Asked of the file itself: on Windows a folder tells an older size and date.
        found = os.stat(file.path)  # noqa: PTH116
        return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}"
    return ""


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What the system refuses becomes one line."""
    try:
        yield
    except OSError as error:
        raise ArchiveDamaged(_("{file} cannot be read: {reason}.").format(file=path, reason=reason(error))) from error
