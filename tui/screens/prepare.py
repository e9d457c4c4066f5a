"""The prepare screen: the agenda of a planned meeting, put together with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen

from store.archive import Archive, OpenMeeting
from store.errors import CannotDo, CannotKeep
from store.language.line import Verb
from store.meeting import RunningMeeting
from store.model import Act, MeetingStatus
from store.preparing import Preparation
from store.words import _
from tui.commands import Place, bindings_of, keys_of
from tui.fields import LINE_END
from tui.keeping import Keeping, Kept, Trouble
from tui.plan import Change, Plan
from tui.widgets.capture import Capture
from tui.widgets.echo_lines import Echo
from tui.widgets.key_bar import SMALLEST, KeyBar
from tui.widgets.plan_fields import PlanFields
from tui.widgets.plan_list import PlanHeader, PlanList, PlanScene

_TICK = 1.0
_WIDE = 100
_MANY_LINES = 10
_ELSEWHERE = ("f2", "f4", "f6", "f7")


class PrepareScreen(Screen[None]):
    """Prepares a meeting that is open for writing."""

    CSS_PATH = "prepare.tcss"
    AUTO_FOCUS = "#capture"
    PLACE = Place.PREPARE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PREPARE)]

    header = query_one("#header", PlanHeader)
    agenda = query_one("#agenda", PlanList)
    fields = query_one("#fields", PlanFields)
    capture = query_one("#capture", Capture)
    echo = query_one("#echo", Echo)

    def __init__(self, archive: Archive, desk: OpenMeeting, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._desk = desk
        self._clock = clock
        # A sitting of its own knows who is meant by a name, as the live screen's does.
        self._scene = PlanScene(RunningMeeting(desk.running.record), clock)
        self._preparation = Preparation(desk.running.record)
        self._keeping = Keeping(desk)
        self._plan = Plan(self._scene, self._do, self._write, self._chosen, self._command)
        self._leaving = False
        # Not the live screen's: what is half typed here is no note there.
        self._draft = archive.draft(f"{desk.running.meeting.key}.agenda")

    def compose(self) -> ComposeResult:
        """The regions, from top to bottom."""
        yield PlanHeader(self._scene, id="header")
        with Container(id="body"):
            yield PlanList(self._scene, id="agenda")
            yield PlanFields(self._scene, id="fields")
        yield Capture("", self._plan.keep, self._before_keys, self.keep_lines, keys_of(Place.PREPARE), _MANY_LINES)
        yield Echo()
        yield KeyBar(Place.PREPARE)

    def on_mount(self) -> None:
        """Starts the clock, hears from the writer, and chooses the first item."""
        self._hear()
        agenda = self._scene.record.agenda()
        self._plan.choose(agenda[0].id if agenda else None)
        self.set_interval(_TICK, self._tick)
        # At once, and not when the message that it changed comes round: so both are painted together.
        self.watch(self.capture, "value", self._understand, init=False)
        if half := self._draft.read():
            self._write(half)
        if self._desk.found:
            self._say(" ".join(self._desk.found))

    def on_resize(self, event: events.Resize) -> None:
        """Everything is drawn for the width there is."""
        self.set_class(event.size.width < _WIDE, "-narrow")
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        self.set_class(small, "-small")
        self.call_after_refresh(self._show)

    def _hear(self) -> None:
        self._desk.writer.on_kept = self._on_disk
        self._desk.writer.on_trouble = self._refused

    def _show(self) -> None:
        self.header.look()
        self.agenda.look()
        self.fields.look()

    def _tick(self) -> None:
        """Each second: what the disk keeps waiting, and the half-typed line."""
        self.keep_draft()
        self._scene.late = self._keeping.acts if self._keeping.late(self._clock()) else 0
        self.header.look()

    def _say(self, words: str, style: str = "") -> None:
        self.echo.message = Content.styled(words, style)

    # Typing

    def _understand(self, value: str) -> None:
        if not value.strip():
            self._hint()
            return
        understood, doubt = self._plan.understood(value)
        self.echo.understood = understood
        editing = [self._plan.hint()] if self._plan.editing is not None else []
        self._say(" · ".join(filter(None, [doubt, *editing])))

    def _before_keys(self, event: events.Key, value: str) -> bool:
        """Keys that are for the plan, before they are for the line."""
        if self._plan.editing is not None and event.key in _ELSEWHERE:
            # What is being edited would be left in the line, and become something else.
            self._say(self._plan.hint())
            return True
        if event.key == "ctrl+j":
            if self._plan.is_long():
                self.capture.insert_text_at_cursor(f" {LINE_END} ")
            return True
        return self._plan.press(event, value)

    def _write(self, text: str) -> None:
        self.capture.write(text)

    def _type_on(self, character: str) -> None:
        self.capture.insert_text_at_cursor(character)

    def _chosen(self) -> None:
        self._say("")
        self._understand(self.capture.value)
        if self.has_class("-fields") is not (self._scene.row is not None):
            self.toggle_class("-fields")
            # The regions of a narrow screen change their sizes with it.
            self.call_after_refresh(self._show)
        self._show()

    def _hint(self) -> None:
        self.capture.placeholder = self._plan.placeholder()
        self.echo.understood = Content.styled(self._plan.hint(), "$accent")

    @on(Capture.Pasted)
    @work
    async def _paste(self, event: Capture.Pasted) -> None:
        from tui.screens.ask import AskScreen

        if not self._plan.is_for_field():
            question = _("Put these {number} lines on the agenda, each as an item?").format(number=len(event.lines))
            if not await self.app.push_screen_wait(AskScreen(question, self._type_on)):
                # What was pasted is not lost: it is there to be pasted again.
                self._say(_("Nothing was pasted."))
                return
        if self.keep_lines(event.lines):
            self.capture.clear_line()

    def keep_lines(self, typed: list[str]) -> bool:
        """Many lines: so many items, as one act; in a field they become its one line, to be looked at first."""
        if self._plan.is_for_field():
            self._write(self._plan.join(typed))
            return False
        return self._plan.add(typed)

    # Acts

    def _do(self, verb: str, line: str, change: Change) -> bool:
        try:
            act = self._preparation.do(verb, line, self._clock(), change)
        except CannotDo as error:
            self._say(str(error), "$error")
            return False
        self._after(act)
        if verb == "delete":
            self._say(_("Taken off the agenda; F6 brings it back."))
        return True

    def _after(self, act: Act | None) -> None:
        if act:
            self._keeping.hand_over(act, self._clock())
        self._plan.settle()
        self._say("")
        self._hint()
        self._show()

    def _walk_back(self, walk: Callable[[datetime], Act], words: str) -> None:
        try:
            act = walk(self._clock())
        except CannotDo as error:
            self._say(str(error), "$error")
            return
        touched = [change.id for change in act.changes if change.table == "items"]
        if there := next((id for id in touched if id in self._scene.record.items), None):
            self._scene.item = there
        self._after(act)
        done = self._scene.record.act(act.undoes or act.redoes or act.number)
        self._say(words.format(line=done.line.replace("\n", " · ") or done.verb))

    def _command(self, verb: Verb) -> None:
        {Verb.UNDO: self.action_undo, Verb.REDO: self.action_redo, Verb.HELP: self.action_help}[verb]()

    # The writer: the first two are called in its thread.

    def _on_disk(self, number: int) -> None:
        self.post_message(Kept(number))

    def _refused(self, error: CannotKeep) -> None:
        self.post_message(Trouble(error))

    @on(Kept)
    def _kept(self, event: Kept) -> None:
        self._keeping.kept(event.number)
        if self._scene.late:
            self._scene.late = self._keeping.acts
            self.header.look()
            if not self._scene.late:
                self._say(_("Everything is on disk again."), "$success")

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self._scene.late = self._keeping.acts
        self.header.look()
        self._say(str(event.error), "bold $error")

    # Commands

    def action_undo(self) -> None:
        """Takes the last act back."""
        self._walk_back(self._preparation.undo, _("Taken back: {line}"))

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self._walk_back(self._preparation.redo, _("Brought back: {line}"))

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item and chooses it."""
        from tui.screens.go_to import GoToScreen

        chosen = await self.app.push_screen_wait(GoToScreen(self._scene.record))
        found = next((item for item in self._scene.record.agenda() if chosen and item.number == chosen.number), None)
        if found:
            self._scene.row = None
            self._plan.choose(found.id)

    def action_minute(self) -> None:
        """Goes on to the live screen with this meeting."""
        from tui.screens.live import LiveScreen

        if self.app.screen is not self:
            return
        live = LiveScreen(self._archive, self._desk.running, self._desk, self._clock)
        self.app.push_screen(live, lambda _result: self._back())

    def _back(self) -> None:
        """From the live screen: a meeting that has begun needs no preparing."""
        self._hear()
        # What was on its way came on disk, or is still coming, while the other screen listened.
        self._keeping = Keeping(self._desk)
        if self._scene.record.meeting.status is not MeetingStatus.PLANNED:
            self.action_leave()
            return
        self._plan.settle()
        self._show()

    def action_help(self) -> None:
        """Shows the keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(Place.PREPARE, self._type_on))

    def keep_draft(self) -> None:
        """Keeps the half-typed line for the next time."""
        self._draft.keep(self._plan.draft(self.capture.value))

    def action_leave(self) -> None:
        """Leaves; what the disk has not taken yet is waited for, and said. The half-typed line is kept."""
        self.keep_draft()
        if not self._leaving and not self._desk.writer.wait(1.0):
            self._leaving = True
            self._say(_("Not everything is on disk yet; ^Q again leaves all the same."), "$error")
            return
        if len(self.app.screen_stack) > 1 and self.app.screen_stack[0] is not self:
            self.dismiss()
        else:
            self.app.exit(0)
