"""The words of the plan: a clash, a time, a moment and how far it is. In the language that is given."""

from __future__ import annotations

import re
from datetime import date

from store.dates import short_date
from store.desk.plan.intentions import IntentionState
from store.desk.plan.moments import MomentState
from store.desk.plan.year import OVERLEG_AFTER, Clash, Planned, Why
from store.i18n import interface
from store.model import Days
from store.procedures.model import Held, say
from store.text import fold


def holiday_name(name: str, language: str) -> str:
    """The name of a holiday in `language`, where it is one of ours; those of the library are English."""
    return interface(language).gettext(name)


def short_day(day: date, language: str) -> str:
    """`6 mei`."""
    return short_date(day, language, year=False).partition(" ")[2]


def clash_words(clash: Clash, language: str) -> str:
    """Why a planned day is told of: `Hemelvaartsdag`."""
    _ = interface(language).gettext
    if clash.why is Why.HOLIDAY:
        return holiday_name(clash.holiday, language)
    if clash.why is Why.SAME_DAY:
        return _("at the same time as {meetings}, with the same people").format(meetings=", ".join(clash.others))
    return _("less than {days} days after {meetings}").format(days=OVERLEG_AFTER, meetings=", ".join(clash.others))


def clash_line(clash: Clash, language: str) -> str:
    """`vgwm  do 6 mei: Hemelvaartsdag → do 29 apr, do 13 mei`."""
    day = short_date(clash.planned.day, language, year=False)
    line = f"{clash.planned.body}  {day}: {clash_words(clash, language)}"
    offers = ", ".join(short_date(each, language, year=False) for each in clash.offers)
    return f"{line} → {offers}" if offers else line


def agenda_line(planned: Planned, language: str, name: str) -> str:
    """By when an agenda goes out whose last day is no working day, which is called `name` where it is a holiday."""
    _ = interface(language).gettext
    out, by = (short_date(day, language, year=False) for day in (planned.agenda_out, planned.do_by))
    reason = holiday_name(name, language) if name else _("a weekend")
    return _("agenda of {meeting}: {day} is {reason}; send it by {by}").format(
        meeting=planned.key, day=out, reason=reason, by=by
    )


def period(when: Days | None, typed: str, language: str) -> str:
    """A time as it is told: `maart 2028`, `wo 1 mrt 2028`; the words as typed where nothing could be read of them."""
    if when is None:
        return typed
    if when.first == when.last:
        return short_date(when.first, language)
    _ = interface(language).gettext
    months = _("January February March April May June July August September October November December").split()
    first, last = when.first, when.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{months[first.month - 1]} {first.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{months[first.month - 1]}–{months[last.month - 1]} {last.year}"


def iso_period(when: Days | None) -> str | None:
    """A time for programs: `2028-03`, `2028-03-01`, `2028`, `2028-01/2028-03`."""
    if when is None:
        return None
    first, last = when.first, when.last
    if first == last:
        return first.isoformat()
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    begin, end = first.isoformat()[:7], last.isoformat()[:7]
    return begin if begin == end else f"{begin}/{end}"


def how_far(state: MomentState, language: str) -> str:
    """`0 van 2`, `5 dagen per lid`, `1 sep 2025`; why it was left out where it was."""
    _ = interface(language).gettext
    moment = state.moment
    if state.dropped:
        return _("left out: {why}").format(why=state.dropped)
    if moment.days:
        per = {"member": _("{days} days for each member")}.get(moment.per, _("{days} days"))
        return per.format(days=moment.days)
    if state.once:
        done = state.covered[0] if state.covered else None
        return _("done {day}").format(day=short_date(done.on, language)) if done else short_date(state.once, language)
    return _("{done} of {times}").format(done=len(state.covered), times=moment.times)


def about_moment(state: MomentState, language: str) -> str:
    """Where it was treated and for which meetings it is meant, and what else there is to say of it."""
    _ = interface(language).gettext
    told = [_("treated {where}").format(where=each.meeting or short_day(each.on, language)) for each in state.covered]
    days = ", ".join(short_day(date.fromisoformat(key[:10]), language) for key in state.planned)
    if days:
        told.append(days)
    moment = state.moment
    if moment.supervisors:
        told.append(_("with the supervisors"))
    told += [say(text, language) for text in (moment.note, moment.condition) if text]
    missing = lacking(state)
    if missing:
        told.append(_("{count} without a meeting").format(count=missing))
    return " · ".join(told)


def lacking(state: MomentState) -> int:
    """How many times of a moment have no meeting this year in which they could come."""
    if state.dropped or state.moment.meeting is Held.NONE:
        return 0
    return max(0, state.moment.times - len(state.covered) - len(state.planned))


def about_intention(state: IntentionState, language: str, today: date) -> str:
    """When it is, from when it is told, or what became of it."""
    _ = interface(language).gettext
    if state.covered:
        where = state.covered.meeting or short_date(state.covered.on, language)
        return _("treated {where}").format(where=where)
    if state.dropped:
        return _("left out: {why}").format(why=state.dropped)
    time = period(state.when, state.intended.typed, language)
    if state.when is None:
        return (
            _("“{words}” is no time that can be read with certainty").format(words=time) if time else _("no time said")
        )
    if state.is_late(today):
        return _("{time}, late").format(time=time)
    if state.remind_from and state.remind_from > today:
        return _("{time}, told from {day}").format(time=time, day=short_date(state.remind_from, language))
    return time


def squeezed(words: str) -> str:
    """`words` without spaces and signs, in small letters: how references and articles are compared."""
    return re.sub(r"[\s.,\-–/_()]", "", fold(words))
