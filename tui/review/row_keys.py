"""In the review: what one key does on the row under the cursor, and on what is unfinished there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from store.i18n import _
from store.meeting.completeness import Lack
from store.meeting.revision import Revision
from store.model import Act, Kind
from tui.review.rows import Row
from tui.review.selection import DOWN, JOIN, SPLIT, UP, ReviewSelection
from tui.review.spread import Spread


class RowKeysHost(Protocol):
    """The review, as far as these keys ask it."""

    spread: Spread

    def keep(self, act: Callable[[], Act | None]) -> bool:
        """Does an act on the record and keeps it; False where it makes no sense."""

    def say(self, words: str) -> None:
        """Says something under the line."""

    def write(self, value: str) -> None:
        """Puts `value` in the line."""

    def go_to(self, item: int | None, entry: int | None) -> None:
        """Puts the cursor on an entry in its place, or on an item."""

    def draw(self) -> None:
        """Redraws both halves."""

    def show_chosen(self) -> None:
        """Shows the cursor on the left, and what it is about on the right."""


class RowKeys:
    """The keys on a row of the review `host`, which works on `sitting`."""

    def __init__(self, host: RowKeysHost, sitting: Revision, selection: ReviewSelection) -> None:
        self._host, self._sitting, self._selection = host, sitting, selection

    def press(self, key: str, now: datetime) -> bool:
        """Does `key` on the row under the cursor; False where it is not for a row of that kind."""
        host, row = self._host, self._host.spread.row
        entry = self._selection.chosen
        if row.lack and self._on_lack(row, key, now):
            return True
        if row.prepared is not None and row.item is not None:
            return self._on_prepared(row.item, row.prepared, key, now)
        if key == "enter" and entry is None:
            self._begin_writing()
        elif key in (SPLIT, JOIN, UP, DOWN) and entry is None:
            host.say(_("That is for an entry: choose one with ↑ ↓, or press Tab to type it."))
        elif key == SPLIT and entry:
            self._selection.split(entry)
        elif key == JOIN and entry:
            host.keep(lambda: self._sitting.join(entry.id, now))
        elif key in (UP, DOWN) and entry:
            host.keep(lambda: self._sitting.move(entry.id, -1 if key == UP else 1, now))
        else:
            return False
        return True

    def _begin_writing(self) -> None:
        self._selection.writing = True
        self._host.show_chosen()

    def _on_lack(self, row: Row, key: str, now: datetime) -> bool:
        lack, host = row.lack, self._host
        if lack is None or key not in ("enter", "delete"):
            return False
        entry = self._selection.chosen
        if lack.lack is Lack.MISSPELLED and lack.entry is not None:
            if key == "delete":
                host.spread.accept(lack.entry, lack.words)
                host.draw()
            else:
                id = lack.entry
                host.keep(lambda: self._sitting.correct(id, lack.words, lack.instead, now))
        elif key == "enter" and lack.lack is Lack.NOT_ON_THE_ROLL:
            self._selection.writing = True
            host.write(_("/present {handle}").format(handle=lack.instead))
        elif key == "enter" and (entry is None or entry.kind is Kind.VOTE):
            host.go_to(lack.item, lack.entry)
            self._begin_writing()
        else:
            return False
        return True

    def _on_prepared(self, item: int, number: int, key: str, now: datetime) -> bool:
        if key == "enter":
            text = self._sitting.record.items[item].prepared_text.splitlines()[number]
            self._selection.prepare(item, number, text)
        elif key == "delete":
            self._host.keep(lambda: self._sitting.drop_prepared(item, number, now))
        else:
            return False
        return True
