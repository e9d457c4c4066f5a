"""Chat logs to test with: read into a meeting in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from exports.agenda.meeting_from_agenda import body_of, planned
from store.language.chatlog.transcript import Dialect, Said, Turn
from store.meeting.running import RunningMeeting
from store.model import Act, Attendee, Entry, Kind, MeetingStatus, Role
from store.record.record import Record
from tui.cli.meetings import chat_log

TODAY = date(2026, 9, 17)


class Read(NamedTuple):
    """A log that was read: the record, what each turn did, and what was said about it."""

    log: list[Said]
    record: Record
    turns: list[tuple[Turn, list[Act]]]
    remarks: list[str]

    def written(self) -> list[str]:
        """All items and entries in their order, as `kind speaker: text`."""
        rows = {item.id: f"{item.number} {item.title}" for item in self.record.items.values()}
        rows |= {entry.id: entry_line(entry) for entry in self.record.entries.values()}
        return [rows[id] for id in sorted(rows)]

    def texts(self, kind: Kind) -> list[str]:
        """What the entries of `kind` say."""
        return [entry.text for entry in self.record.entries.values() if entry.kind is kind]

    def present(self) -> list[str]:
        """The names of all who are present, sorted."""
        return sorted(who.name for who in self.people() if who.presence)

    def named(self, role: Role) -> list[str]:
        """The names of all who have `role`, sorted."""
        return sorted(who.name for who in self.people() if who.role is role)

    def held(self) -> str:
        """From when to when it was held, as a draft of it tells."""
        meeting = self.record.meeting
        assert meeting.status is MeetingStatus.DRAFT
        assert meeting.opened is not None
        assert meeting.closed is not None
        return f"{meeting.opened:%F %T}–{meeting.closed:%T}"

    def action(self) -> tuple[Entry, str]:
        """Its one action, and the day by which it is due."""
        [action] = [entry for entry in self.record.entries.values() if entry.kind is Kind.ACTION]
        assert action.due is not None
        return action, f"{action.due.day}"

    def people(self) -> list[Attendee]:
        """The roll."""
        return list(self.record.attendance.values())

    def kept(self) -> list[Said]:
        """The lines of the log that are acknowledged."""
        return [said for turn, acts in self.turns if acts for said in turn.said]


def entry_line(entry: Entry) -> str:
    """`kind speaker: text`; a note without a speaker is its text."""
    kind = "" if entry.kind is Kind.NOTE else f"{entry.kind}: "
    speaker = f"{entry.speaker}: " if entry.speaker else ""
    return f"{kind}{speaker}{entry.text}"


def read_log(content: str | bytes, dialect: Dialect, file: str = "chat.log") -> Read:
    """Reads `content` into the meeting that it tells of itself."""
    raw = content.encode() if isinstance(content, str) else content
    log = chat_log.read_log(raw.splitlines(keepends=True))
    agenda = chat_log.announced(log, dialect, file)
    return read_into(Record.new(*planned(agenda, body_of(agenda, agenda.body_key), TODAY)), log, dialect)


def read_into(record: Record, log: list[Said], dialect: Dialect) -> Read:
    """Reads `log` into a meeting that is there already."""
    remarks: list[str] = []
    running = RunningMeeting(record)
    done = chat_log.done(log, dialect, running, lambda typed, words: remarks.append(words), running.do)
    return Read(log, record, [(turn, acts) for turn, _at, acts in done], remarks)


def lines(log: str) -> Iterator[str]:
    """The lines of a log as it stands, indented, in a test."""
    return (line.strip() for line in log.strip().splitlines())
