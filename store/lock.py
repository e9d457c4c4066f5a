"""The lock of whoever writes: one writer a meeting."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import MeetingLocked
from store.files import make_folder
from store.words import _


class Lock:
    """The one writer of what `key` names. Free again as soon as its process is gone, however it went.

    Raises MeetingLocked where it is not free within `seconds`.
    """

    def __init__(self, folder: Path, name: str, key: str, seconds: float) -> None:
        make_folder(folder)
        # Whichever thread opened the meeting, any may close it.
        self._lock = FileLock(folder / f"{name}.lock", timeout=seconds, mode=0o600, thread_local=False)
        self._holder = folder / f"{name}.json"
        try:
            self._lock.acquire()
        except Timeout as error:
            raise MeetingLocked(
                _("{meeting} is open in another window ({holder}); close it there first.").format(
                    meeting=key, holder=self._who()
                )
            ) from error
        # The lock holds also where the disk has no room for this courtesy.
        with contextlib.suppress(OSError):
            self._holder.touch(mode=0o600)
            self._holder.write_text(json.dumps({"process": os.getpid(), "machine": platform.node()}), "utf-8")

    def free(self) -> None:
        """Gives the lock back; nothing happens where that was done already."""
        self._lock.release()

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text("utf-8"))
            return _("process {process} on {machine}").format(**holder)
        except (OSError, ValueError, KeyError, TypeError):
            return "?"

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.free()


def local_name(folder: Path, key: str) -> str:
    """What belongs to `key` of the archive in `folder` is called so on this machine."""
    return hashlib.sha256(f"{folder.resolve()}\0{key}".encode()).hexdigest()[:24]
