"""A meeting as the index knows it."""

from __future__ import annotations

import msgspec

from store.model import Meeting

_MEETING = msgspec.json.Decoder(Meeting)


class IndexedMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, how much its record lacks, and how many decisions and actions it holds."""

    key: str
    meeting: Meeting
    lacks: int
    decisions: int
    actions: int


def indexed_meetings(rows: list[tuple[str, int, int, int, bytes]]) -> list[IndexedMeeting]:
    """The meetings that stand in `rows` of the index: key, lacks, decisions, actions, and the meeting as JSON."""
    return [
        IndexedMeeting(key=key, meeting=_MEETING.decode(row), lacks=lacks, decisions=decisions, actions=actions)
        for key, lacks, decisions, actions, row in rows
    ]
