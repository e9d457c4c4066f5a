"""What the windows over the live screen share: typing goes on in the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

_Answer = TypeVar("_Answer")


class OverScreen(ModalScreen[_Answer | None]):
    """A window that a letter closes: that letter, and those after it, are for the line below.

    `type_on` puts a character in that line; without it, letters do nothing here.
    """

    def __init__(self, type_on: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._type_on = type_on
        self._typed_on = False

    def on_key(self, event: events.Key) -> None:
        """A letter closes the window, and is typed in the line."""
        if self._type_on is None or not event.is_printable or event.character is None or event.character == " ":
            return
        event.stop()
        event.prevent_default()
        self._type_on(event.character)
        if not self._typed_on:
            self._typed_on = True
            self.dismiss(None)
