"""Documents: what, for whom, in which format, where to; as it will look, and with one key it is written."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from exports.confidentiality.leak_check import LeakFound
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from store.archive.archive import Archive
from store.dates import short_date
from store.errors import NotulistError
from store.i18n import _, spoken
from store.model import Audience
from store.record.record import Record
from tui.dialogs.confirm import AskScreen
from tui.dialogs.with_help import WithHelp
from tui.export.choice import SET, remember, remembered, text_to_copy, text_to_see, write_files
from tui.export.choice import Choice as Chosen
from tui.export.preview import drawn
from tui.keys.bindings import bindings_of, commands_of, key_name, label_of
from tui.routes import Place
from tui.widgets.choice import Choice
from tui.widgets.notify import tell_over

_MOST = 2


class ExportScreen(WithHelp[None]):
    """Over the screen it was opened from; Esc goes back there."""

    AUTO_FOCUS = "#what"
    CSS_PATH = "screen.tcss"
    PLACE = Place.DOCUMENTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.DOCUMENTS, first=True)]

    class Drawn(Message):
        """Message: the page as it will look, or why there is none."""

        def __init__(self, page: Content) -> None:
            super().__init__()
            self.page = page

    what = query_one("#what", Choice)
    audience = query_one("#audience", Choice)
    format = query_one("#format", Choice)
    folder = query_one("#folder", Input)

    def __init__(self, record: Record, archive: Archive, type_on: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._type_on = type_on
        self._typed_on = self._leaving = False
        # What is said of the writing or copying that is under way.
        self._under_way = ""
        self._record = record
        self._archive = archive
        self._allowed: tuple[str, ...] = ()
        self._leaked: tuple[str, ...] = ()
        # Whether that was as it was to be copied, and not written.
        self._copying = False

    def compose(self) -> ComposeResult:
        """The choices at the left, what comes of them at the right."""
        meeting = self._record.meeting
        last = remembered(meeting, self._archive)
        day = short_date(meeting.date, spoken())
        title = Content.assemble(
            (_("Documents to send"), "bold $accent"), f"  {meeting.title}", (f" · {day}", "$quiet")
        )
        formats = [(each.value, each.value) for each in Format]
        yield Static(title, id="top")
        with Horizontal(id="middle"):
            with Vertical(id="choices"):
                yield Choice(_("What"), _whats(), last.what, id="what")
                yield Choice(_("For whom"), _audiences(), last.audience, id="audience")
                yield Choice(_("Format"), formats, last.format, columns=4, id="format")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="preview")
        with Horizontal(id="to"):
            yield Static(Content.styled(_("Where to"), "$quiet"), id="label")
            yield Input(last.folder, id="folder")
        yield Static(id="files")
        yield Static(id="message")
        yield Static(_keys(), id="keys")

    def on_key(self, event: events.Key) -> None:
        """A letter is for the line of the meeting, as over every window there: back to it, with nothing lost."""
        typed = event.character if event.is_printable else None
        if typed == "?" and self._type_on is None and not self.folder.has_focus:
            event.stop()
            self.action_help()
            return
        if self._type_on is None or typed is None or typed == " " or self.folder.has_focus:
            return
        event.stop()
        event.prevent_default()
        self._type_on(typed)
        if not self._typed_on:
            # What is being written goes on; what came of it is told over the screen of the meeting.
            self._typed_on = True
            self.dismiss()

    def on_mount(self) -> None:
        """Shows the page for the choice that was made last."""
        self.call_after_refresh(self._look)

    def on_resize(self, event: events.Resize) -> None:
        """Redraws the page for the new width."""
        self.set_class(event.size.width < 72, "-narrow")
        self.call_after_refresh(self._look)

    @property
    def choice(self) -> Chosen:
        """What is chosen now."""
        return Chosen(self.what.value, self.audience.value, self.format.value, self.folder.value.strip())

    @on(Choice.Changed)
    def _chosen(self) -> None:
        # What one reader may read, another may not.
        self._allowed = self._leaked = ()
        self._say("")
        self._look()

    @on(Input.Changed, "#folder")
    def _other_folder(self) -> None:
        self._files()

    @on(Input.Submitted, "#folder")
    def _given(self) -> None:
        self.action_write()

    def _look(self) -> None:
        self.audience.unused = self.what.value == SET
        self._files()
        self._draw(self.choice, self._record.as_it_is(), max(20, self.query_one("#page").size.width - 4))

    @work(thread=True, exclusive=True, group="page")
    def _draw(self, choice: Chosen, record: Record, width: int) -> None:
        # Beside the keys: an agenda looks through all meetings, perhaps on a slow disk. A newer page ends this one,
        # but not the writing of files.
        worker = get_current_worker()
        try:
            page = self._drawn(choice, record, width)
        except (NotulistError, OSError) as error:
            page = Content.styled(str(error), "$warning")
        if not worker.is_cancelled:
            self.post_message(self.Drawn(page))

    def _drawn(self, choice: Chosen, record: Record, width: int) -> Content:
        job = choice.jobs(self._archive)[0]
        if job.format in (Format.JSON, Format.CALENDAR, Format.CSV):
            # As the file itself: nobody else looks at it before a machine does.
            return Content(text_to_see(choice, record, self._archive))
        return drawn(job.document([record])[0], width)

    @on(Drawn)
    def _show(self, event: Drawn) -> None:
        self.query_one("#preview", Static).update(event.page)
        self.query_one("#page").scroll_home(animate=False)

    def _files(self) -> None:
        names = [path.name for path in self.choice.paths(self._record, self._archive)]
        self.query_one("#files", Static).update(Content.styled("  ".join(names), "$quiet"))

    # Commands

    @work
    async def action_write(self) -> None:
        """Writes the files, after a question where they are there already."""
        choice, record, allowed = self.choice, self._record.as_it_is(), self._allowed
        if self._is_busy():
            return
        if not choice.folder:
            self._say(_("Type the folder where the files go."), "$warning")
            self.folder.focus()
            return
        try:
            there = [path.name for path in choice.paths(record, self._archive) if path.exists()]
        except (NotulistError, OSError) as error:
            self._refused(error, choice, copying=False)
            return
        if there:
            question = _("There already: {files}. Replace what is there? The old version is kept as .bak.")
            if not await self.app.push_screen_wait(AskScreen(question.format(files=", ".join(there)))):
                self._say(_("Nothing was written."))
                return
        if self._is_busy():
            return
        self._under_way = _("The files are still being written; Esc again goes back without waiting.")
        # Of the app: it goes on when this screen is left.
        self.app.run_worker(self._write(choice, record, allowed), group="background")

    async def _write(self, choice: Chosen, record: Record, allowed: tuple[str, ...]) -> None:
        """Writes the files beside the keys: a font, or a slow disk, takes its time."""
        told: list[str] = []
        try:
            written = await asyncio.to_thread(write_files, choice, record, self._archive, allowed, told.append)
        except (NotulistError, OSError) as error:
            self._under_way = ""
            self._refused(error, choice, copying=False)
            return
        not_kept = remember(record.meeting, self._archive, choice)
        said = _("Written in {folder}").format(folder=written[0].parent)
        self._done(". ".join([said, *dict.fromkeys(told), *filter(None, [not_kept])]))

    def action_copy(self) -> None:
        """Puts the document on the clipboard, as text."""
        if not self._is_busy():
            self._under_way = _("The copy is still being made; Esc again goes back without waiting.")
            self.app.run_worker(self._copy(self.choice, self._record.as_it_is(), self._allowed), group="background")

    async def _copy(self, choice: Chosen, record: Record, allowed: tuple[str, ...]) -> None:
        """Puts the document on the clipboard, beside the keys; says what came of it."""
        app = self.app
        try:
            text = await asyncio.to_thread(text_to_copy, choice, record, self._archive, allowed)
        except (NotulistError, OSError) as error:
            self._under_way = ""
            self._refused(error, choice, copying=True)
            return
        app.copy_to_clipboard(text)
        self._done(_("Copied, if your terminal allows it; ^S puts it in a file."))

    def _done(self, words: str) -> None:
        """Says that it was written or copied, and leaves the screen where that was asked for meanwhile."""
        self._under_way = ""
        if self._leaving and self in self.app.screen_stack:
            self.dismiss()
        self._say(words, "$success")

    def _is_busy(self) -> bool:
        """Whether something is being written or copied; then that is said."""
        if self._under_way:
            self._say(self._under_way, "$warning")
        return bool(self._under_way)

    def action_open_folder(self) -> None:
        """Shows the folder in the file manager of the desktop."""
        folder = Path(self.choice.folder).expanduser()
        if not folder.is_dir():
            self._say(_("There is no such folder yet; ^S makes it and writes the files."), "$warning")
        elif sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            self._say(_("There is no desktop here to open it in: {folder}").format(folder=folder), "$warning")
        else:
            self.app.open_url(folder.resolve().as_uri())
            self._say(_("Opened: {folder}").format(folder=folder))

    def action_let_through(self) -> None:
        """Does what was refused, although words of what is confidential stand in it, which were named just before."""
        if self._leaked:
            self._allowed += self._leaked
            self._leaked = ()
            if self._copying:
                self.action_copy()
            else:
                self.action_write()

    def action_scroll(self, pages: int) -> None:
        """Scrolls the page."""
        page = self.query_one("#page", VerticalScroll)
        if pages > 0:
            page.scroll_page_down(animate=False)
        else:
            page.scroll_page_up(animate=False)

    def action_back(self) -> None:
        """Back to where it was opened; while files are being written when that is done, or at the second time."""
        if not self._leaving and self._is_busy():
            self._leaving = True
        else:
            self.dismiss()

    def _refused(self, error: Exception, choice: Chosen, *, copying: bool) -> None:
        """Says why nothing came of `choice`. What it would tell is let through for that choice only."""
        self._leaving = False
        if isinstance(error, LeakFound):
            self._copying = copying
            leaked = tuple(dict.fromkeys(leak.word for leak in error.leaks))
            self._leaked = leaked if self in self.app.screen_stack and choice == self.choice else ()
            shown = [str(leak) for leak in error.leaks[:_MOST]]
            head = _refusal(copying=copying, offered=bool(self._leaked))
            words = ", ".join(f"“{word}”" for word in leaked)
            self._say("\n".join((head.format(words=words), *shown)), "$error")
        else:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            self._say(str(reason), "$error")

    def _say(self, words: str, style: str = "") -> None:
        """Says it here, or over the screen to which one went back or typed on."""
        if self not in self.app.screen_stack:
            tell_over(self.app, words, wrong=style == "$error")
            return
        self.query_one("#message", Static).update(Content.styled(words, style))


def _refusal(*, copying: bool, offered: bool) -> str:
    """Says that `{words}` is confidential; with the key that lets it through where that is `offered`."""
    if copying and offered:
        return _("Nothing was copied: {words} is confidential. Mend it, or ^T: it may be read.")
    if copying:
        return _("Nothing was copied: {words} is confidential.")
    if offered:
        return _("Nothing was written: {words} is confidential. Mend it, or ^T: it may be read.")
    return _("Nothing was written: {words} is confidential.")


def _whats() -> list[tuple[str, str]]:
    return [
        (SET, _("Minutes, public, actions")),
        (DocumentKind.MINUTES.value, _("Minutes")),
        (DocumentKind.SUMMARY.value, _("Summary")),
        (DocumentKind.DECISIONS.value, _("Decision list")),
        (DocumentKind.ACTIONS.value, _("Action list")),
        (DocumentKind.AGENDA.value, _("Agenda")),
        (DocumentKind.ATTENDANCE.value, _("Attendance")),
        (DocumentKind.POST.value, _("List of post")),
    ]


def _audiences() -> list[tuple[str, str]]:
    return [(audience.value, _(audience.facts.name)) for audience in Audience]


def _keys() -> Content:
    commands = [command for command in commands_of(Place.DOCUMENTS) if not command.hidden]
    named = [(key_name(command.key), label_of(command)) for command in commands]
    # The help first, the way back last.
    keys = (*named[1:-1], ("↑↓←→", _("choose")), ("Tab", _("on")), named[0], named[-1])
    return Content("  ").join(Content.assemble((key, "bold $foreground"), " ", label) for key, label in keys)
