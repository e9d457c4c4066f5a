"""How long the items that come back took: for people, a line each, and for programs."""

from __future__ import annotations

from collections.abc import Iterable

from store.archive.plan.standing_times import StandingTime
from store.i18n import documents

_TITLE = 40


def standing_line(time: StandingTime, language: str) -> str:
    """`Actielijst  8× · gepland 10, besteed 14 → 15 min`."""
    _ = documents(language).gettext
    planned = _("planned {minutes}").format(minutes=time.planned) if time.planned else _("nothing planned")
    line = _("{times}× · {planned}, spent {spent} min").format(times=time.times, planned=planned, spent=time.spent)
    text = f"{time.title:<{_TITLE}} {line}"
    return f"{text} → {_('plan {minutes}').format(minutes=time.proposal)}" if time.differs else text


def plain_standing(times: Iterable[StandingTime]) -> list[dict[str, object]]:
    """Items that came back, with what to plan for the next agenda."""
    return [
        {
            "title": each.title,
            "times": each.times,
            "planned": each.planned,
            "spent": each.spent,
            "proposal": each.proposal,
        }
        for each in times
    ]
