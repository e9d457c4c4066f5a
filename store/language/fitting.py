"""What is typed of a name, a number or a text: whom or what that fits, and how well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

import msgspec

from store.clean import fold
from store.language.people import People, is_prefix
from store.model import Attendee, Kind, Person
from store.references import squeezed

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
    """Somebody, and the keys from `HANDLE` to `PREFIX`; before each stands a line break."""

    who: Attendee | Person
    keys: tuple[str, str, str, str]


_KNOWN: WeakKeyDictionary[People, tuple[_Known, ...]] = WeakKeyDictionary()


def fitting_people(typed: str, people: People, *, sure: bool) -> list[tuple[int, int, Attendee | Person]]:
    """All whom `typed` fits, with how well that is and where on the roll they are.

    Where it is not `sure` that a name is typed, only the beginning of a handle (of two
    letters) or of a first name (of three) will do.
    """
    wanted = _plain(typed)
    whole, inside = f"\n{wanted}", sure and len(wanted) > 1
    best = 4 if sure else min(2, len(wanted) - 1)
    found: list[tuple[int, int, Attendee | Person]] = []
    for at, (who, keys) in enumerate(_known(people)):
        for rank, key in enumerate(keys[: max(0, best)], HANDLE):
            if whole in key:
                found.append((EXACT if key == whole else rank, at, who))
                break
        else:
            if inside and any(wanted in key for key in keys):
                found.append((INSIDE, at, who))
    return found


def _known(people: People) -> tuple[_Known, ...]:
    """Everybody whom the grammar knows by their handle, gathered once for the same `people`."""
    known = _KNOWN.get(people)
    if known is None:
        sayable = (who for who in people.people if _SAYABLE.fullmatch(who.handle) and people.get(who.handle) is who)
        known = _KNOWN[people] = tuple(_Known(who, _keys(who)) for who in sayable)
    return known


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
