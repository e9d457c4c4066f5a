"""A body's rules, of voting and of what readers are not shown, as a person says them and as the interface says them.

Rules are read in Dutch and English. What is said here reads back as the same rule. Anything else raises
CannotDo, with what can be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from store.errors import CannotDo
from store.i18n import N_, _
from store.language.vocabulary import CHAIR, Office, office, office_in, yes_or_no
from store.model import Majority, Quorum, QuorumOf, Role, Tie, Withheld
from store.text import fold

_Value = TypeVar("_Value", bound=StrEnum)

# The first is how the interface says it; the others are read too, and so is every translation of the first.
_MAJORITIES = {
    Majority.CAST: (N_("more than half of the votes cast"), "meer dan de helft van de uitgebrachte stemmen", "gewone"),
    Majority.PRESENT: (N_("more than half of those present"), "meer dan de helft van de aanwezigen", "aanwezigen"),
    Majority.SEATS: (N_("more than half of the seats"), "meer dan de helft van de zetels", "volstrekte", "absolute"),
    Majority.TWO_THIRDS: (N_("two thirds of the votes cast"), "twee derde van de uitgebrachte stemmen", "2/3"),
    Majority.UNANIMOUS: (N_("unanimous"), "unaniem", "met algemene stemmen", "algemeen", "all in favour"),
}
_TIES = {
    Tie.HELD_OVER: (
        N_("held over to the next meeting"),
        "aangehouden tot de volgende vergadering",
        "aanhouden",
        "held over",
    ),
    Tie.REJECTED: (N_("rejected"), "verworpen", "afgewezen"),
    Tie.LOT: (N_("decided by lot"), "het lot beslist", "loten", "loting", "lot"),
    Tie.CASTING: (
        N_("the chair decides"),
        "doorslaggevende stem",
        "casting vote",
        *office(CHAIR).words,
        *(f"de {word} beslist" for word in office(CHAIR).words),
    ),
}
_ROLES = {
    Role.CHAIR: N_("chair"),
    Role.SECRETARY: N_("secretary"),
    Role.MEMBER: N_("member"),
    Role.GUEST: N_("guest"),
}
_WITHHELD = {
    Withheld.ACTIONS: (N_("actions"), "acties", "actiepunten", "actielijst", "action list"),
    Withheld.OWNERS: (N_("owners"), "actiehouders", "wie"),
    Withheld.NAMES: (N_("names beside votes"), "namen bij stemmingen", "namen"),
    Withheld.SPEAKERS: (N_("speakers"), "sprekers"),
    Withheld.NOTES: (N_("all that was said"), "alles wat gezegd is", "notities"),
    Withheld.DOCUMENTS: (N_("documents and decision asked"), "stukken en gevraagd besluit", "stukken", "bijlagen"),
    Withheld.ABSENCE: (N_("reasons of absence"), "redenen van afwezigheid", "afwezigheid"),
}
_NOTHING = (N_("nothing"), "niets", "-")
_MORE = r"(?P<more>meer dan|more than)"
_LEAST = r"(?:ten minste|tenminste|minstens|minimaal|at least)"
_SHARES = {"half": (1, 2), "de helft": (1, 2), "helft": (1, 2), "twee derde": (2, 3), "two thirds": (2, 3)} | {
    "drie kwart": (3, 4),
    "three quarters": (3, 4),
    "een derde": (1, 3),
    "one third": (1, 3),
    "a third": (1, 3),
    "a half": (1, 2),
    "alle": (1, 1),
    "all": (1, 1),
}
_SHARE = rf"(?P<share>{'|'.join(sorted(_SHARES, key=len, reverse=True))}|[1-9][0-9]?/[1-9][0-9]?|[1-9][0-9]?[0-9]? ?%)"
_WHOLE = r"(?:(?P<seats>zetels|seats)|(?P<members>leden|members|stemgerechtigden|voters))"
_QUORUM = re.compile(rf"(?:{_MORE}|{_LEAST})? ?{_SHARE}(?: (?:van|of))?(?: (?:de|the|alle|all))? {_WHOLE}")
_NUMBER = re.compile(
    rf"(?:{_LEAST} )?(?P<number>[0-9]{{1,4}})(?: (?:leden|members|stemgerechtigden|voters|aanwezig|present))?"
)


def read_quorum(words: str) -> Quorum:
    """A number of voters, or a share: `6`, `meer dan de helft van de zetels`, `at least 2/3 of the members`."""
    phrase = " ".join(fold(words).split())
    if match := _NUMBER.fullmatch(phrase):
        return Quorum(of=QuorumOf.NUMBER, number=int(match["number"]))
    match = _QUORUM.fullmatch(phrase)
    if match is None:
        raise CannotDo(
            _(
                "“{words}” is no quorum. Say a number, or for example: more than half of the seats; "
                "at least 2/3 of the members."
            ).format(words=words)
        )
    share = match["share"]
    if share.endswith("%"):
        parts = (int(share.rstrip(" %")), 100)
    elif "/" in share:
        part, _slash, of = share.partition("/")
        parts = (int(part), int(of))
    else:
        parts = _SHARES[share]
    of_what = QuorumOf.SEATS if match["seats"] else QuorumOf.MEMBERS
    return Quorum(of=of_what, parts=parts, more=match["more"] is not None)


def say_quorum(quorum: Quorum) -> str:
    """`quorum` in the language of the interface."""
    if quorum.of is QuorumOf.NUMBER:
        return str(quorum.number)
    share = "{}/{}".format(*quorum.parts)
    seats = quorum.of is QuorumOf.SEATS
    if quorum.parts == (1, 2) and quorum.more:
        return _("more than half of the seats") if seats else _("more than half of the members")
    if quorum.more:
        words = _("more than {share} of the seats") if seats else _("more than {share} of the members")
    else:
        words = _("at least {share} of the seats") if seats else _("at least {share} of the members")
    return words.format(share=share)


def read_majority(words: str) -> Majority:
    """How many votes carry a proposal, as a person says it."""
    return _read(words, _MAJORITIES, _("a majority"))


def say_majority(majority: Majority) -> str:
    """`majority` in the language of the interface."""
    return _(_MAJORITIES[majority][0])


def read_tie(words: str) -> Tie:
    """What becomes of a proposal with equal votes, as a person says it."""
    return _read(words, _TIES, _("what happens with equal votes"))


def say_tie(tie: Tie) -> str:
    """`tie` in the language of the interface."""
    return _(_TIES[tie][0])


def say_role(role: Role, *, vote: bool = True) -> str:
    """`role` in the language of the interface; a secretary without a vote is the clerk."""
    return _("clerk") if role is Role.SECRETARY and not vote else _(_ROLES[role])


def read_office(words: str) -> Office:
    """The office that `words` are: a role, or a function such as that of a treasurer."""
    found = office_in(words)
    if found is None:
        choices = "; ".join(_(name) for name in _ROLES.values())
        what = _("a role")
        raise CannotDo(
            _("“{words}” is not {what}; that is one of: {choices}.").format(words=words, what=what, choices=choices)
        )
    return found


def read_withheld(words: str) -> tuple[Withheld, ...]:
    """What readers are not shown, with commas between: `acties, namen`; none for `nothing`."""
    if fold(words).strip() in (*_NOTHING, fold(_(_NOTHING[0]))):
        return ()
    what = _("something that can be left out")
    read = {_read(part.strip(), _WITHHELD, what) for part in re.split("[,;]", words) if part.strip()}
    return tuple(each for each in Withheld if each in read)


def say_withheld(withheld: Iterable[Withheld]) -> str:
    """What readers are not shown, in the language of the interface."""
    return ", ".join(_(_WITHHELD[each][0]) for each in withheld) or _(_NOTHING[0])


def read_yes(words: str) -> bool:
    """Yes or no, in Dutch or English. Raises CannotDo for anything else."""
    said = yes_or_no(words)
    if said is None:
        raise CannotDo(_("“{words}” is neither yes nor no.").format(words=words))
    return said


def say_yes(yes: bool) -> str:
    """Yes or no in the language of the interface."""
    return _("yes") if yes else _("no")


def _find(words: str, table: Mapping[_Value, tuple[str, ...]]) -> _Value | None:
    phrase = " ".join(fold(words).split())
    for value, names in table.items():
        if phrase in (*map(fold, names), fold(_(names[0])), value.value):
            return value
    return None


def _read(words: str, table: Mapping[_Value, tuple[str, ...]], what: str) -> _Value:
    value = _find(words, table)
    if value is None:
        choices = "; ".join(_(names[0]) for names in table.values())
        raise CannotDo(
            _("“{words}” is not {what}; that is one of: {choices}.").format(words=words, what=what, choices=choices)
        )
    return value
