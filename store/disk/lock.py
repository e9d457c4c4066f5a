"""The lock of whoever writes: one writer a meeting.

The system's own lock on a file (flock, or on Windows LockFile): it is free as soon as its process
is gone. A library for it costs a twentieth of the time to the first picture.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
import time
from pathlib import Path

from store.disk.atomic import make_folder, writing
from store.errors import MeetingLocked
from store.i18n import _

PATIENCE_SECONDS = 5.0
"""How long it is waited for what another window does in a moment: write the register, or a new meeting."""

_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_PAUSE_SECONDS = 0.02

if sys.platform == "win32":
    import msvcrt

    def _taken(file: int) -> bool:
        # It tells apart no reason why it cannot be had.
        with contextlib.suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _taken(file: int) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False


class Lock:
    """The one writer of what `key` names. Free again as soon as its process is gone, however it went.

    Raises MeetingLocked where it is not free within `seconds`, CannotKeep where the disk has no place for it.
    """

    def __init__(self, folder: Path, name: str, key: str, seconds: float) -> None:
        path = folder / f"{name}.lock"
        self._holder = folder / f"{name}.json"
        with writing(path):
            make_folder(folder)
            # A link in its place is not followed. The file stays when the lock is free: who waits has it open.
            self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        end = time.monotonic() + seconds
        while not self._is_taken(path):
            if time.monotonic() >= end:
                self.free()
                raise MeetingLocked(
                    _("{meeting} is open in another window ({holder}); close it there first.").format(
                        meeting=key, holder=self._who()
                    )
                )
            time.sleep(_PAUSE_SECONDS)
        # The lock holds also where the disk has no room for this courtesy.
        with contextlib.suppress(OSError):
            self._holder.touch(mode=0o600)
            self._holder.write_text(json.dumps({"process": os.getpid(), "machine": platform.node()}), "utf-8")

    def free(self) -> None:
        """Gives the lock back; nothing happens where that was done already."""
        if self._file is not None:
            # Closing it gives the lock back.
            os.close(self._file)
            self._file = None

    def _is_taken(self, path: Path) -> bool:
        assert self._file is not None
        try:
            with writing(path):
                return _taken(self._file)
        except BaseException:
            self.free()
            raise

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
    # A path need be no text; where it is, this is its UTF-8.
    return hashlib.sha256(os.fsencode(f"{folder.resolve()}\0{key}")).hexdigest()[:24]
