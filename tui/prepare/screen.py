"""The prepare screen: the agenda of a planned meeting, put together with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.disk.drafts import OF_AGENDA
from store.errors import CannotDo, NotulistError
from store.i18n import _
from store.meeting.preparation import Preparation, roll_change, set_roll
from store.meeting.running import RunningMeeting
from store.model import Act, Body, MeetingStatus
from store.text import LINE_END
from tui.capture.screen import MANY_LINES, TICK, WritingScreen
from tui.keys.bindings import bindings_of, keys_of
from tui.keys.commands import Command
from tui.prepare.agenda_list import PlanHeader, PlanList, PlanScene
from tui.prepare.editor import AgendaEditor, Change
from tui.prepare.field_list import PlanFields
from tui.routes import MeetingIn, Place, navigator_of
from tui.widgets.capture import Capture
from tui.widgets.key_bar import KeyBar
from tui.widgets.understood_lines import Echo

_ELSEWHERE = ("minute", "go_to_item", "undo", "redo", "set_roll")


class PrepareScreen(WritingScreen):
    """Prepares a meeting that is open for writing."""

    CSS_PATH = "screen.tcss"
    PLACE = Place.PREPARE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PREPARE)]

    header = query_one("#header", PlanHeader)
    agenda = query_one("#agenda", PlanList)
    fields = query_one("#fields", PlanFields)

    _desk: OpenMeeting
    _scene: PlanScene

    def __init__(self, archive: Archive, desk: OpenMeeting, clock: Callable[[], datetime]) -> None:
        # Not the live screen's draft: what is half typed here is no note there.
        super().__init__(archive, desk, clock, desk.running.meeting.key + OF_AGENDA)
        # A sitting of its own knows who is meant by a name, as the live screen's does.
        self._scene = PlanScene(RunningMeeting(desk.running.record), clock)
        self._preparation = Preparation(desk.running.record)
        self._editor = AgendaEditor(self._scene, self)

    def compose(self) -> ComposeResult:
        """The regions of the screen, from top to bottom."""
        yield PlanHeader(self._scene, id="header")
        with Container(id="body"):
            yield PlanList(self._scene, id="agenda")
            yield PlanFields(self._scene, id="fields")
        yield Capture("", self, keys_of(Place.PREPARE), MANY_LINES)
        yield Echo()
        yield KeyBar(Place.PREPARE)

    def on_mount(self) -> None:
        """Starts the clock, hears from the writer, and chooses the first item."""
        self.hear()
        agenda = self._scene.record.agenda()
        self._editor.choose(agenda[0].id if agenda else None)
        self.set_interval(TICK, self._tick)
        # At once, and not when the message that it changed comes round: so both are painted together.
        self.watch(self.capture, "value", self._understand, init=False)
        if half := self._draft.read():
            self.write(half)
        if self._desk and self._desk.found:
            self.say_found()
        else:
            self.call_after_refresh(self._look_at_roll)

    def draw(self) -> None:
        """Redraws each part that changed."""
        self.header.look()
        self.agenda.look()
        self.fields.look()

    def draw_unsaved(self) -> None:
        """Redraws the head, which shows what is not on disk yet."""
        self.header.look()

    def _tick(self) -> None:
        """Each second: what the disk keeps waiting, the half-typed line, and how long it is until the meeting."""
        self.look_at_disk()
        self.header.look()

    # Typing

    def _understand(self, value: str) -> None:
        if not value.strip():
            self._hint()
            self.forget_remark()
            return
        understood, doubt = self._editor.understood(value)
        self.echo.understood = understood
        editing = [self._editor.hint()] if self._editor.editing is not None else []
        self.remark(" · ".join(filter(None, [doubt, *editing])))

    def holds_back(self, action: str) -> bool:
        """While a field is edited, what goes elsewhere: its line would become something else."""
        return self._editor.editing is not None and action in _ELSEWHERE

    def take_key(self, event: events.Key, value: str) -> bool:
        """Whether the key was for the agenda, which comes before the line; then it was done."""
        if self.holds_back(keys_of(Place.PREPARE).get(event.key, "")):
            self.say(self._editor.hint())
            return True
        if event.key == "ctrl+j":
            if self._editor.is_long():
                self.capture.insert_text_at_cursor(f" {LINE_END} ")
            return True
        return self._editor.press(event, value)

    def keep_line(self, value: str) -> bool:
        """Does what the line says; what that is of the meeting is said where its fields are not in sight."""
        beside = self._editor.beside(value)
        done = self._editor.keep(value)
        if done and beside:
            self.say(beside)
        return done

    def write(self, text: str) -> None:
        """Puts `text` in the line."""
        self.capture.write(text)

    def show_chosen(self) -> None:
        """Redraws after another item or field was chosen, or is edited."""
        self.say("")
        self._understand(self.capture.value)
        if self.has_class("-fields") is not (self._scene.row is not None):
            self.toggle_class("-fields")
            # The regions of a narrow screen change their sizes with it.
            self.call_after_refresh(self.draw)
        self.draw()

    def _hint(self) -> None:
        self.capture.placeholder = self._editor.placeholder()
        self.echo.understood = Content.styled(self._editor.hint(), "$accent")

    def paste_question(self, number: int) -> str:
        """In a field, none: many lines become one there, to be looked at first."""
        if self._editor.is_for_field():
            return ""
        return _("Put these {number} lines on the agenda, each as an item?").format(number=number)

    def keep_lines(self, typed: list[str]) -> bool:
        """Many lines: so many items, as one act; in a field they become its one line, to be looked at first."""
        if self._editor.is_for_field():
            self.write(self._editor.join(typed))
            return False
        return self._editor.add(typed)

    # Acts

    def change(self, verb: str, line: str, change: Change) -> bool:
        """Makes an act of `change`; False where it cannot be done, which is said."""
        planned = self._scene.record.meeting.date
        try:
            self.perform(lambda: self._preparation.do(verb, line, self._clock(), change))
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        self._after()
        if verb == "delete":
            self.say(_("Taken off the agenda; F6 brings it back."))
        if self._scene.record.meeting.date != planned:
            # On another day others may be of the body.
            self.call_after_refresh(self._look_at_roll)
        return True

    def _after(self) -> None:
        self._editor.settle()
        self.say("")
        self._hint()
        self.draw()

    def _walk_back(self, walk: Callable[[datetime], Act]) -> None:
        try:
            act = self.perform(lambda: walk(self._clock()))
        except CannotDo as error:
            self.say(str(error), "$error")
            return
        if act is None:
            return
        touched = [change.id for change in act.changes if change.table == "items"]
        if there := next((id for id in touched if id in self._scene.record.items), None):
            self._scene.item = there
        self._after()
        self.say(self.walked(act))

    # The roll

    def _look_at_roll(self) -> None:
        """Says where the roll is not as the body is now: members who left are not called, new ones are."""
        body = self._body()
        if body and (change := roll_change(self._scene.record, body)):
            self.say(_("The roll is not as the body is: {changes}. F8 makes it so.").format(changes=change))

    def _body(self) -> Body | None:
        """The body as it is set now; None where it is not known, or where that cannot be read, which is said."""
        key = self._scene.record.meeting.body.key
        try:
            return next((body for body in self._archive.bodies() if body.key == key), None)
        except NotulistError as error:
            self.say(str(error), "$error")
            return None

    def action_set_roll(self) -> None:
        """Makes the roll as the body is on the day of the meeting."""
        body = self._body()
        if body is None:
            return
        change = roll_change(self._scene.record, body)
        if self.change("roll", str(change), lambda record: set_roll(record, body)):
            self.say(_("The roll: {changes}. F6 takes it back.").format(changes=change))

    def do_command(self, command: Command) -> None:
        """Does what was typed after a slash."""
        self.capture.clear_line()
        getattr(self, f"action_{command.action}")()

    # Commands

    def action_undo(self) -> None:
        """Takes the last act back."""
        self._walk_back(self._preparation.undo)

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self._walk_back(self._preparation.redo)

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item and chooses it."""
        from tui.dialogs.go_to_item import GoToScreen

        chosen = await self.app.push_screen_wait(GoToScreen(self._scene.record))
        found = next((item for item in self._scene.record.agenda() if chosen and item.number == chosen.number), None)
        if found:
            self._scene.row = None
            self._editor.choose(found.id)

    def action_minute(self) -> None:
        """Goes on to the live screen with this meeting."""
        if self.app.screen is not self:
            return
        live = navigator_of(self).screen(MeetingIn(Place.LIVE, self._desk.running, self._desk))
        self.app.push_screen(live, lambda _result: self._back())

    def _back(self) -> None:
        """From the live screen: a meeting that has begun needs no preparing."""
        self.hear()
        if self._scene.record.meeting.status is not MeetingStatus.PLANNED:
            self.action_leave()
            return
        self._editor.settle()
        self.draw()

    def half_typed(self) -> tuple[str, str]:
        """The half-typed line as it is kept for the next time, with the field that it is for."""
        return self._editor.draft(self.capture.value), ""
