"""What another program changed in a body while something of it was being typed here: it is never set back unseen."""

from __future__ import annotations

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.model import Person

# What somebody is, is told by role, function and vote at once.
_FACTS = (("handle",), ("name",), ("role", "function", "vote"), ("since",), ("until",))


class Meanwhile:
    """Tells, once for each value that came from elsewhere, both values; whoever gives Enter again has seen them."""

    def __init__(self) -> None:
        self._told: object = None

    def tell(self, now: object, *, theirs: str, mine: str) -> None:
        """Raises CannotDo, which shows both values, unless that was told of this `now` before."""
        if now != self._told:
            self._told = now
            raise CannotDo(both(theirs, mine))


def both(theirs: str, mine: str) -> str:
    """That a value was changed elsewhere, with the one from there and the one typed here."""
    words = _("Changed elsewhere meanwhile, to: {theirs}. Here: {mine}. Enter once more keeps what stands here.")
    return words.format(theirs=theirs or "–", mine=mine or "–")


def joined(before: Person, typed: Person, now: Person) -> Person:
    """`now`, with what was changed here, from `before` to `typed`; all else stays as it is now."""
    ours = [fact for fact in _FACTS if _of(typed, fact) != _of(before, fact)]
    return replace(now, **{name: getattr(typed, name) for fact in ours for name in fact})


def differ(before: Person, typed: Person, now: Person) -> bool:
    """Whether a fact was changed here, and to something else elsewhere."""
    return any(
        _of(typed, fact) != _of(before, fact) and _of(now, fact) not in (_of(before, fact), _of(typed, fact))
        for fact in _FACTS
    )


def _of(person: Person, fact: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(person, name) for name in fact)
