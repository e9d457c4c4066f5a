"""That the user sent something: kept with the day; an agenda that went to all is sent in its meeting too."""

from __future__ import annotations

from datetime import date, datetime

from store.archive.archive import Archive
from store.dates import short_date
from store.desk import sendings as verbs
from store.desk.desk import Desk
from store.desk.model import Sending
from store.errors import CannotDo
from store.i18n import _, spoken
from store.meeting.preparation import change_meeting
from store.model import Act, MeetingStatus
from store.record.record import Record


def mark_sent(
    archive: Archive, key: str, what: str, audience: str, on: date, at: datetime, *, again: bool = False
) -> Sending:
    """Keeps that what was made ready last was sent on a day; a sending that was not made here is kept without files.

    Raises CannotDo where it was sent before, unless `again`.
    """
    meeting = archive.read(key).meeting
    body = archive.register.body(meeting.body.key) or meeting.body
    made: list[Sending] = []
    desk = archive.open_desk(body)
    try:
        earlier = verbs.before(desk.desk, what, key, audience)
        if earlier and not again and verbs.last_ready(desk.desk, what, key, audience) is None:
            day = short_date(earlier[-1].sent or on, spoken())
            words = _("That was sent already, on {day}, to {names}. --again makes it ready once more.")
            raise CannotDo(words.format(day=day, names=", ".join(earlier[-1].to) or _("nobody")))

        def put(rows: Desk) -> None:
            ready = verbs.last_ready(rows, what, key, audience)
            if ready is None:
                ready = verbs.ready(rows, what=what, meeting=key, audience=audience, to=(), files=(), at=at)
            made.append(verbs.sent(rows, ready, on))

        desk.do("sent", f"{key} {what} {audience}", at, put)
    finally:
        desk.close()
    if what == "agenda" and audience == "full" and meeting.status is MeetingStatus.PLANNED and meeting.sent is None:
        _mark_meeting(archive, key, on, at)
    return made[0]


def _mark_meeting(archive: Archive, key: str, on: date, at: datetime) -> None:
    """The day on which the agenda was sent, by which its list of post is fixed."""
    opened = archive.open(key)
    try:
        opened.perform(lambda: _keep(opened.running.record, on, at))
    finally:
        opened.close()


def _keep(record: Record, on: date, at: datetime) -> Act | None:
    change_meeting(record, sent=on)
    return record.keep("send", short_date(on, record.meeting.body.language), at)
