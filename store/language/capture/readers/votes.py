"""A vote as it is typed after `=`: by number, by names, by exception, without a count, or an election."""

from __future__ import annotations

import re

import msgspec

from store.language.dead_keys import signs_meant
from store.language.group_votes import votes_of_groups
from store.language.people import Named, People
from store.language.vocabulary import office_in
from store.language.vote_words import METHODS, ONE_SIDE, SAID_FIRST, SAID_LAST, SIDES, without_count
from store.model import EVERYONE, Choice, Declared, Method, Role, Vote
from store.text import fold

_METHOD = re.compile(
    r"(?:(?:bij|by|per|in|een|an?)\s+)*(?P<word>show\s+of\s+hands?|[^\W\d_]+)"
    r"(?:\s+(?:stemming|ballot|vote|call)\b)?[:,]?(?:\s+|$)",
    re.IGNORECASE,
)
_UNANIMOUS = re.compile(
    r"(?:met |by )?(?:unaniem|unanimous(?:ly)?|alg(?:emeen|emene stemmen)?\.?|alle|all)"
    r"(?:\s+(?:voor|aangenomen|akkoord|for|in favou?r|adopted|agreed|carried))?(?=[\s,+~-]|$)[\s,]*",
    re.IGNORECASE,
)
_BUT = re.compile(r"^(?:behalve|uitgezonderd|op(?=.+\s+na$)|except(?:\s+for)?|but(?:\s+for)?)\s+", re.IGNORECASE)
_UNNAMED = re.compile(r"(?:met|with)\s+", re.IGNORECASE)
_TALLY = re.compile(r"(\d{1,4})\s*[-:]\s*(\d{1,4})(?:\s*[-:]\s*(\d{1,4}))?(?:\s*[-:]\s*(\d{1,4}))?$")
_END = r"[\s,;.]*(?:(?:en|and)\s+(?=\w))?"
# `5 voor, 3 tegen en 1 onthouding`, and `voor: 5, tegen 3`.
_COUNTED = re.compile(rf"(?P<number>\d{{1,4}})\s*(?:stem(?:men)?\s+|votes?\s+)?{SIDES}{_END}", re.IGNORECASE)
_COUNTED_AFTER = re.compile(rf"{SIDES}\s*[.:=]?\s*(?P<number>\d{{1,4}})(?![\d-]){_END}", re.IGNORECASE)
# `voor: aj, pp; tegen: wv`; with numbers before the names they must be as many.
_SIDE_OF_NAMES = re.compile(rf"(?:^|(?<=[\s,;])){SIDES}(?P<colon>\s*[:=])?\s*", re.IGNORECASE)
_NUMBER_OF_NAMES = re.compile(r"(?:(?P<number>\d{1,4})\s*)?\((?P<names>[^()]*)\)$")
_NONE = {"", "-", "geen", "niemand", "none", "nobody", "0"}
_VOTES = re.compile(r"(?<=[\s:=])\d{1,4}$")
_CASTING = re.compile(r"\s([+-])\s*([^\W\d][^+~]*)$")
_SIGNED_NAME = re.compile(r"(?:^|(?<=[\s,]))[+~-]\s*([^\W\d][^+~,-]*)")

Read = tuple[Vote, tuple[str, ...]]


def read_vote(words: str, people: People, voters: tuple[str, ...] | None, *, casting_vote: bool = True) -> Read | None:
    """The vote that `words` (without the `=`) tell, and the names in it that fit nobody or several; None for no vote.

    `voters` are the handles of all in the room who may vote, None where that is not known: then a vote by exception
    (`unanimous -bvdb`) counts nobody in favour. `casting_vote` says whether the rules give the chair one: then the
    chair who is named by office in a roll call that is tied without gives it.
    """
    method, rest = _method(signs_meant(words.strip(), people))
    if method is Method.ACCLAMATION and not rest:
        rest = "unaniem"
    if not rest:
        return None
    read = _counted_vote(rest, people, voters, method, casting_vote=casting_vote) or _as_said(
        rest, people, voters, method, casting_vote=casting_vote
    )
    read = read or _election(rest, people, method)
    if read is None:
        return None
    vote, unread = read
    vote = msgspec.structs.replace(vote, typed=words, method=vote.method or method)
    return (_without_names(vote), unread) if method in (Method.SECRET, Method.ACCLAMATION) else (vote, unread)


def _counted_vote(
    words: str, people: People, voters: tuple[str, ...] | None, method: Method | None, *, casting_vote: bool
) -> Read | None:
    return (
        _by_number(words, people)
        or _all_but_some(words, people, voters)
        or _by_side(words, people, voters, method)
        or _by_name(words, people, voters, method, casting_vote=casting_vote)
    )


