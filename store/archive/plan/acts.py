"""What a line does to the plan: found out against the bodies and what is planned, told, and then done at a desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

import msgspec

from store.archive.plan.plans import Plans
from store.bodies.body import sending_day
from store.bodies.planning import meeting_key
from store.dates import short_date
from store.desk.desk import Desk, short
from store.desk.plan.days import inherited_skips
from store.desk.plan.intentions import IntentionState
from store.desk.plan.model import Change
from store.desk.plan.moments import MomentState
from store.desk.plan.verbs import intend, mark, move_day
from store.desk.plan.wording import agenda_line, holiday_name, period, squeezed
from store.desk.plan.year import Planned
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.plan.line import PlanLine, PlanVerb, read_intention, read_plan_line
from store.model import Body, Secrecy
from store.procedures.model import say
from store.text import fold

_CHANGES = {
    PlanVerb.MOVE: Change.MOVED,
    PlanVerb.COVER: Change.COVERED,
    PlanVerb.DROP: Change.DROPPED,
    PlanVerb.REOPEN: Change.REOPENED,
}


class PlanAct(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done at the desk of `body`: told in `says` and `warnings`; `put` does it at an instant."""

    body: Body
    verb: str
    says: str
    put: Callable[[Desk, datetime], object]
    warnings: tuple[str, ...] = ()


def act_of(plans: Plans, typed: str, body: Body, *, secrecy: Secrecy | None = None) -> PlanAct:
    """What the line `typed` does to the plan; an intention is one of `body`.

    Raises CannotDo where it names what is not there, or a day that cannot be read with certainty.
    """
    calendar = Calendar(on=plans.today)
    line = read_plan_line(typed, calendar)
    if line.verb is not PlanVerb.INTEND:
        if moved := _of_day(plans, line, calendar):
            return moved
        if marked := _of_moment(plans, line, body):
            return marked
        # Nothing is called so: what is intended may well have such a word in it, with a time behind an arrow.
        if ">" not in typed:
            raise CannotDo(_("Nothing in the plan is called “{words}”.").format(words=line.subject))
    return _intention(plans, typed, body, calendar, secrecy)


def _intention(plans: Plans, typed: str, body: Body, calendar: Calendar, secrecy: Secrecy | None) -> PlanAct:
    line = read_intention(typed, calendar)
    theme = next((word for word in line.subject.split() if word.startswith("#") and len(word) > 1), "")
    when = period(line.when, line.typed, spoken())
    warnings = []
    if line.typed and line.when is None:
        warnings.append(_("“{words}” is no time that can be read with certainty").format(words=line.typed))
    if not line.typed:
        warnings.append(_("no time: add > March 2028"))
    if line.when and line.when.last < plans.today:
        warnings.append(_("that has been"))

    def put(desk: Desk, at: datetime) -> object:
        return intend(
            desk,
            body.desk,
            line.subject,
            typed=line.typed,
            when=line.when,
            theme=theme,
            secrecy=secrecy,
            at=at,
            on=plans.today,
        )

    says = _("intention of {body}: {text}").format(body=body.name, text=line.subject)
    return PlanAct(
        body=body, verb="intend", says=f"{says} · {when}" if when else says, put=put, warnings=tuple(warnings)
    )


# Days of a series


def _of_day(plans: Plans, line: PlanLine, calendar: Calendar) -> PlanAct | None:
    """`vgwm 6 mei` to another day, or lapsed; None where no body is named first."""
    key, _space, rest = line.subject.partition(" ")
    body = next((each for each in plans.bodies if fold(each.key) == fold(key)), None)
    if body is None or line.verb not in (PlanVerb.MOVE, PlanVerb.DROP):
        return None
    day = _day(rest, calendar)
    series_day = _series_day(plans, body, day)
    planned = {each.day: each for each in plans.days(body, day.year)}
    if series_day is None:
        words = _("{body} does not meet on {day} in its series.")
        raise CannotDo(words.format(body=body.name, day=period_of_day(day)))
    if day in planned and planned[day].is_there:
        words = _("{meeting} is there already: change its day in the meeting itself.")
        raise CannotDo(words.format(meeting=planned[day].key))
    if line.verb is PlanVerb.DROP:
        says = _("{body}: no meeting on {day}").format(body=body.name, day=period_of_day(day))
        return PlanAct(body=body, verb="drop day", says=says, put=lambda desk, at: move_day(desk, series_day, None, at))
    # The year of the day that is moved is meant where none is typed.
    to = _day(line.typed, Calendar(on=date(day.year, 1, 1)) if _has_no_year(line.typed) else calendar)
    says = _("{body}: {day} instead of {planned}").format(
        body=body.name, day=period_of_day(to), planned=period_of_day(day)
    )
    return PlanAct(
        body=body,
        verb="move day",
        says=says,
        put=lambda desk, at: move_day(desk, series_day, to, at),
        warnings=tuple(_about_day(plans, body, to)),
    )


def _series_day(plans: Plans, body: Body, day: date) -> date | None:
    """The day of the series that is now on `day`."""
    for row in plans.desk(body).moved_days.values():
        if day in (row.day, row.planned):
            return row.planned
    return day if day in {each.day for each in plans.days(body, day.year)} else None


