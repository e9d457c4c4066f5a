"""Roman numerals, and letters that count, as the lists of documents have them."""

from __future__ import annotations

_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 89


def roman(number: int) -> str:
    """`number` as a Roman numeral in small letters; in digits from ninety on, and below one."""
    if not 0 < number <= _MOST:
        return str(number)
    told = ""
    for value, letters in _ROMAN:
        while number >= value:
            told, number = told + letters, number - value
    return told


def from_roman(text: str) -> int:
    """The number that a Roman numeral stands for, in any case; 0 where it is none as they are written."""
    values = {sign: value for value, sign in _ROMAN}
    found = [values.get(letter, 0) for letter in text.lower()]
    total = sum(-one if one < other else one for one, other in zip(found, [*found[1:], 0], strict=True))
    return total if all(found) and roman(total) == text.lower() else 0


def letters(number: int) -> str:
    """`1` as `a`, `26` as `z`, `27` as `aa`, as a list counts in letters; nothing below one."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1_000 else ""
