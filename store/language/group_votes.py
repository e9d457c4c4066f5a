"""Votes of groups with so many members each, as councils tell them: `CDA (6), D66 (2) voor; VVD (2) tegen`."""

from __future__ import annotations

import re

from store.language.people import People
from store.language.vote_words import SIDES
from store.text import fold

_GROUP = r"[^\W_][^(),;:\n]*?\s*\(\s*\d{1,4}\s*\)"
_GROUPS = rf"(?P<groups>{_GROUP}(?:\s*(?:,|\ben\b|\band\b|&)\s*{_GROUP})*)"
_BETWEEN = r"[\s,;.]*(?:(?:en|and)\s+(?=\w))?"
_SIDE_BEHIND = re.compile(rf"{_GROUPS}\s*:?\s*{SIDES}{_BETWEEN}", re.IGNORECASE)
_SIDE_BEFORE = re.compile(rf"{SIDES}\s*[:=]?\s*{_GROUPS}{_BETWEEN}", re.IGNORECASE)
_ONE = re.compile(r"(?P<name>[^\W_][^(),;:\n]*?)\s*\(\s*(?P<number>\d{1,4})\s*\)")
_ORDER = ("favour", "against", "abstained", "blank")


def votes_of_groups(words: str, people: People) -> tuple[int, int, int, int] | None:
    """The numbers in `CDA (6), D66 (2) voor; VVD (2) tegen`: for, against, abstained, and blank; None for other words.

    Also None where a group is named twice, or is somebody's name: then it is not certain what the numbers are.
    """
    for pattern in (_SIDE_BEHIND, _SIDE_BEFORE):
        found = list(pattern.finditer(words))
        if not found or pattern.sub("", words).strip(" ."):
            continue
        counts = dict.fromkeys(_ORDER, 0)
        named: list[str] = []
        for part in found:
            groups = list(_ONE.finditer(part["groups"]))
            named += [fold(re.sub(r"^(?:en|and|&)\s+", "", group["name"])) for group in groups]
            counts[next(side for side in _ORDER if part[side])] += sum(int(group["number"]) for group in groups)
        if len(set(named)) < len(named) or any(people.who(name) for name in named):
            return None
        return counts["favour"], counts["against"], counts["abstained"], counts["blank"]
    return None
