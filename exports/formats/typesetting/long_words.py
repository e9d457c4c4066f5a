"""Where a long word may be broken: behind the signs in a path, an address or the name of a file, else anywhere."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 25
"""So many letters of a word may claim their room on one line."""

_EVERY = 18
_WORD = re.compile(rf"\S{{{LONGEST + 1},}}")
_BEHIND = frozenset("_./\\=&%?,:;@#-+|)]}")


def breakable(text: str, mark: str = "\N{ZERO WIDTH SPACE}") -> str:
    """`text` with `mark`, which is not seen, where its long words may be broken."""
    return _WORD.sub(lambda word: _marked(word[0], mark), text) if len(text) > LONGEST else text


def _marked(word: str, mark: str) -> str:
    parts, since = [], 0
    for at, letter in enumerate(word):
        parts.append(letter)
        since += 1
        following = word[at + 1 : at + 2]
        # A letter and the marks on it stay together, and so do letters that are joined.
        if not following or _joins(letter) or _joins(following) or unicodedata.category(following)[0] == "M":
            continue
        if (letter in _BEHIND and following not in _BEHIND) or since >= _EVERY:
            parts.append(mark)
            since = 0
    return "".join(parts)


def _joins(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or unicodedata.bidirectional(letter) == "AL"
