"""For whom a document is, and what it leaves out for them.

A part of a confidential item is confidential with it. Of a guest who came only for what
is confidential the public is not told: the name alone can say what it was about.
"""

from __future__ import annotations

from enum import StrEnum

from store.model import AgendaItem, Attendee, Entry, Interval, Presence, Role
from store.record import Record
from store.secrecy import item_secrecy, secrecy_of


class Audience(StrEnum):
    """The readers of a document: all who were invited, or everybody."""

    FULL = "full"
    PUBLIC = "public"


def hides_item(audience: Audience, record: Record, item: AgendaItem) -> bool:
    """Whether `audience` may see no more of `item` than its number and ground."""
    return audience is Audience.PUBLIC and item_secrecy(record, item) is not None


def hides_entry(audience: Audience, record: Record, entry: Entry) -> bool:
    """Whether `audience` may see no more of `entry` than its number and ground."""
    return audience is Audience.PUBLIC and secrecy_of(record, entry) is not None


def hides_guest(audience: Audience, record: Record, who: Attendee) -> bool:
    """Whether `audience` may not know that this guest was there."""
    if audience is not Audience.PUBLIC or who.role is not Role.GUEST:
        return False
    hidden = {item.number for item in record.items.values() if hides_item(audience, record, item)}
    only_for_hidden = bool(who.items) and hidden.issuperset(who.items)
    return only_for_hidden or (bool(who.presence) and not presence_for(audience, record, who))


def presence_for(audience: Audience, record: Record, who: Attendee) -> tuple[Presence, ...]:
    """When `who` was there, as far as `audience` may know: of a guest, not that it was for a confidential item."""
    if who.role is not Role.GUEST:
        return who.presence
    hidden = [item for item in record.items.values() if hides_item(audience, record, item)]
    during = [interval for item in hidden for interval in item.intervals]
    return tuple(here for here in who.presence if not any(_within(here, one) for one in during))


def _within(presence: Presence, interval: Interval) -> bool:
    if presence.start < interval.start:
        return False
    return interval.end is None or (presence.end is not None and presence.end <= interval.end)
