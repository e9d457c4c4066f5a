"""After the fact: with an empty line, up and down walk the entries, and one key does something to one."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from textual import events

from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.capture.respell import spell
from store.language.capture.verbs import BY_BARE_SIGN, VERBS
from store.meeting.entries import KINDS
from store.model import Entry, Kind, Secrecy
from store.record.record import Record
from tui.widgets.drawn import OUTSIDE, Scene

# The sign that makes an entry into what it stands for; a decision becomes a proposal, and back.
_BECOMES = {sign: BY_BARE_SIGN[sign] for sign in "!@&?"} | {"-": Verb.NOTE}


class Walk:
    """Which entry is chosen, which is being edited, and what a key does to it.

    `do` does a line and says whether it was done; `write` puts a text in the capture line;
    `changed` is called when another entry is chosen.
    """

    def __init__(
        self, scene: Scene, do: Callable[[Line], bool], write: Callable[[str], None], changed: Callable[[], None]
    ) -> None:
        self._scene = scene
        self._do = do
        self._write = write
        self._changed = changed
        self.editing: int | None = None
        self._spelled = ""

    @property
    def chosen(self) -> Entry | None:
        """The entry that the keys are about."""
        return self._scene.record.entries.get(self._scene.selected) if self._scene.selected is not None else None

    def press(self, event: events.Key, value: str) -> bool:
        """Whether a key, pressed with `value` in the line, was one of these; then it was done."""
        if event.key == "escape":
            return self._back(value)
        if self.editing is not None or (value and self.chosen is None):
            return False
        if event.key in ("up", "down") and not value:
            self._step(-1 if event.key == "up" else 1)
            return True
        entry = self.chosen
        if entry is None or value:
            return False
        return self._one_key(entry, event)

    def aim(self, line: Line) -> Line:
        """`line`, about the entry that is edited or chosen where it is about one."""
        if self.editing is not None and line.verb in KINDS and line.text:
            return replace(line, entry=self.editing)
        entry = self.chosen
        bare = line.verb in KINDS and not line.text
        if entry is not None and (bare or line.last or (VERBS[line.verb].at_chosen and not line.reference)):
            return replace(line, entry=entry.id)
        return line

    def is_unchanged(self, typed: str) -> bool:
        """Whether an entry is being edited, and its line is still as it was put there."""
        return self.editing is not None and typed.strip() == self._spelled.strip()

    def half_typed(self, value: str) -> tuple[str, str]:
        """`value` as it is kept for the next time, and of what it is an edit (for `go_on`), else nothing.

        Nothing at all where it is as it was put in the line.
        """
        return ("", "") if self.is_unchanged(value) else (value, self._edited())

    def go_on(self, edited: str) -> bool:
        """Edits again what `half_typed` told of; False where that is none, or no longer as it was.

        The line is left alone, and nothing is drawn.
        """
        id, _space, spelled = edited.partition(" ")
        entry = self._scene.record.entries.get(int(id)) if id.isdecimal() else None
        if entry is None or spell(entry, self._scene.sitting.context()) != spelled:
            return False
        self.editing, self._spelled = entry.id, spelled
        self._scene.selected = entry.id
        self._scene.looking = self._looking_at(entry.item)
        return True

    def choose(self, entry: int | None, item: int | None) -> None:
        """Shows `item`, with `entry` chosen in it."""
        self._scene.selected = entry
        self._scene.looking = self._looking_at(item)
        self._changed()

    def stop(self) -> None:
        """Back to the current item, with nothing chosen."""
        if self._scene.selected is not None or self._scene.looking is not None or self.editing is not None:
            self.editing = None
            self.choose(None, self._scene.record.meeting.current)

    def hint(self) -> str:
        """What can be pressed now; nothing where no entry is chosen."""
        if self.editing is not None:
            return _("Editing. Enter keeps it, Esc leaves it as it was.")
        if self.chosen is not None:
            return _("Enter edit  ! decision  @ action  ? question  - note  * secret  F4 move to item  Del  Esc")
        return _("Esc goes back to the current item.") if self._scene.looking is not None else ""

    def _edited(self) -> str:
        return f"{self.editing} {self._spelled}" if self.editing is not None else ""

    def _looking_at(self, item: int | None) -> int | None:
        return None if item == self._scene.record.meeting.current else item or OUTSIDE

    def _back(self, value: str) -> bool:
        if self.editing is not None:
            self.editing = None
            self._write("")
            self._changed()
            return True
        if value or (self._scene.selected is None and self._scene.looking is None):
            return False
        self.stop()
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

    def _one_key(self, entry: Entry, event: events.Key) -> bool:
        if event.key == "enter" and entry.kind is not Kind.VOTE:
            self.editing, self._spelled = entry.id, spell(entry, self._scene.sitting.context())
            self._write(self._spelled)
        elif event.key == "delete":
            if self._do(Line(verb=Verb.DELETE, typed="/delete", entry=entry.id)):
                self.stop()
        elif event.character == "*":
            self._do(Line(verb=Verb.SECRET, typed="/secret last", last=True, secrecy=Secrecy(), entry=entry.id))
        elif event.character in _BECOMES:
            sign, verb = event.character, _BECOMES[event.character]
            if verb is Verb.DECISION and entry.kind is Kind.DECISION:
                sign, verb = "!?", Verb.PROPOSAL
            self._do(Line(verb=verb, typed="\\" if sign == "-" else sign, entry=entry.id))
        else:
            return False
        self._changed()
        return True


def _in_order(record: Record) -> list[Entry]:
    """All entries, item by item in the order treated."""
    items = [None, *(item.id for item in record.order())]
    return [entry for item in items for entry in record.entries_of(item)]
