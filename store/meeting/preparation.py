"""A meeting before it is held: its head, and the agenda that is put together.

The verbs are functions on a record that put rows and say no (CannotDo) before they put any;
a `Preparation` makes one act of them. Numbers of items are only proposed while the meeting
is planned: every change of the order counts them anew. Once the meeting has begun they stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from store.bodies.body import attendee, in_office, members_on
from store.errors import CannotDo
from store.i18n import _
from store.meeting.agenda import free_number
from store.meeting.post import fix_list
from store.model import Act, AgendaItem, Attendee, Body, Document, ItemStatus, Meeting, MeetingStatus, Person, Role
from store.record.clock import local, planned_end, planned_start
from store.record.record import Record
from store.text import fold

_LETTERED = re.compile(r"[0-9][a-z]$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Preparation:
    """A meeting whose head and agenda are being prepared, one act at a time."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.record.meeting

    def check(self) -> None:
        """Raises CannotDo where there is nothing to prepare any more."""
        self.record.must_be_open()
        if self.meeting.status is MeetingStatus.DRAFT:
            raise CannotDo(_("This meeting has been held; its agenda stays as it was."))

    def do(self, verb: str, line: str, at: datetime, change: Callable[[Record], object]) -> Act | None:
        """What `change` does to the record, as one act; None where it changes nothing.

        `line` is what was typed or pressed. Raises CannotDo, with nothing changed.
        """
        self.check()
        try:
            change(self.record)
        except BaseException:
            self.record.roll_back()
            raise
        return self.record.keep(verb, line, at)

    def undo(self, at: datetime) -> Act:
        """Takes the latest act back. Raises CannotDo where there is none, or preparing is over."""
        self.check()
        return self.record.undo(at)

    def redo(self, at: datetime) -> Act:
        """Brings back the act that was taken back last. Raises CannotDo where there is none, or preparing is over."""
        self.check()
        return self.record.redo(at)


# The verbs


def change_meeting(record: Record, **changes: object) -> None:
    """Gives the meeting these fields: title, number, date, start, end, place, next_meeting, sent.

    When it is sent for the first time, the list of its post is fixed.
    Raises CannotDo for a title or number that is empty, for another day or number once the meeting has begun, and for
    Raises CannotDo for an empty title or number, for another day or number once the meeting has begun, and for
    another number once references were made with it.
    """
    meeting = record.meeting
    if changes.get("title") == "" or changes.get("number") == "":
        raise CannotDo(_("A meeting has a title and a number."))
    if {"number", "date"} & changes.keys() and meeting.status is not MeetingStatus.PLANNED:
        raise CannotDo(_("The meeting has begun: its day and its number stay."))
    if "number" in changes and any(entry.reference for entry in record.entries.values()):
        raise CannotDo(_("References were made with this number already; it stays."))
    record.put(replace(meeting, **changes))
    if changes.get("sent") and meeting.sent is None and record.post_to_list:
        fix_list(record, record.post_to_list())


def change_item(record: Record, id: int, **changes: object) -> None:
    """Gives an item these fields; its number and place are not for this.

    Raises CannotDo for an empty title, and where the item is not on the agenda any more.
    """
    if changes.get("title") == "":
        raise CannotDo(_("An item has a title."))
    record.put(replace(_item(record, id), **changes))


def add_item(record: Record, item: AgendaItem, below: int | None) -> int:
    """Puts a new item behind the one with id `below` and its parts (None: at the top), and gives its id.

    `item` gives the fields; it gets an id, a number and the depth of the one above it. Raises CannotDo where
    `below` is gone.
    """
    above = _item(record, below) if below is not None else None
    meeting = record.meeting
    id = record.new_id()
    number = "" if _is_planned(record) else free_number(above.number if above else "", _taken(record))
    record.put(replace(item, id=id, number=number, depth=above.depth if above else 0))
    at = _end(record, above.id) if above else 0
    agenda = (*meeting.agenda[:at], id, *meeting.agenda[at:])
    # Where the order treated is another one than the agenda's, it keeps its own.
    at = meeting.order.index(above.id) + 1 if above and above.id in meeting.order else 0
    order = agenda if meeting.order == meeting.agenda else (*meeting.order[:at], id, *meeting.order[at:])
    record.put(replace(meeting, agenda=agenda, order=order))
    _count(record)
    return id


