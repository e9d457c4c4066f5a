"""One question with yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words import _


class AskScreen(ModalScreen[bool]):
    """Enter (or y, j) is yes, escape (or n) is no."""

    BINDINGS: ClassVar = [
        Binding("enter,y,j", "answer(True)", show=False),
        Binding("escape,n", "answer(False)", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and the keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._question))
            yield Static(Content.styled("\n" + _("Enter: yes    Esc: no"), "$quiet"))

    def action_answer(self, answer: bool) -> None:
        """Gives the answer."""
        self.dismiss(answer)
