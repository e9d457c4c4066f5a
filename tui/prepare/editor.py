"""Preparing by keys and lines: what each does to the chosen item, or to the meeting itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from textual import events
from textual.content import Content

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.verbs.table import BY_WORD
from store.meeting.preparation import (
    add_item,
    change_item,
    change_meeting,
    delete_item,
    move_item,
    nest_item,
    number_below,
)
from store.model import AgendaItem, Meeting, Purpose, Secrecy
from store.record.clock import local
from store.record.record import Record
from store.text import LINE_END
from tui.capture.agenda_item import new_item, new_item_words
from tui.keys.bindings import label_of, typed_in
from tui.keys.commands import Command
from tui.prepare.agenda_list import PlanScene
from tui.prepare.fields import (
    ITEM_FIELDS,
    MEETING_FIELDS,
    Around,
    Row,
    labelled,
    labelled_beside,
    spelled,
)
from tui.prepare.fields import read as read_field
from tui.routes import Place

_PURPOSES = {"!": Purpose.DECIDE, "?": Purpose.DISCUSS, ".": Purpose.INFORM}
_COMMAND = re.compile(r"/([^\W\d_]+)\s*$")
# What stands before the items of a pasted list.
_BULLET = re.compile(r"(?:[-*•–]|\d{1,3}[.)])\s+")
_PAGE = 10
_UP_AND_DOWN = ("up", "down", "pageup", "pagedown")

Change = Callable[[Record], object]


class EditorHost(Protocol):
    """The screen of the agenda. It is called, and not sent messages: a key is done before the next one is taken."""

    def change(self, verb: str, line: str, change: Change) -> bool:
        """Makes an act of `change`, which `line` says; False where it cannot be done, which is said."""

    def write(self, text: str) -> None:
        """Puts `text` in the line."""

    def show_chosen(self) -> None:
        """Redraws after something else was chosen, or is edited."""

    def do_command(self, command: Command) -> None:
        """Does what was typed after a slash."""


class AgendaEditor:
    """What is chosen, what is being edited, and what a key or a line does."""

    def __init__(self, scene: PlanScene, host: EditorHost) -> None:
        self._scene = scene
        self._host = host
        self.editing: Row | None = None
        self._place = 0

    # Choosing

    def choose(self, item: int | None) -> None:
        """Chooses an item, or the meeting itself (None)."""
        self._scene.item = item
        self._remember()
        self._host.show_chosen()

    def settle(self) -> None:
        """Chooses the item in the place of the chosen one, where an act took that away."""
        things = self._things()
        if self._scene.item not in things:
            self._scene.item = things[min(self._place, len(things) - 1)]
        self._remember()

    def press(self, event: events.Key, value: str) -> bool:
        """Whether a key, pressed with `value` in the line, was for the agenda; then it was done."""
        if event.key in ("tab", "shift+tab") and (value or self.editing):
            return True
        if self.editing is not None:
            return self._while_editing(event, value)
        steps = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE, "home": -9999, "end": 9999}
        if value and not (self._scene.row is None and event.key in _UP_AND_DOWN):
            return False
        # Where a line is half typed, these choose what it is for.
        if event.key in steps:
            self._step(steps[event.key])
        elif event.key == "enter":
            self._edit()
        elif event.key == "delete":
            self._delete()
        elif self._scene.row is not None:
            return self._in_fields(event)
        elif event.key == "right":
            self._scene.row = 0
            self._host.show_chosen()
        else:
            return self._in_list(event)
        return True

    def _while_editing(self, event: events.Key, value: str) -> bool:
        if event.key == "escape":
            self.editing = None
            self._host.write("")
            self._host.show_chosen()
            return True
        if event.key == "enter" and not value.strip():
            # An empty line takes away what was there.
            if self.keep(""):
                self._host.write("")
            return True
        return False

    def _in_fields(self, event: events.Key) -> bool:
        if event.key in ("tab", "shift+tab"):
            self._step(1 if event.key == "tab" else -1)
        elif event.key in ("left", "escape"):
            self._scene.row = None
            self._host.show_chosen()
        else:
            return False
        return True

    def _in_list(self, event: events.Key) -> bool:
        item = self._scene.thing
        if not isinstance(item, AgendaItem):
            return event.key in ("tab", "shift+tab")
        id, sign = item.id, event.character or ""
        if event.key in ("tab", "shift+tab"):
            by = 1 if event.key == "tab" else -1
            self._key("nest", "⇥" if by > 0 else "⇤", item, lambda record: nest_item(record, id, by))
        elif sign in ("-", "+"):
            by = -1 if sign == "-" else 1
            self._key("move", sign, item, lambda record: move_item(record, id, by))
        elif sign in _PURPOSES:
            purpose = None if item.purpose is _PURPOSES[sign] else _PURPOSES[sign]
            self._key("change", sign, item, lambda record: change_item(record, id, purpose=purpose))
        elif sign == "*":
            secrecy = None if item.confidential else Secrecy()
            self._key("change", sign, item, lambda record: change_item(record, id, confidential=secrecy))
        else:
            return False
        return True

    def _key(self, verb: str, sign: str, item: AgendaItem, change: Change) -> bool:
        return self._host.change(verb, f"{sign} {item.number} {item.title}", change)

    def _step(self, by: int) -> None:
        if self._scene.row is not None:
            self._scene.row = max(
                0, min(min(self._scene.row, len(self._scene.rows) - 1) + by, len(self._scene.rows) - 1)
            )
            self._host.show_chosen()
            return
        things = self._things()
        self.choose(things[max(0, min(self._place + by, len(things) - 1))])

    def _things(self) -> list[int | None]:
        return [None, *(item.id for item in self._scene.record.agenda())]

    def _remember(self) -> None:
        things = self._things()
        self._place = things.index(self._scene.item) if self._scene.item in things else 0

    def _edit(self) -> None:
        is_item = isinstance(self._scene.thing, AgendaItem)
        self.editing = self._scene.chosen_row or Row((ITEM_FIELDS if is_item else MEETING_FIELDS)[0])
        self._host.write(spelled(self._scene.thing, self.editing))
        self._host.show_chosen()

    def _delete(self) -> None:
        row, item = self._scene.chosen_row, self._scene.thing
        if row is not None:
            self._put(item, row, "", f"Del {_(row.field.label)}")
        elif isinstance(item, AgendaItem):
            id = item.id
            self._key("delete", "Del", item, lambda record: delete_item(record, id))

    # The line

    def understood(self, value: str) -> tuple[Content, str]:
        """What Enter will do with the line as it stands, and what is doubtful about it."""
        if command := self._command_in(value):
            return Content(f"→ {label_of(command)}"), ""
        aimed = self._aimed(value)
        if aimed is None:
            item = new_item(value.removeprefix("\\"), self._scene.sitting.people())
            number = number_below(self._scene.record, self._scene.item)
            words = Content.assemble(
                ("→ ", "$accent"),
                _("New item {number}").format(number=number),
                "  ·  ",
                new_item_words(item, self._scene.sitting.people()),
            )
            return words, ""
        thing, row, text = aimed
        typed = read_field(row, text, thing, self.around())
        label = self._label(thing, row)
        return Content.assemble(("→ ", "$accent"), f"{label}: ", (typed.says, "")), typed.wrong or typed.doubt

    def keep(self, value: str) -> bool:
        """Does what the line says; False where that cannot be done, and the line stays."""
        if command := self._command_in(value):
            self._host.do_command(command)
            return True
        aimed = self._aimed(value)
        if aimed is not None:
            return self._put(*aimed, value)
        return self.add([value.removeprefix("\\")])

    def add(self, lines: list[str]) -> bool:
        """Puts new items below the chosen one, as one act."""
        people = self._scene.sitting.people()
        items = [new_item(_BULLET.sub("", line, count=1) if len(lines) > 1 else line, people) for line in lines]
        last = self._scene.item

        def put(record: Record) -> None:
            nonlocal last
            for item in items:
                last = add_item(record, item, last)

        if not self._host.change("add", "\n".join(lines), put):
            return False
        self.choose(last)
        return True

    def is_for_field(self) -> bool:
        """Whether what is typed is the value of a field, and no new item."""
        return self.editing is not None or self._scene.row is not None

    def is_long(self) -> bool:
        """Whether the field that is edited, or chosen, holds a longer text, which may have several lines."""
        row = self.editing or self._scene.chosen_row
        return row is not None and row.field.long

    def join(self, lines: list[str]) -> str:
        """Pasted lines as the one line that a field is edited in."""
        return f" {LINE_END} ".join(lines) if self.is_long() else "; ".join(lines)

    def draft(self, value: str) -> str:
        """The half-typed line as it is kept for the next time, when an item is chosen: it names the field itself."""
        row, thing = self.editing or self._scene.chosen_row, self._scene.thing
        named = f"{_(row.field.label)}: {value}" if row is not None else ""
        found = labelled(named, thing) if isinstance(thing, AgendaItem) else labelled_beside(named)
        return named if value.strip() and found else value

    def placeholder(self) -> str:
        """What can be typed now."""
        row = self._scene.chosen_row
        if row is not None:
            return _(row.field.hint)
        return _("a new item: title (who, 20 min) !  or a field: time: 20 · F1 help")

    def hint(self) -> str:
        """What can be pressed now, with an empty line."""
        row = self.editing or self._scene.chosen_row
        if self.editing is not None:
            return _("Editing {label}. Enter keeps it, Esc leaves it as it was.").format(
                label=_(self.editing.field.label)
            )
        if row is not None:
            return _("{label}: type a value.  Enter edits  Del empties  ↑ ↓ other field  ← agenda").format(
                label=_(row.field.label)
            )
        if self._scene.item is None:
            return _("Type a new item, for the top.  → the fields of the meeting  ↓ the agenda")
        return _("Type a new item.  Enter title  → fields  - + move  Tab nest  ! ? . *  Del")

    def around(self) -> Around:
        """What the value of a field is read against: the day, the meeting, and its people."""
        meeting = self._scene.record.meeting
        return Around(local(self._scene.clock(), meeting).date(), meeting, self._scene.sitting.context())

    def beside(self, value: str) -> str:
        """What a line does to the meeting while an item is chosen, and its fields are not in sight; else nothing."""
        aimed = self._aimed(value)
        if aimed is None or aimed[0] is self._scene.thing:
            return ""
        thing, row, text = aimed
        return f"{self._label(thing, row)}: {read_field(row, text, thing, self.around()).says}"

    def _aimed(self, value: str) -> tuple[AgendaItem | Meeting, Row, str] | None:
        """What the line is for, the field of it, and the text for that; None where it is a new item."""
        thing, row = self._scene.thing, self.editing or self._scene.chosen_row
        if row is not None:
            return thing, row, value
        if found := labelled(value, thing):
            return thing, *found
        found = labelled_beside(value)
        return (self._scene.record.meeting, *found) if found else None

    def _label(self, thing: AgendaItem | Meeting, row: Row) -> str:
        label = _(row.field.label)
        return label if thing is self._scene.thing else _("Meeting · {label}").format(label=label)

    def _command_in(self, value: str) -> Command | None:
        match = _COMMAND.match(value) if not self.is_for_field() else None
        verb = BY_WORD.get(match[1].lower()) if match else None
        return typed_in(Place.PREPARE, verb) if verb else None

    def _put(self, thing: AgendaItem | Meeting, row: Row, text: str, line: str) -> bool:
        # What was put in the line and is there still is no change, however it would be read.
        if self.editing is not None and text.strip() == spelled(thing, row).strip():
            self._go_on(row)
            return True
        typed = read_field(row, text, thing, self.around())
        if typed.wrong:
            return self._host.change("change", line, _refusal(typed.wrong))
        if isinstance(thing, AgendaItem):
            id = thing.id
            done = self._host.change("change", line, lambda record: change_item(record, id, **typed.changes))
        else:
            done = self._host.change("change", line, lambda record: change_meeting(record, **typed.changes))
        if done:
            self._go_on(row if text else None)
        return done

    def _go_on(self, row: Row | None) -> None:
        """The field is done: the next one, where somebody is in the fields."""
        self.editing = None
        if self._scene.row is not None and row is not None:
            self._scene.row = min(self._scene.row + 1, len(self._scene.rows) - 1)
        self._host.show_chosen()


def _refusal(words: str) -> Change:
    """A change that cannot be made, and why."""

    def refuse(record: Record) -> None:
        raise CannotDo(words)

    return refuse
