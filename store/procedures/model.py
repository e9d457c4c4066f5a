"""What a procedure is made of: the nouns that a TOML file of it is read into."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from store.terms.count import Way
from store.terms.length import Length

Text = Mapping[str, str]
"""The same words by language: `nl`, `en`."""

NOT_ASKED = "not_asked"
"""The answer of a step that was never taken, where a condition names it."""


class By(StrEnum):
    """Whose step it is."""

    US = "us"
    THEM = "them"
    BOTH = "both"


class Channel(StrEnum):
    """Which piece of post is a step by itself."""

    NONE = ""
    IN = "in"
    OUT = "out"
    ANY = "any"


class Held(StrEnum):
    """In which meeting a step is taken: one with the other side, or one of the body alone."""

    NONE = ""
    OVERLEG = "overleg"
    OWN = "own"


class Basis(StrEnum):
    """What a day rests on: a statute, a ruling, custom, an agreement, or an assumption."""

    LAW = "wet"
    RULING = "uitspraak"
    CUSTOM = "gewoonte"
    AGREED = "afspraak"
    ASSUMED = "aanname"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What every part of a procedure shares: frozen."""


class Need(Part, frozen=True, kw_only=True):
    """What a step must have, and what is said where it was lacking; the step `met_by` makes up for it.

    `words` are those by which it is typed, beside its key.
    """

    key: str
    lacking: Text
    words: tuple[str, ...] = ()
    met_by: str = ""


class Step(Part, frozen=True, kw_only=True):
    """A step. It is expected in its turn unless it is `optional`, or `when` names answers that were not given.

    `words` are those by which it is typed. `follows` is the step that it makes no sense without, `before` the step
    that must not be taken without it: `missing` is said then, and nothing is refused. `asks` names what is asked for.
    """

    key: str
    name: Text
    by: By
    words: tuple[str, ...] = ()
    piece: Channel = Channel.NONE
    meeting: Held = Held.NONE
    follows: str = ""
    before: str = ""
    missing: Text = {}
    law: str = ""
    optional: bool = False
    answers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    letter: str = ""
    when: Mapping[str, tuple[str, ...]] = {}
    need: tuple[Need, ...] = ()


class Start(Part, frozen=True, kw_only=True):
    """A step from which a term runs, why it does, and what that rests on."""

    step: str
    ground: Text
    basis: Basis


class Term(Part, frozen=True, kw_only=True):
    """A term: from which steps it runs, how long, by whose rules, whose it is, and which steps end it.

    It runs where `when` holds. One without a `length` runs until the day that was agreed in the step `agreed`, else,
    by custom, as long as the body says. `back` counts from an event that is still to come. `moved` is what it rests on
    that weekends and holidays put it off. `passed` says what it means that it ran out; with `silence` that counts as a
    consent.
    """

    key: str
    name: Text
    start: tuple[Start, ...]
    ours: bool
    count: Way
    ends: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = {}
    length: Length | None = None
    agreed: str = ""
    back: bool = False
    law: str = ""
    moved: Basis = Basis.LAW
    silence: bool = False
    passed: Text = {}


class Procedure(Part, frozen=True, kw_only=True):
    """A kind of request. `regime` is the key of the rules that it is of, `article` what is typed for it (`25`).

    `words` are those by which it is called, `them` is the other side, `matters` are the cases that the article names.
    """

    key: str
    version: int
    name: Text
    short: Text
    them: Text
    step: tuple[Step, ...]
    term: tuple[Term, ...] = ()
    regime: str = ""
    law: str = ""
    article: str = ""
    words: tuple[str, ...] = ()
    matters: Mapping[str, Text] = {}

    def find(self, key: str) -> Step | None:
        """The step with that key."""
        return next((step for step in self.step if step.key == key), None)


def say(text: Text, language: str) -> str:
    """`text` in `language`, else in English, else in whichever it has."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
