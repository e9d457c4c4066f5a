"""Erasing words: from the file of a meeting, from the version before it, the half-typed lines and the index."""

from __future__ import annotations

from datetime import datetime

from store.archive.archive import Archive
from store.disk.drafts import OF_A_MEETING
from store.errors import CannotDo
from store.i18n import _
from store.paths import read_plain
from store.record.erasing import without
from store.text import decode, fold


def erase(archive: Archive, key: str, words: str, at: datetime) -> tuple[int, list[str]]:
    """Takes `words` out of the log of the meeting `key`, for good; in how many acts they were, and where still.

    What still has them are files beside the meeting that hold other versions of it; they are left to the user, since
    they may be the only ones with what else is in them. On disk on return. Raises CannotDo where the words stand in no
    act, or in the record itself, or the minutes are approved; NoSuchMeeting, MeetingLocked, ArchiveDamaged, CannotKeep.
    """
    file = archive.meetings.open(key)
    try:
        meeting = file.record.meeting
        if meeting.approval:
            words_of = _("The minutes of {meeting} are approved, with their log; nothing is erased in it.")
            raise CannotDo(words_of.format(meeting=key))
        count = file.erase(lambda tables: without(tables, words, at, meeting.body.language))
    except BaseException:
        file.leave()
        raise
    file.close()
    for of in OF_A_MEETING:
        draft = archive.draft(key + of)
        try:
            if fold(words) in fold(draft.read()):
                draft.keep("")
        finally:
            draft.close()
    archive.forget_index()
    return count, _others(archive, key, words)


def _others(archive: Archive, key: str, words: str) -> list[str]:
    """The names of the other files of that meeting in which the words stand."""
    path = archive.path(key)
    beside = (each for each in sorted(path.parent.iterdir()) if each.name.startswith(f"{key}.") and each != path)
    return [each.name for each in beside if each.is_file() and fold(words) in fold(decode(read_plain(each)))]
