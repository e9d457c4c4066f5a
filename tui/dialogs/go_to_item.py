"""Go to an item: type its number or some of its words."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.i18n import _
from store.model import AgendaItem, ItemStatus
from store.record.record import Record
from store.text import fold


class Chosen(NamedTuple):
    """The number of an item: to go there, or to put an entry there."""

    number: str
    filed: bool


class GoToScreen(ModalScreen[Chosen | None]):
    """Gives the item chosen; None where none was.

    `filing` tells that it is asked for an entry that was chosen, `last` that Tab may put the last entry there.
    """

    AUTO_FOCUS = "#number"
    BINDINGS: ClassVar = [
        Binding("escape,f4", "dismiss(None)", show=False, priority=True),
        Binding("tab", "give(True)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, record: Record, *, filing: bool = False, last: bool = False) -> None:
        super().__init__()
        self._filing = filing
        self._last = last
        self._items = record.order()
        self._next = next(iter(record.to_come()), None)
        self._current = record.meeting.current

    def compose(self) -> ComposeResult:
        """A field to type in, and below it the items that fit."""
        with Vertical(classes="box") as box:
            box.border_title = Content(_("File under item") if self._filing else _("Go to item"))
            yield Input(id="number", placeholder=_("number or words"))
            yield OptionList(id="items")
            keys = _("Enter: go there    ↑ ↓: choose    Esc: back")
            if self._filing:
                keys = _("Enter: put it there    ↑ ↓: choose    Esc: back")
            elif self._last:
                keys = _("Enter: go there    ⇥: put the last entry there    Esc: back")
            yield Static(Content.styled("\n" + keys, "$quiet"))

    def on_mount(self) -> None:
        """Offers all items, since nothing is typed yet."""
        self._fill("")

    @on(Input.Changed, "#number")
    def _changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted, "#number")
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_give(False)

    def action_give(self, filed: bool) -> None:
        """Gives the item that is marked, to go there or, where that was asked, to put an entry there."""
        option = self.query_one("#items", OptionList).highlighted_option
        filed = self._filing or (filed and self._last)
        self.dismiss(Chosen(option.id, filed) if option and option.id else None)

    def action_move(self, by: int) -> None:
        """Marks the item above or below the one that is marked."""
        items = self.query_one("#items", OptionList)
        if items.option_count:
            items.highlighted = ((items.highlighted or 0) + by) % items.option_count

    def _fill(self, typed: str) -> None:
        options = self.query_one("#items", OptionList)
        options.clear_options()
        found = fitting(self._items, typed)
        options.add_options(Option(self._label(item), id=item.number) for item in found)
        if found:
            options.highlighted = 0 if typed else next((at for at, item in enumerate(found) if item is self._next), 0)

    def _label(self, item: AgendaItem) -> Content:
        style = "" if item.status is ItemStatus.OPEN else "$quiet"
        mark = "▸" if item.id == self._current else " "
        return Content.assemble((f"{mark}{item.number:>4}  ", "bold"), (item.title, style))


def fitting(items: list[AgendaItem], typed: str) -> list[AgendaItem]:
    """The items that `typed` fits, best first: by number exactly, number's beginning, words."""
    wanted = fold(typed).strip()
    if not wanted:
        return items
    ranked = [(_rank(item, wanted), at) for at, item in enumerate(items)]
    return [items[at] for rank, at in sorted(ranked) if rank < 3]


def _rank(item: AgendaItem, wanted: str) -> int:
    number = item.number.lower()
    if number == wanted:
        return 0
    if number.startswith(wanted):
        return 1
    return 2 if all(word in fold(item.title) for word in wanted.split()) else 3
