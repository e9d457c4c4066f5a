"""What is typed of a name, a number or a text: whom or what that fits, and how well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

import msgspec

from store.language.people import People, is_prefix
from store.language.references import squeezed
from store.model import Attendee, Kind, Person
from store.text import fold

EXACT, HANDLE, FIRST, LATER, PREFIX, INSIDE, LAST = range(7)
"""How well somebody fits: the whole handle, the beginning of it, of the name, of a later word of it, of a
word such as `van`, or letters within words; `LAST` is behind them all."""

# A handle that every place in a line can hold.
_SAYABLE = re.compile(r"[^\W_](?:[\w.'’-]*\w)?")
_WORD = re.compile(r"[^\s'.-]+")


class Referent(msgspec.Struct, frozen=True, dict=True):
    """What a command may be about: an item by its number, or an entry by its reference, short (`B2`) and whole.

    `open` ones come first: items still to be treated, actions not done, decisions in force.
    """

    short: str
    text: str
    whole: str = ""
    kind: Kind | None = None
    open: bool = True

    @cached_property
    def searched(self) -> str:
        """The text as it is searched, each word behind a space."""
        return f" {fold(self.text)}"


class _Known(NamedTuple):
    """Somebody, the keys from `HANDLE` to `PREFIX`, and all of them; before each stands a line break."""

    who: Attendee | Person
    keys: tuple[str, str, str, str]
    all: str


class _Everybody(NamedTuple):
    """All whom the grammar knows by their handle, and the keys of them all."""

    known: tuple[_Known, ...]
    all: str


_EVERYBODY: WeakKeyDictionary[People, _Everybody] = WeakKeyDictionary()


def fitting_people(typed: str, people: People, *, sure: bool) -> list[tuple[int, int, Attendee | Person]]:
    """All whom `typed` fits, with how well that is and where on the roll they are.

    Where it is not `sure` that a name is typed, only the beginning of a handle (of two
    letters) or of a first name (of three) will do.
    """
    wanted = _plain(typed)
    whole = f"\n{wanted}"
    best = 4 if sure else max(0, min(2, len(wanted) - 1))
    inside = sure and len(wanted) > 1 and " " not in wanted
    sought = wanted if inside else whole
    found: list[tuple[int, int, Attendee | Person]] = []
    everybody = _gathered(people)
    if sought not in everybody.all:
        return found
    for at, (who, keys, every) in enumerate(everybody.known):
        if sought in every:
            rank = next((rank for rank, key in enumerate(keys[:best], HANDLE) if whole in key), INSIDE)
            if rank != INSIDE or inside:
                found.append((EXACT if keys[0] == whole else rank, at, who))
    return found


def _gathered(people: People) -> _Everybody:
    """Everybody, gathered once for the same `people`."""
    everybody = _EVERYBODY.get(people)
    if everybody is None:
        sayable = [who for who in people.people if _SAYABLE.fullmatch(who.handle) and people.get(who.handle) is who]
        known = tuple(_Known(who, keys, "".join(keys)) for who, keys in zip(sayable, map(_keys, sayable), strict=True))
        everybody = _EVERYBODY[people] = _Everybody(known, "".join(each.all for each in known))
    return everybody


def _keys(who: Attendee | Person) -> tuple[str, str, str, str]:
    first = later = prefixes = ""
    name = fold(who.name)
    for word in _WORD.finditer(name):
        key = f"\n{_plain(name[word.start() :])}"
        if is_prefix(word[0]):
            prefixes += key
        elif first or prefixes:
            later += key
        else:
            first = key
    return f"\n{_plain(who.handle)}", first, later, prefixes


def _plain(words: str) -> str:
    """`words` as they are searched: folded, no full stops and apostrophes, spaces for hyphens; a last space stays."""
    plain = " ".join(re.sub(r"[.']", "", fold(words)).replace("-", " ").split())
    return f"{plain} " if plain and words[-1].isspace() else plain


def fitting_referents(typed: str, referents: Iterable[Referent]) -> Iterator[tuple[str, Referent]]:
    """All that `typed` fits, by number or reference, then by words of the text, best first; each behind what to put."""
    wanted, key = fold(typed).strip(), squeezed(typed)
    words = wanted.split()
    found = []
    for at, referent in enumerate(referents):
        short, put = fold(referent.short), referent.short
        if short.startswith(wanted):
            rank = int(short != wanted)
        elif key and squeezed(referent.whole).startswith(key):
            rank, put = 2, referent.whole
        elif all(f" {word}" in referent.searched for word in words):
            rank = 3
        elif len(wanted) > 1 and all(word in referent.searched for word in words):
            rank = 4
        else:
            continue
        found.append(((rank, not referent.open, at), put, referent))
    for _rank, put, referent in sorted(found, key=lambda row: row[0]):
        yield put, referent
