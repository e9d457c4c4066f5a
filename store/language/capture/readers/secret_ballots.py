"""Finds lines about a secret ballot that say how somebody voted, though they cannot be read as a vote.

Such a line is kept nowhere where it would have been a vote (`= …`, `! = …`); of any other it is asked, in amber,
whether it should stand there. It is found in three steps:

1. It must speak of a secret ballot (`geheim`, `secret`), or of voting where there was one in the meeting, or be about
   an item on which there was one.
2. Each name of a person becomes one mark, `§`, and brackets and full stops become the commas and colons that they
   stand for: `geheim (KP en AB voor).` is looked at as `geheim: § en § voor, `.
3. What is left is held against `WAYS`: the ways to say that somebody was for, against, blank, or abstained.

A side counts only right beside a name. That somebody made the proposal, was elected, or has a word to say about the
ballot tells nobody's vote.
"""

from __future__ import annotations

import re
from enum import IntEnum

import msgspec

from store.language.people import People
from store.language.vocabulary import COUNTS, OFFICES, any_of, is_office, office_in

_SECRET = re.compile(r"\b(?:geheime?|secret(?:ly)?)\b", re.IGNORECASE)
# A sign right before a letter is a vote also of somebody whom nobody here is called: `+piet`.
_SIGNED = re.compile(r"(?:^|[\s,:])[+~-][^\W\d]")
_SIGNED_NAME = re.compile(r"(?:^|[\s,:])[+~-]§")
_VOTING = re.compile(r"\b(?:(?:ge)?stem\w*|(?:voor|tegen)(?:ge)?stem\w*|vot(?:e|ed|es|ing))\b", re.IGNORECASE)
# Where a word begins that may be a name, and as much of the line as the longest name may take, in characters.
_WORD = re.compile(r"(?<![\w'’.])[^\W\d]\w*")
_LONGEST = 200
_NAME = "§"

# Names: all of a list, and never fewer (`(?>` lets the search take none back); and a list that ends its part of the
# sentence.
_NAMES = rf"(?>{_NAME}(?:[\s,&]+(?:(?:en|and)\s+)?{_NAME})*)"
_ONLY_NAMES = rf"{_NAMES}(?=\s*(?:$|[,;+~-]))"
# Sides.
_FOR = r"(?:voor(?:gestemd|stem\w*)?|for|in\s+favour|ja|yes|aye|akkoord)\b"
_AGAINST = r"(?:tegen(?:gestemd|stem\w*)?|against|blanco|blank|nee|neen|nay|no)\b"
_ABSTAINED = r"(?:onth|abst)\w+\b"
_SIDE = rf"(?:{_FOR}|{_AGAINST}|{_ABSTAINED})"
# Words between a name and a side.
_VOTED = r"(?:stem(?:t|de|den|men)|votes?|voted)"
_WAS = r"(?:is|zijn|was|waren|are|were)"
_TOO = r"(?:(?:ook|wel|niet|beiden?|also|both|not|geheim|secretly)\s+)?"
_HAS = r"(?:heeft|hebben|had|hadden|has|have)"
_THREE_WORDS = r"(?:[^\W\d]+\s+){0,3}"
_COLON_OR_VERB = rf"(?::|(?:{_WAS}|{_VOTED})\b\s*:?)"
# What may not follow a side. `tegen een geheime stemming`: a word about the ballot, and no vote in it.
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
# What goes before a side that begins its part of the sentence.
_BEGINS = r"(?:^|[,;:]|\b(?:geheim|secret|schriftelijk|written|en|and|maar|but)\s)"
# `AB stelt KP voor` is a proposal.
_PROPOSED = re.compile(rf"\b(?:stel(?:t|de|len|den)|dra(?:agt|gen)|droeg(?:en)?)\s+{_NAMES}\s+voor\b", re.IGNORECASE)


class Ballot(IntEnum):
    """Whether there was a secret ballot: none that is known of, in this meeting, or on this very item."""

    NONE = 0
    IN_MEETING = 1
    ON_ITEM = 2


class Way(msgspec.Struct, frozen=True):
    """One way to say how somebody voted: lines that say it so, and the pattern of it with `§` for each name."""

    examples: tuple[str, ...]
    pattern: str


