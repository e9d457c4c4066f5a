"""A request for programs: plain values, with the words in the language of its body."""

from __future__ import annotations

from datetime import date

from store.desk.model import Request
from store.desk.requests.state import State, would_be_early
from store.desk.requests.steps import Taken
from store.desk.requests.terms import TermState
from store.desk.requests.wording import (
    answer,
    basis,
    kind,
    matter,
    state_of_affairs,
    status,
    term_line,
    term_rests_on,
    warning,
)
from store.procedures.model import say


def plain_request(state: State, language: str, offered_for: str = "") -> dict[str, object]:
    """Everything of `state`: `next`, `status`, `terms` by key (those that run), `warns`, `state_of_affairs`, `steps`.

    `refuses_quietly` is what a step of the body would be warned of if it were taken now; it is stored all the same.
    """
    request, next_step = state.request, state.next
    early = would_be_early(state)
    return {
        "request": request.reference,
        "procedure": request.procedure,
        "title": request.title,
        "matter": matter(state, language),
        "kind": kind(state, language),
        "today": _iso(state.today),
        "status": status(state, language),
        "next": next_step.key if next_step else None,
        "offered_for": offered_for or None,
        "state_of_affairs": state_of_affairs(state, language),
        "terms": {each.term.key: _term(each, language) for each in state.open_terms},
        "run_out": {each.term.key: _term(each, language) for each in state.run_out},
        "warns": [warning(each, language) for each in state.warnings],
        "refuses_quietly": early
        and {"verb": early[0].key, "says": "; ".join(warning(each, language) for each in early[1]), "stored": True},
        "steps": [_step(each, state, language) for each in state.steps],
        "conditions": _conditions(request),
        "confidential": request.confidential is not None,
        "finished": _iso(state.finished),
    }


def _term(each: TermState, language: str) -> dict[str, object]:
    return {
        "day": _iso(each.day),
        "kind": each.sort.value,
        "words": term_rests_on(each, language),
        "line": term_line(each, language),
        "ours": each.term.ours,
        "law": each.term.law,
        "nominal": _iso(each.lead.nominal),
        "last": _iso(each.lead.last),
        "do_by": _iso(each.lead.do_by) if each.term.ours else None,
        "starts": [
            {
                "step": start.start.step,
                "from": _iso(start.since),
                "ground": say(start.start.ground, language),
                "basis": basis(start.basis, language),
                "nominal": _iso(start.counted.nominal),
                "last": _iso(start.counted.last),
                "do_by": _iso(start.counted.do_by) if each.term.ours else None,
            }
            for start in each.running
        ],
    }


def _step(each: Taken, state: State, language: str) -> dict[str, object]:
    step, done = state.procedure.find(each.step), each.done
    return {
        "step": each.step,
        "name": say(step.name, language) if step else each.step,
        "on": _iso(each.on),
        "known": _iso(each.known),
        "day": _iso(each.day),
        "piece": each.piece.number if each.piece else None,
        "meeting": (done and done.meeting) or None,
        "item": (done and done.item) or None,
        "decision": (done and done.decision) or (each.piece and each.piece.decision) or None,
        "answer": each.answer or None,
        "answer_words": answer(each.answer, language) if each.answer else None,
        "lacks": list(each.lacks),
        "words": (done and done.words) or None,
    }


def _conditions(request: Request) -> list[dict[str, object]]:
    return [
        {"number": each.number, "text": each.text, "met": _iso(each.met), "dropped": each.dropped}
        for each in request.conditions
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
