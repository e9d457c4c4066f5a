"""What is confidential: an item with all its parts, and every entry under them."""

from __future__ import annotations

from store.model import AgendaItem, Entry, Secrecy
from store.record import Record, Rows


def item_secrecy(record: Record | Rows, item: AgendaItem) -> Secrecy | None:
    """Why `item` is confidential, itself or with the item that it is a part of; None where it is not."""
    agenda = record.agenda()
    at = next((at for at, other in enumerate(agenda) if other.id == item.id), 0)
    part = item
    for other in (item, *reversed(agenda[:at])):
        if other is item or other.depth < part.depth:
            part = other
            if part.confidential:
                return part.confidential
    return None


def secrecy_of(record: Record | Rows, entry: Entry) -> Secrecy | None:
    """Why `entry` is confidential, itself or with its item; None where it is not.

    Where its item cannot be found, nobody knows that it is not.
    """
    if entry.confidential or entry.item is None:
        return entry.confidential
    item = record.items.get(entry.item)
    return item_secrecy(record, item) if item else Secrecy()
