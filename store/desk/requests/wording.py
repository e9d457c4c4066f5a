"""What is said of a request, in the language that is asked for: it stands on agendas and in lists too."""

from __future__ import annotations

from datetime import date

from store.dates import long_date, short_date
from store.desk.requests.state import Doubt, State, Warned
from store.desk.requests.steps import Taken
from store.desk.requests.terms import Sort, TermState
from store.i18n import N_, documents
from store.procedures.catalogue import matter_in_words
from store.procedures.model import Basis, By, say

_ANSWERS = {
    "consent": N_("consents"),
    "consent_provided": N_("consents, provided that"),
    "refuse": N_("does not consent"),
    "refuse_unless": N_("does not consent, unless"),
    "positive": N_("positive"),
    "positive_provided": N_("positive, provided that"),
    "negative": N_("negative"),
    "negative_unless": N_("negative, unless"),
    "concerns": N_("has concerns"),
    "none": N_("no answer given"),
    "follows": N_("follows it"),
    "departs": N_("departs from it"),
    "partly": N_("follows it in part"),
    "dropped": N_("dropped the plan"),
    "declines": N_("declines"),
    "to_committee": N_("goes to the committee"),
    "for_us": N_("in our favour"),
    "against_us": N_("against us"),
}
_BASES = {
    Basis.LAW: N_("statute"),
    Basis.RULING: N_("ruling"),
    Basis.CUSTOM: N_("custom"),
    Basis.AGREED: N_("agreement"),
    Basis.ASSUMED: N_("assumption"),
}


def title(state: State, language: str) -> str:
    """`Instemmingsverzoek, art. 27 lid 1 onder b`: the kind of request, and what it rests on."""
    law = matter(state, language)
    name = say(state.procedure.name, language)
    return f"{name}, {law}" if law else name


def matter(state: State, language: str) -> str:
    """`art. 27 lid 1 onder b`; the article of the procedure where no matter was told."""
    procedure = state.procedure
    return matter_in_words(procedure, state.request.matter, language) or procedure.law


def kind(state: State, language: str) -> str:
    """`advies 25.1.e`, as a list has it."""
    return f"{say(state.procedure.short, language)} {state.request.matter or state.procedure.article}".strip()


def answer(key: str, language: str) -> str:
    """What an answer is called; the key itself where it is one of a procedure of the user's own."""
    known = _ANSWERS.get(key)
    return documents(language).gettext(known) if known else key


def basis(of: Basis, language: str) -> str:
    """What a day rests on, in one word."""
    return documents(language).gettext(_BASES[of])


def full_day(day: date, language: str) -> str:
    """`vr 19 maart 2027`."""
    weekday, _rest = short_date(day, language).split(" ", 1)
    return f"{weekday} {long_date(day, language)}"


def day_in(day: date, today: date, language: str) -> str:
    """`18 januari`, with the year where it is not that of `today`."""
    words = long_date(day, language)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def short_day(day: date, today: date, language: str) -> str:
    """`18 jan`, with the year where it is not that of `today`."""
    words = short_date(day, language).split(" ", 1)[1]
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def warning(warned: Warned, language: str) -> str:
    """What is warned of, in one sentence without a full stop."""
    _ = documents(language).gettext
    name = say(warned.step.name, language)
    match warned.doubt:
        case Doubt.NO_ANSWER:
            return _("{step}: which answer it gave was not told").format(step=name)
        case Doubt.TOO_LATE:
            day = full_day(warned.day, language) if warned.day else ""
            return _("{step} later than was agreed ({day})").format(step=name, day=day)
        case _:
            return say(warned.text, language) or name


def status(state: State, language: str) -> str:
    """Whose turn it is, or since when the request is done with."""
    _ = documents(language).gettext
    if state.finished:
        return _("finished {day}").format(day=day_in(state.finished, state.today, language))
    match state.waits_for:
        case By.THEM:
            return _("waiting for {who}").format(who=say(state.procedure.them, language))
        case By.BOTH:
            return _("to be done with {who}").format(who=say(state.procedure.them, language))
        case _:
            return _("our turn")


