"""A question that is answered with the name of a file."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.words import _


class AskFileScreen(ModalScreen[str]):
    """Gives the name typed or pasted; nothing where the user went back."""

    AUTO_FOCUS = "#file"
    BINDINGS: ClassVar = [Binding("escape", "dismiss('')", show=False, priority=True)]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """The field."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            yield Input(id="file", placeholder=_("drag the file here, or type its name"))
            yield Static(Content.styled("\n" + _("Enter: read it    Esc: back"), "$quiet"))

    @on(Input.Submitted, "#file")
    def _given(self, event: Input.Submitted) -> None:
        # A file that is dragged into a terminal often comes between quotes.
        self.dismiss(event.value.strip().strip("'\""))
