"""What came of something that went on after its screen was left."""

from __future__ import annotations

from typing import Any, Literal

from textual.app import App

# So many seconds it stands there: a refusal is to be read beside the typing.
_SHORT, _LONG = 5.0, 30.0


def tell_over(app: App[Any], words: str, *, wrong: bool) -> None:
    """Says `words` at the top of whatever screen is there by now, for a while; longer where something went `wrong`."""
    severity: Literal["error", "information"] = "error" if wrong else "information"
    app.notify(words, severity=severity, timeout=_LONG if wrong else _SHORT, markup=False)
