"""What the keys of the review do, and how it hears from the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import on, work
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen

from store.archive import Archive, OpenMeeting
from store.draft import Draft
from store.errors import CannotKeep
from store.language.line import Line, Verb
from store.language.remarks import About
from store.model import Act
from store.revising import Revision
from store.words import _
from tui.commands import Place
from tui.keeping import Keeping, Kept, Trouble
from tui.review_walk import ReviewWalk
from tui.widgets.capture import Capture
from tui.widgets.drawn import Scene
from tui.widgets.echo_lines import Echo
from tui.widgets.sheet import Sheet

_NO_COMMAND = (About.UNKNOWN_COMMAND, About.INCOMPLETE_COMMAND)


class ReviewCommands(Screen[None]):
    """The commands of the review; the screen itself says how lines are kept and drawn."""

    capture = query_one("#capture", Capture)
    echo = query_one("#echo", Echo)

    _sitting: Revision
    _scene: Scene
    _walk: ReviewWalk
    _draft: Draft | None

    def __init__(self, archive: Archive, desk: OpenMeeting | None, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._desk = desk
        self._clock = clock
        self._keeping = Keeping(desk) if desk else None
        self._leaving = False

    def keep_line(self, typed: str) -> bool:
        """Does what `typed` says; False where it makes no sense now."""
        raise NotImplementedError

    def go_to(self, item: int | None, entry: int | None) -> None:
        """Puts the cursor there."""
        raise NotImplementedError

    def _draw_all(self) -> None:
        raise NotImplementedError

    def new_echo(self) -> Echo:
        """The two lines under the line."""
        return Echo()

    def say(self, words: str, style: str = "") -> None:
        """Says something under the line."""
        self.echo.message = Content.styled(words, style)

    # Keeping

    def listen(self) -> None:
        """From now on this screen hears from the writer."""
        if self._desk:
            self._desk.writer.on_kept = self._on_disk
            self._desk.writer.on_trouble = self._refused
            self.say(" ".join(self._desk.found))
        else:
            self.is_read_only()

    def is_read_only(self) -> bool:
        """Whether nothing can be kept here; then that is said."""
        if self._keeping is None:
            self.say(_("This meeting is open in another window; here it can only be read."), "$error")
        return self._keeping is None

    def is_no_command(self, line: Line) -> bool:
        """Whether `line` only looks like a command; then that is said."""
        wrong = line.verb is Verb.NOTE and any(remark.about in _NO_COMMAND for remark in line.remarks)
        if wrong:
            words = _("{words} is no command. Mend it, or put \\ before it to keep it as text.")
            self.say(words.format(words=line.typed.split()[0]), "$error")
        return wrong

    def hand_over(self, act: Act) -> None:
        """Gives `act` to the writer."""
        if self._keeping:
            self._keeping.hand_over(act, self._clock())

    def late(self) -> set[int]:
        """The rows that the disk keeps waiting."""
        return self._keeping.late(self._clock()) if self._keeping else set()

    def after(self, act: Act, line: Line | None) -> str:
        """What there is to say about an act that was just done."""
        if taken := act.undoes or act.redoes:
            done = self._sitting.record.act(taken)
            words = _("Taken back: {line}") if act.undoes else _("Brought back: {line}")
            return words.format(line=done.line or done.verb)
        if line and line.verb is Verb.TO:
            return _("Filed under item {number}.").format(number=line.item)
        return " · ".join(map(str, line.remarks)) if line else ""

    # The writer: these two are called in its thread.

    def _on_disk(self, number: int) -> None:
        self.post_message(Kept(number))

    def _refused(self, error: CannotKeep) -> None:
        self.post_message(Trouble(error))

    @on(Kept)
    def _kept(self, event: Kept) -> None:
        ids = self._keeping.kept(event.number) if self._keeping else set()
        if ids & self._scene.unsaved:
            self._scene.unsaved -= ids
            self._draw_all()

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self._scene.unsaved = self._keeping.all_waiting() if self._keeping else set()
        self._draw_all()
        self.say(str(event.error), "bold $error")

    # Keys

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item: the entry under the cursor is filed there; without one the cursor goes there."""
        from tui.screens.go_to import GoToScreen

        entry = self._walk.chosen
        chosen = await self.app.push_screen_wait(GoToScreen(self._sitting.record, filing=entry is not None))
        if chosen and self.keep_line(f"/to {chosen.number}" if entry else f"/go {chosen.number}") and entry:
            self.go_to(self._sitting.record.entries[entry.id].item, entry.id)

    def action_turn_over(self) -> None:
        """On a narrow screen: the document in the place of the record, and back."""
        self.toggle_class("-paper")
        self.call_after_refresh(self._draw_all)

    def action_undo(self) -> None:
        """Takes the last act back."""
        self.keep_line("/undo")

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self.keep_line("/redo")

    def action_scroll_up(self) -> None:
        """Looks back through the document."""
        self.query_one("#paper", Sheet).scroll_page_up(animate=False)

    def action_scroll_down(self) -> None:
        """And forward again."""
        self.query_one("#paper", Sheet).scroll_page_down(animate=False)

    def action_help(self) -> None:
        """Shows the keys and the words of the line."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(Place.REVIEW))

    def action_write_documents(self) -> None:
        """Opens the screen of documents."""
        from tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._sitting.record, self._archive))

    def action_meeting(self) -> None:
        """To the live screen of the same meeting, where the meeting itself can be opened again."""
        from tui.screens.live import LiveScreen

        if any(isinstance(screen, LiveScreen) for screen in self.app.screen_stack):
            self.action_leave()
            return
        sitting = self._desk.running if self._desk else self._sitting
        screen = LiveScreen(self._archive, sitting, self._desk, self._clock)
        self.app.push_screen(screen, lambda _result: self._come_back())

    def _come_back(self) -> None:
        if self._sitting.meeting.closed is None:
            # It was opened again: there is nothing to go through yet.
            self.action_leave()
            return
        self.listen()
        self._draw_all()

    def action_leave(self) -> None:
        """Leaves; what the disk has not taken yet is waited for, and said. The half-typed line is kept."""
        self.keep_draft()
        if self._keeping and not self._leaving and not self._keeping.is_done(1.0):
            self._leaving = True
            self.say(_("Not everything is on disk yet; ^Q again leaves all the same."), "$error")
        elif len(self.app.screen_stack) > 1 and self.app.screen_stack[0] is not self:
            self.dismiss()
        else:
            self.app.exit(0)

    def keep_draft(self) -> None:
        """Keeps the half-typed line for the next time."""
        if self._draft:
            self._draft.keep(self.capture.value)
