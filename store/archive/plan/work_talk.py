"""The work talk of chair and secretary: made of what is open at the desks, so that nothing is typed to begin it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.desk.post_in_meetings import held
from store.archive.new_meeting import When, planned
from store.archive.plan.hours import month_of
from store.archive.plan.plans import Plans, desk_of
from store.archive.requests.requests import Requests
from store.bodies.body import members_on, new_body
from store.bodies.planning import planned_roll
from store.desk.hours.wording import written
from store.desk.plan.wording import about_intention, period
from store.desk.requests.wording import term_line
from store.desk.standing import Stand, standing
from store.errors import CannotDo
from store.i18n import documents, spoken
from store.kinds import PROMISES
from store.language.plan.hours import hours_and_minutes
from store.model import AgendaItem, Attendee, Body, BodyKind, Earlier, Meeting, MeetingStatus, Role, Secrecy
from store.record.clock import local
from store.search.due import Order, sort

_KEY = "wb"
_MOST = 12
"""So many lines of a kind are filled in; the rest is counted in the last one."""
_AHEAD_DAYS = 60


def work_talk(archive: Archive, today: date, now: datetime) -> str:
    """The key of today's work talk, which is open: the one that is there, or one made of what is open.

    The first council has one; where no body for it is there, it is made with the chair and the secretary. Raises
    CannotDo where there is no council yet.
    """
    archive.index.refresh()
    council, talk = _bodies(archive, today)
    there = [each for each in archive.index.meetings_of(talk.key) if each.date == today]
    going = [each for each in there if each.status in (MeetingStatus.PLANNED, MeetingStatus.RUNNING)]
    if going:
        return going[-1].key

    def make() -> tuple[Meeting, list[AgendaItem], list[Attendee]]:
        items = list(_items(archive, council, talk, today))
        meeting = planned(archive, talk, When(day=today), items)
        start = local(now, meeting).time().replace(second=0, microsecond=0)
        return _at(meeting, start), items, planned_roll(members_on(talk, today), items)

    key = archive.meetings.create_numbered(make)
    _begin(archive, key, talk, today, now)
    archive.index.refresh()
    return key


def _at(meeting: Meeting, start: time) -> Meeting:
    return replace(meeting, start=meeting.start or start)


def _begin(archive: Archive, key: str, talk: Body, today: date, now: datetime) -> None:
    """Opens the meeting with both in the room: whoever begins a work talk is in it."""
    desk = archive.open(key)
    try:
        desk.do(desk.running.understand("/open"), now)
        handles = " ".join(who.handle.lower() for who in members_on(talk, today))
        if handles:
            desk.do(desk.running.understand(f"/present {handles}"), now)
    finally:
        desk.close()


def _bodies(archive: Archive, today: date) -> tuple[Body, Body]:
    """The council, and the body of its work talks, made where there is none."""
    bodies = archive.bodies()
    talks = [each for each in bodies if each.desk.kind is BodyKind.WORK_TALK]
    own = [each for each in bodies if not each.parent and each.desk.kind is BodyKind.OWN]
    council = next((each for each in own if talks and each.key == talks[0].parent), own[0] if own else None)
    if council is None:
        raise CannotDo(documents(spoken()).gettext("There is no body yet."))
    if talks:
        return council, talks[0]
    language = council.language
    key = next(key for key in (_KEY, *(f"{_KEY}-{n}" for n in range(2, 99))) if key not in {b.key for b in bodies})
    made = new_body(key, documents(language).gettext("Work talk"), language)
    people = [who for who in members_on(council, today) if who.role in (Role.CHAIR, Role.SECRETARY)]
    made = replace(
        made,
        parent=council.key,
        time_zone=council.time_zone,
        people=tuple(people),
        desk=replace(made.desk, kind=BodyKind.WORK_TALK),
    )
    archive.register.add(made)
    return council, archive.register.find(key)


# What is filled in


def _items(archive: Archive, council: Body, talk: Body, today: date) -> Iterator[AgendaItem]:
    """The items of the template, each with its lines; confidential to the two."""
    _ = documents(council.language).gettext
    plans = Plans(archive, today)
    parts = (
        (_("Open since last time"), _open_actions(archive, council, talk, today)),
        (_("Post"), _post(archive, council, today)),
        (_("Requests and terms"), _requests(archive, council, today)),
        (_("Next meeting"), _next_meeting(plans, council)),
        (_("Ahead"), _ahead(plans, council)),
        (_("Hours and cooperation"), _hours(archive, council, today)),
    )
    secrecy = Secrecy(ground=_("work talk"))
    for at, (title, lines) in enumerate(parts, 2):
        yield AgendaItem(
            id=at,
            number=str(at - 1),
            title=title,
            prepared_text="\n".join(_at_most(list(lines), council.language)),
            confidential=secrecy,
        )


def _at_most(lines: list[str], language: str) -> list[str]:
    told = [" ".join(line.split()) for line in lines]
    if len(told) <= _MOST:
        return told
    more = documents(language).gettext("and {count} more").format(count=len(told) - _MOST + 1)
    return [*told[: _MOST - 1], more]


def _open_actions(archive: Archive, council: Body, talk: Body, today: date) -> Iterator[str]:
    """What is late first, then what is due this week: a line that says it is done, to be kept or changed."""
    done = "/gereed" if council.language == "nl" else "/done"
    found: list[Earlier] = []
    for body in (council, talk):
        found += archive.index.of_kinds(PROMISES, body.key, only_open=True)
    week = today.toordinal() + 7 - today.isoweekday()
    due = [one for one in sort(found, Order.DUE) if one.entry.due and one.entry.due.day]
    for one in due:
        if one.entry.due and one.entry.due.day and one.entry.due.day.toordinal() <= week:
            yield f"{done} {one.entry.reference}"


def _post(archive: Archive, council: Body, today: date) -> Iterator[str]:
    """Pieces without handling, then answers that are due."""
    handle = "/afdoen" if council.language == "nl" else "/handle"
    desk, told = desk_of(archive, council), held(archive.index, council, archive.bodies())
    _ = documents(council.language).gettext
    later = []
    for piece in desk.pieces.values():
        how = standing(desk, piece, told, today)
        if how.stand is Stand.NEW:
            yield f"{handle} {piece.number} "
        elif how.stand is Stand.TO_ANSWER:
            later.append(_("{number} is to be answered").format(number=piece.number))
    yield from later


def _requests(archive: Archive, council: Body, today: date) -> Iterator[str]:
    """Each request that runs, with its first term."""
    if not archive.desks.keys():
        return
    for found in Requests(archive, today).all():
        if found.body.key == council.key and not found.state.finished:
            terms = found.state.open_terms
            words = term_line(terms[0], council.language) if terms else ""
            title = "" if found.state.request.confidential else found.state.request.title
            yield ": ".join(filter(None, (f"{found.reference} {title}".strip(), words)))


def _next_meeting(plans: Plans, council: Body) -> Iterator[str]:
    """By when the agenda of the next meeting of the council and of each body around it goes out."""
    _ = documents(council.language).gettext
    near = [each for each in plans.bodies if council.key in (each.key, each.parent)]
    for body in near:
        if body.desk.kind is not BodyKind.WORK_TALK and (coming := plans.coming(body, 1)):
            first = coming[0]
            days = (first.do_by - plans.today).days
            words = _("{meeting}: send the agenda by {day}, in {days} days")
            if days < 0:
                words = _("{meeting}: the agenda should have gone out on {day}")
            yield words.format(meeting=first.key, day=first.do_by.isoformat(), days=days)


def _ahead(plans: Plans, council: Body) -> Iterator[str]:
    """What is intended and due within two months, and clashes of days."""
    for state in plans.intentions(council):
        near = state.when is None or state.when.first.toordinal() - plans.today.toordinal() <= _AHEAD_DAYS
        if state.is_open and near:
            when = period(state.when, state.intended.typed, council.language)
            told = about_intention(state, council.language, plans.today) if state.when is None else when
            text = "" if state.intended.confidential else f" {state.intended.text}"
            yield f"{state.intended.reference}{text}: {told}"


def _hours(archive: Archive, council: Body, today: date) -> Iterator[str]:
    """The hours of this month, and in how many weeks none were written down."""
    report = month_of(archive, council, today.year, today.month, today)
    for person in report.people:
        if person.tasks or person.budget_of_all:
            of = f" / {hours_and_minutes(person.budget_of_all)}" if person.budget_of_all else ""
            yield f"{person.who}: {hours_and_minutes(sum(person.tasks.values()))}{of}"
    yield written(report, council.language)
