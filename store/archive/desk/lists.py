"""The lists of post of meetings: which pieces stand on one, by when its agenda was sent and what was listed before."""

from __future__ import annotations

from datetime import date

from store.archive.archive import Archive
from store.desk.desk import Desk
from store.desk.lists import pieces_between
from store.desk.model import Piece
from store.desk.standing import Held
from store.model import Meeting


def list_of_meeting(archive: Archive, desk: Desk, meeting: Meeting, today: date, held: Held) -> list[Piece]:
    """The pieces of the list of `meeting`: what was registered until its agenda was sent, and after the one before was.

    Where the agenda was not sent yet, it is as if it were sent today. By the index as it is now.
    """
    before = [each for each in archive.index.meetings_of(meeting.body.key) if each.key < meeting.key and each.sent]
    since = max((each.sent for each in before if each.sent), default=None)
    return pieces_between(desk, meeting.sent or today, held, since)
