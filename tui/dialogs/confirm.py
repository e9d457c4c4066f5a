"""One question with yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.i18n import _
from tui.dialogs.modal import OverScreen


class AskScreen(OverScreen[bool]):
    """Enter is yes, and nothing else is: who types on has not answered, and goes on typing in the line.

    `about` is what the question is about, to be looked through with the arrow keys where it is long.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "answer(True)", show=False),
        Binding("escape", "answer(False)", show=False),
    ]

    def __init__(self, question: str, type_on: Callable[[str], None] | None = None, about: str = "") -> None:
        super().__init__(type_on)
        self._question = question
        self._about = about

    def compose(self) -> ComposeResult:
        """The question, and the keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._question))
            if self._about:
                with VerticalScroll(id="about"):
                    yield Static(Content(f"\n{self._about}"))
            yield Static(Content.styled("\n" + _("Enter: yes    Esc: no"), "$quiet"))

    def action_answer(self, answer: bool) -> None:
        """Closes the question with that answer."""
        self.dismiss(answer)
