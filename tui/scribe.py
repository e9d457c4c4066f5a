"""Typed lines from a file, through the same language and verbs as the live screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta

import msgspec

from store.archive import OpenMeeting
from store.clean import clean, decode
from store.clocks import instant, local
from store.errors import CannotDo
from store.language.grammar import understand
from store.meeting import RunningMeeting
from store.model import Act, Meeting
from store.words import _

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s+(?=\S)")


class Typed(msgspec.Struct, frozen=True):
    """A line of the file: its number there, when it was typed, and what."""

    number: int
    at: datetime
    text: str


def read_lines(content: Iterable[bytes], meeting: Meeting, start: datetime) -> Iterator[Typed]:
    """The lines to be kept: no blank lines, no lines that begin with `//`.

    A line may begin with a clock time of the meeting's day; one without has the time of
    the line before it, the first one `start`.
    """
    at = start
    for number, raw in enumerate(content, 1):
        text = clean(decode(raw))
        if not text or text.startswith("//"):
            continue
        if (match := _CLOCK.match(text)) and (hour := _hour(match)) is not None:
            at = _later(hour, meeting, at)
            text = text[match.end() :]
        yield Typed(number, at, text)


def start_of(running: RunningMeeting) -> datetime:
    """When lines without a time begin: at the last act, else at the planned start."""
    if running.record.log:
        return running.record.log[-1].at
    meeting = running.meeting
    return instant(meeting.date, meeting.start or time(0, 0), meeting)


def scribe(
    lines: Iterable[Typed], desk: OpenMeeting, kept: Callable[[Typed, Act], None], said: Callable[[Typed, str], None]
) -> None:
    """Keeps each line durably, then tells `kept`; what could not be done as a command is a note, and `said` why."""
    for typed in lines:
        act = do_line(desk.running, typed, said)
        if act is None:
            continue
        desk.keep(act)
        desk.writer.wait()
        kept(typed, act)


def do_line(running: RunningMeeting, typed: Typed, said: Callable[[Typed, str], None]) -> Act | None:
    """Does one line in memory; a command that makes no sense is kept as a note."""
    line = running.understand(typed.text)
    for remark in line.remarks:
        said(typed, str(remark))
    try:
        return running.do(line, typed.at)
    except CannotDo as error:
        said(typed, _("{reason} The line is kept as a note.").format(reason=error))
        return running.do(understand("\\" + typed.text, running.context()), typed.at)


def _hour(match: re.Match[str]) -> time | None:
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


def _later(hour: time, meeting: Meeting, after: datetime) -> datetime:
    """The first time after `after` that the clock on the wall shows `hour`, give or take what a person types."""
    day = local(after, meeting).date()
    at = instant(day, hour, meeting, not_before=after)
    # An hour far back is one of the night after: a meeting went past midnight.
    return instant(day + timedelta(days=1), hour, meeting) if after - at > timedelta(hours=12) else at
