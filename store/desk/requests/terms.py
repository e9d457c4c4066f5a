"""The terms of a request on a day: from which steps they run, until when, and by what they ended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from store.desk.model import Request
from store.desk.requests.steps import Taken, holds, last
from store.procedures.model import Basis, Procedure, Start, Term
from store.terms.count import Counted, Way, count
from store.terms.holidays import Holidays
from store.terms.length import Length, Unit


class Sort(StrEnum):
    """What a term rests on: a law, what was agreed, or custom."""

    LAW = "law"
    AGREED = "agreed"
    CUSTOM = "custom"


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A term as it runs from one start: `counted` from the day `since`; `do_by` only where it is the body's own."""

    start: Start
    since: date
    counted: Counted
    basis: Basis


class TermState(msgspec.Struct, frozen=True, kw_only=True):
    """A term that runs, ran out, or was ended. `running` are its starts, that which leads first.

    `ended` is the day of the step `by` that ended it. Of a custom, `weeks` is how many.
    """

    term: Term
    sort: Sort
    running: tuple[Running, ...]
    ended: date | None = None
    by: str = ""
    weeks: int = 0

    @property
    def lead(self) -> Counted:
        """The count that leads: the earliest."""
        return self.running[0].counted

    @property
    def day(self) -> date:
        """The day that is shown large: of the body's own terms by law the day to be safe, of others the last."""
        if self.sort is not Sort.LAW:
            return self.lead.nominal
        if self.term.ours and self.lead.do_by:
            return self.lead.do_by
        return self.lead.last or self.lead.nominal

    @property
    def last(self) -> date:
        """The last day on which any count still lets it be met."""
        return max(each.counted.last or each.counted.nominal for each in self.running)

    def is_open(self, today: date) -> bool:
        """Whether it still runs. What was agreed, or is custom, runs until it was done."""
        return self.ended is None and (self.sort is not Sort.LAW or self.term.back or today <= self.last)

    def has_run_out(self, today: date) -> bool:
        """Whether its last day went by and nothing had ended it."""
        return self.ended is None and not self.is_open(today)


def terms(
    request: Request, steps: list[Taken], procedure: Procedure, holidays: Holidays, reply_weeks: int = 0
) -> list[TermState]:
    """Every term of `request` that runs or ran by its `steps`, in the order of the procedure.

    `holidays` are those of the body; terms by German or English law keep those of the country where the body says
    none of its own. `reply_weeks` is how long an answer takes by custom (0: not said).
    """
    found = (_state(term, request, steps, holidays, reply_weeks) for term in procedure.term)
    return [state for state in found if state]


def _state(term: Term, request: Request, steps: list[Taken], holidays: Holidays, reply_weeks: int) -> TermState | None:
    begun = [(start, each) for start in term.start for each in steps if each.step == start.step]
    if not begun or not holds(term.when, steps):
        return None
    sort, weeks = Sort.LAW, 0
    if term.length is not None:
        running = [_running(term, start, each, term.length, holidays) for start, each in begun]
    elif agreed := _agreed(term, request, steps):
        sort = Sort.AGREED
        running = [_until(start, each, agreed, holidays) for start, each in begun[:1]]
    elif reply_weeks and term.ours:
        sort, weeks = Sort.CUSTOM, reply_weeks
        running = [_running(term, start, each, Length(reply_weeks, Unit.WEEK), holidays) for start, each in begun[:1]]
    else:
        return None
    running.sort(key=lambda each: each.counted.nominal)
    first = min(each.since for _start, each in begun)
    end = next((each for each in steps if each.step in term.ends and each.since >= first), None)
    return TermState(
        term=term,
        sort=sort,
        running=tuple(running),
        ended=end.on if end else None,
        by=end.step if end else "",
        weeks=weeks,
    )


def _running(term: Term, start: Start, each: Taken, length: Length, holidays: Holidays) -> Running:
    since = each.day if term.back and each.day else each.since
    counted = count(since, length, term.count, holidays, back=term.back)
    return Running(start=start, since=since, counted=counted, basis=start.basis)


def _until(start: Start, each: Taken, day: date, holidays: Holidays) -> Running:
    """A term until a day that was agreed: nothing is counted, and nothing moves it."""
    counted = Counted(
        start=each.since,
        length=Length(max((day - each.since).days, 1), Unit.DAY),
        way=Way.PLAIN,
        back=False,
        nominal=day,
        last=day,
        do_by=holidays.working_on_or_before(day),
    )
    return Running(start=start, since=each.since, counted=counted, basis=Basis.AGREED)


def _agreed(term: Term, request: Request, steps: list[Taken]) -> date | None:
    step = last(steps, term.agreed)
    if step is not None:
        return step.day
    has_row = any(row.step == term.agreed for row in request.steps)
    return None if has_row else request.reply_by
