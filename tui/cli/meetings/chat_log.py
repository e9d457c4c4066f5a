"""Logs of chats, kept through the same verbs as typed lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from exports.agenda.markdown import AgendaFile
from store.archive.open_meeting import OpenMeeting
from store.errors import CannotDo, NotKept
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.chatlog import meetbot, w3c
from store.language.chatlog.participants import roll_of
from store.language.chatlog.transcript import Dialect, Heading, Said, Turn, day_in_name, day_of, note, parse
from store.meeting.running import RunningMeeting
from store.model import Act, Kind
from store.record.clock import instant
from store.record.record import Record
from store.text import clean, decode, fold, slug
from tui.cli.meetings.scribe import Clock, Typed, as_note, lines_of, remarks_on, start_of, wait


def read_log(content: Iterable[bytes]) -> list[Said]:
    """The lines of a log, in any encoding."""
    return parse(decode(raw) for raw in lines_of(content))


def read_as(dialect: Dialect | None) -> str:
    """One sentence that says as what a log is read."""
    return {
        Dialect.MEETBOT: _("Read as a MeetBot log."),
        Dialect.W3C: _("Read as a W3C log."),
        None: _("Read in notulist’s own language."),
    }[dialect]


def announced(log: list[Said], dialect: Dialect, file: str, on: date | None = None) -> AgendaFile:
    """The meeting that a log is of: what it is called, its day as far as known, and who belongs to it.

    Raises CannotDo where there is nothing in the log.
    """
    if not log:
        raise CannotDo(_("There is nothing in {file}.").format(file=file))
    heading = _heading(log, dialect)
    title = heading.title or clean(Path(file).stem.strip("-")) or _("Chat log")
    return AgendaFile(
        title=title,
        body_key=slug(title),
        date=day_of(log) or on or day_in_name(Path(file).name),
        time_zone="UTC",
        guests=roll_of(heading),
        items=(),
    )


Do = Callable[[Line, datetime], Act | None]
"""Does a line: an open meeting's keeps it, a running one's does it in memory. Raises CannotDo."""


def scribe_log(
    log: list[Said],
    dialect: Dialect,
    desk: OpenMeeting,
    kept: Callable[[Typed, Act], None],
    said: Callable[[Typed, str], None],
) -> None:
    """Keeps what each line of a log does, then tells `kept`; `said` gets what is doubtful.

    Raises CannotDo where the minutes are approved, and CannotKeep, with the meeting closed, where the disk goes on
    refusing.
    """
    desk.running.record.must_be_open()
    for turn, at, acts in done(log, dialect, desk.running, said, desk.do):
        if acts:
            wait(desk)
            # Going to a new item belongs to adding it.
            main = next((act for act in reversed(acts) if act.verb != Verb.GO), acts[-1])
            for line in turn.said:
                kept(Typed(line.number, at, str(line)), main)


def done(
    log: list[Said], dialect: Dialect, running: RunningMeeting, said: Callable[[Typed, str], None], do: Do
) -> Iterator[tuple[Turn, datetime, list[Act]]]:
    """Does each turn by `do`, which works on `running`: the turn, its time, and the acts that it made."""
    record = running.record
    clock = Clock(running.meeting, start_of(running))
    for turn in _turns(log, dialect, record):
        _set(clock, turn, running)
        yield turn, clock.at, do_turn(running, turn, clock.at, said, do)


def do_turn(running: RunningMeeting, turn: Turn, at: datetime, said: Callable[[Typed, str], None], do: Do) -> list[Act]:
    """Does one turn by `do`; a line of the log that cannot be done is kept as a note."""
    acts: list[Act] = []
    first = turn.said[0] if turn.said else Said(number=0, text="")
    typed = Typed(first.number, at, str(first))
    for words in (turn.remark, *(words for line in turn.lines for words in remarks_on(line))):
        if words:
            said(typed, words)
    try:
        for line in turn.lines:
            acts += filter(None, [do(_settling(running.record, line), at)])
            if line.verb is Verb.ITEM:
                newest = running.record.items[max(running.record.items)]
                go = Line(verb=Verb.GO, typed=f"/go {newest.number}", item=newest.number)
                acts += filter(None, [do(go, at)])
    except NotKept:
        # That was remarked already.
        pass
    except CannotDo as error:
        if acts or not first.text:
            said(typed, str(error))
        else:
            said(typed, as_note(str(error)))
            acts += filter(None, [do(note(first.text), at)])
    if turn.undone:
        undo = Line(verb=Verb.UNDO, typed="/undo")
        acts += filter(None, [do(undo, at) for _act in acts])
    return acts


def _turns(log: list[Said], dialect: Dialect, record: Record) -> Iterator[Turn]:
    read = {Dialect.MEETBOT: meetbot.read, Dialect.W3C: w3c.read}[dialect]
    return read(log, record.meeting, tuple(record.attendance.values()), record.agenda())


def _heading(log: list[Said], dialect: Dialect) -> Heading:
    return {Dialect.MEETBOT: meetbot.heading, Dialect.W3C: w3c.heading}[dialect](log)


def _set(clock: Clock, turn: Turn, running: RunningMeeting) -> None:
    stamp = turn.stamp
    if not isinstance(stamp, datetime):
        if stamp is not None:
            clock.set(stamp)
    elif stamp.tzinfo:
        clock.at = stamp.astimezone(UTC)
    else:
        clock.at = instant(stamp.date(), stamp.time(), running.meeting, not_before=clock.at)


def _settling(record: Record, line: Line) -> Line:
    """A decision in the very words of an open proposal makes that the decision, as a vote does."""
    if line.verb is not Verb.DECISION:
        return line
    words = _words(line.text)
    for entry in record.entries_of(record.meeting.current):
        if words and entry.kind is Kind.PROPOSAL and entry.outcome is None and _words(entry.text) == words:
            return replace(line, entry=entry.id)
    return line


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
