"""What the law asks of a body each year, or once in a term of office: data, one file for each regime."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files

from store.i18n import _
from store.procedures.catalogue import REGIMES
from store.procedures.model import Held, Part, Text
from store.procedures.toml import read_toml

_BUILT_IN = "store.procedures.plans"
_MONTHS = 12


class At(StrEnum):
    """When a moment comes that does not come each year."""

    EACH_YEAR = ""
    TERM_START = "term_start"


class YearlyMoment(Part, frozen=True, kw_only=True):
    """What is to be done `times` a year, or once `at` the start of a term of office.

    `meeting` is the kind of meeting in which it is treated, `months` those in which it usually comes, from 1.
    With `supervisors` those who supervise the employer are there. `condition` says for whom it holds only. `days` are
    due to each of `per`. `note` is what is told beside it.
    """

    key: str
    text: Text
    law: str
    times: int = 0
    meeting: Held = Held.NONE
    months: tuple[int, ...] = ()
    supervisors: bool = False
    condition: Text = {}  # noqa: RUF012 - frozen
    days: int = 0
    per: str = ""
    at: At = At.EACH_YEAR
    note: Text = {}  # noqa: RUF012 - frozen


class ElectionStep(Part, frozen=True, kw_only=True):
    """What is to be done so many weeks before the day of an election."""

    weeks: int
    text: Text


class YearPlan(Part, frozen=True, kw_only=True):
    """The moments of a regime, and the steps that lead to an election."""

    regime: str
    statute: str
    moment: tuple[YearlyMoment, ...] = ()
    election: tuple[ElectionStep, ...] = ()


NOTHING_PLANNED = YearPlan(regime="", statute="")


@cache
def year_plan(regime: str) -> YearPlan:
    """The plan of that regime; an empty one where the law names no moments, or none are known."""
    if regime not in REGIMES or not (file := files(_BUILT_IN) / f"{regime}.toml").is_file():
        return NOTHING_PLANNED
    return read_year_plan(file.read_text("utf-8"), f"{regime}.toml")


def read_year_plan(text: str, file: str) -> YearPlan:
    """The plan that `text`, TOML of the file called `file`, tells.

    Raises BadProcedure with file, line and key where it cannot be meant: a key that is there twice, a month beyond
    the year.
    """
    plan, source = read_toml(YearPlan, text, file)
    seen: set[str] = set()
    for at, moment in enumerate(plan.moment):
        if moment.key in seen:
            raise source.bad(("moment", at, "key"), _("“{key}” is there twice").format(key=moment.key))
        seen.add(moment.key)
        if not all(1 <= month <= _MONTHS for month in moment.months):
            raise source.bad(("moment", at, "months"), _("a month is a number from 1 to 12"))
    return plan
