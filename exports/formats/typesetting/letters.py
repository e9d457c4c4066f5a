"""The letters of a document that no font has, and what is written in their place: their names.

Typst draws the same empty sign for each letter without a font; so each letter is drawn on a page of its own, and those
with that sign are the ones. A bullet or a tick that was pasted from Word is often a sign of its font Symbol or
Wingdings, which has no meaning elsewhere: the real sign is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

from exports.document import Document, mapped, strings_of

# A letter for private use that nobody has a use for.
_NOBODYS = "\U0010fffd"
_SIGN = re.compile(r'xlink:href="#(\w+)"')
_STYLE = '#set page(width: 60pt, height: 60pt, margin: 6pt)\n#set text(font: ("Libertinus Serif",))\n'
# The signs of Symbol and Wingdings that Word puts into lists and forms (Unicode has no meaning for U+F000 and on).
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "◻", "\uf0d8": "➢", "\uf0e0": "→", "\uf0e8": "⇒", "\uf0fc": "✓",
    "\uf0fb": "✗", "\uf0fe": "☑", "\uf06f": "☐", "\uf071": "❑", "\uf076": "❖", "\uf0f0": "⇨", "\uf02d": "–",
    "\uf0a3": "☐", "\uf052": "☑", "\uf0df": "←", "\uf0e1": "↑", "\uf0e2": "↓", "\uf04a": "☺", "\uf04c": "☹",
}  # fmt: skip


def with_real_signs(document: Document) -> Document:
    """`document` with the signs that Word means where it has those of its own fonts."""
    return mapped(document, lambda text: text.translate(_TABLE)) if _has(document, _SYMBOLS) else document


def with_names(document: Document, letters: Iterable[str]) -> Document:
    """`document` with the name of each of `letters` in its place: `[grinning face]`."""
    table = str.maketrans({letter: f"[{name_of(letter)}]" for letter in letters})
    return mapped(document, lambda text: text.translate(table))


def name_of(letter: str) -> str:
    """What Unicode calls a letter, in small letters; its number where it has no name."""
    return unicodedata.name(letter, "").lower() or f"U+{ord(letter):04X}"


def where(document: Document, letter: str) -> str:
    """The first text of `document` with `letter` in it, cut off where it is long."""
    text = next((text for text in strings_of(document) if letter in text), "")
    at = max(0, text.find(letter) - 20)
    return ("…" if at else "") + text[at : at + 40].strip() + ("…" if len(text) > at + 40 else "")


def letters_of(document: Document) -> list[str]:
    """The letters of `document` beyond those of ASCII, each once."""
    letters = dict.fromkeys(letter for text in strings_of(document) for letter in text)
    return [letter for letter in letters if not letter.isascii()]


def without_meaning(letters: Iterable[str]) -> list[str]:
    """Those for private use, which mean nothing outside the font that they were typed in."""
    return [letter for letter in letters if unicodedata.category(letter) == "Co"]


def without_font(letters: Sequence[str], fonts: Sequence[Path]) -> list[str]:
    """Those of `letters` that neither the system nor the folders `fonts` have a font for."""
    drawn = [letter for letter in letters if unicodedata.category(letter) not in ("Cn", "Cs", "Cc", "Zl", "Zp")]
    pages = "\n#pagebreak()\n".join(f'#text("{letter}")' for letter in [_NOBODYS, *drawn])
    compiler = typst.Compiler(root=Path(__file__).parent, font_paths=list(fonts))
    made = compiler.compile(f"{_STYLE}{pages}".encode(), format="svg")
    assert made is not None
    signs = [set(_SIGN.findall(page.decode())) for page in (made if isinstance(made, list) else [made])]
    assert len(signs) == len(drawn) + 1
    return [letter for letter, found in zip(drawn, signs[1:], strict=True) if found & signs[0]]


def _has(document: Document, letters: Iterable[str]) -> bool:
    wanted = set(letters)
    return any(not wanted.isdisjoint(text) for text in strings_of(document))


_TABLE = str.maketrans(_SYMBOLS)
