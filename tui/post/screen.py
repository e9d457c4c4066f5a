"""The post screen: what came in and went out of a body, a line to register and handle it, keyboard only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from exports.wording_post import echo
from store.archive.archive import Archive
from store.archive.desk.open_desk import OpenDesk
from store.archive.desk.post_in import PostIn, context
from store.archive.desk.post_in_meetings import held
from store.desk import post
from store.desk.desk import Desk
from store.desk.filters import chosen, read_post_filter
from store.desk.model import Piece
from store.desk.registering import Planned, handling_of
from store.desk.standing import NOTHING_HELD, Held
from store.errors import CannotDo, NotulistError, reason
from store.i18n import _, spoken
from store.language.post.clauses import read_handling
from store.language.post.line import HandlingTyped
from store.procedures.model import Procedure
from store.text import clean
from store.wall_clock import day_here
from tui.capture.desk_screen import DeskScreen
from tui.keys.bindings import bindings_of
from tui.post.rows import FILTER, HANDLE, REGISTER, PostRows, hint, nothing
from tui.routes import Place
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_AROUND, _ABOUT = 6, 4
_CLOSING_SECONDS = 10.0


class PostScreen(DeskScreen):
    """The post of one body. It is open for writing here alone; another window can only read it, and says so."""

    AUTO_FOCUS = "#rows"
    PLACE = Place.POST
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.POST)]
    CSS_PATH = "screen.tcss"

    def __init__(self, archive: Archive, clock: Callable[[], datetime], body: str = "", at: int = 0) -> None:
        super().__init__()
        self._archive, self._clock = archive, clock
        self._bodies = archive.bodies()
        self._body = next((each for each in self._bodies if each.key == body), self._bodies[0])
        self._open: OpenDesk | None = None
        self._coming: PostIn | None = None
        self._desk = Desk.new(self._body.key)
        self._held: Held = NOTHING_HELD
        self._drawn = PostRows(self._desk, self._body, self._held, self._today)
        self._asked = REGISTER
        self._filter = ""
        # A piece that is asked for is shown, done or not.
        self._everything, self._at = bool(at), at
        # What was warned of at the last Enter: the same line again is meant.
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Title, the pieces, all about the chosen one, the line, what it means, the keys."""
        yield Static(id="title")
        yield RowList(self._draw, lambda piece: piece.id, id="rows")
        yield Static(id="about")
        yield Input(id="line")
        yield Static(id="message")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Opens the desk, to write where nobody else does."""
        self.line.display = False
        self._open_desk()

    def _open_desk(self) -> None:
        self._desk, self._open, self._coming = Desk.new(self._body.key), None, None
        self._held = NOTHING_HELD
        try:
            self._open = self._archive.open_desk(self._body)
            self._coming = PostIn(self._open, self._bodies)
            self._desk = self._open.desk
            said = [clean(words) for words in (*self._open.found, *self._open.troubles)]
        except NotulistError as error:
            said = [str(error), _("You can only read here.")]
            try:
                self._desk = self._archive.read_desk(self._body.key)
            except NotulistError as other:
                said = [str(other)]
        self._fill()
        if said:
            self._say(" ".join(said))
        self._look_back()

    def on_unmount(self) -> None:
        """Lets the desk go; what was done is on disk, or is said."""
        self._close_desk()

    def _close_desk(self) -> None:
        if self._open:
            try:
                self._open.close(_CLOSING_SECONDS)
            except NotulistError as error:
                self.app.notify(str(error), severity="error")

    @work(thread=True, exclusive=True, group="read")
    def _look_back(self) -> None:
        """Reads beside the painting what meetings said of this post."""
        try:
            told = held(self._archive.index, self._body)
        except NotulistError as error:
            self.app.call_from_thread(self._say, str(error))
            return
        self.app.call_from_thread(self._take_held, told)

    def _take_held(self, told: Held) -> None:
        self._held = told
        self._fill()

    @property
    def _own(self) -> tuple[Procedure, ...]:
        return self._open.own if self._open else ()

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    @property
    def _width(self) -> int:
        return max(20, self.size.width - _AROUND)

    @property
    def rows(self) -> RowList[Piece]:
        """The list."""
        return self.query_one("#rows", RowList)

    def _draw(self, piece: Piece, width: int) -> Content:
        return self._drawn.draw(piece, width)

    def _fill(self) -> None:
        self._drawn = PostRows(self._desk, self._body, self._held, self._today)
        found = chosen(self._desk, read_post_filter(self._filter, self._today), self._held, self._today)
        hides = not (self._everything or self._filter)
        shown = [piece for piece in found if not hides or self._drawn.is_shown(piece)]
        self.rows.show(shown)
        if piece := next((each for each in shown if each.id == self._at), None):
            self.rows.go_to(piece)
            self._at = 0
        title = self._drawn.title(self._filter, len(found) - len(shown), self.size.width)
        self.query_one("#title", Static).update(title)
        self._show_about()

    @on(RowList.Moved)
    def _show_about(self) -> None:
        piece = self.rows.chosen
        width = self._width
        about = self._drawn.about(piece, width, _ABOUT) if piece else nothing(self._body)
        self.query_one("#about", Static).update(about)

    def on_resize(self) -> None:
        """The lines are cut for the width there is."""
        self.call_after_refresh(self._fill)

    # The line

    def on_paste(self, event: events.Paste) -> None:
        """A file that is dropped on the screen, or text: it goes into the line, to be registered."""
        if not self.line.display:
            event.stop()
            self._ask(REGISTER, event.text.strip("\r\n"))

    def _ask(self, what: str, value: str = "") -> None:
        if what != FILTER and self._open is None:
            self._say(_("You can only read here."))
            return
        self._asked, self._warned = what, ""
        self.line.placeholder = hint(what, self._body)
        self.line.value, self.line.cursor_position = value, len(value)
        self.line.display = True
        self.line.focus()
        self._understand(value)

    @on(Input.Changed, "#line")
    def _typed(self, event: Input.Changed) -> None:
        if self.line.display:
            self._understand(event.value)

    def _understand(self, typed: str) -> None:
        if self._asked == FILTER:
            self._filter = typed.strip()
            self._fill()
            return
        if self._asked == HANDLE or not typed.strip():
            self.message.update(self._handling_told(typed))
            return
        planned = self._planned(typed)
        told = echo(self._desk, self._body, planned.piece, planned.starts, spoken(), self._own, planned.line.step)
        lines = [Content.styled(told, "$quiet" if planned.wrong else "$success")]
        lines += [Content.styled(words, "$warning") for words in (*planned.wrong, *planned.asks, *planned.remarks)]
        self.message.update(Content("\n").join(line.truncate(self._width, ellipsis=True) for line in lines[:3]))

    def _planned(self, typed: str) -> Planned:
        assert self._coming
        return self._coming.planned(typed, (), self._today, self._clock())

    def _handling_told(self, typed: str) -> Content:
        piece = self.rows.chosen
        if piece is None or not typed.strip():
            return Content("")
        if not self._read_handling(typed):
            return Content.styled(_("“{words}” is no way to handle post here").format(words=typed.strip()), "$warning")
        return Content.styled(f"{piece.number} · {typed.strip()}", "$success")

    def _read_handling(self, typed: str) -> HandlingTyped | None:
        about = context(self._desk, self._body, self._bodies, self._today)
        read = read_handling(typed.strip(), about.codes, about.people, about.calendar, about.is_party)
        return HandlingTyped(**read) if read else None

    @on(Input.Submitted, "#line")
    def _entered(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if self._asked == FILTER:
            self._close_line()
        elif self._asked == HANDLE:
            self._handle(typed)
        elif typed:
            self._register(typed)

    def _register(self, typed: str) -> None:
        planned = self._planned(typed)
        if planned.wrong:
            self._say(" · ".join(planned.wrong))
            return
        if planned.asks and self._warned != typed:
            self._warned = typed
            self._say(_("{asks}. Enter once more registers it all the same.").format(asks=" · ".join(planned.asks)))
            return
        self.line.disabled = True
        self._keep(planned)

    @work(thread=True, group="keep")
    def _keep(self, planned: Planned) -> None:
        """Copies the files beside the painting; the row comes when they are whole."""
        assert self._coming
        said = self.app.call_from_thread

        def told(done: int, of: int) -> None:
            if of > 20_000_000:
                said(self._say, _("Copying: {done} of {of} MB").format(done=done // 10**6, of=of // 10**6), "$quiet")

        try:
            piece = self._coming.keep(planned, self._clock(), told)
        except (NotulistError, OSError) as error:
            said(self._failed, reason(error))
        else:
            said(self._kept, piece)

    def _failed(self, words: str) -> None:
        self.line.disabled = False
        self.line.focus()
        self._say(words, "$error")

    def _kept(self, piece: Piece) -> None:
        self.line.disabled = False
        self._close_line()
        self._fill()
        self.rows.go_to(piece)
        self._say(echo(self._desk, self._body, piece, None, spoken(), self._own), "$success")

    def _handle(self, typed: str) -> None:
        piece = self.rows.chosen
        read = self._read_handling(typed) if typed else None
        if piece is None or read is None:
            self._say(_("“{words}” is no way to handle post here").format(words=typed))
            return
        made = handling_of(read, self._body, self._bodies, self._clock())
        self._close_line()
        self._do("handle", f"{piece.number} {typed}", lambda desk: post.handle(desk, piece, made))

    def _do(self, verb: str, line: str, put: Callable[[Desk], object]) -> None:
        if self._open is None:
            self._say(_("You can only read here."))
            return
        try:
            self._open.do(verb, line, self._clock(), put)
        except CannotDo as error:
            self._say(str(error))
            return
        self._fill()
        self._say(line, "$success")

    def _close_line(self) -> None:
        self.line.value, self.line.display = "", False
        self._say("")
        self.rows.focus()

    # Keys

    def action_register(self) -> None:
        """Begins a line, to register a piece."""
        self._ask(REGISTER)

    def action_handle(self) -> None:
        """Asks how the chosen piece is handled."""
        self._ask(HANDLE if self.rows.chosen else REGISTER)

    def action_close_piece(self) -> None:
        """Says that nothing is left to be done about the chosen piece, or takes that back."""
        if piece := self.rows.chosen:
            if piece.closed:
                self._do("reopen", piece.number, lambda desk: post.reopen(desk, piece))
            else:
                self._do("close", piece.number, lambda desk: post.close(desk, piece, self._today))

    @on(RowList.Chosen)
    def action_whole(self) -> None:
        """Shows all that is known of the chosen piece."""
        from exports.wording_post import facts
        from tui.dialogs.details import DetailsScreen

        if piece := self.rows.chosen:
            told = facts(self._desk, self._body, piece, self._held, spoken(), self._today)
            lines = [Content.assemble((f"{label:<12}  ", "$quiet"), value) for label, value in told]
            self.app.push_screen(DetailsScreen(piece.number, lines))

    def action_filter(self) -> None:
        """Asks what to show."""
        self._ask(FILTER, self._filter)

    def action_everything(self) -> None:
        """Shows what is done and stood on a list too, or hides it again."""
        self._everything = not self._everything
        self._fill()

    def action_other_body(self) -> None:
        """Shows the post of the next body."""
        at = self._bodies.index(self._body)
        self._close_desk()
        self._body = self._bodies[(at + 1) % len(self._bodies)]
        self._filter = ""
        self._open_desk()

    def action_undo(self) -> None:
        """Takes the last act back."""
        self._step(back=True)

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        if not self._open:
            self._say(_("You can only read here."))
            return
        target = self._desk.to_undo if back else self._desk.to_redo
        try:
            (self._open.undo if back else self._open.redo)(self._clock())
        except CannotDo as error:
            self._say(str(error))
            return
        self._fill()
        words = _("Taken back: {words}") if back else _("Brought back: {words}")
        self._say(words.format(words=(target.line or target.verb) if target else ""))
