"""For whom a document is, and what it leaves out for them."""

from __future__ import annotations

from enum import StrEnum

from store.model import AgendaItem, Entry, Secrecy
from store.record import Record


class Audience(StrEnum):
    """The readers of a document: all who were invited, or everybody."""

    FULL = "full"
    PUBLIC = "public"


def secrecy_of(record: Record, entry: Entry) -> Secrecy | None:
    """Why `entry` is confidential, itself or with its item; None where it is not."""
    item = record.items.get(entry.item) if entry.item is not None else None
    return entry.confidential or (item.confidential if item else None)


def hides_item(audience: Audience, item: AgendaItem) -> bool:
    """Whether `audience` may see no more of `item` than its number and ground."""
    return audience is Audience.PUBLIC and item.confidential is not None


def hides_entry(audience: Audience, record: Record, entry: Entry) -> bool:
    """Whether `audience` may see no more of `entry` than its number and ground."""
    return audience is Audience.PUBLIC and secrecy_of(record, entry) is not None
