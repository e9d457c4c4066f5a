"""A count, told day by day, in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.dates import short_date
from store.i18n import N_, N_n, _, _n, spoken
from store.terms.british import left_out
from store.terms.count import Counted, Way, counts, is_clear, is_put_off, moves, needs_two_working_days
from store.terms.holidays import EXTRA, ONE_DAY, SATURDAY, Holidays
from store.terms.length import Length, Unit


def explain(counted: Counted, holidays: Holidays) -> list[str]:
    """The lines that say what came out, each day that was counted, the rules, and what is not known."""
    return [*results(counted), "", *_days(counted, holidays), "", *_rules(counted), *doubts(counted, holidays)]


def results(counted: Counted) -> list[str]:
    """What came out, the day to be safe last."""
    if counted.back:
        lines = [_("Counted back: {day}").format(day=_day(counted.nominal))]
    elif is_clear(counted.length, counted.way):
        return [_("On {day} at the earliest").format(day=_day(counted.nominal))]
    else:
        lines = [_("The term ends: {day}").format(day=_day(counted.nominal))]
    if counted.last is not None and counted.is_moved:
        lines.append(_("Put off to: {day}").format(day=_day(counted.last)))
    if counted.do_by is not None:
        lines.append(_("Do it by: {day}").format(day=_day(counted.do_by)))
        if not counted.back and counted.do_by < counted.start:
            lines.append(_("That day has gone by when the term begins: do it at once."))
    return lines


def length_in_words(length: Length) -> str:
    """`1 month`, `zes weken`, in the language of the interface."""
    return _n(*_LENGTHS[length.unit], length.count).format(count=length.count)


def doubts(counted: Counted, holidays: Holidays) -> list[str]:
    """What is not known of the days of the count, and that it is no legal advice."""
    lines = []
    years = {day.year for day in (counted.nominal, counted.last or counted.nominal)}
    if not holidays.is_complete:
        words = _(
            "The holidays of {place} are not known here: only weekends were left out, and the day is one earlier."
        )
        lines.append(words.format(place=holidays.where))
    elif holidays.named and counted.way in (Way.NL, Way.EU):
        first, last = holidays.named
        for year in sorted(years):
            if not first <= year <= last:
                words = _("Which days were put on a level with holidays in {year} (art. 3(3) Atw) is not known here.")
                lines.append(words.format(year=year))
    return [*lines, _("No legal advice: check it.")]


_LENGTHS = {
    Unit.DAY: N_n("{count} day", "{count} days"),
    Unit.CLEAR_DAY: N_n("{count} clear day", "{count} clear days"),
    Unit.WEEK: N_n("{count} week", "{count} weeks"),
    Unit.MONTH: N_n("{count} month", "{count} months"),
    Unit.YEAR: N_n("{count} year", "{count} years"),
}
_RULES = {
    Way.NL: N_("The day of the event does not count; a month ends on the same number, or else on its last day."),
    Way.DE: N_("§§ 187, 188 BGB: the day of the event does not count; a month ends on the same number."),
    Way.UK: N_(
        "Neither end counts; Sundays, bank holidays and the breaks of Easter and Christmas are left out "
        "(s. 243 LGA 1972)."
    ),
    Way.EU: N_("Art. 3 Regulation 1182/71: the day of the event does not count; a month ends on the same number."),
    Way.PLAIN: N_("What was agreed, or is the custom: no law moves it."),
}
_PUT_OFF = {
    Way.NL: N_("It ends on no Saturday, Sunday or holiday (art. 1(1) Atw)."),
    Way.DE: N_("It ends on no Saturday, Sunday or holiday (§ 193 BGB)."),
    Way.UK: N_("It ends on none of the days that are left out (s. 243(1) LGA 1972)."),
    Way.EU: N_("It ends on no Saturday, Sunday or holiday (art. 3(4))."),
}
_TWO_WORKING_DAYS = {
    Way.NL: N_("At least two working days lie in it (art. 2 Atw)."),
    Way.EU: N_("At least two working days lie in it (art. 3(5))."),
}
_WEEKEND = (N_("Saturday"), N_("Sunday"))
# More days are not told one by one; those at the end are, since there it is decided.
_MOST_DAYS, _SHOWN = 70, 14


def _rules(counted: Counted) -> Iterator[str]:
    way = counted.way
    yield _(_RULES[way])
    if counted.back:
        if way in (Way.NL, Way.EU):
            yield _("Counted back, it is never put off (art. 1(2) Atw; art. 3(4) Regulation 1182/71).")
        return
    if not moves(counted.length, way):
        if way is Way.NL:
            yield _("Longer than 90 days, 12 weeks or 3 months: no holiday puts it off (art. 4 Atw).")
        return
    if not is_clear(counted.length, way):
        yield _(_PUT_OFF[way])
    if needs_two_working_days(counted.length, way):
        yield _(_TWO_WORKING_DAYS[way])


def _days(counted: Counted, holidays: Holidays) -> list[str]:
    end = min(counted.nominal, counted.do_by or counted.nominal) if counted.back else counted.last or counted.nominal
    step = -ONE_DAY if counted.back else ONE_DAY
    lines, day, number = [], counted.start, 0
    while True:
        if day not in (counted.start, counted.nominal) or not is_clear(counted.length, counted.way):
            number += day != counted.start and counts(day, counted.length, counted.way, holidays)
        lines.append(_one_day(day, number, counted, holidays))
        if day == end:
            break
        day += step
    if len(lines) > _MOST_DAYS:
        left = len(lines) - 2 * _SHOWN
        lines = [*lines[:_SHOWN], _n("… {count} day", "… {count} days", left).format(count=left), *lines[-_SHOWN:]]
    return lines


def _one_day(day: date, number: int, counted: Counted, holidays: Holidays) -> str:
    is_clear_here = is_clear(counted.length, counted.way)
    counted_here = counts(day, counted.length, counted.way, holidays)
    if day == counted.start:
        note = _("the day of the event: not counted")
    elif day == counted.nominal and is_clear_here:
        note = _("the latest day of notice") if counted.back else _("the first day on which it may be")
    elif is_clear_here and not counted_here:
        note = _("{reason}: not counted").format(reason=_(left_out(day, holidays)))
    else:
        note = _reason(day, counted.way, holidays)
        if day == counted.nominal:
            end = _("the term ends") if not counted.back else _("so long before")
            note = f"{end} · {note}" if note else end
        elif day == counted.last:
            note = _("the last day")
    is_beyond = day < counted.nominal if counted.back else day > counted.nominal
    has_number = day not in (counted.start,) and counted_here and not is_beyond
    has_number = has_number and not (is_clear_here and day == counted.nominal)
    return f"{number if has_number else '':>4}  {_day(day)}{'  ' + note if note else ''}".rstrip()


def _reason(day: date, way: Way, holidays: Holidays) -> str:
    """Why a term cannot end on `day`; the name of a holiday is told also where nothing is put off."""
    if way is Way.UK:
        return _(left_out(day, holidays)) if is_put_off(day, way, holidays) else ""
    if name := holidays.name(day):
        return _("named day of the body") if name == EXTRA else _(name)
    return _(_WEEKEND[day.weekday() - SATURDAY]) if day.weekday() >= SATURDAY else ""


def _day(day: date) -> str:
    return short_date(day, spoken())
