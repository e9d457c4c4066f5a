"""How much time there is, as people type it: `LW 16 per week: notulen 4, agenda 3; lid 60 beraad, 5 dagen`."""

from __future__ import annotations

import re

from store.errors import CannotDo
from store.i18n import _
from store.model import Budget
from store.text import fold

_NUMBER = r"\d{1,4}(?:[.,]\d)?"
_WEEKLY = re.compile(
    rf"@?(?P<who>\S+)\s+(?P<hours>{_NUMBER})\s*(?:u|uur|uren|h|hours?)?\s+(?:per|in de|a) week(?:\s*:\s*(?P<tasks>.*))?"
)
_MEMBER = re.compile(r"(?:elk |each |per )?(?:lid|leden|members?)\s+(?P<parts>.+)")
_TASK_FIRST = re.compile(rf"(?P<task>\D*?[^\d\s])\s+(?P<hours>{_NUMBER})")
_HOURS_FIRST = re.compile(rf"(?P<hours>{_NUMBER})\s*(?:(?:u|uur|uren|h|hours?)\s+)?(?P<task>\D+)")
# The comma of 3,5 is none.
_COMMA = re.compile(r",(?!\d)")
_DAYS = ("dag", "dagen", "day", "days", "scholingsdagen", "dagen scholing", "days of training")
_HOUR = 60


def read_budgets(words: str) -> tuple[Budget, ...]:
    """The budgets that `words` tell, with semicolons between them. Raises CannotDo where a part is of another form."""
    return tuple(_budget(part.strip()) for part in words.split(";") if part.strip(" -"))


def say_budgets(budgets: tuple[Budget, ...]) -> str:
    """`budgets` as they are typed, in the language of the interface."""
    return "; ".join(map(_said, budgets))


def _budget(part: str) -> Budget:
    if match := _MEMBER.fullmatch(fold(part)):
        return _of_member(match["parts"], part)
    match = _WEEKLY.fullmatch(part)
    if match is None:
        raise _wrong(part)
    tasks = [_task(each.strip(), part) for each in _COMMA.split(match["tasks"] or "") if each.strip()]
    return Budget(who=match["who"], week=_minutes(match["hours"]), tasks=tuple(tasks))


def _of_member(parts: str, whole: str) -> Budget:
    year, days = [], 0
    for each in (part.strip() for part in _COMMA.split(parts)):
        match = _HOURS_FIRST.fullmatch(each)
        if match is None:
            raise _wrong(whole)
        task = match["task"].strip()
        if task in _DAYS:
            days = int(float(match["hours"].replace(",", ".")))
        else:
            year.append((task, _minutes(match["hours"])))
    return Budget(year=tuple(year), days=days)


def _task(words: str, whole: str) -> tuple[str, int]:
    match = _TASK_FIRST.fullmatch(words) or _HOURS_FIRST.fullmatch(words)
    if match is None:
        raise _wrong(whole)
    return match["task"].strip(), _minutes(match["hours"])


def _wrong(part: str) -> CannotDo:
    words = _(
        "“{words}” is no budget of hours; one is such as LW 16 per week: minutes 4, agenda 3; member 60 talks, 5 days."
    )
    return CannotDo(words.format(words=part))


def _minutes(hours: str) -> int:
    return round(float(hours.replace(",", ".")) * _HOUR)


def _hours(minutes: int) -> str:
    return f"{minutes / _HOUR:g}"


def _said(budget: Budget) -> str:
    if budget.who:
        tasks = ", ".join(f"{task} {_hours(minutes)}" for task, minutes in budget.tasks)
        words = _("{who} {hours} per week").format(who=budget.who, hours=_hours(budget.week))
        return f"{words}: {tasks}" if tasks else words
    parts = [f"{_hours(minutes)} {task}" for task, minutes in budget.year]
    if budget.days:
        parts.append(_("{days} days").format(days=budget.days))
    return _("member {parts}").format(parts=", ".join(parts))
