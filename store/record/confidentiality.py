"""What is confidential: an item with all its parts, every entry under them, and every entry that has words of those.

All of it follows from the record as it stands now, so that it is the same in whatever order things
were said, made confidential, and said again elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from store.model import AgendaItem, Entry, Secrecy
from store.record.record import Record, Rows


def item_secrecy(record: Record | Rows, item: AgendaItem) -> Secrecy | None:
    """Why `item` is confidential, itself or with the item that it is a part of; None where it is not.

    Where that item may be one that cannot be read, nobody knows that it is not.
    """
    agenda = record.meeting.agenda
    at = agenda.index(item.id) if item.id in agenda else 0
    part, grounds = item, [item.confidential]
    for id in reversed(agenda[:at]):
        if not part.depth:
            break
        other = record.items.get(id)
        if other is None:
            grounds.append(Secrecy())
        elif other.depth < part.depth:
            part = other
            grounds.append(part.confidential)
    return together(grounds)


def own_secrecy(record: Record | Rows, entry: Entry) -> Secrecy | None:
    """Why `entry` is confidential, itself or with what it has words of; not with the item that it stands in."""
    return together((entry.confidential, *_of_words(record, entry, {entry.id})))


def secrecy_of(record: Record | Rows, entry: Entry) -> Secrecy | None:
    """Why `entry` is confidential, itself, with its item, or with what it has words of; None where it is not.

    Where its item cannot be found, nobody knows that it is not.
    """
    return together(_grounds(record, entry, {entry.id}))


def without_secret_words(record: Record | Rows, entry: Entry) -> Entry:
    """`entry`, no longer held to have words of what is confidential now."""
    still = tuple(
        id for id in entry.words_of if not together(_of_words(record, replace(entry, words_of=(id,)), {entry.id}))
    )
    return replace(entry, words_of=still)


def secrecies(record: Record | Rows) -> dict[int, Secrecy]:
    """Of each item, entry and follow-up that is confidential, by its id, why: for all of them at once."""
    found = {item.id: secrecy for item in record.items.values() if (secrecy := item_secrecy(record, item))}
    for entry in (*record.entries.values(), *record.followups.values()):
        open_item = entry.item is None or (entry.item in record.items and entry.item not in found)
        if entry.confidential or entry.words_of or not open_item:
            secrecy = secrecy_of(record, entry)
            found |= {entry.id: secrecy} if secrecy else {}
    return found


def together(grounds: Iterable[Secrecy | None]) -> Secrecy | None:
    """All of `grounds` as one, that of the first; None where there are none."""
    there = [ground for ground in grounds if ground]
    if not there:
        return None
    each = dict.fromkeys(ground for one in there for ground in (one.ground, *one.also))
    return replace(there[0], also=tuple(ground for ground in each if ground != there[0].ground))


def _grounds(record: Record | Rows, entry: Entry, seen: set[int]) -> Iterator[Secrecy | None]:
    yield entry.confidential
    if entry.item is not None:
        yield _of_item(record, entry.item)
    yield from _of_words(record, entry, seen)


def _of_words(record: Record | Rows, entry: Entry, seen: set[int]) -> Iterator[Secrecy | None]:
    for id in entry.words_of:
        if id in record.entries and id not in seen:
            seen.add(id)
            yield from _grounds(record, record.entries[id], seen)
        elif id not in record.entries:
            yield _of_item(record, id)


def _of_item(record: Record | Rows, id: int) -> Secrecy | None:
    return item_secrecy(record, record.items[id]) if id in record.items else Secrecy()
