"""Keys in the order in which they were pressed, also around a window that opens or closes.

Left to itself the library hands a key to whatever has the cursor at that instant. A window
that F4 opens takes some milliseconds to get it, so keys pressed in them would be typed in the
line below; and keys pressed after the Enter that closes a window would be lost with its field.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import takewhile

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

from store.i18n import _
from tui.widgets.notify import tell_over

# What the line does by itself with a key that is no letter; no window comes of these.
_OF_THE_LINE = frozenset("backspace delete left right up down home end".split())
# A key makes a message (a line was given, an option chosen), and that makes an answer.
_ROUNDS = 3
# The groups of the work that a key waits for: what a key began, and keeping and reading a list that keys are about.
_WAITED_FOR = ("default", "keeping", "read")
# However busy the machine is, a key waits no longer than this for the one before.
_LONGEST = 2.0
# So many letters that wait at once were not typed, but pasted.
_AT_ONCE = 80

Pressed = events.Key | events.Paste


class OneByOne:
    """Hands on what is pressed, with `hand_on`; after a key that may open or close a window only when that is done."""

    def __init__(self, app: App[int], hand_on: Callable[[Pressed], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Pressed] = deque()
        self._more = asyncio.Event()
        # Until the first screen is there, everything waits.
        self._busy = True

    async def press(self, event: Pressed) -> None:
        """Hands `event` on, now or as soon as what was pressed before is done."""
        if self._busy or self._waiting or not self._is_typing(event):
            self._waiting.append(event)
            self._more.set()
        else:
            await self._hand_on(event)

    async def run(self) -> None:
        """Hands on what waits, from the moment that the first screen is there until the end of the app."""
        await _within(_LONGEST, self._settled())
        while True:
            if not self._waiting:
                self._busy = False
                self._more.clear()
                await self._more.wait()
            self._busy = True
            handed = asyncio.Event()
            # In the task of the app, as if it was pressed only now.
            if self._app.call_later(self._hand_on_waiting, handed):
                await _within(_LONGEST, handed.wait())
            await _within(_LONGEST, self._settled())

    async def _hand_on_waiting(self, handed: asyncio.Event) -> None:
        """Hands on the letters that wait, and the first key after them that is to be waited for."""
        try:
            self._take_for_a_paste()
            while self._waiting:
                event = self._waiting.popleft()
                typing = self._is_typing(event)
                await self._hand_on(event)
                if not typing:
                    break
        finally:
            handed.set()

    def _take_for_a_paste(self) -> None:
        """Makes one paste of more letters than anybody types at once, where each of them would be a command.

        A terminal that marks no pastes gives one so. Its letters would open screens, and answer what these ask.
        """
        if len(self._waiting) < _AT_ONCE or isinstance(self._app.focused, Input | TextArea):
            return
        letters = list(takewhile(lambda event: bool(_letter_of(event)), self._waiting))
        if len(letters) < _AT_ONCE:
            return
        for _each in letters:
            self._waiting.popleft()
        self._waiting.appendleft(events.Paste("".join(map(_letter_of, letters))))
        tell_over(self._app, _("That was pasted, not typed: no letter of it was taken for a key."), wrong=False)

    def _is_typing(self, event: Pressed) -> bool:
        """Whether `event` is only typed in the line."""
        if isinstance(event, events.Paste) or not (event.is_printable or event.key in _OF_THE_LINE):
            return False
        field = self._app.focused
        return field is not None and field.id == "capture" and field.screen is self._app.screen

    async def _settled(self) -> None:
        """Waits until the last key has done all it does, a window that it opened or closed included."""
        while True:
            for _round in range(_ROUNDS):
                # The way of a key that nobody takes: the field, all that is around it, the app.
                for node in (self._app.focused or self._app.screen).ancestors_with_self:
                    await _done(node)
            if not self._works():
                return
            await asyncio.sleep(0.001)

    def _works(self) -> bool:
        """Whether the screen on top is about to open another, does what was answered in one, or reads what it shows."""
        top = self._app.screen
        return any(
            worker.node is top and worker.group in _WAITED_FOR and not worker.is_finished
            for worker in self._app.workers
        )


def _letter_of(event: Pressed) -> str:
    """What a key types in a text; nothing of a paste, and of a key that types nothing."""
    if isinstance(event, events.Paste):
        return ""
    return {"enter": "\n", "tab": "\t"}.get(event.key, event.character or "" if event.is_printable else "")


async def _done(node: MessagePump) -> None:
    """Waits until `node` has heard all that it was told so far."""
    heard = asyncio.Event()
    if node.call_later(heard.set):
        await heard.wait()


async def _within(seconds: float, waited_for: Awaitable[object]) -> None:
    """Waits, but not for ever: a key that waits for what will not come would be lost."""
    try:
        await asyncio.wait_for(waited_for, seconds)
    except TimeoutError:
        return
