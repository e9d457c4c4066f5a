"""What this machine knew of an archive and is not there any more: looked for by names, so that it costs nothing."""

from __future__ import annotations

from store.archive.archive import Archive
from store.disk.desks import DESK
from store.disk.meeting_files import KEY
from store.i18n import _, _n

_MOST_NAMED = 5


def notices(archive: Archive) -> list[str]:
    """What is out of order with `archive` as a whole, a line each; none mostly. Raises ArchiveDamaged."""
    if nothing := nothing_there(archive):
        return [nothing]
    said = [words for words in (archive.register.trouble(),) if words]
    if gone := gone_meetings(archive):
        said.append(_gone(gone))
    if desks := gone_desks(archive):
        words = _("What was at a desk is gone: {files}. Look for it in the bin of your sync program, or in a backup.")
        said.append(words.format(files=", ".join(f"desk/{key}.json" for key in desks)))
    known = archive.desks.keys()
    for file in (f"{key}.json" for key in known if not archive.desks.path(key).exists()):
        words = _("desk/{file} is gone; what is left of it is put back when its post is next written in.")
        said.append(words.format(file=file))
    return said


def nothing_there(archive: Archive) -> str:
    """That nothing at all is left of an archive that this machine knew; "" mostly. Raises ArchiveDamaged."""
    seen = archive.meetings.seen.names()
    there = archive.meetings.files()
    if not seen or there.keys() or there.missing() or archive.register.is_there():
        return ""
    return _nothing(archive, len([name for name in seen if KEY.fullmatch(name)]))


def gone_meetings(archive: Archive) -> list[str]:
    """The keys of the meetings that this machine knew and of which no file is left."""
    there = archive.meetings.files()
    known = (name for name in archive.meetings.seen.names() if KEY.fullmatch(name))
    return sorted(set(known) - set(there.keys()) - set(there.missing()))


def gone_desks(archive: Archive) -> list[str]:
    """The keys of the bodies whose desk this machine knew, and of which no file is left."""
    there = archive.desks.keys()
    known = (name.removeprefix(DESK) for name in archive.desks.seen.names() if name.startswith(DESK))
    return [key for key in known if key not in there]


def _nothing(archive: Archive, meetings: int) -> str:
    if not archive.folder.exists():
        words = _n(
            "{folder} is not there, and {number} meeting was in it. Is its disk connected?",
            "{folder} is not there, and {number} meetings were in it. Is its disk connected?",
            meetings,
        )
    else:
        words = _n(
            "{folder} is empty, and {number} meeting was in it. Is its disk connected?",
            "{folder} is empty, and {number} meetings were in it. Is its disk connected?",
            meetings,
        )
    return words.format(folder=archive.folder, number=meetings)


def _gone(keys: list[str]) -> str:
    words = _n(
        "A meeting that was here is gone: {meetings}. Look for it in the bin of your sync program, or in a backup.",
        "Meetings that were here are gone: {meetings}. Look for them in the bin of your sync program, or in a backup.",
        len(keys),
    )
    more = ", …" if len(keys) > _MOST_NAMED else ""
    return words.format(meetings=", ".join(keys[:_MOST_NAMED]) + more)
