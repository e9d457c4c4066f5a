"""What the screens that write share: one line to type in, the writer, and what the disk has not taken yet."""

from __future__ import annotations

import contextlib
from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.suggester import SuggestionReady
from textual.timer import Timer

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.errors import CannotDo, CannotKeep
from store.i18n import _
from store.language.capture.line import Context, Line
from store.model import Act
from tui.capture.understood import describe
from tui.keys.bindings import typed_in
from tui.routes import Documents, Place, navigator_of
from tui.terminal.wrapping import WIDE
from tui.widgets.capture import Capture
from tui.widgets.key_bar import SMALLEST
from tui.widgets.scene import Scene
from tui.widgets.understood_lines import Echo

if TYPE_CHECKING:
    from tui.capture.completion import Completing

TICK = 1.0
"""Seconds between two looks at the clock and at the disk."""
MANY_LINES = 10
"""The most lines that are pasted without a question."""
# Seconds after which an act that is not on disk is marked.
_UNNOTICED_SECONDS = 0.5
# Seconds after a key before the half-typed line is kept: no more of it is lost when the program is killed.
_SOON = 0.1


class Kept(Message):
    """Message: an act is on disk."""


class Trouble(Message):
    """Message: the disk refuses to keep an act."""

    def __init__(self, error: CannotKeep) -> None:
        super().__init__()
        self.error = error


