"""Where the time went in a month: what was typed, what the clocks of meetings say, what the roll says. No disk.

The three are never added in silence: time in meetings stands apart from what was typed, and says what it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from store.desk.hours.model import Spent
from store.language.offices import is_clerk
from store.model import AgendaItem, Attendee, Budget, Meeting, Role
from store.record.clock import spent
from store.text import fold

IN_MEETINGS = ("vergadering", "vergaderingen", "vergaderen", "meeting", "meetings")
"""Tasks that say what the clocks of meetings tell already."""
CLOCK, ROLL = "clock", "roll"


class HeldMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that was held, with its items in the order of the agenda and its roll."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    roll: Sequence[Attendee]


class MeetingTime(msgspec.Struct, frozen=True, kw_only=True):
    """The minutes of a meeting: planned and spent by the number of the item, both summed, from opening to closing.

    `people_minutes` are those of the members by the roll. A recess is no item's.
    """

    key: str
    day: date
    items: Mapping[str, tuple[int, int]]
    planned: int
    spent: int
    from_to: int
    people_minutes: int


class PersonTime(msgspec.Struct, frozen=True, kw_only=True):
    """The minutes of one person in a month: typed by task, and in meetings, by the clock or by the roll.

    `twice` are typed tasks that say what `meetings` says already. `budget` are the minutes for the weeks of the month
    by task, and `budget_of_all` those of all tasks.
    """

    who: str
    tasks: Mapping[str, int]
    meetings: int = 0
    meetings_from: str = ""
    twice: tuple[str, ...] = ()
    budget: Mapping[str, int] = {}
    budget_of_all: int = 0

    @property
    def total(self) -> int:
        """What was typed and the time in meetings."""
        return sum(self.tasks.values()) + self.meetings


class MonthReport(msgspec.Struct, frozen=True, kw_only=True):
    """A month: each person, each request, each meeting; in how many of its weeks time was written down."""

    year: int
    month: int
    people: Sequence[PersonTime]
    requests: Mapping[str, int]
    meetings: Sequence[MeetingTime]
    weeks_written: int
    weeks: int


def meeting_time(held: HeldMeeting) -> MeetingTime:
    """The minutes of a meeting that was closed, by its clocks and its roll."""
    meeting = held.meeting
    end = meeting.closed or meeting.opened
    items: dict[str, tuple[int, int]] = {}
    for item in held.items:
        planned = item.planned_minutes or 0
        took = round(spent(item, meeting, end) / 60) if end else 0
        if item.number and (planned or item.intervals) and (planned or took):
            items[item.number] = planned, took
    members = [who for who in held.roll if who.vote and who.role is not Role.GUEST]
    return MeetingTime(
        key=meeting.key,
        day=meeting.date,
        items=items,
        planned=sum(planned for planned, _took in items.values()),
        spent=sum(took for _planned, took in items.values()),
        from_to=_minutes(meeting.opened, meeting.closed),
        people_minutes=sum(_present(who, meeting) for who in members),
    )


def month_report(
    year: int,
    month: int,
    today: date,
    rows: Iterable[Spent],
    held: Sequence[HeldMeeting],
    budgets: Iterable[Budget] = (),
) -> MonthReport:
    """Where the time of a month went, until `today` where that lies in it."""
    first = date(year, month, 1)
    last = _last_of(first)
    typed = [row for row in rows if first <= row.day <= last]
    weeks = _weeks(first, min(last, today) if first <= today else last)
    tasks: dict[str, Counter[str]] = {}
    requests: Counter[str] = Counter()
    for row in typed:
        tasks.setdefault(row.who, Counter())[row.task] += row.minutes
        if row.request:
            requests[row.request] += row.minutes
    in_meetings = _in_meetings(held)
    by_handle = {budget.who: budget for budget in budgets if budget.who}
    people = [
        _person(who, tasks.get(who, Counter()), in_meetings.get(who), by_handle.get(who), len(weeks))
        for who in dict.fromkeys((*tasks, *in_meetings, *by_handle))
    ]
    return MonthReport(
        year=year,
        month=month,
        people=people,
        requests=dict(requests),
        meetings=[meeting_time(each) for each in held],
        weeks_written=len({_monday(row.day) for row in typed} & weeks),
        weeks=len(weeks),
    )


def _person(
    who: str, tasks: Mapping[str, int], in_meetings: tuple[int, str] | None, budget: Budget | None, weeks: int
) -> PersonTime:
    minutes, source = in_meetings or (0, "")
    return PersonTime(
        who=who,
        tasks=dict(tasks),
        meetings=minutes,
        meetings_from=source,
        twice=tuple(task for task in tasks if minutes and fold(task) in IN_MEETINGS),
        budget={task: each * weeks for task, each in budget.tasks} if budget else {},
        budget_of_all=budget.week * weeks if budget else 0,
    )


def _in_meetings(held: Iterable[HeldMeeting]) -> dict[str, tuple[int, str]]:
    """The minutes of each person in meetings, and what they rest on.

    A clerk who was not called is there as long as the meeting is: somebody minuted it.
    """
    found: dict[str, tuple[int, str]] = {}
    for each in held:
        for who in each.roll:
            minutes, source = _present(who, each.meeting), ROLL
            if not who.presence and who.absence is None and is_clerk(who):
                minutes, source = _minutes(each.meeting.opened, each.meeting.closed), CLOCK
            if minutes and who.role is not Role.GUEST:
                before, old = found.get(who.handle, (0, source))
                found[who.handle] = before + minutes, source if old == source else f"{CLOCK}, {ROLL}"
    return found


def _present(who: Attendee, meeting: Meeting) -> int:
    return sum(_minutes(here.start, here.end or meeting.closed) for here in who.presence)


def _minutes(start: datetime | None, end: datetime | None) -> int:
    return max(0, round((end - start).total_seconds() / 60)) if start and end else 0


def _weeks(first: date, last: date) -> set[date]:
    """The Mondays of the weeks that the days from `first` to `last` lie in."""
    return {_monday(first + timedelta(days=at)) for at in range((last - first).days + 1)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last_of(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)
