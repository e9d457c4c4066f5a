"""A record as one group of readers may see it, which says itself what was left out of it.

Only `exports.confidentiality.redaction.redacted` makes one, and documents, lists, data and calendars are made of
nothing else: what a writer forgets to look at is empty, and never told. What was left out has a type of its own, so
that a writer can say so: a `ClosedItem`, a `ClosedEntry`, a vote of which only the `CountedVote` is told, an
`UntimedGuest`.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from store.desk.model import Direction
from store.model import AgendaItem, Attendee, Audience, Earlier, Entry, Kind, Secrecy, Vote, Withheld
from store.record.record import Rows, position

UNNAMED = 0
"""What a proposal amends that is not told: ids of rows begin at 1."""


class ClosedItem(AgendaItem, frozen=True, kw_only=True):
    """A confidential item, of which no more is told than its number, its depth and why (`confidential`)."""


class ClosedEntry(Entry, frozen=True, kw_only=True):
    """An entry of which no more is told than its kind, its number and why it is `confidential`.

    `about` is the number of the earlier action that it is about, `is_amendment` says that it is a proposal that
    amends another.
    """

    about: str = ""
    is_amendment: bool = False


class CountedVote(Vote, frozen=True, kw_only=True):
    """A vote of which the numbers are told, and no names beside them.

    `was_election` says that people were voted on: then `elected` is who was, by handle or by name, and no numbers are
    told. `had_casting_vote` says that somebody gave one.
    """

    was_election: bool = False
    elected: str = ""
    had_casting_vote: bool = False


class UntimedGuest(Attendee, frozen=True, kw_only=True):
    """A guest of whom is told that they were there, perhaps `online`, and not when."""

    online: bool = False


class SeenPiece(msgspec.Struct, frozen=True, kw_only=True):
    """What readers see of a piece. Of one that they may not read (`is_closed`): its number, and on what ground.

    `is_secret`: it is confidential, and they may read it.
    """

    number: str
    direction: Direction
    day: date | None = None
    dated: date | None = None
    party: str = ""
    subject: str = ""
    handling: str = ""
    is_closed: bool = False
    is_secret: bool = False


class Redacted(Rows, frozen=True, kw_only=True):
    """The rows that `audience` may see.

    `withheld` is what the whole version leaves out by the settings of the body. `secrecy` tells of each item and
    entry that is confidential why, by its id. `treated` are the ids of the items in the order of treatment.
    `unsaid` are the item (its id, or None) and the kind of each entry of which these readers are not told that it
    is there: under such an item it is not true that nothing was said. `open_before` are the actions of earlier
    meetings that are still open, `dealt_with` those that are not since this one, redacted as well. `without_quorum`
    are the ids of the decisions that were taken without a quorum. `changed` is when anything was last changed in it,
    or when it was approved. `set_at` are the instants at which the day, hour, place or title of the meeting were
    changed, oldest first. `act` is the number of the last act, for those who may see everything; 0 for others. `post`
    is the list of post of the meeting, where it was asked for.
    """

    audience: Audience
    withheld: frozenset[Withheld]
    secrecy: dict[int, Secrecy]
    treated: tuple[int, ...]
    unsaid: frozenset[tuple[int | None, Kind]]
    open_before: tuple[Earlier, ...] = ()
    dealt_with: tuple[Earlier, ...] = ()
    changed: datetime | None = None
    set_at: tuple[datetime, ...] = ()
    without_quorum: frozenset[int] = frozenset()
    post: tuple[SeenPiece, ...] = ()
    act: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it is the version for those who were invited, which leaves out nothing."""
        return self.audience is Audience.FULL

    @property
    def is_held(self) -> bool:
        """Whether the meeting was opened, or something was written down of it: then it has minutes."""
        return self.meeting.opened is not None or bool(self.entries)

    def tells(self, entry: Entry) -> bool:
        """Whether readers are told, where all entries stand in a row, that there is `entry`.

        Under a closed item they are told of none, and the public of no confidential one at all.
        """
        if not isinstance(entry, ClosedEntry):
            return True
        item = self.items.get(entry.item) if entry.item is not None else None
        return self.audience.facts.knows_of_secrets and not isinstance(item, ClosedItem)

    def entries_of(self, item: int | None) -> list[Entry]:
        """What is told under an item (None: under no item), oldest first but for what was moved."""
        return sorted((entry for entry in self.entries.values() if entry.item == item), key=position)

    def outside(self) -> list[Entry]:
        """What is told under no item, or under one that is no longer on the agenda, in its order."""
        agenda = {item.id for item in self.agenda()}
        return sorted((entry for entry in self.entries.values() if entry.item not in agenda), key=position)


def was_there(who: Attendee) -> bool:
    """Whether `who` took part, also where it is not told when."""
    return bool(who.presence) or isinstance(who, UntimedGuest)
