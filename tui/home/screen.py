"""The home screen: what matters now, one line and one key for each."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from store.archive.archive import Archive
from store.archive.desk.overview import with_post
from store.archive.notices import notices
from store.archive.plan.home_lines import with_plan
from store.archive.requests.home_lines import request_matters
from store.errors import NotulistError, reason
from store.i18n import _, spoken
from store.search.overview import Matter, MatterLine, matters
from store.wall_clock import day_here
from tui.dialogs.with_help import WithHelp
from tui.home.rows import KEYS, MatterRows
from tui.keys.bindings import bindings_of
from tui.routes import (
    Actions,
    Bodies,
    Decisions,
    Documents,
    Import,
    NewMeeting,
    Place,
    Post,
    RequestsOf,
    Search,
    navigator_of,
)
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from exports.sources.source import Source

# More meetings than this are read so long that it is told how far.
_MANY = 50


class HomeScreen(WithHelp[None]):
    """Opens meetings, begins them from an agenda, writes their minutes."""

    AUTO_FOCUS = "#matters"
    PLACE = Place.HOME
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.HOME)]

    class Read(Message):
        """How many of the meetings that changed were read, of how many."""

        def __init__(self, number: int, total: int) -> None:
            super().__init__()
            self.number = number
            self.total = total

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._drawn = MatterRows()

    def compose(self) -> ComposeResult:
        """Title, what matters now, a line for messages, the keys."""
        yield Static(
            Content.assemble((" notulist", "bold $accent"), ("  " + _("the minute-taker at your keyboard"), "$quiet")),
            id="title",
        )
        yield RowList(self._draw, lambda line: (line.matter, line.key), id="matters")
        yield Static(id="empty")
        yield Static(id="message")
        yield KeyBar(Place.HOME)

    @property
    def lines(self) -> RowList[MatterLine]:
        """The list of what matters now."""
        return self.query_one("#matters", RowList)

    def on_screen_resume(self) -> None:
        """Reads the meetings at the start, and again on return from one, since it may have changed."""
        self._read()

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        # Beside the painting: after a long time away thousands of meetings may have changed.
        trouble = ""
        try:
            trouble = " ".join((*self._archive.remarks, *notices(self._archive)))
            self._archive.index.refresh(self._tell)
        except NotulistError as error:
            trouble = str(error)
        # Of what was read before.
        found = matters(self._archive.index, self._today, self._archive.recent.keys())
        with contextlib.suppress(NotulistError):
            # What cannot be read is told where it is asked for.
            found = with_post(self._archive, found, self._today)
            found = with_plan(self._archive, found, self._today, spoken())
        try:
            terms = request_matters(self._archive, self._today, spoken())
        except NotulistError as error:
            terms, trouble = [], trouble or str(error)
        now = [line for line in found if line.matter is Matter.NOW]
        found = [*now, *terms, *found[len(now) :]]
        if found or not trouble:
            self.app.call_from_thread(self._fill, found)
        if trouble:
            self.app.call_from_thread(self._say, trouble, "$error")

    def _tell(self, number: int, total: int) -> bool:
        """Hears, in the thread that reads, how far that is; stops it when this screen is gone."""
        if total > _MANY and number % _MANY == 0:
            # Posted, not waited for: this screen may itself be waiting for the reading to end.
            self.post_message(self.Read(number, total))
        return self.is_running

    @on(Read)
    def _read_on(self, event: Read) -> None:
        words = _("Reading the meetings: {number} of {total}")
        self._say(words.format(number=event.number, total=event.total), "$quiet")

    def _fill(self, found: list[MatterLine]) -> None:
        self._drawn = MatterRows(found, self._today)
        self.lines.show(found)
        self.lines.display = bool(found)
        empty = self.query_one("#empty", Static)
        empty.display = not found
        empty.update(_welcome(self._archive.folder))
        if found and self.focused is None:
            self.lines.focus()

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    def _draw(self, line: MatterLine, width: int) -> Content:
        return self._drawn.draw(line, width)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Opens the line that begins with the digit which was pressed."""
        if event.character and event.character in KEYS:
            at = KEYS.index(event.character)
            if at < len(self.lines.rows):
                event.stop()
                self._go(self.lines.rows[at])

    @on(RowList.Chosen)
    def action_open_meeting(self) -> None:
        """Opens the meeting, or the list, under the cursor."""
        if self.lines.chosen is not None:
            self._go(self.lines.chosen)

    def _go(self, line: MatterLine) -> None:
        if line.matter is Matter.ACTIONS:
            self.action_actions()
        elif line.matter is Matter.POST:
            self.app.push_screen(navigator_of(self).screen(Post(line.key)))
        elif line.matter is Matter.REQUEST:
            self._show_requests(line.key)
        elif line.matter is Matter.UNREAD:
            self._say(line.reason, "$error")
        else:
            self._open(line.key)

    def action_prepare_meeting(self) -> None:
        """Opens the chosen meeting to be prepared."""
        line = self.lines.chosen
        if line is not None and line.known is not None:
            self._open(line.key, place=Place.PREPARE)

    @work
    async def action_call_off(self) -> None:
        """Calls the chosen meeting off, after one question; or takes that back."""
        from tui.dialogs.confirm import AskScreen

        line = self.lines.chosen
        if line is None or line.known is None:
            return
        meeting, at = line.known.meeting, self._clock()
        is_off = meeting.called_off is not None
        words = _("Hold {title} after all?") if is_off else _("Call {title} off? It is kept, and not held.")
        if not await self.app.push_screen_wait(AskScreen(words.format(title=meeting.title))):
            return
        try:
            if is_off:
                self._archive.hold_after_all(line.key, at)
            else:
                self._archive.call_off(line.key, "", at)
        except NotulistError as error:
            self._say(str(error))
            return
        done = _("{title} is held after all.") if is_off else _("{title} is called off; x takes that back.")
        self._back(done.format(title=meeting.title))

    def _open(self, key: str, place: Place | None = None) -> None:
        if self.app.screen is not self:
            # Enter twice, or a double click: it is being opened already.
            return
        try:
            navigator_of(self).open_meeting(key, self._back, place)
        except NotulistError as error:
            self._say(str(error))

    def _back(self, said: str) -> None:
        self._read()
        if said:
            self._say(said)

    def action_search(self) -> None:
        """Searches all meetings."""
        self.app.push_screen(navigator_of(self).screen(Search()))

    @work
    async def action_new_meeting(self) -> None:
        """Makes a new meeting of the body of the chosen one, and opens it to be prepared."""
        line = self.lines.chosen
        screen = navigator_of(self).screen(NewMeeting(line.key if line else ""))
        if key := await self.app.push_screen_wait(screen):
            self._open(key, place=Place.PREPARE)

    @work
    async def action_import_agenda(self) -> None:
        """Asks for a file, shows what was understood of it, and goes on to the meeting that is made of it."""
        from tui.dialogs.choose_file import AskFileScreen

        name = await self.app.push_screen_wait(AskFileScreen(_("Agenda: a Word file, a mail, an invitation, text …")))
        if name:
            await self._bring(Path(name), name)

    @on(events.Paste)
    @work
    async def _pasted(self, event: events.Paste) -> None:
        """A file that is dropped into the window, or an agenda that is pasted, is brought as by the key for it."""
        from tui.dialogs.choose_file import file_dropped

        text = event.text.strip()
        if file := file_dropped(text):
            await self._bring(file, str(file))
        elif "\n" in text:
            await self._bring(None, _("What was pasted"), text.encode("utf-8", errors="replace"))

    async def _bring(self, file: Path | None, name: str, content: bytes = b"") -> None:
        """Reads a file, or what was pasted, and shows what was understood of it."""
        from exports.agenda.file import agenda_of
        from exports.sources.read import read_source
        from exports.sources.source import LARGEST

        def read() -> Source:
            bytes_ = content
            if file is not None:
                with file.expanduser().open("rb") as opened:
                    bytes_ = opened.read(LARGEST + 1)
            source = read_source(bytes_, Path(name).name)
            agenda_of(source, self._today)
            return source

        try:
            # Beside the painting: a large file takes a while.
            source = await asyncio.to_thread(read)
        except NotulistError as error:
            self._say(str(error))
            return
        except (OSError, RuntimeError, ValueError) as error:
            self._say(_("{file} cannot be read: {reason}.").format(file=name, reason=reason(error)))
            return
        key = await self.app.push_screen_wait(navigator_of(self).screen(Import(source, Path(name).name)))
        if key:
            self._open(key, place=Place.PREPARE)
        else:
            self._say(_("Nothing was stored."))

    @work(exclusive=True)
    async def action_write_documents(self) -> None:
        """Opens the screen of documents for the chosen meeting."""
        line = self.lines.chosen
        if line is None or line.known is None:
            return
        try:
            # Beside the painting: what later meetings decided is looked for in all of them.
            record = await asyncio.to_thread(self._archive.read_as_it_stands, line.key)
        except NotulistError as error:
            self._say(str(error))
            return
        # Who went on meanwhile types somewhere else by now.
        if self.app.screen is self:
            self.app.push_screen(navigator_of(self).screen(Documents(record)))

    def action_actions(self) -> None:
        """Shows the actions of all meetings."""
        self.app.push_screen(navigator_of(self).screen(Actions()))

    def action_decisions(self) -> None:
        """Shows the decisions of all meetings."""
        self.app.push_screen(navigator_of(self).screen(Decisions()))

    def action_post(self) -> None:
        """Shows the post of the body of the chosen meeting, or of the first body."""
        line = self.lines.chosen
        body = line.known.meeting.body.key if line and line.known else ""
        try:
            there = self._archive.bodies()
        except NotulistError as error:
            self._say(str(error))
            return
        if there:
            self.app.push_screen(navigator_of(self).screen(Post(body)))
        else:
            self._say(_("There are no bodies yet: press b."))

    def action_requests(self) -> None:
        """Shows the requests of all bodies."""
        self._show_requests()

    def _show_requests(self, at: str = "") -> None:
        self.app.push_screen(navigator_of(self).screen(RequestsOf(at)))

    def action_bodies(self) -> None:
        """Shows the bodies and their people."""
        self.app.push_screen(navigator_of(self).screen(Bodies()))

    def action_leave(self) -> None:
        """Leaves the app."""
        self.app.exit(0)

    def _say(self, words: str, style: str = "$warning") -> None:
        self.query_one("#message", Static).update(Content.styled(words, style))


def _welcome(folder: Path) -> Content:
    ways = (
        ("b", _("make your body, with its members; then n makes its first meeting")),
        ("i", _("or begin with an agenda that you have, in a file")),
        ("^Q", _("or first try out a sample meeting: leave, and type notulist demo")),
    )
    lines = [Content.assemble((f"{key:>2}  ", "bold $accent"), words) for key, words in ways]
    kept = Content.styled(_("Everything is kept in {folder}").format(folder=folder), "$quiet")
    return Content("\n").join([Content.styled(_("No meetings yet."), "bold"), Content(""), *lines, Content(""), kept])
