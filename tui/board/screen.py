"""The board: a second screen for the room, that only reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.screen import Screen

from store.archive.archive import Archive
from store.errors import NotulistError
from store.meeting.running import RunningMeeting
from store.record.record import Record
from tui.board.board import Board, for_the_room, told_to_the_room, without_words
from tui.keys.bindings import bindings_of
from tui.routes import Place
from tui.widgets.scene import Scene

_TICK = 1.0
_Identity = tuple[int, int, int]


class BoardScreen(Screen[None]):
    """Shows a meeting as it is on disk, without a lock: whoever minutes it is not in the way, nor hindered."""

    PLACE = Place.BOARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.BOARD), Binding("escape,q", "leave", show=False)]

    board = query_one("#board", Board)

    def __init__(self, archive: Archive, record: Record, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._key = record.meeting.key
        self._clock = clock
        self._seen: tuple[_Identity | None, ...] | None = None
        try:
            there = for_the_room(archive, record)
            self._told = told_to_the_room(there)
        except NotulistError:
            # Until it can be read.
            there, self._told = record, without_words(record)
        self._scene = Scene(RunningMeeting(there), clock)

    def compose(self) -> ComposeResult:
        """The board, on the whole screen."""
        yield Board(self._scene, self._told, id="board")

    def on_mount(self) -> None:
        """Begins to look at the meeting, once a second."""
        self.set_interval(_TICK, self._tick)

    def _tick(self) -> None:
        """Reads the meeting where its file or its journal is another than last time; the clock goes on anyway."""
        path = self._archive.path(self._key)
        # Before reading: what comes while it is read is seen the next time.
        there = tuple(_identity(each) for each in (path, path.with_suffix(".journal")))
        if there != self._seen:
            try:
                record = for_the_room(self._archive, self._archive.read(self._key))
                self.board.show(Scene(RunningMeeting(record), self._clock))
                self._seen = there
            except NotulistError:
                # Half-way of being replaced, or away for a moment (a synced folder): the last picture stays,
                # and it is tried again the next second.
                self._seen = None
        self.board.look()

    def action_leave(self) -> None:
        """Ends the program."""
        self.app.exit(0)


def _identity(path: Path) -> _Identity | None:
    """What tells one state of a file from another, without reading it; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
