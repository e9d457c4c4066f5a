"""A new meeting from an agenda file."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from exports.agenda import AgendaFile
from exports.files import slug
from store.archive import Archive
from store.bodies import members_on
from store.model import AgendaItem, Attendee, Body, Meeting, Numbering, Person, Role

DUTCH_NUMBERING = Numbering(
    decision="B {meeting}-{n:02}", action="A {meeting}-{n:02}", undertaking="T {meeting}-{n:02}"
)


def convene(archive: Archive, agenda: AgendaFile, today: date) -> str:
    """Stores the meeting that `agenda` announces, with its body, and gives its key.

    An agenda without a date is for `today`.
    """
    body = _body(archive, agenda)
    archive.put_body(body)
    return archive.create(*planned(agenda, body, today, archive.last_before(body, agenda.date or today)))


def planned(
    agenda: AgendaFile, body: Body, today: date, previous: date | None = None
) -> tuple[Meeting, list[AgendaItem], list[Attendee]]:
    """The meeting, items and roll that `agenda` announces; nothing is stored."""
    day = agenda.date or today
    items = list(agenda.items)
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=f"{day.isoformat()}-{slug(body.key)}",
        body=body,
        title=agenda.title or body.name,
        number=agenda.number or day.isoformat(),
        date=day,
        start=agenda.start,
        end=agenda.end,
        place=agenda.place,
        agenda=order,
        order=order,
        next_meeting=agenda.next_meeting,
        previous_meeting=previous,
        remarks=agenda.remarks,
    )
    first = max(order, default=0) + 1
    roll = [_attendee(person, first + at) for at, person in enumerate(_on_roll(body, agenda, day))]
    handles = {who.handle for who in roll}
    guests = [guest for guest in agenda.guests if guest.handle not in handles]
    roll += [replace(guest, id=first + len(roll) + at) for at, guest in enumerate(guests)]
    return meeting, items, roll


def _on_roll(body: Body, agenda: AgendaFile, day: date) -> list[Person]:
    """The members and officers on that day, and whomever the agenda names beside them."""
    there = {*members_on(body, day), *(who for who in body.people if who.handle in {p.handle for p in agenda.people})}
    return [who for who in body.people if who in there]


def _body(archive: Archive, agenda: AgendaFile) -> Body:
    name = agenda.body_name or agenda.title
    known = archive.body(name)
    if known is None:
        return new_body(agenda, _free_key(archive, agenda.body_key))
    handles = {person.handle for person in known.people}
    people = (*known.people, *(person for person in agenda.people if person.handle not in handles))
    return replace(known, people=people, seats=agenda.seats or known.seats)


def new_body(agenda: AgendaFile, key: str) -> Body:
    """The body that an agenda tells of."""
    body = Body(
        key=key,
        name=agenda.body_name or agenda.title,
        language=agenda.language,
        seats=agenda.seats,
        people=agenda.people,
        numbering=DUTCH_NUMBERING if agenda.language == "nl" else Numbering(),
    )
    return replace(body, time_zone=agenda.time_zone) if agenda.time_zone else body


def _free_key(archive: Archive, wanted: str) -> str:
    taken = {body.key for body in archive.bodies()}
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}{number}"
    return key


def _attendee(person: Person, id: int) -> Attendee:
    return Attendee(
        id=id,
        handle=person.handle,
        name=person.name,
        role=person.role,
        function=person.function,
        vote=person.vote and person.role is not Role.GUEST,
    )
