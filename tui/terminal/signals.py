"""The signals by which a system, a terminal or a user asks for the end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

END_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT") if hasattr(signal, name)]


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
