"""The lines of the home screen that the plan has: for each body what is due, late or in the way, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from store.archive.archive import Archive
from store.archive.plan.plans import Plans
from store.desk.plan.moments import MomentState
from store.desk.plan.wording import clash_words, lacking, period, short_day
from store.i18n import interface
from store.model import Body
from store.procedures.model import say
from store.search.overview import LATER, Matter, MatterLine

_AHEAD = timedelta(days=60)
"""So long before a day that clashes it is told on home: there is time to move it."""


def with_plan(archive: Archive, found: list[MatterLine], today: date, language: str) -> list[MatterLine]:
    """`found` with a line for each body whose plan has something to see to, before what matters less.

    The index of the archive is up to date. Raises ArchiveDamaged where a desk cannot be read.
    """
    told = plan_matters(archive, today, language)
    at = next((at for at, line in enumerate(found) if line.matter in LATER), len(found))
    return [*found[:at], *told, *found[at:]]


def plan_matters(archive: Archive, today: date, language: str) -> list[MatterLine]:
    """A line for each body whose plan has something to see to."""
    plans = Plans(archive, today)
    found = []
    for body in plans.bodies:
        told = [*_late(plans, body, language), *_due(plans, body, language), *_in_the_way(plans, body, language)]
        if told:
            found.append(MatterLine(matter=Matter.PLAN, key=body.key, reason="; ".join(told)))
    return found


def _late(plans: Plans, body: Body, language: str) -> Iterator[str]:
    _ = interface(language).gettext
    for state in plans.intentions(body):
        if state.is_late(plans.today):
            yield _("{what} is late ({when})").format(
                what=state.intended.reference, when=period(state.when, state.intended.typed, language)
            )


def _due(plans: Plans, body: Body, language: str) -> Iterator[str]:
    _ = interface(language).gettext
    for state in plans.intentions(body):
        if state.when and state.is_due(plans.today) and not state.is_late(plans.today):
            when = period(state.when, state.intended.typed, language)
            text = "" if state.intended.confidential else f" {state.intended.text}"
            yield f"{state.intended.reference}{text} ({when})"
    if body not in plans.keepers():
        return
    soon = plans.today + timedelta(days=body.desk.remind)
    for moment in plans.moments(body, plans.today.year):
        if day := _due_on(moment, soon):
            yield f"{say(moment.moment.text, language)} ({short_day(day, language)})"
        elif lacking(moment) and not moment.planned and plans.meetings_of(body, moment.moment.meeting, moment.year):
            words = _("{law}: {count} without a meeting this year")
            yield words.format(law=moment.moment.law, count=lacking(moment))


def _due_on(state: MomentState, until: date) -> date | None:
    """The day of the first meeting that it is meant for, where that is near."""
    days = sorted(date.fromisoformat(key[:10]) for key in state.planned)
    return days[0] if days and days[0] <= until else None


def _in_the_way(plans: Plans, body: Body, language: str) -> Iterator[str]:
    years = {plans.today.year, (plans.today + _AHEAD).year}
    for year in sorted(years):
        for clash in plans.year(year).clashes:
            if clash.planned.body == body.key and plans.today <= clash.planned.day <= plans.today + _AHEAD:
                yield f"{body.key} {short_day(clash.planned.day, language)}: {clash_words(clash, language)}"
