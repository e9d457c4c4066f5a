"""Whether a line that cannot be read as a vote says of persons how they voted in a secret ballot.

A side counts only beside a name: `AB voor`, `AB stemde tegen`, `voor: AB, KP`, `+ab`. That somebody made the
proposal, was elected, or has a word to say about the ballot tells nobody's vote.
"""

from __future__ import annotations

import re

from store.language.people import People
from store.language.vocabulary import COUNTS, OFFICES, any_of, is_office

_SECRET = re.compile(r"\b(?:geheime?|secret(?:ly)?)\b", re.IGNORECASE)
_SIGNED = re.compile(r"(?:^|[\s,:])[+~-][^\W\d]")
# Where a word begins that may be a name, and as much of the line as the longest name may take.
_WORD = re.compile(r"(?<![\w'’.])[^\W\d]\w*")
_LONGEST = 200
# What stands for a name of a person while the line is looked at.
_NAME = "§"
# All names of a list, and never less; those behind which the list, or the sentence, ends.
_NAMES = rf"(?>{_NAME}(?:[\s,&]+(?:(?:en|and)\s+)?{_NAME})*)"
_ONLY_NAMES = rf"{_NAMES}(?=\s*(?:$|[,;+~-]))"
_FOR = r"(?:voor(?:gestemd|stem\w*)?|for|in\s+favour)\b"
_AGAINST = r"(?:tegen(?:gestemd|stem\w*)?|against|blanco|blank)\b"
_ABSTAINED = r"(?:onth|abst)\w+\b"
_SIDE = rf"(?:{_FOR}|{_AGAINST}|{_ABSTAINED})"
_VOTED = r"(?:stem(?:t|de|den|men)|votes?|voted)"
_WAS = r"(?:is|zijn|was|waren|are|were)"
_TOO = r"(?:(?:ook|wel|niet|beiden?|also|both|not)\s+)?"
_HAS = r"(?:heeft|hebben|had|hadden|has|have)"
_WORDS = r"(?:[^\W\d]+\s+){0,3}"
# `tegen een geheime stemming`: a word about the ballot, and no vote in it.
_NO_BALLOT = (
    r"(?!\s+(?:(?:zo['’]n|een|an?|such|de|the|deze|this|geheime?|schriftelijke?|secret|written)\s+)*"
    r"(?:stemm|ballot|vot))"
)
# `voor vier jaar`, `voor de functie`, `for chair`: a word as in any sentence.
_OFFICES = any_of(re.escape(word) for office in OFFICES for word in office.words if is_office(word))
_NO_SENTENCE = (
    rf"(?!\s+(?:\d|(?:{any_of(COUNTS)}|één|de|het|the|an?|als|as|zijn|haar|hun|ons|onze|mijn|uw|his|her|their|our|its"
    rf"|my|your|{_OFFICES}\w*)\b))"
)
_TELLS = re.compile(
    "|".join(
        (
            # `- ab`; a dash before a sentence is none
            rf"(?:^|[\s,:])[+~-]\s*{_ONLY_NAMES}",
            # `AB stemde voor het voorstel`, `KP heeft tegen gestemd`, `KP heeft zich onthouden`
            rf"{_NAME}\s+{_VOTED}\s+{_WORDS}{_SIDE}",
            rf"{_NAME}\s+{_HAS}\s+{_WORDS}(?:{_SIDE}\s+{_WORDS}gestemd|voted\s+{_SIDE}|{_ABSTAINED}|\w+gestemd)",
            # `AB voor`, `KP was tegen`, `KP: blanco`
            rf"{_NAME}\s*:?\s*(?:{_WAS}\s+)?{_TOO}(?:{_FOR}{_NO_SENTENCE}|{_AGAINST}){_NO_BALLOT}",
            rf"{_NAME},\s*{_SIDE}(?=\s*(?:$|[,;]))",
            # `KP onthield zich`, but not of comment
            rf"{_NAME}\s*:?\s*{_ABSTAINED}(?!\s+(?:zich\s+)?(?:van|from)\s+(?!stem|vot))",
            # `voor: AB omdat …`, `tegen waren KP en AB`
            rf"(?<!\d)(?<!\d\s){_SIDE}\s*(?::|(?:{_WAS}|{_VOTED})\b\s*:?)\s*{_NAME}",
            # `3 voor: AB, KP`, but not `3 voor, 1 tegen: KP gekozen`
            rf"{_SIDE}\s*(?::|(?:{_WAS}|{_VOTED})\b\s*:?)\s*{_ONLY_NAMES}",
            # `3-1 tegen KP`; `3 voor KP` is how many votes somebody got
            rf"\d\s*(?:{_AGAINST}|{_ABSTAINED})\s+{_ONLY_NAMES}",
            # `geheim, voor AB en KP`
            rf"(?:^|[,;:]|\b(?:geheim|secret|schriftelijk|written|en|and|maar|but)\s)\s*{_SIDE}\s+{_ONLY_NAMES}",
            rf"(?:{_ABSTAINED}|(?:voor|tegen)stem\w*)\s+(?:van|door|of|by|from)\s+{_NAME}",
            rf"\b(?:behalve|uitgezonderd|except)\s+(?:for\s+|van\s+)?{_NAME}",
        )
    ),
    re.IGNORECASE,
)
# `AB stelt KP voor` is a proposal.
_PROPOSED = re.compile(rf"\b(?:stel(?:t|de|len|den)|dra(?:agt|gen)|droeg(?:en)?)\s+{_NAMES}\s+voor\b", re.IGNORECASE)


def tells_secret(plain: str, people: People) -> bool:
    """Whether `plain`, no vote that can be read, says who voted what in secret; its signs are those of a keyboard."""
    if _SECRET.search(plain) is None:
        return False
    return _SIGNED.search(plain) is not None or _TELLS.search(_PROPOSED.sub("", _marked(plain, people))) is not None


def _marked(plain: str, people: People) -> str:
    """`plain` with a mark for each name; brackets and full stops are the commas and colons they stand for."""
    text = re.sub(r"\s*[(=]", ": ", plain.replace(_NAME, " "))
    text = re.sub(r"\)|[.!?](?=\s|$)", ", ", text)
    text = re.sub(r"(?<=\w)/(?=\w)", " en ", text)
    parts: list[str] = []
    at = 0
    while match := _WORD.search(text, at):
        said = text[match.start() : match.start() + _LONGEST]
        name, _rest = people.first(said)
        parts.append(text[at : match.start()])
        if name and people.who(name):
            parts.append(_NAME)
            at = match.start() + len(name)
        else:
            at = match.end()
            parts.append(match[0])
    return "".join((*parts, text[at:]))
