"""Opening a meeting from another screen: which screen shows it, to write in where nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.app import App
from textual.screen import Screen

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.errors import MeetingLocked, NotulistError
from store.meeting.running import RunningMeeting
from store.model import Meeting, MeetingStatus
from store.record.clock import local
from tui.keymap import Place
from tui.start import collect_shortly

# How long going back to another screen waits for the last act, where the disk is slow or refuses.
_GOING_BACK = 2.0

At = tuple[int | None, int | None]
"""An entry and its item, by their ids."""


def place_of(meeting: Meeting, now: datetime) -> Place:
    """Where one goes on with a meeting: its agenda until its day, then the live screen, and the review of its draft."""
    if meeting.status is MeetingStatus.DRAFT:
        return Place.REVIEW
    coming = meeting.status is MeetingStatus.PLANNED and meeting.date > local(now, meeting).date()
    return Place.PREPARE if coming else Place.LIVE


def screen_of(
    place: Place,
    archive: Archive,
    sitting: RunningMeeting,
    desk: OpenMeeting | None,
    clock: Callable[[], datetime],
    at: At | None = None,
) -> Screen[None]:
    """The screen of a meeting; without a `desk` it can only be read. `at` is where to begin."""
    if place is Place.BOARD:
        from tui.board.screen import BoardScreen

        return BoardScreen(archive, sitting.record, clock)
    if place is Place.PREPARE and desk is not None:
        from tui.prepare.screen import PrepareScreen

        return PrepareScreen(archive, desk, clock)
    if place is Place.REVIEW:
        from tui.review.screen import ReviewScreen

        return ReviewScreen(archive, sitting, desk, clock)
    from tui.live.screen import LiveScreen

    return LiveScreen(archive, sitting, desk, clock, at)


def open_meeting(
    app: App[Any],
    archive: Archive,
    key: str,
    clock: Callable[[], datetime],
    left: Callable[[str], None],
    place: Place | None = None,
    at: At | None = None,
) -> None:
    """Shows the meeting `key` in `place` (else where one goes on with it), or live `at` an entry and its item.

    `left` is called when the user comes back, with what there is to say about that. Raises
    NotulistError where the meeting cannot be opened, or not be prepared.
    """
    from store.meeting.preparation import Preparation
    from tui.app.app import NotulistApp

    desk: OpenMeeting | None = None
    try:
        desk = archive.open(key)
        sitting = desk.running
        if place is Place.PREPARE:
            Preparation(sitting.record).check()
    except MeetingLocked:
        if place is Place.PREPARE:
            raise
        sitting = RunningMeeting(archive.read(key))
    except NotulistError:
        if desk:
            desk.close(_GOING_BACK)
        raise
    if desk and isinstance(app, NotulistApp):
        app.opened.append(desk)

    def close(_result: object) -> None:
        said = ""
        if desk:
            try:
                desk.close(_GOING_BACK)
            except NotulistError as error:
                said = str(error)
            if isinstance(app, NotulistApp):
                # Nothing of it is timed any more.
                app.opened.remove(desk)
        left(said)

    archive.recent.opened(key)
    place = place or (Place.LIVE if at else place_of(sitting.meeting, clock()))
    app.push_screen(screen_of(place, archive, sitting, desk, clock, at), close)
    collect_shortly()
