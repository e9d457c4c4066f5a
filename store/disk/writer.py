"""The one thread that writes: acts go to disk in order, and a slow disk never holds up a key."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol, TypeVar

from store.errors import CannotKeep, reason
from store.i18n import _
from store.model import Act

_FIRST_PAUSE_SECONDS = 0.25
_LONGEST_PAUSE_SECONDS = 5.0
# Extra seconds that `close` waits for a write in progress.
_HANGING_SECONDS = 5.0


_About = TypeVar("_About")


class Keeper(Protocol):
    """Where acts are kept. Both raise CannotKeep where the disk refuses."""

    def commit(self, act: Act) -> None:
        """Returns when `act` is on disk."""

    def commit_to_journal(self, act: Act) -> None:
        """As `commit`, by the plainest way: for an act at which `commit` ended in a fault of the program."""


class Writer:
    """Keeps acts one after the other in `keeper`, and tries again for as long as the disk refuses.

    A fault of the program (any error but CannotKeep and OSError) is no reason to try again: it is reported by
    `threading.excepthook`, `at_fault` is called, and the act goes to the journal alone.

    Called in the writing thread: `on_disk` with each act that is on disk, then `on_kept` with its number; `on_trouble`
    with what the disk said; `at_fault` where the program is. The last three must return at once, and never wait for a
    thread that may itself wait for this one. What these raise is reported, and stops nothing.
    """

    def __init__(
        self,
        keeper: Keeper,
        on_disk: Callable[[Act], None] = lambda act: None,
        at_fault: Callable[[], None] = lambda: None,
    ) -> None:
        self._keeper = keeper
        self._on_disk = on_disk
        self._at_fault = at_fault
        self.on_kept: Callable[[int], None] = lambda number: None
        self.on_trouble: Callable[[CannotKeep], None] = lambda error: None
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
        """How many acts are not on disk yet."""
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
        self._thread.join(None if seconds is None else seconds + _HANGING_SECONDS)
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
            if not _reported(self._on_disk, act):
                self._at_fault()
            with self._change:
                self._pending.popleft()
                self._change.notify_all()
            _reported(self.on_kept, act.number)

    def _try(self, act: Act) -> bool:
        """Keeps `act`, however often the disk refuses; False where it was given up."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                self._commit(act)
            except (CannotKeep, OSError) as error:
                self._trouble(error)
            except Exception as error:
                # Neither way works, and the next time would be no other: what is pending stays marked, and is told.
                _report(error)
                self._trouble(_fault(error))
                return False
            else:
                self.trouble = None
                return True
            if self._giving_up.wait(pause):
                return False
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _commit(self, act: Act) -> None:
        try:
            self._keeper.commit(act)
        except (CannotKeep, OSError):
            raise
        except Exception as error:
            _report(error)
            self._at_fault()
            self._keeper.commit_to_journal(act)

    def _trouble(self, error: CannotKeep | OSError) -> None:
        trouble = error if isinstance(error, CannotKeep) else CannotKeep(reason(error))
        self.trouble = trouble
        _reported(self.on_trouble, trouble)


def _reported(call: Callable[[_About], None], about: _About) -> bool:
    """Calls `call`; whatever it raises is reported, since nothing may stop the saving. Whether it went well."""
    try:
        call(about)
    except Exception as error:
        _report(error)
        return False
    return True


def _fault(error: Exception) -> CannotKeep:
    words = _("Not on disk: something went wrong in notulist. Write down elsewhere what is marked.")
    fault = CannotKeep(words)
    fault.__cause__ = error
    return fault


def _report(error: Exception) -> None:
    """Gives `error` to whoever hears of errors that no thread expects: the report of a crash."""
    told = (type(error), error, error.__traceback__, threading.current_thread())
    threading.excepthook(threading.ExceptHookArgs(told))
