"""Turns on the file of the index, which other threads and other programs use too."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from store.search.tables import is_busy

# How long another program may keep the file to itself: a suspended one does not let go.
_BUSY_SECONDS = 5.0
_AGAIN_SECONDS = 0.01
_TRIES, _PAUSE_SECONDS = 20, 0.0005
_Answer = TypeVar("_Answer")


class IndexLock:
    """Whose turn it is. `lock` is held by the thread that works on the file."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._waiting: set[int] = set()

    def when_free(self, step: Callable[[], _Answer]) -> _Answer:
        """What `step` gives, done under the lock; while another program has the file, again and again without it.

        Raises sqlite3.OperationalError where that program does not let go of it.
        """
        until = time.monotonic() + _BUSY_SECONDS
        while True:
            try:
                with self._at_once():
                    return step()
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() > until:
                    raise
            time.sleep(_AGAIN_SECONDS)

    def give_way(self) -> None:
        """Lets another thread that waits for the lock have it: one that is taken again at once is seldom had."""
        for _try in range(_TRIES):
            if not self._waiting:
                return
            time.sleep(_PAUSE_SECONDS)

    @contextlib.contextmanager
    def _at_once(self) -> Iterator[None]:
        """Before whoever is reading meetings goes on with the next."""
        self._waiting.add(threading.get_ident())
        with self.lock:
            self._waiting.discard(threading.get_ident())
            yield
