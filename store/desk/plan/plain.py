"""The plan for programs: plain values, with the words in the language of the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from store.desk.plan.intentions import IntentionState
from store.desk.plan.moments import MomentState
from store.desk.plan.term_of_office import ElectionDay, Leaving
from store.desk.plan.wording import clash_words, iso_period
from store.desk.plan.year import Clash, Planned
from store.procedures.model import say


def plain_year(
    year: int, on: date, days: Mapping[str, Sequence[Planned]], found: Iterable[Clash], language: Mapping[str, str]
) -> dict[str, object]:
    """`meetings` by body, `agenda_out` of each meeting, `conflicts` with the days that are offered instead."""
    every = sorted((day for each in days.values() for day in each), key=lambda day: (day.day, day.key))
    return {
        "year": year,
        "on": on.isoformat(),
        "meetings": {key: [day.day.isoformat() for day in each] for key, each in days.items()},
        "agenda_out": [
            {"meeting": day.key, "day": day.agenda_out.isoformat(), "do_by": day.do_by.isoformat()} for day in every
        ],
        "conflicts": [
            {
                "meeting": clash.planned.key,
                "why": clash.why.value,
                "says": clash_words(clash, language[clash.planned.body]),
                "offers": [day.isoformat() for day in clash.offers],
            }
            for clash in found
        ],
    }


def plain_moment(state: MomentState, body: str, language: str) -> dict[str, object]:
    """A moment of the law; what does not apply is not there."""
    moment = state.moment
    row: dict[str, object] = {"key": moment.key, "body": body, "text": say(moment.text, language), "law": moment.law}
    if moment.times:
        row |= {"times": moment.times, "covered": f"{len(state.covered)} of {moment.times}"}
        row["planned"] = list(state.planned)
        row["treated"] = [{"on": each.on.isoformat(), "meeting": each.meeting or None} for each in state.covered]
    if moment.supervisors:
        row["supervisors"] = True
    if moment.condition:
        row["when"] = say(moment.condition, "en")
    if moment.days:
        row |= {"days": moment.days, "per": moment.per}
    if state.once:
        row |= {"once": state.once.isoformat(), "covered": f"{min(1, len(state.covered))} of 1"}
    if state.dropped:
        row["dropped"] = state.dropped
    return row


def plain_intention(state: IntentionState, body: str, today: date) -> dict[str, object]:
    """What is intended: its time (`2028-03`), from when it is told, the meeting that it is offered for."""
    intended = state.intended
    return {
        "reference": intended.reference,
        "body": body,
        "text": intended.text,
        "typed": intended.typed or None,
        "when": iso_period(state.when),
        "remind_from": state.remind_from.isoformat() if state.remind_from else None,
        "offered_for": state.offered_for or None,
        "meeting": intended.meeting or None,
        "owners": list(intended.owners),
        "theme": intended.theme or None,
        "confidential": intended.confidential is not None,
        "due": state.is_due(today),
        "late": state.is_late(today),
        "treated": state.covered.on.isoformat() if state.covered else None,
        "dropped": state.dropped or None,
    }


def plain_election(days: Iterable[ElectionDay], language: str) -> list[dict[str, object]]:
    """The steps that lead to the election, the earliest first."""
    return [
        {
            "text": say(each.step.text, language),
            "weeks": each.step.weeks,
            "day": each.day.isoformat(),
            "do_by": each.do_by.isoformat(),
        }
        for each in days
    ]


def plain_roster(leaving: Iterable[Leaving]) -> list[dict[str, object]]:
    """Who leaves when, the earliest first."""
    return [
        {
            "handle": each.person.handle,
            "name": each.person.name,
            "until": each.until.isoformat() if each.until else None,
            "fills_gap": each.fills_gap,
            "odd": each.odd or None,
        }
        for each in leaving
    ]
