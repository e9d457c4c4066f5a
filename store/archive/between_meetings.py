"""Takes back the follow-ups that were kept last between meetings, by one act in the meeting of each action."""

from __future__ import annotations

from datetime import datetime

from store.archive.archive import Archive
from store.errors import CannotDo, NotulistError
from store.i18n import _
from store.model import Entry


def take_back_last(archive: Archive, at: datetime) -> list[Entry]:
    """Takes back the follow-ups kept last between meetings, all of one instant together, and returns them.

    On disk on return, also where the minutes are approved, whatever was done in the meeting since. Raises CannotDo
    where there are none, and where only some could be taken back, which it names; MeetingLocked, CannotKeep.
    """
    archive.index.refresh()
    taken: list[Entry] = []
    for key, entry in archive.index.follow_ups():
        if taken and entry.at != taken[0].at:
            break
        # What is done in a meeting to an action of its own is taken back there: that one is not even opened.
        if entry.id not in archive.read(key).followups:
            continue
        try:
            desk = archive.open(key)
            try:
                desk.take_back(entry.id, at)
            finally:
                desk.close()
        except NotulistError as error:
            if not taken:
                raise
            back = ", ".join(one.follow_up.reference for one in taken if one.follow_up)
            raise CannotDo(_("Taken back: {line}. Not the rest: {error}").format(line=back, error=error)) from error
        taken.append(entry)
    if not taken:
        raise CannotDo(_("Nothing was done between meetings that could be taken back."))
    return taken
