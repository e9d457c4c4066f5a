"""All about an action or a decision: its whole text, and everything that happened since."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.i18n import _


class DetailsScreen(ModalScreen[None]):
    """Shows `lines` under `title`; nothing is cut short."""

    BINDINGS: ClassVar = [Binding("escape,enter,h", "dismiss", show=False)]

    def __init__(self, title: str, lines: list[Content]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """All lines, to be scrolled through, and the key that closes them."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(self._title)
            yield Static(Content("\n").join(self._lines))
            yield Static(Content.styled("\n" + _("Esc: back"), "$quiet"))
