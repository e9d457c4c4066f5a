"""Where a request is on a day: what was done, what comes next, its terms, and what is to be warned of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import msgspec

from store.desk.model import Piece, Request
from store.desk.requests.steps import Taken, holds, last, taken
from store.desk.requests.terms import Sort, TermState, terms
from store.procedures.model import By, Procedure, Step, Text
from store.terms.holidays import Holidays


class Doubt(StrEnum):
    """Why something is warned of; nothing is ever refused for it."""

    LACKING = "lacking"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NO_ANSWER = "no_answer"


class Warned(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be warned of at the step `step`: in the words of the procedure, or with the day that went by."""

    doubt: Doubt
    step: Step
    text: Text = {}
    day: date | None = None


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it stands on `today`. `next` is the step that is expected, None where none is."""

    request: Request
    procedure: Procedure
    today: date
    steps: list[Taken]
    next: Step | None
    terms: list[TermState]
    warnings: list[Warned]

    @property
    def open_terms(self) -> list[TermState]:
        """The terms that run, what is to be done first first, the body's own before those of the other side."""
        found = (each for each in self.terms if each.is_open(self.today))
        return sorted(found, key=lambda each: (not each.term.ours, each.day))

    @property
    def run_out(self) -> list[TermState]:
        """The terms that ran out."""
        return [each for each in self.terms if each.has_run_out(self.today)]

    @property
    def finished(self) -> date | None:
        """The day on which it was done with: it was closed, or no step and no term is left."""
        if self.request.closed and self.request.closed <= self.today:
            return self.request.closed
        if self.next is not None or self.open_terms or not self.steps:
            return None
        return max([each.since for each in self.steps] + [each.last for each in self.run_out])

    @property
    def waits_for(self) -> By | None:
        """Whose turn it is: the body's where a term of its own runs, else whose the next step is."""
        if self.finished:
            return None
        if any(each.term.ours for each in self.open_terms):
            return By.US
        if self.next is not None:
            return self.next.by
        return By.THEM


def state(
    request: Request,
    pieces: Iterable[Piece],
    procedure: Procedure,
    holidays: Holidays,
    today: date,
    reply_weeks: int = 0,
) -> State:
    """Computes where `request` is on `today` from its rows and the pieces of its body's desk."""
    steps = taken(request, pieces, procedure, today)
    found = terms(request, steps, procedure, holidays, reply_weeks)
    return State(
        request=request,
        procedure=procedure,
        today=today,
        steps=steps,
        next=_next(steps, procedure),
        terms=found,
        warnings=[*_warnings(steps, procedure, found)],
    )


def too_early(key: str, steps: list[Taken], procedure: Procedure) -> list[Warned]:
    """What is said where the step `key` is taken while another should have gone before it."""
    done = {each.step for each in steps}
    early = (step for step in procedure.step if step.before == key and step.key not in done)
    return [Warned(doubt=Doubt.TOO_EARLY, step=step, text=step.missing) for step in early]


def would_be_early(state_now: State) -> tuple[Step, list[Warned]] | None:
    """The first step of the body that it could take now and be warned of, with the warnings."""
    done = {each.step for each in state_now.steps}
    for step in state_now.procedure.step:
        if step.by is not By.THEM and step.key not in done:
            found = too_early(step.key, state_now.steps, state_now.procedure)
            if found:
                return step, found
    return None


def _next(steps: list[Taken], procedure: Procedure) -> Step | None:
    """The first step behind the furthest one that was taken that is expected, and was not taken."""
    done = {each.step for each in steps}
    expected = [step for step in procedure.step if not step.optional and (step.key in done or holds(step.when, steps))]
    furthest = max((at for at, step in enumerate(expected) if step.key in done), default=-1)
    return next((step for step in expected[furthest + 1 :] if step.key not in done), None)


def _warnings(steps: list[Taken], procedure: Procedure, found: list[TermState]) -> Iterator[Warned]:
    done = {each.step for each in steps}
    order = {each.step: at for at, each in reversed([*enumerate(steps)])}
    for step in procedure.step:
        each = last(steps, step.key)
        if each is None:
            continue
        for need in step.need:
            if need.key in each.lacks and need.met_by not in done:
                yield Warned(doubt=Doubt.LACKING, step=step, text=need.lacking)
        if step.answers and not each.answer:
            yield Warned(doubt=Doubt.NO_ANSWER, step=step)
    for step in procedure.step:
        is_late = step.before in order and order.get(step.key, len(steps)) > order[step.before]
        if step.before and is_late:
            yield Warned(doubt=Doubt.TOO_EARLY, step=step, text=step.missing)
    for term in found:
        by = procedure.find(term.by)
        if by is not None and term.ended is not None and term.ended > term.day and term.sort is Sort.AGREED:
            yield Warned(doubt=Doubt.TOO_LATE, step=by, day=term.day)