def term_name(term: TermState, language: str) -> str:
    """`beroep art. 26 lid 2`, `reactie`."""
    name = say(term.term.name, language)
    return f"{name}, {term.term.law}" if term.sort is Sort.LAW and term.term.law else name


def term_rests_on(term: TermState, language: str) -> str:
    """`afgesproken`; `zes weken, een gewoonte`; `art. 26 lid 2`."""
    _ = documents(language).gettext
    if term.sort is Sort.AGREED:
        return _("agreed")
    if term.sort is Sort.CUSTOM:
        return _("{count} weeks, a custom").format(count=_number(term.weeks, language))
    return term.term.law


def term_line(term: TermState, language: str) -> str:
    """The one line of a term: what, by when, and what it rests on."""
    _ = documents(language).gettext
    name, day = term_name(term, language), full_day(term.day, language)
    if term.term.ours and term.sort is Sort.LAW:
        return _("{term}: do it by {day}").format(term=name, day=day)
    if term.term.ours:
        return _("{term} by {day} ({why})").format(term=name, day=day, why=term_rests_on(term, language))
    return _("{term} until {day}").format(term=name, day=day)


def starts(term: TermState, today: date, language: str) -> list[str]:
    """A line for each start of the term, that which leads first: its ground and day, when it ends, what it rests on."""
    _ = documents(language).gettext
    lines = []
    for at, each in enumerate(term.running):
        counted = each.counted
        words = _("{ground} {day} → ends {end}").format(
            ground=say(each.start.ground, language),
            day=day_in(each.since, today, language),
            end=full_day(counted.nominal, language),
        )
        if counted.is_moved and counted.last:
            put_off = _("by law until {day} ({basis})").format(
                day=full_day(counted.last, language), basis=basis(term.term.moved, language)
            )
            words = f"{words} · {put_off}"
        words = f"{words} · {basis(each.basis, language)}"
        lines.append(words if at == 0 else _("also: {words}").format(words=words))
    return lines


def passed(term: TermState, language: str) -> str:
    """What it means that the term ran out, in the words of the article."""
    _ = documents(language).gettext
    means = say(term.term.passed, language) if term.term.passed else ""
    words = _("{term} ended {day}").format(term=say(term.term.name, language), day=full_day(term.last, language))
    return f"{words}: {means}" if means else words


def step_line(taken: Taken, state: State, language: str) -> str:
    """What a step was, beside its name: the answer, and what was lacking is said elsewhere."""
    parts = [taken.piece.number if taken.piece else "", taken.done.decision if taken.done else ""]
    if taken.answer:
        parts.append(answer(taken.answer, language))
    if taken.done and taken.done.words:
        parts.append(taken.done.words)
    return " · ".join(part for part in parts if part)


def state_of_affairs(state: State, language: str) -> str:
    """What stands with the item of an agenda: what was done, and by when something has to be.

    `Ontvangen 18 januari; besproken 11 februari; reactie uiterlijk vr 19 maart 2027 (afgesproken).`
    """
    procedure, said = state.procedure, []
    for each in state.steps:
        step = procedure.find(each.step)
        if step and (step is procedure.step[0] or step.meeting or (step.by is By.THEM and not step.optional)):
            words = f"{say(step.name, language)} {day_in(each.since, state.today, language)}"
            said.append(f"{words} ({answer(each.answer, language)})" if each.answer else words)
    said += [_by(term, language) for term in state.open_terms]
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _by(term: TermState, language: str) -> str:
    _ = documents(language).gettext
    words = _("{term} by {day} ({why})") if term.term.ours else _("{term} until {day} ({why})")
    return words.format(
        term=say(term.term.name, language), day=full_day(term.day, language), why=term_rests_on(term, language)
    )


def _number(number: int, language: str) -> str:
    """A number up to twelve in words, as running text has it."""
    words = documents(language).gettext("one two three four five six seven eight nine ten eleven twelve").split()
    return words[number - 1] if 0 < number <= len(words) else str(number)
