"""How far the actions of a meeting are today, with what other meetings and what was done between them made of them."""

from __future__ import annotations

from store.archive.archive import Archive
from store.kinds import PROMISES
from store.record.record import Record


def with_todays_actions(archive: Archive, record: Record) -> Record:
    """`record`, its actions and undertakings as they stand now, for lists; to read from only.

    By the index as it was refreshed last.
    """
    standing = [entry for kind in PROMISES for entry in archive.index.numbered_of(record.meeting.key, kind)]
    now = {entry.id: entry for entry in standing if entry.id in record.entries}
    return record.with_rows(record.items, record.entries | now)
