"""Names as they are typed: handles, first names, surnames, and who is meant by them.

A name that fits two people is never guessed: the words stay, and all whom they fit are
given back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice

import msgspec

from store.language.effort import look_up
from store.language.offices import holders
from store.language.vocabulary import SALUTATIONS
from store.model import EVERYONE, Attendee, Person, Role
from store.text import fold

_ALL = {"all", "allen", "everyone", "everybody", "iedereen", "alle leden", "all members"}
_AND = re.compile(r"(?:(?<!\s)\s+)?[,;&/]\s*@?|(?<!\s)\s+(?:(?:en|and)\s+@?|@)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s,;:]+")
_LONGEST = 6
_MOST_FOUND = 1_000
_LETTERS = re.compile(r"[^\W\d_]+")
_HANDLE = re.compile(r"[^\W_][\w.-]{0,11}")
# What precedes the core word of a surname in Dutch, German, French, Italian, Spanish and Portuguese names.
_PREFIXES = frozenset(
    "van von der den de het 't ter ten te ver op in aan uit uijt bij onder over tot voor zu zum zur vom "
    "la le les du des da das do dos di del della el al l' d' 's af av".split()
)
# What belongs to the core word itself in Irish and Scottish names.
_CORE_BEGINNERS = frozenset("o ni nic mac mc ui".split())
_ELIDED = re.compile(r"(?:(?:d|l|dell|dall|t|s)'|'[ts]-?)(?=\w)", re.IGNORECASE)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Who is meant by words: the handles, and the words that fit nobody or more than one.

    `said` is both in the order in which they were typed.
    """

    handles: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class People:
    """The people of a meeting, to be found by what is typed."""

    def __init__(self, people: Iterable[Attendee | Person]) -> None:
        self.people: tuple[Attendee | Person, ...] = tuple(people)
        self._found: dict[str, tuple[Attendee | Person, ...]] = {}

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
        """Everybody whom `words` fit: by handle, else by (part of) the name, else by office; one if it is certain."""
        look_up()
        # At each key the whole line is read anew, and the names in it are those of the key before.
        if words not in self._found:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            self._found[words] = self._look_up(words)
        return self._found[words]

    def _look_up(self, words: str) -> tuple[Attendee | Person, ...]:
        if person := self.get(words.strip().lstrip("@").strip()):
            return (person,)
        key = _key(words)
        found = self._by_name.get(key) or self._by_name.get(without_salutations(key))
        return tuple(found or ()) or holders(words.strip().lstrip("@"), self.people)

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
        """Names with commas, `en`, `and`, `&` or `@` between them; `?` is nobody yet."""
        return self.named(part for part in _AND.split(words.strip().lstrip("@")) if part.strip())

    def are_all_people(self, words: str) -> bool:
        """Whether `words` are names of people and nothing else."""
        parts = [part for part in _AND.split(words.strip().lstrip("@")) if part.strip()]
        return bool(parts) and all(is_everyone(part) or self.who(part) for part in parts)

    def read_run(self, words: str) -> Named:
        """Names with spaces or commas between them, as after `/present`: the longest run that is a name counts."""
        tokens = [token for token in re.split(r"[\s,;]+", words) if token and fold(token) not in {"en", "and", "&"}]
        return self.named(self._runs(tokens))

    def first(self, words: str) -> tuple[str, str]:
        """The longest name that `words` begin with, and the rest; ("", words) where they begin with none."""
        ends: list[int] = []
        for token in islice(_TOKEN.finditer(words), _LONGEST):
            if words[ends[-1] if ends else 0 : token.start()].strip():
                break
            ends.append(token.end())
        for end in reversed(ends):
            if self.who(words[:end]) or is_everyone(words[:end]):
                return words[:end].strip(), words[end:].lstrip()
        return "", words

    def leading(self, words: str) -> tuple[tuple[str, ...], str]:
        """The names that `words` begin with, `Kees en Marit` or `KP, AB`, and the rest."""
        names: list[str] = []
        name, rest = self.first(words)
        while name:
            names.append(name)
            joint = _AND.match(f" {rest}")
            name, after = self.first(rest[max(0, joint.end() - 1) :]) if joint else ("", rest)
            rest = after if name else rest
        return tuple(names), rest

    def named(self, names: Iterable[str]) -> Named:
        """Who is meant by each of `names`."""
        handles: list[str] = []
        unread: list[str] = []
        said: list[str] = []
        for name in names:
            words = name.strip().lstrip("@").strip()
            found = self.who(words)
            handle = found[0].handle if len(found) == 1 else EVERYONE if not found and is_everyone(words) else ""
            if words.strip("?"):
                (handles if handle else unread).append(handle or words)
                said.append(handle or words)
        return Named(
            handles=tuple(dict.fromkeys(handles)),
            unread=tuple(dict.fromkeys(unread)),
            said=tuple(dict.fromkeys(said)),
        )

    def _runs(self, tokens: list[str]) -> Iterator[str]:
        start = 0
        while start < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
                run = " ".join(tokens[start : start + length])
                if length == 1 or self.who(run):
                    yield run
                    start += length
                    break


