"""The post of the body that meets, as the lines of its meeting name it: read off the desk, anew when that changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from store.desk.desk import Desk
from store.desk.model import Direction, Piece
from store.desk.registering import find_body, find_party
from store.desk.standing import Held, is_on_lists, not_listed, registered_on
from store.disk.desks import DeskStore
from store.errors import NotulistError
from store.language.capture.line import KnownPiece
from store.language.post.codes import Spelled, spelled
from store.meeting.post import post_item
from store.model import Body
from store.record.record import Record


class DeskBook:
    """What a meeting knows of the post of `body`; a desk that cannot be read is an empty one, and says so elsewhere."""

    def __init__(
        self,
        desks: DeskStore,
        body: Body,
        bodies: Callable[[], Sequence[Body]],
        record: Record,
        held: Callable[[], Held],
    ) -> None:
        self._desks = desks
        self._body = body
        self._bodies = bodies
        self._record = record
        self._held = held
        self._read: tuple[object, Desk] = (object(), Desk.new(body.key))

    @cached_property
    def _owner(self) -> Body:
        """The body as the register has it: a meeting's copy has no settings of the desk."""
        return next((each for each in self._bodies() if each.key == self._body.key), self._body)

    @property
    def codes(self) -> tuple[Spelled, ...]:
        """The ways in which the body handles post, as they may be typed."""
        return tuple(spelled(self._owner.desk, self._owner.language))

    def is_party(self, words: str) -> bool:
        """Whether a party or a body is called so."""
        return find_party(self._desk(), words) is not None or find_body(self._bodies(), words) is not None

    def find(self, name: str) -> KnownPiece | None:
        """The piece that is called so; none that has lapsed."""
        piece = self._desk().piece(name)
        return _known(piece) if piece and not piece.dropped else None

    def unhandled(self) -> tuple[KnownPiece, ...]:
        """The incoming pieces until this meeting of which nobody said how they are handled."""
        desk, meeting = self._desk(), self._record.meeting
        item = post_item(self._record)
        listed = set(item.pieces) if item else set()
        said = {entry.handles.piece for entry in self._record.entries.values() if entry.handles}
        return tuple(
            _known(piece)
            for piece in desk.pieces.values()
            if piece.direction is Direction.IN
            and piece.number not in said
            and piece.handling is None
            and piece.closed is None
            and is_on_lists(piece)
            and not desk.answers_to(piece)
            and (
                piece.number in listed
                or (not listed and (meeting.sent is None or registered_on(piece) <= meeting.date))
            )
        )

    def to_list(self) -> tuple[str, ...]:
        """The numbers of the pieces that stand on the list of this meeting if its agenda is sent now."""
        if not self._desks.path(self._body.key).exists():
            return ()
        desk, held = self._desk(), self._held()
        return tuple(piece.number for piece in desk.pieces.values() if not_listed(piece, held))

    def _desk(self) -> Desk:
        path = self._desks.path(self._body.key)
        stamp = tuple(_stamp(path.with_suffix(suffix)) for suffix in (".json", ".journal"))
        if stamp != self._read[0]:
            try:
                self._read = stamp, self._desks.read(self._body.key)
            except NotulistError:
                self._read = stamp, Desk.new(self._body.key)
        return self._read[1]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _known(piece: Piece) -> KnownPiece:
    return KnownPiece(number=piece.number, subject=piece.subject, secrecy=piece.confidential)
