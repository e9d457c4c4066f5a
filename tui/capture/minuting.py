"""What the live screen and the review share: lines are done in the meeting, taken back, and one entry may be chosen."""

from __future__ import annotations

from tui.capture.past_meetings import LookingBack
from tui.capture.selection import Walk
from tui.keymap import when_chosen


class MinutingScreen(LookingBack):
    """A screen on which the lines of a meeting are typed."""

    _walk: Walk

    def keep_line(self, typed: str) -> bool:
        """Does what `typed` says; False where it makes no sense now."""
        raise NotImplementedError

    def _come_back(self) -> None:
        """From the other one of the two screens: the record may be another."""
        raise NotImplementedError

    def labels(self) -> dict[str, str]:
        """The keys that do something else now, by action."""
        return when_chosen(chosen=self._walk.chosen is not None)

    def action_undo(self) -> None:
        """Takes the last act back."""
        self.keep_line("/undo")

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self.keep_line("/redo")
