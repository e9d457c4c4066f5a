"""The lists of post of meetings: which pieces stand on one, by when its agenda was sent and what was listed before."""

from __future__ import annotations

from datetime import date

from store.desk.desk import Desk
from store.desk.lists import pieces_between
from store.desk.model import Piece
from store.desk.standing import Held
from store.model import Meeting, MeetingStatus


def list_of_meeting(desk: Desk, meeting: Meeting, today: date, held: Held) -> list[Piece]:
    """The pieces of the list of `meeting`, the oldest first.

    Those that were fixed when its agenda was sent. Where nothing was, what was registered until it was sent, else until
    it was held, else until `today`, and after the list before; not what stands on another list.
    """
    if fixed := [piece for piece in desk.pieces.values() if held.fixed.get(piece.number) == meeting.key]:
        return fixed
    since = max((day for day, key in held.lists if key < meeting.key), default=None)
    was_held = meeting.status is not MeetingStatus.PLANNED
    until = meeting.sent or (meeting.date if was_held else today)
    return [piece for piece in pieces_between(desk, until, held, since) if piece.number not in held.fixed]
