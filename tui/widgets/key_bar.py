"""The keys of a screen, on its last line."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.widget import Widget

from store.i18n import _
from tui.keys.bindings import commands_of, key_name, label_of
from tui.routes import Place

SMALLEST = (40, 12)
"""The columns and rows below which a screen cannot show what it is for."""


class KeyBar(Widget):
    """As many keys as fit, the most needed first; the palette always last. Of a window that is too small, only that.

    `counts` and `labels` say, by action, which number stands behind a label, and what the key does instead.
    """

    _small = False

    def __init__(
        self,
        place: Place,
        counts: Mapping[str, int] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._place = place
        self._counts = dict(counts or {})
        self._labels = dict(labels or {})

    def on_mount(self) -> None:
        """Listens for other sizes of the window, also those at which this line stays as long as before."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._measure())

    def _measure(self) -> None:
        size = self.screen.size
        if (small := size.width < SMALLEST[0] or size.height < SMALLEST[1]) != self._small:
            self._small = small
            self.refresh()

    def tell(self, counts: Mapping[str, int], labels: Mapping[str, str]) -> None:
        """Shows these numbers and labels, and redraws where they differ from those shown."""
        if (counts, labels) != (self._counts, self._labels):
            self._counts, self._labels = dict(counts), dict(labels)
            self.refresh()

    def render(self) -> Content:
        """The keys and their labels."""
        if self._small:
            words = _("Too small ({columns}×{rows})").format(columns=SMALLEST[0], rows=SMALLEST[1])
            return Content.styled(words, "bold $warning")
        counts, labels = self._counts, self._labels
        parts = [
            Content.assemble(
                (key_name(command.key), "bold $foreground"),
                " ",
                labels.get(command.action) or label_of(command),
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
