"""How a body votes, and how it numbers what it agrees."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from store.model.base import Count, Noun


class QuorumOf(StrEnum):
    """What a quorum is counted against."""

    NUMBER = "number"
    SEATS = "seats"
    MEMBERS = "members"


class Majority(StrEnum):
    """How many votes in favour carry a proposal."""

    CAST = "cast"
    PRESENT = "present"
    SEATS = "seats"
    TWO_THIRDS = "two_thirds"
    UNANIMOUS = "unanimous"


class Tie(StrEnum):
    """What becomes of a proposal when the votes are equal."""

    HELD_OVER = "held_over"
    REJECTED = "rejected"
    LOT = "lot"
    CASTING = "casting"


class Quorum(Noun, frozen=True, kw_only=True):
    """How many voters must be in the room: a number, or a share of seats or members.

    With `of` a share, `parts` is the share (1, 2 is a half) and `more` asks for more
    than that share instead of at least that share.
    """

    of: QuorumOf = QuorumOf.SEATS
    number: Count = 0
    parts: tuple[Count, Annotated[int, Meta(ge=1, le=1_000_000)]] = (1, 2)
    more: bool = True


class Rules(Noun, frozen=True, kw_only=True):
    """A body's rules of voting: settings, never constants."""

    quorum: Quorum = Quorum()
    majority: Majority = Majority.CAST
    tie: Tie = Tie.HELD_OVER
    casting_vote: bool = False
    abstentions_count: bool = False
    blanks_count: bool = False


class Numbering(Noun, frozen=True, kw_only=True):
    """How references are made: `{meeting}` is the meeting's number, `{n}` counts within it.

    With `{year}` in the place of `{meeting}`, `{n}` counts within the year, over all meetings; behind the numbers of
    an older register, of which `last` has the last ones.

    In the meeting's own number `{n}` counts the body's meetings, in a year where `{year}`
    stands beside it; `{month}` and `{day}` may stand there too.
    """

    decision: str = "D {meeting}-{n:02}"
    action: str = "A {meeting}-{n:02}"
    undertaking: str = "U {meeting}-{n:02}"
    intention: str = "V {meeting}-{n:02}"
    meeting: str = "{year}-{n:02}"
    last: tuple[str, ...] = ()
