"""Typed lines from a file, through the same language and verbs as the live screen."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Protocol

import msgspec
from msgspec.structs import replace

from store.archive.open_meeting import OpenMeeting
from store.errors import CannotDo, NotKept
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting.amendments import just_amended
from store.meeting.running import RunningMeeting
from store.model import Act, Meeting
from store.record.clock import instant, local
from store.text import clean, decode

# A colon only: "3.15 miljoen" is an amount, and nothing typed may be lost.
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?=\S)")
# How long before the first line's hour another line may still be of the same day.
_EARLIER = timedelta(hours=6)
# Seconds that a disk may refuse before the rest of the file is left.
_REFUSING_SECONDS = 10.0


class Typed(msgspec.Struct, frozen=True):
    """A line of the file: its number there, when it was typed, and what; the `hour` that stood before it, or None."""

    number: int
    at: datetime
    text: str
    hour: time | None = None


def read_lines(content: Iterable[bytes], meeting: Meeting, start: datetime) -> Iterator[Typed]:
    """The lines to be kept: no blank lines, no lines that begin with `//`.

    A line may begin with a clock time of the meeting's day, or of the night after it; one
    without has the time of the line before it, the first one `start`.
    """
    clock = Clock(meeting, start)
    for number, raw in enumerate(lines_of(content), 1):
        text = clean(decode(raw))
        if not text or text.startswith("//"):
            continue
        if (match := _CLOCK.match(text)) and (hour := _hour(match)) is not None:
            clock.set(hour)
            yield Typed(number, clock.at, text[match.end() :], hour)
        else:
            yield Typed(number, clock.at, text)


class Clock:
    """The clock on the meeting's wall, as the lines of a file set it: `at` is the instant of the last one."""

    def __init__(self, meeting: Meeting, start: datetime) -> None:
        self.at = start
        self._meeting = meeting
        self._day: datetime | None = None

    def set(self, hour: time) -> None:
        """A line was typed at `hour`."""
        if self._day is None:
            self.at = _first(hour, self._meeting, self.at)
            self._day = local(self.at - _EARLIER, self._meeting)
        else:
            self.at = _within(self._day, hour, self._meeting, self.at)


def start_of(running: RunningMeeting) -> datetime:
    """When lines without a time begin: at the last act, else at the planned start."""
    if running.record.log:
        return running.record.log[-1].at
    meeting = running.meeting
    return instant(meeting.date, meeting.start or time(0, 0), meeting)


class Doer(Protocol):
    """What lines are done in: an open meeting, which keeps them, or a running one in memory."""

    def understand(self, typed: str, now: datetime | None = None) -> Line:
        """What `typed` means, at the instant `now`."""

    def do(self, line: Line, at: datetime) -> Act | None:
        """Does `line`. Raises CannotDo, with nothing changed."""


def scribe(
    lines: Iterable[Typed], desk: OpenMeeting, kept: Callable[[Typed, Act], None], said: Callable[[Typed, str], None]
) -> None:
    """Keeps each line durably, then tells `kept`; what could not be done as a command is a note, and `said` why.

    What says who voted what in secret is left out, and `said` so.

    Raises CannotDo where the minutes are approved, and CannotKeep, with the meeting closed, where the disk goes on
    refusing.
    """
    desk.running.record.must_be_open()
    for each in lines:
        typed = _told(each, desk) if desk.running.meeting.afterwards else each
        acts = len(desk.running.record.log)
        act = do_line(desk, typed, said)
        if act is None:
            continue
        if amended := just_amended(desk.running.record, acts):
            said(typed, _("as amended, the proposal now says: {text}").format(text=amended.text))
        wait(desk)
        kept(typed, act)
        for words in desk.told():
            said(typed, words)


def _told(typed: Typed, desk: OpenMeeting) -> Typed:
    """`typed` as it is read in a meeting that is minuted afterwards: the hour before it is when it happened."""
    if typed.hour is None or desk.understand(typed.text).verb in (Verb.UNDO, Verb.REDO):
        return typed
    return replace(typed, text=f"{typed.hour:%H:%M} {typed.text}")


def do_line(meeting: Doer, typed: Typed, said: Callable[[Typed, str], None]) -> Act | None:
    """Does one line; a command that makes no sense is done as a note, what must stand nowhere is left out."""
    line = meeting.understand(typed.text, typed.at)
    for words in remarks_on(line):
        said(typed, words)
    try:
        return meeting.do(line, typed.at)
    except NotKept:
        # That was remarked already.
        return None
    except CannotDo as error:
        said(typed, as_note(str(error)))
        return meeting.do(meeting.understand("\\" + typed.text), typed.at)


def remarks_on(line: Line) -> list[str]:
    """What is said of a line of a file; in the live line what only looks like a command is no note."""
    words = [str(remark) for remark in line.remarks]
    if line.tells_secret:
        return [_("{reason}. The line is left out.").format(reason=each) for each in words]
    return [as_note(each) for each in words] if line.is_no_command else words


def as_note(reason: str) -> str:
    """That a line of a file is kept as a note, for that `reason`."""
    return _("{reason} The line is kept as a note.").format(reason=reason if reason.endswith(".") else f"{reason}.")


def wait(desk: OpenMeeting) -> None:
    """Waits until all acts are on disk. Raises CannotKeep, with the meeting closed, where the disk goes on refusing."""
    while not desk.writer.wait(_REFUSING_SECONDS):
        # A disk that is only slow has said nothing.
        if trouble := desk.writer.trouble:
            desk.close(0)
            raise trouble


def lines_of(content: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of `content`; of UTF-16 (what some Windows programs call Unicode) too, which has no lines of bytes."""
    lines = iter(content)
    for first in lines:
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            whole = first + b"".join(lines)
            yield from whole.decode("utf-16", errors="replace").encode().splitlines()
        else:
            yield first
            yield from lines


def _hour(match: re.Match[str]) -> time | None:
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


def _first(hour: time, meeting: Meeting, after: datetime) -> datetime:
    """The time about `after` at which the clock on the wall shows `hour`."""
    day = local(after, meeting).date()
    at = instant(day, hour, meeting, not_before=after)
    # An hour far back is one of the night after: a meeting went past midnight.
    return instant(day + timedelta(days=1), hour, meeting) if after - at > timedelta(hours=12) else at


def _within(day: datetime, hour: time, meeting: Meeting, after: datetime) -> datetime:
    """When the clock on the wall shows `hour` in the 24 hours from `day` on: one line's slip moves no other line."""
    date = day.date() if hour >= day.time() else day.date() + timedelta(days=1)
    return instant(date, hour, meeting, not_before=after)
