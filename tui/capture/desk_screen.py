"""What the screens of the desk share: rows, one line below them, and the way out of either."""

from __future__ import annotations

from abc import abstractmethod

from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from tui.dialogs.with_help import WithHelp


class DeskScreen(WithHelp[None]):
    """Rows that can be filtered, and a line (`#line`) in which something is asked; it is hidden until then."""

    line = query_one("#line", Input)
    message = query_one("#message", Static)

    _filter: str = ""

    @abstractmethod
    def _fill(self) -> None:
        """Shows the rows that fit the filter."""

    @abstractmethod
    def _close_line(self) -> None:
        """Takes the line away; what was typed in it is not kept."""

    def action_back(self) -> None:
        """Out of the line; out of the filter; out of the screen."""
        if self.line.display:
            self._close_line()
        elif self._filter:
            self._filter = ""
            self._fill()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Out of the screen."""
        self.dismiss(None)

    def _say(self, words: str, style: str = "$warning") -> None:
        self.message.update(Content.styled(words, style))
