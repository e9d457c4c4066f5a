"""A new meeting: what the meetings before leave for its agenda is taken or left, one key each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from exports.wording import due_text, owners_text
from store.archive import Archive
from store.bodies import members_on, sending_day
from store.continuity import Offer, Offered, agenda, offers, open_actions
from store.earlier import Earlier
from store.errors import NotulistError
from store.model import Body, Meeting
from store.new_meeting import When, already_there, planned, read_when, same_day, store_meeting
from store.phrases import short_date
from store.promises import Order, days_late, sort
from store.words import _, _n, spoken
from tui.commands import Place, bindings_of
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_LABEL = 16
_BESIDE = 22
_NARROW_BESIDE = 15
_NARROW = 100
# What needs a thought comes first; what is on every agenda last.
_KINDS = (
    Offered.MINUTES,
    Offered.HELD_OVER,
    Offered.NOT_REACHED,
    Offered.EVALUATION,
    Offered.QUESTION,
    Offered.STANDING,
)


class Row(msgspec.Struct, frozen=True):
    """A row: an offer, or an open action, which is not for the agenda. The first of its kind bears the `label`."""

    label: str
    offer: Offer | None = None
    action: Earlier | None = None


class Prepared(msgspec.Struct, frozen=True):
    """What was read of the archive for a meeting of a body on a day."""

    body: Body
    when: When
    meeting: Meeting
    offers: tuple[Offer, ...]
    actions: tuple[Earlier, ...]
    there: tuple[Meeting, ...]


class OfferList(RowList[Row]):
    """The offers; those that are marked are taken. Enter does what Space does."""

    def action_mark(self) -> None:
        """Takes the offer under the cursor, or leaves it."""
        if self.chosen is not None and self.chosen.offer is not None:
            super().action_mark()
        else:
            self.action_move(1)

    def action_choose(self) -> None:
        """The same."""
        self.action_mark()


class NewScreen(Screen[str | None]):
    """Gives the key of the meeting that was made; nothing where the user went back.

    It begins with the body of the meeting `beside`.
    """

    AUTO_FOCUS = "#offers"
    CSS_PATH = "new.tcss"
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
        yield OfferList(self._draw, _key, id="offers", marks=True)
        yield Static(id="about")
        yield Input(id="ask")
        yield Static(id="message")
        yield KeyBar(Place.NEW)

    def on_mount(self) -> None:
        """Reads the meetings, beside the painting."""
        self.ask.display = False
        self._say(_("Reading the meetings…"), "$quiet")
        self._begin()

    @property
    def rows(self) -> RowList[Row]:
        """The offers and the open actions."""
        return self.query_one("#offers", OfferList)

    @property
    def taken(self) -> list[Offer]:
        """What was taken for the agenda."""
        return [row.offer for row in self.rows.rows if row.offer and _key(row) in self.rows.marked]

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

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
        rows = list(_rows(prepared))
        known = {_key(row) for row in self.rows.rows} if old and old.body.key == prepared.body.key else set()
        # What was taken or left by hand stays so when only the day is another one.
        marked = {_key(row) for row in rows if row.offer and row.offer.taken and _key(row) not in known}
        self.rows.marked |= marked
        self.rows.show(rows)
        if prepared.there:
            self._say(already_there(prepared.body, prepared.there))

    # Drawing

    def _title(self) -> Content:
        name = self._body.name if self._body else ""
        parts = [Content.assemble((" " + _("New meeting"), "bold $accent"), (f"  {name}", "$quiet"))]
        if self._prepared is None:
            return parts[0]
        one, taken = self._prepared, agenda(self.taken, self._prepared.body.language)
        hours = "–".join(f"{each:%H:%M}" for each in (one.when.start, one.when.end) if each)
        day = short_date(one.when.day, spoken())
        parts.append(
            Content.assemble(
                f" {one.meeting.title}  ", (" · ".join(filter(None, (day, hours, one.meeting.place))), "bold")
            )
        )
        minutes = sum(item.planned_minutes or 0 for item in taken)
        members = len(members_on(one.body, one.when.day))
        details = [
            _n("{count} item", "{count} items", len(taken)).format(count=len(taken)),
            _("{minutes} min").format(minutes=minutes) if minutes else "",
            _n("{count} person", "{count} people", members).format(count=members),
            _("send the agenda by {date}").format(
                date=short_date(sending_day(one.body, one.when.day), spoken(), year=False)
            ),
        ]
        parts.append(Content.styled(" " + " · ".join(filter(None, details)), "$quiet"))
        return Content("\n").join(parts)

    def _draw(self, row: Row, width: int) -> Content:
        narrow = width < _NARROW
        label = Content.styled(row.label, "$quiet").truncate(_LABEL - 1, pad=True)
        room = _NARROW_BESIDE if narrow else _BESIDE
        beside = self._beside_of(row).truncate(room - 1, ellipsis=True, pad=True)
        text = Content.styled(_text(row), "" if row.offer else "$quiet")
        text = text.truncate(max(10, width - label.cell_length - room - 2), ellipsis=True, pad=True)
        return Content.assemble(label, " ", text, " ", beside)

    def _beside_of(self, row: Row) -> Content:
        if row.action:
            late = days_late(row.action, self._today)
            if late:
                words = _n("{count} day late", "{count} days late", late).format(count=late)
                return Content.styled(words, "bold $error")
            return Content.styled(due_text(row.action.entry.due, spoken(), within=self._today.year), "$quiet")
        if row.offer is None:
            return Content("")
        item = row.offer.item
        if item.times_held_over:
            style = "bold $warning" if item.times_held_over > 1 else "$warning"
            return Content.styled(_("{count}× held over").format(count=item.times_held_over), style)
        if row.offer.kind is Offered.STANDING:
            minutes = _("{minutes} min").format(minutes=item.planned_minutes) if item.planned_minutes else ""
            return Content.styled(" · ".join(filter(None, (minutes, item.presenter))), "$quiet")
        return Content.styled(row.offer.meeting, "$quiet")

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#title", Static).update(self._title())
        self.query_one("#about", Static).update(_about(self.rows.chosen))

    # Keys

    def action_take(self) -> None:
        """Takes the offer under the cursor, or leaves it."""
        self.rows.action_mark()

    def action_change_day(self) -> None:
        """Asks for the day."""
        self.ask.placeholder = _("which day? such as: 19 nov, next, tue 24 nov 13:30-15:00")
        self.ask.value = self._typed
        self.ask.display = True
        self.ask.focus()

    def action_other_body(self) -> None:
        """Goes on to the next body."""
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
        """Out of the question; out of the screen, with nothing stored."""
        if self.ask.display and self._prepared is not None:
            self._close_question()
        elif not self._storing:
            self.dismiss(None)

    def action_help(self) -> None:
        """Shows the keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(Place.NEW))

    @work
    async def action_make(self) -> None:
        """Stores the meeting; asks first where the body has one on that day already."""
        from tui.screens.ask import AskScreen

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


