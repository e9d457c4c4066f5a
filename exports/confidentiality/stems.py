"""Which of many words a form holds, and which numbers of entries a text has: as fast for thousands as for ten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exports.confidentiality.word_forms import softened

_SHORTEST = 4
"""A shorter stem is found only where it is the whole form."""


class Stems:
    """Stems to be looked for in forms, in an order of their own.

    `within(form)` gives those of which `form` is a form, as `exports.confidentiality.word_forms.is_form_of` says.
    """

    def __init__(self, stems: Iterable[str]) -> None:
        self._order = {stem: at for at, stem in enumerate(stems)}
        self._spelled: dict[str, list[str]] = {}
        for stem in self._order:
            if stem.isalpha() and len(stem) >= _SHORTEST:
                for spelled in {stem, softened(stem)}:
                    self._spelled.setdefault(spelled, []).append(stem)
        self._lengths = sorted({len(spelled) for spelled in self._spelled})
        self._found: dict[str, list[str]] = {}

    def within(self, form: str) -> list[str]:
        """The stems of which `form` is a form, in their order."""
        if form not in self._found:
            self._found[form] = sorted(self._within(form), key=self._order.__getitem__)
        return self._found[form]

    def _within(self, form: str) -> set[str]:
        found = {form} & self._order.keys()
        if not form[:1].isalpha():
            return found
        for length in self._lengths:
            # The shortest are found at the beginning only.
            last = 0 if length == _SHORTEST else len(form) - length
            for start in range(last + 1) if length <= len(form) else ():
                found.update(self._spelled.get(form[start : start + length], ()))
        return found


class NumbersOfEntries:
    """The numbers of decisions and actions, such as `D 2026-09-04`, in any case."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._numbers = {number.casefold() for number in numbers}
        # Of thousands of numbers there are few shapes: what is no digit, and digits.
        shapes = {re.sub(r"\d+", "0", number) for number in self._numbers}
        longest_first = sorted(shapes, key=lambda shape: (-len(shape), shape))
        pattern = "|".join(re.escape(shape).replace("0", r"\d+") for shape in longest_first)
        self._shapes = re.compile(pattern, re.IGNORECASE) if shapes else None

    def blanked(self, text: str) -> str:
        """`text` with a blank for each letter of a number of an entry, which tells nothing and can look like a day."""
        return self._shapes.sub(self._blank, text) if self._shapes else text

    def _blank(self, found: re.Match[str]) -> str:
        return " " * len(found[0]) if found[0].casefold() in self._numbers else found[0]
