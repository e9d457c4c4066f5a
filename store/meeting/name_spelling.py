"""Names in the text that are spelled nearly as somebody of the meeting is: `Bennali` for `Benali`.

Better one too few than many too many: only words with a capital, of some length, that are
one or two letters off, or whose accents are missing; and names whose prefix is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.language.people import is_prefix
from store.language.typos import distance
from store.meeting.completeness import Lack, Unfinished
from store.model import Attendee, Person
from store.record.record import Record
from store.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NAME = re.compile(r"[^\s-]+")
# Behind these a capital means nothing.
_OPENERS = ".!?:;…\n"
_SHORTEST = 4
# From so many letters on, one may be off, or two.
_ONE_OFF, _TWO_OFF = 5, 7
# And at the beginning of a sentence, where every word has a capital.
_SURE = 6
_GENITIVE = ("s", "'s", "’s", "'", "’")


class Names:
    """The spellings of the names of all on the roll of a meeting and all of its body."""

    def __init__(self, record: Record) -> None:
        meeting = record.meeting
        everybody: list[Attendee | Person] = [*record.attendance.values(), *meeting.body.people]
        full = list(dict.fromkeys(who.name for who in everybody))
        parts = [part for name in full for part in _NAME.findall(name)]
        self._full = {fold(name) for name in full}
        self._handles = {who.handle for who in everybody}
        # What is known: every word of every name, as it is spelled; and the names of the body and the item titles.
        titles = [meeting.body.name, meeting.title, meeting.place, *(item.title for item in record.items.values())]
        self._known = {fold(word) for word in (*parts, *(w for title in titles for w in _WORD.findall(title)))}
        self._spelled = {fold(part): part for part in parts if part[:1].isupper() and len(part) >= _SHORTEST}
        self._prefixed = list(_otherwise_prefixed(full))

    def doubtful(self, text: str) -> Iterator[tuple[str, str]]:
        """Each word of `text` that may be a misspelled name, with that name."""
        for match in _WORD.finditer(text):
            word = match[0]
            if word[:1].isupper() and not word.isupper() and len(word) >= _SHORTEST and word not in self._handles:
                before = text[: match.start()].rstrip(" “\"'‘(")
                if meant := self._meant(word, opens=not before or before[-1] in _OPENERS):
                    yield word, meant
        for first, core, name in self._prefixed:
            if first in text and core in text:
                yield from ((written, name) for written in self._written_so(text, first, core) if written != name)

    def _written_so(self, text: str, first: str, core: str) -> Iterator[str]:
        """The places where `text` has `first`, prefixes or nothing, and `core`, and that is nobody's name."""
        for match in re.finditer(
            rf"(?<!\w){re.escape(first)}(?P<prefix>(?:\s+[^\W\d_]+)*?)\s+{re.escape(core)}(?!\w)", text
        ):
            if all(map(is_prefix, match["prefix"].split())) and fold(match[0]) not in self._full:
                yield match[0]

    def _meant(self, word: str, *, opens: bool) -> str:
        folded = fold(word)
        if folded in self._spelled:
            # Known, but for an accent.
            name = self._spelled[folded]
            return name if len(name) == len(word) and name.lower() != word.lower() else ""
        if folded in self._known or any(folded.removesuffix(end) in self._known for end in _GENITIVE):
            return ""
        allowed = 0 if len(word) < _ONE_OFF else 1 if len(word) < _TWO_OFF or opens else 2
        if opens and len(word) < _SURE:
            return ""
        near = [(distance(folded, name), name) for name in self._spelled if abs(len(name) - len(folded)) <= allowed]
        # The first letter is the one that people get right.
        near = [(off, name) for off, name in near if 0 < off <= allowed and name[0] == folded[0]]
        return self._spelled[min(near)[1]] if near else ""


def misspelled(record: Record) -> list[Unfinished]:
    """Each word in an entry that may be a misspelled name, with the entry and the name, in the order of the agenda."""
    names = Names(record)
    items = [record.outside(), *(record.entries_of(item.id) for item in record.agenda())]
    return [
        Unfinished(Lack.MISSPELLED, entry.item, entry.id, word, meant)
        for entries in items
        for entry in entries
        for word, meant in dict.fromkeys(names.doubtful(entry.text))
    ]


def _otherwise_prefixed(names: list[str]) -> Iterator[tuple[str, str, str]]:
    """For each name with a prefix inside, what stands before and behind that: `Hanneke`, `Vries`, and the name."""
    for name in names:
        words = name.split()
        at = [is_prefix(word) for word in words]
        if len(words) - sum(at) > 1 and any(at) and not at[0]:
            start, end = at.index(True), len(at) - at[::-1].index(True)
            yield " ".join(words[:start]), " ".join(words[end:]), name
