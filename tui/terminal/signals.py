"""The signals by which a system, a terminal or a user asks for the end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

END_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT") if hasattr(signal, name)]


class Ended(BaseException):
    """The system, a terminal or a user asked for the end, by the signal `number`: what is half done is tidied up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def die(self) -> None:
        """Ends the program as the signal would have: whoever waits for it can tell."""
        signal.signal(self.number, signal.SIG_DFL)
        os.kill(os.getpid(), self.number)


@contextmanager
def tidy_end() -> Iterator[None]:
    """Inside, a signal that asks for the end raises `Ended`, so that no temporary file stays; the next ends at once.

    What is ignored (as by nohup) stays ignored. Raises `KeyboardInterrupt` for the one that a keyboard sends.
    """

    def end(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Ended(number)

    if threading.current_thread() is not threading.main_thread():
        # Tests that run a command beside the main thread.
        yield
        return
    asked = [number for number in END_SIGNALS if number != signal.SIGINT and signal.getsignal(number) == signal.SIG_DFL]
    for number in asked:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in asked:
            if signal.getsignal(number) is end:
                signal.signal(number, signal.SIG_DFL)


@contextmanager
def deaf() -> Iterator[None]:
    """Inside, these signals are ignored: a session that ends sends two of them, and the second cuts nothing short."""
    try:
        heard = {number: signal.signal(number, signal.SIG_IGN) for number in END_SIGNALS}
    except ValueError:
        # Tests that run the app beside the main thread.
        heard = {}
    try:
        yield
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)
