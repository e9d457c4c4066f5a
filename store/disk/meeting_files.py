"""The files of the meetings of an archive: what they are called, which there are, and whether they changed.

meetings/2026/2026-11-19-or.json     the meeting with the key 2026-11-19-or
meetings/2026/2026-11-19-or.journal  what was done in it since, while it is open
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from store.disk.atomic import reading
from store.i18n import _n
from store.text import clean

KEY = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+")
"""What the key of a meeting looks like."""
_YEAR = re.compile(r"\d{4}")


def path_of(folder: Path, key: str) -> Path:
    """Where the meeting with that key is kept."""
    return folder / "meetings" / key[:4] / f"{key}.json"


class MeetingFiles:
    """Which files there are of the meetings in `folder`, looked at once.

    Raises ArchiveDamaged where the system refuses to tell; so does `stamps`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kinds: dict[str, dict[str, str]] = {}
        with reading(folder):
            for year in _listed(folder / "meetings"):
                for file in _listed(Path(year.path)) if _YEAR.fullmatch(year.name) else ():
                    key, _dot, kind = file.name.rpartition(".")
                    self._kinds.setdefault(key, {})[kind] = file.path

    def keys(self) -> list[str]:
        """The keys of all meetings, oldest first."""
        return sorted(key for key, files in self._kinds.items() if "json" in files and KEY.fullmatch(key))

    def stamps(self) -> dict[str, str]:
        """By key what tells that the file of a meeting, or its journal, is another one than before."""
        with reading(self._folder):
            return {key: _stamp(self._kinds[key]) for key in self.keys()}

    def journals(self) -> set[str]:
        """The keys of what has a journal: it is open, or was not left properly."""
        return {key for key, files in self._kinds.items() if "journal" in files}

    def missing(self) -> list[str]:
        """The keys of the meetings whose file is missing, and the version before it is not."""
        left = (key for key, files in self._kinds.items() if "bak" in files and "json" not in files)
        return sorted(key for key in left if KEY.fullmatch(key))


def copies(path: Path) -> list[str]:
    """Names the other versions of the meeting at `path` that a sync client, or `store.disk.storage`, put beside it."""
    copies = sorted(file.name for file in path.parent.glob(f"{path.stem}?*.json") if not KEY.fullmatch(file.stem))
    if not copies:
        return []
    words = _n(
        "Another version of this meeting is kept beside it: {files}.",
        "Other versions of this meeting are kept beside it: {files}.",
        len(copies),
    )
    return [words.format(files=", ".join(map(clean, copies)))]


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """What is in `folder`; nothing where it is none. Quicker than a glob."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        return list(found)
    return []


def _stamp(files: dict[str, str]) -> str:
    stamps = []
    for path in filter(None, (files["json"], files.get("journal"))):
        try:
            found = os.stat(path)  # noqa: PTH116 - of thousands
        except FileNotFoundError:
            continue
        stamps.append(f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}")
    return " ".join(stamps)
