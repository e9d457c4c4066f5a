"""What a body intends for later: from when it is told, for which meeting it is offered, what became of it. No disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from store.desk.plan.model import Change, Intention, Mark
from store.desk.plan.moments import Covered, Treated
from store.desk.plan.year import Planned
from store.model import Days, Secrecy
from store.terms.length import Length, Unit

_DAYS_OF_MONTH = 30


class Intended(msgspec.Struct, frozen=True, kw_only=True):
    """What is intended, wherever it was written down: at the desk, or in the meeting with the key `meeting`.

    `typed` is the time as typed, and `when` what is certain of it.
    """

    reference: str
    text: str
    on: date
    typed: str = ""
    when: Days | None = None
    meeting: str = ""
    theme: str = ""
    owners: tuple[str, ...] = ()
    confidential: Secrecy | None = None


class IntentionState(msgspec.Struct, frozen=True, kw_only=True):
    """How far an intention is: its time as it was moved, from when it is told, for which meeting it is offered.

    Without a time that could be read (`when` is None) it is told at once, and offered for no meeting.
    """

    intended: Intended
    when: Days | None
    remind_from: date | None
    offered_for: str = ""
    covered: Covered | None = None
    dropped: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.covered is None and not self.dropped

    def is_late(self, today: date) -> bool:
        """Whether its time went by."""
        return self.is_open and self.when is not None and self.when.last < today

    def is_due(self, today: date) -> bool:
        """Whether it is to be told of by now."""
        return self.is_open and (self.remind_from is None or self.remind_from <= today)


def intended_at_desk(row: Intention) -> Intended:
    """An intention of the desk."""
    return Intended(
        reference=row.reference,
        text=row.text,
        on=row.at.date(),
        typed=row.typed,
        when=row.when,
        theme=row.theme,
        owners=row.owners,
        confidential=row.confidential,
    )


def intention_states(
    intended: Iterable[Intended],
    *,
    marks: Iterable[Mark],
    treated: Iterable[Treated],
    meetings: Callable[[], Sequence[Planned]],
    today: date,
    remind: int,
) -> list[IntentionState]:
    """Each as it stands on `today`, by its time; those without one first. `meetings` gives those to come."""
    said, told, among = list(marks), list(treated), list(intended)
    # Years of days ahead are only reckoned where something is meant for one of them.
    coming = meetings() if any(each.when for each in among) else ()
    found = [
        _state(
            each,
            [mark for mark in said if mark.moment == each.reference],
            [one for one in told if each.reference in one.moments],
            coming,
            today,
            remind,
        )
        for each in among
    ]
    return sorted(found, key=lambda each: (each.when.last if each.when else date.min, each.intended.reference))


def remind_from(when: Days, days: int) -> date:
    """From which day it is told: so many days before; before a month, a month for each thirty of them."""
    if when.first == when.last:
        return when.first - timedelta(days=days)
    months, rest = divmod(days, _DAYS_OF_MONTH)
    first = Length(months, Unit.MONTH).before(when.first) if months else when.first
    return first - timedelta(days=rest)


def meeting_for(when: Days, meetings: Sequence[Planned], today: date) -> str:
    """The first meeting of the period; for a day the last one until it; else the first that follows."""
    coming = [each for each in meetings if each.day >= today]
    if when.first == when.last:
        before = [each for each in coming if when.first - timedelta(days=_DAYS_OF_MONTH) <= each.day <= when.last]
        within = before[-1:]
    else:
        within = [each for each in coming if when.first <= each.day <= when.last]
    after = [each for each in coming if each.day > when.last]
    found = within or after
    return found[0].key if found else ""


def _state(
    intended: Intended,
    marks: Sequence[Mark],
    treated: Sequence[Treated],
    meetings: Sequence[Planned],
    today: date,
    remind: int,
) -> IntentionState:
    when, dropped, covered = intended.when, "", None
    if treated:
        covered = Covered(on=treated[-1].day, meeting=treated[-1].meeting)
    for mark in marks:
        match mark.change:
            case Change.MOVED:
                when = mark.when or when
            case Change.DROPPED:
                dropped = mark.words or "–"
            case Change.COVERED:
                covered = Covered(on=mark.on, meeting=mark.meeting, words=mark.words)
            case Change.REOPENED:
                dropped, covered = "", None
    is_open = covered is None and not dropped
    return IntentionState(
        intended=intended,
        when=when,
        remind_from=remind_from(when, remind) if when else None,
        offered_for=meeting_for(when, meetings, today) if when and is_open else "",
        covered=covered,
        dropped=dropped,
    )
