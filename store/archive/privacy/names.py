"""A name as it can stand in texts: whole, without what goes before it, turned round, and with a letter wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from store.errors import CannotDo
from store.i18n import _
from store.language.people import is_prefix
from store.text import fold

_SHORTEST, _SHORTEST_NEAR = 3, 5
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Name:
    """Somebody's name as it was asked for: `G. de Wit`, `de Wit`, `Wit, G. de`. `also` are addresses and the like.

    Raises CannotDo where it is too short to be looked for.
    """

    def __init__(self, words: str, also: tuple[str, ...] = ()) -> None:
        self.words = " ".join(words.split())
        self._also = tuple(fold(each) for each in also if each.strip())
        parts = [fold(part) for part in _WORD.findall(self.words)]
        telling = [part for part in parts if len(part) >= _SHORTEST and not is_prefix(part)]
        if not telling:
            raise CannotDo(_("Give a name of at least three letters."))
        self.surname = telling[-1]
        """The word that is looked for by itself, folded."""
        at = len(parts) - 1 - parts[::-1].index(self.surname)
        before: list[str] = []
        while at > 0 and is_prefix(parts[at - 1]):
            at -= 1
            before.insert(0, parts[at])
        self.with_prefix = " ".join([*before, self.surname])
        # With prefixes it is the whole that is looked for: `wit` alone is a colour.
        self._looked_for = self.with_prefix if before else self.surname

    def stands_in(self, text: str) -> bool:
        """Whether the name stands in `text`, whole words, in any capitals and accents; or an address of it."""
        folded = fold(text)
        return _is_word(self._looked_for, folded) or any(each in folded for each in self._also)

    def nearly_in(self, text: str) -> bool:
        """Whether something stands in `text` that is spelled nearly so: one letter more, less or other."""
        if len(self.surname) < _SHORTEST_NEAR:
            return False
        return any(word != self.surname and one_off(word, self.surname) for word in _WORD.findall(fold(text)))

    def taken_out(self, text: str, mark: str) -> str:
        """`text` with `mark` in the place of the name, with what stands before it, and of its addresses."""
        for each in self._also:
            text = _replaced(text, each, mark)
        before = r"(?:(?:[A-Z]\.\s?)+|(?:mw|mevr|mevrouw|dhr|meneer|heer|de heer|mr|mrs|ms)\.?\s+)?"
        own = [re.escape(part) for part in self.words.split()]
        for pattern in (r"\s+".join(own), before + r"\s+".join(map(re.escape, self._looked_for.split()))):
            text = re.sub(rf"(?<!\w){pattern}(?!\w)", mark, text, flags=re.IGNORECASE)
        return text


def _is_word(wanted: str, folded: str) -> bool:
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", folded) is not None


def _replaced(text: str, wanted: str, mark: str) -> str:
    return re.sub(re.escape(wanted), mark, text, flags=re.IGNORECASE)


def one_off(one: str, other: str) -> bool:
    """Whether two words differ by one letter: more, less or other; they begin alike."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def texts_in(value: object) -> Iterator[str]:
    """Every text in raw data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


def with_texts(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - raw data as it is on disk
    """Raw data with each text as `change` makes it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: with_texts(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [with_texts(each, change) for each in value]
    return value
