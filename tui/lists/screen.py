"""What the lists over all meetings share: read beside the painting, filtered as typed, sorted, each with its origin."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from store.archive.archive import Archive
from store.dates import short_date
from store.errors import NotulistError
from store.i18n import _, spoken
from store.language.query import Filter, Listed, read_filter
from store.model import Body, Earlier
from store.record.follow_ups import is_open
from store.search.selection import select
from store.text import one_line
from store.wall_clock import day_here
from tui.dialogs.with_help import WithHelp
from tui.routes import Minuted, Place, navigator_of
from tui.terminal.wrapping import WIDE
from tui.widgets.found import describe, unread_words
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

# A number is as wide as the longest of the list, within bounds.
_REFERENCE, _LONGEST, _BODY = 15, 20, 8
# The most seconds that reading waits: for the writer of the meeting under the list, and for the first painting.
_ON_DISK_SECONDS, _PAINTED_SECONDS = 5.0, 1.0
# What stands beside the lines below the list, and how many of them there are: of the text itself two.
_AROUND, _LINES, _OF_TEXT = 6, 6, 2
_FILTER = "filter"
# More than any window shows.
FIRST = 200


class RegisterScreen(WithHelp[Earlier | None]):
    """A list over all meetings. An entry of the meeting that is `minuted` under it is given back.

    The meeting of any other is opened over this screen.
    """

    AUTO_FOCUS = "#rows"
    LISTED: ClassVar[Listed]
    MARKS: ClassVar[bool] = False
    # What is said where nothing is shown, and what can be typed to filter: to be translated.
    NOTHING: ClassVar[str]
    HINT: ClassVar[str]
    CSS_PATH = "screen.tcss"

    ask = query_one("#ask", Input)
    message = query_one("#message", Static)

    def __init__(self, archive: Archive, clock: Callable[[], datetime], minuted: Minuted | None = None) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._minuted = minuted
        self._all: list[Earlier] = []
        # Until then only the top of the list is there.
        self._whole = False
        self._registered: list[Body] = []
        self._bodies: list[str] = []
        self._themes: list[str] = []
        self._reference = _REFERENCE
        self._filter = ""
        self._asked = _FILTER

    def compose(self) -> ComposeResult:
        """Title, the list, all about the chosen one, a line for questions, the keys."""
        yield Static(id="title")
        yield RowList(self.draw, _key, id="rows", marks=self.MARKS)
        yield Static(id="about")
        yield Input(id="ask")
        yield Static(id="message")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Reads the list, beside the painting."""
        self.ask.display = False
        self.say(_("Reading the meetings…"), "$quiet")
        self.read_again()

    # What each list says for itself

    @abstractmethod
    def read(self, wanted: Filter) -> list[Earlier]:
        """All that the list is of, from an index that is up to date; `wanted` of which is shown. In a thread."""

    @abstractmethod
    def read_first(self) -> list[Earlier]:
        """What stands at the top of the list as it opens, read in a moment. In a thread."""

    @abstractmethod
    def in_order(self, shown: list[Earlier]) -> Sequence[Earlier]:
        """In the order that was chosen."""

    @abstractmethod
    def headline(self, shown: Sequence[Earlier]) -> list[tuple[str, str]]:
        """What the list is called, and how many there are: words and their styles."""

    @abstractmethod
    def draw(self, one: Earlier, width: int) -> Content:
        """One line of the list."""

    @abstractmethod
    def about(self, one: Earlier) -> list[Content]:
        """What is told of `one`, in the order of what matters: the first lines stand below the list."""

    @abstractmethod
    def typed(self, asked: str, value: str) -> None:
        """Says how the answer to the question `asked` is understood, while it is typed."""

    @abstractmethod
    def answer(self, asked: str, value: str) -> None:
        """Does what was asked for."""

    # Reading

    @work(thread=True, exclusive=True, group="read")
    def read_again(self, said: str = "", style: str = "$success") -> None:
        """Reads what is on disk now, and then says so, or what is in the way."""
        try:
            self._read_all(said, style)
        except NotulistError as error:
            self.app.call_from_thread(self.say, str(error), "$error")

    def _read_all(self, said: str, style: str) -> None:
        if not self._whole:
            painted = threading.Event()
            self.app.call_from_thread(self._take_first, self.read_first(), self._archive.index.bodies(), painted)
            # What follows would slow the painting.
            painted.wait(_PAINTED_SECONDS)
        if self._minuted and self._minuted.desk:
            # The index reads what is on disk, and the meeting's writer works beside this thread.
            self._minuted.desk.writer.wait(_ON_DISK_SECONDS)
        self._archive.index.refresh()
        bodies = self._archive.index.bodies()
        themes = [theme.name for theme in self._archive.index.themes()]
        found = self.read(self.wanted)
        register: list[Body] = []
        try:
            register = self._archive.bodies()
        except NotulistError as error:
            # The list is whole without the register; but nobody is found by name.
            said, style = str(error), "$error"
        self.app.call_from_thread(self._take, found, register, bodies, themes)
        if not said and (unread := unread_words(self._archive.index)):
            said, style = unread, "$warning"
        self.app.call_from_thread(self.say, said, style)

    def _take_first(self, found: list[Earlier], bodies: list[str], painted: threading.Event) -> None:
        """As it was known last; thousands are looked through, and counted, a moment later."""
        self._all, self._bodies = found, bodies
        self._measure()
        self.rows.show(found)
        words, style = self.headline(())[0]
        self.query_one("#title", Static).update(Content.styled(f" {words}  …", style))
        # What is asked for now is painted in the refresh after this one.
        self.call_after_refresh(self.call_after_refresh, painted.set)

    def _take(self, found: list[Earlier], register: list[Body], bodies: list[str], themes: list[str]) -> None:
        self._all, self._registered, self._bodies, self._themes = found, register, bodies, themes
        self._measure()
        at_top = not self._whole and not self.rows.at
        self._whole = True
        self.fill()
        if at_top:
            self.rows.to_top()

    def _measure(self) -> None:
        longest = max((len(one.entry.reference) for one in self._all), default=0)
        self._reference = min(_LONGEST, max(_REFERENCE, longest + 2))

    @property
    def wanted(self) -> Filter:
        """What is to be shown, as it is understood."""
        return read_filter(self._filter, self.today, self._bodies, self._themes, self.LISTED)

    def fill(self) -> None:
        """Shows what fits."""
        shown = self.in_order(select(self._all, self.wanted, self.today, self._registered))
        self.rows.show(shown)
        parts = [(" " + words if at == 0 else words, style) for at, (words, style) in enumerate(self.headline(shown))]
        if self._filter:
            parts.insert(-1, ("   / " + self._filter, "$accent"))
        self.query_one("#title", Static).update(Content.assemble(*parts))

    @property
    def rows(self) -> RowList[Earlier]:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def today(self) -> date:
        """The day, where this machine is."""
        return day_here(self._clock())

    def number(self, one: Earlier, width: int) -> Content:
        """The number of `one`, and where there is room and more than one body, of which body it is; with a space."""
        number = Content.styled(one.entry.reference, "bold").truncate(self._reference - 2, ellipsis=True, pad=True)
        if width < WIDE or len(self._bodies) < 2:
            return Content.assemble(number, "  ")
        body = Content.styled(one.body, "$quiet").truncate(_BODY - 1, ellipsis=True, pad=True)
        return Content.assemble(number, "  ", body, " ")

    def text(self, one: Earlier, room: int) -> Content:
        """As much of what `one` says as there is `room` for, quietly where that is over; that it is confidential."""
        mark = " ▪" if one.entry.confidential else ""
        words = Content.styled(one_line(one.entry.text), "" if is_open(one.entry) else "$quiet")
        words = words.truncate(room - len(mark), ellipsis=True)
        return Content.assemble(words, (mark, "$warning")).truncate(room, pad=True)

    def origin(self, one: Earlier) -> Content:
        """In which meeting, on which day and under which item it was written down."""
        parts = (one.body, one.meeting, short_date(one.day, spoken()), one.item)
        return Content.styled(" · ".join(filter(None, parts)), "$quiet")

    @on(RowList.Moved)
    def _show_about(self) -> None:
        one = self.rows.chosen
        lines = self.about(one) if one else [Content.styled(_(self.NOTHING), "$quiet")]
        self.query_one("#about", Static).update(Content("\n").join(_cut(lines, max(20, self.size.width - _AROUND))))

    def on_resize(self) -> None:
        """What stands below the list is cut for the width there is."""
        self.call_after_refresh(self._show_about)

    # Keys

    def action_filter(self) -> None:
        """Asks what to show."""
        self.ask_for(_FILTER, _(self.HINT), self._filter)

    @on(RowList.Chosen)
    def action_origin(self) -> None:
        """Goes to the meeting in which it was written down."""
        one = self.rows.chosen
        if one is None or self.app.screen is not self:
            return
        if self._minuted and one.key == self._minuted.sitting.meeting.key:
            self.dismiss(one)
            return
        at = (one.entry.id, one.entry.item)
        try:
            navigator_of(self).open_meeting(one.key, self._back, Place.LIVE, at)
        except NotulistError as error:
            self.say(str(error), "$error")

    def _back(self, said: str) -> None:
        """From a meeting: it may have changed there."""
        self.read_again(said, "$error")

    def action_whole(self) -> None:
        """Shows all about the one with the cursor."""
        from tui.dialogs.details import DetailsScreen
        from tui.lists.history import edit_lines

        if one := self.rows.chosen:
            lines = [Content(one.entry.text), *self.about(one)[1:], *edit_lines(self._archive, one)]
            self.app.push_screen(DetailsScreen(one.entry.reference, lines))

    def action_back(self) -> None:
        """Out of the question; out of the filter; out of the screen."""
        if self.ask.display:
            self.close_question()
        elif self._filter:
            self.clear_filter()
        else:
            self.dismiss(None)

    def clear_filter(self) -> None:
        """Shows everything."""
        self._filter = ""
        self.fill()

    def action_leave(self) -> None:
        """Out of the screen."""
        self.dismiss(None)

    # Questions

    def ask_for(self, asked: str, placeholder: str, value: str = "") -> None:
        """Asks in the line at the bottom."""
        self._asked = asked
        self.ask.placeholder = placeholder
        self.ask.value = value
        self.ask.display = True
        self.ask.focus()

    def close_question(self) -> None:
        """Back to the list."""
        self.ask.display = False
        self.say("")
        self.rows.focus()

    @on(Input.Changed, "#ask")
    def _typed(self, event: Input.Changed) -> None:
        if not self.ask.display:
            return
        if self._asked != _FILTER:
            self.typed(self._asked, event.value.strip())
            return
        self._filter = event.value.strip()
        self.message.update(describe(self.wanted))
        self.fill()

    @on(Input.Submitted, "#ask")
    def _answered(self, event: Input.Submitted) -> None:
        if self._asked == _FILTER:
            self.close_question()
        elif event.value.strip():
            self.answer(self._asked, event.value.strip())

    def say(self, words: str, style: str = "$warning") -> None:
        """Says in one line what happened."""
        self.message.update(Content.styled(words, style))


def _key(one: Earlier) -> tuple[str, int]:
    return one.key, one.entry.id


def _cut(lines: list[Content], width: int) -> list[Content]:
    """As much of `lines` as there is room for, a line each; where there is more, that is said."""
    first, *others = lines
    text = first.wrap(width)
    cut = [*text[:_OF_TEXT], *(line.truncate(width, ellipsis=True) for line in others)]
    if len(text) <= _OF_TEXT and len(cut) <= _LINES:
        return cut
    if len(text) > _OF_TEXT:
        cut[_OF_TEXT - 1] = Content.assemble(cut[_OF_TEXT - 1].truncate(width - 2), " …")
    more = Content.styled(_("h shows all of it"), "$quiet")
    return [*cut[: _LINES - 1], more]