WAYS = (
    # A sign before names and nothing else: a dash before a sentence is none.
    Way(("geheim - KP",), rf"(?:^|[\s,:])[+~-]\s*{_ONLY_NAMES}"),
    Way(("geheim: AB stemde voor het voorstel",), rf"{_NAME}\s+{_VOTED}\s+{_THREE_WORDS}{_SIDE}"),
    Way(
        ("geheim: KP heeft tegen gestemd", "secret: KP has voted against", "geheim: KP heeft zich onthouden"),
        rf"{_NAME}\s+{_HAS}\s+{_THREE_WORDS}"
        rf"(?:{_SIDE}\s+{_THREE_WORDS}gestemd|voted\s+{_SIDE}|{_ABSTAINED}|\w+gestemd)",
    ),
    Way(
        ("geheim: AB voor", "geheim: KP was tegen", "geheim: KP: blanco"),
        rf"{_NAME}\s*:?\s*(?:{_WAS}\s+)?{_TOO}(?:{_FOR}{_NO_SENTENCE}|{_AGAINST}){_NO_BALLOT}",
    ),
    Way(("geheim: KP, tegen",), rf"{_NAME},\s*{_SIDE}(?=\s*(?:$|[,;]))"),
    # Whoever abstains from comment has not voted by that.
    Way(
        ("geheim: KP onthield zich",),
        rf"{_NAME}\s*:?\s*{_ABSTAINED}(?!\s+(?:zich\s+)?(?:van|from)\s+(?!stem|vot))",
    ),
    Way(
        ("geheim: voor: AB omdat het moet", "geheim: tegen waren KP en AB"),
        rf"(?<!\d)(?<!\d\s){_SIDE}\s*{_COLON_OR_VERB}\s*{_NAME}",
    ),
    # Behind a number only where names are all there is: not `3 voor, 1 tegen: KP gekozen`.
    Way(("geheim 3 voor: AB, KP",), rf"{_SIDE}\s*{_COLON_OR_VERB}\s*{_ONLY_NAMES}"),
    # `3 voor KP` is how many votes somebody got.
    Way(("geheim 3-1 tegen KP",), rf"\d\s*(?:{_AGAINST}|{_ABSTAINED})\s+{_ONLY_NAMES}"),
    Way(("geheim, voor AB en KP",), rf"{_BEGINS}\s*{_SIDE}\s+{_ONLY_NAMES}"),
    Way(
        ("geheim, met onthouding van KP", "geheim, met voorstemmen van KP"),
        rf"(?:{_ABSTAINED}|(?:voor|tegen)stem\w*)\s+(?:van|door|of|by|from)\s+{_NAME}",
    ),
    Way(
        ("geheim: allen behalve KP", "secret: all except KP"),
        rf"\b(?:behalve|uitgezonderd|except)\s+(?:for\s+|van\s+)?{_NAME}",
    ),
)
"""All that tells a vote; where one of them fits, the line is kept nowhere."""
_TELLS = re.compile("|".join(way.pattern for way in WAYS), re.IGNORECASE)


def tells_secret(plain: str, people: People, ballot: Ballot = Ballot.NONE, *, is_vote: bool = True) -> bool:
    """Whether a line that cannot be read as a vote says of somebody how they voted in secret.

    `plain` is what stands behind the `=` where it `is_vote`, else the whole line, with the signs of a keyboard
    (`votes.SIGNS`). `ballot` is what is known of secret ballots where it stands.
    """
    if not is_about_secret(plain, ballot):
        return False
    if is_vote and _SIGNED.search(plain):
        return True
    said = _PROPOSED.sub("", with_marks(plain, people))
    return _TELLS.search(said) is not None or (not is_vote and _SIGNED_NAME.search(said) is not None)


def is_about_secret(plain: str, ballot: Ballot) -> bool:
    """Whether a line speaks of a secret ballot, or of voting where there was one, or is about what was so voted on."""
    return bool(_SECRET.search(plain) or (ballot and (ballot is Ballot.ON_ITEM or _VOTING.search(plain))))


def with_marks(plain: str, people: People) -> str:
    """`plain` with `§` for each name of somebody, and commas and colons for brackets and full stops."""
    text = re.sub(r"(?<![-=])[-=]*>|[→⇒➔]", ": ", plain.replace(_NAME, " "))
    text = re.sub(r"(?<!\s)\s*[(=]", ": ", text)
    text = re.sub(r"\)|[.!?](?=\s|$)", ", ", text)
    text = re.sub(r"(?<=\w)/(?=\w)", " en ", text)
    parts: list[str] = []
    at = 0
    while match := _WORD.search(text, at):
        said = text[match.start() : match.start() + _LONGEST]
        name, _rest = people.first(said)
        parts.append(text[at : match.start()])
        # `Kees for chair`: an office is what somebody is voted into.
        if name and people.who(name) and (people.get(name) or not office_in(name)):
            parts.append(_NAME)
            at = match.start() + len(name)
        else:
            at = match.end()
            parts.append(match[0])
    return "".join((*parts, text[at:]))
