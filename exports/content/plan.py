"""The plan as lines of text: the year of all bodies in months, what clashes, the moments, what is intended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from store.dates import short_date
from store.desk.plan.intentions import IntentionState
from store.desk.plan.moments import MomentState
from store.desk.plan.term_of_office import ElectionDay, Leaving
from store.desk.plan.wording import about_intention, about_moment, how_far
from store.desk.plan.year import Clash, Planned
from store.i18n import documents
from store.procedures.model import say

MONTHS = 12
_LAW, _TEXT, _FAR = 20, 46, 10


def month_names(language: str) -> list[str]:
    """`jan feb mrt …`."""
    return documents(language).gettext("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def month_cells(days: Sequence[Planned], found: Iterable[Clash]) -> list[str]:
    """For each month the days on which a body meets: `18`, `6!` where something is the matter, `·` for none."""
    marked = {clash.planned.key for clash in found}
    cells = []
    for month in range(1, MONTHS + 1):
        told = [f"{each.day.day}{'!' if each.key in marked else ''}" for each in days if each.day.month == month]
        cells.append(" ".join(told) or "·")
    return cells


def year_table(
    days: Mapping[str, Sequence[Planned]], found: Sequence[Clash], language: str, width: int = 0, month: int = 1
) -> Iterator[str]:
    """A head with the months, and a line for each body; in `width` cells, if any, the half year of `month`."""
    cells = {key: month_cells(each, found) for key, each in days.items()}
    names = month_names(language)
    widths = [max(len(names[at]), *(len(row[at]) for row in cells.values()), 3) for at in range(MONTHS)]
    first = max((len(key) for key in cells), default=0)
    shown, gap = range(MONTHS), "   "
    if width:
        gaps = (gap for gap in ("   ", "  ", " ") if first + sum(widths) + MONTHS * len(gap) <= width)
        gap = next(gaps, "")
        if not gap:
            half = MONTHS // 2
            shown, gap = range(half) if month <= half else range(half, MONTHS), "  "
    for key, row in (("", names), *cells.items()):
        yield f"{key:<{first}}{gap}" + gap.join(f"{row[at]:>{widths[at]}}" for at in shown)


def moment_lines(states: Iterable[MomentState], language: str) -> Iterator[str]:
    """A line for each moment of the law: article, words, how far, in which meetings."""
    for state in states:
        text = say(state.moment.text, language)
        line = f"{state.moment.law:<{_LAW}}{text:<{_TEXT}} {how_far(state, language):<{_FAR}} "
        yield (line + about_moment(state, language)).rstrip()


def intention_lines(states: Iterable[IntentionState], language: str, today: date) -> Iterator[str]:
    """A line for each intention: its reference, words, time, and what it was offered for."""
    for state in states:
        mark = " ▪" if state.intended.confidential else ""
        text = f"{state.intended.text}{mark}"
        line = f"{state.intended.reference:<{_LAW}}{text:<{_TEXT}} {about_intention(state, language, today)}"
        yield f"{line} → {state.offered_for}" if state.offered_for else line


def election_lines(days: Iterable[ElectionDay], language: str) -> Iterator[str]:
    """A line for each step that leads to the election."""
    for each in days:
        yield f"{short_date(each.do_by, language):<{_LAW}}{say(each.step.text, language)}"


def roster_lines(leaving: Iterable[Leaving], language: str) -> Iterator[str]:
    """A line for each member: until when, and what does not fit."""
    _ = documents(language).gettext
    odd = {"none": _("no last day is known"), "later": _("later than the term of office")}
    for each in leaving:
        until = short_date(each.until, language) if each.until else "–"
        told = [each.person.name, _("fills a gap") if each.fills_gap else "", odd.get(each.odd, "")]
        yield f"{until:<{_LAW}}{', '.join(filter(None, told))}"


def term_line(since: date, until: date, election: date | None, language: str) -> str:
    """`zittingsperiode 1 sep 2025 t/m 31 aug 2028, verkiezing 15 jun 2028`."""
    _ = documents(language).gettext
    first, last = short_date(since, language), short_date(until, language)
    line = _("term of office {first} to {last}").format(first=first, last=last)
    return line + _(", election {day}").format(day=short_date(election, language)) if election else line