def is_everyone(words: str) -> bool:
    """Whether `words` mean all members: `all`, `allen`."""
    return fold(words).strip().lstrip("@").strip() in _ALL


def propose_handle(name: str, taken: Collection[str]) -> str:
    """A handle for `name` that is not among `taken` (in any case): initials, in the case they are written in.

    `Sjoukje van der Meer` gives `SvdM`, or `SvdM2` where that is taken; `drs. K. Postma` gives `KP`. A Dutch `IJ` is
    one letter of a surname: `IJsbrand IJssel` gives `IIJ`.
    """
    words = _LETTERS.findall(without_salutations(name))
    handle = "".join(_initial(word, in_surname=at > 0) for at, word in enumerate(words)) or "P"
    used = {fold(each) for each in (EVERYONE, "allen", *taken)}
    number, proposed = 1, handle
    while fold(proposed) in used:
        number += 1
        proposed = f"{handle}{number}"
    return proposed


def without_salutations(name: str) -> str:
    """`K. Postma` of `drs. K. Postma`: salutations and titles are no part of initials; a name keeps its last word."""
    words = name.split()
    while len(words) > 1 and fold(words[0]).strip(".,") in SALUTATIONS:
        words = words[1:]
    return " ".join(words)


def can_be_handle(text: str) -> bool:
    """Whether `text` can be typed as somebody's handle: twelve characters at most, and not a word for everyone."""
    return _HANDLE.fullmatch(text) is not None and not is_everyone(text)


def core_word(name: str) -> str:
    """The part of a surname that it is sorted on: `Berg` in `Jan van der Berg`, `Hart` in `’t Hart`."""
    words = re.sub(r"(?<!\s)\s+-\s+", "-", _straight(name)).split()
    start = next((at for at, word in enumerate(words) if _begins_surname(word, first=not at)), max(0, len(words) - 1))
    while start < len(words) - 1 and is_prefix(words[start]):
        start += 1
    surname = " ".join(words[start:])
    elided = _ELIDED.match(surname)
    return surname[elided.end() :] if elided else surname


def sort_key(name: str) -> tuple[str, str]:
    """What names are sorted by: the core word of the surname, then the whole name."""
    return fold(core_word(name)), fold(name)


def as_written(name: str) -> str:
    """`name` with a capital for a prefix that no first name or initial precedes: `Van der Berg`."""
    first = _straight(name).split(maxsplit=1)[:1]
    if first and (is_prefix(first[0]) or _ELIDED.match(first[0])):
        return name[:1].upper() + name[1:]
    return name


def _begins_surname(word: str, *, first: bool) -> bool:
    if not first and (is_prefix(word) or fold(word) in _CORE_BEGINNERS or _ELIDED.match(word)):
        return True
    # `Kühn-de Boer`: the second of two surnames has a prefix of its own.
    return "-" in word and (word.endswith("-") or is_prefix(word.rpartition("-")[2]))


def is_prefix(word: str) -> bool:
    """Whether `word` is one that precedes the core word of a surname: `van`, `de`."""
    return fold(word) in _PREFIXES


def _straight(name: str) -> str:
    return name.replace("’", "'").replace("‘", "'").replace("`", "'")


def _key(words: str) -> str:
    """A name as it is looked up: folded, without full stops, apostrophes or an `@`."""
    return " ".join(re.sub(r"[.']", "", fold(words)).replace("@", " ").split())


def _ways_to_say(name: str) -> Iterator[str]:
    """All the ways to say `Sjoukje van der Meer`: whole, first name, surname with and without prefix."""
    words = fold(name).split()
    for at, word in enumerate(words):
        after_prefix = at > 0 and is_prefix(words[at - 1])
        if not (after_prefix and is_prefix(word)):
            yield _key(" ".join(words[at:]))
        if not is_prefix(word) and len(_key(word)) > 1:
            yield _key(word)
            yield _key(" ".join(words[: at + 1]))
        if at:
            # Either half of a double surname.
            yield from (_key(half) for half in word.split("-") if len(half) > 1 and not is_prefix(half))
    yield _key(core_word(name))


def _initial(word: str, *, in_surname: bool) -> str:
    if in_surname and word.startswith(("IJ", "Ĳ")):
        return "IJ"
    plain = "".join(each for each in fold(word[0])[:1] if each.isascii() and each.isalnum())
    return plain.upper() if word[0].isupper() else plain
