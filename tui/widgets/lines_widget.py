"""A part of the screen drawn line by line: only the lines that differ are painted anew."""

from __future__ import annotations

from abc import abstractmethod

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.paint_line import paint_line
from tui.widgets.scene import Scene


class LinesWidget(Widget):
    """Lines of `Content`. Where most of many stay as they are, a key costs a few lines and not the whole."""

    def __init__(self, scene: Scene, *, id: str) -> None:
        super().__init__(id=id)
        self.scene = scene
        self._lines: list[Content] = []
        self._drawn_for = Size(-1, -1)

    @abstractmethod
    def draw(self, width: int, height: int) -> list[Content]:
        """At most `height` lines of at most `width` cells."""

    def look(self) -> None:
        """Repaints the lines where something changed."""
        old, width = self._lines, self.size.width
        self._lines, same_width = self.draw(width, self.size.height), width == self._drawn_for.width
        self._drawn_for = self.size
        longest = max(len(old), len(self._lines))
        changed = [at for at in range(longest) if not (same_width and self._is_same(old, at))]
        if changed:
            self.refresh(*(Region(0, at, width, 1) for at in changed))

    def _is_same(self, old: list[Content], at: int) -> bool:
        if at >= len(old) or at >= len(self._lines):
            return False
        return old[at] is self._lines[at] or old[at].is_same(self._lines[at])

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the part is."""
        if self._drawn_for != self.size:
            self._lines, self._drawn_for = self.draw(*self.size), self.size
        return paint_line(self, self._lines[y] if y < len(self._lines) else None)
