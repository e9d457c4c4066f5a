"""The Word file of the minutes that came back: each change in it is taken over, corrected or left with one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exports.word_review.compare import Returned
from exports.word_review.correction import correction
from exports.word_review.proposals import How, Proposal
from exports.word_review.take import how_it_came, in_words, take
from store.errors import NotulistError, reason
from store.i18n import _, _n
from store.meeting.revision import Revision
from store.model import Act, MeetingStatus
from store.record.record import Record

# The window at its widest, and what stands around its lines: border, padding, scroll bar.
_WIDEST, _AROUND = 104, 10
_WHERE = 6


class WordChangesScreen(ModalScreen[Proposal | None]):
    """Shows what `returned` proposes, until Escape; gives the proposal that is to be mended by hand.

    `take` takes one over, and tells what is in the way, or nothing where it was done.
    """

    AUTO_FOCUS = "#proposals"
    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("n,delete", "pass_over", show=False),
        Binding("c", "correct", show=False),
        Binding("e", "by_hand", show=False),
    ]

    def __init__(self, returned: Returned, record: Record, take: Callable[[Proposal], str]) -> None:
        super().__init__()
        self._returned = returned
        self._record = record
        self._take = take
        self._left: list[Proposal] = []
        self._shown: list[Proposal] = []
        self._asked: Proposal | None = None
        self._corrections: list[str] = []
        self._taken = 0

    def compose(self) -> ComposeResult:
        """The proposals, and what can be pressed."""
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Changes in {file}").format(file=self._returned.name))
            yield OptionList(id="proposals")
            yield Static("", id="keys")

    def on_mount(self) -> None:
        """Shows all that is proposed."""
        self._fill()

    # Keys

    @on(OptionList.OptionSelected, "#proposals")
    def _take_over(self) -> None:
        proposal = self._chosen()
        if proposal is None:
            return
        if self._is_approved():
            self._say(_("The minutes are approved: c makes it a correction of them."), "$warning")
        elif proposal.instead is None and proposal.how not in (How.COMMENT, How.NEW):
            self._say(
                _("That is not all within a text: e goes to where it stands, c makes it a correction."), "$warning"
            )
        elif proposal.asks and proposal != self._asked:
            self._asked = proposal
            self._say(_("A number, a day or a vote: Enter once more takes it over."), "$warning")
        elif wrong := self._take(proposal):
            self._say(wrong, "$error")
        else:
            self._taken += 1
            self._fill()

    def action_pass_over(self) -> None:
        """Leaves the record as it is there."""
        if proposal := self._chosen():
            self._left.append(proposal)
            self._fill()

    def action_correct(self) -> None:
        """Makes a line of it that corrects the minutes where they are approved; all of them are copied together."""
        if proposal := self._chosen():
            self._corrections.append(correction(self._record, proposal))
            self._left.append(proposal)
            self.app.copy_to_clipboard("\n".join(self._corrections))
            self._fill()

    def action_by_hand(self) -> None:
        """Goes to where it stands, to mend it there."""
        if proposal := self._chosen():
            self.dismiss(proposal)

    def action_leave(self) -> None:
        """Back to the review."""
        self.dismiss(None)

    # Showing

    def _chosen(self) -> Proposal | None:
        at = self.query_one("#proposals", OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _is_approved(self) -> bool:
        return self._record.meeting.status is MeetingStatus.APPROVED

    def _fill(self) -> None:
        proposed = self._returned.proposals(self._record)
        self._shown = [each for each in proposed if each not in self._left]
        rows = self.query_one("#proposals", OptionList)
        at = rows.highlighted or 0
        rows.clear_options()
        for each in self._shown:
            rows.add_option(Option(self._row(each)))
        if self._shown:
            rows.highlighted = min(at, len(self._shown) - 1)
        self._say(_("Enter: take it over    n: leave it    e: by hand    c: as a correction    Esc: back"), "$quiet")

    def _row(self, proposal: Proposal) -> Content:
        item = self._record.items.get(proposal.item) if proposal.item is not None else None
        where = Content(item.number if item else "–").truncate(_WHERE, ellipsis=True, pad=True)
        by = self._by(proposal)
        adds = proposal.how in (How.COMMENT, How.NEW)
        style = "$warning" if not adds and (proposal.asks or proposal.instead is None) else ""
        room = max(20, min(_WIDEST, self.app.size.width) - _AROUND - _WHERE)
        first, *rest = Content.styled(in_words(proposal), style).wrap(room) or [Content("")]
        lines = [Content.assemble((where.plain, "bold $accent"), first)]
        lines += [Content.assemble(" " * _WHERE, line) for line in rest]
        lines += [Content.assemble(" " * _WHERE, line) for line in Content.styled(by, "$quiet").wrap(room)]
        return Content("\n").join(lines)

    def _by(self, proposal: Proposal) -> str:
        becomes = {How.COMMENT: _("Enter makes it a question"), How.NEW: _("Enter makes it a note")}.get(
            proposal.how, ""
        )
        when = f"{proposal.when:%d-%m %H:%M}" if proposal.when else ""
        return " · ".join(filter(None, (proposal.who, when, how_it_came(proposal.how), becomes)))

    def _say(self, words: str, style: str) -> None:
        left = _n("{number} proposal", "{number} proposals", len(self._shown)).format(number=len(self._shown))
        parts = [left if self._shown else _("Nothing is proposed any more.")]
        if self._taken:
            parts.append(_n("{number} taken over", "{number} taken over", self._taken).format(number=self._taken))
        if self._corrections:
            count = len(self._corrections)
            words_ = _n(
                "{number} correction copied, to paste in the meeting that approves",
                "{number} corrections copied, to paste in the meeting that approves",
                count,
            )
            parts.append(words_.format(number=count))
        if self._returned.is_older:
            parts.append(_("made of an older draft"))
        self.query_one("#keys", Static).update(
            Content.assemble(("\n" + " · ".join(parts), "$quiet"), "\n", (words, style))
        )


async def look(
    app: App[Any],
    say: Callable[[str, str], None],
    file: Path,
    sitting: Revision,
    keep: Callable[[Callable[[], Act | None]], str],
    clock: Callable[[], datetime],
) -> Proposal | None:
    """Shows what `file` proposes for the meeting of `sitting`; the proposal to be mended by hand.

    `keep` does an act, and tells what was in the way. `say` is told why a file cannot be compared.
    """
    try:
        returned = await asyncio.to_thread(Returned, file, sitting.record.as_it_is())
    except NotulistError as error:
        say(str(error), "$error")
        return None
    except OSError as error:
        words = _("{file} cannot be read: {reason}.").format(file=file.name, reason=reason(error))
        say(words, "$error")
        return None

    def taken(proposal: Proposal) -> str:
        return keep(lambda: take(sitting, proposal, file.name, clock()))

    return await app.push_screen_wait(WordChangesScreen(returned, sitting.record, taken))
