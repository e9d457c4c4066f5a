"""The home screen: what matters now, one line and one key for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from exports.wording import hour
from store.archive import Archive
from store.errors import NotulistError, reason
from store.matters import SOON, Matter, MatterLine, matters
from store.model import Meeting, MeetingStatus
from store.phrases import short_date
from store.words import _, _n, spoken
from tui.commands import Place, bindings_of
from tui.opening import open_meeting
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_LABEL = 13
_DAY = 16
# Titles that are longer do not decide where the next column begins.
_TITLE = 24
# From this width on there is room for how much was decided and agreed.
_WIDE = 90
_KEYS = "1234567890"
# More meetings than this are read so long that it is told how far.
_MANY = 50
# The width of the window that asks.
_BOX = 62


class HomeScreen(Screen[None]):
    """Opens meetings, begins them from an agenda, writes their minutes."""

    AUTO_FOCUS = "#matters"
    PLACE = Place.HOME
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.HOME)]

    class Read(Message):
        """So many of so many changed meetings are read."""

        def __init__(self, number: int, total: int) -> None:
            super().__init__()
            self.number = number
            self.total = total

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock

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
        """What matters now."""
        return self.query_one("#matters", RowList)

    def on_screen_resume(self) -> None:
        """At the start, and back from a meeting: its state may have changed."""
        self._read()

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        # Beside the painting: after a long time away thousands of meetings may have changed.
        trouble = ""
        try:
            self._archive.index.refresh(self._tell)
        except NotulistError as error:
            trouble = str(error)
        # Of what was read before.
        found = matters(self._archive.index, self._today, self._archive.recent.keys())
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
        self.lines.show(found)
        self.lines.display = bool(found)
        empty = self.query_one("#empty", Static)
        empty.display = not found
        empty.update(_welcome(self._archive.folder))
        if found and self.focused is None:
            self.lines.focus()

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _draw(self, line: MatterLine, width: int) -> Content:
        at = self.lines.rows.index(line)
        key = _KEYS[at] if at < len(_KEYS) else " "
        before = self.lines.rows[at - 1].matter if at else None
        label = "" if line.matter is before else _labels()[line.matter]
        style = {Matter.NOW: "bold $accent", Matter.FINISH: "$warning", Matter.UNREAD: "$error"}.get(
            line.matter, "$quiet"
        )
        head = Content.assemble(
            (f"{key} ", "bold $foreground"), Content.styled(label, style).truncate(_LABEL, pad=True, ellipsis=True)
        )
        whole = Content.assemble(head, self._about(line))
        if width < _WIDE or whole.cell_length > width:
            whole = Content.assemble(head, self._about(line, counts=False))
        return whole.truncate(width, ellipsis=True)

    def _about(self, line: MatterLine, *, counts: bool = True) -> Content:
        if line.matter is Matter.ACTIONS:
            late = _("{count} late").format(count=line.late) if line.late else ""
            week = _("{count} this week").format(count=line.this_week) if line.this_week else ""
            between = "   " if late and week else ""
            return Content.assemble((late, "bold $error"), between, (week, "$warning"))
        if line.known is None:
            return Content.assemble(line.key.ljust(_DAY), ("  " + _("cannot be read; Enter tells why"), "$error"))
        meeting = line.known.meeting
        day = Content(short_date(meeting.date, spoken())).truncate(_DAY, pad=True)
        return Content.assemble(
            day, Content.styled(meeting.title, "bold"), " " * self._after(meeting), self._state(line, counts=counts)
        )

    def _after(self, meeting: Meeting) -> int:
        """How many spaces stand behind the title, so that what comes after it begins at the same place."""
        titles = (line.known.meeting.title for line in self.lines.rows if line.known)
        longest = max(len(title) for title in titles if len(title) <= _TITLE or title == meeting.title)
        return longest - len(meeting.title) + 3

    def _state(self, line: MatterLine, *, counts: bool) -> Content:
        """How far the meeting is; with `counts` also how much was decided and agreed."""
        known = line.known
        if known is None:
            return Content("")
        if known.meeting.status is MeetingStatus.RUNNING:
            return Content.styled(_("running"), "bold $accent")
        if known.meeting.status is MeetingStatus.PLANNED:
            if known.meeting.date == self._today:
                start = known.meeting.start
                return Content(_("today at {time}").format(time=hour(start)) if start else _("today"))
            over = known.meeting.date < self._today
            return Content(_("not held")) if over else _sending(line.send_by, self._today, short=not counts)
        texts = [
            _n("{count} decision", "{count} decisions", known.decisions).format(count=known.decisions),
            _n("{count} action", "{count} actions", known.actions).format(count=known.actions),
        ]
        held = ", ".join(text for text, count in zip(texts, (known.decisions, known.actions), strict=True) if count)
        # What approved minutes lack is not to be seen to any more.
        draft = known.meeting.status is MeetingStatus.DRAFT
        lacks = _("{count} unfinished").format(count=known.lacks) if known.lacks and draft else ""
        state = {MeetingStatus.DRAFT: (_("draft"), "$warning"), MeetingStatus.APPROVED: (_("approved"), "$success")}
        return Content.assemble(
            state[known.meeting.status],
            (f"   {lacks}" if lacks else "", "bold $warning"),
            (f"   {held}" if counts else "", "$quiet"),
        )

    # Keys

    def on_key(self, event: events.Key) -> None:
        """A digit is the line it stands before."""
        if event.character and event.character in _KEYS:
            at = _KEYS.index(event.character)
            if at < len(self.lines.rows):
                event.stop()
                self._go(self.lines.rows[at])

    @on(RowList.Chosen)
    def action_open_meeting(self) -> None:
        """Goes to what the cursor is on."""
        if self.lines.chosen is not None:
            self._go(self.lines.chosen)

    def _go(self, line: MatterLine) -> None:
        if line.matter is Matter.ACTIONS:
            self.action_actions()
        elif line.matter is Matter.UNREAD:
            self._say(line.reason, "$error")
        else:
            self._open(line.key)

    def action_prepare_meeting(self) -> None:
        """Opens the chosen meeting to be prepared."""
        line = self.lines.chosen
        if line is not None and line.known is not None:
            self._open(line.key, place=Place.PREPARE)

    def _open(self, key: str, place: Place | None = None) -> None:
        if self.app.screen is not self:
            # Enter twice, or a double click: it is being opened already.
            return
        try:
            open_meeting(self.app, self._archive, key, self._clock, self._back, place)
        except NotulistError as error:
            self._say(str(error))

    def _back(self, said: str) -> None:
        self._read()
        if said:
            self._say(said)

    def action_search(self) -> None:
        """Searches all meetings."""
        from tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._archive, self._clock))

    @work
    async def action_new_meeting(self) -> None:
        """Makes a new meeting of the body of the chosen one, and opens it to be prepared."""
        from tui.screens.new import NewScreen

        line = self.lines.chosen
        if key := await self.app.push_screen_wait(NewScreen(self._archive, self._clock, line.key if line else "")):
            self._open(key, place=Place.PREPARE)

    @work
    async def action_import_agenda(self) -> None:
        """Asks for a file, shows what was understood, and begins the meeting that it announces."""
        from exports.agenda_file import read_agenda_file
        from exports.convene import announced, convene
        from tui.agenda_preview import preview
        from tui.screens.ask import AskScreen
        from tui.screens.ask_file import AskFileScreen

        name = await self.app.push_screen_wait(AskFileScreen(_("Agenda in Markdown, YAML or JSON, or a mail")))
        if not name:
            return
        try:
            agenda = read_agenda_file(Path(name).expanduser())
            told = announced(self._archive, agenda, self._today)
            shown = [*(f"! {remark}" for remark in told.remarks), *preview(agenda, told, _BOX)]
            question = AskScreen(_("Store this meeting?"), about="\n".join(shown))
            if not await self.app.push_screen_wait(question):
                self._say(_("Nothing was stored."))
                return
            key = convene(self._archive, agenda, self._today)
        except NotulistError as error:
            self._say(str(error))
        except (OSError, RuntimeError, ValueError) as error:
            self._say(_("{file} cannot be read: {reason}.").format(file=name, reason=reason(error)))
        else:
            self._read()
            count = len(agenda.items)
            ready = _n("Meeting {key} is ready: {count} item.", "Meeting {key} is ready: {count} items.", count)
            self._say(ready.format(key=key, count=count))

    @work
    async def action_write_documents(self) -> None:
        """Opens the screen of documents for the chosen meeting."""
        from tui.screens.export import ExportScreen

        line = self.lines.chosen
        if line is None or line.known is None:
            return
        try:
            # Beside the painting: what later meetings decided is looked for in all of them.
            record = await asyncio.to_thread(self._archive.read_as_it_stands, line.key)
        except NotulistError as error:
            self._say(str(error))
            return
        self.app.push_screen(ExportScreen(record, self._archive))

    def action_actions(self) -> None:
        """Shows the actions of all meetings."""
        from tui.screens.actions import ActionsScreen

        self.app.push_screen(ActionsScreen(self._archive, self._clock))

    def action_decisions(self) -> None:
        """Shows the decisions of all meetings."""
        from tui.screens.decisions import DecisionsScreen

        self.app.push_screen(DecisionsScreen(self._archive, self._clock))

    def action_bodies(self) -> None:
        """Shows the bodies and their people."""
        from tui.screens.bodies import BodiesScreen

        self.app.push_screen(BodiesScreen(self._archive, self._clock))

    def action_help(self) -> None:
        """Shows the keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(Place.HOME))

    def action_leave(self) -> None:
        """Leaves the app."""
        self.app.exit(0)

    def _say(self, words: str, style: str = "$warning") -> None:
        self.query_one("#message", Static).update(Content.styled(words, style))


