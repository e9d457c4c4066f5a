"""What every screen with keys of its own has: F1 shows them."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.screen import Screen

from tui.routes import Place

Answer = TypeVar("Answer")


class WithHelp(Screen[Answer], Generic[Answer]):
    """A screen whose help is that of `PLACE`."""

    PLACE: ClassVar[Place]

    def action_help(self) -> None:
        """Shows the keys, and what can be typed."""
        # The help is loaded when somebody asks for it: screens are there sooner.
        from tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACE))
