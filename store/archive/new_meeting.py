"""A new meeting of a body: its day, hours, number and title, and storing it with what was taken for its agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.carry_over import Offer, agenda
from store.archive.plan.plans import desk_of
from store.bodies.body import attendee, guests_on, members_on, next_dates, next_meeting_number, plan_of, usual_times
from store.bodies.planning import planned_meeting, planned_roll
from store.dates import long_date
from store.desk.plan.days import inherited_skips, moves
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.dates import has_just_passed, read_due
from store.language.day_phrases import Calendar
from store.language.times import read_hour
from store.model import AgendaItem, Attendee, Body, Meeting, Noun
from store.text import fold

_NEXT = ("", "volgende", "de volgende", "eerstvolgende", "next", "the next")
_HOUR = r"[0-9]{1,2}[:.][0-9]{2}(?: ?(?:uur|h))?"
_HOURS = re.compile(
    rf"(?P<day>.*?)(?<![\s,])[\s,]*+(?:\b(?:om|van|at|from) )?(?<!\S)(?P<start>{_HOUR})"
    rf"(?:\s*(?:-|–|\btot\b|\bt/m\b|\bto\b|\buntil\b)\s*(?P<end>{_HOUR}))?",
    re.IGNORECASE,
)


class When(Noun, frozen=True, kw_only=True):
    """A day, and from when until when."""

    day: date
    start: time | None = None
    end: time | None = None


def read_when(
    archive: Archive, body: Body, typed: str, today: date, start: time | None = None, end: time | None = None
) -> When:
    """The day, and the hours where they are told, of `19 nov`, `volgende`, `di 24 nov 13:30-15:00`.

    Nothing, and `next`, is the next day on which the body meets. Hours that are told nowhere are the usual ones, or
    those of the last meeting; with only a start it takes as long as usual. The index of the archive is up to date.
    Raises CannotDo where a day or an hour cannot be read with certainty, or the end is not after the start.
    """
    hours = _HOURS.fullmatch(typed.strip())
    words = (hours["day"] if hours else typed).strip(" ,")
    start = start or (hour_of(hours["start"]) if hours else None)
    end = end or (hour_of(hours["end"]) if hours and hours["end"] else None)
    day = next_day(archive, body, today) if fold(words) in _NEXT else _day(archive, body, words, today)
    usual = usual_times(body)
    if usual[0] is None and (before := _before(archive, body, day)):
        usual = before[-1].start, before[-1].end
    first = start or usual[0]
    last = end or (usual[1] if start is None else _after(start, usual))
    if first and last and last <= first:
        raise CannotDo(
            _("A meeting that starts at {start} cannot end at {end}.").format(
                start=f"{first:%H:%M}", end=f"{last:%H:%M}"
            )
        )
    return When(day=day, start=first, end=last)


def hour_of(words: str) -> time:
    """The time of the day that `words` are: `13:30`, `13.30`, `9`, `9:00 uur`. Raises CannotDo where they are none."""
    hour = read_hour(words)
    if hour is None:
        raise CannotDo(_("“{words}” is no time of the day, such as 13:30.").format(words=words))
    return hour


def next_day(archive: Archive, body: Body, today: date) -> date:
    """The next day on which `body` meets, after its last meeting and not before `today`.

    It is the day that the last meeting named, else that of its series. Raises CannotDo where neither is known.
    """
    meetings = archive.index.meetings_of(body.key)
    last = meetings[-1] if meetings else None
    if last and last.next_meeting and last.next_meeting > last.date and last.next_meeting >= today:
        return last.next_meeting
    yesterday = today - timedelta(days=1)
    after = max(last.date, yesterday) if last else yesterday
    found = next(_days_of(archive, body, after, last.date if last else None), None)
    if found is None:
        raise CannotDo(_("There is no next meeting in the series of {body}.").format(body=body.name))
    return found


def same_day(archive: Archive, body: Body, day: date) -> list[Meeting]:
    """The meetings that `body` has on `day` already; one that was called off is not in the way."""
    there = archive.index.meetings_of(body.key)
    return [each for each in there if each.date == day and each.called_off is None]


def already_there(body: Body, there: Sequence[Meeting]) -> str:
    """The message that `body` has the meetings `there` already, all of one day."""
    return _("{body} meets on {day} already: {keys}.").format(
        body=body.name, day=long_date(there[0].date, spoken()), keys=", ".join(each.key for each in there)
    )


def planned(archive: Archive, body: Body, when: When, items: Sequence[AgendaItem] = ()) -> Meeting:
    """The meeting with `items`: number, title, place, the meetings before and after; nothing is stored."""
    before = _before(archive, body, when.day)
    last = before[-1] if before else None
    number = _number(archive, body, when.day)
    return planned_meeting(
        body,
        when.day,
        items,
        title=_title(body, last, number),
        number=number,
        start=when.start,
        end=when.end,
        place=plan_of(body).place or (last.place if last else ""),
        next_meeting=_following(archive, body, when.day),
        previous_meeting=last.date if last else None,
    )


def store_meeting(archive: Archive, body: Body, when: When, taken: Sequence[Offer], *, second: bool = False) -> str:
    """Stores the meeting with what was taken, by one durable write, and gives its key.

    Raises CannotDo where the body has a meeting on that day already, and this is not meant to be a `second`.
    """
    items = agenda(taken, body.language)

    def make() -> tuple[Meeting, list[AgendaItem], list[Attendee]]:
        # Somebody else may have made one meanwhile.
        archive.index.refresh()
        if not second and (there := same_day(archive, body, when.day)):
            raise CannotDo(already_there(body, there))
        return planned(archive, body, when, items), items, _roll(body, when.day, items, taken)

    return archive.meetings.create_numbered(make)


# Inside


def _days_of(archive: Archive, body: Body, after: date, last: date | None) -> Iterator[date]:
    """The days of the series after `after`, as the plan moved them, without those that the bodies above skip."""
    skipped = inherited_skips(body, archive.bodies())
    known = replace(body, plan=replace(plan_of(body), skipped=skipped))
    moved = moves(desk_of(archive, body).moved_days.values())
    days = (moved.get(day, day) for day in next_dates(known, after, last))
    return (day for day in days if day is not None and day > after)


def _before(archive: Archive, body: Body, day: date) -> list[Meeting]:
    there = archive.index.meetings_of(body.key)
    return [each for each in there if each.date < day and each.called_off is None]


def _day(archive: Archive, body: Body, words: str, today: date) -> date:
    try:
        following = next_day(archive, body, today)
    except CannotDo:
        following = None
    calendar = Calendar(on=today, next_meeting=following)
    due = read_due(words, calendar)
    if due.day is None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=words))
    if has_just_passed(due, calendar):
        day = long_date(due.day, spoken())
        raise CannotDo(_("“{words}” has just been: add the year, such as {day}.").format(words=words, day=day))
    return due.day


def _after(start: time, usual: tuple[time | None, time | None]) -> time | None:
    """When a meeting ends that starts at `start` and is as long as usual."""
    if not usual[0] or not usual[1]:
        return None
    length = datetime.combine(date.min, usual[1]) - datetime.combine(date.min, usual[0])
    end = datetime.combine(date.min, start) + length
    return end.time() if end.date() == date.min else None


def _number(archive: Archive, body: Body, day: date) -> str:
    """One more than the highest so far; a meeting that cannot be read may have any number, so one is left for each."""
    numbers = [each.number for each in archive.index.meetings_of(body.key)]
    for key in archive.index.unread:
        if key[11:] == body.key:
            numbers.append(next_meeting_number(body, numbers, day))
    return next_meeting_number(body, numbers, day)


def _title(body: Body, last: Meeting | None, number: str) -> str:
    """As the last meeting is called, with the new number in the place of its own."""
    if last and last.number and last.number in last.title:
        return last.title.replace(last.number, number)
    if last and not re.search(r"\d", last.title):
        return last.title
    return f"{body.name} {number}"


def _following(archive: Archive, body: Body, day: date) -> date | None:
    try:
        return next(_days_of(archive, body, day, day), None)
    except CannotDo:
        return None


def _roll(body: Body, day: date, items: Sequence[AgendaItem], taken: Sequence[Offer]) -> list[Attendee]:
    """Who is of the body on that day, and the guests who present an item."""
    first = len(items) + 1
    roll = planned_roll(members_on(body, day), items)
    there = {who.handle for who in roll}
    guests = {offer.guest.handle: offer.guest for offer in taken if offer.guest}
    guests |= {who.handle: attendee(who, 0) for who in guests_on(body, day)}
    for handle, guest in guests.items():
        numbers = tuple(item.number for item in items if item.presenter == handle)
        if numbers and handle not in there:
            roll.append(replace(guest, id=first + len(roll), items=numbers, presence=(), absence=None, recused=()))
    return roll
