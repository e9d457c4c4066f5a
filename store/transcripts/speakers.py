"""Who is meant by the name that a recording, a video meeting or an address book gives somebody.

Such names are whole names in many orders: `Benhaddou, Idris`, `Sanne Oyelaran | Drukkerij`, `M. de Groot (Gast)`.
A name that fits nobody, or two people, is nobody's: it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.language.people import core_word, is_prefix, without_salutations
from store.model import Attendee, Person
from store.text import fold

# What programs put behind a name: an organisation, a role, whether somebody is a guest.
_BEHIND = re.compile(r"[|(\[/].*|(?<=\s)[-–]\s.*")


def speaker(name: str, people: Iterable[Attendee | Person]) -> str:
    """The handle of the only one of `people` whom the display name `name` fits; nothing where that is not certain."""
    wanted = _words(_BEHIND.sub("", name, count=1))
    if not wanted:
        return ""
    known = list(people)
    for fits in (_is_whole, _has_initials):
        found = [person.handle for person in known if fits(wanted, _words(person.name))]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _words(name: str) -> tuple[str, ...]:
    """A name in plain words, the first name first: `Nunez Bos, Pilar` and `Pilar Núñez-Bos` are the same."""
    surname, comma, first = name.partition(",")
    ordered = f"{first} {surname}" if comma else name
    return tuple(re.sub(r"[.\-']", " ", fold(without_salutations(ordered))).split())


def _is_whole(wanted: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    # `Groot, Marit de` puts what precedes a surname behind the first name.
    return wanted == whole or (len(wanted) > 1 and sorted(wanted) == sorted(whole))


def _has_initials(wanted: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether `m de groot` is `marit de groot`: initials first, then the whole surname."""
    if len(wanted) < 2 or len(wanted[0]) > 1:
        return False
    core = fold(core_word(" ".join(whole))).split()[:1]
    at = next((at for at, word in enumerate(whole) if at and (is_prefix(word) or [word] == core)), len(whole) - 1)
    initials = [word for word in wanted if len(word) == 1][: max(1, at)]
    return list(wanted[len(initials) :]) == list(whole[at:]) and whole[0].startswith(initials[0])
