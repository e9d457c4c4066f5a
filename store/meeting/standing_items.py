"""The standing items of a body, put together one by one: the verbs of its template, on tuples of items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.meeting.preparation import numbers
from store.meeting.usual_items import as_standing
from store.model import AgendaItem
from store.record.confidentiality import item_secrecy
from store.record.record import Record

Items = tuple[AgendaItem, ...]


def from_agenda(record: Record) -> Items:
    """The items of a held or planned meeting as standing items, without what was of that meeting only.

    What is confidential, with all its parts, and what came back from an earlier meeting, is of that meeting only.
    """
    return _counted(
        as_standing(item, record.meeting.body.language)
        for item in record.agenda()
        if not item_secrecy(record, item) and not item.origins
    )


def added(items: Items, item: AgendaItem, at: int | None) -> tuple[Items, int]:
    """`items` with `item` behind the one at index `at` and its parts (None: at the end), and its index."""
    place = len(items) if at is None else _end(items, at)
    depth = 0 if at is None else items[at].depth
    return _counted((*items[:place], replace(item, depth=depth), *items[place:])), place


def changed(items: Items, at: int, item: AgendaItem) -> Items:
    """`items` with `item` in the place of the one at index `at`."""
    return (*items[:at], item, *items[at + 1 :])


def without(items: Items, at: int) -> Items:
    """`items` without the one at index `at` and its parts."""
    return _counted((*items[:at], *items[_end(items, at) :]))


def moved(items: Items, at: int, *, up: bool) -> tuple[Items, int]:
    """`items` with the one at index `at`, and its parts, one up or down among those of its depth; and its new index.

    Raises CannotDo where there is no place to move to.
    """
    depth, end = items[at].depth, _end(items, at)
    block = items[at:end]
    if up:
        place = next((each for each in range(at - 1, -1, -1) if items[each].depth <= depth), None)
        if place is None or items[place].depth < depth:
            raise CannotDo(_("“{title}” is the first already.").format(title=items[at].title))
        return _counted((*items[:place], *block, *items[place:at], *items[end:])), place
    if end == len(items) or items[end].depth < depth:
        raise CannotDo(_("“{title}” is the last already.").format(title=items[at].title))
    behind = _end(items, end)
    return _counted((*items[:at], *items[end:behind], *block, *items[behind:])), at + behind - end


def _end(items: Sequence[AgendaItem], at: int) -> int:
    """The index just behind the item at index `at` and its parts."""
    return next((each for each in range(at + 1, len(items)) if items[each].depth <= items[at].depth), len(items))


def _counted(items: Iterable[AgendaItem]) -> Items:
    """`items` with ids and numbers made for this order; none is more than one deeper than the item above it."""
    kept: list[AgendaItem] = []
    for item in items:
        kept.append(replace(item, depth=min(item.depth, kept[-1].depth + 1 if kept else 0)))
    return tuple(
        replace(item, id=at, number=number)
        for at, (item, number) in enumerate(zip(kept, numbers(kept), strict=True), 1)
    )
