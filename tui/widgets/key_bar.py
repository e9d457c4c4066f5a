"""The keys of a screen, on its last line."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from tui.commands import Place, commands_of, key_name, label_of


class KeyBar(Widget):
    """As many keys as fit, the most needed first; the palette always last."""

    def __init__(self, place: Place, counts: Callable[[], dict[str, int]] = dict) -> None:
        super().__init__()
        self._place = place
        self._counts = counts

    def render(self) -> Content:
        """The keys and their labels."""
        counts = self._counts()
        parts = [
            Content.assemble(
                (key_name(command.key), "bold $foreground"),
                " ",
                label_of(command),
                (f" {counts[command.action]}" if counts.get(command.action) else "", "bold $warning"),
            )
            for command in commands_of(self._place)
            if not command.hidden
        ]
        last = Content.assemble(("^P", "bold $foreground"), " …")
        width = self.size.width
        shown: list[Content] = []
        for part in parts:
            if sum(one.cell_length + 2 for one in [*shown, part]) + last.cell_length <= width:
                shown.append(part)
        return Content("  ").join([*shown, last])
