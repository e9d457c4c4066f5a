"""The agenda while it is treated: finding items, adding them, their order, their time, holding them over."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting.doer import Doer
from store.model import AgendaItem, HeldOver, ItemStatus
from store.record.confidentiality import item_secrecy
from store.record.record import Record

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def item_called(record: Record, number: str) -> AgendaItem:
    """The item with the number `number`, in upper or lower case. Raises CannotDo where there is none."""
    for item in record.items.values():
        if item.number.lower() == number.lower():
            return item
    raise CannotDo(_("There is no item {number} on the agenda.").format(number=number))


def current_item(record: Record) -> AgendaItem:
    """The item that is being treated. Raises CannotDo where there is none."""
    item = record.current()
    if item is None:
        raise CannotDo(_("No item is being treated now."))
    return item


def take_out_prepared(record: Record, text: str) -> None:
    """Takes `text` out of the prepared text of the current item, where it is a line of it: it was written down now."""
    item = record.current()
    lines = item.prepared_text.splitlines() if item and text else []
    if item and text in lines:
        lines.remove(text)
        record.put(replace(record.items[item.id], prepared_text="\n".join(lines)))


def _meant(record: Record, line: Line) -> AgendaItem:
    return item_called(record, line.item) if line.item else current_item(record)


def _hold_over(record: Record, line: Line, at: datetime) -> None:
    item = _meant(record, line)
    held = HeldOver(
        until=line.due.day if line.due else None, words=line.due.words if line.due else "", reason=line.text
    )
    record.put(replace(item, status=ItemStatus.HELD_OVER, held_over=held))


def _plan(record: Record, line: Line, at: datetime) -> None:
    record.put(replace(_meant(record, line), planned_minutes=line.minutes))


def _move(record: Record, line: Line, at: datetime) -> None:
    item, other = item_called(record, line.item), item_called(record, line.other_item)
    if item.id == other.id:
        raise CannotDo(_("Item {number} cannot be moved to itself.").format(number=item.number))
    order = [id for id in record.meeting.order if id != item.id]
    order.insert(order.index(other.id) + line.after, item.id)
    record.put(replace(record.meeting, order=tuple(order)))


def _add(record: Record, line: Line, at: datetime) -> None:
    taken = {item.number.lower() for item in record.items.values()}
    if line.item.lower() in taken:
        raise CannotDo(_("There is an item {number} already.").format(number=line.item))
    current, meeting = record.current(), record.meeting
    item = AgendaItem(
        id=record.new_id(),
        number=line.item or free_number(current.number if current else "", taken),
        title=line.text,
        depth=current.depth if current else 0,
        # What comes up under a confidential item is of it, until somebody says otherwise.
        confidential=item_secrecy(record, current) if current else None,
    )
    record.put(item)
    agenda, order = meeting.agenda, meeting.order
    record.put(
        replace(
            meeting,
            agenda=_inserted(agenda, item.id, _before(record, agenda, current, parts=True)),
            order=_inserted(order, item.id, _before(record, order, current, parts=False)),
        )
    )


def _before(record: Record, ids: tuple[int, ...], item: AgendaItem | None, *, parts: bool) -> int | None:
    """The id that a new item under `item` comes behind in `ids`: the last of those added after `item` before.

    With `parts` the last of its parts counts too. None, for the end, where `item` is None or not in `ids`.
    """
    if item is None or item.id not in ids:
        return None
    last = item.id
    for id in ids[ids.index(item.id) + 1 :]:
        other = record.items.get(id)
        if other is None or not (_is_letter_of(item, other) or (parts and other.depth > item.depth)):
            break
        last = id
    return last


def _is_letter_of(item: AgendaItem, other: AgendaItem) -> bool:
    """Whether `other` is `6a` or `6b` beside `item` 6 or 6a."""
    stem = item.number.rstrip(_LETTERS)
    return other.number.rstrip(_LETTERS) == stem and other.number != stem


def _inserted(ids: tuple[int, ...], new: int, after: int | None) -> tuple[int, ...]:
    """`ids` with `new` behind `after`; at the end where `after` is None or not among them."""
    at = ids.index(after) + 1 if after in ids else len(ids)
    return (*ids[:at], new, *ids[at:])


def free_number(current: str, taken: set[str]) -> str:
    """A number that is not `taken`: `6a` after item 6, the next whole number where no item is current."""
    if not current:
        whole = [int(number) for number in taken if number.isdecimal()]
        return str(max(whole, default=0) + 1)
    stem = current.rstrip(_LETTERS)
    letters = (f"{stem}{letter}" for letter in _LETTERS)
    return next((number for number in letters if number not in taken), f"{stem}.{len(taken)}")


DOERS: dict[Verb, Doer] = {
    Verb.ITEM: _add,
    Verb.DEFER: _hold_over,
    Verb.MOVE: _move,
    Verb.TIME: _plan,
}
