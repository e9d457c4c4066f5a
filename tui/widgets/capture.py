"""The capture line: the one place to type.

Everything a person presses is done here, in the order in which it was pressed. Left to
itself the library runs letters in the field's task and all other keys in the
application's, so that, when somebody types fast, a line can take letters of the next
one before Enter is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from store.text import LINE_END, clean, clean_lines
from tui.widgets.wrapped_input import RowsInput

# Enter that was pressed before the terminal was told to leave it as it is comes as a line feed.
_ENTER = ("enter", "ctrl+j")


class LineHost(Protocol):
    """What a line is typed for: the screen, or the question that stands above the line.

    It is called, and not sent messages: whether a line was kept, and whom a key is for, must be known before the next
    key is taken. A message is heard later, and the letters typed meanwhile would overtake Enter.
    """

    def before_key(self, event: events.Key, value: str) -> bool:
        """Asked first about each key, with what stands in the line: whether it was for the host, and is done."""

    def joins(self, typed: str) -> bool:
        """Whether the lines of a paste behind `typed` are the lines of one entry."""

    async def ready(self, typed: Sequence[str]) -> bool:
        """Waits until these lines can be kept; False where they cannot. What is pressed meanwhile comes after them."""

    def keep_line(self, typed: str) -> bool:
        """Does a line; False where it stays in the line."""

    def keep_lines(self, typed: list[str]) -> bool:
        """Does the lines of a paste; False where they are not done, or stay in the line."""


class Capture(RowsInput):
    """The line, in as many rows as it needs, typed for its `host`.

    `keys` are the actions of the screen, by key. The lines of a paste that are more than `many` are told by `Pasted`.
    `next_key` is asked in the place of the host, once: about the next key, unless something is pasted first.
    """

    class Pasted(Message):
        """More lines were pasted than are kept without asking; what stood in the line is in the first and last."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, placeholder: str, host: LineHost, keys: Mapping[str, str], many: int) -> None:
        super().__init__(placeholder, id="capture")
        self._host = host
        self.next_key: Callable[[events.Key, str], bool] | None = None
        self._keys = keys
        self._many = many
        self._own_keys = {
            key: binding.action
            for binding in Input.BINDINGS
            if isinstance(binding, Binding) and binding.action != "submit"
            for key in binding.key.split(",")
        }

    def clear_line(self) -> None:
        """Empties the line, without this being taken for typing."""
        with self.prevent(Input.Changed):
            self.value = ""

    def write(self, text: str, cursor: int | None = None) -> None:
        """Puts `text` in the line, the cursor behind it or where `cursor` says."""
        self.value = text
        self.cursor_position = len(text) if cursor is None else cursor

    async def _on_key(self, event: events.Key) -> None:
        ask, self.next_key = self.next_key or self._host.before_key, None
        if ask(event, self.value):
            event.stop()
            event.prevent_default()
        elif event.key in _ENTER:
            event.stop()
            if self.value.strip() and await self._host.ready([self.value]) and self._host.keep_line(self.value):
                self.clear_line()
        elif event.key in self._keys:
            event.stop()
            await self.screen.run_action(self._keys[event.key])
        elif event.key in self._own_keys:
            event.stop()
            await self.run_action(self._own_keys[event.key])
        else:
            await super()._on_key(event)

    async def on_paste(self, event: events.Paste) -> None:
        """Puts one line in the line, keeps many, and leaves very many to be asked about."""
        # The base class keeps the first line of a paste only.
        event.stop()
        event.prevent_default()
        self.next_key = None
        start, end = sorted(self.selection)
        lines = [line for line in clean_lines(event.text).split("\n") if clean(line)]
        if not lines:
            return
        if len(lines) == 1:
            # To the letter, with the spaces at its ends: it is part of a line.
            self.replace(lines[0].replace("\t", " "), start, end)
            return
        lines[0] = self.value[:start] + lines[0]
        lines[-1] += self.value[end:]
        lines = [clean(line) for line in lines]
        if self.value[:start].strip() and self._host.joins(self.value[:start]):
            # Behind a sign it is one entry, to be looked at first.
            self.write(f" {LINE_END} ".join(lines))
            return
        if len(lines) > self._many:
            self.post_message(self.Pasted(lines))
            return
        await self._keep_pasted(lines)

    def keep_pasted(self, lines: list[str]) -> None:
        """Keeps the lines of a paste that was asked about; what is pressed from now on comes after them."""
        self.call_later(self._keep_pasted, lines)

    async def _keep_pasted(self, lines: list[str]) -> None:
        if await self._host.ready(lines) and self._host.keep_lines(lines):
            self.clear_line()
