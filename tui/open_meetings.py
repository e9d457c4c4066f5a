"""The meetings that are open for writing, and the one way to open one: to write in, else to read only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from store.archive.archive import Archive, OpenMeeting
from store.errors import CannotKeep, MeetingLocked, NotulistError
from store.meeting.running import RunningMeeting
from tui.routes import Place

# How many seconds leaving a meeting waits for the last act, where the disk is slow or refuses: on the way back to
# another screen, and at the end of the program.
GOING_BACK = 2.0
LEAVING = 10.0


class Opened(NamedTuple):
    """A meeting that was opened; without a `desk` it can only be read, since it is open elsewhere or shown only."""

    sitting: RunningMeeting
    desk: OpenMeeting | None


def open_for(archive: Archive, key: str, place: Place) -> Opened:
    """Opens the meeting `key` for `place`; where it is open elsewhere, and for the board, to be read only.

    Raises NotulistError where it cannot be read; for the prepare screen also MeetingLocked where it is open
    elsewhere, and CannotDo where there is nothing to prepare any more.
    """
    if place is Place.BOARD:
        return Opened(RunningMeeting(archive.read(key)), None)
    try:
        desk = archive.open(key)
    except MeetingLocked:
        if place is Place.PREPARE:
            raise
        return Opened(RunningMeeting(archive.read(key)), None)
    if place is Place.PREPARE:
        _check(desk)
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


def _check(desk: OpenMeeting) -> None:
    from store.meeting.preparation import Preparation

    try:
        Preparation(desk.running.record).check()
    except NotulistError:
        desk.close(GOING_BACK)
        raise
