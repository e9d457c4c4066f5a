"""The end of a term of office: who leaves when, and what is to be done how long before the election. No disk."""

from __future__ import annotations

from datetime import date

import msgspec

from store.model import Body, Person, Role
from store.procedures.yearly import ElectionStep, YearPlan
from store.terms.count import Way, count
from store.terms.holidays import Holidays
from store.terms.length import Length, Unit


class ElectionDay(msgspec.Struct, frozen=True):
    """A step that leads to the election: the day counted back, and the last working day until it."""

    step: ElectionStep
    day: date
    do_by: date


class Leaving(msgspec.Struct, frozen=True):
    """Until when somebody is a member. `fills_gap`: they came after the term began, and leave with the others.

    `odd` is what does not fit: `none` where no last day is known, `later` where it lies after the end of the term.
    """

    person: Person
    until: date | None
    fills_gap: bool = False
    odd: str = ""


def election_days(plan: YearPlan, election: date, holidays: Holidays) -> list[ElectionDay]:
    """The steps of an election, counted back from its day, which no law of terms moves; the earliest first.

    Raises CannotDo where the day lies outside the calendar.
    """
    found = []
    for step in plan.election:
        counted = count(election, Length(step.weeks, Unit.WEEK), Way.PLAIN, holidays, back=True)
        found.append(ElectionDay(step, counted.nominal, counted.do_by or counted.nominal))
    return sorted(found, key=lambda each: each.day)


def roster(body: Body, today: date) -> list[Leaving]:
    """The roster of resignation: the members with a vote on `today`, whoever leaves first first.

    Who fills a gap leaves when the one before would have (art. 12 WOR): with the term.
    """
    term = body.desk.term
    found = []
    for person in body.people:
        is_member = person.vote and person.role is not Role.GUEST
        if not is_member or (person.until and person.until < today) or (person.since and person.since > today):
            continue
        fills = bool(term and person.since and term.since < person.since <= term.until)
        until = person.until or (term.until if term else None)
        odd = "none" if person.until is None else "later" if term and fills and person.until > term.until else ""
        found.append(Leaving(person, until, fills, odd))
    return sorted(found, key=lambda each: (each.until or date.max, each.person.name))
