"""The requests: the list, the steps of the chosen one, its terms, and a line in which a step is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from store.archive.archive import Archive
from store.archive.requests.requests import Found, Proposed, Requests
from store.desk.desk import Desk
from store.desk.model import Request
from store.desk.requests.reading import read_step_line
from store.desk.requests.state import too_early
from store.desk.requests.verbs import add_condition, start, take
from store.desk.requests.verbs import close as close_request
from store.desk.requests.verbs import reopen as reopen_request
from store.desk.requests.wording import answer, full_day, warning
from store.errors import CannotDo, NotulistError
from store.i18n import _, spoken
from store.model import Body
from store.procedures.model import Procedure, say
from store.text import clean, fold
from store.wall_clock import day_here
from tui.capture.desk_screen import DeskScreen
from tui.keys.bindings import bindings_of
from tui.requests.rows import (
    has_just_run_out,
    headline,
    key_of,
    row,
    searched,
    step_lines,
    term_lines,
)
from tui.routes import Place
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_FILTER, _STEP, _NEW, _CONDITION = "filter", "step", "new", "condition"
_TERM_LINES, _LOW = 9, 30
_TERM_LINES_LOW = 5


class RequestsScreen(DeskScreen):
    """All requests, what is to be done first first."""

    AUTO_FOCUS = "#rows"
    PLACE = Place.REQUESTS
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.REQUESTS),
        Binding("escape", "back", show=False, priority=True),
    ]

    def __init__(self, archive: Archive, clock: Callable[[], datetime], at: str = "") -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._at = at
        self._known = Requests(archive, day_here(clock()))
        self._all: list[Found] = []
        self._offered: dict[tuple[str, int], str] = {}
        self._proposed: dict[tuple[str, int], list[Proposed]] = {}
        self._bodies: list[Body] = []
        self._finished_too = False
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Title, the list, the steps, the terms, a line for questions, the keys."""
        yield Static(id="title")
        yield RowList(self._draw, key_of, id="rows")
        with VerticalScroll(id="steps", can_focus=False):
            yield Static(id="about")
        yield Static(id="terms")
        yield Input(id="line")
        yield Static(id="message")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Reads the requests, beside the painting."""
        self.line.display = False
        self._read()

    # Reading

    @work(thread=True, exclusive=True, group="read")
    def _read(self, said: str = "", style: str = "$success", at: str = "") -> None:
        known = Requests(self._archive, day_here(self._clock()))
        try:
            self._archive.index.refresh()
            found = known.all()
            bodies = self._archive.bodies()
            offered = {key_of(each): known.offered_for(each) for each in found}
            proposed = {key_of(each): known.proposals(each) for each in found}
        except NotulistError as error:
            self.app.call_from_thread(self._say, str(error), "$error")
            return
        if not said and known.troubles:
            said, style = known.troubles[0], "$warning"
        self.app.call_from_thread(self._take, known, found, bodies, (offered, proposed), said, style, at)

    def _take(
        self,
        known: Requests,
        found: list[Found],
        bodies: list[Body],
        meetings: tuple[dict[tuple[str, int], str], dict[tuple[str, int], list[Proposed]]],
        said: str,
        style: str,
        at: str,
    ) -> None:
        self._known, self._all, self._bodies = known, found, bodies
        self._offered, self._proposed = meetings
        self._at = at or self._at
        self._fill()
        self._say(said, style)

    def _fill(self) -> None:
        words = fold(self._filter).split()
        shown = [each for each in self._all if self._finished_too or not each.state.finished or has_just_run_out(each)]
        shown = [each for each in shown if all(word in searched(each) for word in words)]
        self.rows.show(shown)
        if self._at:
            wanted = next((each for each in shown if each.reference == self._at), None)
            if wanted is not None:
                self.rows.go_to(wanted)
            self._at = ""
        self.query_one("#title", Static).update(headline(self._all, self._filter, self._known.today))

    @property
    def rows(self) -> RowList[Found]:
        """The list."""
        return self.query_one("#rows", RowList)

    def _draw(self, found: Found, width: int) -> Content:
        return row(found, width, with_body=len({each.body.key for each in self._all}) > 1)

    @on(RowList.Moved)
    def _show(self) -> None:
        found = self.rows.chosen
        about, terms = self.query_one("#about", Static), self.query_one("#terms", Static)
        if found is None:
            about.update(Content.styled(_("No requests here; n begins one."), "$quiet"))
            terms.update("")
            return
        lines = step_lines(found, self._proposed.get(key_of(found), []), self._offered.get(key_of(found), ""))
        about.update(Content("\n").join(lines))
        most = _TERM_LINES if self.size.height >= _LOW else _TERM_LINES_LOW
        terms.update(Content("\n").join(term_lines(found.state, most)))
        # What comes next stands at the end.
        self.query_one("#steps", VerticalScroll).scroll_end(animate=False)

    def on_resize(self) -> None:
        """The lines of the terms are as many as there is room for."""
        self.call_after_refresh(self._show)

    # Keys

    @on(RowList.Chosen)
    def action_take_step(self) -> None:
        """Takes the step that a meeting proposes; else asks for the step that comes next."""
        found = self.rows.chosen
        if found is None:
            return
        proposed = self._proposed.get(key_of(found), [])
        if proposed:
            first = proposed[0]
            if first.step.answers and not first.done.answer:
                # Its words leave open what was answered.
                self._ask(_STEP, f"{say(first.step.name, spoken())}  > {first.done.on.isoformat()}")
                return
            self._do(found, "step", first.step.key, lambda desk, request: take(desk, request, first.done, self._today))
            return
        step = found.state.next
        self._ask(_STEP, f"{say(step.name, spoken())} " if step else "")

    def action_tell_step(self) -> None:
        """Asks which step was taken."""
        if self.rows.chosen is not None:
            self._ask(_STEP)

    def action_new_request(self) -> None:
        """Asks what kind of request begins."""
        self._ask(_NEW)

    def action_tell_condition(self) -> None:
        """Asks for a condition of the body."""
        if self.rows.chosen is not None:
            self._ask(_CONDITION)

    def action_finish(self) -> None:
        """Closes the request, or opens it again."""
        found = self.rows.chosen
        if found is None:
            return
        if found.state.request.closed:
            self._do(found, "reopen", found.reference, reopen_request)
        else:
            self._do(found, "close", found.reference, lambda desk, request: close_request(desk, request, self._today))

    def action_filter(self) -> None:
        """Asks what to show."""
        self._ask(_FILTER, self._filter)

    def action_finished_too(self) -> None:
        """Shows those that are done with too, or not."""
        self._finished_too = not self._finished_too
        self._fill()

    def action_take_back(self) -> None:
        """Takes back what was done last at the desk of the body of the chosen request."""
        body = self._own_body()
        if body is None:
            return
        try:
            desk = self._archive.open_desk(body)
            try:
                act = desk.undo(self._clock())
            finally:
                desk.close()
        except NotulistError as error:
            self._say(str(error))
            return
        self._read(_("Taken back: {what}.").format(what=act.line if act else ""))

    # The line

    def _ask(self, asked: str, value: str = "") -> None:
        hints = {
            _FILTER: _("words of it: its reference, kind, title or body"),
            _STEP: _("step, answer > day: discussed > 11 feb"),
            _NEW: _("kind: title, such as advice 25.1.e: merger"),
            _CONDITION: _("the condition, in your words"),
        }
        self._asked = asked
        self.line.placeholder = hints[asked]
        self.line.value = value
        self.line.display = True
        self.line.focus()

    def _close_line(self) -> None:
        self.line.display = False
        self._say("")
        self.rows.focus()

    @on(Input.Changed, "#line")
    def _typed(self, event: Input.Changed) -> None:
        if not self.line.display:
            return
        value = event.value.strip()
        if self._asked == _FILTER:
            self._filter = value
            self._fill()
            return
        if not value:
            self._say("")
            return
        try:
            self._say(self._understood(value), "$quiet")
        except NotulistError as error:
            self._say(str(error))

    def _understood(self, value: str) -> str:
        """How the line would be kept. Raises NotulistError where it would not be."""
        found = self.rows.chosen
        if self._asked == _NEW:
            body, procedure, matter, title = self._new(value)
            parts: tuple[str, ...] = (body.name, say(procedure.name, spoken()), matter, f"“{title}”" if title else "")
            return " · ".join(filter(None, parts))
        if self._asked == _CONDITION or found is None:
            return _("a condition of the body")
        done = read_step_line(value, found.state.procedure, self._today)
        step = found.state.procedure.find(done.step)
        early = [warning(each, spoken()) for each in too_early(done.step, found.state.steps, found.state.procedure)]
        parts = (
            found.reference,
            say(step.name, spoken()) if step else done.step,
            answer(done.answer, spoken()) if done.answer else "",
            full_day(done.day, spoken()) if done.day else "",
            _("on {day}").format(day=full_day(done.on, spoken())),
            *(f"! {words}" for words in early),
        )
        return " · ".join(filter(None, parts))

    @on(Input.Submitted, "#line")
    def _answered(self, event: Input.Submitted) -> None:
        value = clean(event.value.strip())
        if self._asked == _FILTER:
            self._close_line()
            return
        if not value:
            return
        try:
            self._keep(value)
        except NotulistError as error:
            # What was typed stays in the line.
            self._say(str(error))

    def _keep(self, value: str) -> None:
        found = self.rows.chosen
        if self._asked == _NEW:
            self._begin(value)
        elif found is None:
            return
        elif self._asked == _CONDITION:
            self._do(found, "condition", value, lambda desk, request: add_condition(desk, request, value))
        else:
            done = read_step_line(value, found.state.procedure, self._today)
            self._do(found, "step", value, lambda desk, request: take(desk, request, done, self._today))

    def _begin(self, value: str) -> None:
        body, procedure, matter, title = self._new(value)
        made: list[Request] = []

        def put(desk: Desk) -> None:
            at, on = self._clock(), self._today
            begun = start(desk, body.desk, procedure, title=title, matter=matter, at=at, on=on)
            made.append(begun)

        self._at_desk(body, "request", value, put)
        self._close_line()
        self._read(_("{request} is begun.").format(request=made[0].reference), at=made[0].reference)

    def _new(self, value: str) -> tuple[Body, Procedure, str, str]:
        """What begins: of which body, by which procedure, on what, called what. Raises CannotDo."""
        called, _sign, title = value.partition(":")
        words = called.split()
        body = next((each for each in self._bodies if words and fold(words[0]) == fold(each.key)), None)
        if body is not None:
            words = words[1:]
        body = body or self._own_body()
        if body is None:
            raise CannotDo(_("There is no body yet; b on the home screen makes one."))
        procedure, matter = self._known.called(body, " ".join(words))
        return body, procedure, matter, title.strip()

    def _own_body(self) -> Body | None:
        found = self.rows.chosen
        if found is not None:
            return found.body
        return next((each for each in self._bodies if not each.parent), self._bodies[0] if self._bodies else None)

    def _do(self, found: Found, verb: str, line: str, put: Callable[[Desk, Request], object]) -> None:
        id = found.state.request.id
        try:
            self._at_desk(found.body, verb, f"{found.reference} {line}", lambda desk: put(desk, desk.requests[id]))
        except NotulistError as error:
            self._say(str(error))
            return
        if self.line.display:
            self._close_line()
        self._read(_("{request}: kept.").format(request=found.reference), at=found.reference)

    def _at_desk(self, body: Body, verb: str, line: str, put: Callable[[Desk], object]) -> None:
        """Does one act at the desk of `body`; it is on disk on return. Raises NotulistError."""
        desk = self._archive.open_desk(body)
        try:
            desk.do(verb, line, self._clock(), put)
        finally:
            desk.close()

    @property
    def _today(self) -> date:
        return day_here(self._clock())
