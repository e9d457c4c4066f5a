"""The live screen: the agenda with its clocks, what was just written, and the line to write in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input

from store.archive.archive import Archive, OpenMeeting
from store.errors import CannotDo
from store.i18n import _, _n
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.language.capture.warnings import About
from store.meeting.completeness import unfinished
from store.meeting.entries import KINDS
from store.meeting.running import RunningMeeting
from store.model import Act
from tui.capture.screen import MANY_LINES, TICK
from tui.capture.selection import Walk
from tui.keymap import bindings_of, keys_of
from tui.live.actions import LiveCommands
from tui.live.agenda_list import AgendaList
from tui.live.header import Header
from tui.live.item_head import ItemHead
from tui.live.roll_list import RollList
from tui.routes import Place
from tui.widgets.capture import Capture
from tui.widgets.drawn import Scene
from tui.widgets.entries import Entries
from tui.widgets.key_bar import KeyBar
from tui.widgets.understood_lines import Echo

# Earlier meetings are read when this screen has stood for so long.
_SETTLED = 0.7
# So many items that were passed over are named.
_PASSED = 8
# The keys that leave the line, and the entry that is edited in it, as they are.
_STAYING = ("f1", "f5", "f8", "f12", "ctrl+o", "ctrl+q", "ctrl+s", "pageup", "pagedown")
# What is said of a name or a command that is only half typed, and better answered by offering the whole.
_MENDED_BY_GOING_ON = (
    About.UNKNOWN_NAME,
    About.AMBIGUOUS_NAME,
    About.NO_OWNER,
    About.INCOMPLETE_COMMAND,
    About.UNKNOWN_COMMAND,
    About.UNKNOWN_ITEM,
    About.UNKNOWN_REFERENCE,
    About.NOT_IN_ARCHIVE,
    About.TOO_MANY_VOTES,
)


class LiveScreen(LiveCommands):
    """Minutes a meeting, beginning `at` an entry and item. Without a `desk` it is open elsewhere, and is shown only."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.LIVE)]

    header = query_one("#header", Header)
    agenda = query_one("#agenda", AgendaList)
    roll = query_one("#roll", RollList)
    head = query_one("#head", ItemHead)

    def __init__(
        self,
        archive: Archive,
        sitting: RunningMeeting,
        desk: OpenMeeting | None,
        clock: Callable[[], datetime],
        at: tuple[int | None, int | None] | None = None,
    ) -> None:
        super().__init__(archive, desk, clock, sitting.meeting.key)
        self._begin_at = at
        self._sitting = sitting
        self._scene = Scene(sitting, clock)
        self._walk = Walk(self._scene, self.do_line, self._write, self._chosen)
        self._half = ""

    def compose(self) -> ComposeResult:
        """The regions, from top to bottom."""
        yield Header(self._scene, id="header")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield AgendaList(self._scene, id="agenda")
                yield RollList(self._scene, id="roll")
            with Vertical(id="right"):
                yield ItemHead(self._scene, id="head")
                yield Entries(self._scene)
        hint = _("a note, or ! decision · @who action > when · = vote · ? question · F1 help")
        yield Capture(
            hint, self.keep_line, self.first_asked, self.keep_lines, keys_of(Place.LIVE), MANY_LINES, self.ready
        )
        yield Echo()
        yield KeyBar(Place.LIVE, self._counts, self.labels)

    def on_mount(self) -> None:
        """Starts the clock, and hears from the writer."""
        self.hear()
        self.say_found()
        self.set_interval(TICK, self._tick)
        self.set_timer(_SETTLED, self.look_back)
        self._half = self._draft.read()
        if self._half:
            self.capture.write(self._half)
        if self._walk.go_on(self._draft.read_about()) and self._desk and not self._desk.found:
            self.say(self._walk.hint())
        if self._begin_at:
            self.call_after_refresh(self._walk.choose, *self._begin_at)

    def _come_back(self) -> None:
        """From the review: the record may be another, and the writer told that screen."""
        self.hear()
        self.draw()

    def on_screen_suspend(self) -> None:
        """A window comes over this screen: the next key is for that, not for a speaker."""
        if self.capture.next_key:
            self.capture.next_key = None
            self.echo.understood = Content("")

    def draw(self) -> None:
        """Whatever changed is painted anew."""
        self.header.look()
        self.agenda.look()
        self.roll.look(layout=True)
        self.head.look(layout=True)
        self.entries.look()
        self.query_one(KeyBar).refresh()

    def draw_unsaved(self) -> None:
        """The head and the entries."""
        self.header.look()
        self.entries.look()

    def _tick(self) -> None:
        """Each second: the clocks, and what the disk keeps waiting."""
        self.look_at_disk()
        self.header.look()
        self.agenda.look()
        self.head.look(layout=True)

    # Typing

    @on(Input.Changed, "#capture")
    def _understand(self, event: Input.Changed) -> None:
        if event.value != self.capture.value:
            # Enter was faster: this is no longer what stands there.
            return
        if not event.value.strip():
            self.echo.understood = Content.styled(self._walk.hint(), "$accent")
            self.forget_remark()
            return
        self.tell(event.value)

    def tell(self, value: str) -> None:
        """Says under the line what Enter does with `value`, and how it could go on."""
        context = self.read_against()
        line = self._walk.aim(understand(value, context))
        self.echo.understood = self.told(line, context)
        if value == self._half:
            # What was found at the opening is still to be read.
            return
        offered = self.offer(value)
        if offered and all(remark.about in _MENDED_BY_GOING_ON for remark in line.remarks):
            self.say_offered(offered)
            return
        editing = [self._walk.hint()] if self._walk.editing is not None else []
        self.remark(" · ".join([*editing, *self.remarks_on(line)]))

    def paste_question(self, number: int) -> str:
        """Into an entry that is edited, none: the lines become its one line, to be looked at first."""
        return "" if self._walk.editing is not None else super().paste_question(number)

    def keep_lines(self, typed: list[str]) -> bool:
        """Does many lines as one act; in an entry that is edited they are one. False where they stay in the line."""
        if self.is_read_only():
            return False
        if self._walk.editing is not None:
            self.capture.write(" ".join(typed))
            return False
        try:
            act = self._sitting.do_all(typed, self._clock())
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        if act:
            self.hand_over(act)
        self._walk.stop()
        self.echo.understood = Content("")
        self.say("")
        self.draw()
        return True

    def keep_line(self, typed: str) -> bool:
        """Does what `typed` says, and hands it to the writer; False where it makes no sense now."""
        if self._walk.is_unchanged(typed):
            self._walk.stop()
            return True
        line = self._walk.aim(self._sitting.understand(typed))
        if not self.do_line(line):
            return False
        if line.verb is Verb.TO and line.entry is not None:
            self._walk.choose(line.entry, self._sitting.record.entries[line.entry].item)
        if line.entry is None or self._walk.editing is not None:
            self._walk.stop()
        return True

    def holds_back(self, key: str) -> bool:
        """While an entry is edited, all but looking and leaving: its line would become another entry."""
        return self._walk.editing is not None and key in keys_of(Place.LIVE) and key not in _STAYING

    def before_keys(self, event: events.Key, value: str) -> bool:
        """Keys that are for a chosen entry, before they are for the line."""
        if self.holds_back(event.key):
            self.say(self._walk.hint())
            return True
        if event.key == "tab":
            self.complete(value)
            return True
        return self._walk.press(event, value)

    def half_typed(self) -> tuple[str, str]:
        """With the entry that is edited."""
        return self._walk.half_typed(self.capture.value)

    def _write(self, text: str) -> None:
        self.capture.write(text)

    def _chosen(self) -> None:
        self.say("")
        self.echo.understood = Content.styled(self._walk.hint(), "$accent")
        self.draw()

    def _counts(self) -> dict[str, int]:
        return {"unfinished": len(unfinished(self._sitting.record))}

    def do_line(self, line: Line) -> bool:
        """Does what `line` says, and hands it to the writer; False where it makes no sense now."""
        if line.verb is Verb.READ:
            self.action_read_back()
            return True
        if line.verb is Verb.HELP:
            self.action_help()
            return True
        if line.verb is Verb.SEARCH:
            self.action_search(line.text)
            return True
        if self.is_no_command(line) or self.is_read_only():
            return False
        try:
            act = self._sitting.do(line, self._clock())
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        if act:
            self.hand_over(act)
            self.say(self._after(act, line))
        self.echo.understood = Content.styled(self._walk.hint(), "$accent")
        self.draw()
        return True

    def _passed_over(self) -> str:
        """Which items before the current one are still to be treated: F2 goes back to them first."""
        record = self._sitting.record
        before = record.meeting.order[: record.meeting.order.index(record.meeting.current or 0)]
        passed = [item.number for item in record.to_come() if item.id in before]
        if not passed:
            return ""
        numbers = ", ".join(passed[:_PASSED]) + (" …" if len(passed) > _PASSED else "")
        return _("Not treated yet: {numbers}. F2 goes to {next}.").format(numbers=numbers, next=passed[0])

    def _after(self, act: Act, line: Line) -> str:
        """What there is to say about an act that was just done."""
        if walked := self.walked(act):
            return walked
        if line.verb is Verb.CLOSE:
            lacks = len(unfinished(self._sitting.record))
            words = _n(
                "Closed. {number} thing is still unfinished: F10 goes through it, ^S writes the minutes.",
                "Closed. {number} things are still unfinished: F10 goes through them, ^S writes the minutes.",
                lacks,
            )
            return words.format(number=lacks) if lacks else _("Closed. F10 goes through the minutes, ^S writes them.")
        if line.verb in (Verb.NEXT, Verb.GO) and (passed := self._passed_over()):
            return passed
        if line.verb is Verb.TO:
            return _("Filed under item {number}.").format(number=line.item)
        if line.verb is Verb.MEND:
            [mended] = act.changes
            return _("It now says: {text}").format(text=self._sitting.record.entries[mended.id].text)
        if self._sitting.meeting.current is None and line.text and line.verb in KINDS and not line.remarks:
            return _("Kept outside the agenda: no item is being treated.")
        return " · ".join(map(str, line.remarks))
