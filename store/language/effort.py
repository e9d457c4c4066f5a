"""How much of one line is looked up while it is being understood: a bound, so that no line holds up a key.

Counted are the names that are looked up, which is what takes the time, and not the time itself: a line means the same
on each machine, however busy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MOST_LOOKED_UP = 2_000
"""Names that are looked up of one line; they take some 50 ms of a slow computer at most. People type up to 300."""

_left: ContextVar[int | None] = ContextVar("left", default=None)


class TooMuch(Exception):
    """More was to be looked up of a line than anybody types."""


@contextmanager
def bounded() -> Iterator[None]:
    """In its block `look_up` raises TooMuch after `MOST_LOOKED_UP` times."""
    before = _left.set(MOST_LOOKED_UP)
    try:
        yield
    finally:
        _left.reset(before)


def look_up() -> None:
    """Counts that a name is looked up. Raises TooMuch, where it is bounded and was done too often."""
    left = _left.get()
    if left is None:
        return
    if not left:
        raise TooMuch
    _left.set(left - 1)
