"""A new meeting from an agenda file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from exports.agenda.known_body import body_in, known_body
from exports.agenda.markdown import AgendaFile
from store.archive.archive import Archive
from store.bodies.body import in_office, members_on, more_than_seats, new_body
from store.bodies.planning import keys_on, planned_meeting, planned_roll
from store.i18n import _
from store.language.people import propose_handle
from store.language.settings.person_line import say_office
from store.model import AgendaItem, Attendee, Body, Meeting, Person, Role
from store.text import fold


class Announced(msgspec.Struct, frozen=True):
    """What would be stored of an agenda: its body, and what the user should know before that.

    `is_new` says that the body is made with it.
    """

    body: Body
    day: date
    remarks: tuple[str, ...] = ()
    is_new: bool = False


def announced(archive: Archive, agenda: AgendaFile, today: date, chosen: str = "") -> Announced:
    """What `convene` would store now; nothing is stored. `chosen` is the key of the body that the user chose.

    The remarks tell of a body that is new, of a day that was not named, of another meeting of the body on that
    day, and of what changes in the people of the body.
    """
    day = agenda.date or today
    known = known_body(archive.bodies(), agenda, chosen)
    body, _names, changes = _meant(archive.bodies(), agenda, chosen)
    remarks = [*agenda.doubts]
    if agenda.date is None:
        remarks.append(_("No date was found in the agenda: the meeting is put on today, {day}.").format(day=day))
    if known is None:
        remarks.insert(0, _("New body: {name} ({key}).").format(name=body.name, key=body.key))
    others = keys_on(body, day, archive.keys()) if known else []
    if others:
        words = _("{body} has a meeting on that day already: {keys}. This is one more.")
        remarks.append(words.format(body=body.name, keys=", ".join(others)))
    seats = filter(None, [more_than_seats(body, day)])
    remarks += [*changes, *_left(body, agenda, day), *seats]
    return Announced(body, day, tuple(remarks), is_new=known is None)


def convene(archive: Archive, agenda: AgendaFile, today: date, chosen: str = "") -> str:
    """Stores the meeting that `agenda` announces, with its body, and gives its key.

    `chosen` is the key of the body that the user chose. An agenda without a date is for `today`. Whom the agenda
    names is changed in the register as it says; who is not named there stays as they are.
    """
    names: dict[str, str] = {}

    def change(bodies: list[Body]) -> Body:
        body, renamed, _changes = _meant(bodies, agenda, chosen)
        names.update(renamed)
        return body

    body = archive.register.put_made(change)
    previous = archive.last_before(body, agenda.date or today)
    return archive.create(*planned(agenda, body, today, previous, names))


def planned(
    agenda: AgendaFile,
    body: Body,
    today: date,
    previous: date | None = None,
    names: dict[str, str] | None = None,
) -> tuple[Meeting, list[AgendaItem], list[Attendee]]:
    """The meeting, items and roll that `agenda` announces; nothing is stored.

    `names` are the handles under which the body knows people who have others in the agenda.
    """
    day = agenda.date or today
    known = {fold(handle): own for handle, own in (names or {}).items()}
    items = [replace(item, presenter=known.get(fold(item.presenter), item.presenter)) for item in agenda.items]
    meeting = planned_meeting(
        body,
        day,
        items,
        title=agenda.title or body.name,
        number=agenda.number or day.isoformat(),
        start=agenda.start,
        end=agenda.end,
        place=agenda.place,
        next_meeting=agenda.next_meeting,
        previous_meeting=previous,
        remarks=agenda.remarks,
    )
    roll = planned_roll(_on_roll(body, agenda, day), items)
    first = max((item.id for item in items), default=0) + 1
    taken = {fold(who.handle): who.name for who in roll}
    for guest in agenda.guests:
        if fold(taken.get(fold(guest.handle), "")) == fold(guest.name):
            continue
        handle = guest.handle if fold(guest.handle) not in taken else propose_handle(guest.name, taken)
        taken[fold(handle)] = guest.name
        roll.append(replace(guest, id=first + len(roll), handle=handle))
    return meeting, items, roll


def _left(body: Body, agenda: AgendaFile, day: date) -> Iterator[str]:
    """Whom the agenda names though they are of the body no more, or not yet."""
    for person in _on_roll(body, agenda, day):
        if person.role is not Role.GUEST and not in_office(person, day):
            words = _("{name} is not of {body} on that day, but the agenda names them: they are put on the roll.")
            yield words.format(name=person.name, body=body.name)


def _on_roll(body: Body, agenda: AgendaFile, day: date) -> list[Person]:
    """The members and officers on that day, and whomever the agenda names beside them."""
    there = {*members_on(body, day), *(who for who in body.people if who.handle in {p.handle for p in agenda.people})}
    return [who for who in body.people if who in there]


def body_of(agenda: AgendaFile, key: str) -> Body:
    """The body that an agenda tells of."""
    bare = new_body(key, agenda.body_name or body_in(agenda.title) or agenda.title, agenda.language)
    body = replace(bare, seats=agenda.seats, people=agenda.people)
    return replace(body, time_zone=agenda.time_zone) if agenda.time_zone else body


def _meant(bodies: Sequence[Body], agenda: AgendaFile, chosen: str) -> tuple[Body, dict[str, str], list[str]]:
    """The body as the agenda leaves it, the handles that it has in place of the agenda's, and what is changed in it."""
    known = known_body(bodies, agenda, chosen)
    if known is None:
        return body_of(agenda, _free_key({body.key for body in bodies}, agenda.body_key)), {}, []
    people = list(known.people)
    names: dict[str, str] = {}
    changes: list[str] = []
    for person in agenda.people:
        at = _place(people, person, proposed=person.handle in agenda.proposed)
        if at is None:
            handle = person.handle
            if person.handle in agenda.proposed:
                handle = propose_handle(
                    person.name, [each.handle for each in (*people, *agenda.people) if each is not person]
                )
                names[person.handle] = handle
            people.append(replace(person, handle=handle))
            changes.append(
                _("{name} ({handle}) is new in {body}.").format(name=person.name, handle=handle, body=known.name)
            )
            continue
        old = people[at]
        if old.handle != person.handle:
            names[person.handle] = old.handle
            if person.handle not in agenda.proposed:
                changes.append(
                    _("{name} stays {handle}: initials are kept for good.").format(name=old.name, handle=old.handle)
                )
        people[at] = _brought_up_to_date(old, person, ranked=person.handle not in agenda.unranked)
        changes += _differences(old, people[at])
    if agenda.seats and agenda.seats != known.seats:
        changes.append(_("Seats: {old}, now {new}.").format(old=known.seats, new=agenda.seats))
    if agenda.time_zone and agenda.time_zone != known.time_zone:
        changes.append(_("Time zone: {old}, now {new}.").format(old=known.time_zone, new=agenda.time_zone))
    body = replace(
        known,
        people=tuple(people),
        seats=agenda.seats or known.seats,
        time_zone=agenda.time_zone or known.time_zone,
    )
    return body, names, changes


