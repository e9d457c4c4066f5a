"""What the screens of a list share: a title, the list, and a line at the bottom in which it is edited."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date, datetime

from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from store.archive.archive import Archive
from store.language.day_phrases import Calendar
from store.wall_clock import day_here
from tui.bodies.question_line import Asking, Lines, Question, with_warning
from tui.dialogs.with_help import WithHelp
from tui.widgets.key_bar import KeyBar


class ListScreen(WithHelp[None]):
    """A list, the line below it, and a line for what happened."""

    AUTO_FOCUS = "#lines"

    lines = query_one("#lines", Lines)
    asking = query_one("#asking", Asking)

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    @property
    def _calendar(self) -> Calendar:
        return Calendar(on=self._today)

    def compose(self) -> ComposeResult:
        """A title, the list, the line to edit in, and the keys."""
        yield Static(id="title")
        yield Lines(self.enter)
        yield Static(id="empty")
        yield Static(id="message")
        yield Asking(self.fill)
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Shows the list as it is on disk."""
        self.query_one("#empty", Static).display = False
        self.fill()

    @abstractmethod
    def fill(self) -> None:
        """Shows what is on disk now."""

    @abstractmethod
    def enter(self) -> None:
        """Does what Enter does on the line under the cursor."""

    def action_back(self) -> None:
        """Leaves the line, else the screen."""
        if self.asking.busy:
            self.asking.leave()
        else:
            self.dismiss()

    def action_leave(self) -> None:
        """Leaves the line, else the screen; everything is kept."""
        self.action_back()

    def say(self, words: str, style: str = "$quiet", *, warning: str = "") -> None:
        """Says in one line what happened, and below it what it did that is easily overlooked."""
        self.query_one("#message", Static).update(with_warning(Content.styled(words, style), warning))

    def show(self, options: list[Option], chosen: str) -> None:
        """Puts `options` in the list, with the one of that id under the cursor, else the first that can be chosen."""
        self.lines.clear_options()
        self.lines.add_options(options)
        ids = [option.id for option in options]
        if options:
            first = next((at for at, option in enumerate(options) if not option.disabled), 0)
            self.lines.highlighted = ids.index(chosen) if chosen in ids else first

    def ask(self, question: Question, answer: str = "") -> None:
        """Asks in the line at the bottom."""
        self.say("")
        self.asking.ask(question, answer)


def title_of(words: str, beside: str = "") -> Content:
    """The title of a screen, and quietly what is told beside it."""
    return Content.assemble((f" {words}", "bold $accent"), (f"  {beside}", "$quiet"))
