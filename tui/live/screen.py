"""The live screen: the agenda with its clocks, what was just written, the line to write in, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.dates import short_date
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.language.capture.verbs.table import VERBS
from store.meeting.completeness import unfinished
from store.meeting.running import RunningMeeting
from store.model import Earlier, MeetingStatus
from store.record.clock import local
from store.record.pacing import minutes_over, savings
from tui.capture.minuting import MinutingScreen
from tui.capture.screen import MANY_LINES, TICK
from tui.keys.bindings import bindings_of, keys_of
from tui.live.agenda_list import AgendaList
from tui.live.header import Header
from tui.live.item_head import ItemHead
from tui.live.remarks import MENDED_BY_GOING_ON, said_after
from tui.live.roll_list import RollList, speakers, who_speaks
from tui.live.selection import LiveSelection
from tui.routes import Actions, At, Decisions, MeetingIn, Minuted, Place, Search, is_shown, navigator_of
from tui.widgets.capture import Capture
from tui.widgets.entries import Entries
from tui.widgets.key_bar import KeyBar
from tui.widgets.scene import Scene
from tui.widgets.understood_lines import Echo

# Seconds after which earlier meetings are read, so that the first picture does not wait for them.
_SETTLED = 0.7
# What leaves the line, and the entry that is edited in it, as they are.
_STAYING = set("help show_agenda read_back decide speaker leave write_documents scroll_up scroll_down".split())


class LiveScreen(MinutingScreen):
    """Minutes a meeting, beginning `at` an entry and item. Without a `desk` it is open elsewhere, and is shown only."""

    PLACE = Place.LIVE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.LIVE)]

    header = query_one("#header", Header)
    agenda = query_one("#agenda", AgendaList)
    roll = query_one("#roll", RollList)
    head = query_one("#head", ItemHead)
    entries = query_one("#entries", Entries)

    _selection: LiveSelection

    def __init__(
        self,
        archive: Archive,
        sitting: RunningMeeting,
        desk: OpenMeeting | None,
        clock: Callable[[], datetime],
        at: At | None = None,
    ) -> None:
        super().__init__(archive, desk, clock, sitting.meeting.key)
        self._begin_at = at
        self._sitting = sitting
        self._scene = Scene(sitting, clock)
        self._selection = LiveSelection(self._scene, self)
        self._half = ""

    def compose(self) -> ComposeResult:
        """The regions of the screen, from top to bottom."""
        yield Header(self._scene, id="header")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield AgendaList(self._scene, id="agenda")
                yield RollList(self._scene, id="roll")
            with Vertical(id="right"):
                yield ItemHead(self._scene, id="head")
                yield Entries(self._scene)
        hint = _("a note, or ! decision · @who action > when · = vote · ? question · F1 help")
        yield Capture(hint, self, keys_of(Place.LIVE), MANY_LINES)
        yield Echo()
        yield KeyBar(Place.LIVE, self._counts(), self.labels())

    def on_mount(self) -> None:
        """Starts the clock, and makes this screen the one to which the writer reports."""
        self.hear()
        self.say_found()
        self.set_interval(TICK, self._tick)
        self.set_timer(_SETTLED, self.look_back)
        self._half = self._draft.read()
        if self._half:
            self.capture.write(self._half)
        if self._selection.go_on(self._draft.read_about()) and self._desk and not self._desk.found:
            self.say(self._selection.hint())
        if self._begin_at:
            self.call_after_refresh(self._selection.choose, *self._begin_at)

    def come_back(self) -> None:
        """On return from the review, which may have changed the record: hears from the writer again, and redraws."""
        self.hear()
        self.draw()

    def on_screen_suspend(self) -> None:
        """A window comes over this screen: the next key is for that, not for a speaker."""
        if self.capture.next_key:
            self.capture.next_key = None
            self.echo.understood = Content("")

    def draw(self) -> None:
        """Redraws each part that changed."""
        self.header.look()
        self.agenda.look()
        self.roll.look(layout=True)
        self.head.look(layout=True)
        self.entries.look()
        self.query_one(KeyBar).tell(self._counts(), self.labels())

    def draw_unsaved(self) -> None:
        """Redraws the head and the entries, which show what is not on disk yet."""
        self.header.look()
        self.entries.look()

    def _tick(self) -> None:
        """Each second: the clocks, and what the disk keeps waiting."""
        self.look_at_disk()
        self.header.look()
        self.agenda.look()
        self.head.look(layout=True)

    # Typing

    def tell(self, value: str) -> None:
        """Says under the line what Enter does with `value`, and how it could go on."""
        context = self.read_against()
        line = self._selection.aim(understand(value, context))
        self.echo.understood = self.told(line, context)
        if value == self._half:
            # What was found at the opening is still to be read.
            return
        offered = self.offer(value)
        if offered and all(remark.about in MENDED_BY_GOING_ON for remark in line.remarks):
            self.say_offered(offered)
            return
        editing = [self._selection.hint()] if self._selection.editing is not None else []
        self.remark(" · ".join([*editing, *self.remarks_on(line)]))

    def paste_question(self, number: int) -> str:
        """Into an entry that is edited, none: the lines become its one line, to be looked at first."""
        return "" if self._selection.editing is not None else super().paste_question(number)

    def keep_lines(self, typed: list[str]) -> bool:
        """Does many lines as one act; in an entry that is edited they are one. False where they stay in the line."""
        if self.is_read_only():
            return False
        if self._selection.editing is not None:
            self.capture.write(" ".join(typed))
            return False
        try:
            self.perform(lambda: self._sitting.do_all(typed, self._clock()))
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        self._selection.back_to_current()
        self.echo.understood = Content("")
        self.say("")
        self.draw()
        return True

    def keep_typed(self, typed: str) -> bool:
        """Does what `typed` says and keeps it; False where it makes no sense now."""
        if self._selection.is_unchanged(typed):
            self._selection.back_to_current()
            return True
        line = self._selection.aim(self._sitting.understand(typed, self._clock()))
        if not self.do_line(line):
            return False
        if line.verb is Verb.TO and line.entry is not None:
            self._selection.choose(line.entry, self._sitting.record.entries[line.entry].item)
        if line.entry is None or self._selection.editing is not None:
            self._selection.back_to_current()
        return True

    def go_to(self, item: int | None, entry: int | None) -> None:
        """Shows an item, with that entry chosen in it."""
        self._selection.choose(entry, item)

    def holds_back(self, action: str) -> bool:
        """While an entry is edited, all but looking and leaving: its line would become another entry."""
        return self._selection.editing is not None and action not in _STAYING

    def take_key(self, event: events.Key, value: str) -> bool:
        """Whether the key was for a chosen entry, which comes before the line; then it was done."""
        if self.holds_back(keys_of(Place.LIVE).get(event.key, "help")):
            self.say(self._selection.hint())
            return True
        if event.key == "tab":
            self.complete(value)
            return True
        return self._selection.press(event, value)

    def show_chosen(self) -> None:
        """Redraws after another entry was chosen, or another item is looked at."""
        self.say("")
        self.show_hint()
        self.draw()

    def _counts(self) -> dict[str, int]:
        return {"unfinished": len(unfinished(self._sitting.record))}

    def do_line(self, line: Line) -> bool:
        """Does what `line` says and keeps it; False where it makes no sense now."""
        if line.verb is Verb.SEARCH:
            self.action_search(line.text)
            return True
        if not VERBS[line.verb].acts:
            return self.look(line)
        if self.is_no_command(line) or self.is_read_only():
            return False
        try:
            act = self.perform(lambda: self._sitting.do(line, self._clock()))
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        if act:
            self.say(self.walked(act) or said_after(self._sitting.record, act, line))
        self.show_hint()
        self.draw()
        return True

    # Keys

    async def action_next_item(self) -> None:
        """Opens the meeting, after a question on another day than planned; then goes from item to item."""
        meeting = self._sitting.meeting
        today = local(self._clock(), meeting).date()
        if meeting.status is not MeetingStatus.PLANNED:
            self.keep_line("/next")
        elif today == meeting.date:
            self.keep_line("/open")
        else:
            self._open_on_another_day(today)

    @work
    async def _open_on_another_day(self, today: date) -> None:
        from tui.dialogs.confirm import AskScreen

        planned, language = self._sitting.meeting.date, spoken()
        words = _("This meeting is planned for {date}.\nOpen it now? Its date becomes today, {today}.")
        if planned < today:
            words += "\n" + _("If it was held already: Esc, and /afterwards.")
        question = words.format(date=short_date(planned, language), today=short_date(today, language))
        if await self.app.push_screen_wait(AskScreen(question, self.type_on)):
            self.do_line(replace(self._sitting.understand("/open"), on=today))

    async def action_decide(self) -> None:
        """Keeps what was typed as a decision; with an empty line, the last entry becomes one."""
        typed = self.capture.value.strip()
        line = understand(typed, self.read_against())
        if self.is_no_command(line):
            return
        if typed.startswith("/") or (typed and line.verb not in (Verb.NOTE, Verb.DECISION)):
            self.say(_("This line stands for something else; Enter does that."))
            return
        words = typed if line.speaker else line.text
        decision = f"! {words}".strip()
        ready = await self.ready([decision])
        # Begun in the palette, one can type on meanwhile.
        if ready and self.capture.value.strip() == typed and self.keep_line(decision):
            self.capture.clear_line()

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item and goes there, or puts the last entry there; with an entry chosen, always that one."""
        from tui.dialogs.go_to_item import GoToScreen

        filing = self._selection.chosen is not None
        chosen = await self.app.push_screen_wait(GoToScreen(self._sitting.record, filing=filing, last=not filing))
        if chosen:
            self.keep_line(f"/to {chosen.number}" if chosen.filed else f"/go {chosen.number}")

    def action_speaker(self) -> None:
        """The next digit or letter begins the line with that speaker."""
        self.capture.next_key = self._begin_with_speaker
        self.say("")
        self.echo.understood = who_speaks(self._sitting.record, self.echo.size.width)

    def _begin_with_speaker(self, event: events.Key, value: str) -> bool:
        handle = speakers(self._sitting.record).get((event.character or "").lower())
        self.echo.understood = Content("")
        if handle:
            self.capture.write(f"{handle}: {value}")
        return handle is not None or event.key == "escape"

    @work
    async def action_unfinished(self) -> None:
        """Shows what is missing; Enter goes there, Esc comes back."""
        from tui.dialogs.unfinished import UnfinishedScreen

        chosen = await self.app.push_screen_wait(UnfinishedScreen(self._sitting.record, self.type_on))
        if chosen:
            self._selection.choose(chosen.entry, chosen.item)

    @work
    async def action_search(self, typed: str = "") -> None:
        """Searches all meetings, for `typed` to begin with; what is found in this one is shown here."""
        screen = navigator_of(self).screen(Search(self._sitting.meeting.key, typed))
        hit = await self.app.push_screen_wait(screen)
        if hit and hit.place:
            self._selection.choose(*hit.place)

    def action_end_on_time(self) -> None:
        """Takes over what is proposed to end on time, as one act."""
        record, now = self._sitting.record, self._clock()
        proposed = savings(record, now)
        if not proposed:
            self.say(
                _("The meeting will end on time.") if not minutes_over(record, now) else _("Nothing can be shortened.")
            )
            return
        if self.keep_lines([one.line for one in proposed]):
            self.say(_("The agenda is shortened; F6 takes it back."), "$success")

    @work
    async def action_actions(self) -> None:
        """Walks through the actions of all meetings; what becomes of them is written down in this one."""
        screen = navigator_of(self).screen(Actions(self._minuted()))
        self._go_back_to(await self.app.push_screen_wait(screen))

    @work
    async def action_decisions(self) -> None:
        """Shows the decisions of all meetings; one of this meeting is shown here."""
        screen = navigator_of(self).screen(Decisions(self._minuted()))
        self._go_back_to(await self.app.push_screen_wait(screen))

    def _minuted(self) -> Minuted:
        is_held = self._sitting.meeting.closed is not None
        return Minuted(self._sitting, self._desk, self._keep_later if is_held else self.keep_line)

    def _keep_later(self, typed: str) -> bool:
        """Keeps what became of an action of this meeting after it: its minutes go on telling what was agreed."""
        if typed == "/undo" or self.is_read_only():
            return self.keep_line(typed)
        at = self._clock()
        line = self._sitting.understand_on(typed, local(at, self._sitting.meeting).date())
        try:
            self.perform(lambda: self._sitting.follow_up(line, at))
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        self.draw()
        return True

    def _go_back_to(self, chosen: Earlier | None) -> None:
        if chosen:
            self._selection.choose(chosen.entry.id, chosen.entry.item)

    def action_review(self) -> None:
        """Goes through the record, where the meeting is closed."""
        if self._sitting.meeting.closed is None:
            self.say(_("The review is for when the meeting is over: /close ends it."))
        elif is_shown(self.app, Place.REVIEW):
            self.app.screen.dismiss()
        else:
            screen = navigator_of(self).screen(MeetingIn(Place.REVIEW, self._sitting, self._desk))
            self.app.push_screen(screen, lambda _result: self.come_back())

    def action_read_back(self) -> None:
        """Shows the last decision or proposal large."""
        from tui.dialogs.read_back import ReadBackScreen, last_to_read

        entry = last_to_read(self._sitting.record)
        if entry is None:
            self.say(_("There is no decision or proposal under this item yet."))
        else:
            self.app.push_screen(ReadBackScreen(self._sitting.record, entry, self.type_on))

    def action_show_agenda(self) -> None:
        """On a narrow screen: the agenda and the roll in the place of the entries, and back."""
        self.toggle_class("-agenda")
        self.call_after_refresh(self.draw)

    def action_scroll_up(self) -> None:
        """Scrolls the entries a page up."""
        self.entries.scroll_page_up(animate=False)

    def action_scroll_down(self) -> None:
        """Scrolls the entries a page down."""
        self.entries.scroll_page_down(animate=False)
