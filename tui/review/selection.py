"""In the review: walking all rows, and what one key does to the entry under the cursor."""

from __future__ import annotations

from typing import Protocol

from textual import events

from store.i18n import _
from store.model import Entry, Kind
from tui.capture.selection import Selection, SelectionHost
from tui.widgets.scene import Scene

SPLIT, JOIN, UP, DOWN = "|", "+", "[", "]"
# What is kept for the next time of a text that is split, and of a line of prepared text, begins with these.
_SPLITTING, _PREPARED = "split", "prepared"


class ReviewHost(SelectionHost, Protocol):
    """The review: its cursor walks rows, of which some are no entries."""

    def step(self, by: int) -> None:
        """Moves the cursor so many rows down."""

    def press_on_row(self, key: str) -> bool:
        """Does `key` on the row under the cursor; False where it is not for a row of that kind."""


class ReviewSelection(Selection):
    """The cursor always stands somewhere, so that Tab, or a letter, begins a new line."""

    _host: ReviewHost

    def __init__(self, scene: Scene, host: ReviewHost) -> None:
        super().__init__(scene, host)
        # Whether signs are for the line and not for the entry, also while it is empty.
        self.writing = False
        # The mark that splits the text that is edited; the line of prepared text that is edited.
        self.mark = ""
        self.prepared: tuple[int, int] | None = None
        self.narrow = False

    @property
    def busy(self) -> bool:
        """Whether something that was there already stands in the line."""
        return self.editing is not None or self.prepared is not None

    def press(self, event: events.Key, value: str) -> bool:
        """Whether a key, pressed with `value` in the line, was one of these; then it was done."""
        if event.key == "escape":
            return self._out(value)
        if self.busy or value:
            return False
        if event.key in ("up", "down"):
            self.writing = False
            self._host.step(-1 if event.key == "up" else 1)
            return True
        if event.key == "tab":
            self.writing = not self.writing
            self._host.show_chosen()
            return True
        if self.writing:
            return False
        if self._host.press_on_row(event.character if event.is_printable and event.character else event.key):
            return True
        entry = self.chosen
        return entry is not None and self._one_key(entry, event)

    def split(self, entry: Entry) -> None:
        """Puts the text of `entry` in the line, for marks to be put where it is to be split."""
        self.mark = _mark(entry.text)
        self.editing, self._spelled = entry.id, entry.text
        self._host.write(entry.text)
        self._host.show_chosen()

    def prepare(self, item: int, number: int, text: str) -> None:
        """Puts a line of prepared text in the line."""
        self.prepared, self._spelled = (item, number), text
        self._host.write(text)
        self._host.show_chosen()

    def is_unchanged(self, typed: str) -> bool:
        """Whether something is being edited, and its line is still as it was put there."""
        return self.editing is not None and typed.strip() == self._spelled.strip()

    def go_on(self, edited: str) -> bool:
        """Edits again what `half_typed` told of: an entry, a text that is split, or a line of prepared text."""
        what, _space, rest = edited.partition(" ")
        id, _space, text = rest.partition(" ")
        if what == _SPLITTING and id.isdecimal():
            entry = self._scene.record.entries.get(int(id))
            if entry is None or entry.text != text:
                return False
            self.mark, self.editing, self._spelled = _mark(text), entry.id, text
            return True
        if what == _PREPARED and id.isdecimal():
            line, _space, text = text.partition(" ")
            item = self._scene.record.items.get(int(id))
            lines = item.prepared_text.splitlines() if item else []
            if not line.isdecimal() or int(line) >= len(lines) or lines[int(line)] != text:
                return False
            self.prepared, self._spelled = (int(id), int(line)), text
            return True
        return super().go_on(edited)

    def _edited(self) -> str:
        if self.prepared is not None:
            item, number = self.prepared
            return f"{_PREPARED} {item} {number} {self._spelled}"
        return f"{_SPLITTING} {self.editing} {self._spelled}" if self.mark else super()._edited()

    def stop_editing(self) -> None:
        """Ends editing; the cursor stays where it is."""
        self.prepared, self.mark = None, ""
        super().stop_editing()

    def hint(self) -> str:
        """What can be pressed now."""
        if self.mark:
            return _("Put {mark} where it is to be split; Enter splits it, Esc leaves it as it was.").format(
                mark=self.mark
            )
        if self.busy:
            return self.while_editing
        if self.writing:
            return _("A new line. Enter keeps it, and waits for the next; Esc or ↑ ↓ goes back to the entries.")
        if self.chosen is None:
            return _("↑ ↓ walk  Tab or typing: a new line under this item  F9 next unfinished  F4 go to")
        if self.chosen.kind is Kind.VOTE:
            return _("a vote: type it anew (= 5-3-1)  [ ] up, down  F4 move to item  Del  Tab new line")
        if self.narrow:
            return _("Enter edit  ! @ ? & - * kind  | split + join [ ] move  Del  Tab new")
        return _(
            "Enter edit  ! decision @ action ? question - note * secret"
            "  | split + join [ ] up, down  F4 move to item  Del  Tab new"
        )

    def _out(self, value: str) -> bool:
        if self.busy:
            self._host.write("")
            self.stop_editing()
            return True
        if value or not self.writing:
            return False
        self.writing = False
        self._host.show_chosen()
        return True


def _mark(text: str) -> str:
    """The mark to split `text` with: one that does not stand in it."""
    mark = SPLIT
    while mark in text:
        mark += SPLIT
    return mark
