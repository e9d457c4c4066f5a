"""What the disk has not taken yet: which acts, since when, and which rows they changed."""

from __future__ import annotations

from datetime import datetime

from textual.message import Message

from store.archive import OpenMeeting
from store.errors import CannotKeep
from store.model import Act

# After so many seconds an act that is not on disk is marked on the screen.
_PATIENCE = 0.5


class Kept(Message):
    """An act is on disk."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Trouble(Message):
    """The disk refuses."""

    def __init__(self, error: CannotKeep) -> None:
        super().__init__()
        self.error = error


class Keeping:
    """Hands acts to the writer, and knows what is still on its way."""

    def __init__(self, desk: OpenMeeting) -> None:
        self._desk = desk
        self._waiting: dict[int, tuple[datetime, set[int]]] = {}

    def hand_over(self, act: Act, now: datetime) -> None:
        """Gives `act` to the writer; returns at once."""
        self._waiting[act.number] = now, {change.id for change in act.changes}
        self._desk.keep(act)

    def kept(self, number: int) -> set[int]:
        """The act with that number is on disk; the ids of its rows."""
        return self._waiting.pop(number, (None, set()))[1]

    @property
    def acts(self) -> int:
        """How many acts are on their way."""
        return len(self._waiting)

    def all_waiting(self) -> set[int]:
        """The ids of all rows that are on their way."""
        return {id for _since, ids in self._waiting.values() for id in ids}

    def late(self, now: datetime) -> set[int]:
        """The ids of the rows that are on their way for longer than a person would not notice."""
        waiting = self._waiting.values()
        return {id for since, ids in waiting for id in ids if (now - since).total_seconds() > _PATIENCE}

    def is_done(self, seconds: float = 0.0) -> bool:
        """Whether everything is on disk, waited for at most `seconds`."""
        return not self._waiting or self._desk.writer.wait(seconds)
