"""What was said, beside what was written down: walked, searched, moved in time, and taken into the line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.archive.transcripts import Transcripts
from store.errors import NotulistError
from store.i18n import _
from store.model import Entry
from store.record.clock import local
from store.record.record import Record
from store.text import fold
from store.transcripts.placing import Placed, beside, place
from store.transcripts.transcript import UNTIL_APPROVAL, Transcript

STEP_SECONDS = 5
"""So far one key moves the recording."""
_TIME, _WHO = 10, 8
# The window at its widest, and what stands around its lines: border, padding, scroll bar.
_WIDEST, _AROUND = 104, 10


class SaidScreen(ModalScreen[str | None]):
    """Gives the words of the turn that was taken, as a line (`HV: …`); None where none was.

    What was said around `entry` is lit, and the cursor begins there. Recesses are no part of the meeting: they are not
    shown.
    """

    AUTO_FOCUS = "#turns"
    BINDINGS: ClassVar = [
        Binding("escape,f8", "dismiss(None)", show=False, priority=True),
        Binding("left_square_bracket", "shift(-1)", show=False),
        Binding("right_square_bracket", "shift(1)", show=False),
        Binding("slash", "search", show=False),
    ]

    def __init__(self, kept: Transcripts, said: Transcript, record: Record, entry: Entry | None) -> None:
        super().__init__()
        self._kept = kept
        self._said = said
        self._record = record
        self._entry = entry
        self._shown: list[Placed | None] = []

    def compose(self) -> ComposeResult:
        """The turns, a field to search them, and what can be pressed."""
        with Vertical(classes="box") as box:
            box.border_title = Content(_("What was said"))
            yield OptionList(id="turns")
            yield Input(id="words", placeholder=_("search what was said"))
            yield Static("", id="keys")

    def on_mount(self) -> None:
        """Shows all turns, the cursor on the first around the entry."""
        self.query_one("#words").display = False
        self._fill("")

    def action_search(self) -> None:
        """Opens the field to search in."""
        field = self.query_one("#words", Input)
        field.display = True
        field.focus()

    def action_shift(self, direction: int) -> None:
        """Moves the recording by `STEP_SECONDS`, and keeps it so; where nobody knows when it began, says so."""
        if self._said.starts is None:
            self._tell(_("Nobody knows yet when the recording began: notulist transcript shift says it."), "$warning")
            return
        moved = self._said.starts + timedelta(seconds=STEP_SECONDS * direction)
        said = replace(self._said, starts=moved, proposed=False)
        try:
            self._kept.keep(self._record.meeting.key, said)
        except NotulistError as error:
            self._tell(str(error), "$error")
            return
        self._said = said
        self._fill(self.query_one("#words", Input).value)

    @on(Input.Changed, "#words")
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted, "#words")
    def _found(self) -> None:
        self.query_one("#turns", OptionList).focus()

    @on(OptionList.OptionSelected, "#turns")
    def _take(self, event: OptionList.OptionSelected) -> None:
        if taken := self._shown[event.option_index]:
            self.dismiss(f"{taken.speaker}: {taken.cue.words}" if taken.speaker else taken.cue.words)

    def _fill(self, wanted: str) -> None:
        placed = [each for each in place(self._said, self._record) if not each.in_recess]
        near = {each.cue.number for each in beside(self._entry, placed)} if self._entry else set()
        words = fold(wanted).split()
        found = [each for each in placed if all(word in fold(each.cue.words) for word in words)]
        turns = self.query_one("#turns", OptionList)
        turns.clear_options()
        self._shown = []
        item: int | None = None
        for each in found:
            if each.item is not None and each.item != item:
                item = each.item
                turns.add_option(Option(self._head(item), disabled=True))
                self._shown.append(None)
            turns.add_option(Option(self._line(each, each.cue.number in near)))
            self._shown.append(each)
        lit = [at for at, each in enumerate(self._shown) if each and each.cue.number in near]
        turns.highlighted = next(iter(lit), next((at for at, each in enumerate(self._shown) if each), None))
        self._tell(_("Enter: into the line    [ ]: 5 s earlier, later    /: search    Esc: back"), "$quiet")

    def _head(self, item: int) -> Content:
        treated = self._record.items[item]
        return Content.styled(f"{treated.number}. {treated.title}", "bold $accent")

    def _line(self, each: Placed, near: bool) -> Content:
        at = local(each.at, self._record.meeting).strftime("%H:%M:%S") if each.at else f"+{int(each.cue.start)}"
        who = Content(each.speaker or each.cue.name).truncate(_WHO, ellipsis=True, pad=True)
        said = Content.styled(("▪ " if each.secret else "") + each.cue.words, "bold" if near else "")
        room = min(_WIDEST, self.app.size.width) - _AROUND - _TIME - _WHO - 2
        first, *rest = said.wrap(max(10, room)) or [Content("")]
        head = Content.assemble((f"{'▸' if near else ' '}{at:<{_TIME}}", "$quiet"), who.stylize("$accent"), " ", first)
        return Content("\n").join([head, *(Content.assemble(" " * (_TIME + _WHO + 2), line) for line in rest)])

    def _tell(self, keys: str, style: str) -> None:
        starts = _("nobody knows when the recording began")
        if self._said.starts:
            at = local(self._said.starts, self._record.meeting).strftime("%H:%M:%S")
            words = _("the recording probably began at {time}") if self._said.proposed else _("recording from {time}")
            starts = words.format(time=at)
        until = _("kept until the minutes are approved")
        if self._said.until != UNTIL_APPROVAL:
            until = _("kept until {day}").format(day=self._said.until)
        self.query_one("#keys", Static).update(
            Content.assemble(
                ("\n" + starts + " · " + until, "$warning" if self._said.proposed else "$quiet"), "\n", (keys, style)
            )
        )


async def look(
    app: App[Any], say: Callable[[str], None], kept: Transcripts, record: Record, entry: Entry | None, now: datetime
) -> str | None:
    """Shows what was said in the meeting of `record`, around `entry`; the turn that was taken, None where none was.

    Words that were to be kept until a day before `now` are taken away first. Where there are none, `say` is told why.
    """
    key, today = record.meeting.key, local(now, record.meeting).date()
    try:
        if key in kept.overdue(today):
            kept.remove(key, today)
        window = SaidScreen(kept, kept.words(key), record, entry)
    except NotulistError as error:
        say(str(error))
        return None
    return await app.push_screen_wait(window)
