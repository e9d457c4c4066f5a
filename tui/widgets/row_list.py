"""A list of rows with a cursor and marks, drawn line by line: thousands of rows cost no more than those in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.paint_line import paint_line

_Row = TypeVar("_Row")


class RowList(ScrollView, Generic[_Row], can_focus=True):
    """`draw` gives a row as one line of a width; `key` tells a row from others when the rows are changed."""

    # Rows are as wide as there is room, also when the vertical scroll bar has just taken some of it.
    DEFAULT_CSS = "RowList { overflow-x: hidden; }"
    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1_000_000_000)", show=False),
        Binding("end", "move(1_000_000_000)", show=False),
        Binding("space", "mark", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """Message: another row has the cursor, or none has."""

    class Chosen(Message):
        """Message: Enter was pressed on the row with the cursor."""

    def __init__(
        self, draw: Callable[[_Row, int], Content], key: Callable[[_Row], object], *, id: str, marks: bool = False
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._key = key
        self._marks = marks
        self.rows: Sequence[_Row] = ()
        self.marked: set[object] = set()
        self.at = 0

    @property
    def chosen(self) -> _Row | None:
        """The row with the cursor."""
        return self.rows[self.at] if self.rows else None

    @property
    def meant(self) -> list[_Row]:
        """The marked rows, else the one with the cursor."""
        marked = [row for row in self.rows if self._key(row) in self.marked]
        return marked or ([self.rows[self.at]] if self.rows else [])

    def show(self, rows: Sequence[_Row]) -> None:
        """Shows other rows; the cursor stays on the same one, or where it was."""
        old = self._key(self.chosen) if self.chosen is not None else None
        self.rows = rows
        self.at = next((at for at, row in enumerate(rows) if self._key(row) == old), min(self.at, len(rows) - 1))
        self.at = max(0, self.at)
        self.marked &= {self._key(row) for row in rows}
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def go_to(self, row: _Row) -> bool:
        """Puts the cursor on `row`; False where that is not shown."""
        at = next((at for at, other in enumerate(self.rows) if self._key(other) == self._key(row)), None)
        if at is not None:
            self.action_move(at - self.at)
        return at is not None

    def action_move(self, by: int) -> None:
        """Moves the cursor so many rows down, as far as there are rows."""
        if self.rows:
            self.at = max(0, min(len(self.rows) - 1, self.at + by))
            self._follow()
            self.refresh()
            self.post_message(self.Moved())

    def to_top(self) -> None:
        """Puts the cursor on the first row."""
        self.action_move(-self.at)

    def action_page(self, by: int) -> None:
        """Moves the cursor so many pages down."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_mark(self) -> None:
        """Marks the row with the cursor, or takes its mark away, and goes on to the next."""
        if self._marks and self.chosen is not None:
            self.marked ^= {self._key(self.chosen)}
            self.action_move(1)

    def action_choose(self) -> None:
        """Tells that the row with the cursor is chosen."""
        if self.chosen is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; a second one chooses."""
        at = event.y + self.scroll_offset.y
        if at < len(self.rows):
            again = at == self.at
            self.action_move(at - self.at)
            if again:
                self.action_choose()

    def on_resize(self) -> None:
        """Redraws the rows for the new width."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows))
        self._follow()

    def _follow(self) -> None:
        height = self.size.height
        if height:
            top = self.scroll_offset.y
            top = min(max(top, self.at - height + 1), self.at)
            self.scroll_to(y=top, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of what is visible."""
        at = y + self.scroll_offset.y
        if at >= len(self.rows):
            return paint_line(self, None)
        row = self.rows[at]
        chosen = at == self.at and self.has_focus
        mark = "●" if self._key(row) in self.marked else "▌" if chosen else " "
        line = Content.assemble((f"{mark} ", "bold $accent"), self._draw(row, self.size.width - 2))
        return paint_line(self, line, marked=at == self.at)
