"""What was kept last between meetings about actions is taken back: an act of its own, in the meeting of each action."""

from __future__ import annotations

from datetime import datetime

from store.archive import Archive
from store.errors import CannotDo
from store.model import Entry
from store.words import _


def take_back_last(archive: Archive, at: datetime) -> list[Entry]:
    """Takes back the follow-ups that were kept last between meetings, all of one instant together; gives them.

    On disk on return, also where the minutes are approved, whatever was done in the meeting since. Raises CannotDo
    where there are none; MeetingLocked, CannotKeep, and then those of other meetings may be taken back already.
    """
    archive.index.refresh()
    taken: list[Entry] = []
    for key, entry in archive.index.follow_ups():
        if taken and entry.at != taken[0].at:
            break
        desk = archive.open(key)
        try:
            # What is done in a meeting to an action of its own is taken back there.
            if entry.id in desk.running.record.followups:
                desk.keep(desk.running.record.take_back(entry.id, at))
                taken.append(entry)
        finally:
            desk.close()
    if not taken:
        raise CannotDo(_("Nothing was done between meetings that could be taken back."))
    return taken
