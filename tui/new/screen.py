"""A new meeting: what the meetings before leave for its agenda is taken or left, one key each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from store.archive.archive import Archive
from store.archive.carry_over import Offer, offers, open_actions
from store.archive.new_meeting import already_there, planned, read_when, same_day, store_meeting
from store.dates import short_date
from store.errors import NotulistError
from store.i18n import _, spoken
from store.model import Body
from store.search.due import Order, sort
from store.wall_clock import day_here
from tui.dialogs.with_help import WithHelp
from tui.keys.bindings import bindings_of
from tui.new.rows import Prepared, Row, about, draw, key_of, rows_of, title
from tui.routes import Place
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList


class OfferList(RowList[Row]):
    """The offers; those that are marked are taken. Enter does what Space does."""

    def action_mark(self) -> None:
        """Takes the offer under the cursor, or leaves it."""
        if self.chosen is not None and self.chosen.offer is not None:
            super().action_mark()
        else:
            self.action_move(1)

    def action_choose(self) -> None:
        """Enter takes the offer or leaves it, as Space does."""
        self.action_mark()


class NewScreen(WithHelp[str | None]):
    """Gives the key of the meeting that was made; nothing where the user went back.

    It begins with the body of the meeting `beside`.
    """

    PLACE = Place.NEW
    AUTO_FOCUS = "#offers"
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.NEW),
        Binding("escape,ctrl+q", "cancel", show=False, priority=True),
    ]

    ask = query_one("#ask", Input)

    def __init__(self, archive: Archive, clock: Callable[[], datetime], beside: str = "") -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._beside = beside
        self._bodies: list[Body] = []
        self._body: Body | None = None
        self._typed = ""
        self._prepared: Prepared | None = None
        self._storing = False

    def compose(self) -> ComposeResult:
        """The meeting, the list, what is known of the row with the cursor, a line for the day, the keys."""
        yield Static(id="title")
        yield OfferList(self._draw, key_of, id="offers", marks=True)
        yield Static(id="about")
        yield Input(id="ask")
        yield Static(id="message")
        yield KeyBar(Place.NEW)

    def on_mount(self) -> None:
        """Begins to read the earlier meetings, in a thread beside the screen."""
        self.ask.display = False
        self._say(_("Reading the meetings…"), "$quiet")
        self._begin()

    @property
    def rows(self) -> RowList[Row]:
        """The rows of the list: offers, and open actions."""
        return self.query_one("#offers", OfferList)

    @property
    def taken(self) -> list[Offer]:
        """What was taken for the agenda."""
        return [row.offer for row in self.rows.rows if row.offer and key_of(row) in self.rows.marked]

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    # Reading

    @work(thread=True, exclusive=True)
    def _begin(self) -> None:
        try:
            self._archive.index.refresh()
            bodies = self._archive.bodies()
        except NotulistError as error:
            self.app.call_from_thread(self._say, str(error), "$error")
            return
        beside = re.sub(r"-[0-9]+$", "", self._beside[11:])
        chosen = next((body for body in bodies if body.key == beside), bodies[0] if bodies else None)
        self.app.call_from_thread(self._have, bodies, chosen)

    def _have(self, bodies: list[Body], chosen: Body | None) -> None:
        self._bodies, self._body = bodies, chosen
        if chosen is None:
            self._say(_("There is no body yet: go back, and press b to add one, or i to import an agenda."))
            return
        self._read("")

    @work(thread=True, exclusive=True)
    def _read(self, typed: str) -> None:
        """What there is for a meeting on the day that was typed."""
        body = self._body
        if body is None:
            return
        archive, today = self._archive, self._today
        try:
            when = read_when(archive, body, typed, today)
            prepared = Prepared(
                body,
                when,
                planned(archive, body, when),
                tuple(offers(archive, body, when.day, today)),
                tuple(sort(open_actions(archive, body), Order.DUE)),
                tuple(same_day(archive, body, when.day)),
            )
        except NotulistError as error:
            self.app.call_from_thread(self._no_day, str(error))
        else:
            self.app.call_from_thread(self._show, prepared, typed)

    def _no_day(self, said: str) -> None:
        """The day could not be read, or none is known: it is asked, and what was typed stays there."""
        if self._prepared is None:
            self.query_one("#title", Static).update(self._title())
        if not self.ask.display:
            self.action_change_day()
        self._say(said)

    def _show(self, prepared: Prepared, typed: str) -> None:
        old = self._prepared
        self._close_question()
        self._typed = typed
        self._prepared = prepared
        rows = list(rows_of(prepared))
        known = {key_of(row) for row in self.rows.rows} if old and old.body.key == prepared.body.key else set()
        # What was taken or left by hand stays so when only the day is another one.
        marked = {key_of(row) for row in rows if row.offer and row.offer.taken and key_of(row) not in known}
        self.rows.marked |= marked
        self.rows.show(rows)
        if prepared.there:
            self._say(already_there(prepared.body, prepared.there))

    # Drawing

    def _title(self) -> Content:
        return title(self._body.name if self._body else "", self._prepared, self.taken)

    def _draw(self, row: Row, width: int) -> Content:
        return draw(row, width, self._today)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#title", Static).update(self._title())
        self.query_one("#about", Static).update(about(self.rows.chosen))

    # Keys

    def action_take(self) -> None:
        """Takes the offer under the cursor, or leaves it."""
        self.rows.action_mark()

    def action_change_day(self) -> None:
        """Asks for another day for the meeting."""
        self.ask.placeholder = _("which day? such as: 19 nov, next, tue 24 nov 13:30-15:00")
        self.ask.value = self._typed
        self.ask.display = True
        self.ask.focus()

    def action_other_body(self) -> None:
        """Makes it a meeting of the next body in the list."""
        if self._body is None or self.ask.display or self._storing:
            return
        if len(self._bodies) == 1:
            self._say(_("There is one body only."), "$quiet")
            return
        keys = [body.key for body in self._bodies]
        self._body = self._bodies[(keys.index(self._body.key) + 1) % len(keys)]
        self._prepared = None
        self.rows.marked.clear()
        self.rows.show([])
        self._typed = ""
        self._say("")
        self._read("")

    def action_cancel(self) -> None:
        """Closes the question that is asked, else the screen, with nothing stored."""
        if self.ask.display and self._prepared is not None:
            self._close_question()
        elif not self._storing:
            self.dismiss(None)

    @work
    async def action_make(self) -> None:
        """Stores the meeting; asks first where the body has one on that day already."""
        from tui.dialogs.confirm import AskScreen

        one = self._prepared
        if one is None or self._storing or self.ask.display:
            return
        self._storing = True
        second = False
        if one.there:
            question = f"{already_there(one.body, one.there)} {_('Make another one?')}"
            answer: bool | None = await self.app.push_screen_wait(AskScreen(question))
            if not answer:
                self._storing = False
                return
            second = True
        self._store(one, self.taken, second)

    @work(thread=True)
    def _store(self, one: Prepared, taken: list[Offer], second: bool) -> None:
        try:
            key = store_meeting(self._archive, one.body, one.when, taken, second=second)
        except NotulistError as error:
            self.app.call_from_thread(self._not_stored, str(error))
        else:
            self.app.call_from_thread(self.dismiss, key)

    def _not_stored(self, said: str) -> None:
        self._storing = False
        self._say(said, "$error")

    # The line

    @on(Input.Submitted, "#ask")
    def _answered(self, event: Input.Submitted) -> None:
        self._read(event.value)

    @on(Input.Changed, "#ask")
    def _changed(self, event: Input.Changed) -> None:
        if self._body is None or not self.ask.display or not event.value.strip():
            return
        try:
            when = read_when(self._archive, self._body, event.value, self._today)
        except NotulistError as error:
            self._say(str(error))
        else:
            hours = "–".join(f"{each:%H:%M}" for each in (when.start, when.end) if each)
            self._say(f"→ {short_date(when.day, spoken())} {hours}".rstrip(), "$accent")

    def _close_question(self) -> None:
        self.ask.display = False
        self._say("")
        self.rows.focus()

    def _say(self, words: str, style: str = "$warning") -> None:
        self.query_one("#message", Static).update(Content.styled(words, style))
