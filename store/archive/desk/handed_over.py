"""Post that was handed over in a meeting: registered at the desk, and named in the meeting by its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from store.archive.desk.open_desk import OpenDesk
from store.archive.desk.post_in import PostIn
from store.desk.post import named
from store.errors import CannotDo
from store.language.capture.line import KnownPiece
from store.model import Body


def receive(open_desk: OpenDesk, bodies: Sequence[Body], typed: str, day: date, at: datetime) -> KnownPiece:
    """Registers `typed`, a line of registration, as received on `day`. Raises CannotDo, with nothing kept.

    What is doubtful is kept all the same: who minutes has no time for a question. It is seen on the post screen.
    """
    coming = PostIn(open_desk, bodies)
    planned = coming.planned(typed, (), day, at)
    if planned.wrong:
        raise CannotDo(" · ".join(planned.wrong))
    piece = coming.keep(planned, at)
    open_desk.writer.wait()
    return KnownPiece(
        number=piece.number, party=named(open_desk.desk, piece), subject=piece.subject, secrecy=piece.confidential
    )
