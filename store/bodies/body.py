"""What holds for a body and its people: what can be wrong with them, who is in office, what its meetings begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from string import Formatter
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from store.bodies.recurrence import next_days
from store.dates import long_date
from store.errors import CannotDo
from store.i18n import LANGUAGES, _, spoken
from store.language.offices import holders
from store.language.people import can_be_handle, propose_handle
from store.language.references import counts_years, is_pattern, made_with
from store.model import AgendaItem, Attendee, Body, Numbering, Person, Plan, Role
from store.text import clean, fold

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNT = re.compile(r"0?[1-9]?")
_LONGEST_KEY = 40
_DAY = 24 * 60


DUTCH_NUMBERING = Numbering(
    decision="B {meeting}-{n:02}", action="A {meeting}-{n:02}", undertaking="T {meeting}-{n:02}"
)


def usual_numbering(language: str) -> Numbering:
    """How references are usually made in `language`: decisions are `B …` (besluit) in Dutch, `D …` in English."""
    return DUTCH_NUMBERING if language == "nl" else Numbering()


def new_body(key: str, name: str, language: str) -> Body:
    """A body of which no more is known yet."""
    return Body(key=key, name=clean(name), language=language, numbering=usual_numbering(language))


def by_parent(bodies: Sequence[Body]) -> Iterator[tuple[int, Body]]:
    """All bodies with how deep each is: committees and working groups right below the body they are of."""
    keys = {body.key for body in bodies}
    told: set[str] = set()

    def below(parent: str, depth: int) -> Iterator[tuple[int, Body]]:
        for body in bodies:
            if body.key not in told and (body.parent if body.parent in keys else "") == parent:
                told.add(body.key)
                yield depth, body
                yield from below(body.key, depth + 1)

    yield from below("", 0)
    # Whoever edited the file by hand may have put two bodies below each other.
    yield from ((0, body) for body in bodies if body.key not in told)


# What its meetings begin with


def plan_of(body: Body) -> Plan:
    """What the meetings of `body` are prepared from; an empty plan where it has none."""
    return body.plan or Plan()


def template_items(body: Body) -> tuple[AgendaItem, ...]:
    """The standing items of the agendas of `body`, with ids from 1 in their order; none where it has no template."""
    return tuple(replace(item, id=at) for at, item in enumerate(plan_of(body).template, 1))


def with_template(body: Body, items: Sequence[AgendaItem]) -> Body:
    """`body` with `items` as its template."""
    return replace(body, plan=replace(plan_of(body), template=tuple(items)))


def usual_times(body: Body) -> tuple[time | None, time | None]:
    """When a meeting of `body` usually starts and ends, the end told or counted from the length."""
    plan = plan_of(body)
    if plan.end or not plan.start or not plan.minutes:
        return plan.start, plan.end
    end = datetime.combine(date.min, plan.start) + timedelta(minutes=plan.minutes)
    return plan.start, end.time() if end.date() == date.min else None


def sending_day(body: Body, meeting: date) -> date:
    """The last day on which the agenda of a meeting of `body` on that day is sent."""
    return meeting - timedelta(days=min(body.send_days, (meeting - date.min).days))


def next_dates(body: Body, after: date, last: date | None = None) -> Iterator[date]:
    """The days after `after` on which `body` meets; `last` is the day of its last meeting, to count from.

    Raises CannotDo where the body has no series, or not enough is known to count.
    """
    plan = plan_of(body)
    if plan.series is None:
        raise CannotDo(
            _("It is not known when {body} meets. Say it: notulist bodies change {key} meets=…").format(
                body=body.name, key=body.key
            )
        )
    return next_days(plan.series, after, plan.skipped, last)


def presenter_on(body: Body, presenter: str, day: date) -> str:
    """Who presents an item of the template on `day`: the handle of the one who has the role, else the words there."""
    found = holders(presenter, members_on(body, day))
    return found[0].handle if len(found) == 1 else presenter


def next_meeting_number(body: Body, numbers_so_far: Iterable[str], day: date) -> str:
    """The number of a new meeting of `body` on `day`, by its pattern: one more than the highest so far.

    `numbers_so_far` are those of its other meetings. With `{year}` (or `{month}`, `{day}`) in
    the pattern only those of that year (month, day) count. Numbers of another form do not.
    """
    fields = {"year": day.year, "month": day.month, "day": day.day}
    taken = set(numbers_so_far)
    pattern = pattern_or(Numbering().meeting, body.numbering.meeting, set(fields))
    made = re.compile("".join(_expression(pattern, fields)))
    found = (made.fullmatch(number) for number in taken)
    number = max((int(match["n"]) for match in found if match and "n" in made.groupindex), default=0) + 1
    while (name := pattern.format(n=number, **fields)) in taken and "n" in made.groupindex:
        number += 1
    return name


def _expression(pattern: str, fields: dict[str, int]) -> Iterator[str]:
    counted = False
    for literal, field, form, _conversion in Formatter().parse(pattern):
        yield re.escape(literal)
        if field == "n":
            yield "(?P=n)" if counted else "(?P<n>[0-9]{1,9})"
            counted = True
        elif field is not None:
            yield re.escape(format(fields[field], form or ""))


# Its people


def in_office(person: Person, day: date) -> bool:
    """Whether somebody is of the body on `day`; their first and last day are counted in."""
    return (person.since is None or person.since <= day) and (person.until is None or day <= person.until)


def members_on(body: Body, day: date) -> tuple[Person, ...]:
    """The members and officers of `body` on `day`: those who are on the roll of a meeting then."""
    return tuple(who for who in body.people if who.role is not Role.GUEST and in_office(who, day))


def guests_on(body: Body, day: date) -> tuple[Person, ...]:
    """The guests that `body` knows on `day`: those who may be invited to a meeting then."""
    return tuple(who for who in body.people if who.role is Role.GUEST and in_office(who, day))


def more_than_seats(body: Body, day: date) -> str:
    """That more members of `body` have a vote on `day` than it has seats; "" where they have not, or none are told."""
    voters = sum(who.vote for who in members_on(body, day))
    if not body.seats or voters <= body.seats:
        return ""
    return _("More members have a vote than there are seats: {voters}, and {seats}.").format(
        voters=voters, seats=body.seats
    )


def attendee(person: Person, id: int) -> Attendee:
    """`person` on the roll of a meeting, as the row `id`; a guest has no vote."""
    return Attendee(
        id=id,
        handle=person.handle,
        name=person.name,
        role=person.role,
        function=person.function,
        vote=person.vote and person.role is not Role.GUEST,
    )


def taken_handles(people: Iterable[Person]) -> set[str]:
    """All handles that ever were of somebody among `people`: none of them is given out again."""
    return {handle for person in people for handle in (person.handle, *person.former)}


def with_person(body: Body, person: Person) -> Body:
    """`body` with one person more, who is given a handle where they have none."""
    handle = person.handle or propose_handle(person.name, taken_handles(body.people))
    return replace(body, people=(*body.people, replace(person, handle=handle)))


def with_changed_person(body: Body, handle: str, person: Person) -> Body:
    """`body` with `person` in the place of the one with `handle`, whose handle it stays for good.

    Raises CannotDo where nobody has that handle (any more).
    """
    old = find_person(body, handle)
    former = tuple(each for each in dict.fromkeys((*old.former, old.handle)) if each != person.handle)
    new = replace(person, former=former)
    return replace(body, people=tuple(new if each is old else each for each in body.people))


def find_person(body: Body, handle: str) -> Person:
    """The person of `body` with that handle, typed in any case. Raises CannotDo where there is none."""
    for person in body.people:
        if fold(person.handle) == fold(handle.strip().lstrip("@")):
            return person
    raise CannotDo(_("Nobody in {body} has the initials “{handle}”.").format(handle=handle, body=body.name))


# What can be wrong


def problems(body: Body, others: Sequence[Body] = ()) -> list[str]:
    """What is wrong with `body` beside `others`, one clear line each; nothing where all is well."""
    return [*_about_itself(body, others), *_about_numbers(body), *_about_plan(body), *_about_people(body.people)]


def _about_itself(body: Body, others: Sequence[Body]) -> Iterator[str]:
    if not _KEY.fullmatch(body.key) or len(body.key) > _LONGEST_KEY:
        yield _("“{key}” is no key of a body: small letters and digits, with hyphens between them.").format(
            key=body.key
        )
    if not body.name.strip():
        yield _("A body has a name.")
    for other in others:
        if fold(other.name) == fold(body.name):
            yield _("“{name}” is the name of the body {key} already.").format(name=body.name, key=other.key)
    if body.language not in LANGUAGES:
        yield _("“{language}” is no language that documents are written in: nl or en.").format(language=body.language)
    if not is_zone(body.time_zone):
        yield _("“{zone}” is no time zone; one is called such as Europe/Amsterdam.").format(zone=body.time_zone)
    if not 0 <= body.seats <= 9999:
        yield _("{seats} is no number of seats.").format(seats=body.seats)
    if not 0 <= body.send_days <= 365:
        yield _("{days} is no number of days before a meeting.").format(days=body.send_days)
    yield from _about_parent(body, others)
    part, of = body.rules.quorum.parts
    if body.rules.quorum.number < 0 or not 0 < part <= of:
        yield _("The quorum is a number of voters, or a share such as 1/2.")


def _about_parent(body: Body, others: Sequence[Body]) -> Iterator[str]:
    parents = {other.key: other.parent for other in others} | {body.key: body.parent}
    if body.parent and body.parent not in parents:
        yield _("There is no body “{words}”.").format(words=body.parent)
    above, seen = body.parent, {body.key}
    while above:
        if above in seen:
            yield _("{name} cannot be a committee of itself.").format(name=body.name)
            return
        seen.add(above)
        above = parents.get(above, "")


def _about_numbers(body: Body) -> Iterator[str]:
    numbering = body.numbering
    patterns = (numbering.decision, numbering.action, numbering.undertaking, numbering.intention)
    for pattern in patterns:
        fits = _is_pattern(pattern, {"meeting"}) or (_is_pattern(pattern, {"year"}) and is_pattern(pattern))
        if not fits or not ("{meeting}" in pattern or "{year}" in pattern) or "{n" not in pattern:
            words = _("“{pattern}” is no pattern of numbers: B {{meeting}}-{{n:02}} is one, and R{{year}}/{{n:03}}.")
            yield words.format(pattern=pattern)
    for reference in numbering.last:
        years = filter(counts_years, patterns)
        if not any(made_with(each).fullmatch(reference) for each in years):
            words = _("“{reference}” is no number of a year as this body gives them, such as R2027/041.")
            yield words.format(reference=reference)
    if not _is_pattern(numbering.meeting, {"year", "month", "day"}):
        yield _("“{pattern}” is no pattern of meeting numbers; one is such as {{year}}-{{n:02}}.").format(
            pattern=numbering.meeting
        )


def pattern_or(usual: str, pattern: str, names: set[str]) -> str:
    """`pattern`, or the `usual` one where it cannot be filled in: a file may hold any text there."""
    return pattern if _is_pattern(pattern, names) else usual


def _is_pattern(pattern: str, names: set[str]) -> bool:
    """Whether `pattern` can be filled in with `n` and `names`: all of them numbers, but the meeting's."""
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return False
    return bool(parts) and all(
        conversion is None
        and field in names | {"n"}
        and (not form if field == "meeting" else _COUNT.fullmatch((form or "").rstrip("d")))
        for _literal, field, form, conversion in parts
    )


