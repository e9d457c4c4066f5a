"""A request as lines of text, for the command line and for lists."""

from __future__ import annotations

from collections.abc import Iterator

from store.desk.requests.state import State
from store.desk.requests.wording import (
    day_in,
    passed,
    starts,
    state_of_affairs,
    status,
    step_line,
    term_line,
    title,
    warning,
)
from store.i18n import documents
from store.procedures.model import say
from store.text import clean


def told(state: State, language: str, offered_for: str = "") -> list[str]:
    """Everything of a request in lines: what it is, its steps, terms and warnings, and what comes next."""
    return ["  " * depth + clean(line) for depth, line in _lines(state, language, offered_for)]


def _lines(state: State, language: str, offered_for: str) -> Iterator[tuple[int, str]]:
    _ = documents(language).gettext
    request = state.request
    yield 0, "  ".join(filter(None, (request.reference, request.title, f"({title(state, language)})")))
    yield 0, status(state, language)
    for each in state.steps:
        step = state.procedure.find(each.step)
        name = say(step.name, language) if step else each.step
        yield 1, f"✓ {name}  {day_in(each.since, state.today, language)}  {step_line(each, state, language)}"
    if state.next:
        words = _("next: {step}").format(step=say(state.next.name, language))
        yield 1, f"· {words}" + (f"  ({offered_for})" if offered_for else "")
    for term in state.open_terms:
        yield 1, term_line(term, language)
        for line in starts(term, state.today, language):
            yield 2, line
    for run_out in state.run_out:
        yield 1, passed(run_out, language)
    for condition in request.conditions:
        met = _("met {day}").format(day=day_in(condition.met, state.today, language)) if condition.met else _("not met")
        yield 1, f"{condition.number}. {condition.text} ({_('dropped') if condition.dropped else met})"
    for warned in state.warnings:
        yield 1, f"! {warning(warned, language)}"
    if affairs := state_of_affairs(state, language):
        yield 1, affairs
    if any(term.term.law for term in state.terms):
        yield 0, _("No legal advice: check it.")