def _place(people: Sequence[Person], person: Person, *, proposed: bool) -> int | None:
    """Where somebody of the agenda stands in the body: by the handle that the agenda gives, else by name."""
    handles = [fold(each.handle) for each in people]
    if not proposed and fold(person.handle) in handles:
        return handles.index(fold(person.handle))
    if proposed and fold(person.name) in handles:
        return handles.index(fold(person.name))
    names = [fold(each.name) for each in people]
    return names.index(fold(person.name)) if names.count(fold(person.name)) == 1 else None


def _brought_up_to_date(old: Person, new: Person, *, ranked: bool) -> Person:
    # A lone handle is no name: `Chair: AB` says only who it is.
    name = old.name if fold(new.name) in (fold(old.handle), fold(old.name)) else new.name
    person = replace(old, name=name, function=new.function or old.function)
    return replace(person, role=new.role, vote=new.vote) if ranked else person


def _differences(old: Person, new: Person) -> Iterator[str]:
    if old.name != new.name:
        yield _("{handle} was {old}, and is now {new}.").format(handle=old.handle, old=old.name, new=new.name)
    if (old.role, old.vote) != (new.role, new.vote):
        yield _("{name} was {old}, and is now {new}.").format(name=new.name, old=say_office(old), new=say_office(new))
    if old.function != new.function:
        yield _("{name}: {function}.").format(name=new.name, function=new.function)


def _free_key(taken: set[str], wanted: str) -> str:
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}{number}"
    return key
