"""A vote as it is typed after `=`: by number, by exception, by roll call, or an election."""

from __future__ import annotations

import re

from store.clean import fold
from store.language.people import Named, People
from store.model import Choice, Method, Vote

_METHODS = {
    "hand": Method.HAND,
    "handopsteken": Method.HAND,
    "hoofdelijk": Method.ROLL,
    "roll": Method.ROLL,
    "schriftelijk": Method.WRITTEN,
    "written": Method.WRITTEN,
    "geheim": Method.SECRET,
    "secret": Method.SECRET,
    "rondvraag": Method.ROUND,
    "round": Method.ROUND,
    "acclamatie": Method.ACCLAMATION,
    "acclamation": Method.ACCLAMATION,
}
_UNANIMOUS = re.compile(
    r"(?:met |by )?(?:unaniem|unanimous(?:ly)?|alg(?:emeen|emene stemmen)?\.?|alle)(?=[\s,+~-]|$)[\s,]*"
)
_TALLY = re.compile(r"(\d{1,4})\s*-\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?(?:\s*-\s*(\d{1,4}))?$")
_COUNTED = re.compile(r"(\d{1,4})\s*(voor|for|tegen|against|onthou\w*|abst\w*|blanco|blank)\b[\s,;]*")
_CHOICE = re.compile(r"(.+?)\s+(\d{1,4})$")
_CASTING = re.compile(r"\s([+-])\s*([^\W\d]\S*)$")
_SIDES = {"voor": "for", "for": "for", "tege": "against", "agai": "against", "blan": "blank"}


def read_vote(words: str, people: People, voters: tuple[str, ...] | None) -> tuple[Vote, tuple[str, ...]] | None:
    """The vote that `words` (without the `=`) tell, and the names in it that fit nobody or several.

    `voters` are the handles of all who may vote and are in the room, None when that is not
    known; a vote by exception then counts nobody in favour. None when this is no vote.
    """
    method, rest = _method(words.strip())
    folded = fold(rest).strip()
    if not folded:
        if method is not Method.ACCLAMATION:
            return None
        return Vote(typed=words, method=method, unanimous=True, all_but=True, in_favour=len(voters or ())), ()
    for reader in (_numbers, _exception, _roll_call):
        found = reader(words, folded, method, people, voters)
        if found:
            return _without_names_if_secret(found[0]), found[1]
    return _election(words, rest, method, people)


def _method(words: str) -> tuple[Method | None, str]:
    first, _, rest = words.partition(" ")
    method = _METHODS.get(fold(first).rstrip(":,"))
    return (method, rest.strip()) if method else (None, words)


def _numbers(
    words: str, folded: str, method: Method | None, people: People, voters: tuple[str, ...] | None
) -> tuple[Vote, tuple[str, ...]] | None:
    casting, against = "", False
    unread: tuple[str, ...] = ()
    if match := _CASTING.search(folded):
        named = _casting(match[2], people)
        casting, against, unread = "".join(named.handles[:1]), match[1] == "-", named.unread
        folded = folded[: match.start()].strip()
    counts = _counts(folded)
    if counts is None:
        return None
    vote = Vote(
        typed=words,
        method=method,
        in_favour=counts["for"],
        against=counts["against"],
        abstained=counts["abstained"],
        blank=counts["blank"],
        casting=casting,
        casting_against=against,
    )
    return vote, unread


def _counts(words: str) -> dict[str, int] | None:
    """`5-3-1`, or `5 voor, 3 tegen, 1 onthouding`, as numbers a side."""
    counts = dict.fromkeys(("for", "against", "abstained", "blank"), 0)
    if tally := _TALLY.match(words):
        return {side: int(number or 0) for side, number in zip(counts, tally.groups(), strict=True)}
    counted = _COUNTED.findall(words)
    if not counted or _COUNTED.sub("", words).strip():
        return None
    for number, side in counted:
        counts[_SIDES.get(side[:4], "abstained")] = int(number)
    return counts


def _casting(words: str, people: People) -> Named:
    if words in {"chair", "voorzitter", "vz"}:
        chair = people.chair()
        return Named(handles=(chair,)) if chair else Named(unread=(words,))
    return people.read(words)


def _exception(
    words: str, folded: str, method: Method | None, people: People, voters: tuple[str, ...] | None
) -> tuple[Vote, tuple[str, ...]] | None:
    start = _UNANIMOUS.match(folded)
    if start is None:
        return None
    sides = _sides(folded[start.end() :], people)
    if sides is None or sides["+"].handles:
        return None
    against, abstained = sides["-"], sides["~"]
    others = tuple(who for who in voters or () if who not in against.handles + abstained.handles)
    vote = Vote(
        typed=words,
        method=method,
        in_favour=len(others),
        against=len(against.handles),
        abstained=len(abstained.handles),
        names_in_favour=others,
        names_against=against.handles,
        names_abstained=abstained.handles,
        all_but=True,
        unanimous=not against.handles + abstained.handles + against.unread + abstained.unread,
    )
    return vote, against.unread + abstained.unread


def _roll_call(
    words: str, folded: str, method: Method | None, people: People, voters: tuple[str, ...] | None
) -> tuple[Vote, tuple[str, ...]] | None:
    sides = _sides(folded, people)
    if sides is None:
        return None
    favour, against, abstained = sides["+"], sides["-"], sides["~"]
    vote = Vote(
        typed=words,
        method=method or Method.ROLL,
        in_favour=len(favour.handles),
        against=len(against.handles),
        abstained=len(abstained.handles),
        names_in_favour=favour.handles,
        names_against=against.handles,
        names_abstained=abstained.handles,
    )
    return vote, favour.unread + against.unread + abstained.unread


def _sides(words: str, people: People) -> dict[str, Named] | None:
    """The names behind each `+`, `-` and `~`; None where there is anything else."""
    names: dict[str, list[str]] = {"+": [], "-": [], "~": []}
    for part in re.split(r"[\s,]+(?=[+~-])", words.strip()):
        if not part:
            continue
        if part[0] not in names or not part[1:].strip():
            return None
        names[part[0]] += re.split(r"\s*,\s*", part[1:].strip())
    return {sign: people.read(",".join(said)) for sign, said in names.items()}


def _election(words: str, rest: str, method: Method | None, people: People) -> tuple[Vote, tuple[str, ...]] | None:
    choices: list[Choice] = []
    blank = 0
    for part in re.split(r"\s*[,;]\s*", rest.strip()):
        match = _CHOICE.match(part)
        if not match or match[1].isdigit():
            return None
        if fold(match[1]) in {"blanco", "blank"}:
            blank += int(match[2])
            continue
        found = people.who(match[1])
        handle = found[0].handle if len(found) == 1 else ""
        choices.append(Choice(name=match[1], votes=int(match[2]), handle=handle))
    return (Vote(typed=words, method=method, blank=blank, choices=tuple(choices)), ()) if choices else None


def _without_names_if_secret(vote: Vote) -> Vote:
    if vote.method is not Method.SECRET:
        return vote
    return Vote(
        typed="",
        method=vote.method,
        in_favour=vote.in_favour,
        against=vote.against,
        abstained=vote.abstained,
        blank=vote.blank,
        all_but=vote.all_but,
        unanimous=vote.unanimous,
        casting=vote.casting,
        casting_against=vote.casting_against,
    )
