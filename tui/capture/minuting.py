"""What the live screen and the review share: lines of a meeting, one chosen entry, and what earlier meetings left."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace
from textual import events, on, work
from textual.content import Content
from textual.widgets import Input

from store.errors import NotulistError
from store.i18n import _
from store.kinds import PROMISES
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Line, Verb
from store.meeting.amendments import just_amended
from store.meeting.entries import KINDS
from store.meeting.running import RunningMeeting
from store.model import Kind
from store.text import LINE_END
from tui.capture.screen import WritingScreen
from tui.capture.selection import Selection
from tui.keys.bindings import when_chosen

# So many of the decisions and actions of earlier meetings are offered; any other can be typed.
_OFFERED = 300
# However slow the disk is, a line waits no longer than so many seconds for them, and what is typed behind it neither.
_LONGEST = 2.0


class MinutingScreen(WritingScreen):
    """A screen on which the lines of a meeting are typed, and one of its entries may be chosen.

    A line may name what earlier meetings decided and promised. These are read beside the typing, once.
    """

    _sitting: RunningMeeting
    _selection: Selection
    # Whether earlier meetings are being read, or were; and whether what stands in the line names one before they were.
    _begun = False
    _too_soon = False

    @abstractmethod
    def tell(self, value: str) -> None:
        """Says under the line what Enter does with `value`."""

    def hint(self) -> str:
        """What can be pressed now, while the line is empty."""
        return self._selection.hint()

    @abstractmethod
    def do_line(self, line: Line) -> bool:
        """Does what `line` says; False where it makes no sense now, which is said."""

    @abstractmethod
    def keep_typed(self, typed: str) -> bool:
        """Does what `typed` says and keeps it; False where it makes no sense now, or has to stay in the line."""

    @abstractmethod
    def go_to(self, item: int | None, entry: int | None) -> None:
        """Shows an item, with that entry chosen in it."""

    @abstractmethod
    def show_chosen(self) -> None:
        """Redraws after another entry was chosen, or another one is edited."""

    @abstractmethod
    def come_back(self) -> None:
        """Redraws on return from the live screen or the review, since the record may have changed there."""

    # The line

    # Whether Enter was heard: before the terminal is told to leave it as it is, it comes as ^J.
    _enter_heard = False

    def before_key(self, event: events.Key, value: str) -> bool:
        """As elsewhere; but ^J begins a new line of the entry that is typed."""
        self._enter_heard |= event.key == "enter"
        if event.key == "ctrl+j" and self._enter_heard and value.strip() and self._writes(value) is not None:
            self.capture.insert_text_at_cursor(f" {LINE_END} ")
            return True
        return super().before_key(event, value)

    def joins(self, typed: str) -> bool:
        """Whether the lines of a paste behind `typed` are the lines of one entry: behind a sign, or a word for one."""
        return self._writes(f"{typed.strip()} …a") not in (None, Verb.NOTE)

    def _writes(self, typed: str) -> Verb | None:
        """The verb of `typed` where it writes something down that may have several lines; else None."""
        line = understand(typed, self.read_against())
        return line.verb if line.verb in KINDS and not line.is_no_command else None

    @on(Input.Changed, "#capture")
    def _understand(self, event: Input.Changed) -> None:
        if event.value != self.capture.value:
            # Enter was faster: this is no longer what stands there.
            return
        if not event.value.strip():
            self.show_hint()
            self.forget_remark()
            return
        self.tell(event.value)

    def show_hint(self) -> None:
        """Says under the empty line what can be pressed; what was prepared is no longer being written down."""
        if not self.capture.value.strip():
            self._selection.taking = ""
        self.echo.understood = Content.styled(self.hint(), "$accent")

    def keep_line(self, typed: str) -> bool:
        """As `keep_typed`; the vote that adopts an amendment is followed in the line by the text as amended."""
        acts = len(self._sitting.record.log)
        if not self.keep_typed(typed):
            return False
        amended = just_amended(self._sitting.record, acts)
        if amended is None:
            return True
        self.go_to(amended.item, amended.id)
        why = _("Is this the text now, as amended? Enter keeps it; it can be mended first.")
        self._selection.edit(amended, why)
        self.show_chosen()
        self.say(why)
        return False

    def write(self, text: str) -> None:
        """Puts `text` in the line."""
        self.capture.write(text)

    def half_typed(self) -> tuple[str, str]:
        """What stands in the line, and the entry that it is an edit of."""
        return self._selection.half_typed(self.capture.value)

    def labels(self) -> dict[str, str]:
        """The keys that do something else now, by action."""
        return when_chosen(chosen=self._selection.chosen is not None)

    def action_undo(self) -> None:
        """Takes the last act back."""
        self.keep_line("/undo")

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self.keep_line("/redo")

    # Earlier meetings

    @cached_property
    def _over(self) -> asyncio.Event:
        """Set when earlier meetings were read, or cannot be."""
        return asyncio.Event()

    def look_back(self) -> None:
        """Begins to read what earlier meetings decided and promised, once."""
        if not self._begun:
            self._begun = True
            self._look_back()

    def read_against(self) -> Context:
        """What the line is read against while it is typed: without earlier meetings as long as these are not read.

        A line that names one of them begins that, and is told anew when it is done.
        """
        self._too_soon = False
        context = self._sitting.context(self._clock())
        return context if self._has_looked_back() else replace(context, look_back=self._not_yet)

    def remarks_on(self, line: Line) -> list[str]:
        """What there is to say about `line`, that was read against `read_against`."""
        return [_("Earlier meetings are still being read.")] if self._too_soon else list(map(str, line.remarks))

    async def ready(self, typed: Sequence[str]) -> bool:
        """Waits until these lines can be kept: what they say of earlier meetings is then linked to what is there.

        Not for ever: False, which is said, where earlier meetings are still being read. False too where the app ends.
        """
        # To ask what they name begins the reading.
        if self._has_looked_back() or not any(self._names_earlier(line) for line in typed):
            return True
        try:
            await asyncio.wait_for(self._over.wait(), _LONGEST)
        except TimeoutError:
            if self.is_running:
                self._say_too_soon(len(typed))
            return False
        return self.is_running

    def _say_too_soon(self, lines: int) -> None:
        if lines == 1:
            self.remark(_("Earlier meetings are still being read. Enter keeps this line once they are."))
        else:
            self.say(_("Nothing was pasted: earlier meetings are still being read. Paste again in a moment."), "$error")

    def _has_looked_back(self) -> bool:
        return self._sitting.look_back is None or self._archive.has_looked_back(self._sitting.meeting.key)

    def _names_earlier(self, line: str) -> bool:
        understand(line, self.read_against())
        return self._too_soon

    def _not_yet(self, _reference: str) -> None:
        self._too_soon = True
        self.look_back()

    @work(thread=True, group="background")
    def _look_back(self) -> None:
        meeting, index, tell = self._sitting.meeting, self._archive.index, self.app.call_from_thread
        try:
            self._archive.look_back_once(meeting.key)
        except NotulistError as error:
            words = _("{error} Only looking things up in earlier meetings does not work now.").format(error=error)
            tell(self.say, words, "$error")
        tell(self._over.set)
        kinds = (*PROMISES, Kind.DECISION)
        found = index.of_kinds(kinds, meeting.body.key, only_open=True, apart_from=meeting.key, most=_OFFERED)
        tell(self._completing.offer_earlier, found)
        tell(self._completing.offer_themes, index.themes())
        tell(self._tell_anew)

    def _tell_anew(self) -> None:
        if self._too_soon and self.capture.value.strip():
            self.tell(self.capture.value)
