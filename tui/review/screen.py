"""The review: the record of a closed meeting beside the document that it makes, until nothing is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from exports.wording import kind_text
from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.disk.drafts import OF_REVIEW
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.language.capture.verbs.table import VERBS
from store.meeting.completeness import Lack
from store.meeting.revision import Revision
from store.meeting.running import RunningMeeting
from store.model import Act, MeetingStatus
from tui.capture.minuting import MinutingScreen
from tui.capture.screen import MANY_LINES, TICK
from tui.dialogs.choose_file import word_file_named
from tui.keys.bindings import bindings_of, keys_of
from tui.review.row_keys import RowKeys
from tui.review.rows import Row
from tui.review.selection import ReviewSelection
from tui.review.spread import Spread
from tui.routes import MeetingIn, Place, is_shown, navigator_of
from tui.widgets.capture import Capture
from tui.widgets.key_bar import KeyBar
from tui.widgets.scene import Scene, unsaved
from tui.widgets.sheet import Sheet
from tui.widgets.understood_lines import Echo

# What stands around the line.
_AROUND = 3
# The keys that leave the line, and what is edited in it, as they are.
_STAYING = ("help", "turn_over", "leave")


class ReviewScreen(MinutingScreen):
    """Goes through a closed meeting. Without a `desk` it is open elsewhere, and is shown only."""

    PLACE = Place.REVIEW
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.REVIEW)]

    record_sheet = query_one("#record", Sheet)
    paper_sheet = query_one("#paper", Sheet)

    _sitting: Revision
    _selection: ReviewSelection

    def __init__(
        self,
        archive: Archive,
        sitting: RunningMeeting,
        desk: OpenMeeting | None,
        clock: Callable[[], datetime],
        word_file: Path | None = None,
    ) -> None:
        super().__init__(archive, desk, clock, sitting.meeting.key + OF_REVIEW)
        self._sitting = Revision(sitting.record, sitting.look_back)
        self._scene = Scene(self._sitting, clock)
        self._selection = ReviewSelection(self._scene, self)
        self.spread = Spread()
        self._row_keys = RowKeys(self, self._sitting, self._selection)
        self._word_file = word_file

    def compose(self) -> ComposeResult:
        """The regions of the screen, from top to bottom."""
        yield Static(id="title")
        with Horizontal(id="body"):
            yield Sheet(id="record", cursor=True)
            yield Sheet(id="paper", cursor=False)
        yield Capture("", self, keys_of(Place.REVIEW), MANY_LINES)
        yield Echo()
        yield KeyBar(Place.REVIEW)

    def on_mount(self) -> None:
        """Makes this screen the one to which the writer reports, and puts the half-typed line back."""
        self.hear()
        self.say_found()
        self.set_interval(TICK, self.look_at_disk)
        if half := self._draft.read():
            self._selection.writing = not self._selection.go_on(self._draft.read_about())
            self.capture.write(half)
            if self._selection.busy:
                self.call_after_refresh(self._go_to_edited)
        if self._word_file:
            self.call_after_refresh(self.compare, self._word_file)

    # Drawing

    def draw(self) -> None:
        """Redraws both halves, after an act or for another width."""
        self._selection.narrow = self.has_class("-narrow")
        widths = self.record_sheet.room, self.paper_sheet.room
        self.spread.lay(self._sitting.record, widths, self._scene.unsaved)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Shows the cursor on the left, and what it is about on the right."""
        row = self.spread.row
        self._scene.selected = row.entry
        self._sitting.item, self._sitting.after = row.item, row.entry
        lines, marked = self.spread.record_lines()
        self.record_sheet.show(lines, marked, bar=not self._selection.writing, above=len(row.before))
        self.paper_sheet.show(*self.spread.document_lines())
        self._show_title()
        self.capture.placeholder = self._placeholder()
        if not self.capture.value:
            self.show_hint()
        self.query_one(KeyBar).tell({"next_unfinished": len(self.spread.lacks)}, self.labels())

    def _show_title(self) -> None:
        meeting = self._sitting.meeting
        status = {MeetingStatus.DRAFT: _("draft"), MeetingStatus.APPROVED: _("approved")}.get(meeting.status, "")
        state = unsaved(self._scene) or status
        title = Content.assemble((" " + _("Review"), "bold $accent"), "  ", (meeting.title, "bold"), "  ", state)
        self.query_one("#title", Static).update(title)

    def _placeholder(self) -> str:
        item = self._sitting.record.items.get(self.spread.row.item) if self.spread.row.item is not None else None
        if item is None:
            return _("a new line, outside the agenda")
        words = _("a new line under {number}. {title}").format(number=item.number, title=item.title)
        return Content(words).truncate(max(1, self.size.width - _AROUND), ellipsis=True).plain

    def hint(self) -> str:
        """What can be pressed now."""
        lack = self.spread.row.lack
        if lack and lack.lack is Lack.MISSPELLED and not self._selection.writing and not self._selection.busy:
            return _("Enter puts {instead} there  Del: it is right as it is").format(instead=lack.instead)
        if lack and lack.lack is Lack.NOT_ON_THE_ROLL and not self._selection.writing and not self._selection.busy:
            return _("Enter puts {line} in the line").format(line=_("/present {handle}").format(handle=lack.instead))
        return self._selection.hint()

    # The cursor

    def step(self, by: int) -> None:
        """Moves the cursor so many rows down."""
        self.spread.step(by)
        self.say("")
        self.show_chosen()

    def go_to(self, item: int | None, entry: int | None) -> None:
        """Puts the cursor on an entry in its place, or on an item."""
        self.spread.put(lambda row: (row.item, row.entry, row.lack, row.prepared) == (item, entry, None, None))
        self.show_chosen()

    def _go_to_edited(self) -> None:
        """At the opening: where what was being edited stands."""
        if not self.spread.rows:
            self.draw()
        self.spread.put(self._is_edited)
        self.show_chosen()

    def _is_edited(self, row: Row) -> bool:
        if self._selection.prepared:
            return (row.item, row.prepared) == self._selection.prepared
        return row.lack is None and row.prepared is None and row.entry == self._selection.editing

    def action_next_unfinished(self) -> None:
        """Puts the cursor on the next unfinished row; below the last one, on the first."""
        self.spread.next_lack()
        self.show_chosen()

    # Typing

    def tell(self, value: str) -> None:
        """Says under the line what Enter does with `value`, and how it could go on."""
        self.remark(self._selection.hint() if self._selection.busy else "")
        if self._selection.mark:
            self.echo.understood = Content.assemble(("→ ", "$accent"), self._told(value))
            return
        if word_file_named(value):
            self.echo.understood = Content.assemble(("→ ", "$accent"), _("show what was changed in this Word file"))
            return
        context = self.read_against()
        line = self._selection.aim(understand(value, context))
        self.echo.understood = self.told(line, context)
        if offered := self.offer(value):
            self.say_offered(offered)
        elif remarks := self.remarks_on(line):
            self.remark(" · ".join(remarks))

    def _told(self, value: str) -> str:
        """How a text that is split is understood."""
        entry = self._selection.chosen
        if self._selection.mark and entry:
            parts = [part.strip() for part in value.split(self._selection.mark) if part.strip()]
            kind = kind_text(entry.kind, spoken())
            return f"{len(parts)} × {kind}: " + "  ·  ".join(parts)
        return ""

    def holds_back(self, action: str) -> bool:
        """While something is edited, all but looking and leaving: its line would become another entry."""
        return self._selection.busy and action not in _STAYING

    def take_key(self, event: events.Key, value: str) -> bool:
        """Whether the key was for the row under the cursor, which comes before the line; then it was done."""
        if self.holds_back(keys_of(Place.REVIEW).get(event.key, "help")):
            self.say(self._selection.hint())
            return True
        if event.key == "tab" and value:
            self.complete(value)
            return True
        if event.key == "escape":
            self.say("")
        return self._selection.press(event, value)

    def keep_typed(self, typed: str) -> bool:
        """Does what `typed` says, and hands it to the writer; False where it makes no sense now."""
        if not self._selection.busy and (file := word_file_named(typed)):
            self.compare(file)
            return True
        selection, now = self._selection, self._clock()
        if selection.is_unchanged(typed):
            selection.stop_editing()
            return True
        if selection.mark and selection.editing is not None:
            entry, mark = selection.editing, selection.mark
            done = self.keep(lambda: self._sitting.split(entry, typed.split(mark), now))
        elif selection.prepared:
            item, number = selection.prepared
            done = self.keep(lambda: self._sitting.take(item, number, typed, now))
        else:
            done = self.do_line(selection.aim(self._sitting.understand(typed, now)))
        if done:
            if selection.busy:
                selection.stop_editing()
            # The line is emptied next, and that is not taken for typing.
            self.show_hint()
        return done

    def paste_question(self, number: int) -> str:
        """Into a text that is edited, none: the lines become its one line, to be looked at first."""
        return "" if self._selection.busy else super().paste_question(number)

    def keep_lines(self, typed: list[str]) -> bool:
        """Does many lines as one act; into a text that is edited they go as one. False where they stay in the line."""
        if self._selection.busy:
            self.capture.write(" ".join(typed))
            return False
        return self.keep(lambda: self._sitting.do_all(typed, self._clock()))

    def do_line(self, line: Line) -> bool:
        """Does what `line` says, or looks where it says; False where it makes no sense now."""
        if not VERBS[line.verb].acts:
            return self.look(line)
        if line.verb is Verb.GO:
            return self._go(line)
        if self.is_no_command(line):
            return False
        done = self.keep(lambda: self._sitting.do(line, self._clock()), line)
        if done and line.entry is None and line.text and not self._selection.busy:
            self._selection.writing = True
            self.show_chosen()
        return done

    def _go(self, line: Line) -> bool:
        found = [item for item in self._sitting.record.agenda() if item.number.lower() == line.item.lower()]
        if not found:
            self.say(_("There is no item {number} on the agenda.").format(number=line.item), "$error")
            return False
        self.go_to(found[0].id, None)
        return True

    def keep(self, act: Callable[[], Act | None], line: Line | None = None) -> bool:
        """Does an act on the record and keeps it; the cursor goes along with what is new."""
        before = set(self._sitting.record.entries)
        if self.is_read_only():
            return False
        try:
            done = self.perform(act)
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        if done:
            self.say(self._after(done, line))
        self.draw()
        new = sorted(set(self._sitting.record.entries) - before)
        if new:
            self.go_to(self._sitting.record.entries[new[-1]].item, new[-1])
        return True

    def _after(self, act: Act, line: Line | None) -> str:
        """What there is to say about an act that was just done."""
        if walked := self.walked(act):
            return walked
        if line and line.verb is Verb.TO:
            return _("Filed under item {number}.").format(number=line.item)
        return " · ".join(map(str, line.remarks)) if line else ""

    def press_on_row(self, key: str) -> bool:
        """Does `key` on the row under the cursor; False where it is not for a row of that kind."""
        return self._row_keys.press(key, self._clock())

    # Keys

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item: the entry under the cursor is filed there; without one the cursor goes there."""
        from tui.dialogs.go_to_item import GoToScreen

        entry = self._selection.chosen
        chosen = await self.app.push_screen_wait(GoToScreen(self._sitting.record, filing=entry is not None))
        if chosen and self.keep_line(f"/to {chosen.number}" if entry else f"/go {chosen.number}") and entry:
            self.go_to(self._sitting.record.entries[entry.id].item, entry.id)

    @work
    async def action_said(self) -> None:
        """Shows what was said around the entry under the cursor; a turn that is taken goes into the line."""
        from tui.dialogs.said import look

        kept, record = self._archive.transcripts, self._sitting.record
        if taken := await look(self.app, self.say, kept, record, self._selection.chosen, self._clock()):
            self._selection.writing = True
            self.write(taken)

    @work
    async def compare(self, file: Path) -> None:
        """Shows the changes in the Word file of these minutes, to be taken over one by one."""
        from tui.review.word_changes import look

        to_mend = await look(self.app, self.say, file, self._sitting, self._take_proposal, self._clock)
        self.draw()
        if to_mend:
            self.go_to(to_mend.item, to_mend.entry)

    def _take_proposal(self, act: Callable[[], Act | None]) -> str:
        """Does what a proposal says and keeps it; what is in the way, or nothing."""
        if self.is_read_only():
            return _("The meeting is open elsewhere: here it can only be read.")
        try:
            self.perform(act)
        except CannotDo as error:
            return str(error)
        return ""

    def action_turn_over(self) -> None:
        """Shows, on a narrow screen, the document in the place of the record, or the record again."""
        self.toggle_class("-paper")
        self.call_after_refresh(self.draw)

    def action_scroll_up(self) -> None:
        """Scrolls the document a page up."""
        self.query_one("#paper", Sheet).scroll_page_up(animate=False)

    def action_scroll_down(self) -> None:
        """Scrolls the document a page down."""
        self.query_one("#paper", Sheet).scroll_page_down(animate=False)

    def action_meeting(self) -> None:
        """Goes to the live screen of the same meeting, where the meeting itself can be opened again."""
        if is_shown(self.app, Place.LIVE):
            self.action_leave()
            return
        sitting = self._desk.running if self._desk else self._sitting
        screen = navigator_of(self).screen(MeetingIn(Place.LIVE, sitting, self._desk))
        self.app.push_screen(screen, lambda _result: self.come_back())

    def come_back(self) -> None:
        """Redraws on return from the live screen, since the record may have changed there."""
        if self._sitting.meeting.closed is None:
            # It was opened again: there is nothing to go through yet.
            self.action_leave()
            return
        self.hear()
        self.draw()
