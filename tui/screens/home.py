"""The home screen: the meetings, the one that matters now first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from store.archive import Archive, OpenMeeting
from store.earlier import Earlier
from store.errors import MeetingLocked, NotulistError
from store.meeting import RunningMeeting
from store.model import Kind, Meeting, MeetingStatus
from store.phrases import short_date
from store.record import Record
from store.words import _, _n, spoken
from tui.commands import Place, bindings_of
from tui.widgets.key_bar import KeyBar

_RECENT = 30


class HomeScreen(Screen[None]):
    """Opens meetings, begins them from an agenda, writes their minutes."""

    AUTO_FOCUS = "#meetings"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.HOME)]

    meetings = query_one("#meetings", OptionList)
    message = query_one("#message", Static)

    def __init__(self, archive: Archive, clock: Callable[[], datetime], opened: Callable[[OpenMeeting], None]) -> None:
        super().__init__()
        self._opened = opened
        self._archive = archive
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Title, meetings, a line for messages, the keys."""
        yield Static(
            Content.assemble((" notulist", "bold $accent"), ("  " + _("the minute-taker at your keyboard"), "$quiet")),
            id="title",
        )
        yield OptionList(id="meetings")
        yield Static(id="empty")
        yield Static(id="message")
        yield KeyBar(Place.HOME)

    def on_mount(self) -> None:
        """Reads the meetings."""
        self._fill()

    def on_screen_resume(self) -> None:
        """Back from a meeting: its state may have changed."""
        self._fill()

    def _fill(self) -> None:
        keys = self._archive.keys()[-_RECENT:]
        chosen = self.meetings.highlighted_option
        self.meetings.clear_options()
        options, ranks = [], []
        for key in reversed(keys):
            try:
                record = self._archive.read(key)
            except NotulistError as error:
                options.append(Option(Content.styled(f"  ! {error}", "$error"), id=key))
                ranks.append(99_999)
                continue
            options.append(Option(_label(record), id=key))
            ranks.append(-1 if chosen and chosen.id == key else _rank(record.meeting, self._clock()))
        self.meetings.add_options(options)
        self.meetings.display = bool(options)
        self.query_one("#empty", Static).display = not options
        self.query_one("#empty", Static).update(_welcome(self._archive.folder))
        if options:
            self.meetings.highlighted = ranks.index(min(ranks))

    def action_open_meeting(self) -> None:
        """Opens the chosen meeting live."""
        option = self.meetings.highlighted_option
        if option and option.id:
            self._open(option.id)

    @on(OptionList.OptionSelected, "#meetings")
    def _picked(self, event: OptionList.OptionSelected) -> None:
        if event.option.id:
            self._open(event.option.id)

    def _open(self, key: str, at: Earlier | None = None) -> None:
        from tui.screens.live import LiveScreen

        if self.app.screen is not self:
            # Enter twice, or a double click: it is being opened already.
            return
        try:
            desk: OpenMeeting | None = None
            try:
                desk = self._archive.open(key)
                sitting = desk.running
            except MeetingLocked:
                sitting = RunningMeeting(self._archive.read(key))
        except NotulistError as error:
            self._say(str(error))
            return
        if desk:
            self._opened(desk)
        screen: Screen[None] = LiveScreen(self._archive, sitting, desk, self._clock, at.entry if at else None)
        if sitting.meeting.status is MeetingStatus.DRAFT and at is None:
            from tui.screens.review import ReviewScreen

            screen = ReviewScreen(self._archive, sitting, desk, self._clock)
        self.app.push_screen(screen, lambda _result: self._close(desk))

    def _close(self, desk: OpenMeeting | None) -> None:
        try:
            if desk:
                desk.close(2.0)
        except NotulistError as error:
            self._say(str(error))
        self._fill()

    @work
    async def action_import_agenda(self) -> None:
        """Asks for a file and begins the meeting that it announces."""
        from exports.agenda import read_agenda
        from exports.convene import convene
        from store.clean import decode
        from tui.screens.ask_file import AskFileScreen

        name = await self.app.push_screen_wait(AskFileScreen(_("Agenda in Markdown")))
        if not name:
            return
        try:
            agenda = read_agenda(decode(Path(name).expanduser().read_bytes()))
            key = convene(self._archive, agenda, self._clock().astimezone().date())
        except NotulistError as error:
            self._say(str(error))
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            self._say(_("{file} cannot be read: {reason}.").format(file=name, reason=reason))
        else:
            self._fill()
            count = len(agenda.items)
            self._say(
                _n("Meeting {key} is ready: {count} item.", "Meeting {key} is ready: {count} items.", count).format(
                    key=key, count=count
                )
            )

    @work
    async def action_write_documents(self) -> None:
        """Writes minutes and action list of the chosen meeting."""
        from tui.writing import ask_and_write

        option = self.meetings.highlighted_option
        if not option or not option.id:
            return
        try:
            record = self._archive.read(option.id)
        except NotulistError as error:
            self._say(str(error))
            return
        self._say(*await ask_and_write(self.app, record, self._archive.folder / "documents"))

    @work
    async def action_actions(self) -> None:
        """Shows the actions of all meetings; Enter on one opens its meeting there."""
        from tui.screens.actions import ActionsScreen

        chosen = await self.app.push_screen_wait(ActionsScreen(self._archive, self._clock))
        if chosen:
            self._open(chosen.key, chosen)

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
        self.message.update(Content.styled(words, style))


def _rank(meeting: Meeting, now: datetime) -> int:
    """What matters now: the running meeting, else the one of today or the next, else the last draft."""
    if meeting.status is MeetingStatus.RUNNING:
        return 0
    if meeting.status is MeetingStatus.PLANNED:
        days = (meeting.date - now.astimezone().date()).days
        # The nearest of those to come.
        return 10 + days if days >= 0 else 20_000
    return 10_000 if meeting.status is MeetingStatus.DRAFT else 30_000


def _label(record: Record) -> Content:
    meeting = record.meeting
    status = {
        MeetingStatus.PLANNED: (_("planned"), "$foreground"),
        MeetingStatus.RUNNING: (_("running"), "bold $accent"),
        MeetingStatus.DRAFT: (_("draft"), "$warning"),
        MeetingStatus.APPROVED: (_("approved"), "$success"),
    }[meeting.status]
    kinds = [entry.kind for entry in record.entries.values()]
    decisions, actions = kinds.count(Kind.DECISION), kinds.count(Kind.ACTION)
    counts = [
        _n("{count} decision", "{count} decisions", decisions).format(count=decisions) if decisions else "",
        _n("{count} action", "{count} actions", actions).format(count=actions) if actions else "",
    ]
    day = Content(short_date(meeting.date, spoken())).truncate(16, pad=True)
    return Content.assemble(
        "  ", day, (meeting.title, "bold"), "  ", status, ("  " + ", ".join(filter(None, counts)), "$quiet")
    )


def _welcome(folder: Path) -> Content:
    lines = [
        (_("No meetings yet."), "bold"),
        ("\n\n" + _("Press i and give the file of your agenda, in Markdown."), ""),
        ("\n" + _("Or close this with ^Q and try the sample: notulist demo"), ""),
        ("\n\n" + _("Everything is kept in {folder}").format(folder=folder), "$quiet"),
    ]
    return Content.assemble(*lines)
