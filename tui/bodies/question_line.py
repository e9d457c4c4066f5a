"""One line at the bottom of a list, in which what was asked is typed, and below it how that is understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static

from store.errors import NotulistError
from store.i18n import _
from tui.widgets.capture import Capture
from tui.widgets.key_bar import KeyBar

_MANY = 1000


class Question(msgspec.Struct, frozen=True):
    """What is asked: `read` says how an answer is understood, `keep` keeps it; both raise NotulistError.

    `warn` says what keeping it would do that is easily overlooked; "" where that is nothing.
    """

    words: str
    read: Callable[[str], str]
    keep: Callable[[str], None]
    warn: Callable[[str], str] = lambda _answer: ""


def with_warning(said: Content, warning: str) -> Content:
    """The message `said`, with the warning on a line below it where there is one."""
    return Content("\n").join([said, Content.styled(warning, "$warning")]) if warning else said


class Lines(OptionList):
    """A list whose Enter is done at once, by `enter`, so that what is typed after it is for the line that it opens."""

    def __init__(self, enter: Callable[[], None]) -> None:
        super().__init__(id="lines")
        self._enter = enter

    def action_select(self) -> None:
        """Does what the screen does with Enter."""
        self._enter()

    @property
    def chosen(self) -> str:
        """The id of the line under the cursor; nothing where there is none."""
        option = self.highlighted_option
        return option.id or "" if option else ""


class Asking(Vertical):
    """The line, hidden until something is asked. Enter keeps the answer, Esc leaves things as they were.

    `left` is done after Esc: what is shown may have changed elsewhere.
    """

    capture = query_one("#capture", Capture)
    echo = query_one("#echo", Static)

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__(id="asking")
        self._question: Question | None = None
        self._left = left

    def compose(self) -> ComposeResult:
        """The question, the line to answer in, and how the answer is understood."""
        yield Static(id="asked")
        yield Capture("", self, {}, _MANY)
        yield Static(id="echo")

    @property
    def busy(self) -> bool:
        """Whether something is asked now."""
        return self._question is not None

    def ask(self, question: Question, answer: str = "") -> None:
        """Asks, with `answer` in the line to begin with."""
        self._question = question
        self.query_one("#asked", Static).update(
            Content.assemble((question.words, "bold"), ("   " + _("Enter: keep    Esc: leave as it was"), "$quiet"))
        )
        self.display = True
        self.screen.query_one(KeyBar).visible = False
        self.capture.write(answer)
        self.screen.set_focus(self.capture)
        self._say(answer)
        # The list has become shorter: what is asked about stays in sight.
        self.call_after_refresh(self.screen.query_one(Lines).scroll_to_highlight)

    def leave(self) -> None:
        """Takes the line away."""
        self._question = None
        self.display = False
        self.screen.query_one(KeyBar).visible = True
        self.capture.clear_line()
        self.screen.set_focus(self.screen.query_one(Lines))

    def keep_line(self, line: str) -> bool:
        """Keeps the answer; False, which is said, where it cannot be kept."""
        if self._question is None:
            return False
        try:
            self._question.keep(line.strip())
        except NotulistError as error:
            self.echo.update(Content.styled(str(error), "$warning"))
            return False
        self.leave()
        return True

    def joins(self, typed: str) -> bool:
        """Never: an answer is one line."""
        return False

    async def ready(self, _lines: Sequence[str]) -> bool:
        """True at once: an answer depends on nothing that is still being read."""
        return True

    def before_key(self, event: events.Key, line: str) -> bool:
        """Esc leaves things as they were; Enter keeps an empty answer too."""
        if event.key == "escape":
            self.leave()
            self._left()
            return True
        if event.key == "enter" and not line.strip():
            self.keep_line("")
            return True
        return False

    def keep_lines(self, lines: list[str]) -> bool:
        """Puts pasted lines in the line as one, to be looked at first."""
        self.capture.write(" ".join(lines))
        return False

    @on(Input.Changed, "#capture")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say(event.value)

    def _say(self, line: str) -> None:
        if self._question is None:
            return
        try:
            said, warning = self._question.read(line.strip()), self._question.warn(line.strip())
            self.echo.update(with_warning(Content(said), warning))
        except NotulistError as error:
            self.echo.update(Content.styled(str(error), "$warning"))
