"""How requests are drawn: a line of the list, the steps of one, its terms."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from store.archive.requests.requests import Found, Proposed
from store.dates import short_date
from store.desk.requests.state import State
from store.desk.requests.steps import Taken
from store.desk.requests.terms import Sort, TermState
from store.desk.requests.wording import (
    answer,
    full_day,
    kind,
    passed,
    short_day,
    starts,
    status,
    step_line,
    term_name,
    warning,
)
from store.i18n import _, _n, spoken
from store.procedures.model import say
from store.text import fold
from tui.terminal.wrapping import WIDE

_REFERENCE, _KIND, _TITLE, _DAYS = 11, 19, 32, 6
# A term with fewer days left than this is lit.
_SOON = 7


def row(found: Found, width: int, *, with_body: bool) -> Content:
    """One line of the list: reference, kind, title, what is to be done and in how many days."""
    state = found.state
    quiet = "$quiet" if state.finished else ""
    head = Content.styled(f"{found.reference:<{_REFERENCE}}", "bold")
    what = f"{found.body.key} {kind(state, spoken())}" if with_body else kind(state, spoken())
    kinds = Content.styled(what, "$quiet").truncate(_KIND - 1, ellipsis=True, pad=True)
    says, days, style = _pressing(state)
    left = Content.styled(f"{days:>{_DAYS - 1}}", style)
    mark = " ▪" if state.request.confidential else ""
    room = width - _REFERENCE - _DAYS
    if width < WIDE:
        title = room * 2 // 5
        parts: tuple[Content | str, ...] = (head, _title(state, mark, title - 1, quiet), " ")
    else:
        title = min(_TITLE, (room - _KIND) // 2)
        parts = (head, kinds, " ", _title(state, mark, title - 1, quiet), " ")
        room -= _KIND
    words = Content.styled(says, style or quiet).truncate(max(8, room - title - 1), ellipsis=True, pad=True)
    return Content.assemble(*parts, words, " ", left).truncate(width, ellipsis=True)


def _title(state: State, mark: str, room: int, style: str) -> Content:
    words = Content.styled(state.request.title or "–", style).truncate(room - len(mark), ellipsis=True)
    return Content.assemble(words, (mark, "$warning")).truncate(room, pad=True)


def _pressing(state: State) -> tuple[str, str, str]:
    """What is to be done, in how many days, and how that looks."""
    if not state.open_terms or state.finished:
        return status(state, spoken()), "", ""
    term = state.open_terms[0]
    days = (term.day - state.today).days
    # The day is what is not cut.
    says = _("by {day}: {what}") if term.term.ours else _("until {day}: {what}")
    day = short_date(term.day, spoken(), year=term.day.year != state.today.year)
    return says.format(day=day, what=term_name(term, spoken())), days_left(days), _style(term, days)


def days_left(days: int) -> str:
    """`31 d`; `3 d te laat` where it went by."""
    if days < 0:
        return _("{days} d late").format(days=-days)
    return _("{days} d").format(days=days)


def _style(term: TermState, days: int) -> str:
    if not term.term.ours:
        return "$quiet"
    return "bold $error" if days < 0 or term.term.silence else "bold $warning" if days <= _SOON else "$warning"


def step_lines(found: Found, proposed: list[Proposed], offered_for: str) -> list[Content]:
    """The steps of a request, a line each: those that were taken, that are proposed, that are to come."""
    state = found.state
    named = [step for each in state.steps if (step := state.procedure.find(each.step))]
    named += [each.step for each in proposed] + ([state.next] if state.next else [])
    width = max((len(say(step.name, spoken())) for step in named), default=0)
    lines = [_taken(each, state, width) for each in state.steps]
    for each in proposed:
        done = each.done
        words = " · ".join(
            filter(None, (done.decision, answer(done.answer, spoken()) if done.answer else "", each.words))
        )
        name = f"{say(each.step.name, spoken()):<{width}}"
        day = f"{short_day(done.on, state.today, spoken()):<8}"
        lines.append(
            Content.assemble(("? ", "bold $accent"), name, "  ", day, words, (_("  Enter takes it"), "$quiet"))
        )
    if state.next is not None:
        name = f"{say(state.next.name, spoken()):<{width}}"
        where = _("for {meeting}").format(meeting=offered_for) if offered_for else ""
        lines.append(Content.styled(f"· {name}  {where}".rstrip(), "$quiet"))
    for condition in state.request.conditions:
        met = _("met") if condition.met else _("dropped") if condition.dropped else _("not met")
        lines.append(Content.assemble((f"{condition.number}. ", "bold"), condition.text, (f"  {met}", "$quiet")))
    lines += [
        Content.assemble(("! ", "bold $warning"), (warning(each, spoken()), "$warning")) for each in state.warnings
    ]
    return lines


def _taken(each: Taken, state: State, width: int) -> Content:
    step = state.procedure.find(each.step)
    name = f"{say(step.name, spoken()) if step else each.step:<{width}}"
    day = f"{short_day(each.since, state.today, spoken()):<8}"
    where = _where(each)
    about = " · ".join(filter(None, (step_line(each, state, spoken()), where)))
    return Content.assemble(("✓ ", "$success"), name, "  ", (day, "$foreground"), about)


def _where(each: Taken) -> str:
    if each.done is None or not each.done.meeting:
        return _("item {number}").format(number=each.done.item) if each.done and each.done.item else ""
    if not each.done.item:
        return each.done.meeting
    return _("{meeting} item {number}").format(meeting=each.done.meeting, number=each.done.item)


def term_lines(state: State, most: int) -> list[Content]:
    """The terms that run and that ran out, and once that it is no legal advice; at most so many lines."""
    lines: list[Content] = []
    for term in state.open_terms:
        days = (term.day - state.today).days
        lines.append(Content.assemble((term_name(term, spoken()), "bold"), ("  " + _whose(term), "$quiet")))
        lines += [Content.styled(f"   {words}", "") for words in starts(term, state.today, spoken())]
        lines.append(_do_by(term, days))
    lines += [Content.styled(passed(term, spoken()), "bold $error") for term in state.run_out]
    if not lines:
        return [Content.styled(_("No term runs."), "$quiet")]
    return [*lines[: most - 1], Content.styled(_("No legal advice: check it."), "$quiet")]


def _whose(term: TermState) -> str:
    if term.sort is not Sort.LAW:
        return ""
    return _("ours") if term.term.ours else _("theirs")


def _do_by(term: TermState, days: int) -> Content:
    day = full_day(term.day, spoken())
    if not term.term.ours:
        return Content.assemble("   ", (_("until {day}").format(day=day), "$foreground"))
    words = _("do it by {day}").format(day=day)
    count = _n("in {count} day", "in {count} days", days).format(count=days) if days >= 0 else days_left(days)
    after = say(term.term.passed, spoken()) if term.term.passed else ""
    style = "bold $error" if days < 0 or term.term.silence else "bold $accent"
    after_words = _("after that: {what}").format(what=after) if after else ""
    return Content.assemble(
        "   ", (f"▌ {words} ▐", style), f"  {count}  ", (after_words, "$error" if term.term.silence else "$quiet")
    )


def headline(found: list[Found], filtered: str, today: date) -> Content:
    """What the screen is called, how many run, how many terms, what is asked for, and the day."""
    running = sum(not each.state.finished for each in found)
    terms = sum(bool(each.state.open_terms) for each in found if not each.state.finished)
    parts = [
        _n("{count} runs", "{count} run", running).format(count=running),
        _n("{count} term", "{count} terms", terms).format(count=terms),
    ]
    return Content.assemble(
        (f" {_('Requests')}", "bold $accent"),
        ("   " + " · ".join(parts), "$foreground"),
        (f"   / {filtered}" if filtered else "", "$accent"),
        (f"   {full_day(today, spoken())}", "$quiet"),
    )


def key_of(found: Found) -> tuple[str, int]:
    """What tells a request from all others."""
    return found.body.key, found.state.request.id


def searched(found: Found) -> str:
    """The words by which a filter finds it, folded."""
    parts = (found.reference, found.body.key, kind(found.state, spoken()), found.state.request.title)
    return fold(" ".join((*parts, status(found.state, spoken()))))


def has_just_run_out(found: Found) -> bool:
    """Whether a term of the body's own ran out, which is to be seen until the request is closed."""
    return found.state.request.closed is None and any(term.term.ours for term in found.state.run_out)
