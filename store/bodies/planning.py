"""A meeting as it is when it is planned, whether by hand or from an agenda: its key, its agenda and its roll."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time

from store.bodies.body import attendee
from store.model import AgendaItem, Attendee, Body, Meeting, Person
from store.text import slug


def planned_meeting(
    body: Body,
    day: date,
    items: Sequence[AgendaItem] = (),
    *,
    title: str,
    number: str,
    start: time | None = None,
    end: time | None = None,
    place: str = "",
    next_meeting: date | None = None,
    previous_meeting: date | None = None,
    remarks: str = "",
) -> Meeting:
    """The meeting of `body` on `day`, whose `items` are treated in their order; nothing is stored."""
    order = tuple(item.id for item in items)
    return Meeting(
        key=meeting_key(body, day),
        body=body,
        title=title,
        number=number,
        date=day,
        start=start,
        end=end,
        place=place,
        agenda=order,
        order=order,
        next_meeting=next_meeting,
        previous_meeting=previous_meeting,
        remarks=remarks,
    )


def planned_roll(people: Iterable[Person], items: Sequence[AgendaItem]) -> list[Attendee]:
    """A line of the roll for each of `people`; the ids follow those of `items`."""
    first = max((item.id for item in items), default=0) + 1
    return [attendee(person, first + at) for at, person in enumerate(people)]


def keys_on(body: Body, day: date, keys: Iterable[str]) -> list[str]:
    """Those of `keys` that are of meetings of `body` planned for `day`: the first, and more of one day."""
    own = re.compile(rf"{re.escape(meeting_key(body, day))}(?:-[0-9]+)?")
    return list(filter(own.fullmatch, keys))


def meeting_key(body: Body, day: date) -> str:
    """The key of the first meeting of `body` on `day`: `2027-03-18-or`."""
    return f"{day.isoformat()}-{slug(body.key)}"
