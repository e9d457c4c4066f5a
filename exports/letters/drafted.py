"""A letter as it stands now: its sections, each as the record says or in the secretary's words, and who signs."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from exports.letters.facts import facts_of
from exports.letters.gathered import Gathered
from exports.letters.texts import said_of
from exports.wording import role_text
from store.bodies.body import in_office
from store.desk.model import Party
from store.language.offices import is_clerk
from store.language.people import as_written, without_salutations
from store.letter_kinds import Signs, letter_kind
from store.model import Body, Person, Role
from store.paths import templates_folder
from store.text import fold


class Standing(StrEnum):
    """How a section stands: it follows the record, is the secretary's own, or is that while the record changed."""

    FOLLOWS = "follows"
    OWN = "own"
    CHANGED = "changed"


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section: its heading, the text that the letter has, and what the record says of it now."""

    key: str
    heading: str
    text: str
    said: str
    standing: Standing


class Signer(msgspec.Struct, frozen=True):
    """Who signs: the name as a letter has it, and the office."""

    name: str
    office: str


class Drafted(msgspec.Struct, frozen=True, kw_only=True):
    """A letter with all its words. `party` is to whom it is, None where only words or nothing is known."""

    gathered: Gathered
    subject: str
    sections: tuple[Section, ...]
    party: Party | None
    signers: tuple[Signer, ...]

    @property
    def text(self) -> str:
        """All that its sections say, with their headings."""
        parts = [part for each in self.sections if each.text for part in (each.heading, each.text) if part]
        return "\n\n".join(parts)

    def section(self, key: str) -> Section | None:
        """The section with that key."""
        return next((each for each in self.sections if each.key == key), None)


def drafted(gathered: Gathered) -> Drafted:
    """The letter of `gathered` as it stands. Raises NotulistError where a text of the user's own is wrong."""
    letter = gathered.letter
    subject, said = said_of(letter.kind, gathered.language, facts_of(gathered), templates_folder())
    own = {each.key: each for each in letter.sections}
    sections = []
    for each in said:
        mine = own.get(each.key)
        standing = Standing.FOLLOWS if mine is None else Standing.OWN if mine.said == each.text else Standing.CHANGED
        sections.append(
            Section(
                key=each.key,
                heading=each.heading,
                text=mine.text if mine else each.text,
                said=each.text,
                standing=standing,
            )
        )
    return Drafted(
        gathered=gathered,
        subject=letter.subject or subject,
        sections=tuple(sections),
        party=gathered.party,
        signers=tuple(_signers(gathered)),
    )


def initials(name: str) -> str:
    """`H. Verbruggen` for `Hanneke Verbruggen`, `T. van ’t Veer` for `Tom van ’t Veer`; a name with initials stays."""
    words = without_salutations(as_written(name)).split()
    if len(words) < 2:
        return name
    at = next((at for at, word in enumerate(words) if word[:1].islower() or word[:1] in "’'"), len(words) - 1)
    given = words[: max(at, 1)]
    short = "".join(word if "." in word else f"{word[0]}." for word in given)
    return " ".join([short, *words[len(given) :]])


def _signers(gathered: Gathered) -> list[Signer]:
    body, language = gathered.body, gathered.language
    there = [person for person in body.people if in_office(person, gathered.today)]
    kind = letter_kind(gathered.letter.kind)
    if kind is not None and kind.signs is Signs.OFFICE:
        secretaries = [each for each in there if each.role is Role.SECRETARY]
        secretaries.sort(key=lambda each: not is_clerk(each))
        chosen = secretaries[:1] or _chairs(there)
    else:
        chosen = _named(body, there) or [*_chairs(there), *_elected_secretary(there)]
    return [Signer(initials(each.name), role_text(each, language)) for each in chosen]


def _chairs(there: list[Person]) -> list[Person]:
    return [each for each in there if each.role is Role.CHAIR][:1]


def _elected_secretary(there: list[Person]) -> list[Person]:
    """The secretary who is a member of the body; one who is not does not bind it."""
    return [each for each in there if each.role is Role.SECRETARY and not is_clerk(each)][:1]


def _named(body: Body, there: list[Person]) -> list[Person]:
    """Those whom the setting of the body names, by handle, name or office, in its order."""
    found: list[Person] = []
    for part in filter(None, (fold(each).strip() for each in body.desk.signs.split(","))):
        fits = [
            each
            for each in there
            if part in (fold(each.handle), fold(each.name))
            or part in {fold(role_text(each, language)) for language in (body.language, "nl", "en")}
        ]
        found += [each for each in fits[:1] if each not in found]
    return found
