"""Everything of the plan that a calendar shows, over all bodies: from a day on, to the end of the year after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from store.archive.archive import Archive
from store.archive.plan.plans import Plans
from store.archive.requests.requests import Found, Requests
from store.desk.plan.events import PlanEvent, Sort
from store.desk.plan.term_of_office import election_days
from store.desk.plan.year import Planned
from store.desk.requests.wording import term_line, term_name
from store.i18n import documents
from store.model import Body, BodyKind, Meeting
from store.procedures.model import say
from store.record.clock import zone
from store.text import slug

_WEEK = 7


def plan_events(archive: Archive, today: date, bodies: Iterable[Body] | None = None) -> list[PlanEvent]:
    """The events of those bodies, of all where none are told, by day. The index of the archive is up to date.

    Raises ArchiveDamaged where a desk cannot be read.
    """
    plans = Plans(archive, today)
    asked = plans.bodies if bodies is None else bodies
    # A work talk is of two people.
    among = [each for each in asked if each.desk.kind is not BodyKind.WORK_TALK]
    found = [event for body in among for event in _of_body(plans, body)]
    keys = {body.key for body in among}
    if archive.desks.keys():
        found += [event for each in Requests(archive, today).all() if each.body.key in keys for event in _terms(each)]
    return sorted(found, key=lambda event: (event.day, event.uid))


def _of_body(plans: Plans, body: Body) -> Iterator[PlanEvent]:
    year = plans.today.year
    there = {meeting.key: meeting for meeting in plans.meetings_there(body)}
    for each in (year, year + 1):
        for planned in plans.days(body, each):
            if planned.day >= plans.today:
                yield _meeting(planned, there.get(planned.key), body)
        if body in plans.keepers():
            yield from _moments(plans, body, each)
    yield from _intentions(plans, body)
    term = body.desk.term
    if term and term.election and term.election >= plans.today:
        yield from _election(plans, body, term.election)


def _meeting(planned: Planned, meeting: Meeting | None, body: Body) -> PlanEvent:
    start, end = planned.start, planned.end
    of = zone(body.time_zone)
    begins = datetime.combine(planned.day, start, of).astimezone(UTC) if start else None
    ends = datetime.combine(planned.day, end, of).astimezone(UTC) if start and end and end > start else None
    return PlanEvent(
        uid=f"{slug(planned.key, 80)}@notulist",
        sort=Sort.MEETING,
        body=body.key,
        day=planned.day,
        title=meeting.title if meeting else body.name,
        start=begins,
        end=ends,
        place=meeting.place if meeting else (body.plan.place if body.plan else ""),
    )


def _moments(plans: Plans, body: Body, year: int) -> Iterator[PlanEvent]:
    statute = plans.plan_of(body).statute
    for state in plans.moments(body, year):
        moment = state.moment
        done = len(state.covered)
        for at, key in enumerate(state.planned, done + 1):
            yield PlanEvent(
                uid=f"{body.key}-{moment.key}-{year}-{at}@notulist",
                sort=Sort.MOMENT,
                body=body.key,
                day=date.fromisoformat(key[:10]),
                title=f"{say(moment.text, body.language)} ({moment.law} {statute})",
                alarm=body.desk.remind,
            )


def _intentions(plans: Plans, body: Body) -> Iterator[PlanEvent]:
    for state in plans.intentions(body):
        if state.is_open and state.when:
            intended = state.intended
            yield PlanEvent(
                uid=f"{body.key}-{slug(intended.reference, 60)}@notulist",
                sort=Sort.INTENTION,
                body=body.key,
                day=state.when.first,
                title=f"{intended.reference} {intended.text}",
                reference=intended.reference,
                alarm=(state.when.first - state.remind_from).days if state.remind_from else None,
                confidential=intended.confidential,
            )


def _election(plans: Plans, body: Body, day: date) -> Iterator[PlanEvent]:
    year = day.year
    yield PlanEvent(
        uid=f"{body.key}-election-{year}@notulist",
        sort=Sort.ELECTION,
        body=body.key,
        day=day,
        title=documents(body.language).gettext("Election of {body}").format(body=body.name),
        alarm=body.desk.remind,
    )
    for each in election_days(plans.plan_of(body), day, plans.holidays(body)):
        if each.do_by >= plans.today:
            yield PlanEvent(
                uid=f"{body.key}-election-{year}-{each.step.weeks}@notulist",
                sort=Sort.ELECTION,
                body=body.key,
                day=each.do_by,
                title=say(each.step.text, body.language),
                alarm=_WEEK,
            )


def _terms(found: Found) -> Iterator[PlanEvent]:
    state, language = found.state, found.body.language
    if state.finished:
        return
    for term in state.open_terms:
        yield PlanEvent(
            uid=f"{found.body.key}-{slug(found.reference, 60)}-{slug(term.term.key, 40)}@notulist",
            sort=Sort.TERM,
            body=found.body.key,
            day=term.day,
            title=f"{found.reference} {term_name(term, language)}: {state.request.title}".strip(" :"),
            reference=found.reference,
            about=term_line(term, language),
            alarm=_WEEK,
            confidential=state.request.confidential,
        )
