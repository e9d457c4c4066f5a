"""The sample meeting: replayed for whoever has no terminal, opened half-way for whoever has."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from msgspec.structs import replace

from exports.agenda.markdown import AgendaFile, read_agenda
from exports.agenda.meeting_from_agenda import body_of, convene, planned
from exports.kinds import Audience
from exports.publish import make
from store.archive.archive import Archive
from store.i18n import _
from store.model import Meeting
from store.record.clock import local, planned_end, planned_start
from tui.cli.scribe import Typed, read_lines, scribe, start_of

# The line of the sample at which the live demo takes over.
_HALF_WAY = b"// half-way"


def print_demo(language: str) -> str:
    """Replays the whole sample through an archive on disk; its minutes and action list, as Markdown."""
    with tempfile.TemporaryDirectory(prefix="notulist-") as folder:
        archive = Archive(Path(folder), Path(folder) / "state")
        record = archive.read(lay(archive, language))
        return make(record, "minutes", Audience.FULL) + "\n" + make(record, "actions", Audience.FULL)


def open_demo(language: str, now: datetime) -> int:
    """Opens the sample live, half-way through, as if it were held at this moment; the exit code."""
    from tui.app.app import open_app

    with tempfile.TemporaryDirectory(prefix="notulist-") as folder:
        archive = Archive(Path(folder), Path(folder) / "state")
        code = open_app(archive, lay_half_way(archive, language, now))
    print(_("The sample, and what you typed in it, are gone again."))  # noqa: T201 - a command's own output
    return code


def lay(archive: Archive, language: str) -> str:
    """Puts the whole sample into `archive`, on its own day; its key."""
    agenda, notes = _sample(language)
    assert agenda.date is not None
    key = convene(archive, agenda, agenda.date)
    _type(archive, key, notes, _meeting(agenda), timedelta())
    return key


def lay_half_way(archive: Archive, language: str, now: datetime) -> str:
    """Puts the sample's first half into `archive`, moved in time so that it is half-way `now`; its key."""
    agenda, notes = _sample(language)
    first_half = notes[: notes.index(_HALF_WAY)]
    meeting = _meeting(agenda)
    start, end = planned_start(meeting), planned_end(meeting)
    assert start is not None and end is not None
    *_before, last = read_lines(first_half.splitlines(), meeting, start)
    # By whole minutes, so that the planned times stay round.
    moved = timedelta(minutes=(now - last.at).total_seconds() // 60)
    begin, finish = local(start + moved, meeting), local(end + moved, meeting)
    key = convene(archive, replace(agenda, date=begin.date(), start=begin.time(), end=finish.time()), begin.date())
    _type(archive, key, first_half, meeting, moved)
    return key


def _sample(language: str) -> tuple[AgendaFile, bytes]:
    folder = files("exports.samples")
    agenda = read_agenda((folder / f"agenda-{language}.md").read_text("utf-8"))
    return agenda, (folder / f"notes-{language}.txt").read_bytes()


def _meeting(agenda: AgendaFile) -> Meeting:
    """The sample's meeting as its agenda has it, for reading the clock times of the notes."""
    assert agenda.date is not None
    return planned(agenda, body_of(agenda, agenda.body_key), agenda.date)[0]


def _type(archive: Archive, key: str, notes: bytes, meeting: Meeting, moved: timedelta) -> None:
    desk = archive.open(key)
    try:
        start = planned_start(meeting) or start_of(desk.running)
        typed = read_lines(notes.splitlines(), meeting, start)
        lines = (Typed(line.number, line.at + moved, line.text) for line in typed)
        scribe(lines, desk, lambda typed, act: None, lambda typed, words: None)
    finally:
        desk.close()
