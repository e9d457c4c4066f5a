"""A field of one line that stands in as many rows as it needs, so that its beginning stays in sight."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.terminal.wrapping import MOST_ROWS, SHARE, cells, first_shown, row_of, wrapped


class RowsInput(Input):
    """One line of input that is laid out anew only when the number of its rows changes.

    Past `most_rows` of the window the rows around the cursor are shown.
    """

    DEFAULT_CSS = f"RowsInput {{ min-height: 1; max-height: {100 // SHARE}vh; }}"
    # As in the base class, but without laying out the whole screen at every key.
    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False)

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self._wrapped: tuple[str, int, list[str]] = ("", 0, [""])

    @property
    def content_width(self) -> int:
        """One cell, so that the field never scrolls sideways."""
        return 1

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is on the screen."""
        x, y, _width, _height = self.content_region
        rows = self._rows()
        row, place = row_of(rows, self.cursor_position)
        return Offset(x + Content(rows[row][:place]).cell_length, y + row - self._first(rows))

    def watch_value(self) -> None:
        """Lays the field out anew where it needs more rows, or fewer, after a key."""
        self._fit()

    def on_resize(self) -> None:
        """Breaks the line into rows for the new width."""
        self._fit()

    def render_line(self, y: int) -> Strip:
        """A row, with what is offered behind the last."""
        if not self.value:
            return super().render_line(y)
        rows = self._rows()
        number = self._first(rows) + y
        if number >= len(rows):
            return Strip.blank(self.size.width, self.rich_style)
        text, start = rows[number], sum(map(len, rows[:number]))
        cursor = self.cursor_position - start
        if number == len(rows) - 1:
            # A cell more, for the cursor behind the last character.
            text += self._suggestion[len(self.value) :] if self.has_focus else ""
            text += " " if len(text) <= cursor else ""
        content = Content(text)
        if len(rows[number]) < len(text.rstrip()):
            content = content.stylize(self.get_visual_style("input--suggestion", partial=True), len(rows[number]))
        if self.has_focus:
            low, high = (max(0, place - start) for place in sorted(self.selection))
            if low < high:
                content = content.stylize_before(self.get_visual_style("input--selection"), low, high)
            if row_of(rows, self.cursor_position)[0] == number:
                content = content.stylize(self.get_visual_style("input--cursor"), cursor, cursor + 1)
        strip = Strip(content.render_segments(self.visual_style))
        return strip.adjust_cell_length(self.content_size.width, self.rich_style)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        # The base class does its part, but knows one row.
        event.prevent_default()
        await super()._on_mouse_down(event)
        self.selection = Selection.cursor(self._place_at(event))

    async def _on_mouse_move(self, event: events.MouseMove) -> None:
        event.prevent_default()
        if self._selecting:
            self.selection = Selection(self.selection.start, self._place_at(event))

    def _place_at(self, event: events.MouseEvent) -> int:
        """The place in the line of what was pointed at; the end of its row where nothing was."""
        x, y = event.get_content_offset_capture(self)
        rows = self._rows()
        number = min(max(0, self._first(rows) + y), len(rows) - 1)
        start = sum(map(len, rows[:number]))
        last = number == len(rows) - 1
        for place, character in enumerate(rows[number]):
            x -= cells(character)
            if x < 0:
                return start + place
        return start + len(rows[number]) - (0 if last else 1)

    def _rows(self) -> list[str]:
        width = self.content_size.width
        if self._wrapped[:2] != (self.value, width):
            self._wrapped = self.value, width, wrapped(self.value, width) if width else [self.value]
        return self._wrapped[2]

    def _first(self, rows: list[str]) -> int:
        return first_shown(rows, self.cursor_position, max(1, self.content_size.height))

    def _fit(self) -> None:
        rows = min(len(self._rows()), MOST_ROWS)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