def delete_item(record: Record, id: int) -> None:
    """Takes an item off the agenda, with its parts. Raises CannotDo where one was treated or has entries."""
    block = _block(record, _item(record, id).id)
    for item in block:
        if item.status is not ItemStatus.OPEN or item.intervals or record.entries_of(item.id):
            raise CannotDo(
                _("Item {number} was treated, or something was written under it.").format(number=item.number)
            )
    gone = {item.id for item in block}
    numbers = {item.number for item in block}
    for item in block:
        record.drop(item)
    for who in list(record.attendance.values()):
        if numbers & set(who.items):
            # Else the item that gets this number next would be the guest's.
            record.put(replace(who, items=tuple(number for number in who.items if number not in numbers)))
    meeting = record.meeting
    agenda = tuple(other for other in meeting.agenda if other not in gone)
    order = tuple(other for other in meeting.order if other not in gone)
    record.put(replace(meeting, agenda=agenda, order=order))
    _count(record)


def move_item(record: Record, id: int, by: int) -> None:
    """Puts an item and its parts before the one above (`by` -1) or after the one below (1) of its own depth.

    Raises CannotDo where there is none, where the item is not there, and once the meeting has begun.
    """
    item = _item(record, id)
    _must_be_planned(record)
    agenda = record.agenda()
    at = [other.id for other in agenda].index(id)
    block = _block(record, id)
    if by < 0:
        others = [other for other in _before(agenda[:at], item.depth) if other.depth == item.depth]
        if not others:
            raise CannotDo(_("“{title}” is the first already.").format(title=item.title))
        target = agenda.index(others[-1])
    else:
        after = at + len(block)
        if after == len(agenda) or agenda[after].depth < item.depth:
            raise CannotDo(_("“{title}” is the last already.").format(title=item.title))
        target = at + len(_block(record, agenda[after].id))
    rest = [other.id for other in agenda if other not in block]
    # A row that cannot be read is not seen here, and stays on the agenda.
    unread = [other for other in record.meeting.agenda if other not in record.items]
    moved = (*rest[:target], *(other.id for other in block), *rest[target:], *unread)
    # A planned meeting is treated in the order of its agenda.
    record.put(replace(record.meeting, agenda=moved, order=moved))
    _count(record)


def nest_item(record: Record, id: int, by: int) -> None:
    """Makes an item, with its parts, a part of the one above it (`by` 1), or takes it out of that (-1).

    Raises CannotDo where there is none, where the item is not there, and once the meeting has begun.
    """
    item = _item(record, id)
    _must_be_planned(record)
    agenda = record.agenda()
    at = [other.id for other in agenda].index(id)
    if by > 0 and (at == 0 or agenda[at - 1].depth < item.depth):
        raise CannotDo(_("“{title}” has no item above it to be a part of.").format(title=item.title))
    if by < 0 and item.depth == 0:
        raise CannotDo(_("“{title}” is no part of another item.").format(title=item.title))
    for other in _block(record, id):
        record.put(replace(other, depth=other.depth + by))
    _count(record)


# The roll


class RollChange(msgspec.Struct, frozen=True):
    """How a roll differs from the body on that day.

    Attributes:
        gone: Those on the roll who are no longer of the body.
        come: The members of the body who are not on the roll.
    """

    gone: tuple[Attendee, ...] = ()
    come: tuple[Person, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)

    def __str__(self) -> str:
        """The changes in short, as the screen shows them: `– FeH, + KJ`."""
        return ", ".join([*(f"– {who.handle}" for who in self.gone), *(f"+ {who.handle}" for who in self.come)])


def roll_change(record: Record, body: Body) -> RollChange:
    """The changes that make the roll of a planned meeting that of `body` on its day; none once the meeting has begun.

    Guests, and whoever the body does not know, are left alone.
    """
    if not _is_planned(record):
        return RollChange()
    day, roll = record.meeting.date, list(record.attendance.values())
    known = {fold(handle): person for person in body.people for handle in (*person.former, person.handle)}
    left = [person for person in body.people if person.role is not Role.GUEST and not in_office(person, day)]
    there = [known.get(fold(who.handle)) for who in roll]
    return RollChange(
        gone=tuple(who for who, person in zip(roll, there, strict=True) if person in left),
        come=tuple(person for person in members_on(body, day) if person not in there),
    )


def set_roll(record: Record, body: Body) -> None:
    """Makes the roll that of `body` on the day of the meeting. Raises CannotDo where it is that already."""
    change = roll_change(record, body)
    if not change:
        raise CannotDo(_("The roll is as the body is."))
    for who in change.gone:
        record.drop(who)
    for person in change.come:
        record.put(attendee(person, record.new_id()))


