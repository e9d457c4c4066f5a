"""The actions and undertakings of all meetings: found, chased, settled, several at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from exports.wording import due_text, follow_up_text, owners_text
from store.archive import Archive
from store.earlier import Earlier, is_open
from store.errors import NotulistError
from store.language.dates import read_due
from store.language.days import Calendar
from store.language.line import Verb
from store.language.people import People
from store.model import ActionStatus, Kind
from store.phrases import short_date
from store.promises import Order, days_late, due_this_week, select, sort
from store.words import _, _n, spoken
from tui.commands import Place, bindings_of
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_REFERENCE = 15
_OWNERS = 16
_DUE = 19
_NARROW = 100
_PATIENCE = 5.0


class ActionsScreen(Screen[Earlier | None]):
    """Gives the action whose meeting is to be shown; nothing where the user went back.

    `do` does a line in the meeting that is being minuted, and says whether it was done; `on_disk`
    waits at most so many seconds until that is on disk. Without them, what becomes of an action is kept
    with the meeting of that action.
    """

    AUTO_FOCUS = "#actions"
    PLACE = Place.ACTIONS
    CSS_PATH = "actions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.ACTIONS),
        Binding("escape", "back", show=False, priority=True),
    ]

    ask = query_one("#ask", Input)
    message = query_one("#message", Static)

    def __init__(
        self,
        archive: Archive,
        clock: Callable[[], datetime],
        do: Callable[[str], bool] | None = None,
        on_disk: Callable[[float], bool] | None = None,
    ) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._do_in_meeting = do
        self._on_disk = on_disk
        self._all: list[Earlier] = []
        self._people = People(())
        self._order = Order.DUE
        self._settled = False
        self._filter = ""
        self._verb: Verb | None = None

    def compose(self) -> ComposeResult:
        """Title, the list, what became of the chosen one, a line for questions, the keys."""
        yield Static(id="title")
        yield RowList(self._draw, _key, id="actions", marks=True)
        yield Static(id="history")
        yield Input(id="ask")
        yield Static(id="message")
        yield KeyBar(Place.ACTIONS)

    def on_mount(self) -> None:
        """Reads the actions, beside the painting."""
        self.ask.display = False
        self._say(_("Reading the meetings…"), "$quiet")
        self._read()

    @work(thread=True, exclusive=True, group="read")
    def _read(self, said: str = "", style: str = "$success") -> None:
        if self._on_disk:
            # The index reads what is on disk, and the meeting's writer works beside this thread.
            self._on_disk(_PATIENCE)
        self._archive.index.refresh()
        kinds = (Kind.ACTION, Kind.UNDERTAKING)
        found = self._archive.index.of_kinds(kinds, only_open=not self._settled)
        people = People([who for body in self._archive.bodies() for who in body.people])
        self.app.call_from_thread(self._take, found, people, said, style)

    def _take(self, found: list[Earlier], people: People, said: str, style: str) -> None:
        self._all, self._people = found, people
        self._say(said, style)
        self._fill()

    def _fill(self) -> None:
        shown = sort(select(self._all, self._filter, self._today, self._people), self._order)
        self.actions.show(shown)
        late = sum(days_late(one, self._today) > 0 for one in shown)
        week = sum(due_this_week(one, self._today) for one in shown) - late
        counts = [_n("{count} action", "{count} actions", len(shown)).format(count=len(shown))]
        parts = [(" " + _("Actions"), "bold $accent"), ("  " + counts[0], "$foreground")]
        if late:
            parts.append((" · " + _("{count} late").format(count=late), "bold $error"))
        if week:
            parts.append((" · " + _("{count} this week").format(count=week), "$warning"))
        if self._filter:
            parts.append(("   / " + self._filter, "$accent"))
        parts.append(("   " + _("sorted {order}").format(order=_orders()[self._order]), "$quiet"))
        self.query_one("#title", Static).update(Content.assemble(*parts))

    @property
    def actions(self) -> RowList[Earlier]:
        """The list."""
        return self.query_one("#actions", RowList)

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

    # Drawing

    def _draw(self, action: Earlier, width: int) -> Content:
        entry, today = action.entry, self._today
        narrow = width < _NARROW
        late = days_late(action, today)
        due = _n("{count} day late", "{count} days late", late).format(count=late) if late else ""
        due = due or due_text(entry.due, spoken(), within=today.year) or _("no date")
        style = "bold $error" if late else "$warning" if entry.due is None or entry.due.day is None else "$foreground"
        if not is_open(entry):
            due, style = (_("done") if entry.status is ActionStatus.DONE else _("lapsed")), "$success"
        times = f" ×{entry.postponed}" if entry.postponed else ""
        unknown = "$warning" if not entry.owners or entry.owners_unread else ""
        owners = Content.styled(owners_text(entry, spoken()) or "?", unknown)
        owners = owners.truncate(_OWNERS - 1, ellipsis=True, pad=True)
        when = Content.assemble((due, style), (times, "$warning")).truncate(_DUE - 1, ellipsis=True, pad=True)
        reference = Content.styled(entry.reference, "bold").truncate(_REFERENCE - 1, ellipsis=True, pad=True)
        room = max(10, width - _OWNERS - _DUE - (0 if narrow else _REFERENCE))
        text = Content.styled(entry.text + (" ▪" if entry.confidential else ""), "" if is_open(entry) else "$quiet")
        text = text.truncate(room - 1, ellipsis=True, pad=True)
        line = Content.assemble(text, " ", owners, " ", when)
        return line if narrow else Content.assemble(reference, " ", line)

    @on(RowList.Moved)
    def _show_history(self) -> None:
        action = self.actions.chosen
        history = self.query_one("#history", Static)
        if action is None:
            history.update(Content.styled(_("No actions here."), "$quiet"))
            return
        whole = self._archive.index.find(action.entry.reference, action.body) or action
        origin = " · ".join(filter(None, (action.meeting, short_date(action.day, spoken()), action.item)))
        lines = [Content.assemble((action.entry.reference, "bold"), "  ", action.entry.text)]
        steps = [
            Content.assemble(
                (f"{short_date(step.at.astimezone().date(), spoken())}  ", "$quiet"),
                follow_up_text(step, spoken()).partition(": ")[2],
            )
            for step in whole.history[-2:]
        ]
        history.update(Content("\n").join([*lines, Content.styled(origin, "$quiet"), *steps]))

    # Keys

    def action_done(self) -> None:
        """The marked actions, or the one with the cursor, are done."""
        self._perform(Verb.DONE, "")

    def action_lapse(self) -> None:
        """They lapse."""
        self._perform(Verb.CANCEL, "")

    def action_reopen(self) -> None:
        """They are open again."""
        self._perform(Verb.REOPEN, "")

    def action_postpone(self) -> None:
        """Asks for the new date."""
        self._question(Verb.POSTPONE, _("until when? such as: fri 4 dec, over 2 weken"))

    def action_hand_over(self) -> None:
        """Asks for the new owner."""
        self._question(Verb.ASSIGN, _("to whom? a handle or a name"))

    def action_comment(self) -> None:
        """Asks how far it is."""
        self._question(Verb.COMMENT, _("how far is it?"))

    def action_filter(self) -> None:
        """Asks what to show."""
        self._question(None, _("such as: @ab te laat #verhuizing offerte"), self._filter)

    def action_mark(self) -> None:
        """Marks the one with the cursor."""
        self.actions.action_mark()

    def action_sort(self) -> None:
        """By date, by owner, by meeting."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._fill()

    def action_settled(self) -> None:
        """Shows those that are done or lapsed too, or no longer."""
        self._settled = not self._settled
        self._read()

    @on(RowList.Chosen)
    def action_origin(self) -> None:
        """Goes to the meeting in which it was agreed."""
        if self.actions.chosen is not None:
            self.dismiss(self.actions.chosen)

    def action_help(self) -> None:
        """Shows the keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(Place.ACTIONS))

    def action_back(self) -> None:
        """Out of the question; out of the filter; out of the screen."""
        if self.ask.display:
            self._close_question()
        elif self._filter:
            self._filter = ""
            self._fill()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Out of the screen."""
        self.dismiss(None)

    # Questions

    def _question(self, verb: Verb | None, placeholder: str, value: str = "") -> None:
        if verb is not None and self.actions.chosen is None:
            return
        self._verb = verb
        self.ask.placeholder = placeholder
        self.ask.value = value
        self.ask.display = True
        self.ask.focus()

    def _close_question(self) -> None:
        self.ask.display = False
        self._say("")
        self.actions.focus()

    @on(Input.Changed, "#ask")
    def _typed(self, event: Input.Changed) -> None:
        if not self.ask.display:
            return
        if self._verb is None:
            self._filter = event.value.strip()
            self._fill()
        elif self._verb is Verb.POSTPONE and event.value.strip():
            due = read_due(event.value, Calendar(on=self._today))
            words = due_text(due, spoken()) if due.day else _("no date that I can read")
            self._say(f"→ {words}", "$accent" if due.day else "$warning")

    @on(Input.Submitted, "#ask")
    def _answered(self, event: Input.Submitted) -> None:
        if self._verb is None:
            self._close_question()
        elif event.value.strip():
            self._perform(self._verb, event.value.strip())

    def _perform(self, verb: Verb, words: str) -> None:
        actions = self.actions.meant
        if not actions:
            return
        lines = [(one, f"/{verb} {one.entry.reference.replace(' ', '-')} {words}".rstrip()) for one in actions]
        if self._do_in_meeting is None:
            self._keep(lines)
            return
        done = [self._do_in_meeting(line) for _one, line in lines]
        self._finish(sum(done), "" if all(done) else _("Not everything could be done; look in the meeting."))

    @work(thread=True, group="keeping")
    def _keep(self, lines: list[tuple[Earlier, str]]) -> None:
        """Each action is kept with its own meeting, beside the painting."""
        done, said = 0, ""
        for action, line in lines:
            try:
                self._archive.follow_up(action.key, line, self._clock(), self._today)
                done += 1
            except NotulistError as error:
                said = f"{action.entry.reference}: {error}"
        self.app.call_from_thread(self._finish, done, said)

    def _finish(self, done: int, said: str) -> None:
        if said and not done:
            # What was typed stays there, to be mended.
            self._say(said, "$error")
            return
        self._close_question()
        self.actions.marked.clear()
        count = _n("{count} action is kept so.", "{count} actions are kept so.", done).format(count=done)
        self._read(f"{count} {said}".rstrip(), "$error" if said else "$success")

    def _say(self, words: str, style: str = "$warning") -> None:
        self.message.update(Content.styled(words, style))


def _key(action: Earlier) -> tuple[str, int]:
    return action.key, action.entry.id


def _orders() -> dict[Order, str]:
    return {Order.DUE: _("by date"), Order.OWNER: _("by owner"), Order.MEETING: _("by meeting")}
