"""When Python looks for garbage: seldom while the program loads, often in what is new while somebody types."""

from __future__ import annotations

import gc

# Looking for garbage while everything is being loaded finds none, and costs a tenth of the start.
_WHILE_LOADING = (200_000, 20, 20)
# Each painted line that goes is a cycle: some dozens of them a key. So many are found and let go in 2 ms.
_WHILE_TYPING = (10_000, 20, 20)


def collect_seldom() -> None:
    """Lets Python look for garbage seldom, while the program is loaded and nearly all that is made stays."""
    gc.set_threshold(*_WHILE_LOADING)


def collect_shortly() -> None:
    """A meeting is there to type in: from now on garbage is looked for often, and only in what comes after this."""
    if gc.get_threshold() == _WHILE_LOADING:
        gc.freeze()
        gc.set_threshold(*_WHILE_TYPING)
