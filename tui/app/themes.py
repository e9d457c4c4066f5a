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
    variables={"quiet": "#8b93a3", "faint": "#4a5160", "line": "#343a46"},
)
LIGHT = Theme(
    name="notulist-light",
    primary="#0b62a8",
    accent="#0b62a8",
    warning="#9a5b00",
    error="#c0281f",
    success="#1d7a46",
    foreground="#1d2129",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e4e5e1",
    dark=False,
    variables={"quiet": "#5f6673", "faint": "#a9aeb8", "line": "#cfd2d6"},
)
