"""A vote as it is typed after `=`: by number, by exception, by roll call, or an election."""

from __future__ import annotations

import re

import msgspec

from store.language.people import Named, People
from store.language.vocabulary import office_in
from store.model import EVERYONE, Choice, Method, Role, Vote
from store.text import fold

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
# What is typed for a plus, a minus or a tilde; each is one letter for one.
SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"～": "~", "＋": "+"})
_METHOD = re.compile(r"(?:(?:bij|by|per)\s+)?([^\W\d_]+)[:,]?(?:\s+|$)", re.IGNORECASE)
_UNANIMOUS = re.compile(
    r"(?:met |by )?(?:unaniem|unanimous(?:ly)?|alg(?:emeen|emene stemmen)?\.?|alle|all)"
    r"(?:\s+(?:voor|aangenomen|akkoord|for|in favour|adopted|agreed|carried))?(?=[\s,+~-]|$)[\s,]*",
    re.IGNORECASE,
)
_TALLY = re.compile(r"(\d{1,4})\s*-\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?(?:\s*-\s*(\d{1,4}))?$")
_COUNTED = re.compile(
    r"(?P<number>\d{1,4})\s*(?:stem(?:men)?\s+|votes?\s+)?(?:in\s+(?=favour))?"
    r"(?:(?P<favour>voor|for|favour)|(?P<against>tegen|against)|(?P<abstained>onthou\w*|abst\w*)|(?P<blank>blanco|blank))"
    r"\b[\s,;]*(?:(?:en|and)\s+(?=\d))?",
    re.IGNORECASE,
)
_VOTES = re.compile(r"(?<=[\s:=])\d{1,4}$")
_CASTING = re.compile(r"\s([+-])\s*([^\W\d][^+~]*)$")
_NAMED_SIDE = re.compile(r"(?:^|[\s,])[+~-]\s*[^\W\d]")

Read = tuple[Vote, tuple[str, ...]]


def read_vote(words: str, people: People, voters: tuple[str, ...] | None) -> Read | None:
    """The vote that `words` (without the `=`) tell, and the names in it that fit nobody or several; None for no vote.

    `voters` are the handles of all in the room who may vote, None where that is not known: then a vote by exception
    (`unanimous -bvdb`) counts nobody in favour.
    """
    method, rest = _method(words.strip().translate(SIGNS))
    if method is Method.ACCLAMATION and not rest:
        rest = "unaniem"
    if not rest:
        return None
    read = _by_number(rest, people) or _by_name(rest, people, voters, method) or _election(rest, people, method)
    if read is None:
        return None
    vote, unread = read
    vote = msgspec.structs.replace(vote, typed=words, method=vote.method or method)
    return (_without_names(vote), unread) if method in (Method.SECRET, Method.ACCLAMATION) else (vote, unread)


def _without_names(vote: Vote) -> Vote:
    """`vote`, without who voted what; of a secret vote not even the words in which it was typed."""
    typed = vote.typed if vote.choices or vote.method is not Method.SECRET else ""
    return msgspec.structs.replace(vote, typed=typed, names_in_favour=(), names_against=(), names_abstained=())


def names_sides(words: str) -> bool:
    """Whether `words` say how a person voted; a casting vote does not count, for that is given openly."""
    rest = _method(words.strip().translate(SIGNS))[1]
    by_number = _CASTING.search(rest)
    if by_number and (_tally(rest[: by_number.start()].strip()) or _counted(rest[: by_number.start()].strip())):
        return False
    return _NAMED_SIDE.search(rest) is not None


def _method(words: str) -> tuple[Method | None, str]:
    match = _METHOD.match(words)
    method = _METHODS.get(fold(match[1])) if match else None
    if match is None or method is None:
        return None, words
    # `roll call`, `show of hands` in the hand of whoever has no time.
    return method, re.sub(r"^call\b[:,]?\s*", "", words[match.end() :], flags=re.IGNORECASE).strip()


# By number


def _by_number(words: str, people: People) -> Read | None:
    casting = Named()
    against = False
    if match := _CASTING.search(words):
        casting, against = _who_casts(match[2].strip(), people), match[1] == "-"
        words = words[: match.start()].strip()
    counts = _tally(words) or _counted(words)
    if counts is None:
        return None
    favour, opposed, abstained, blank = counts
    vote = Vote(
        in_favour=favour,
        against=opposed,
        abstained=abstained,
        blank=blank,
        casting="".join(casting.handles[:1]),
        casting_against=against,
    )
    return vote, casting.unread


def _tally(words: str) -> tuple[int, int, int, int] | None:
    """`5-3-1`: in favour, against, abstained, and blank."""
    match = _TALLY.match(words)
    if match is None:
        return None
    favour, against, abstained, blank = (int(number or 0) for number in match.groups())
    return favour, against, abstained, blank