def _as_said(
    words: str, people: People, voters: tuple[str, ...] | None, method: Method | None, *, casting_vote: bool
) -> Read | None:
    """A vote of which it is said what came of it, `aangenomen met 4-2-1`; or only that, `hamerstuk`, without a count.

    Of the first kind the numbers decide: `disagrees` tells where what is said is something else.
    """
    if declared := without_count(words):
        return Vote(declared=declared), ()
    match = SAID_FIRST.match(words) or SAID_LAST.search(words)
    if match is None:
        return None
    declared = Declared.ADOPTED if match["adopted"] else Declared.REJECTED
    rest = (words[: match.start()] + words[match.end() :]).strip(" .,:;()!")
    if not rest:
        return Vote(declared=declared), ()
    read = _counted_vote(rest, people, voters, method, casting_vote=casting_vote)
    # `aangenomen - daarna pauze` names nobody.
    return (msgspec.structs.replace(read[0], declared=declared), ()) if read and not read[1] else None


def _without_names(vote: Vote) -> Vote:
    """`vote`, without who voted what; of a secret vote not even the words in which it was typed."""
    typed = vote.typed if vote.choices or vote.method is not Method.SECRET else ""
    return msgspec.structs.replace(vote, typed=typed, names_in_favour=(), names_against=(), names_abstained=())


def names_sides(words: str) -> bool:
    """Whether `words` say how a person voted; a casting vote does not count, for that is given openly."""
    rest = _method(signs_meant(words.strip()))[1]
    by_number = _CASTING.search(rest)
    if by_number and (_tally(rest[: by_number.start()].strip()) or _counted(rest[: by_number.start()].strip())):
        return False
    return _SIGNED_NAME.search(rest) is not None


def calls_chair(words: str, people: People) -> bool:
    """Whether `words` give the chair a vote by office (`+chair`): as a casting vote, or as anybody's."""
    rest = _method(signs_meant(words.strip(), people))[1]
    return any(_is_chair(name, people) for name in _SIGNED_NAME.findall(rest))


def counts_as_against(words: str) -> bool:
    """Whether `words` name those who did not vote in favour (`unaniem behalve bvdb`), and not how they voted."""
    rest = _method(words.strip())[1]
    start = _UNANIMOUS.match(rest)
    return start is not None and _BUT.match(rest[start.end() :]) is not None


def disagrees(vote: Vote) -> bool:
    """Whether what was said to come of `vote` is not what its numbers say."""
    if vote.declared not in (Declared.ADOPTED, Declared.REJECTED) or vote.is_uncounted or vote.all_but:
        return False
    favour, against = vote.in_favour, vote.against
    if favour == against and vote.casting:
        favour, against = (0, 1) if vote.casting_against else (1, 0)
    return (favour > against) is not (vote.declared is Declared.ADOPTED)


def _method(words: str) -> tuple[Method | None, str]:
    match = _METHOD.match(words)
    word = re.sub(r"show\s+of\s+hands?", "hand", fold(match["word"])) if match else ""
    method = METHODS.get(word)
    return (method, words[match.end() :].strip()) if match and method else (None, words)


# By number


def _by_number(words: str, people: People) -> Read | None:
    casting = Named()
    against = False
    if match := _CASTING.search(words):
        casting, against = _who_casts(match[2].strip(), people), match[1] == "-"
        words = words[: match.start()].strip()
    counts = _tally(words) or _counted(words) or votes_of_groups(words, people)
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
    """The numbers in `5 voor, 3 tegen en 1 onthouding` or `voor: 5, tegen: 3`: for, against, abstained, and blank."""
    for pattern in (_COUNTED, _COUNTED_AFTER):
        found = list(pattern.finditer(words))
        if found and not pattern.sub("", words).strip(" ."):
            sides = [(_side(match), int(match["number"])) for match in found]
            counts = dict(sides)
            if len(counts) < len(sides):
                return None
            return tuple(counts.get(side, 0) for side in ("favour", "against", "abstained", "blank"))  # type: ignore[return-value]
    return None


def _side(match: re.Match[str]) -> str:
    return next(side for side in ("favour", "against", "abstained", "blank") if match[side])


def _who_casts(words: str, people: People) -> Named:
    if _is_chair(words, people):
        chair = people.chair()
        return Named(handles=(chair,)) if chair else Named(unread=(words,))
    return people.read(words)


def _is_chair(words: str, people: People) -> bool:
    # The office of the chair, and nobody's initials.
    held = office_in(words.strip())
    return held is not None and held.role is Role.CHAIR and people.get(words.strip()) is None


def _all_but_some(words: str, people: People, voters: tuple[str, ...] | None) -> Read | None:
    """`unaniem, 1 onthouding`: everybody but so many who are not named, so that nobody is."""
    start = _UNANIMOUS.match(words)
    rest = words[start.end() :] if start else ""
    counts = _counted(_UNNAMED.sub("", rest, count=1)) if rest else None
    if counts is None or counts[0]:
        return None
    _favour, against, abstained, blank = counts
    favour = max(0, len(voters or ()) - against - abstained - blank)
    return Vote(in_favour=favour, against=against, abstained=abstained, blank=blank, all_but=not voters), ()


