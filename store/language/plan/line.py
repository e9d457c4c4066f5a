"""A line of the plan: `vgwm 6 mei naar 13 mei`, `v1 naar april 2028`, `art. 31b behandeld`, `text > maart 2028`."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from store.language.day_phrases import Calendar, compiled
from store.language.plan.periods import read_period
from store.model import Days


class PlanVerb(StrEnum):
    """What a line does to the plan."""

    MOVE = "move"
    COVER = "cover"
    DROP = "drop"
    REOPEN = "reopen"
    INTEND = "intend"


class PlanLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the plan, understood as far as its words go.

    `subject` is what stands before the verb: a body and a day, a reference, an article; of an intention its text.
    `typed` is the time as typed and `when` what is certain of it; `words` say why.
    """

    verb: PlanVerb
    subject: str
    typed: str = ""
    when: Days | None = None
    words: str = ""


def read_plan_line(line: str, calendar: Calendar) -> PlanLine:
    """What `line` does. What begins with no known subject is an intention, which whoever asks has to find out."""
    text = line.strip()
    for verb, pattern in _VERBS:
        if match := compiled(pattern).fullmatch(text):
            rest = match["rest"].strip(" ,")
            if verb is PlanVerb.DROP:
                return PlanLine(verb=verb, subject=match["subject"].strip(), words=rest)
            when = read_period(rest, calendar) if rest else None
            return PlanLine(verb=verb, subject=match["subject"].strip(), typed=rest, when=when)
    return read_intention(text, calendar)


def read_intention(line: str, calendar: Calendar) -> PlanLine:
    """`text > maart 2028`: what is intended, and for when."""
    text, arrow, typed = line.rpartition(">")
    if not arrow:
        text, typed = line, ""
    typed = typed.strip()
    when = read_period(typed, calendar) if typed else None
    return PlanLine(verb=PlanVerb.INTEND, subject=text.strip(), typed=typed, when=when)


def _verb(words: str) -> str:
    return rf"(?i:(?P<subject>[^>]+?)\s+(?:{words})(?P<rest>(?:[\s,].*)?))"


_VERBS = (
    (PlanVerb.MOVE, _verb(r"naar|→|->|to|moves? to")),
    (PlanVerb.COVER, _verb(r"behandeld|gedaan|gereed|treated|covered|done")),
    (PlanVerb.DROP, _verb(r"vervalt|laten vallen|lapses|dropped|drop|cancel")),
    (PlanVerb.REOPEN, _verb(r"heropen|weer open|reopen|open again")),
)
