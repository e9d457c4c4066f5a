"""The letters: the list, or the sections of one, and beside it the page as it goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from exports.letters.check import Lacking, lacking
from exports.letters.drafted import Drafted, Section, drafted
from exports.letters.gathered import gather
from exports.letters.page import page
from exports.letters.written import text_of_letter
from store.archive.archive import Archive
from store.archive.desk.letters import asked_for
from store.desk import letters as verbs
from store.desk.desk import Desk
from store.desk.model import Letter
from store.errors import CannotDo, NotulistError
from store.i18n import _, _n
from store.letter_kinds import kind_typed
from store.text import clean, clean_lines
from store.wall_clock import day_here
from tui.keys.bindings import bindings_of
from tui.letters.acts import begin, change, send, take_back, write
from tui.letters.rows import LetterRow, Row, SectionRow, draw, key_of
from tui.routes import Place
from tui.widgets.document_preview import drawn
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_NEW, _WRITE, _SENT, _DROP = "new", "write", "sent", "drop"
_LEAST = 20


class LettersScreen(Screen[None]):
    """The letters of all desks; Enter opens one, whose sections stand beside its page."""

    AUTO_FOCUS = "#rows"
    PLACE = Place.LETTERS
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.LETTERS),
        Binding("escape", "back", show=False, priority=True),
    ]

    ask = query_one("#ask", Input)
    editor = query_one("#edit", TextArea)
    message = query_one("#message", Static)

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._all: list[LetterRow] = []
        self._open: LetterRow | None = None
        self._shown: Drafted | None = None
        self._lacks: list[Lacking] = []
        self._edited: Section | None = None
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Title, the list beside the page, the place to write, a line for questions, the keys."""
        yield Static(id="title")
        with Horizontal(id="panes"):
            yield RowList(draw, key_of, id="rows")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="drawn")
        yield TextArea(id="edit", soft_wrap=True, show_line_numbers=False)
        yield Input(id="ask")
        yield Static(id="message")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Reads the letters, beside the painting."""
        self.ask.display = self.editor.display = False
        self._read()

    @property
    def rows(self) -> RowList[Row]:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    # Reading

    @work(thread=True, exclusive=True, group="read")
    def _read(self, said: str = "", style: str = "$success") -> None:
        try:
            self._archive.index.refresh()
            found: list[LetterRow] = []
            for body in self._archive.bodies():
                desk = self._archive.read_desk(body.key)
                found += [LetterRow(body, desk, asked=each) for each in asked_for(self._archive, body, desk)]
                found += [LetterRow(body, desk, letter=each) for each in reversed(desk.letters.values())]
        except NotulistError as error:
            self.app.call_from_thread(self._say, str(error), "$error")
            return
        found.sort(key=lambda row: row.letter is not None and not row.letter.is_open)
        self.app.call_from_thread(self._take, found, said, style)

    def _take(self, found: list[LetterRow], said: str, style: str) -> None:
        self._all = found
        if self._open is not None:
            wanted = key_of(self._open)
            self._open = next((row for row in found if key_of(row) == wanted), None)
        self._say(said, style)
        if self._open is None:
            self._fill()
        self._draft(self._open or self._chosen_letter())

    def _chosen_letter(self) -> LetterRow | None:
        row = self.rows.chosen
        return row if isinstance(row, LetterRow) else None

    def _fill(self) -> None:
        if self._open is None:
            self.rows.show(self._all)
            count = sum(row.letter is None or row.letter.is_open for row in self._all)
            self._title(_("Letters"), _n("{count} to be sent", "{count} to be sent", count).format(count=count))
        elif self._shown is not None:
            self.rows.show([SectionRow(each) for each in self._shown.sections])
            count = len(self._lacks)
            lacks = _n("{count} thing lacks", "{count} things lack", count).format(count=count) if count else ""
            number = self._shown.gathered.letter.number
            self._title(f"{number} · {self._shown.subject}", lacks or _("Nothing lacks."))

    def _title(self, left: str, right: str) -> None:
        self.query_one("#title", Static).update(Content.assemble((f" {left}", "bold"), (f"   {right}", "$quiet")))

    @work(thread=True, exclusive=True, group="draft")
    def _draft(self, row: LetterRow | None) -> None:
        if row is None or row.letter is None:
            self.app.call_from_thread(self._show, None, [])
            return
        try:
            made = drafted(gather(self._archive, row.body, row.desk, row.letter, row.letter.sent or self._today))
            lacks = lacking(made) if row.letter.is_open else []
        except NotulistError as error:
            self.app.call_from_thread(self._say, str(error), "$error")
            return
        self.app.call_from_thread(self._show, made, lacks)

    def _show(self, made: Drafted | None, lacks: list[Lacking]) -> None:
        self._shown, self._lacks = made, lacks
        place = self.query_one("#drawn", Static)
        if made is None:
            words = _("Enter begins it.") if self._chosen_letter() else _("No letters here; n begins one.")
            place.update(Content.styled(words, "$quiet"))
        else:
            width = max(_LEAST, self.query_one("#page", VerticalScroll).size.width - 3)
            place.update(_as_sent(made) or drawn(page(made), width))
        if self._open is not None:
            self._fill()

    @on(RowList.Moved)
    def _moved(self) -> None:
        if self._open is None:
            self._draft(self._chosen_letter())

    def on_resize(self) -> None:
        """The page is as wide as there is room for."""
        self.call_after_refresh(self._show, self._shown, self._lacks)

    # Keys

    @on(RowList.Chosen)
    def action_choose_letter(self) -> None:
        """Opens the letter, begins the one that was asked for, or puts a section in one's own words."""
        row = self.rows.chosen
        if isinstance(row, SectionRow):
            self._edit(row.section)
        elif row is not None and row.letter is None and row.asked is not None:
            self._begin(row, "", row.asked.reference)
        elif row is not None and row.letter is not None and not row.letter.is_open:
            self._say(_("It was sent or dropped, and is not changed any more."))
        elif row is not None:
            self._open = row
            self._draft(row)

    def action_new_letter(self) -> None:
        """Asks which letter begins, and from what."""
        self._ask(_NEW, "")

    def action_lacks(self) -> None:
        """Tells all that lacks."""
        lines = [f"! {each.words}" for each in self._lacks] or [_("Nothing lacks.")]
        self._say("\n".join(lines), "$warning" if self._lacks else "$success")

    def action_record(self) -> None:
        """Shows what the record says of the section now."""
        row = self.rows.chosen
        if isinstance(row, SectionRow):
            self._say(row.section.said or _("The record says nothing of it."), "$quiet")

    def action_follow(self) -> None:
        """Lets the section follow the record again."""
        row = self.rows.chosen
        if isinstance(row, SectionRow):
            key = row.section.key
            self._do(lambda desk, letter: verbs.follow(desk, letter, key))

    def action_write(self) -> None:
        """Keeps what is written, or asks where the file goes."""
        if self.editor.display:
            self._keep_section()
        elif self._shown is not None:
            self._ask(_WRITE, f"{self._shown.gathered.letter.number}.docx")

    def action_sent(self) -> None:
        """Asks when and how it was sent; what lacks is told beside it."""
        if self._shown is None or not self._shown.gathered.letter.is_open:
            return
        self._ask(_SENT, self._today.isoformat())
        self.action_lacks()

    def action_drop_letter(self) -> None:
        """Asks why it is not sent."""
        if self._shown is not None and self._shown.gathered.letter.is_open:
            self._ask(_DROP, "")

    def action_take_back(self) -> None:
        """Takes back what was done last at the desk."""
        row = self._open or self._chosen_letter()
        if row is None:
            return
        try:
            what = take_back(self._archive, row.body, self._clock())
        except NotulistError as error:
            self._say(str(error))
            return
        self._read(_("Taken back: {what}.").format(what=what))

    def action_help(self) -> None:
        """Shows the keys."""
        from tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACE))

    def action_back(self) -> None:
        """Out of what is written; out of the question; out of the letter; out of the screen."""
        if self.editor.display or self.ask.display:
            self._close_question()
        elif self._open is not None:
            was = self._open
            self._open = None
            self._fill()
            self.rows.go_to(was)
            self._say("")
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Out of the screen."""
        self.dismiss(None)

    # Writing

    def _edit(self, section: Section) -> None:
        self._edited = section
        self.editor.text = section.text
        self.editor.display = True
        self.editor.focus()
        self._say(_("In your own words; ^S keeps them, Escape leaves them."), "$quiet")

    def _keep_section(self) -> None:
        section, text = self._edited, clean_lines(self.editor.text)
        if section is None:
            return
        self._close_question()
        if text.strip() != section.text:
            self._do(lambda desk, letter: verbs.edit(desk, letter, section.key, text, section.said))

    def _ask(self, asked: str, value: str) -> None:
        hints = {
            _NEW: _("kind, and from what: advice B 2027-03-03"),
            _WRITE: _("the file: .docx, .pdf, .md or .txt"),
            _SENT: _("the day, and how: 19 mar, mail"),
            _DROP: _("why it is not sent"),
        }
        self._asked = asked
        self.ask.placeholder = hints[asked]
        self.ask.value = value
        self.ask.display = True
        self.ask.focus()

    def _close_question(self) -> None:
        self.ask.display = self.editor.display = False
        self._edited = None
        self._say("")
        self.rows.focus()

    @on(Input.Submitted, "#ask")
    def _answered(self, event: Input.Submitted) -> None:
        value = clean(event.value.strip())
        if not value and self._asked != _DROP:
            return
        try:
            match self._asked:
                case "new":
                    self._begin_typed(value)
                case "write":
                    self._write(value)
                case "sent":
                    self._send(value)
                case _:
                    self._close_question()
                    self._do(lambda desk, letter: verbs.drop(desk, letter, value))
        except (NotulistError, OSError) as error:
            # What was typed stays in the line.
            self._say(str(error))

    def _begin_typed(self, value: str) -> None:
        kind, source = kind_typed(value)
        row = self._open or self._chosen_letter() or next(iter(self._all), None)
        body = row.body if row else next(iter(self._archive.bodies()), None)
        if body is None:
            raise CannotDo(_("There is no body yet; b on the home screen makes one."))
        desk = row.desk if row else self._archive.read_desk(body.key)
        self._begin(LetterRow(body, desk), kind.key if kind else value, source)
        self._close_question()

    def _begin(self, row: LetterRow, kind: str, source: str) -> None:
        try:
            made = begin(self._archive, row.body, kind, source, self._today, self._clock())
        except NotulistError as error:
            self._say(str(error))
            return
        self._open = LetterRow(row.body, self._archive.read_desk(row.body.key), letter=made)
        self._read(_("{number} is begun.").format(number=made.number))

    def _write(self, value: str) -> None:
        if self._shown is not None:
            path = write(self._archive, self._shown, value)
            self._close_question()
            self._say(_("Written: {file}").format(file=path), "$success")

    def _send(self, value: str) -> None:
        if self._shown is not None:
            number = self._shown.gathered.letter.number
            send(self._archive, self._shown, value, self._today, self._clock())
            self._close_question()
            self._read(_("{number}: sent.").format(number=number))

    def _do(self, put: Callable[[Desk, Letter], object]) -> None:
        if self._shown is None:
            return
        try:
            change(self._archive, self._shown, put, self._clock())
        except NotulistError as error:
            self._say(str(error))
            return
        self._read(_("{number}: kept.").format(number=self._shown.gathered.letter.number))

    def _say(self, words: str, style: str = "$warning") -> None:
        self.message.update(Content.styled(words, style) if words else Content(""))


def _as_sent(letter: Drafted) -> Content | None:
    """What was sent, where the record would say it otherwise now; None where it would not, and of a draft."""
    sent = letter.gathered.letter.text
    if not sent or sent == text_of_letter(letter):
        return None
    return Content(sent.replace("\\\n", "\n").replace("**", ""))
