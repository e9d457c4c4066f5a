"""A choice of one from a few, all in sight: the arrow keys choose, Tab goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """A label, and options below it in one column or in several; the chosen one is marked."""

    BINDINGS: ClassVar = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
    ]

    chosen: reactive[int] = reactive(0)
    unused: reactive[bool] = reactive(False)

    class Changed(Message):
        """Message: another option was chosen."""

    def __init__(
        self, label: str, options: Sequence[tuple[str, str]], value: str, *, columns: int = 1, id: str
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._options = tuple(options)
        self._columns = columns
        values = [each for each, _shown in self._options]
        self.set_reactive(Choice.chosen, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """The option that is chosen."""
        return self._options[self.chosen][0]

    def render(self) -> Content:
        """The label and the options."""
        lines = [Content.styled(self._label, "bold $accent" if self.has_focus else "$quiet")]
        for start in range(0, len(self._options), self._columns):
            parts = [self._option(at) for at in range(start, min(start + self._columns, len(self._options)))]
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)

    def _option(self, at: int) -> Content:
        shown = self._options[at][1]
        width = max(len(text) for _value, text in self._options) + 1 if (at + 1) % self._columns else 0
        chosen = at == self.chosen and not self.unused
        style = "$faint" if self.unused else "bold" if chosen else "$quiet"
        mark = ("▸ " if self.has_focus else "• ") if chosen else "  "
        return Content.assemble((mark, "$accent"), (shown.ljust(width), style))

    def on_focus(self) -> None:
        """Redraws the mark, which shows that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Redraws the label without the mark that keys go here."""
        self.refresh()

    def action_move(self, down: int, right: int) -> None:
        """Goes on to the next option; beyond the last one to the next choice."""
        to = self.chosen + down * self._columns + right
        if right and not (0 <= to < len(self._options)):
            return
        if self.unused or not 0 <= to < len(self._options):
            if down:
                self.screen.focus_next() if down > 0 else self.screen.focus_previous()
            return
        self.chosen = to
        self.post_message(self.Changed())
