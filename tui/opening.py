"""Which screen shows a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.screen import Screen

from store.archive import Archive, OpenMeeting
from store.clocks import local
from store.meeting import RunningMeeting
from store.model import Entry, Meeting, MeetingStatus
from tui.commands import Place


def place_of(meeting: Meeting, now: datetime) -> Place:
    """Where one goes on with a meeting: its agenda until its day, then the live screen."""
    coming = meeting.status is MeetingStatus.PLANNED and meeting.date > local(now, meeting).date()
    return Place.PREPARE if coming else Place.LIVE


def screen_of(
    place: Place,
    archive: Archive,
    sitting: RunningMeeting,
    desk: OpenMeeting | None,
    clock: Callable[[], datetime],
    at: Entry | None = None,
) -> Screen[None]:
    """The screen of a meeting; without a `desk` it can only be read. `at` is the entry to begin with."""
    if place is Place.BOARD:
        from tui.screens.board import BoardScreen

        return BoardScreen(archive, sitting.record, clock)
    if place is Place.PREPARE and desk is not None:
        from tui.screens.prepare import PrepareScreen

        return PrepareScreen(archive, desk, clock)
    from tui.screens.live import LiveScreen

    return LiveScreen(archive, sitting, desk, clock, at)