class WritingScreen(Screen[None]):
    """Hands acts to the writer, and keeps the half-typed line as the draft of that name.

    Without a `desk` the meeting is open elsewhere, and is shown only.
    """

    AUTO_FOCUS = "#capture"
    PLACE: ClassVar[Place]

    capture = query_one("#capture", Capture)
    echo = query_one("#echo", Echo)

    _scene: Scene

    def __init__(self, archive: Archive, desk: OpenMeeting | None, clock: Callable[[], datetime], draft: str) -> None:
        super().__init__()
        self._archive = archive
        self._desk = desk
        self._clock = clock
        # Who only reads leaves alone what is half typed in the other window.
        self._draft = archive.draft(draft, only_read=desk is None)
        self._keep_soon: Timer | None = None
        self._marked: list[Act] = []
        self._leaving = False
        self._of_line = False

    def on_mount(self) -> None:
        """Begins to keep the half-typed line as a draft."""
        self.watch(self.capture, "value", self._line_changed, init=False)

    def on_unmount(self) -> None:
        """Leaves the half-typed line to the next window, as a draft."""
        self._draft.close()

    @abstractmethod
    def keep_line(self, typed: str) -> bool:
        """Does what `typed` says; False where it makes no sense now, and stays in the line."""

    @abstractmethod
    def keep_lines(self, typed: list[str]) -> bool:
        """Does many lines as one act; False where they stay in the line."""

    def joins(self, typed: str) -> bool:
        """Whether the lines of a paste behind `typed` are the lines of one entry: where entries are typed."""
        return False

    async def ready(self, typed: Sequence[str]) -> bool:
        """Waits until these lines can be kept; False where they cannot be yet, which is said."""
        return True

    @abstractmethod
    def draw(self) -> None:
        """Everything, as it is now and for the width there is."""

    def draw_unsaved(self) -> None:
        """Redraws what shows which acts are on disk and which are not."""
        self.draw()

    @abstractmethod
    def take_key(self, event: events.Key, value: str) -> bool:
        """Whether a key, pressed with `value` in the line, was for what is chosen; then it was done."""

    @abstractmethod
    def holds_back(self, action: str) -> bool:
        """Whether the command of that action would leave what is being edited in the line, to become something else."""

    @abstractmethod
    def half_typed(self) -> tuple[str, str]:
        """What stands in the line, as it is kept for the next time; and what it is an edit of, else nothing."""

    # The line

    def before_key(self, event: events.Key, value: str) -> bool:
        """As `take_key`; leaving in spite of the disk takes the same key twice in a row."""
        if event.key != "ctrl+q":
            self._leaving = False
        return self.take_key(event, value)

    def say(self, words: str, style: str = "") -> None:
        """Says something under the line."""
        self.echo.message = Content.styled(words, style)
        self._of_line = False

    def remark(self, words: str) -> None:
        """Says something about what stands in the line, for as long as it stands there."""
        self.say(words)
        self._of_line = True

    def forget_remark(self) -> None:
        """Takes away the remark on what was typed, since the line is empty; the message of the last act stays."""
        if self._of_line:
            self.say("")

    def is_read_only(self) -> bool:
        """Whether nothing can be kept here; then that is said."""
        if self._desk is None:
            self.say(_elsewhere(), "$error")
        return self._desk is None

    def is_no_command(self, line: Line) -> bool:
        """Whether `line` only looks like a command, or like a secret vote; then that is said."""
        if line.tells_secret:
            self.say(f"{line.remarks[0]}.", "$error")
        elif line.is_no_command:
            words = _("{reason}. With \\ before it, it is text.")
            self.say(words.format(reason=line.remarks[0]), "$error")
        refused = line.is_no_command or line.tells_secret
        self._of_line |= refused
        return refused

    def look(self, line: Line) -> bool:
        """Does what a line asks of the screens (`/acties`), as its key does; False where that is of another screen."""
        command = typed_in(self.PLACE, line.verb)
        if command is None:
            self.say(_("{line} is for another screen.").format(line=line.typed), "$error")
            return False
        # Else it would be kept as half typed, where the screen is left.
        self.capture.clear_line()
        getattr(self, f"action_{command.action}")()
        return True

    def told(self, line: Line, context: Context) -> Content:
        """What Enter does with `line`, as it stands under it while it is typed."""
        words = describe(line, context)
        if line.is_no_command:
            words = _("Not a command yet; Enter leaves it here")
        elif line.tells_secret:
            words = _("Not a vote yet; Enter leaves it here")
        return Content.assemble(("→ ", "$accent"), words)

    def walked(self, act: Act) -> str:
        """What an act took back or brought back; nothing where it did neither."""
        if not (taken := act.undoes or act.redoes):
            return ""
        done = self._scene.record.act(taken)
        words = _("Taken back: {line}") if act.undoes else _("Brought back: {line}")
        return words.format(line=done.line.replace("\n", " · ") or done.verb)

    def type_on(self, character: str) -> None:
        """What was typed over a window goes on in the line."""
        self.capture.insert_text_at_cursor(character)

    def paste_question(self, number: int) -> str:
        """What is asked before so many lines are pasted; nothing where that needs no question."""
        return _("Keep these {number} lines, each as a line of its own?").format(number=number)

    @on(Capture.Pasted)
    @work
    async def _paste(self, event: Capture.Pasted) -> None:
        from tui.dialogs.confirm import AskScreen

        question = self.paste_question(len(event.lines))
        if question and not await self.app.push_screen_wait(AskScreen(question, self.type_on)):
            # What was pasted is not lost: it is there to be pasted again.
            self.say(_("Nothing was pasted."))
            return
        self.capture.keep_pasted(event.lines)

    # Completing

    @cached_property
    def _completing(self) -> Completing:
        # With the first key, not before the first picture.
        from tui.capture.completion import Completing

        return Completing()

    def offer(self, value: str) -> list[str]:
        """Shows how the line goes on where there is one way; the ways where there are several."""
        sitting = self._scene.sitting
        cursor = self.capture.cursor_position
        rest, offered = self._completing.look(value, cursor, sitting.context(), sitting.record)
        self.capture.post_message(SuggestionReady(value, value + rest))
        return offered

    def say_offered(self, offered: list[str]) -> None:
        """Says what Tab takes."""
        self.echo.message = Content.assemble(("⇥  ", "bold $foreground"), ("   ".join(offered), "$quiet"))
        self._of_line = True

    def complete(self, value: str) -> None:
        """Takes the next of what is offered."""
        sitting = self._scene.sitting
        if completed := self._completing.take(value, self.capture.cursor_position, sitting.context(), sitting.record):
            self.capture.write(*completed)

    # The window

    def on_resize(self, event: events.Resize) -> None:
        """Redraws everything for the new width."""
        self.set_class(event.size.width < WIDE, "-narrow")
        self.set_class(event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1], "-small")
        self.call_after_refresh(self.draw)

    # The disk

    def hear(self) -> None:
        """Makes this screen the one to which the writer reports."""
        if self._desk:
            self._desk.writer.on_kept = self._on_disk
            self._desk.writer.on_trouble = self._refused

    def say_found(self) -> None:
        """Says what was out of order in the file of the meeting, or that it is open elsewhere."""
        self.say(" ".join(self._desk.found) if self._desk else _elsewhere())

    def perform(self, change: Callable[[], Act | None]) -> Act | None:
        """Does `change`, one act on the record, and keeps it; returns at once. Raises CannotDo."""
        if self._desk is None:
            raise CannotDo(_elsewhere())
        return self._desk.perform(change)

    def look_at_disk(self) -> None:
        """Each second: keeps the half-typed line, and marks what is on its way longer than one would not notice."""
        self.keep_draft()
        now, pending = self._clock(), self._pending()
        if self._marked:
            # However young the others are: the disk refuses, or is slow.
            self._settle(pending)
        else:
            self._mark([act for act in pending if (now - act.at).total_seconds() > _UNNOTICED_SECONDS])

    # These two are called in the thread of the writer.

    def _on_disk(self, _number: int) -> None:
        self._post(Kept())

    def _refused(self, error: CannotKeep) -> None:
        self._post(Trouble(error))

    def _post(self, message: Message) -> None:
        # What goes to disk after the app has ended is told to nobody: its loop is closed.
        with contextlib.suppress(RuntimeError):
            self.post_message(message)

    def _pending(self) -> Sequence[Act]:
        return self._desk.writer.pending if self._desk else ()

    def _mark(self, acts: Sequence[Act]) -> None:
        if list(acts) == self._marked:
            return
        self._marked = list(acts)
        self._scene.late = len(acts)
        self._scene.unsaved = {change.id for act in acts for change in act.changes}
        self.draw_unsaved()

    @on(Kept)
    def _kept(self) -> None:
        if self._desk and (news := self._desk.told()):
            self.say(" ".join(news), "$success")
        if self._marked:
            self._settle(self._pending())

    def _settle(self, acts: Sequence[Act]) -> None:
        """Marks `acts` in the place of those that were marked; says it where there are none any more."""
        self._mark(acts)
        if not acts:
            self.say(_("Everything is on disk again."), "$success")

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        # Heard when it is over, it is none: nothing would take away what is said of it.
        if pending := self._pending():
            self._mark(pending)
            self.say(str(event.error), "bold $error")

    # Leaving

    def _line_changed(self) -> None:
        if self._keep_soon is None:
            self._keep_soon = self.set_timer(_SOON, self.keep_draft)

    def keep_draft(self) -> bool:
        """Keeps the half-typed line for the next time; whether the disk took it."""
        self._keep_soon = None
        return self._draft.keep(*self.half_typed())

    def action_leave(self) -> None:
        """Leaves; what the disk has not taken yet is waited for, and said. The half-typed line is kept."""
        kept = self.keep_draft()
        if self._desk is None and not kept and not self._leaving:
            self._leaving = True
            self.say(_("What you typed here is kept nowhere: copy it first. ^Q again leaves without it."), "$error")
        elif self._desk and not self._leaving and not self._desk.writer.wait(1.0):
            self._leaving = True
            self.say(_("Not everything is on disk yet; ^Q again leaves all the same."), "$error")
        elif len(self.app.screen_stack) > 1 and self.app.screen_stack[0] is not self:
            self.dismiss()
        else:
            self.app.exit(0)

    # Keys

    def action_help(self) -> None:
        """Shows the keys and the words of the line."""
        from tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACE, self.type_on))

    def action_write_documents(self) -> None:
        """Opens the screen of documents."""
        self.app.push_screen(navigator_of(self).screen(Documents(self._scene.record, self.type_on)))


def _elsewhere() -> str:
    return _("This meeting is open in another window; here it can only be read.")
