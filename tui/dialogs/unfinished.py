"""The unfinished list: what the record still lacks, each line a way to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from store.i18n import _
from store.meeting.completeness import Unfinished, unfinished
from store.record.record import Record
from store.record.references import short_name
from store.text import one_line
from tui.dialogs.modal import OverScreen


class UnfinishedScreen(OverScreen[Unfinished]):
    """Gives the line that was chosen; None where the user went back."""

    AUTO_FOCUS = "#lacks"
    BINDINGS: ClassVar = [Binding("escape,f9", "dismiss(None)", show=False)]

    def __init__(self, record: Record, type_on: Callable[[str], None]) -> None:
        super().__init__(type_on)
        self._record = record
        self._lacks = unfinished(record)

    def compose(self) -> ComposeResult:
        """The list, or that nothing is missing."""
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Unfinished"))
            if self._lacks:
                options = [Option(self._label(lack), id=str(at)) for at, lack in enumerate(self._lacks)]
                yield OptionList(*options, id="lacks")
                yield Static(Content.styled("\n" + _("Enter: go there    Esc: back"), "$quiet"))
            else:
                yield Static(Content.styled(_("Nothing is missing."), "$success"))
                yield Static(Content.styled("\n" + _("Esc: back"), "$quiet"))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lacks[int(event.option.id or 0)])

    def _label(self, lack: Unfinished) -> Content:
        item = self._record.items.get(lack.item) if lack.item is not None else None
        entry = self._record.entries.get(lack.entry) if lack.entry is not None else None
        about = one_line(entry.text) if entry else item.title if item else ""
        reference = short_name(self._record, entry) if entry else ""
        head = Content.styled(f"{item.number if item else '':>4}  {reference:<4}", "bold")
        return Content.assemble(head, (f"{lack}  ", "$warning"), (about, "$quiet"))
