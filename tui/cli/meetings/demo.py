"""The sample meeting: replayed for whoever has no terminal, opened half-way for whoever has."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from exports.agenda.markdown import AgendaFile, read_agenda
from exports.agenda.meeting_from_agenda import body_of, convene, planned
from exports.publish import make
from exports.samples import sample
from store import wall_clock
from store.archive.archive import Archive
from store.i18n import _
from store.model import Audience, Meeting
from store.record.clock import instant, local, planned_end, planned_start
from tui.cli.meetings.scribe import Typed, read_lines, scribe, start_of

# The line of the sample at which the live demo takes over.
_HALF_WAY = b"// half-way"
_FRIDAY = 4


def print_demo(language: str, today: date) -> str:
    """Replays the whole sample through an archive on disk; its minutes and action list, as Markdown.

    It was held on the last working day up to `today`.
    """
    day = today - timedelta(days=_since_friday(today))
    with tempfile.TemporaryDirectory(prefix="notulist-") as folder:
        archive = Archive(Path(folder), Path(folder) / "state")
        record = archive.read(lay(archive, language, day))
        return make(record, "minutes", Audience.FULL) + "\n" + make(record, "actions", Audience.FULL)


def open_demo(language: str) -> int:
    """Opens the sample live, half-way through, as if it were held at this moment; the exit code.

    Nobody meets at a weekend: then it is held on the Friday before, at this hour.
    """
    from tui.app.launch import open_app
    from tui.routes import Place

    away = timedelta(days=_since_friday(held_on(language, wall_clock.utc_now())))
    with (
        wall_clock.set_back(away),
        tempfile.TemporaryDirectory(prefix="notulist-") as folder,
    ):
        archive = Archive(Path(folder), Path(folder) / "state")
        code = open_app(archive, lay_half_way(archive, language, wall_clock.utc_now()), Place.LIVE)
    print(_("The sample, and what you typed in it, are gone again."))  # noqa: T201 - a command's own output
    return code


def lay(archive: Archive, language: str, day: date) -> str:
    """Puts the whole sample into `archive`, held on `day`; its key."""
    agenda, notes = _sample(language, day)
    key = convene(archive, agenda, day)
    _type(archive, key, notes, _meeting(agenda), timedelta())
    return key


def lay_half_way(archive: Archive, language: str, now: datetime) -> str:
    """Puts the sample's first half into `archive`, moved in time so that it is half-way `now`; its key."""
    usual, moved = _moved(language, now)
    start, end = planned_start(usual), planned_end(usual)
    assert start is not None and end is not None
    begin, finish = local(start + moved, usual), local(end + moved, usual)
    agenda, notes = _sample(
        language, begin.date(), lambda hour: local(instant(usual.date, hour, usual) + moved, usual).time()
    )
    agenda = replace(agenda, start=begin.time(), end=finish.time())
    key = convene(archive, agenda, begin.date())
    _type(archive, key, notes[: notes.index(_HALF_WAY)], usual, moved)
    return key


def held_on(language: str, now: datetime) -> date:
    """The day on which the sample began that is half-way `now`."""
    usual, moved = _moved(language, now)
    start = planned_start(usual)
    assert start is not None
    return local(start + moved, usual).date()


def _moved(language: str, now: datetime) -> tuple[Meeting, timedelta]:
    """The sample as it would be held on the day of `now` at its usual hours, and how much later it is held."""
    agenda, notes = _sample(language, now.date())
    meeting = _meeting(agenda)
    start = planned_start(meeting)
    assert start is not None
    *_before, last = read_lines(notes[: notes.index(_HALF_WAY)].splitlines(), meeting, start)
    # By whole minutes, so that the planned times stay round.
    return meeting, timedelta(minutes=(now - last.at).total_seconds() // 60)


def _since_friday(day: date) -> int:
    """How many days ago it was Friday; none on a working day."""
    return max(0, day.weekday() - _FRIDAY)


def _sample(language: str, day: date, hour: Callable[[time], time] = lambda usual: usual) -> tuple[AgendaFile, bytes]:
    agenda, notes = sample(language, day, hour)
    return read_agenda(agenda), notes.encode()


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
