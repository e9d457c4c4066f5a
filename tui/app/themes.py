"""The colours. Each means something: accent is now and here, amber nearly over or unfinished, red over or wrong."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="notulist-dark",
    primary="#5fb3f9",
    accent="#5fb3f9",
    warning="#e8b04b",
    error="#ff7b72",
    success="#6fcf97",
    foreground="#e4e6eb",
    background="#14161b",
    surface="#1b1e25",
    panel="#262b35",
    dark=True,
    variables={"quiet": "#979faf", "faint": "#8d94a6", "line": "#343a46"},
)
LIGHT = Theme(
    name="notulist-light",
    primary="#0b62a8",
    accent="#0b62a8",
    warning="#8f5400",
    error="#c0281f",
    success="#1a6e3f",
    foreground="#1d2129",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e4e5e1",
    dark=False,
    variables={"quiet": "#535965", "faint": "#5f646f", "line": "#cfd2d6"},
)
HIGH_CONTRAST = Theme(
    name="notulist-high-contrast",
    primary="#7fd0ff",
    accent="#7fd0ff",
    warning="#ffd75f",
    error="#ffa6a0",
    success="#7ff0a8",
    foreground="#ffffff",
    background="#000000",
    surface="#0a0a0a",
    panel="#1a1a1a",
    dark=True,
    variables={"quiet": "#d0d4dc", "faint": "#b4bac6", "line": "#8f96a3"},
)
THEMES = {"dark": DARK, "light": LIGHT, "high-contrast": HIGH_CONTRAST}
"""The colours by the names that the settings have for them."""