def _labels() -> dict[Matter, str]:
    return {
        Matter.NOW: _("now"),
        Matter.NEXT: _("coming"),
        Matter.FINISH: _("to finish"),
        Matter.APPROVE: _("to approve"),
        Matter.ACTIONS: _("actions"),
        Matter.RECENT: _("recent"),
        Matter.LATER: _("later"),
        Matter.EARLIER: _("earlier"),
        Matter.UNREAD: _("damaged"),
    }


def _sending(send_by: date | None, today: date, *, short: bool) -> Content:
    """By when the agenda of a planned meeting goes out: a countdown, not a block; `short` where there is no room."""
    if send_by is None:
        return Content.styled(_("agenda sent"), "$success")
    days = (send_by - today).days
    if days < 0:
        words = _("agenda late: {date}") if short else _("agenda should have gone out on {date}")
        return Content.styled(words.format(date=_day(send_by)), "$warning")
    words = _n("send the agenda by {date}, in {count} day", "send the agenda by {date}, in {count} days", days)
    if short:
        words = _("agenda by {date}")
    if days == 0:
        words = _("send the agenda today")
    return Content.styled(words.format(date=_day(send_by), count=days), "bold $warning" if days <= SOON else "$quiet")


def _day(day: date) -> str:
    return short_date(day, spoken(), year=False)


def _welcome(folder: Path) -> Content:
    lines = [
        (_("No meetings yet."), "bold"),
        ("\n\n" + _("Press i and give the file of your agenda, in Markdown."), ""),
        ("\n" + _("Or close this with ^Q and try the sample: notulist demo"), ""),
        ("\n\n" + _("Everything is kept in {folder}").format(folder=folder), "$quiet"),
    ]
    return Content.assemble(*lines)
