"""The one thread that writes: acts go to disk in order, and a slow disk never holds up a key."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable

from store.errors import CannotKeep
from store.model import Act

_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 5.0
# So much longer than it was asked to wait does closing wait for a write that is under way.
_HANGING = 5.0


class Writer:
    """Keeps acts one after the other, and tries again for as long as the disk refuses.

    `commit` keeps one act or raises CannotKeep. `on_kept` is called with the number of each
    act that is on disk, `on_trouble` with what the disk said, each in the writing thread:
    they must return at once, and never wait for a thread that may itself wait for this one.
    """

    def __init__(
        self,
        commit: Callable[[Act], None],
        on_kept: Callable[[int], None] = lambda number: None,
        on_trouble: Callable[[CannotKeep], None] = lambda error: None,
    ) -> None:
        self._commit = commit
        self.on_kept = on_kept
        self.on_trouble = on_trouble
        self._acts: queue.SimpleQueue[Act | None] = queue.SimpleQueue()
        self._pending: deque[Act] = deque()
        self._change = threading.Condition()
        self._giving_up = threading.Event()
        self._ended = False
        self.trouble: CannotKeep | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> list[Act]:
        """The acts that are not on disk yet, in order."""
        with self._change:
            return list(self._pending)

    @property
    def waiting(self) -> int:
        """How many they are."""
        return len(self._pending)

    def keep(self, act: Act) -> None:
        """Hands `act` over and returns at once."""
        with self._change:
            self._pending.append(act)
            self._acts.put(act)

    def wait(self, seconds: float | None = None) -> bool:
        """Returns when everything handed over is on disk; False where that takes longer than `seconds`, or for ever."""
        with self._change:
            self._change.wait_for(lambda: self.waiting == 0 or self._ended, seconds)
            return self.waiting == 0

    def close(self, seconds: float | None = None) -> bool:
        """Waits for the last act and ends the thread; False where acts were left behind after `seconds`."""
        self.wait(seconds)
        self._giving_up.set()
        self._acts.put(None)
        # A sync that hangs (a network folder that is gone) hangs for ever; what it holds is in the journal or is told.
        self._thread.join(None if seconds is None else seconds + _HANGING)
        # What was being tried when the time was up may have come through.
        return self.waiting == 0

    def _run(self) -> None:
        self._keep_all()
        with self._change:
            self._ended = True
            self._change.notify_all()

    def _keep_all(self) -> None:
        while (act := self._acts.get()) is not None:
            if not self._try(act):
                return
            with self._change:
                self._pending.popleft()
                self._change.notify_all()
            # A screen that is gone, or wrong, must not stop the saving.
            with contextlib.suppress(Exception):
                self.on_kept(act.number)

    def _try(self, act: Act) -> bool:
        pause = _FIRST_PAUSE
        while True:
            try:
                self._commit(act)
            except Exception as error:
                self.trouble = error if isinstance(error, CannotKeep) else CannotKeep(str(error))
                with contextlib.suppress(Exception):
                    self.on_trouble(self.trouble)
            else:
                self.trouble = None
                return True
            if self._giving_up.wait(pause):
                return False
            pause = min(pause * 2, _LONGEST_PAUSE)
