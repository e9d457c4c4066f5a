"""The plan screen: the year of all bodies, what is to be seen to, and a line in which days and times are changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from store.archive.archive import Archive
from store.archive.plan.acts import act_of
from store.archive.plan.hours import understood
from store.archive.plan.plans import Plans
from store.desk.desk import Desk
from store.desk.hours.verbs import spend
from store.errors import CannotDo, NotulistError
from store.i18n import _
from store.model import Body
from store.text import clean
from store.wall_clock import day_here
from tui.keys.bindings import bindings_of
from tui.plan.rows import PlanPage, PlanRow, draw, headline, lapses, page, treated, year_lines
from tui.routes import Place
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_PLAN, _HOURS = "plan", "hours"
_MARGINS = 4


class PlanScreen(Screen[None]):
    """The plan of one body, with the days of all."""

    AUTO_FOCUS = "#rows"
    PLACE = Place.PLAN
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PLAN)]

    ask = query_one("#ask", Input)
    message = query_one("#message", Static)

    def __init__(self, archive: Archive, clock: Callable[[], datetime], body: str = "") -> None:
        super().__init__()
        self._archive, self._clock = archive, clock
        self._key = body
        self._year = self._today.year
        self._plans = Plans(archive, self._today)
        self._shown: PlanPage | None = None
        self._asked = _PLAN
        # At whose desk something was done last, which undo takes back.
        self._last: Body | None = None

    def compose(self) -> ComposeResult:
        """Title, the months, the rows, all about the chosen one, the line, what it means, the keys."""
        yield Static(id="title")
        yield Static(id="year")
        yield RowList(draw, lambda row: row.key, id="rows")
        yield Static(id="about")
        yield Input(id="ask")
        yield Static(id="message")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Reads the plan, beside the painting."""
        self.ask.display = False
        self._read()

    @work(thread=True, exclusive=True, group="read")
    def _read(self, said: str = "", style: str = "$success") -> None:
        try:
            self._archive.index.refresh()
            plans = Plans(self._archive, self._today)
            body = self._body_of(plans.bodies)
            shown = page(plans, body, self._year)
        except NotulistError as error:
            self.app.call_from_thread(self._say, str(error), "$error")
            return
        if not said and shown.of_year.troubles:
            said, style = shown.of_year.troubles[0], "$warning"
        self.app.call_from_thread(self._take, plans, shown, said, style)

    def _body_of(self, bodies: list[Body]) -> Body:
        found = next((each for each in bodies if each.key == self._key), None)
        found = found or next((each for each in bodies if not each.parent), bodies[0] if bodies else None)
        if found is None:
            raise CannotDo(_("There are no bodies yet: press b."))
        return found

    def _take(self, plans: Plans, shown: PlanPage, said: str, style: str) -> None:
        self._plans, self._shown, self._key = plans, shown, shown.body.key
        self.rows.show(shown.rows)
        self._draw_head()
        self._say(said, style)

    def _draw_head(self) -> None:
        if self._shown:
            width = max(20, self.size.width - _MARGINS)
            self.query_one("#title", Static).update(headline(self._shown, width))
            self.query_one("#year", Static).update(year_lines(self._shown, width))

    def on_resize(self) -> None:
        """The months are as many as there is room for."""
        self._draw_head()

    @property
    def rows(self) -> RowList[PlanRow]:
        """The list."""
        return self.query_one("#rows", RowList)

    @on(RowList.Moved)
    def _about(self) -> None:
        row = self.rows.chosen
        words = " · ".join(filter(None, (row.text, row.far, row.about))) if row else ""
        empty = _("Nothing is planned: say whose rules hold in the settings of the body (b), or press n.")
        self.query_one("#about", Static).update(Content.styled(words or empty, "$quiet"))

    # Keys

    @on(RowList.Chosen)
    def action_change(self) -> None:
        """Begins the line about the chosen row: another day, another time, treated."""
        row = self.rows.chosen
        if row is not None and row.typed:
            self._ask(_PLAN, row.typed)

    def action_intend(self) -> None:
        """Asks for what the body intends, or any line of the plan."""
        self._ask(_PLAN)

    def action_treat(self) -> None:
        """Begins the line that says when the chosen row was treated."""
        self._about_chosen(treated())

    def action_lapse(self) -> None:
        """Begins the line that leaves the chosen row out."""
        self._about_chosen(lapses())

    def _about_chosen(self, word: str) -> None:
        row = self.rows.chosen
        if row is not None and row.subject:
            self._ask(_PLAN, f"{row.subject} {word} ")

    def action_hours(self) -> None:
        """Asks for time that was spent."""
        self._ask(_HOURS)

    def action_earlier_year(self) -> None:
        """The year before."""
        self._year = max(date.min.year + 1, self._year - 1)
        self._read()

    def action_later_year(self) -> None:
        """The year after."""
        self._year = min(date.max.year - 1, self._year + 1)
        self._read()

    def action_other_body(self) -> None:
        """The plan of the next body."""
        keys = [each.key for each in self._plans.bodies]
        if keys:
            at = keys.index(self._key) if self._key in keys else -1
            self._key = keys[(at + 1) % len(keys)]
            self._read()

    def action_undo(self) -> None:
        """Takes back what was done last at the desk of the body."""
        if self._shown is None:
            return
        try:
            desk = self._archive.open_desk(self._last or self._shown.body)
            try:
                act = desk.undo(self._clock())
            finally:
                desk.close()
        except NotulistError as error:
            self._say(str(error))
            return
        self._read(_("Taken back: {what}.").format(what=act.line if act else ""))

    def action_help(self) -> None:
        """Shows the keys."""
        from tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACE))

    def action_back(self) -> None:
        """Out of the line; out of the screen."""
        if self.ask.display:
            self._close_line()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Out of the screen."""
        self.dismiss(None)

    # The line

    def _ask(self, asked: str, value: str = "") -> None:
        if self._shown is None:
            return
        hints = {
            _PLAN: _("what the body intends > March 2028, or: vgwm 6 May to 13 May"),
            _HOURS: _("time: 1:30 minutes, 45m letters r1, @ib 2 h talks"),
        }
        self._asked = asked
        self.ask.placeholder = hints[asked]
        self.ask.value = value
        self.ask.display = True
        self.ask.focus()

    def _close_line(self) -> None:
        self.ask.display = False
        self._say("")
        self.rows.focus()

    @on(Input.Changed, "#ask")
    def _typed(self, event: Input.Changed) -> None:
        if not self.ask.display or self._shown is None:
            return
        value = clean(event.value.strip())
        if not value:
            self._say("")
            return
        try:
            if self._asked == _HOURS:
                self._say(self._hours_told(value), "$quiet")
                return
            act = act_of(self._plans, value, self._shown.body)
            if act.warnings:
                self._say(f"{act.says} · ! {'; '.join(act.warnings)}")
            else:
                self._say(act.says, "$quiet")
        except NotulistError as error:
            self._say(str(error))

    def _hours_told(self, value: str) -> str:
        assert self._shown
        body = self._shown.body
        return understood(self._archive, body, value, self._today, self._plans.desk(body)).says

    @on(Input.Submitted, "#ask")
    def _answered(self, event: Input.Submitted) -> None:
        value = clean(event.value.strip())
        if not value or self._shown is None:
            return
        try:
            said = self._keep(value, self._shown.body)
        except NotulistError as error:
            # What was typed stays in the line.
            self._say(str(error))
            return
        self._close_line()
        self._read(said)

    def _keep(self, value: str, body: Body) -> str:
        """Does one act at a desk, which is on disk on return; how it was understood. Raises NotulistError."""
        if self._asked == _HOURS:
            told = understood(self._archive, body, value, self._today)
            self._at_desk(body, "hours", value, lambda rows: spend(rows, body, told.line, self._today, self._clock()))
            return told.says
        act = act_of(self._plans, value, body)
        self._at_desk(act.body, act.verb, value, lambda rows: act.put(rows, self._clock()))
        return act.says

    def _at_desk(self, body: Body, verb: str, line: str, put: Callable[[Desk], object]) -> None:
        self._last = body
        desk = self._archive.open_desk(body)
        try:
            desk.do(verb, line, self._clock(), put)
        finally:
            desk.close()

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    def _say(self, words: str, style: str = "$warning") -> None:
        self.message.update(Content.styled(words, style))
