"""What the parts of the live screen are drawn from, and how they know that they must be drawn again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from store.i18n import _n
from store.meeting.running import RunningMeeting
from store.model import AgendaItem
from store.record.record import Record

OUTSIDE = 0
"""In the place of an item's id: what was written down under no item."""


class Scene:
    """What the live screen shows: a meeting at this instant.

    `unsaved` are the ids of the rows that are not on disk yet where that takes longer than a person
    would not notice, and `late` is how many acts they are of; `selected` is the id of the entry
    chosen, `looking` that of the item looked at (or `OUTSIDE`), where that is not the current one.
    """

    def __init__(self, sitting: RunningMeeting, clock: Callable[[], datetime]) -> None:
        self.sitting = sitting
        self.clock = clock
        self.unsaved: set[int] = set()
        self.late = 0
        self.selected: int | None = None
        self.looking: int | None = None

    @property
    def shown(self) -> AgendaItem | None:
        """The item whose entries are shown."""
        return self.record.items.get(self.looking) if self.looking is not None else self.record.current()

    @property
    def record(self) -> Record:
        """The record of the meeting."""
        return self.sitting.record


def unsaved(scene: Scene) -> Content | None:
    """How many acts the disk keeps waiting, for the head of a screen; None where there are none."""
    if not scene.late:
        return None
    text = _n("{number} act not on disk yet", "{number} acts not on disk yet", scene.late)
    return Content.styled(text.format(number=scene.late), "bold $error")


def in_lines(first: Content, parts: list[Content], width: int) -> list[Content]:
    """`parts` behind `first`, in as many lines of at most `width` cells as they need; none is broken."""
    lines = [first]
    for part in parts:
        if lines[-1].cell_length + part.cell_length + 2 > width:
            lines.append(Content(" "))
        lines[-1] = Content.assemble(lines[-1], part, "  ")
    return lines


class Drawn(Widget):
    """A part of the screen that is one `Content`, drawn when it is painted and repainted only when it differs."""

    def __init__(self, scene: Scene, *, id: str) -> None:
        super().__init__(id=id)
        self.scene = scene
        self._drawn: Content | None = None

    @abstractmethod
    def draw(self, width: int) -> Content:
        """The content of this part now, in lines of at most `width` cells."""

    def look(self, *, layout: bool = False) -> None:
        """Repaints where something changed; with `layout`, its height may change too."""
        content = self.draw(self.size.width)
        if self._drawn is None or not content.is_same(self._drawn):
            self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines that the content takes at `width` cells."""
        return self.draw(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draws the content, and remembers it to see whether it changes."""
        self._drawn = self.draw(self.size.width)
        return self._drawn
