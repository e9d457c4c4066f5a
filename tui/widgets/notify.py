"""A toast for work that finished after its screen was closed."""

from __future__ import annotations

from typing import Any, Literal

from textual.app import App

# How many seconds it is shown: a refusal is to be read beside the typing.
_SHORT, _LONG = 5.0, 30.0


def tell_over(app: App[Any], words: str, *, wrong: bool) -> None:
    """Shows `words` at the top of whatever screen is there by now: 5 seconds, and 30 where something went `wrong`."""
    severity: Literal["error", "information"] = "error" if wrong else "information"
    app.notify(words, severity=severity, timeout=_LONG if wrong else _SHORT, markup=False)
