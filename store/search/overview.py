"""What matters now, over all meetings: what the home screen begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from store.bodies.body import sending_day
from store.model import MeetingStatus
from store.search.index import Index
from store.search.indexed_meeting import IndexedMeeting

_EARLIER = 40
_DRAFTS = 20
# So many that are to be finished, to be approved, and were opened last go before the rest; each has a key then.
_FINISH, _APPROVE, _RECENT = 4, 2, 3
SOON = 3
"""So many days before its agenda goes out, a meeting matters now."""


class Matter(StrEnum):
    """Why a line is there."""

    NOW = "now"
    REQUEST = "request"
    PLAN = "plan"
    NEXT = "next"
    FINISH = "finish"
    APPROVE = "approve"
    ACTIONS = "actions"
    POST = "post"
    RECENT = "recent"
    LATER = "later"
    EARLIER = "earlier"
    UNREAD = "unread"


LATER = (Matter.RECENT, Matter.LATER, Matter.EARLIER, Matter.UNREAD)
"""What matters less than what is to be seen to."""


class MatterLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to see to: why, which meeting, and what there is to say of it.

    `send_by` is the last day on which the agenda of a planned meeting is sent, where that
    was not done yet, `reason` why a meeting could not be read. Of the actions, `late` are over
    their date and `this_week` are due. Of a request, `key` is its reference, `reason` says the
    term that runs or ran out, `term` which one, `due` by when, and `ours` that it is the body's own. Of the post of the
    body with that key, `new` pieces are not handled yet, and `to_answer` are to be answered. Of the plan of that body
    `reason` says what is due, late or in the way.
    """

    matter: Matter
    key: str = ""
    known: IndexedMeeting | None = None
    send_by: date | None = None
    late: int = 0
    this_week: int = 0
    new: int = 0
    to_answer: int = 0
    reason: str = ""
    title: str = ""
    term: str = ""
    due: date | None = None
    ours: bool = False


def matters(index: Index, today: date, opened: Iterable[str] = ()) -> list[MatterLine]:
    """What matters now, the most urgent first; each meeting once.

    The running meeting, the next one of each body and those whose agenda is about to go out, drafts to finish and to
    approve, actions; then the meetings that were `opened` last (their keys, the last one first), those still to come,
    and earlier ones.
    """
    found = [*_planned(index, today), *_drafts(index), *_actions(index, today)]
    there = {line.key for line in found}
    recent = [known for known in index.known(opened) if known.key not in there][:_RECENT]
    found += [_line(Matter.RECENT, known, today) for known in recent]
    there.update(known.key for known in recent)
    return [*found, *(line for line in _rest(index, today) if line.key not in there)]


def _planned(index: Index, today: date) -> Iterator[MatterLine]:
    for known in index.meetings([MeetingStatus.RUNNING]):
        yield _line(Matter.NOW, known, today)
    bodies: set[str] = set()
    for known in [known for known in _coming(index, today) if known.meeting.called_off is None]:
        line = _line(Matter.NOW if known.meeting.date == today else Matter.NEXT, known, today)
        soon = line.send_by is not None and (line.send_by - today).days <= SOON
        if soon or known.meeting.body.key not in bodies:
            yield line
        bodies.add(known.meeting.body.key)


def _coming(index: Index, today: date) -> list[IndexedMeeting]:
    planned = index.meetings([MeetingStatus.PLANNED])
    return sorted((known for known in planned if known.meeting.date >= today), key=lambda known: known.key)


def _drafts(index: Index) -> Iterator[MatterLine]:
    drafts = index.meetings([MeetingStatus.DRAFT], _DRAFTS)
    for known in [known for known in drafts if known.lacks][:_FINISH]:
        yield MatterLine(matter=Matter.FINISH, key=known.key, known=known)
    for known in [known for known in drafts if not known.lacks][:_APPROVE]:
        yield MatterLine(matter=Matter.APPROVE, key=known.key, known=known)


def _actions(index: Index, today: date) -> Iterator[MatterLine]:
    late = index.due_until(today - timedelta(days=1))
    week = index.due_until(today + timedelta(days=7 - today.isoweekday())) - late
    if late or week:
        yield MatterLine(matter=Matter.ACTIONS, late=late, this_week=week)


def _rest(index: Index, today: date) -> Iterator[MatterLine]:
    for known in _coming(index, today):
        yield _line(Matter.LATER, known, today)
    over = [known for known in index.meetings([MeetingStatus.PLANNED]) if known.meeting.date < today]
    held = index.meetings([MeetingStatus.DRAFT, MeetingStatus.APPROVED], _EARLIER)
    for known in [*over, *held][:_EARLIER]:
        yield _line(Matter.EARLIER, known, today)
    for key, reason in index.unread.items():
        yield MatterLine(matter=Matter.UNREAD, key=key, reason=reason)


def _line(matter: Matter, known: IndexedMeeting, today: date) -> MatterLine:
    """`known`, with the day on which its agenda goes out where that is still to be done."""
    meeting = known.meeting
    to_be_held = meeting.status is MeetingStatus.PLANNED and meeting.called_off is None
    coming = to_be_held and meeting.date >= today and not meeting.sent
    return MatterLine(
        matter=matter,
        key=known.key,
        known=known,
        send_by=sending_day(meeting.body, meeting.date) if coming else None,
    )
