"""Names as they are typed: handles, first names, surnames, and who is meant by them.

A name that fits two people is never guessed: the words stay, and all whom they fit are
given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from store.clean import fold
from store.model import EVERYONE, Attendee, Person, Role

_ALL = {"all", "allen", "everyone", "everybody", "iedereen", "alle leden", "all members"}
_AND = re.compile(r"\s*(?:[,;&/]|\s(?:en|and)\s)\s*@?|\s+@")
# What precedes the core word of a surname in Dutch, German, French, Italian, Spanish and Portuguese names.
_PREFIXES = frozenset(
    "van von der den de het 't ter ten te ver op in aan uit uijt bij onder over tot voor zu zum zur vom "
    "la le les du des da das do dos di del della el al l' d' 's af av".split()
)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Who is meant by words: the handles, and the words that fit nobody or more than one."""

    handles: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class People:
    """The people of a meeting, to be found by what is typed."""

    def __init__(self, people: Iterable[Attendee | Person]) -> None:
        self.people: tuple[Attendee | Person, ...] = tuple(people)

    @cached_property
    def _by_handle(self) -> dict[str, Attendee | Person]:
        return {fold(person.handle): person for person in self.people}

    @cached_property
    def _by_name(self) -> dict[str, list[Attendee | Person]]:
        found: dict[str, list[Attendee | Person]] = {}
        for person in self.people:
            for name in set(_ways_to_say(person.name)):
                found.setdefault(name, []).append(person)
        return found

    def who(self, words: str) -> tuple[Attendee | Person, ...]:
        """Everybody whom `words` fit: by handle, else by (part of) the name; one if it is certain."""
        key = fold(words).strip().lstrip("@").strip()
        if person := self._by_handle.get(key):
            return (person,)
        return tuple(self._by_name.get(key, ()))

    def get(self, handle: str) -> Attendee | Person | None:
        """The person with that handle, typed in any case."""
        return self._by_handle.get(fold(handle))

    def name(self, handle: str) -> str:
        """The full name that goes with a handle; the handle itself where nobody has it."""
        person = self.get(handle)
        return person.name if person else handle

    def chair(self) -> str:
        """The handle of the chair, or nothing."""
        return next((person.handle for person in self.people if person.role is Role.CHAIR), "")

    def read(self, words: str) -> Named:
        """Names with commas, `en`, `and`, `&` or `@` between them."""
        return self._named(part for part in _AND.split(words.strip().lstrip("@")) if part.strip())

    def are_all_people(self, words: str) -> bool:
        """Whether `words` are names of people and nothing else."""
        parts = [part for part in _AND.split(words.strip().lstrip("@")) if part.strip()]
        return bool(parts) and all(fold(part).strip() in _ALL or self.who(part) for part in parts)

    def read_run(self, words: str) -> Named:
        """Names with spaces or commas between them, as after `/present`: the longest run that is a name counts."""
        tokens = [token for token in re.split(r"[\s,;]+", words) if token and fold(token) not in {"en", "and", "&"}]
        return self._named(self._runs(tokens))

    def first(self, words: str) -> tuple[str, str]:
        """The longest name that `words` begin with, and the rest; ("", words) where they begin with none."""
        tokens = words.split()
        for length in range(min(5, len(tokens)), 0, -1):
            name = " ".join(tokens[:length]).rstrip(",;:")
            if self.who(name):
                return name, words.split(maxsplit=length)[length] if len(tokens) > length else ""
        return "", words

    def _runs(self, tokens: list[str]) -> Iterator[str]:
        start = 0
        while start < len(tokens):
            for length in range(min(5, len(tokens) - start), 0, -1):
                run = " ".join(tokens[start : start + length])
                if length == 1 or self.who(run):
                    yield run
                    start += length
                    break

    def _named(self, names: Iterable[str]) -> Named:
        handles: list[str] = []
        unread: list[str] = []
        for name in names:
            found = self.who(name)
            if len(found) == 1:
                handles.append(found[0].handle)
            elif not found and fold(name).strip().lstrip("@") in _ALL:
                handles.append(EVERYONE)
            else:
                unread.append(name.strip().lstrip("@"))
        return Named(handles=tuple(dict.fromkeys(handles)), unread=tuple(unread))


def core_word(name: str) -> str:
    """The part of a surname that it is sorted on: `Berg` in `Jan van der Berg`, `Hart` in `’t Hart`."""
    words = name.split()
    first = next((at for at, word in enumerate(words) if at and _is_prefix(word)), None)
    rest = words[first:] if first else words[1:] or words
    while len(rest) > 1 and _is_prefix(rest[0]):
        rest = rest[1:]
    return re.sub(r"^(?:d|l|t|s)'(?=\w)", "", " ".join(rest).replace("’", "'"), flags=re.IGNORECASE)


def sort_key(name: str) -> tuple[str, str]:
    """What names are sorted by: the core word of the surname, then the whole name."""
    return fold(core_word(name)), fold(name)


def _is_prefix(word: str) -> bool:
    return fold(word) in _PREFIXES


def _ways_to_say(name: str) -> Iterator[str]:
    """All the ways to say `Sjoukje van der Meer`: whole, first name, surname with and without prefix."""
    words = fold(name).split()
    for start in range(len(words)):
        if start == 0 or not _is_prefix(words[start - 1]) or not _is_prefix(words[start]):
            yield " ".join(words[start:])
        if not _is_prefix(words[start]):
            yield words[start]
    yield fold(core_word(name))
