"""Themes: `#verhuizing` in any text, by which entries of many meetings belong together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import msgspec

from store.text import fold

# Letters, digits, hyphens, a letter among them; no part of a word or an address (`page#part`), and not `#12`.
_SIGN = r"(?<![\w#&/=?])#(?=[\d_-]*[^\W\d_])"
_THEME = re.compile(_SIGN + r"(\w[\w-]*\w)")
_BEGUN = re.compile(_SIGN + r"(\w[\w-]*)[.,;:!?)]*")


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme.

    Attributes:
        name: The theme as it is compared: folded, without its `#`.
        spelled: The theme as it was typed last.
        count: The number of texts that hold it.
        last: The last day of a meeting with such a text.
    """

    name: str
    spelled: str
    count: int
    last: date


def themes_in(texts: Iterable[str]) -> dict[str, str]:
    """The themes that `texts` name: as they are compared, without `#`, and as they are first typed there."""
    found: dict[str, str] = {}
    for text in texts:
        if "#" in text:
            for spelled in _THEME.findall(unicodedata.normalize("NFC", text)):
                found.setdefault(fold(spelled), spelled)
    return found


def theme_begun(word: str) -> str:
    """The theme, or the beginning of one, that is typed as `word`, as it is compared; nothing where that is none."""
    begun = _BEGUN.fullmatch(word)
    return fold(begun[1]) if begun else ""


def offered(themes: Iterable[Theme], begun: str) -> list[Theme]:
    """The `themes` that somebody who typed `begun` may mean: those that begin so, then those that hold it."""
    wanted = fold(begun)
    fitting = [theme for theme in themes if wanted in theme.name]
    return sorted(fitting, key=lambda theme: not theme.name.startswith(wanted))
