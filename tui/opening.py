"""Opening a meeting from another screen, to write in where nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.app import App

from store.archive import Archive, OpenMeeting
from store.errors import MeetingLocked, NotulistError
from store.meeting import RunningMeeting


def open_live(
    app: App[Any],
    archive: Archive,
    key: str,
    clock: Callable[[], datetime],
    left: Callable[[str], None],
    at: tuple[int | None, int | None] | None = None,
) -> None:
    """Shows the meeting `key` live, `at` an entry and its item; raises NotulistError where it cannot be opened.

    `left` is called when the user comes back, with what there is to say about that.
    """
    from tui.app import NotulistApp
    from tui.screens.live import LiveScreen

    desk: OpenMeeting | None = None
    try:
        desk = archive.open(key)
        sitting = desk.running
    except MeetingLocked:
        sitting = RunningMeeting(archive.read(key))
    if desk and isinstance(app, NotulistApp):
        app.opened.append(desk)

    def close(_result: object) -> None:
        try:
            if desk:
                desk.close(2.0)
        except NotulistError as error:
            left(str(error))
        else:
            left("")

    app.push_screen(LiveScreen(archive, sitting, desk, clock, at), close)
