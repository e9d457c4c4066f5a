"""What somebody is, of the words that stand with their name: the same in agendas, tables, settings and files."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from store.language.vocabulary import GUEST, MEMBER, SECRETARY, VOTE, VOTELESS, Office, office, office_in
from store.model import Attendee, Person, Role
from store.text import clean, fold


class Standing(msgspec.Struct, frozen=True):
    """What somebody is: their role, their function as it was typed, and whether they have a vote.

    `office` is what the role came of; None where no word told it, which leaves a member. `vote_said` tells that the
    vote was said in so many words, and did not come of the office.
    """

    role: Role = Role.MEMBER
    function: str = ""
    vote: bool = True
    office: Office | None = None
    vote_said: bool = False


def standing(parts: Iterable[str]) -> Standing:
    """What the words `parts` make of somebody: `penningmeester`; `lid`, `adviseur`; `director`, `without a vote`.

    The first office counts; but whoever is called a member too is one, whatever their work. What names no office is
    function, and so is an office that the role does not tell by itself.
    """
    words = [clean(part) for part in parts if clean(part)]
    votes = [VOTE[fold(part)] for part in words if fold(part) in VOTE]
    offices = [(part, office_in(part)) for part in words if fold(part) not in VOTE]
    found = next((each for _part, each in offices if each), None)
    is_member = any(each and each.key == MEMBER for _part, each in offices)
    if is_member and found and found.named and found.role is Role.GUEST:
        found = office(MEMBER)
    bare = next((at for at, (_part, each) in enumerate(offices) if each is found and each and not each.named), None)
    function = [part for at, (part, _each) in enumerate(offices) if at != bare]
    vote = votes[0] if votes else found.vote if found else True
    role = found.role if found else Role.MEMBER
    return Standing(role, ", ".join(function), vote and role is not Role.GUEST, office=found, vote_said=bool(votes))


def under(label: Office, own: Standing, word: str = "") -> Standing:
    """What somebody is of whom `own` stands with the name, under a label such as `Penningmeester:` or `Leden:`.

    What stands with the name is more exact than `Leden:`; every other label counts. `word` is the label as it was
    typed, which becomes the function where the role alone does not tell it.
    """
    if label.key == MEMBER:
        return own if own.office else msgspec.structs.replace(own, office=label)
    if label.key == VOTELESS:
        return msgspec.structs.replace(own, vote=False, office=own.office or label)
    function = ", ".join(filter(None, (_singular(label, word) if label.named else "", own.function)))
    vote = own.vote if own.vote_said else label.vote
    return Standing(label.role, function, vote and label.role is not Role.GUEST, office=label)


def _singular(label: Office, word: str) -> str:
    """The label's word for one person: as it was typed, or the usual one where it was typed for more."""
    if fold(word) in label.words:
        return fold(word)
    several = zip((label.nl, label.en), label.many, strict=True)
    return next((one[0] for one, more in several if fold(word) in more), "")


def own_office(who: Person | Attendee) -> Office | None:
    """The office that the function of `who` names, such as that of a minute-taker; None where it names none."""
    named = office_in(who.function)
    return named if named and named.named and named.role is who.role else None


def is_clerk(who: Person | Attendee) -> bool:
    """Whether `who` is a secretary who is no member: an *ambtelijk secretaris*, a clerk."""
    return who.role is Role.SECRETARY and not who.vote


def holders(words: str, people: Iterable[Person | Attendee]) -> tuple[Person | Attendee, ...]:
    """Those among `people` who hold the office that `words` name; none where they name no office, or only a member's.

    Where nobody is called so exactly it is whoever has that role: `secretaris` in a body that has only a clerk.
    """
    wanted = office_in(words)
    if wanted is None or wanted.key in (MEMBER, VOTELESS, GUEST):
        return ()
    there = tuple(people)
    if wanted.named:
        return tuple(who for who in there if own_office(who) is wanted)
    of_role = tuple(who for who in there if who.role is wanted.role)
    exact = tuple(who for who in of_role if who.vote is wanted.vote and own_office(who) is None)
    return exact or (of_role if wanted.key == SECRETARY or wanted.role is Role.CHAIR else ())
