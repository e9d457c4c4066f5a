"""What may be meant by what nobody, and no command, is called: a name with a slip of the fingers.

Better one too few than many too many: what stands before a colon is mostly no name at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.language.people import People, is_prefix
from store.language.vocabulary import LABELS
from store.model import Attendee, Person
from store.text import fold

_BEFORE_COLON = re.compile(r"([^:]{3,40}?)\s*:(?!//)\s*\S")
# How prefixes are written in haste: `vd Broek`, `v.d. Berg`.
_SHORT_PREFIX = re.compile(r"v\.?\s?(?:d[enr]?\.?|\.)?")
_INITIALS = re.compile(r"([^\W\d_]{2,5})\s?:(?!//)\s*\S")
_VOWEL = re.compile("[aeiouy]")
_LONGEST_WORDLESS = 3
_SHORTEST_HANDLE, _SHORTEST_NAME = 4, 5
_SHORTEST_BEGINNING, _LONG_WORD = 3, 7


def nearly_said_by(text: str, people: People) -> tuple[str, tuple[str, ...]]:
    """The words before a colon at the start of `text`, and the handles of those who may be meant by them.

    `("", ())` where the words are somebody's name as it is, or nearly nobody's.
    """
    match = _BEFORE_COLON.match(text)
    if match is None or people.who(match[1]) or len(match[1].split()) > 3:
        return "", ()
    words = match[1]
    handles = tuple(who.handle for who in _with_short_prefix(words, people) or _one_off(fold(words), people))
    return (words, handles) if handles else ("", ())


def unknown_initials(text: str, people: People) -> str:
    """The two to five letters before a colon at the start of `text` that may be initials, and are nobody's; else "".

    `NB:`, `Doel:` and `kamer:` are words that are no initials.
    """
    match = _INITIALS.match(text)
    if match is None or people.who(match[1]) or fold(match[1]) in LABELS:
        return ""
    typed = match[1]
    # `kamer:` and `Doel:` are words; who types four letters in haste types `bvdb:`.
    is_word = len(typed) > _LONGEST_WORDLESS and typed[1:].islower() and _VOWEL.search(fold(typed))
    return "" if is_word else typed


def nearest(typed: str, words: Iterable[str]) -> str:
    """The one of `words` that `typed` (folded) begins, or is a slip or two away from; "" where none or two are.

    Two slips count only in a word of seven letters or more. A beginning counts from three letters.
    """
    words = list(words)
    begun = [word for word in words if word.startswith(typed)]
    if begun and len(typed) >= _SHORTEST_BEGINNING:
        return begun[0] if len(begun) == 1 else ""
    most = 2 if len(typed) >= _LONG_WORD else 1
    far = {word: distance(typed, word) for word in words if len(word) > 2 and abs(len(word) - len(typed)) <= most}
    least = min(far.values(), default=most + 1)
    near = [word for word, slips in far.items() if slips == least <= most]
    return near[0] if len(near) == 1 else ""


def _with_short_prefix(words: str, people: People) -> tuple[Attendee | Person, ...]:
    *before, core = words.split()
    prefix = " ".join(before)
    return people.who(core) if prefix and (_SHORT_PREFIX.fullmatch(fold(prefix)) or is_prefix(prefix)) else ()


def _one_off(folded: str, people: People) -> tuple[Attendee | Person, ...]:
    return tuple(
        who
        for who in people.people
        if _is_slip(folded, fold(who.handle), _SHORTEST_HANDLE)
        or any(_is_slip(folded, name, _SHORTEST_NAME) for name in (fold(who.name), *fold(who.name).split()))
    )


def _is_slip(typed: str, meant: str, shortest: int) -> bool:
    """Whether one letter is off, in words of `shortest` letters or more; never the first, which people get right."""
    long = min(len(typed), len(meant)) >= shortest and abs(len(typed) - len(meant)) < 2
    return long and typed[0] == meant[0] and distance(typed, meant) == 1


def distance(one: str, other: str) -> int:
    """The number of letters to put in, leave out, change or swap with a neighbour to make `other` of `one`."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, line = before, line, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, line[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            line.append(cost)
    return line[-1]
