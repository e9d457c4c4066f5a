"""The post of a meeting as its readers may see it, and what of the post they may not: read off the desk of the body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from exports.confidentiality.post import secrets_of, seen
from exports.redacted import SeenPiece
from store.archive.archive import Archive
from store.model import Audience, Meeting
from store.record.record import Record


def post_of_meeting(
    archive: Archive, meeting: Meeting, audience: Audience, today: date = date.max
) -> tuple[SeenPiece, ...]:
    """The list of post of `meeting`, as `audience` sees each piece; where none was fixed, what there was by `today`.

    Nothing where the body has no desk. Raises ArchiveDamaged where that cannot be read.
    """
    key = meeting.body.key
    body = archive.register.body(key)
    if body is None or not archive.desks.path(key).exists():
        return ()
    from store.archive.desk.lists import list_of_meeting
    from store.archive.desk.post_in_meetings import held

    desk, told = archive.read_desk(key), held(archive.index, body)
    pieces = list_of_meeting(desk, meeting, today, told)
    return tuple(seen(desk, body, pieces, audience, told))


def secrets_of_desks(archive: Archive, records: Iterable[Record], audience: Audience) -> list[tuple[str, str, bool]]:
    """What `audience` may not read at the desks of the bodies that met, as on the day of their meetings."""
    days: dict[str, date] = {}
    for record in records:
        key = record.meeting.body.key
        days[key] = max(record.meeting.date, days.get(key, record.meeting.date))
    found = []
    for key, on in days.items():
        body = archive.register.body(key)
        if body is not None and archive.desks.path(key).exists():
            found += secrets_of(archive.read_desk(key), body, audience, on)
    return found
