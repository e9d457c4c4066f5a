"""The meetings that are open for writing, and the one way to open one: to write in, else to read only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.errors import CannotKeep, MeetingLocked, NotulistError
from store.meeting.running import RunningMeeting

if TYPE_CHECKING:
    from tui.routes import Place

# How many seconds leaving a meeting waits for the last act, where the disk is slow or refuses: on the way back to
# another screen, and at the end of the program.
GOING_BACK = 2.0
LEAVING = 10.0


class Opened(NamedTuple):
    """A meeting that was opened; without a `desk` it can only be read, since it is open elsewhere or shown only."""

    sitting: RunningMeeting
    desk: OpenMeeting | None


def open_or_read(archive: Archive, key: str) -> Opened:
    """Opens the meeting `key` to write in, or, where it is open elsewhere, to be read only.

    Raises NotulistError where it cannot be read.
    """
    try:
        desk = archive.open(key)
    except MeetingLocked:
        return Opened(RunningMeeting(archive.read(key)), None)
    return Opened(desk.running, desk)


def open_for(archive: Archive, key: str, place: Place) -> Opened:
    """As `open_or_read`, for a screen of that kind: the board only reads, and to prepare a meeting is to write in it.

    Raises also, for the prepare screen, MeetingLocked where the meeting is open elsewhere, and CannotDo where it has
    been held.
    """
    # The first picture of a meeting does not wait for the routes.
    from tui.routes import Place

    if place is Place.BOARD:
        return Opened(RunningMeeting(archive.read(key)), None)
    if place is not Place.PREPARE:
        return open_or_read(archive, key)
    desk = archive.open(key)
    try:
        from store.meeting.preparation import Preparation

        Preparation(desk.running.record).check()
    except NotulistError:
        desk.close(GOING_BACK)
        raise
    return Opened(desk.running, desk)


def close_all(opened: Iterable[OpenMeeting], seconds: float) -> None:
    """Closes each, waiting so long for its last act. Raises CannotKeep with what could not be brought to disk."""
    refused = []
    for desk in opened:
        try:
            desk.close(seconds)
        except CannotKeep as error:
            refused.append(str(error))
    if refused:
        raise CannotKeep("\n".join(refused))
