"""What a meeting found of the actions of those before it: what was open when it ended, what was dealt with.

Minutes are of their day: what became of an action after the meeting is told by later ones. Lists are of today: in
them an action is as far as other meetings, and what was done between them, made it.
"""

from __future__ import annotations

from store.archive.archive import Archive
from store.archive.todays_secrecy import earlier_with_todays_secrecy
from store.kinds import PROMISES
from store.model import ActionStatus, Earlier, Entry, MeetingStatus
from store.record.follow_ups import PROGRESS, is_open
from store.record.record import Record
from store.search.due import Order, sort


def earlier_actions(archive: Archive, record: Record) -> tuple[list[Earlier], list[Earlier]]:
    """The actions and undertakings of the meetings of the body before that of `record`, as they stood when it ended.

    First those that were still open, what is due first first; then those that were closed in it, or since the meeting
    before it. Raises ArchiveDamaged where the folder of the meetings cannot be read.
    """
    meeting, index = record.meeting, archive.index
    index.refresh()
    held = [each for each in index.meetings_of(meeting.body.key) if each.status is not MeetingStatus.PLANNED]
    since = max((each.closed for each in held if each.closed and each.date < meeting.date), default=None)
    before = index.before(PROMISES, meeting.body.key, meeting.date, meeting.closed)
    open_still = [one for one in before if is_open(one.entry)]
    closed = [
        one
        for one in before
        if not is_open(one.entry) and any(_closes(each) and (since is None or each.at > since) for each in one.history)
    ]
    return (
        earlier_with_todays_secrecy(archive, sort(open_still, Order.DUE)),
        earlier_with_todays_secrecy(archive, closed),
    )


def _closes(later: Entry) -> bool:
    status = PROGRESS.get(later.follow_up.progress) if later.follow_up else None
    return status in (ActionStatus.DONE, ActionStatus.CANCELLED)


def with_todays_actions(archive: Archive, record: Record) -> Record:
    """`record`, its actions and undertakings as they stand now, for lists; to read from only.

    By the index as it was refreshed last.
    """
    standing = [entry for kind in PROMISES for entry in archive.index.numbered_of(record.meeting.key, kind)]
    now = {entry.id: entry for entry in standing if entry.id in record.entries}
    return record.with_rows(record.items, record.entries | now)
