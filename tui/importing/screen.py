"""A file that is brought: its text at the left, what was understood at the right, before anything is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from exports.agenda.file import can_change, lines_of, with_changes
from exports.agenda.markdown import AgendaFile
from exports.agenda.meeting_from_agenda import Announced, announced, convene
from exports.agenda.plain.line import CHOSEN, LineKind
from exports.agenda.plain.traced import traced
from exports.sources.source import Source
from store.archive.archive import Archive
from store.errors import NotulistError
from store.i18n import _, _n
from store.wall_clock import day_here
from tui.dialogs.with_help import WithHelp
from tui.importing.rows import LineRow, about, draw
from tui.keys.bindings import bindings_of
from tui.routes import Place
from tui.widgets.agenda_preview import preview
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

_WIDE = 50
NEW = "+"
"""The key of no body: it stands for one that is made."""


class ImportScreen(WithHelp[str]):
    """Gives the key of the meeting that was made; nothing where the user went back."""

    PLACE = Place.IMPORT
    AUTO_FOCUS = "#lines"
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.IMPORT),
        *(Binding(str(number), f"make_it({number})", show=False) for number in range(len(CHOSEN) + 1)),
        Binding("tab", "app.focus_next", show=False),
        Binding("escape,ctrl+q", "cancel", show=False, priority=True),
    ]

    def __init__(self, archive: Archive, clock: Callable[[], datetime], source: Source, name: str) -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._source = source
        self._name = name
        self._lines = lines_of(source)
        self._changes: dict[int, LineKind] = {}
        self._chosen = ""
        self._agenda: AgendaFile | None = None
        self._told: Announced | None = None
        self._asked: tuple[str, ...] = ()
        self._storing = False

    def compose(self) -> ComposeResult:
        """The name of the file, its lines beside what they became, what the chosen line is, the keys."""
        yield Static(id="title")
        with Horizontal(id="both"):
            yield RowList(draw, lambda row: row.at, id="lines")
            with VerticalScroll(id="understood", can_focus=True):
                yield Static(id="agenda")
        yield Static(id="about")
        yield Static(id="message")
        yield KeyBar(Place.IMPORT)

    def on_mount(self) -> None:
        """Reads the file for the first time; the cursor stands on the first line that the user should look at."""
        self._understand()
        doubtful = next((row for row in self.lines.rows if not row.became.sure), None)
        if doubtful is not None:
            self.lines.go_to(doubtful)

    @property
    def lines(self) -> RowList[LineRow]:
        """The lines of the file."""
        return self.query_one("#lines", RowList)

    @property
    def _today(self) -> date:
        return day_here(self._clock())

    def _understand(self) -> None:
        """Reads the file anew, with what the user said of its lines, and shows what it is now."""
        self._asked = ()
        try:
            agenda = with_changes(self._source, self._changes, self._today)
            told = announced(self._archive, agenda, self._today, self._chosen)
        except NotulistError as error:
            self._agenda = self._told = None
            self.query_one("#agenda", Static).update(Content.styled(str(error), "$error"))
            self._say(str(error), "$error")
            self._show_lines()
            return
        self._agenda, self._told = agenda, told
        self._say("")
        self._show_lines()
        self._show_agenda()

    def _show_lines(self) -> None:
        became = traced(self._lines, self._agenda) if self._agenda else []
        rows = [
            LineRow(at, line, became[at], at in self._changes)
            for at, line in enumerate(self._lines)
            if became and (line.strip() or at in self._changes)
        ]
        self.lines.show(rows)
        self._show_about()
        unsure = sum(not row.became.sure for row in rows)
        words = _n("{count} line to look at", "{count} lines to look at", unsure).format(count=unsure) if unsure else ""
        told = Content.assemble((str(self._name), "bold"), (f"   {words}" if words else "", "$warning"))
        self.query_one("#title", Static).update(told)

    def _show_agenda(self) -> None:
        if self._agenda is None or self._told is None:
            return
        remarks = [Content.styled(f"! {remark}", "$warning") for remark in self._told.remarks]
        width = self.query_one("#understood").size.width - 3
        # In a narrow window words that hang below each other would be a column of syllables.
        width = width if width >= _WIDE else 0
        lines = [Content(line) for line in preview(self._agenda, self._told, width)]
        self.query_one("#agenda", Static).update(Content("\n").join([*remarks, *lines]))

    def on_resize(self) -> None:
        """Breaks the lines of what was understood for the new width."""
        self.call_after_refresh(self._show_agenda)

    @on(RowList.Moved)
    def _show_about(self) -> None:
        self.query_one("#about", Static).update(about(self.lines.chosen))

    # Keys

    def action_make_it(self, number: int) -> None:
        """Makes the line with the cursor what the digit says; 0 gives it back to its own words."""
        row = self.lines.chosen
        if row is None:
            return
        if not can_change(self._source):
            self._say(_("This file says itself what each line is: change it there."))
            return
        if number:
            self._changes[row.at] = CHOSEN[number - 1]
        else:
            self._changes.pop(row.at, None)
        self._understand()

    def action_other_body(self) -> None:
        """The next body that there is; behind the last one a new one."""
        keys = [*(body.key for body in self._archive.bodies()), NEW]
        now = self._told.body.key if self._told and not self._told.is_new else NEW
        self._chosen = keys[(keys.index(now) + 1) % len(keys)] if now in keys else keys[0]
        self._understand()
        if self._told:
            self._say(self._told.body.name, "$quiet")

    @on(RowList.Chosen)
    def action_keep(self) -> None:
        """Stores the meeting; where it makes a body, or is put on today, that is asked first."""
        if self._agenda is None or self._told is None or self._storing:
            return
        questions = self._questions()
        if questions and self._asked != questions:
            self._asked = questions
            self._say("\n".join((*questions, _("Enter once more: store it so.   b: another body.   Esc: back."))))
            return
        self._storing = True
        self._store(self._agenda)

    def _questions(self) -> tuple[str, ...]:
        """What is stored only when the user has seen it: a body that is made, and a day that is not in the file."""
        if self._agenda is None or self._told is None:
            return ()
        body = self._told.body
        new = _("A new body is made: {name} ({key}).").format(name=body.name, key=body.key)
        day = _("The file names no day: the meeting is put on {day}.").format(day=self._told.day)
        return (*([new] if self._told.is_new else []), *([day] if self._agenda.date is None else []))

    @work(exclusive=True)
    async def _store(self, agenda: AgendaFile) -> None:
        try:
            # Beside the painting: the index may be behind.
            key = await asyncio.to_thread(convene, self._archive, agenda, self._today, self._chosen)
        except NotulistError as error:
            self._storing = False
            self._say(str(error), "$error")
        else:
            self.dismiss(key)

    def action_cancel(self) -> None:
        """Goes back; nothing is stored."""
        self.dismiss("")

    def _say(self, words: str, style: str = "$warning") -> None:
        self.query_one("#message", Static).update(Content.styled(words, style))
