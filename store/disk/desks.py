"""The desks of an archive as files. Whoever is above this room asks for desks, and knows no files.

desk/or.json     the desk of the body with the key `or`: parties, pieces, lists, requests, log
desk/or.journal  what was done at it since, while it is open
"""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path

from store.dates import short_date
from store.desk.desk import Desk
from store.disk.atomic import make_folder, reading, writing
from store.disk.last_seen import LastSeen
from store.disk.lock import Lock, local_name
from store.disk.open_file import OpenFile, read_file
from store.disk.post_files import PostFiles
from store.disk.recovery import Form
from store.i18n import _, _n, spoken
from store.model import Act
from store.record.ledger import Tables
from store.text import clean

FOLDER = "desk"
"""The folder of the desks in the archive."""
DESK = "desk-"
"""What begins what this machine calls a desk, in its locks and in what it saw last."""
_KEY = re.compile(r"[a-z0-9-]+")


def form_of(body: str) -> Form[Desk]:
    """How the desk of that body is read: where nothing was kept yet it is an empty one."""

    def read(tables: Tables) -> Desk:
        return Desk.read(tables) if tables else Desk.new(body)

    return Form(read, _reaches)


class OpenDeskFile(OpenFile[Desk]):
    """The file of one desk, locked and open for writing; `kept` is the desk. The file is made by its first act."""

    def __init__(self, path: Path, lock: Lock, seen: LastSeen, files: PostFiles) -> None:
        super().__init__(path, lock, form_of(path.stem), seen, name_of(path.stem))
        self.files = files
        self._is_new = self._storage.read() is None
        with writing(path):
            files.put_in_order(lambda file: tells_of(self.kept, file))

    def copies(self) -> list[str]:
        """Names the other versions of the desk that stand beside it."""
        found = self.path.parent.glob(f"{self.path.stem}[!a-z0-9-]*.json")
        names = sorted(clean(path.name) for path in found)
        words = _n(
            "Another version of this desk is kept beside it: {files}.",
            "Other versions of this desk are kept beside it: {files}.",
            len(names),
        )
        return [words.format(files=", ".join(names))] if names else []

    def commit(self, act: Act) -> None:
        """Returns when `act` is on the disk itself. Raises CannotKeep where the disk refuses."""
        if self._is_new:
            with writing(self.path):
                make_folder(self.path.parent)
                self._storage.write(Desk.new(self.path.stem).tables())
            self._is_new = False
        super().commit(act)


class DeskStore:
    """The desks that are kept in `folder`; the locks of this machine are in `state`."""

    def __init__(self, folder: Path, state: Path) -> None:
        self._folder = folder
        self._state = state
        self.seen = LastSeen(folder, state)

    def keys(self) -> list[str]:
        """The keys of the bodies that have a desk, also where only a version before it is left, sorted.

        Raises ArchiveDamaged where their folder cannot be read.
        """
        folder = self._folder / FOLDER
        with reading(folder):
            if not folder.is_dir():
                return []
            found = {path.stem for path in folder.iterdir() if path.suffix in (".json", ".bak", ".journal")}
        return sorted(key for key in found if _KEY.fullmatch(key))

    def copies(self) -> list[str]:
        """The names of other versions of desks that stand beside them, sorted: what sync programs made."""
        folder = self._folder / FOLDER
        with reading(folder):
            found = [path for path in folder.iterdir() if path.suffix == ".json"] if folder.is_dir() else []
        return sorted(clean(path.name) for path in found if not _KEY.fullmatch(path.stem))

    def path(self, body: str) -> Path:
        """Where the desk of that body is kept."""
        return self._folder / FOLDER / f"{body}.json"

    def files(self, body: str) -> PostFiles:
        """The files of the pieces of that body."""
        return PostFiles(self._folder, body)

    def read(self, body: str) -> Desk:
        """The desk of that body as it is on disk now, an empty one where there is none; without a lock.

        Raises ArchiveDamaged where its file cannot be read.
        """
        return read_file(self.path(body), form_of(body))

    def open(self, body: str) -> OpenDeskFile:
        """Opens the desk of that body for writing; its file is made by its first act.

        Raises MeetingLocked where somebody else has it open, and CannotKeep or ArchiveDamaged where the disk refuses.
        """
        lock = self.lock(body)
        try:
            return OpenDeskFile(self.path(body), lock, self.seen, self.files(body))
        except BaseException:
            lock.free()
            raise

    def lock(self, body: str, seconds: float = 0.0) -> Lock:
        """The lock of whoever writes the desk of that body. Raises as `MeetingStore.lock` does."""
        shown = _("The desk of {body}").format(body=body)
        return Lock(self._state / "locks", local_name(self._folder, name_of(body)), shown, seconds)


def name_of(body: str) -> str:
    """What this machine calls the desk of that body, in its locks and in what it saw last."""
    return f"{DESK}{body}"


def tells_of(desk: Desk, path: str) -> bool:
    """Whether a row of `desk`, or an act in its log that can be brought back, tells of the file at `path`."""
    if any(file.path == path for piece in desk.pieces.values() for file in piece.files):
        return True
    rows = (row for act in desk.log for change in act.changes for row in (change.before, change.after) if row)
    return any(_has_path(row.get("files"), path) for row in rows)


def _has_path(files: object, path: str) -> bool:
    return isinstance(files, list) and any(isinstance(file, dict) and file.get("path") == path for file in files)


def _reaches(desk: Desk) -> str:
    """Up to when `desk` tells what happened, in UTC: a desk has no place of its own."""
    if not desk.log:
        return _("nothing yet")
    at = desk.log[-1].at.astimezone(UTC)
    return f"{short_date(at.date(), spoken())} {at:%H:%M} UTC"