def _about_day(plans: Plans, body: Body, day: date) -> list[str]:
    """What stands in the way of a day: a weekend, a holiday, a day skipped, another meeting; its agenda’s day."""
    holidays = plans.holidays(body)
    found = []
    if name := holidays.name(day):
        found.append(holiday_name(name, spoken()))
    elif not holidays.is_working(day):
        found.append(_("a weekend"))
    skipped = [each for each in inherited_skips(body, plans.bodies) if each.first <= day <= each.last]
    found += [each.words or _("a day that is skipped") for each in skipped[:1]]
    if day < plans.today:
        found.append(_("that has been"))
    out = sending_day(body, day)
    by = holidays.working_on_or_before(out)
    if by != out:
        moved = Planned(body=body.key, day=day, key=meeting_key(body, day), agenda_out=out, do_by=by)
        found.append(agenda_line(moved, spoken(), holidays.name(out)))
    return found


def period_of_day(day: date) -> str:
    """`do 6 mei 2027`."""
    return short_date(day, spoken())


def _day(words: str, calendar: Calendar) -> date:
    due = read_due(words, calendar)
    if due.day is None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=words.strip()))
    return due.day


def _has_no_year(words: str) -> bool:
    return re.search(r"\d{4}", words) is None


# Moments and intentions


def find_moment(plans: Plans, body: Body, words: str) -> MomentState | None:
    """The moment of this year that `words` call: its key, its article, or its words; None where not just one is."""
    wanted = squeezed(words)
    if not wanted:
        return None
    states = plans.moments(body, plans.today.year) if body in plans.keepers() else []
    names = [(state, _names(state)) for state in states]
    exact = [state for state, own in names if wanted in own]
    within = [state for state, own in names if any(wanted in each for each in own)] if len(wanted) > 3 else []
    found = exact or within
    return found[0] if len(found) == 1 else None


def _names(state: MomentState) -> set[str]:
    moment = state.moment
    law = squeezed(moment.law.partition(",")[0])
    return {squeezed(moment.key), law, law.removeprefix("art"), *map(squeezed, moment.text.values())}


def find_intention(plans: Plans, body: Body, words: str) -> IntentionState | None:
    """The intention that is called so: its reference, or short (`v1`) the last one with that number."""
    wanted = squeezed(words)
    among = sorted(plans.intentions(body), key=lambda each: (each.intended.on, each.intended.reference))
    whole = [each for each in among if squeezed(each.intended.reference) == wanted]
    brief = [each for each in among if short(each.intended.reference) == wanted]
    return (whole or brief)[-1] if whole or brief else None


def _of_moment(plans: Plans, line: PlanLine, body: Body) -> PlanAct | None:
    for of in (body, *(each for each in plans.bodies if each.key != body.key)):
        intention = find_intention(plans, of, line.subject)
        if intention is not None:
            return _marked(plans, of, line, intention.intended.reference, intention.intended.text, None)
        state = find_moment(plans, of, line.subject)
        if state is not None:
            if line.verb is PlanVerb.MOVE:
                raise CannotDo(_("What the law asks each year is not moved; say when it was treated, or drop it."))
            return _marked(plans, of, line, state.moment.key, say(state.moment.text, spoken()), state)
    return None


def _marked(plans: Plans, body: Body, line: PlanLine, moment: str, text: str, state: MomentState | None) -> PlanAct:
    change, on, meeting = _CHANGES[line.verb], plans.today, ""
    if line.verb is PlanVerb.COVER and line.typed:
        on, meeting = _where(plans, body, line)
    if line.verb is PlanVerb.COVER and on > plans.today:
        raise CannotDo(_("{day} is still to come.").format(day=period_of_day(on)))
    if line.verb is PlanVerb.MOVE and line.when is None:
        raise CannotDo(_("“{words}” is no time that can be read with certainty.").format(words=line.typed))
    if line.verb is PlanVerb.REOPEN and state is not None and state.covered:
        on, meeting = state.covered[-1].on, state.covered[-1].meeting
    year = None if state is None else state.year

    def put(desk: Desk, at: datetime) -> object:
        return mark(
            desk,
            moment,
            change,
            at=at,
            on=on,
            year=year,
            meeting=meeting,
            typed=line.typed,
            when=line.when if change is Change.MOVED else None,
            words=line.words,
        )

    told = {
        Change.MOVED: _("to {when}").format(when=period(line.when, line.typed, spoken())),
        Change.COVERED: _("treated {where}").format(where=meeting or period_of_day(on)),
        Change.DROPPED: _("left out: {why}").format(why=line.words or "–"),
        Change.REOPENED: _("open again"),
    }
    return PlanAct(body=body, verb=line.verb.value, says=f"{moment} {text}: {told[change]}", put=put)


def _where(plans: Plans, body: Body, line: PlanLine) -> tuple[date, str]:
    """When, and in which meeting, something was treated: a day, or the key of a meeting of the body or around it."""
    keys = _meetings_around(plans, body)
    if line.typed in keys:
        return keys[line.typed], line.typed
    # It has been: without its year a day is one of this year.
    since = date(plans.today.year - 1, 12, 31) if _has_no_year(line.typed) else plans.today
    day = read_due(line.typed, Calendar(on=since)).day
    if day is None:
        raise CannotDo(_("“{words}” is no day, and no meeting.").format(words=line.typed))
    there = [key for key, at in keys.items() if at == day]
    return day, there[0] if len(there) == 1 else ""


def _meetings_around(plans: Plans, body: Body) -> dict[str, date]:
    near: Sequence[Body] = [each for each in plans.bodies if body.key in (each.key, each.parent)]
    return {meeting.key: meeting.date for each in near for meeting in plans.meetings_there(each)}
