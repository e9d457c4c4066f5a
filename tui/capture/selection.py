"""After the fact: one entry is chosen, one key does something to it, and it may be edited in the line."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Protocol

from msgspec.structs import replace
from textual import events

from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.capture.verbs.table import BY_BARE_SIGN, VERBS
from store.meeting.entries import KINDS
from store.model import Entry, Kind, Secrecy
from store.record.respell import spell
from tui.widgets.scene import OUTSIDE, Scene

# The sign that makes an entry into what it stands for; a decision becomes a proposal, and back.
_BECOMES = {sign: BY_BARE_SIGN[sign] for sign in "!@&?"} | {"-": Verb.NOTE}


class SelectionHost(Protocol):
    """The screen with the entries. It is called, and not sent messages: a key is done before the next one is taken."""

    def do_line(self, line: Line) -> bool:
        """Does what `line` says; False where it makes no sense now."""

    def write(self, text: str) -> None:
        """Puts `text` in the line."""

    def show_chosen(self) -> None:
        """Redraws after another entry was chosen, or another one is edited."""


class Selection(ABC):
    """Which entry is chosen, which is being edited, and what a key does to it.

    `taking` is the prepared text that was put in the line; "" once the line was emptied.
    """

    taking = ""

    def __init__(self, scene: Scene, host: SelectionHost) -> None:
        self._scene = scene
        self._host = host
        self.editing: int | None = None
        self._spelled = ""
        self._why = ""

    @abstractmethod
    def press(self, event: events.Key, value: str) -> bool:
        """Whether a key, pressed with `value` in the line, was for the selection; then it was done."""

    @abstractmethod
    def hint(self) -> str:
        """What can be pressed now; nothing where no entry is chosen."""

    @property
    def chosen(self) -> Entry | None:
        """The entry that the keys are about."""
        return self._scene.record.entries.get(self._scene.selected) if self._scene.selected is not None else None

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

    def edit(self, entry: Entry, why: str = "") -> None:
        """Puts `entry` in the line, to be edited there, and says `why` for as long as it is. Nothing is drawn."""
        self._why = why
        self.editing, self._spelled = entry.id, spell(entry, self._scene.sitting.context())
        self._host.write(self._spelled)

    @property
    def while_editing(self) -> str:
        """What is said while an entry is edited."""
        return self._why or _("Editing. Enter keeps it, Esc leaves it as it was.")

    def stop_editing(self) -> None:
        """Ends editing; the chosen entry stays chosen."""
        self.editing = None
        self._host.show_chosen()

    def _edited(self) -> str:
        return f"{self.editing} {self._spelled}" if self.editing is not None else ""

    def _looking_at(self, item: int | None) -> int | None:
        return None if item == self._scene.record.meeting.current else item or OUTSIDE

    def _one_key(self, entry: Entry, event: events.Key) -> bool:
        """Does what a key stands for to `entry`; False where it stands for nothing."""
        if event.key == "enter" and entry.kind is not Kind.VOTE:
            self.edit(entry)
        elif event.key == "delete":
            self._delete(entry)
        elif event.character == "*":
            self._host.do_line(
                Line(verb=Verb.SECRET, typed="/secret last", last=True, secrecy=Secrecy(), entry=entry.id)
            )
        elif event.character in _BECOMES:
            sign, verb = event.character, _BECOMES[event.character]
            if verb is Verb.DECISION and entry.kind is Kind.DECISION:
                sign, verb = "!?", Verb.PROPOSAL
            self._host.do_line(Line(verb=verb, typed="\\" if sign == "-" else sign, entry=entry.id))
        else:
            return False
        self._host.show_chosen()
        return True

    def _delete(self, entry: Entry) -> bool:
        """Takes `entry` out of the minutes; whether that was done."""
        return self._host.do_line(Line(verb=Verb.DELETE, typed="/delete", entry=entry.id))
