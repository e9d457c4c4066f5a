"""The review: the record of a closed meeting beside the document that it makes, until nothing is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.kinds import Audience
from exports.wording import kind_text
from store.archive.archive import Archive, OpenMeeting
from store.disk.drafts import OF_REVIEW
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.meeting.completeness import Lack
from store.meeting.revision import Revision
from store.meeting.running import RunningMeeting
from store.model import Act, Kind, MeetingStatus
from tui.capture.screen import MANY_LINES, TICK
from tui.keymap import Place, bindings_of, keys_of
from tui.review.actions import ReviewCommands
from tui.review.document_view import Paper, Spot, find_spots
from tui.review.rows import Row, Rows
from tui.review.selection import DOWN, JOIN, SPLIT, UP, ReviewWalk
from tui.widgets.capture import Capture
from tui.widgets.drawn import Scene, unsaved
from tui.widgets.key_bar import KeyBar
from tui.widgets.sheet import Sheet
from tui.widgets.understood_lines import Echo

# What stands around the line.
_AROUND = 3
# The keys that leave the line, and what is edited in it, as they are.
_STAYING = ("f1", "f5", "ctrl+q")


class ReviewScreen(ReviewCommands):
    """Goes through a closed meeting. Without a `desk` it is open elsewhere, and is shown only."""

    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.REVIEW)]

    record_sheet = query_one("#record", Sheet)
    paper_sheet = query_one("#paper", Sheet)

    def __init__(
        self, archive: Archive, sitting: RunningMeeting, desk: OpenMeeting | None, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(archive, desk, clock, sitting.meeting.key + OF_REVIEW)
        self._sitting = Revision(sitting.record, sitting.look_back)
        self._scene = Scene(self._sitting, clock)
        self._walk = ReviewWalk(self._scene, self._do, self._write, self._show, self._step, self._press_on)
        self._rows: list[Row] = []
        self._at = 0
        self._drawer = Rows()
        self._paper = Paper()
        self._laid: tuple[list[Content], dict[Spot, range]] = ([], {})
        self._left: set[tuple[int | None, str]] = set()

    def compose(self) -> ComposeResult:
        """The regions, from top to bottom."""
        yield Static(id="title")
        with Horizontal(id="body"):
            yield Sheet(id="record", cursor=True)
            yield Sheet(id="paper", cursor=False)
        yield Capture(
            "", self.keep_line, self.first_asked, self.keep_lines, keys_of(Place.REVIEW), MANY_LINES, self.ready
        )
        yield Echo()
        yield KeyBar(Place.REVIEW, self._counts, self.labels)

    def on_mount(self) -> None:
        """Hears from the writer, and puts the half-typed line back."""
        self.hear()
        self.say_found()
        self.set_interval(TICK, self.look_at_disk)
        if half := self._draft.read():
            self._walk.writing = not self._walk.go_on(self._draft.read_about())
            self.capture.write(half)
            if self._walk.busy:
                self.call_after_refresh(self._go_to_edited)

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        return self._rows[min(self._at, len(self._rows) - 1)]

    # Drawing

    def draw(self) -> None:
        """After an act, or for another width: both halves."""
        self._walk.narrow = self.has_class("-narrow")
        record = self._sitting.record
        key = self.row.key if self._rows else None
        waiting = self._scene.unsaved
        self._rows = self._drawer.draw(record, self.record_sheet.room, waiting, self._left)
        # A lack that was seen to is gone: the next one has its place.
        self._at = next((at for at, row in enumerate(self._rows) if row.key == key), min(self._at, len(self._rows) - 1))
        document = minutes(redacted(record, Audience.FULL))
        lines, starts = self._paper.lay(document, self.paper_sheet.room)
        spots = find_spots(document, record)
        # Between two blocks there is an empty line.
        last = len(document.blocks)
        self._laid = (
            lines,
            {spot: range(starts[at.start], starts[at.stop] - (at.stop < last)) for spot, at in spots.items()},
        )
        self._show()

    def _show(self) -> None:
        """The cursor on the left, and what it is about on the right."""
        row = self.row
        self._scene.selected = row.entry
        self._sitting.item, self._sitting.after = row.item, row.entry
        lines: list[Content] = []
        marked = range(0)
        for one in self._rows:
            lines += one.before
            if one is row:
                marked = range(len(lines), len(lines) + len(one.lines))
            lines += one.lines
        self.record_sheet.show(lines, marked, bar=not self._walk.writing, above=len(row.before))
        paper, spots = self._laid
        # What does not stand in the minutes is shown where its item is.
        self.paper_sheet.show(paper, spots.get((row.item, row.entry)) or spots.get((row.item, None), range(0)))
        self._show_title()
        self.capture.placeholder = self._placeholder()
        if not self.capture.value:
            self.echo.understood = Content.styled(self._hint(), "$accent")
        self.query_one(KeyBar).refresh()

    def _show_title(self) -> None:
        meeting = self._sitting.meeting
        status = {MeetingStatus.DRAFT: _("draft"), MeetingStatus.APPROVED: _("approved")}.get(meeting.status, "")
        state = unsaved(self._scene) or status
        title = Content.assemble((" " + _("Review"), "bold $accent"), "  ", (meeting.title, "bold"), "  ", state)
        self.query_one("#title", Static).update(title)

    def _placeholder(self) -> str:
        item = self._sitting.record.items.get(self.row.item) if self.row.item is not None else None
        if item is None:
            return _("a new line, outside the agenda")
        words = _("a new line under {number}. {title}").format(number=item.number, title=item.title)
        return Content(words).truncate(max(1, self.size.width - _AROUND), ellipsis=True).plain

    def _hint(self) -> str:
        """What can be pressed now."""
        lack = self.row.lack
        if lack and lack.lack is Lack.MISSPELLED and not self._walk.writing and not self._walk.busy:
            return _("Enter puts {instead} there  Del: it is right as it is").format(instead=lack.instead)
        if lack and lack.lack is Lack.NOT_ON_THE_ROLL and not self._walk.writing and not self._walk.busy:
            return _("Enter puts {line} in the line").format(line=_("/present {handle}").format(handle=lack.instead))
        return self._walk.hint()

    def _counts(self) -> dict[str, int]:
        return {"next_unfinished": sum(row.lack is not None for row in self._rows)}

    # The cursor

    def _step(self, by: int) -> None:
        self._at = max(0, min(len(self._rows) - 1, self._at + by))
        self.say("")
        self._show()

    def go_to(self, item: int | None, entry: int | None) -> None:
        """Puts the cursor on an entry in its place, or on an item."""
        for at, row in enumerate(self._rows):
            if (row.item, row.entry, row.lack, row.prepared) == (item, entry, None, None):
                self._at = at
        self._show()

    def _go_to_edited(self) -> None:
        """At the opening: where what was being edited stands."""
        if not self._rows:
            self.draw()
        self._at = next((at for at, row in enumerate(self._rows) if self._is_edited(row)), self._at)
        self._show()

    def _is_edited(self, row: Row) -> bool:
        if self._walk.prepared:
            return (row.item, row.prepared) == self._walk.prepared
        return row.lack is None and row.prepared is None and row.entry == self._walk.editing

    def action_next_unfinished(self) -> None:
        """The next of the unfinished; from below it, the first."""
        lacks = [at for at, row in enumerate(self._rows) if row.lack]
        self._at = next((at for at in lacks if at > self._at), lacks[0] if lacks else self._at)
        self._show()

    # Typing

    @on(Input.Changed, "#capture")
    def _understand(self, event: Input.Changed) -> None:
        if event.value != self.capture.value:
            return
        if not event.value.strip():
            self.echo.understood = Content.styled(self._hint(), "$accent")
            self.forget_remark()
            return
        self.tell(event.value)

    def tell(self, value: str) -> None:
        """Says under the line what Enter does with `value`, and how it could go on."""
        self.remark(self._walk.hint() if self._walk.busy else "")
        if self._walk.mark or self._walk.prepared:
            self.echo.understood = Content.assemble(("→ ", "$accent"), self._told(value))
            return
        context = self.read_against()
        line = self._walk.aim(understand(value, context))
        self.echo.understood = self.told(line, context)
        if offered := self.offer(value):
            self.say_offered(offered)
        elif remarks := self.remarks_on(line):
            self.remark(" · ".join(remarks))

    def _told(self, value: str) -> str:
        """How a text that is split, or a prepared one, is understood."""
        entry = self._walk.chosen
        if self._walk.mark and entry:
            parts = [part.strip() for part in value.split(self._walk.mark) if part.strip()]
            kind = kind_text(entry.kind, spoken())
            return f"{len(parts)} × {kind}: " + "  ·  ".join(parts)
        return _("Prepared text")

    def holds_back(self, key: str) -> bool:
        """While something is edited, all but looking and leaving: its line would become another entry."""
        return self._walk.busy and key in keys_of(Place.REVIEW) and key not in _STAYING

    def before_keys(self, event: events.Key, value: str) -> bool:
        """Keys that are for the row under the cursor, before they are for the line."""
        if self.holds_back(event.key):
            self.say(self._walk.hint())
            return True
        if event.key == "tab" and value:
            self.complete(value)
            return True
        if event.key == "escape":
            self.say("")
        return self._walk.press(event, value)

    def keep_line(self, typed: str) -> bool:
        """Does what `typed` says, and hands it to the writer; False where it makes no sense now."""
        walk, now = self._walk, self._clock()
        if walk.is_unchanged(typed):
            walk.stop()
            return True
        if walk.mark and walk.editing is not None:
            entry, mark = walk.editing, walk.mark
            done = self._keep(lambda: self._sitting.split(entry, typed.split(mark), now))
        elif walk.prepared:
            item, number = walk.prepared
            done = self._keep(lambda: self._sitting.prepare(item, number, typed, now))
        else:
            done = self._do(walk.aim(self._sitting.understand(typed)))
        if done:
            if walk.busy:
                walk.stop()
            # The line is emptied next, and that is not taken for typing.
            self.echo.understood = Content.styled(self._hint(), "$accent")
        return done

    def paste_question(self, number: int) -> str:
        """Into a text that is edited, none: the lines become its one line, to be looked at first."""
        return "" if self._walk.busy else super().paste_question(number)

    def keep_lines(self, typed: list[str]) -> bool:
        """Does many lines as one act; into a text that is edited they go as one. False where they stay in the line."""
        if self._walk.busy:
            self.capture.write(" ".join(typed))
            return False
        return self._keep(lambda: self._sitting.do_all(typed, self._clock()))

    def _do(self, line: Line) -> bool:
        if line.verb in (Verb.READ, Verb.HELP, Verb.GO):
            return self._look(line)
        if self.is_no_command(line):
            return False
        done = self._keep(lambda: self._sitting.do(line, self._clock()), line)
        if done and line.entry is None and line.text and not self._walk.busy:
            self._walk.writing = True
            self._show()
        return done

    def _look(self, line: Line) -> bool:
        if line.verb is Verb.HELP:
            self.action_help()
        elif line.verb is Verb.READ:
            self.action_turn_over()
        else:
            found = [item for item in self._sitting.record.agenda() if item.number.lower() == line.item.lower()]
            if not found:
                self.say(_("There is no item {number} on the agenda.").format(number=line.item), "$error")
                return False
            self.go_to(found[0].id, None)
        return True

    def _keep(self, act: Callable[[], Act | None], line: Line | None = None) -> bool:
        """Does an act on the record and hands it to the writer; the cursor goes along with what is new."""
        before = set(self._sitting.record.entries)
        if self.is_read_only():
            return False
        try:
            done = act()
        except CannotDo as error:
            self.say(str(error), "$error")
            return False
        if done:
            self.hand_over(done)
            self.say(self.after(done, line))
        self.draw()
        new = sorted(set(self._sitting.record.entries) - before)
        if new:
            self.go_to(self._sitting.record.entries[new[-1]].item, new[-1])
        return True

    def half_typed(self) -> tuple[str, str]:
        """With the text that is edited."""
        return self._walk.half_typed(self.capture.value)

    def _write(self, text: str) -> None:
        self.capture.write(text)

    # Keys on a row

    def _press_on(self, key: str) -> bool:
        row, now = self.row, self._clock()
        entry = self._walk.chosen
        if row.lack and self._press_on_lack(row, key):
            return True
        if row.prepared is not None and row.item is not None:
            return self._press_on_prepared(row.item, row.prepared, key)
        if key == "enter" and entry is None:
            self._walk.writing = True
            self._show()
        elif key in (SPLIT, JOIN, UP, DOWN) and entry is None:
            self.say(_("That is for an entry: choose one with ↑ ↓, or press Tab to type it."))
        elif key == SPLIT and entry:
            self._walk.split(entry)
        elif key == JOIN and entry:
            self._keep(lambda: self._sitting.join(entry.id, now))
        elif key in (UP, DOWN) and entry:
            self._keep(lambda: self._sitting.move(entry.id, -1 if key == UP else 1, now))
        else:
            return False
        return True

    def _press_on_lack(self, row: Row, key: str) -> bool:
        lack, now = row.lack, self._clock()
        if lack is None or key not in ("enter", "delete"):
            return False
        entry = self._walk.chosen
        if lack.lack is Lack.MISSPELLED and lack.entry is not None:
            if key == "delete":
                self._left.add((lack.entry, lack.words))
                self.draw()
            else:
                id = lack.entry
                self._keep(lambda: self._sitting.correct(id, lack.words, lack.instead, now))
        elif key == "enter" and lack.lack is Lack.NOT_ON_THE_ROLL:
            self._walk.writing = True
            self._write(_("/present {handle}").format(handle=lack.instead))
        elif key == "enter" and (entry is None or entry.kind is Kind.VOTE):
            self.go_to(lack.item, lack.entry)
            self._walk.writing = True
            self._show()
        else:
            return False
        return True

    def _press_on_prepared(self, item: int, number: int, key: str) -> bool:
        if key == "enter":
            text = self._sitting.record.items[item].prepared_text.splitlines()[number]
            self._walk.prepare(item, number, text)
        elif key == "delete":
            self._keep(lambda: self._sitting.prepare(item, number, "", self._clock()))
        else:
            return False
        return True
