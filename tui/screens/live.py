"""The live screen: the agenda with its clocks, what was just written, and the line to write in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.suggester import SuggestionReady
from textual.widgets import Input

from store.archive import Archive, OpenMeeting
from store.entries import KINDS
from store.errors import CannotDo, CannotKeep
from store.language.grammar import understand
from store.language.line import Line, Verb
from store.language.remarks import About
from store.meeting import RunningMeeting
from store.model import Act, Kind
from store.unfinished import unfinished
from store.words import _, _n
from tui.commands import Place, bindings_of, keys_of
from tui.echo import describe
from tui.keeping import Keeping, Kept, Trouble
from tui.live_commands import LiveCommands
from tui.walk import Walk
from tui.widgets.agenda_list import AgendaList
from tui.widgets.capture import Capture
from tui.widgets.drawn import Scene
from tui.widgets.echo_lines import Echo
from tui.widgets.entries import Entries
from tui.widgets.header import Header
from tui.widgets.item_head import ItemHead
from tui.widgets.key_bar import SMALLEST, KeyBar
from tui.widgets.roll_list import RollList

if TYPE_CHECKING:
    from tui.completing import Completing

_TICK = 1.0
# Earlier meetings are read when this screen has stood for so long.
_SETTLED = 0.7
# So many of their decisions and actions are offered; any other can be typed.
_OFFERED = 300
_WIDE = 100
_MANY_LINES = 10
_ELSEWHERE = ("f2", "f4", "f6", "f7", "f9", "ctrl+t")
_NO_COMMAND = (About.UNKNOWN_COMMAND, About.INCOMPLETE_COMMAND)
# What is said of a name or a command that is only half typed, and better answered by offering the whole.
_MENDED_BY_GOING_ON = (
    About.UNKNOWN_NAME,
    About.AMBIGUOUS_NAME,
    About.NO_OWNER,
    About.INCOMPLETE_COMMAND,
    About.UNKNOWN_COMMAND,
    About.UNKNOWN_ITEM,
    About.UNKNOWN_REFERENCE,
    About.TOO_MANY_VOTES,
)


class LiveScreen(LiveCommands):
    """Minutes a meeting, beginning `at` an entry and item. Without a `desk` it is open elsewhere, and is shown only."""

    AUTO_FOCUS = "#capture"
    PLACE = Place.LIVE
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
        super().__init__()
        self._begin_at = at
        self._archive = archive
        self._sitting = sitting
        self._desk = desk
        self._clock = clock
        self._scene = Scene(sitting, clock)
        self._keeping = Keeping(desk) if desk else None
        self._walk = Walk(self._scene, self._do, self._write, self._chosen)
        self._leaving = False
        self._half = ""
        # Who only reads leaves alone what is half typed in the other window.
        self._draft = archive.draft(sitting.meeting.key) if desk else None

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
        yield Capture(hint, self.keep_line, self._before_keys, self.keep_lines, keys_of(Place.LIVE), _MANY_LINES)
        yield Echo()
        yield KeyBar(Place.LIVE, self._counts)

    def on_mount(self) -> None:
        """Starts the clock, and hears from the writer."""
        self._listen()
        self.set_interval(_TICK, self._tick)
        self.set_timer(_SETTLED, self._look_back)
        self._half = self._draft.read() if self._draft else ""
        if self._half:
            self.capture.write(self._half)
        if self._begin_at:
            self.call_after_refresh(self._walk.choose, *self._begin_at)

    def _listen(self) -> None:
        if self._desk:
            self._desk.writer.on_kept = self._on_disk
            self._desk.writer.on_trouble = self._refused
            self._say(" ".join(self._desk.found))
        else:
            self._say(_elsewhere())

    def _come_back(self) -> None:
        """From the review: the record may be another, and the writer told that screen."""
        self._listen()
        self._show()

    @work(thread=True, group="background")
    def _look_back(self) -> None:
        """Reads what earlier meetings decided and promised, beside the typing."""
        meeting = self._sitting.meeting
        self._archive.warm(meeting.key)
        kinds = (Kind.ACTION, Kind.UNDERTAKING, Kind.DECISION)
        found = self._archive.index.of_kinds(
            kinds, meeting.body.key, only_open=True, apart_from=meeting.key, most=_OFFERED
        )
        self.app.call_from_thread(self._completing.offer_earlier, found)

    def on_screen_suspend(self) -> None:
        """A window comes over this screen: the next key is for that, not for a speaker."""
        if self.capture.next_key:
            self.capture.next_key = None
            self.echo.understood = Content("")

    def on_resize(self, event: events.Resize) -> None:
        """Everything is drawn for the width there is."""
        self.set_class(event.size.width < _WIDE, "-narrow")
        self.set_class(event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1], "-small")
        self.call_after_refresh(self.entries.look)

    def _show(self) -> None:
        """After an act: whatever changed is painted anew."""
        self.header.look()
        self.agenda.look()
        self.roll.look(layout=True)
        self.head.look(layout=True)
        self.entries.look()
        self.query_one(KeyBar).refresh()

    def _tick(self) -> None:
        """Each second: the clocks, and what the disk keeps waiting."""
        now = self._clock()
        self.keep_draft()
        late = self._keeping.late(now) if self._keeping else set()
        if late != self._scene.unsaved:
            self._scene.unsaved = late
            self.entries.look()
        self.header.look()
        self.agenda.look()
        self.head.look(layout=True)

    def _say(self, words: str, style: str = "") -> None:
        self.echo.message = Content.styled(words, style)

    # Typing

    @on(Input.Changed, "#capture")
    def _understand(self, event: Input.Changed) -> None:
        if event.value != self.capture.value:
            # Enter was faster: this is no longer what stands there.
            return
        if not event.value.strip():
            self.echo.understood = Content.styled(self._walk.hint(), "$accent")
            return
        context = self._sitting.context()
        line = self._walk.aim(understand(event.value, context))
        self.echo.understood = Content.assemble(("→ ", "$accent"), describe(line, context))
        if event.value == self._half:
            # What was found at the opening is still to be read.
            return
        cursor, record = self.capture.cursor_position, self._sitting.record
        rest, offered = self._completing.look(event.value, cursor, context, record)
        self.capture.post_message(SuggestionReady(event.value, event.value + rest))
        if offered and all(remark.about in _MENDED_BY_GOING_ON for remark in line.remarks):
            self.echo.message = Content.assemble(("⇥  ", "bold $foreground"), ("   ".join(offered), "$quiet"))
            return
        editing = [self._walk.hint()] if self._walk.editing is not None else []
        self._say(" · ".join([*editing, *map(str, line.remarks)]))

    @on(Capture.Pasted)
    @work
    async def _paste(self, event: Capture.Pasted) -> None:
        from tui.screens.ask import AskScreen

        question = _("Keep these {number} lines, each as a line of its own?").format(number=len(event.lines))
        if not await self.app.push_screen_wait(AskScreen(question, self._type_on)):
            # What was pasted is not lost: it is there to be pasted again.
            self._say(_("Nothing was pasted."))
            return
        if self.keep_lines(event.lines):
            self.capture.clear_line()

    def keep_lines(self, typed: list[str]) -> bool:
        """Does many lines as one act; False where they could not be kept."""
        if self._keeping is None:
            self._say(_elsewhere(), "$error")
            return False
        try:
            act = self._sitting.do_all(typed, self._clock())
        except CannotDo as error:
            self._say(str(error), "$error")
            return False
        if act:
            self._keeping.hand_over(act, self._clock())
        self._walk.stop()
        self.echo.understood = Content("")
        self._show()
        return True

    def keep_line(self, typed: str) -> bool:
        """Does what `typed` says, and hands it to the writer; False where it makes no sense now."""
        if self._walk.is_unchanged(typed):
            self._walk.stop()
            return True
        line = self._walk.aim(self._sitting.understand(typed))
        if not self._do(line):
            return False
        if line.verb is Verb.TO and line.entry is not None:
            self._walk.choose(line.entry, self._sitting.record.entries[line.entry].item)
        if line.entry is None or self._walk.editing is not None:
            self._walk.stop()
        return True

    def _before_keys(self, event: events.Key, value: str) -> bool:
        """Keys that are for a chosen entry, before they are for the line."""
        if event.key != "ctrl+q":
            self._leaving = False
        if self._walk.editing is not None and event.key in _ELSEWHERE:
            # What is being edited would be left in the line, and become another entry.
            self._say(self._walk.hint())
            return True
        if event.key == "tab":
            cursor, record = self.capture.cursor_position, self._sitting.record
            if completed := self._completing.take(value, cursor, self._sitting.context(), record):
                self.capture.write(*completed)
            return True
        return self._walk.press(event, value)

    @cached_property
    def _completing(self) -> Completing:
        # With the first key, not before the first picture.
        from tui.completing import Completing

        return Completing()

    def _type_on(self, character: str) -> None:
        self.capture.insert_text_at_cursor(character)

    def _write(self, text: str) -> None:
        self.capture.write(text)

    def _chosen(self) -> None:
        self._say("")
        self.echo.understood = Content.styled(self._walk.hint(), "$accent")
        self._show()

    def _counts(self) -> dict[str, int]:
        return {"unfinished": len(unfinished(self._sitting.record))}

    def _do(self, line: Line) -> bool:
        if line.verb is Verb.READ:
            self.action_read_back()
            return True
        if line.verb is Verb.HELP:
            self.action_help()
            return True
        if line.verb is Verb.SEARCH:
            self.action_search(line.text)
            return True
        if line.verb is Verb.NOTE and any(remark.about in _NO_COMMAND for remark in line.remarks):
            words = _("{words} is no command. Mend it, or put \\ before it to keep it as text.")
            self._say(words.format(words=line.typed.split()[0]), "$error")
            return False
        if self._keeping is None:
            self._say(_elsewhere(), "$error")
            return False
        try:
            act = self._sitting.do(line, self._clock())
        except CannotDo as error:
            self._say(str(error), "$error")
            return False
        if act:
            self._keeping.hand_over(act, self._clock())
            self._say(self._after(act, line))
        self.echo.understood = Content.styled(self._walk.hint(), "$accent")
        self._show()
        return True

    def _after(self, act: Act, line: Line) -> str:
        """What there is to say about an act that was just done."""
        taken = act.undoes or act.redoes
        if taken:
            done = self._sitting.record.act(taken)
            words = _("Taken back: {line}") if act.undoes else _("Brought back: {line}")
            return words.format(line=done.line or done.verb)
        if line.verb is Verb.CLOSE:
            lacks = len(unfinished(self._sitting.record))
            words = _n(
                "Closed. {number} thing is still unfinished: F10 goes through it, ^S writes the minutes.",
                "Closed. {number} things are still unfinished: F10 goes through them, ^S writes the minutes.",
                lacks,
            )
            return words.format(number=lacks) if lacks else _("Closed. F10 goes through the minutes, ^S writes them.")
        if line.verb is Verb.TO:
            return _("Filed under item {number}.").format(number=line.item)
        if line.verb is Verb.MEND:
            [mended] = act.changes
            return _("It now says: {text}").format(text=self._sitting.record.entries[mended.id].text)
        if self._sitting.meeting.current is None and line.text and line.verb in KINDS and not line.remarks:
            return _("Kept outside the agenda: no item is being treated.")
        return " · ".join(map(str, line.remarks))

    # The writer: the first two are called in its thread.

    def _on_disk(self, number: int) -> None:
        self.post_message(Kept(number))

    def _refused(self, error: CannotKeep) -> None:
        self.post_message(Trouble(error))

    @on(Kept)
    def _kept(self, event: Kept) -> None:
        if self._keeping is None:
            return
        ids = self._keeping.kept(event.number)
        if self._desk and (news := self._desk.told()):
            self._say(" ".join(news), "$success")
        if ids & self._scene.unsaved:
            self._scene.unsaved -= ids
            self._show()
            if self._keeping.is_done():
                self._say(_("Everything is on disk again."), "$success")

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self._scene.unsaved = self._keeping.all_waiting() if self._keeping else set()
        self._show()
        self._say(str(event.error), "bold $error")

    def keep_draft(self) -> None:
        """Keeps the half-typed line for the next time."""
        if self._draft:
            self._draft.keep(self.capture.value)

    def action_leave(self) -> None:
        """Leaves; what the disk has not taken yet is waited for, and said. The half-typed line is kept."""
        self.keep_draft()
        if self._keeping and not self._leaving and not self._keeping.is_done(1.0):
            self._leaving = True
            self._say(_("Not everything is on disk yet; ^Q again leaves all the same."), "$error")
            return
        if len(self.app.screen_stack) > 1 and self.app.screen_stack[0] is not self:
            self.dismiss()
        else:
            self.app.exit(0)


def _elsewhere() -> str:
    return _("This meeting is open in another window; here it can only be read.")