def _key(row: Row) -> object:
    if row.action:
        return row.action.key, row.action.entry.id
    return (row.offer.kind, row.offer.item.origins, row.offer.item.title, row.offer.item.number) if row.offer else None


def _rows(one: Prepared) -> Iterator[Row]:
    labels = _labels()
    for kind in _KINDS:
        label = labels[kind]
        for offer in one.offers:
            if offer.kind is kind:
                yield Row(label, offer=offer)
                label = ""
    label = _("Open actions")
    for action in one.actions:
        yield Row(label, action=action)
        label = ""


def _labels() -> dict[Offered, str]:
    return {
        Offered.MINUTES: _("To approve"),
        Offered.HELD_OVER: _("Held over"),
        Offered.NOT_REACHED: _("Not reached"),
        Offered.EVALUATION: _("Evaluate"),
        Offered.QUESTION: _("Questions"),
        Offered.STANDING: _("Standing"),
    }


def _text(row: Row) -> str:
    if row.action:
        return f"{row.action.entry.reference}  {row.action.entry.text}"
    if row.offer is None:
        return ""
    item = row.offer.item
    secret = " ▪" if item.confidential else ""
    return "  " * item.depth + (item.internal_title or item.title) + secret


def _about(row: Row | None) -> Content:
    if row is None:
        return Content("")
    if row.action:
        lines = [
            Content.assemble((row.action.entry.reference, "bold"), "  ", row.action.entry.text),
            Content.styled(
                " · ".join(
                    filter(None, (owners_text(row.action.entry, spoken()), row.action.meeting, row.action.item))
                ),
                "$quiet",
            ),
            Content.styled(
                _("Actions are not put on the agenda: walk through them in the meeting, with F3."), "$quiet"
            ),
        ]
        return Content("\n").join(lines)
    if row.offer is None:
        return Content("")
    item, offer = row.offer.item, row.offer
    held_on = short_date(offer.held_on, spoken()) if offer.held_on else ""
    origin = _("from {meeting}, {date}").format(meeting=offer.meeting, date=held_on) if offer.meeting else ""
    details = " · ".join(filter(None, (origin, offer.reason, item.presenter)))
    lines = [Content.styled(item.internal_title or item.title, "bold"), Content.styled(details, "$quiet")]
    if text := item.explanation or item.state_of_affairs or "; ".join(item.notes):
        lines.append(Content(text))
    return Content("\n").join(lines)
