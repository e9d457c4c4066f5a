"""The kinds of entries, and what holds for each: one table, from which everything else reads.

A new kind is a row here, a verb that makes it, and how the minutes write it, where that is not as `Kind: text`.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from store.i18n import N_, documents


class Kind(StrEnum):
    """What an entry of the record is."""

    NOTE = "note"
    DECISION = "decision"
    PROPOSAL = "proposal"
    ACTION = "action"
    UNDERTAKING = "undertaking"
    VOTE = "vote"
    QUESTION = "question"
    CORRECTION = "correction"
    FOLLOW_UP = "follow_up"
    HANDLING = "handling"
    INTENTION = "intention"
    CONDITION = "condition"

    @property
    def facts(self) -> KindFacts:
        """What holds for entries of this kind."""
        return _FACTS[self]

    @property
    def is_promise(self) -> bool:
        """Whether somebody is to do it, by a day: an action or an undertaking."""
        return self.facts.is_promise

    def called(self, language: str) -> str:
        """What documents call an entry of this kind."""
        return documents(language).gettext(self.facts.name)


class KindFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for the entries of a kind.

    `name` is what documents call one (English, to be translated), `words` are the Dutch and English words and signs
    by which a search finds it, `symbol` stands before it on the screens. `numbering` is the field of
    `store.model.Numbering` that makes its numbers, and `gets_number` says that a new one has a number at once.
    `can_be_adopted` says that it is a proposal that a vote decides on, or was; `has_outcome` that a vote has come to
    something. `is_agreed` says that it stands in a summary, and `is_said` that it is left out where all that was said
    is, and `is_of_actions` where actions are.
    """

    name: str
    words: str
    symbol: str = ""
    numbering: str = ""
    gets_number: bool = False
    is_promise: bool = False
    can_be_adopted: bool = False
    has_outcome: bool = False
    is_agreed: bool = False
    is_said: bool = False
    is_of_actions: bool = False


_FACTS = {
    Kind.NOTE: KindFacts(
        name=N_("Note"),
        words="notitie notities aantekening aantekeningen note notes",
        is_said=True,
    ),
    Kind.DECISION: KindFacts(
        name=N_("Decision"),
        words="besluit besluiten decision decisions !",
        symbol="■",
        numbering="decision",
        gets_number=True,
        can_be_adopted=True,
        has_outcome=True,
        is_agreed=True,
    ),
    Kind.PROPOSAL: KindFacts(
        name=N_("Proposal"),
        words="voorstel voorstellen proposal proposals !?",
        symbol="△",
        # A decision that a second vote rejected is a proposal again, and keeps its number.
        numbering="decision",
        can_be_adopted=True,
        has_outcome=True,
        is_agreed=True,
    ),
    Kind.ACTION: KindFacts(
        name=N_("Action"),
        words="actie acties actiepunt actiepunten action actions",
        symbol="□",
        numbering="action",
        gets_number=True,
        is_promise=True,
        is_agreed=True,
        is_of_actions=True,
    ),
    Kind.UNDERTAKING: KindFacts(
        name=N_("Undertaking"),
        words="toezegging toezeggingen undertaking undertakings &",
        symbol="◇",
        numbering="undertaking",
        gets_number=True,
        is_promise=True,
        is_agreed=True,
    ),
    Kind.VOTE: KindFacts(
        name=N_("Vote"),
        words="stemming stemmingen vote votes =",
        symbol="≡",
        has_outcome=True,
        is_agreed=True,
    ),
    Kind.QUESTION: KindFacts(
        name=N_("Question"),
        words="vraag vragen question questions ?",
        symbol="?",
        is_said=True,
    ),
    Kind.CORRECTION: KindFacts(
        name=N_("Correction"),
        words="correctie correcties correction corrections",
        symbol="✎",
        is_said=True,
    ),
    Kind.FOLLOW_UP: KindFacts(
        name=N_("Follow-up"),
        words="opvolging opvolgingen follow-up follow-ups",
        symbol="↻",
        is_of_actions=True,
    ),
    Kind.HANDLING: KindFacts(
        name=N_("Post"),
        words="post afdoening afdoeningen handling handlings",
        symbol="✉",
        is_agreed=True,
    ),
    Kind.INTENTION: KindFacts(
        name=N_("Intention"),
        words="voornemen voornemens intention intentions",
        symbol="▷",
        numbering="intention",
        gets_number=True,
        is_agreed=True,
    ),
    Kind.CONDITION: KindFacts(
        name=N_("Condition"),
        words="voorwaarde voorwaarden condition conditions",
        symbol="◈",
        is_agreed=True,
    ),
}

PROMISES = tuple(kind for kind in Kind if kind.is_promise)
"""What somebody is to do: actions, undertakings."""

AGREED = tuple(kind for kind in Kind if kind.facts.is_agreed)
"""What a summary holds."""
