"""A meeting that is open for writing: what is done in it is kept, in one call."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from datetime import datetime

from store.archive.approvals import Approvals, what_was_done
from store.disk.meetings import OpenMeetingFile
from store.disk.writer import Writer
from store.errors import CannotKeep, reason
from store.i18n import _, _n
from store.language.capture.line import Line
from store.meeting.running import RunningMeeting
from store.model import Act, LookBack
from store.record import seal

CLOSING_SECONDS = 10.0
"""How long leaving a meeting waits for its last act, where the disk is slow or refuses."""


class OpenMeeting:
    """A meeting that is open for writing. Each act is done in memory and handed to the writer by one call.

    `running` is the meeting in memory, to read from: what is done to it directly is kept nowhere. `writer` tells
    what is on disk.
    """

    def __init__(self, file: OpenMeetingFile, look_back: LookBack, approvals: Approvals) -> None:
        self.running = RunningMeeting(file.record, look_back)
        self._file = file
        self._approvals = approvals
        self._key = file.record.meeting.key
        self._approved: list[str] = []
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._closed = False
        self.writer = Writer(file, self._on_disk, self._at_fault)

    @property
    def found(self) -> list[str]:
        """What was out of order in its file and where it was put, and what became of approvals at opening."""
        return [*self._file.found, *self._approved]

    def told(self) -> list[str]:
        """What became of approvals, and what went wrong, since the last time this was asked, a line each."""
        return [self._news.get() for _line in range(self._news.qsize())]

    # Acts

    def understand(self, typed: str, now: datetime | None = None) -> Line:
        """What `typed` means in this meeting, now; with `now`, it is remarked on where an hour is still to come."""
        return self.running.understand(typed, now)

    def do(self, line: Line, at: datetime) -> Act | None:
        """Does what `line` says and keeps it, as one act; None where it changes nothing.

        Returns at once, `writer.wait()` when it is on disk. Raises CannotDo, with nothing changed or kept.
        """
        return self.perform(lambda: self.running.do(line, at))

    def do_all(self, typed: Sequence[str], at: datetime) -> Act | None:
        """Does many lines and keeps them, as one act. Raises CannotDo, with nothing changed or kept."""
        return self.perform(lambda: self.running.do_all(typed, at))

    def follow_up(self, line: Line, at: datetime) -> Act | None:
        """Keeps what became of an action of this meeting after it. Raises CannotDo, with nothing changed or kept."""
        return self.perform(lambda: self.running.follow_up(line, at))

    def take_back(self, followup: int, at: datetime) -> Act | None:
        """Takes back the act that kept the follow-up with that id between meetings. Raises CannotDo."""
        return self.perform(lambda: self.running.record.take_back(followup, at))

    def perform(self, change: Callable[[], Act | None]) -> Act | None:
        """Keeps the act that `change` makes on the record of this meeting, and gives it; None where it makes none.

        This is for other verbs on the same record, those of a `Preparation` or a `Revision`. Raises what `change`
        raises, with nothing kept.
        """
        act = change()
        if act:
            self.writer.keep(act)
        return act

    def bring_up_to_date(self) -> None:
        """Does what a later meeting decided on these minutes, and on earlier minutes what this one decided."""
        record, before = self.running.record, self.running.meeting
        if self.perform(lambda: self._approvals.catch_up(record)):
            self._approved.append(what_was_done(before, record.meeting))
        self._approved += self._approvals.pass_on(record, quiet=True)

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
        if seal.concerns(act):
            for line in self._approvals.pass_on_kept(self._key):
                self._news.put(line)

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