def _about_plan(body: Body) -> Iterator[str]:
    plan = plan_of(body)
    if plan.start and plan.end and plan.end <= plan.start:
        yield _("A meeting that starts at {start} cannot end at {end}.").format(
            start=f"{plan.start:%H:%M}", end=f"{plan.end:%H:%M}"
        )
    if plan.minutes is not None and not 0 < plan.minutes <= _DAY:
        yield _("A meeting cannot take {minutes} minutes.").format(minutes=plan.minutes)
    for days in plan.skipped:
        if days.last < days.first:
            yield _ends_before(days.first, days.last)


def _about_people(people: Iterable[Person]) -> Iterator[str]:
    holders: dict[str, Person] = {}
    for person in people:
        if not person.name.strip():
            yield _("{handle} has no name.").format(handle=person.handle)
        if "," in person.name:
            yield _("A name has no comma in it: {name}.").format(name=person.name)
        if not can_be_handle(person.handle):
            yield _(
                "“{handle}” cannot be initials: letters and digits, twelve at most, and no word for everyone."
            ).format(handle=person.handle)
        for handle in dict.fromkeys(map(fold, (person.handle, *person.former))):
            if holder := holders.get(handle):
                yield _("{handle} cannot be both {holder} and {name}: initials are one person’s for good.").format(
                    handle=person.handle, holder=holder.name, name=person.name
                )
                break
            holders[handle] = person
        if person.since and person.until and person.until < person.since:
            yield f"{person.name}: {_ends_before(person.since, person.until)}"
        if person.role is Role.GUEST and person.vote:
            yield _("{name} is a guest, and has no vote.").format(name=person.name)


def _ends_before(first: date, last: date) -> str:
    return _("the end, {last}, is before the beginning, {first}.").format(
        first=long_date(first, spoken()), last=long_date(last, spoken())
    )


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone of the IANA database, such as `Europe/Amsterdam`."""
    try:
        return bool(name) and bool(ZoneInfo(name))
    # Not only ZoneInfoNotFoundError (a KeyError): a name that is a folder, or holds what no path does.
    except (KeyError, ValueError, OSError):
        return False
