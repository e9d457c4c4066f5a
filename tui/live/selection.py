"""On the live screen: with an empty line, up and down walk the entries of all items."""

from __future__ import annotations

from msgspec.structs import replace
from textual import events

from store.i18n import _
from store.language.capture.line import Line
from store.model import Entry
from store.record.record import Record
from tui.capture.selection import Selection


class LiveSelection(Selection):
    """The entries are walked; without a chosen one the current item is shown."""

    def press(self, event: events.Key, value: str) -> bool:
        """Whether a key, pressed with `value` in the line, was for the selection; then it was done."""
        if event.key == "escape":
            return self._back(value)
        if self.editing is not None or (value and self.chosen is None):
            return False
        if event.key == "enter" and not value and self._scene.selected is None and self._scene.looking is None:
            return self._take_prepared()
        if event.key in ("up", "down") and not value:
            self._step(-1 if event.key == "up" else 1)
            return True
        entry = self.chosen
        if entry is None or value:
            return False
        return self._one_key(entry, event)

    def _take_prepared(self) -> bool:
        """Puts the next line of the prepared text of the current item in the line; False where there is none."""
        item = self._scene.record.current()
        prepared = [text for text in (item.prepared_text if item else "").splitlines() if text]
        if prepared:
            self.taking = prepared[0]
            self._host.write(prepared[0])
        return bool(prepared)

    def aim(self, line: Line) -> Line:
        """`line`, about the entry that is edited or chosen; or made of the prepared text that was put in the line."""
        return replace(super().aim(line), prepared=self.taking) if self.taking else super().aim(line)

    def choose(self, entry: int | None, item: int | None) -> None:
        """Shows `item`, with `entry` chosen in it."""
        self._scene.selected = entry
        self._scene.looking = self._looking_at(item)
        self._host.show_chosen()

    def back_to_current(self) -> None:
        """Back to the current item, with nothing chosen and nothing edited."""
        if self._scene.selected is not None or self._scene.looking is not None or self.editing is not None:
            self.editing = None
            self.choose(None, self._scene.record.meeting.current)

    def hint(self) -> str:
        """What can be pressed now; nothing where no entry is chosen."""
        if self.editing is not None:
            return self.while_editing
        if self.chosen is not None:
            return _("Enter edit  ! decision  @ action  ? question  - note  * secret  F4 move to item  Del  Esc")
        return _("Esc goes back to the current item.") if self._scene.looking is not None else ""

    def _back(self, value: str) -> bool:
        if self.editing is not None:
            self.editing = None
            self._host.write("")
            self._host.show_chosen()
            return True
        if value or (self._scene.selected is None and self._scene.looking is None):
            return False
        self.back_to_current()
        return True

    def _step(self, by: int) -> None:
        entries = _in_order(self._scene.record)
        if not entries:
            return
        ids = [entry.id for entry in entries]
        if self._scene.selected in ids:
            at = min(max(0, ids.index(self._scene.selected) + by), len(ids) - 1)
        else:
            here = [at for at, entry in enumerate(entries) if entry.item == self._scene.record.meeting.current]
            at = (here or [len(ids) - 1])[-1]
        self.choose(ids[at], entries[at].item)

    def _delete(self, entry: Entry) -> bool:
        done = super()._delete(entry)
        if done:
            self.back_to_current()
        return done


def _in_order(record: Record) -> list[Entry]:
    """All entries, item by item in the order treated."""
    items = [None, *(item.id for item in record.order())]
    return [entry for item in items for entry in record.entries_of(item)]
