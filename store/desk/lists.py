"""The list of post of a meeting: what was registered since the list before it, until its agenda is sent.

Which pieces that are follows from two days, of which none is changed after the agenda was sent: the list is fixed
without being kept. What is registered later stands on the next one.
"""

from __future__ import annotations

from datetime import date

from store.desk.desk import Desk
from store.desk.model import Piece
from store.desk.standing import NOTHING_HELD, Held, is_on_lists, registered_on


def pieces_between(desk: Desk, until: date, held: Held = NOTHING_HELD, since: date | None = None) -> list[Piece]:
    """The pieces that were there to be listed after `since` (None: from the beginning) until and with `until`.

    The oldest first; what is filed or lapsed is on no list.
    """
    return [
        piece
        for piece in desk.pieces.values()
        if is_on_lists(piece, held)
        and registered_on(piece) <= until
        and (since is None or registered_on(piece) > since)
    ]
