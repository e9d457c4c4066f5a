"""Lines to scroll through, some of them marked: a widget a line would slow every key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.paint_line import paint_line

_GUTTER = 2


class Sheet(ScrollView, can_focus=False):
    """What `show` was given, drawn line by line; the marked lines are kept in sight.

    With `cursor`, a bar stands before them; without it they are brought to the upper third, with what stands
    around them.
    """

    def __init__(self, *, id: str, cursor: bool) -> None:
        super().__init__(id=id)
        self._gutter = _GUTTER if cursor else 0
        self._bar = ""
        self._lines: Sequence[Content] = ()
        self._marked = range(0)
        self._above = 0

    @property
    def room(self) -> int:
        """How wide a line may be."""
        return max(20, self.scrollable_content_region.width - 1 - self._gutter)

    def show(self, lines: Sequence[Content], marked: range, *, bar: bool = False, above: int = 0) -> None:
        """Shows `lines`, scrolled so far that those that are `marked` are seen, and so many `above` them."""
        self._lines, self._marked, self._bar, self._above = lines, marked, "▌" if bar else "", above
        self.virtual_size = Size(self.room, len(lines))
        if not self._gutter:
            self.scroll_to(y=max(0, marked.start - self.size.height // 3), animate=False, immediate=True)
        else:
            self._show_marked()
        self.refresh()

    def on_resize(self) -> None:
        """The cursor stays in sight: a long line takes rows from here while it is typed."""
        if self._gutter and self._marked:
            self._show_marked()

    def _show_marked(self) -> None:
        height = max(1, min(len(self._marked) + self._above, self.size.height))
        self.scroll_to_region(
            Region(0, self._marked.start - self._above, 1, height), animate=False, immediate=True, x_axis=False
        )

    def render_line(self, y: int) -> Strip:
        """One line of what is visible."""
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return paint_line(self, None)
        bar = f"{self._bar if at in self._marked else '':<{self._gutter}}"
        line = Content.assemble((bar, "bold $accent"), self._lines[at])
        return paint_line(self, line, marked=at in self._marked)
