"""How far a piece of post is: computed from the rows of the desk and what meetings said, in the order of time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from store.desk.desk import Desk
from store.desk.model import Direction, Handling, Piece
from store.model import Effect


class Stand(StrEnum):
    """How far a piece is."""

    NEW = "new"
    OPEN = "open"
    TO_ANSWER = "to_answer"
    DONE = "done"
    SENT = "sent"
    DROPPED = "dropped"


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What meetings tell of post: the handlings said in them, by the number of the piece, and which were held.

    `fixed` are the keys of the meetings on whose list a piece stands, by its number: lists are fixed when their agenda
    is sent. `lists` are the days on which agendas were sent whose list was not kept, with the keys of the meetings, the
    earliest first.
    """

    handlings: Mapping[str, Handling] = {}
    meetings: Collection[str] = ()
    fixed: Mapping[str, str] = {}
    lists: tuple[tuple[date, str], ...] = ()


NOTHING_HELD = Held()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a piece is, and why: the handling that counts, by which piece it was answered, on which list it stood."""

    stand: Stand
    handling: Handling | None = None
    answered_by: str = ""
    answered_on: date | None = None
    listed: str = ""
    is_late: bool = False


def standing(desk: Desk, piece: Piece, held: Held = NOTHING_HELD, today: date | None = None) -> Standing:
    """How far `piece` is. `today` tells whether what is to be done about it is late."""
    handling = counting(piece, held)
    answers = [
        each for each in desk.answers_to(piece) if each.direction is Direction.OUT or piece.direction is Direction.IN
    ]
    listed = listed_for(piece, held)
    stand = _stand(piece, handling, bool(answers), listed, held)
    due = handling.due.day if handling and handling.due else None
    return Standing(
        stand=stand,
        handling=handling,
        answered_by=answers[0].number if answers else "",
        answered_on=answers[0].day if answers else None,
        listed=listed,
        is_late=bool(today and due and due < today and stand in (Stand.OPEN, Stand.TO_ANSWER)),
    )


def counting(piece: Piece, held: Held = NOTHING_HELD) -> Handling | None:
    """The handling that counts: the one that was said last, at the desk or in a meeting."""
    own, told = piece.handling, held.handlings.get(piece.number)
    if own is None or told is None:
        return told or own
    return own if own.at and told.at and own.at > told.at else told


def registered_on(piece: Piece) -> date:
    """The day on which a piece was there to be listed: that of its registration, never before it came."""
    return max(piece.day, piece.at.date())


def listed_for(piece: Piece, held: Held) -> str:
    """The key of the meeting whose list of post a piece stands on; "" where it stands on none yet."""
    if key := held.fixed.get(piece.number):
        return key
    there = registered_on(piece)
    return next((meeting for day, meeting in held.lists if there <= day), "") if is_on_lists(piece, held) else ""


def not_listed(piece: Piece, held: Held) -> bool:
    """Whether a piece waits for a list: it belongs on one, and stands on none."""
    return is_on_lists(piece, held) and not listed_for(piece, held)


def is_on_lists(piece: Piece, held: Held = NOTHING_HELD) -> bool:
    """Whether a piece belongs on a list of post at all: what is filed, or lapsed, does not."""
    handling = counting(piece, held)
    return not piece.dropped and not (handling and handling.effect is Effect.FILE)


def _stand(piece: Piece, handling: Handling | None, answered: bool, listed: str, held: Held) -> Stand:
    if piece.dropped:
        return Stand.DROPPED
    if piece.direction is Direction.OUT:
        return Stand.SENT
    if piece.closed or answered:
        return Stand.DONE
    if handling is None:
        return Stand.NEW
    match handling.effect:
        case Effect.FILE | Effect.REQUEST:
            return Stand.DONE
        case Effect.NOTED:
            return Stand.DONE if listed in held.meetings else Stand.OPEN
        case Effect.DISCUSS | Effect.WITH_ITEM:
            return Stand.DONE if (handling.meeting or listed) in held.meetings else Stand.OPEN
        case Effect.ANSWER:
            return Stand.TO_ANSWER
    return Stand.OPEN