# By side


def _by_side(words: str, people: People, voters: tuple[str, ...] | None, method: Method | None) -> Read | None:
    """`voor: aj, pp; tegen: wv`: who voted what, as in a roll call; None where a name must be guessed.

    Of a secret ballot never: what names voters so is kept nowhere (`secret_ballots`).
    """
    parts = None if method is Method.SECRET else _parts(words)
    if parts is None:
        return None
    named: dict[str, Named] = {}
    for side, has_colon, said in parts:
        match = _NUMBER_OF_NAMES.match(said)
        text = (match["names"] if match else said).strip(" ,;.")
        names = Named() if fold(text) in _NONE else people.read(text)
        if side in named or (match and match["number"] and int(match["number"]) != _number(names)):
            return None
        if not (has_colon or match or names == Named() or people.are_all_people(text)):
            return None
        named[side] = names
    none = Named()
    if not any(names.handles for names in named.values()) or named.get("blank", none) != none:
        return None
    return _roll_call(
        [named.get(side, none) for side in ("favour", "against", "abstained")], people, voters, method, all_but=False
    )


def _parts(words: str) -> list[tuple[str, bool, str]] | None:
    """The side, whether a colon stands behind it, and the words of each part of `voor: aj, pp; tegen: wv`, or None."""
    found = list(_SIDE_OF_NAMES.finditer(words))
    if not found or found[0].start():
        return None
    ends = [*(match.start() for match in found[1:]), len(words)]
    return [
        (
            _side(match),
            bool(match["colon"]),
            re.sub(r"(?<!\s)\s+(?:en|and)$", "", words[match.end() : end].strip(" ,;.")),
        )
        for match, end in zip(found, ends, strict=True)
    ]


# By name


def _by_name(
    words: str, people: People, voters: tuple[str, ...] | None, method: Method | None, *, casting_vote: bool
) -> Read | None:
    """A vote by names: `unaniem -bvdb ~zc`, all but these, or `+dvdb -bvdb ~zc`, a roll call; None for neither."""
    start = _UNANIMOUS.match(words)
    rest = words[start.end() :] if start else words
    if start and _BUT.match(rest):
        if method is Method.SECRET:
            return None
        rest = "-" + re.sub(r"(?<!\s)\s+na$", "", _BUT.sub("", rest))
    signed = _signed(rest)
    if signed is None:
        return None
    casts = next((each for each in signed if not start and _is_chair(each[1], people)), None)
    if casts:
        others = [each for each in signed if each is not casts]
        read = _roll_call(_sides(others, people), people, voters, method, all_but=False) if others else None
        if read and (cast := _with_casting(read[0], casts[0], people, casting_vote=casting_vote)):
            return cast, read[1]
        signed = [(sign, people.chair() or said) if (sign, said) == casts else (sign, said) for sign, said in signed]
    return _roll_call(_sides(signed, people), people, voters, method, all_but=start is not None)


def _with_casting(vote: Vote, sign: str, people: People, *, casting_vote: bool) -> Vote | None:
    """`vote` with what the chair's own vote by office adds to it; None where the chair votes with it as a member."""
    chair = people.chair()
    voted = chair in (*vote.names_in_favour, *vote.names_against, *vote.names_abstained)
    if not chair or sign == "~" or not (voted or casting_vote):
        return None
    if vote.in_favour == vote.against:
        return msgspec.structs.replace(vote, casting=chair, casting_against=sign == "-")
    return vote if voted else None


def _roll_call(
    sides: list[Named], people: People, voters: tuple[str, ...] | None, method: Method | None, *, all_but: bool
) -> Read | None:
    """The vote in which these were in favour, against, and abstained; or with `all_but` everybody but the last two."""
    favour, against, abstained = sides
    unread = favour.unread + against.unread + abstained.unread
    if EVERYONE in against.handles + abstained.handles:
        return None
    if favour.handles == (EVERYONE,) and not favour.unread:
        all_but, favour = True, Named()
    if all_but:
        said = favour.handles or favour.unread
        return None if said else (_all_but(against, abstained, people, voters), unread)
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


def _signed(words: str) -> list[tuple[str, str]] | None:
    """The words behind each `+`, `-` and `~`, with that sign; None where there is anything else."""
    parts = [part for part in re.split(r"(?<![\s,])[\s,]+(?=[+~-])", words.strip()) if part]
    if any(part[0] not in "+-~" or not part[1:].strip() for part in parts):
        return None
    return [(part[0], part[1:].strip()) for part in parts]


def _sides(signed: list[tuple[str, str]], people: People) -> list[Named]:
    """The people behind each sign: in favour, against, and abstained."""
    return [people.read(",".join(said for sign, said in signed if sign == side)) for side in "+-~"]


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
        elif ONE_SIDE.fullmatch(name) or SAID_FIRST.fullmatch(name) or (ONE_SIDE.match(name) and not people.who(name)):
            # A word of a side is nobody's name.
            return None
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
