"""A meeting that is open for writing: what is done in it is kept, in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from store.archive.approvals import Approvals, what_was_done
from store.archive.open_ledger import OpenLedger
from store.disk.meetings import OpenMeetingFile
from store.language.capture.line import KnownPiece, Line, Verb
from store.meeting.running import RunningMeeting
from store.model import Act, LookBack
from store.record import seal
from store.record.clock import local


class OpenMeeting(OpenLedger):
    """A meeting that is open for writing (`OpenLedger`).

    `running` is the meeting in memory, to read from: what is done to it directly is kept nowhere. Other verbs on the
    same record, those of a `Preparation` or a `Revision`, are kept by `perform`. `receive` registers a piece of post at
    the desk of the body that meets: its line, the day, and the instant.
    """

    def __init__(self, file: OpenMeetingFile, look_back: LookBack, approvals: Approvals) -> None:
        self.running = RunningMeeting(file.record, look_back)
        self._approvals = approvals
        self._key = file.record.meeting.key
        self._approved: list[str] = []
        self.receive: Callable[[str, date, datetime], KnownPiece] | None = None
        super().__init__(file)

    @property
    def found(self) -> list[str]:
        """What was out of order in its file and where it was put, and what became of approvals at opening."""
        return [*super().found, *self._approved]

    # Acts

    def understand(self, typed: str, now: datetime | None = None) -> Line:
        """What `typed` means in this meeting, now; with `now`, it is remarked on where an hour is still to come."""
        return self.running.understand(typed, now)

    def do(self, line: Line, at: datetime) -> Act | None:
        """Does what `line` says and keeps it, as one act; None where it changes nothing.

        Returns at once, `writer.wait()` when it is on disk. Raises CannotDo, with nothing changed or kept.
        """
        if line.verb is Verb.RECEIVED and self.receive:
            # At the desk first: the number is given there, and stays given whatever becomes of the line here.
            self.running.record.must_be_open()
            piece = self.receive(line.text, local(at, self.running.meeting).date(), at)
            line = replace(line, pieces=(piece,))
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

    def bring_up_to_date(self) -> None:
        """Does what a later meeting decided on these minutes, and on earlier minutes what this one decided."""
        record, before = self.running.record, self.running.meeting
        if self.perform(lambda: self._approvals.catch_up(record)):
            self._approved.append(what_was_done(before, record.meeting))
        self._approved += self._approvals.pass_on(record, quiet=True)

    def _on_disk(self, act: Act) -> None:
        # In the thread of the writer.
        if seal.concerns(act):
            for line in self._approvals.pass_on_kept(self._key):
                self._news.put(line)
