"""The moments that the law asks of a body in a year: which meetings treated them, and which are still to. No disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from store.desk.plan.model import Change, Mark
from store.desk.plan.year import Planned
from store.procedures.model import Held
from store.procedures.yearly import At, YearlyMoment, YearPlan
from store.text import fold


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """An item that a meeting treated: the meeting's key and day, in which kind of meeting, and what it names.

    `moments` are those that the item says it covers: keys of the law, references of intentions.
    """

    meeting: str
    day: date
    held: Held
    number: str = ""
    title: str = ""
    moments: tuple[str, ...] = ()
    law: str = ""


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """That a moment was treated: on which day, and in which meeting where it was one."""

    on: date
    meeting: str = ""
    words: str = ""


class MomentState(msgspec.Struct, frozen=True, kw_only=True):
    """How far a moment of the law is in a year.

    `planned` are the keys of the meetings that it is meant for, `once` its day where it comes once in a term of office.
    `dropped` says why it was left out this year.
    """

    moment: YearlyMoment
    year: int
    covered: tuple[Covered, ...] = ()
    planned: tuple[str, ...] = ()
    once: date | None = None
    dropped: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be done this year."""
        return not self.dropped and len(self.covered) < max(self.moment.times, 1 if self.once else 0)


def moments_of(
    plan: YearPlan,
    year: int,
    today: date,
    *,
    marks: Iterable[Mark],
    treated: Iterable[Treated],
    meetings: Callable[[Held], Sequence[Planned]],
    term_start: date | None,
) -> list[MomentState]:
    """Each moment of `plan` as it stands in `year`, in the order of the plan.

    One that comes once is told where a term of office has begun.
    """
    told, said = list(treated), [mark for mark in marks if mark.year in (None, year)]
    found = []
    for moment in plan.moment:
        once = term_start if moment.at is At.TERM_START else None
        if moment.at is At.TERM_START and once is None:
            continue
        since, until = (once, date.max) if once else (date(year, 1, 1), date(year, 12, 31))
        own = [mark for mark in said if mark.moment == moment.key]
        covered = _covered(moment, told, own, since, min(until, today))
        dropped = own[-1].words or "–" if own and own[-1].change is Change.DROPPED else ""
        found.append(
            MomentState(
                moment=moment,
                year=year,
                covered=covered,
                planned=() if dropped else _meant_for(moment, covered, meetings(moment.meeting), today, year),
                once=once,
                dropped=dropped,
            )
        )
    return found


def calls(title: str, moment: YearlyMoment) -> bool:
    """Whether the title of an item names `moment`: in its own words, or by its article."""
    words = fold(title)
    if any(_stands_in(fold(text), words) for text in moment.text.values()):
        return True
    return _stands_in(fold(moment.law.partition(",")[0]), words)


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?![\w])", text) is not None


def _covered(
    moment: YearlyMoment, treated: Iterable[Treated], marks: Iterable[Mark], since: date, until: date
) -> tuple[Covered, ...]:
    found: dict[tuple[str, date], Covered] = {}
    for one in treated:
        is_named = moment.key in one.moments or (one.held is moment.meeting and calls(one.title, moment))
        if is_named and since <= one.day <= until:
            found.setdefault((one.meeting, one.day), Covered(on=one.day, meeting=one.meeting))
    for mark in marks:
        if mark.on > until:
            continue
        if mark.change is Change.COVERED and mark.on >= since:
            found[mark.meeting, mark.on] = Covered(on=mark.on, meeting=mark.meeting, words=mark.words)
        elif mark.change is Change.REOPENED:
            found.pop((mark.meeting, mark.on), None)
    return tuple(sorted(found.values(), key=lambda each: (each.on, each.meeting)))


def _meant_for(
    moment: YearlyMoment, covered: Sequence[Covered], meetings: Sequence[Planned], today: date, year: int
) -> tuple[str, ...]:
    """The last meeting of each part of the year still to come: of a half where it comes twice. Its usual months come
    before that, and where too few are left of those, the first meetings that are.
    """
    open_times = moment.times - len(covered)
    coming = [each for each in meetings if each.day >= today and each.day.year == year]
    if open_times <= 0 or not coming:
        return ()
    if moment.months:
        usual = [each for each in coming if each.day.month in moment.months]
        # The law of months says until when; what is late comes first.
        return tuple(each.key for each in (usual or coming)[:open_times])
    parts: dict[int, Planned] = {}
    for each in coming:
        parts[(each.day.month - 1) * moment.times // 12] = each
    chosen = list(parts.values())[-open_times:]
    chosen += [each for each in coming if each not in chosen][: open_times - len(chosen)]
    return tuple(each.key for each in sorted(chosen, key=lambda each: each.day))
