"""Who is told what a file cannot show."""

from __future__ import annotations

from collections.abc import Callable

Warn = Callable[[str], None]
"""Is called with a sentence that the user should read."""


def warn_nobody(_words: str) -> None:
    """Who is told where nobody listens."""
