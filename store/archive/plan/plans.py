"""The plan of all bodies as it stands on a day: composed of the register, the index of meetings, and the desks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import msgspec

from store.archive.archive import Archive
from store.bodies.holidays import holidays_for
from store.desk.desk import Desk
from store.desk.plan.days import days_between, inherited_skips, moves, with_meetings
from store.desk.plan.intentions import Intended, IntentionState, intended_at_desk, intention_states
from store.desk.plan.moments import MomentState, Treated, moments_of
from store.desk.plan.year import BodyDays, Clash, Planned, clashes, people_of, planned_days
from store.errors import CannotDo
from store.language.day_phrases import Calendar
from store.language.plan.periods import read_period
from store.model import Body, BodyKind, Days, Earlier, ItemStatus, Kind, Meeting, MeetingStatus
from store.procedures.model import Held
from store.procedures.yearly import YearPlan, year_plan
from store.terms.holidays import Holidays

_HELD = (MeetingStatus.DRAFT, MeetingStatus.APPROVED)
_AHEAD_YEARS = 4
"""So many years ahead it is looked for the meeting of an intention: as long as a term of office is."""


class YearOf(msgspec.Struct, frozen=True, kw_only=True):
    """The year of some bodies: their days, by body in the order of the bodies, and what clashes in it.

    `troubles` are the bodies whose days are not known, a line each.
    """

    year: int
    days: dict[str, list[Planned]]
    clashes: list[Clash]
    troubles: list[str]


class Plans:
    """The plan of every body of `archive` on the day `today`. The index of the archive is up to date."""

    def __init__(self, archive: Archive, today: date) -> None:
        self._archive = archive
        self.today = today
        self._desks: dict[str, Desk] = {}
        self._holidays: dict[str, Holidays] = {}
        self._treated_of: dict[str, list[Treated]] = {}
        self._days: dict[tuple[str, int], tuple[BodyDays, str]] = {}

    @cached_property
    def bodies(self) -> list[Body]:
        """All bodies."""
        return self._archive.bodies()

    def desk(self, body: Body) -> Desk:
        """The desk of `body`, an empty one where it has none. Raises ArchiveDamaged where it cannot be read."""
        if body.key not in self._desks:
            self._desks[body.key] = desk_of(self._archive, body)
        return self._desks[body.key]

    def holidays(self, body: Body) -> Holidays:
        """Whose holidays hold for `body`."""
        if body.key not in self._holidays:
            self._holidays[body.key] = holidays_for(body, self._parent(body))
        return self._holidays[body.key]

    # The year

    def year(self, year: int, bodies: Iterable[Body] | None = None) -> YearOf:
        """The days of `year` of those bodies, of all that meet in a series or have meetings where none are told."""
        among = [
            each for each in (self.bodies if bodies is None else bodies) if each.desk.kind is not BodyKind.WORK_TALK
        ]
        known = {body.key: self._known_days(body, year) for body in among}
        days = {body.key: self.days(body, year) for body in among}
        found = clashes(
            [day for each in days.values() for day in each],
            [of for of, _trouble in known.values()],
            lambda key: self._holidays[key],
        )
        return YearOf(
            year=year,
            days={key: each for key, each in days.items() if each},
            clashes=found,
            troubles=[trouble for _of, trouble in known.values() if trouble],
        )

    def days(self, body: Body, year: int) -> list[Planned]:
        """The days of `year` on which `body` meets."""
        return planned_days(year, self._known_days(body, year)[0], self.holidays(body))

    def _known_days(self, body: Body, year: int) -> tuple[BodyDays, str]:
        if (body.key, year) not in self._days:
            self._days[body.key, year] = self._read_days(body, year)
        return self._days[body.key, year]

    def _read_days(self, body: Body, year: int) -> tuple[BodyDays, str]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        skipped = inherited_skips(body, self.bodies)
        series = body.plan.series if body.plan else None
        meetings = self._archive.index.meetings_of(body.key)
        before = max((each.date for each in meetings if each.date < first), default=None)
        trouble = ""
        try:
            days = days_between(series, first, last, skipped, moves(self.desk(body).moved_days.values()), before)
        except CannotDo as error:
            days, trouble = [], f"{body.name}: {error}"
        found = with_meetings(days, series, (each for each in meetings if each.date.year == year))
        told = {day: (each.key, each.start, each.end) if each else None for day, each in found.items()}
        self.holidays(body)
        people = people_of(body, self.bodies, max(first, min(self.today, last)))
        return BodyDays(body=body, days=told, skipped=skipped, people=people), trouble

    def coming(self, body: Body, years: int = _AHEAD_YEARS) -> list[Planned]:
        """The days from today on which `body` meets, those of the years ahead too."""
        ahead = [day for at in range(years + 1) for day in self.days(body, self.today.year + at)]
        return [each for each in ahead if each.day >= self.today]

    # Moments of the law

    def keepers(self) -> list[Body]:
        """The bodies that keep moments of the law: those with rules, that are no committee and no overleg."""
        return [each for each in self.bodies if each.desk.kind is BodyKind.OWN and year_plan(each.desk.regime).moment]

    def plan_of(self, body: Body) -> YearPlan:
        """What the rules of `body` ask each year."""
        return year_plan(body.desk.regime)

    def moments(self, body: Body, year: int) -> list[MomentState]:
        """The moments of `body` as they stand in `year`."""
        term = body.desk.term
        return moments_of(
            self.plan_of(body),
            year,
            self.today,
            marks=self.desk(body).marks.values(),
            treated=self._treated(body),
            meetings=lambda held: self.meetings_of(body, held, year),
            term_start=term.since if term else None,
        )

    def meetings_of(self, body: Body, held: Held, year: int) -> list[Planned]:
        """The days of `year` of the meetings of that kind: its own, or those with the employer."""
        found = [day for each in self._bodies_for(body, held) for day in self.days(each, year)]
        return sorted(found, key=lambda each: each.day)

    def _bodies_for(self, body: Body, held: Held) -> list[Body]:
        if held is Held.OWN:
            return [body]
        if held is Held.NONE:
            return []
        of_kind = [each for each in self.bodies if each.desk.kind is BodyKind.OVERLEG]
        return [each for each in of_kind if each.parent == body.key]

    def _treated(self, body: Body) -> list[Treated]:
        """What was treated in meetings that were held: of the body, and with the employer."""
        if body.key not in self._treated_of:
            self._treated_of[body.key] = self._read_treated(body)
        return self._treated_of[body.key]

    def _read_treated(self, body: Body) -> list[Treated]:
        found = []
        for held in (Held.OWN, Held.OVERLEG):
            for each in self._bodies_for(body, held):
                meetings = self._held_meetings(each)
                for key, item in self._archive.index.items_of(each.key):
                    if key in meetings and item.status is ItemStatus.TREATED:
                        found.append(
                            Treated(
                                meeting=key,
                                day=meetings[key].date,
                                held=held,
                                number=item.number,
                                title=item.internal_title or item.title,
                                moments=item.moments,
                            )
                        )
        return sorted(found, key=lambda each: (each.day, each.meeting))

    def meetings_there(self, body: Body) -> list[Meeting]:
        """The meetings of `body` that are there, oldest first."""
        return self._archive.index.meetings_of(body.key)

    def _held_meetings(self, body: Body) -> dict[str, Meeting]:
        return {
            each.key: each
            for each in self._archive.index.meetings_of(body.key)
            if each.status in _HELD and each.date <= self.today
        }

    # What is intended

    def intentions(self, body: Body) -> list[IntentionState]:
        """What `body` intends, by its time: what its meetings and its desk wrote down."""
        intended = self._intended(body)
        if not intended:
            return []
        return intention_states(
            intended,
            marks=self.desk(body).marks.values(),
            treated=self._treated(body),
            meetings=lambda: self.coming(body),
            today=self.today,
            remind=body.desk.remind,
        )

    def _intended(self, body: Body) -> list[Intended]:
        at_desk = [intended_at_desk(row) for row in self.desk(body).intentions.values()]
        said = self._archive.index.of_kinds([Kind.INTENTION], body.key)
        told = [*(_intended_in_meeting(one) for one in reversed(said)), *at_desk]
        return [each for each in told if each.on <= self.today]

    def _parent(self, body: Body) -> Body | None:
        return next((each for each in self.bodies if each.key == body.parent), None)


def desk_of(archive: Archive, body: Body) -> Desk:
    """The desk of `body` as it is on disk, an empty one where it has none. Raises ArchiveDamaged."""
    there = set(archive.desks.keys())
    return archive.read_desk(body.key) if body.key in there else Desk.new(body.key)


def _intended_in_meeting(one: Earlier) -> Intended:
    """An intention that a meeting wrote down: its time is read against the day of that meeting."""
    due, when = one.entry.due, None
    if due is not None:
        day = due.day
        when = Days(first=day, last=day, words=due.words) if day else read_period(due.words, Calendar(on=one.day))
    return Intended(
        reference=one.entry.reference,
        text=one.entry.text,
        on=one.day,
        typed=due.words if due else "",
        when=when,
        meeting=one.key,
        confidential=one.entry.confidential,
    )