# Numbers


def numbers(items: Iterable[AgendaItem]) -> list[str]:
    """The numbers proposed for `items` in this order: 1, 2, 2.1; an item that had a letter keeps one, as in 3a."""
    found: list[str] = []
    # Of each depth the last number there, and its letter (-1 is none).
    last: list[tuple[int, int]] = []
    for item in items:
        depth = min(item.depth, len(last))
        last = last[: depth + 1]
        number, letter = last[depth] if depth < len(last) else (0, -1)
        lettered = number and _LETTERED.search(item.number) and letter + 1 < len(_LETTERS)
        here = (number, letter + 1) if lettered else (number + 1, -1)
        last = [*last[:depth], here]
        found.append(".".join(f"{whole}{_LETTERS[at] if at >= 0 else ''}" for whole, at in last))
    return found


def number_below(record: Record, below: int | None) -> str:
    """The number that a new item behind the one with id `below` would get."""
    above = record.items.get(below) if below is not None else None
    if not _is_planned(record):
        return free_number(above.number if above else "", _taken(record))
    before = record.meeting.agenda[: _end(record, above.id) if above else 0]
    new = AgendaItem(id=0, number="", title="", depth=above.depth if above else 0)
    return numbers([*(record.items[id] for id in before if id in record.items), new])[-1]


def _count(record: Record) -> None:
    """Numbers all items anew, and with them what refers to a number: document `5a`, a guest who is there for item 5."""
    if not _is_planned(record):
        return
    agenda = record.agenda()
    counted = list(zip(agenda, numbers(agenda), strict=True))
    new = {item.number: number for item, number in counted if item.number}
    for item, number in counted:
        if number != item.number:
            documents = tuple(_labelled(document, item.number, number) for document in item.documents)
            record.put(replace(item, number=number, documents=documents))
    for who in list(record.attendance.values()):
        items = tuple(new.get(number, number) for number in who.items)
        if items != who.items:
            record.put(replace(who, items=items))


def _labelled(document: Document, old: str, new: str) -> Document:
    if old and re.fullmatch(re.escape(old) + "[a-z]", document.label):
        return replace(document, label=new + document.label[-1])
    return document


# The times


def starts(record: Record) -> dict[int, time]:
    """The time at which each item begins, by the planned minutes of those before it; {} without a planned start."""
    meeting, start = record.meeting, planned_start(record.meeting)
    if start is None:
        return {}
    found, minutes = {}, 0
    for item in record.agenda():
        found[item.id] = local(start + timedelta(minutes=minutes), meeting).time()
        minutes += item.planned_minutes or 0
    return found


def total(record: Record) -> int:
    """The planned minutes of all items together."""
    return sum(item.planned_minutes or 0 for item in record.agenda())


def length(meeting: Meeting) -> int | None:
    """How many minutes the meeting may take; None where its start or its end is not known."""
    start, end = planned_start(meeting), planned_end(meeting)
    return round((end - start).total_seconds() / 60) if start and end else None


# Inside


def _item(record: Record, id: int) -> AgendaItem:
    item = record.items.get(id)
    if item is None or id not in record.meeting.agenda:
        raise CannotDo(_("That item is not on the agenda any more."))
    return item


def _is_planned(record: Record) -> bool:
    return record.meeting.status is MeetingStatus.PLANNED


def _must_be_planned(record: Record) -> None:
    if not _is_planned(record):
        raise CannotDo(_("The meeting has begun: its items keep their numbers and places."))


def _taken(record: Record) -> set[str]:
    return {item.number.lower() for item in record.items.values()}


def _block(record: Record, id: int) -> list[AgendaItem]:
    """The item and its parts."""
    agenda = record.agenda()
    at = [item.id for item in agenda].index(id)
    end = at + 1
    while end < len(agenda) and agenda[end].depth > agenda[at].depth:
        end += 1
    return agenda[at:end]


def _end(record: Record, id: int) -> int:
    """The index in the agenda just behind the item and its parts."""
    last = _block(record, id)[-1]
    return record.meeting.agenda.index(last.id) + 1


def _before(agenda: Sequence[AgendaItem], depth: int) -> list[AgendaItem]:
    """Those of the last items of `agenda` that belong to the same item as a next one of `depth` would."""
    start = len(agenda)
    while start and agenda[start - 1].depth >= depth:
        start -= 1
    return list(agenda[start:])
