"""What the keys of the review do."""

from __future__ import annotations

from textual import work

from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting.revision import Revision
from store.model import Act
from tui.capture.minuting import MinutingScreen
from tui.review.selection import ReviewWalk
from tui.routes import MeetingIn, Place, is_shown, navigator_of
from tui.widgets.sheet import Sheet


class ReviewCommands(MinutingScreen):
    """The commands of the review; the screen itself says how lines are kept and drawn."""

    PLACE = Place.REVIEW

    _sitting: Revision
    _walk: ReviewWalk

    def go_to(self, item: int | None, entry: int | None) -> None:
        """Puts the cursor there."""
        raise NotImplementedError

    def after(self, act: Act, line: Line | None) -> str:
        """What there is to say about an act that was just done."""
        if walked := self.walked(act):
            return walked
        if line and line.verb is Verb.TO:
            return _("Filed under item {number}.").format(number=line.item)
        return " · ".join(map(str, line.remarks)) if line else ""

    # Keys

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item: the entry under the cursor is filed there; without one the cursor goes there."""
        from tui.dialogs.go_to_item import GoToScreen

        entry = self._walk.chosen
        chosen = await self.app.push_screen_wait(GoToScreen(self._sitting.record, filing=entry is not None))
        if chosen and self.keep_line(f"/to {chosen.number}" if entry else f"/go {chosen.number}") and entry:
            self.go_to(self._sitting.record.entries[entry.id].item, entry.id)

    def action_turn_over(self) -> None:
        """On a narrow screen: the document in the place of the record, and back."""
        self.toggle_class("-paper")
        self.call_after_refresh(self.draw)

    def action_scroll_up(self) -> None:
        """Looks back through the document."""
        self.query_one("#paper", Sheet).scroll_page_up(animate=False)

    def action_scroll_down(self) -> None:
        """And forward again."""
        self.query_one("#paper", Sheet).scroll_page_down(animate=False)

    def action_meeting(self) -> None:
        """To the live screen of the same meeting, where the meeting itself can be opened again."""
        if is_shown(self.app, Place.LIVE):
            self.action_leave()
            return
        sitting = self._desk.running if self._desk else self._sitting
        screen = navigator_of(self).screen(MeetingIn(Place.LIVE, sitting, self._desk))
        self.app.push_screen(screen, lambda _result: self._come_back())

    def _come_back(self) -> None:
        if self._sitting.meeting.closed is None:
            # It was opened again: there is nothing to go through yet.
            self.action_leave()
            return
        self.hear()
        self.draw()