def _counted(words: str) -> tuple[int, int, int, int] | None:
    """The numbers in `5 voor, 3 tegen en 1 onthouding`: in favour, against, abstained, and blank."""
    found = list(_COUNTED.finditer(words))
    if not found or _COUNTED.sub("", words).strip(" ."):
        return None
    sides = {side: int(match["number"]) for match in found for side, said in match.groupdict().items() if said}
    return sides.get("favour", 0), sides.get("against", 0), sides.get("abstained", 0), sides.get("blank", 0)


def _who_casts(words: str, people: People) -> Named:
    held = office_in(words)
    if held and held.role is Role.CHAIR:
        chair = people.chair()
        return Named(handles=(chair,)) if chair else Named(unread=(words,))
    return people.read(words)


# By name


def _by_name(words: str, people: People, voters: tuple[str, ...] | None, method: Method | None) -> Read | None:
    """A vote by names: `unaniem -bvdb ~zc`, all but these, or `+dvdb -bvdb ~zc`, a roll call; None for neither."""
    start = _UNANIMOUS.match(words)
    sides = _sides(words[start.end() :] if start else words, people)
    if sides is None:
        return None
    favour, against, abstained = sides["+"], sides["-"], sides["~"]
    unread = favour.unread + against.unread + abstained.unread
    if EVERYONE in against.handles + abstained.handles:
        return None
    if favour.handles == (EVERYONE,) and not favour.unread:
        start, favour = start or _UNANIMOUS.match("all"), Named()
    if start is None:
        vote = Vote(
            method=method or Method.ROLL,
            in_favour=_number(favour),
            against=_number(against),
            abstained=_number(abstained),
            names_in_favour=favour.handles,
            names_against=against.handles,
            names_abstained=abstained.handles,
        )
        return vote, unread
    if favour.handles or favour.unread:
        return None
    return _all_but(against, abstained, people, voters), unread


def _all_but(against: Named, abstained: Named, people: People, voters: tuple[str, ...] | None) -> Vote:
    """The vote in which all `voters` are in favour but those named.

    Whoever an unclear name may mean is listed on no side, and counts once on the side of that name.
    """
    named = (*against.handles, *abstained.handles)
    others = tuple(who for who in voters or () if who not in named)
    meant = [{person.handle for person in people.who(words)} for words in against.unread + abstained.unread]
    unclear = {who for each in meant for who in each}
    return Vote(
        in_favour=max(0, len(others) - sum(bool(each.intersection(others)) for each in meant)),
        against=_number(against),
        abstained=_number(abstained),
        names_in_favour=tuple(who for who in others if who not in unclear),
        names_against=against.handles,
        names_abstained=abstained.handles,
        all_but=True,
        unanimous=not (named or against.unread or abstained.unread),
    )


def _number(named: Named) -> int:
    return len(named.handles) + len(named.unread)


def _sides(words: str, people: People) -> dict[str, Named] | None:
    """The names behind each `+`, `-` and `~`; None where there is anything else."""
    names: dict[str, list[str]] = {"+": [], "-": [], "~": []}
    for part in re.split(r"(?<![\s,])[\s,]+(?=[+~-])", words.strip()):
        if not part:
            continue
        if part[0] not in names or not part[1:].strip():
            return None
        names[part[0]].append(part[1:].strip())
    return {sign: people.read(",".join(said)) for sign, said in names.items()}


# An election


def _election(words: str, people: People, method: Method | None) -> Read | None:
    """The election in `Kühn-de Boer 5, Ytsma 3, blanco 1`; None without a method, a known name, or a second choice."""
    choices: list[Choice] = []
    unread: list[str] = []
    blank = abstained = 0
    for part in re.split("[,;]", words.strip(" .,;")):
        choice = _choice(part.strip())
        if choice is None:
            return None
        name, votes = choice
        if fold(name) in {"blanco", "blank"}:
            blank += votes
        elif fold(name).startswith(("onthou", "abst")):
            abstained += votes
        else:
            found = people.who(name)
            choices.append(Choice(name=name, votes=votes, handle=found[0].handle if len(found) == 1 else ""))
            unread += [name] if len(found) > 1 else []
    if not choices or not (method or len(choices) > 1 or choices[0].handle or unread):
        return None
    return Vote(blank=blank, abstained=abstained, choices=tuple(choices)), tuple(unread)


def _choice(part: str) -> tuple[str, int] | None:
    """The name and the number of `Ytsma 3` or `Ytsma: 3`; None where it is not of that form."""
    number = _VOTES.search(part)
    if number is None or not part[0].isalpha():
        return None
    name = part[: number.start()].rstrip()
    return (name[:-1].rstrip() if name[-1] in ":=" else name), int(number[0])
