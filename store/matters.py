"""What matters now, over all meetings: what the home screen begins with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from store.bodies import sending_day
from store.index import Index, Known
from store.model import MeetingStatus

_EARLIER = 40
_DRAFTS = 20


class Matter(StrEnum):
    """Why a line is there."""

    NOW = "now"
    NEXT = "next"
    FINISH = "finish"
    APPROVE = "approve"
    ACTIONS = "actions"
    EARLIER = "earlier"
    UNREAD = "unread"


class MatterLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to see to: why, which meeting, and what there is to say of it.

    `send_by` is the last day on which the agenda of a planned meeting is sent, where that
    was not done yet, `reason` why a meeting could not be read. Of the actions, `late` are over
    their date and `this_week` are due.
    """

    matter: Matter
    key: str = ""
    known: Known | None = None
    send_by: date | None = None
    late: int = 0
    this_week: int = 0
    reason: str = ""


def matters(index: Index, today: date) -> list[MatterLine]:
    """What matters now, the most urgent first: running and planned meetings, drafts, actions, then earlier meetings."""
    return [*_planned(index, today), *_drafts(index), *_actions(index, today), *_rest(index, today)]


def _planned(index: Index, today: date) -> Iterator[MatterLine]:
    for known in index.meetings([MeetingStatus.RUNNING]):
        yield MatterLine(matter=Matter.NOW, key=known.key, known=known)
    planned = index.meetings([MeetingStatus.PLANNED])
    coming = sorted((known for known in planned if known.meeting.date >= today), key=lambda known: known.key)
    for known in coming:
        meeting = known.meeting
        send_by = None if meeting.sent else sending_day(meeting.body, meeting.date)
        matter = Matter.NOW if meeting.date == today else Matter.NEXT
        yield MatterLine(matter=matter, key=known.key, known=known, send_by=send_by)


def _drafts(index: Index) -> Iterator[MatterLine]:
    drafts = index.meetings([MeetingStatus.DRAFT], _DRAFTS)
    for known in sorted(drafts, key=lambda known: not known.lacks):
        matter = Matter.FINISH if known.lacks else Matter.APPROVE
        yield MatterLine(matter=matter, key=known.key, known=known)


def _actions(index: Index, today: date) -> Iterator[MatterLine]:
    late = index.due_until(today - timedelta(days=1))
    week = index.due_until(today + timedelta(days=7 - today.isoweekday())) - late
    if late or week:
        yield MatterLine(matter=Matter.ACTIONS, late=late, this_week=week)


def _rest(index: Index, today: date) -> Iterator[MatterLine]:
    over = [known for known in index.meetings([MeetingStatus.PLANNED]) if known.meeting.date < today]
    drafts = index.meetings([MeetingStatus.DRAFT], _DRAFTS + _EARLIER)[_DRAFTS:]
    for known in [*over, *drafts, *index.meetings([MeetingStatus.APPROVED], _EARLIER)][:_EARLIER]:
        yield MatterLine(matter=Matter.EARLIER, key=known.key, known=known)
    for key, reason in index.unread.items():
        yield MatterLine(matter=Matter.UNREAD, key=key, reason=reason)
