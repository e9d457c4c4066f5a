"""Every colour of text can be read on every ground it stands on: 4.5 to 1, with high contrast 7 to 1 (WCAG 2.2)."""

from __future__ import annotations

from itertools import product

from textual.color import Color

from tests.helpers.tables import each_row
from tui.app.themes import THEMES

GROUNDS = ("background", "surface", "panel")
TEXTS = ("foreground", "primary", "accent", "warning", "error", "success", "quiet", "faint")


def luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@each_row("name, ground, text", list(product(THEMES, GROUNDS, TEXTS)))
def test_text_can_be_read(name: str, ground: str, text: str) -> None:
    theme = THEMES[name]

    def colour(of: str) -> str:
        return str(theme.variables.get(of) or getattr(theme, of))

    assert contrast(colour(text), colour(ground)) >= (7 if name == "high-contrast" else 4.5)
