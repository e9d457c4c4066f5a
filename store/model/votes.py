"""Votes as they were counted, and what they decided."""

from __future__ import annotations

from enum import StrEnum

from store.model.base import Count, Noun


class Method(StrEnum):
    """How a vote was taken."""

    HAND = "hand"
    ROLL = "roll"
    WRITTEN = "written"
    SECRET = "secret"
    ROUND = "round"
    ACCLAMATION = "acclamation"


class Outcome(StrEnum):
    """What a vote decided under the body's rules."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"
    ELECTED = "elected"
    LOT = "lot"


class Declared(StrEnum):
    """What was said to come of a vote, or how a proposal passed without a count."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    CONSENSUS = "consensus"
    NO_OBJECTION = "no_objection"
    WITHOUT_VOTE = "without_vote"


class Choice(Noun, frozen=True, kw_only=True):
    """The votes for one person in an election; `handle` where the person is known."""

    name: str
    votes: Count
    handle: str = ""


class Vote(Noun, frozen=True, kw_only=True):
    """A vote as it was counted. Names are the handles of a roll call or of a vote by exception.

    A secret vote holds no names. `all_but` says that those in favour were told by
    exception: everybody entitled and present but the ones named. `casting` is who gave
    the casting vote, in favour or against. `declared` is what was said to come of it:
    where nothing was counted, that is all that is known.
    """

    typed: str = ""
    method: Method | None = None
    in_favour: Count = 0
    against: Count = 0
    abstained: Count = 0
    blank: Count = 0
    names_in_favour: tuple[str, ...] = ()
    names_against: tuple[str, ...] = ()
    names_abstained: tuple[str, ...] = ()
    all_but: bool = False
    unanimous: bool = False
    casting: str = ""
    casting_against: bool = False
    choices: tuple[Choice, ...] = ()
    declared: Declared | None = None

    @property
    def is_uncounted(self) -> bool:
        """Whether it is only known what came of it, and nothing was counted."""
        counted = self.in_favour or self.against or self.abstained or self.blank
        return self.declared is not None and not (counted or self.all_but or self.choices)


class Minority(Noun, frozen=True, kw_only=True):
    """A minority view on a decision: whose (a handle, or the words typed), and what."""

    who: str
    text: str
