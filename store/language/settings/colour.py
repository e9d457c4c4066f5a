"""A colour that is typed for headings and lines: readable on white paper, or refused."""

from __future__ import annotations

import re

from store.errors import CannotDo
from store.i18n import _

_LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""


def read_colour(words: str) -> str:
    """`#0b4f8a` for `#0B4F8A`, `0b4f8a` or `#04a`. Raises CannotDo for what is none, or too light to read on white."""
    found = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", words.strip().lower())
    if found is None:
        raise CannotDo(_("“{words}” is no colour, such as #0b4f8a.").format(words=words))
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    if _contrast(digits) < _LEAST:
        raise CannotDo(_("“{words}” is too light to be read on white paper.").format(words=words))
    return f"#{digits}"


def _contrast(digits: str) -> float:
    """How much a colour stands off white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
