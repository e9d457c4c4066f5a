"""A file of the archive that is open for writing: what is done in it is kept, in one call."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any

from store.disk.open_file import OpenFile
from store.disk.writer import Writer
from store.errors import CannotKeep, reason
from store.i18n import _, _n
from store.model import Act

CLOSING_SECONDS = 10.0
"""How long leaving a file waits for its last act, where the disk is slow or refuses."""


class OpenLedger:
    """What is open for writing in `file`. Each act is done in memory and handed to the writer by one call.

    `writer` tells what is on disk.
    """

    def __init__(self, file: OpenFile[Any]) -> None:
        self._file = file
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._closed = False
        self.writer = Writer(file, self._on_disk, self._at_fault)

    @property
    def found(self) -> list[str]:
        """What was out of order in its file, and where it was put, a line each."""
        return self._file.found

    def told(self) -> list[str]:
        """What went wrong, or follows elsewhere, since the last time this was asked, a line each."""
        return [self._news.get() for _line in range(self._news.qsize())]

    def perform(self, change: Callable[[], Act | None]) -> Act | None:
        """Keeps the act that `change` makes of what is open, and gives it; None where it makes none.

        Returns at once, `writer.wait()` when it is on disk. Raises what `change` raises, with nothing kept.
        """
        act = change()
        if act:
            self.writer.keep(act)
        return act

    def close(self, seconds: float | None = None) -> None:
        """Waits for the last act, folds the journal and frees the lock; nothing happens where that was done already.

        Raises CannotKeep where acts could not be brought to disk within `seconds` (None: however long it takes).
        """
        if self._closed:
            return
        self._closed = True
        if self.writer.close(seconds):
            self._file.close()
            return
        self._file.leave()
        number = self.writer.waiting
        words = _n(
            "The last act could not be brought to disk: {reason}.",
            "The last {number} acts could not be brought to disk: {reason}.",
            number,
        )
        raise CannotKeep(words.format(number=number, reason=_reason(self.writer.trouble)))

    # These two are called in the thread of the writer.

    def _on_disk(self, act: Act) -> None:
        """What follows from an act that is on disk."""

    def _at_fault(self) -> None:
        self._news.put(
            _("Something went wrong in notulist. What you typed is kept; leave this meeting and open it again.")
        )


def _reason(trouble: CannotKeep | None) -> str:
    cause = trouble.__cause__ if trouble else None
    if isinstance(cause, OSError):
        return reason(cause)
    if cause:
        return _("something went wrong in notulist")
    return str(trouble or _("it took too long"))
