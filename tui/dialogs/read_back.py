"""The last decision or proposal, large, to read it back to the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from exports.wording import kind_text, outcome_text, vote_text
from store.i18n import _, spoken
from store.language.people import People
from store.model import Entry, Method
from store.record.confidentiality import secrecy_of
from store.record.record import Record
from store.record.references import latest
from tui.dialogs.modal import OverScreen


def last_to_read(record: Record) -> Entry | None:
    """What was decided or proposed last under the current item, by act; between items, in the meeting."""
    entries = [e for e in record.entries.values() if e.kind.facts.can_be_adopted]
    if record.meeting.current is not None:
        entries = [e for e in entries if e.item == record.meeting.current]
    return max(entries, key=latest, default=None)


class ReadBackScreen(OverScreen[None]):
    """Fills the screen with one text, that the arrow keys scroll; any other of the usual keys closes it."""

    BINDINGS: ClassVar = [Binding("escape,enter,space,f8", "dismiss", show=False)]

    def __init__(self, record: Record, entry: Entry, type_on: Callable[[str], None]) -> None:
        super().__init__(type_on)
        self._record = record
        self._entry = entry

    def compose(self) -> ComposeResult:
        """The kind of entry, its text, and how it was decided."""
        entry = self._entry
        with VerticalScroll(classes="box") as box:
            name = f"{kind_text(entry.kind, spoken())} {entry.reference}".strip()
            secret = f" ▪ {_('confidential')}" if secrecy_of(self._record, entry) else ""
            box.border_title = Content(name + secret)
            yield Static(Content.styled(entry.text, "bold"))
            yield Static(Content.styled("\n\n" + self._how(), "$accent"))
            box.border_subtitle = Content(_("↑ ↓: scroll    Esc: back"))

    def _how(self) -> str:
        entry = self._entry
        people = People(self._record.attendance.values())
        open_vote = entry.vote is not None and entry.vote.method is not Method.SECRET
        vote = vote_text(entry.vote, people, spoken(), names=open_vote) if entry.vote else ""
        outcome = outcome_text(entry.outcome, spoken()) if entry.outcome else ""
        return " — ".join(part for part in (vote, outcome) if part) or _("not put to the vote")
