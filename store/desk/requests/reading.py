"""What is typed of a step: which one, which answer, what it lacked. What is not known for certain is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.desk.model import StepDone
from store.desk.requests.steps import find_step
from store.desk.requests.wording import answer
from store.errors import CannotDo
from store.i18n import LANGUAGES, _, spoken
from store.language.answers import answer_in
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.vocabulary import AND, NEAR_DAYS, THEIR_ANSWERS, WITHOUT, any_of
from store.procedures.model import Procedure, Step, say
from store.text import fold


def read_step(words: str, procedure: Procedure) -> Step:
    """The step that `words` call. Raises CannotDo with those there are."""
    step = find_step(words, procedure)
    if step is None:
        known = ", ".join(say(each.name, spoken()) for each in procedure.step)
        raise CannotDo(_("There is no step “{words}”; there are: {known}.").format(words=words, known=known))
    return step


def read_answer(words: str, step: Step) -> str:
    """The answer that `words` give in the step: its key, its name, or plain words. Raises CannotDo."""
    wanted = " ".join(fold(words).replace("_", " ").split())
    for key in step.answers:
        names = {key.replace("_", " "), *(fold(answer(key, language)) for language in LANGUAGES)}
        if wanted in {name.replace(",", "") for name in names} | names:
            return key
    if plain := answer_in(words, step.answers) or _theirs(wanted, step.answers):
        return plain
    known = ", ".join(answer(key, spoken()) for key in step.answers) or _("none")
    raise CannotDo(_("“{words}” is no answer of this step; there are: {known}.").format(words=words, known=known))


def _theirs(wanted: str, answers: tuple[str, ...]) -> str:
    """The answer of the other side that the whole of `wanted` says."""
    return next((key for key in answers if wanted in THEIR_ANSWERS.get(key, ())), "")


def read_lacks(words: str, step: Step) -> tuple[str, ...]:
    """The keys of what is named, with commas or “and” between. Raises CannotDo."""
    keys = {fold(name): need.key for need in step.need for name in (need.key, *need.words)}
    found = []
    for part in re.split(rf",|\s{any_of(AND)}\s", fold(words)):
        each = " ".join(part.split())
        if each and each not in keys:
            known = ", ".join(dict.fromkeys(need.words[0] if need.words else need.key for need in step.need)) or _(
                "none"
            )
            raise CannotDo(_("This step cannot lack “{words}”; it can lack: {known}.").format(words=each, known=known))
        found += [keys[each]] if each else []
    return tuple(dict.fromkeys(found))


def read_rest(words: str, step: Step) -> tuple[str, tuple[str, ...]]:
    """The answer that `words` give, and the keys of what they say is lacking: `wijkt af zonder redenen`.

    Raises CannotDo where any of it is not certain.
    """
    match = re.search(rf"(?:^|\s){any_of(WITHOUT)}\s+", words, re.IGNORECASE)
    if match is None or not step.need:
        return (read_answer(words, step) if words else "", ())
    told = words[: match.start()].strip(" ,")
    return (read_answer(told, step) if told else "", read_lacks(words[match.end() :], step))


def read_step_line(typed: str, procedure: Procedure, today: date) -> StepDone:
    """The step that a line tells: `besproken`, `besloten negatief, tenzij > 18 mrt`, `reactiedag 19 mrt`.

    The step stands first; behind it the answer that it gave and what it lacked (`zonder redenen`), or the day that was
    agreed in it; behind a `>` the day on which it was taken, if that is not `today`. Raises CannotDo where any of it is
    not certain.
    """
    head, sign, when = typed.partition(">")
    words = head.split()
    step, rest = step_first(words, procedure)
    on = _day_past(when, today) if sign else today
    agreed, answered = None, ""
    lacks: tuple[str, ...] = ()
    if rest and "day" in step.asks:
        agreed = read_due(rest, Calendar(on=on)).day
        if agreed is None:
            raise CannotDo(_("“{words}” is no day; write it as 2026-11-19.").format(words=rest))
    elif rest:
        answered, lacks = read_rest(rest, step)
    if "day" in step.asks and agreed is None:
        raise CannotDo(_("Which day was agreed? Put it behind the step: 19 mrt."))
    return StepDone(step=step.key, on=on, day=agreed, answer=answered, lacks=lacks)


def step_first(words: list[str], procedure: Procedure) -> tuple[Step, str]:
    """The step that the most of the first `words` call, and what stands behind it. Raises CannotDo."""
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        step = find_step(" ".join(words[:end]), procedure)
        if step is not None:
            return step, " ".join(words[end:])
    return read_step(" ".join(words), procedure), ""


def _day_past(words: str, today: date) -> date:
    """The last day so called that is not ahead. Raises CannotDo where `words` name none, or one that is."""
    phrase = " ".join(fold(words).split())
    if phrase in NEAR_DAYS and NEAR_DAYS[phrase] <= 0:
        return today + timedelta(days=NEAR_DAYS[phrase])
    days = [read_due(words, Calendar(on=on)).day for on in (today, today - _BACK)]
    past = [day for day in days if day is not None and day <= today]
    if past:
        return max(past)
    if any(days):
        raise CannotDo(_("A step cannot be taken in the future."))
    raise CannotDo(_("“{words}” is no day; write it as 2026-11-19.").format(words=words.strip()))


_MOST_WORDS = 8
# A day without its year is looked for so far back.
_BACK = timedelta(days=300)
