"""The history of an action or a decision in words: what was done to it in its own meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace
from textual.content import Content

from exports.wording import follow_up_text, kind_text
from store.archive.archive import Archive
from store.dates import short_date
from store.errors import NotulistError
from store.i18n import _, spoken
from store.model import Earlier, Entry, FollowUp, Progress
from store.record.clock import zone
from store.record.edits import Edit, edits_of
from store.record.fields import LABELLED
from store.record.follow_ups import PROGRESS


def step_lines(archive: Archive, one: Earlier) -> list[Content]:
    """What became of `one` since its meeting, the latest first: on which day, where that meeting was, and what."""
    place = next((known.meeting.body.time_zone for known in archive.index.known([one.key])), "")
    told = ((step, follow_up_text(step, spoken()).partition(": ")[2]) for step in reversed(one.history))
    return [_line(step.at, place, words) for step, words in told]


def edit_lines(archive: Archive, one: Earlier) -> list[Content]:
    """What was done to `one` in its own meeting, the latest first; why not, where that meeting cannot be read."""
    try:
        record = archive.read(one.key)
        edits = edits_of(record, one.entry.id)
    except NotulistError as error:
        return [Content.styled(str(error), "$error")]
    place = record.meeting.body.time_zone
    return [_line(edit.at, place, words) for edit in reversed(edits) for words in _words(edit)]


def _words(edit: Edit) -> Iterator[str]:
    before, after = edit.before, edit.after
    if before.kind is not after.kind:
        yield _("became: {kind}").format(kind=kind_text(after.kind, spoken()))
    if before.text != after.text:
        yield _("said before: “{text}”").format(text=before.text)
    if before.status is not after.status:
        progress = next(step for step, status in PROGRESS.items() if status is after.status)
        yield _told(after, progress, after.status_reason)
    if before.due != after.due:
        postponed = after.postponed > before.postponed
        yield _told(after, Progress.POSTPONED, after.status_reason if postponed else "")
    if before.owners != after.owners or before.owners_unread != after.owners_unread:
        yield _told(after, Progress.ASSIGNED)
    for field in LABELLED:
        if getattr(before, field.name) != getattr(after, field.name):
            yield field.shown(after, spoken()) or _("without {what}").format(what=field.shown(before, spoken()))


def _told(after: Entry, progress: Progress, why: str = "") -> str:
    """A change in the words of a follow-up, as if it had come in a later meeting."""
    step = replace(after, text=why, follow_up=FollowUp(reference=after.reference, progress=progress))
    return follow_up_text(step, spoken()).partition(": ")[2]


def _line(at: datetime, place: str, words: str) -> Content:
    """As in the documents, the day is that of the time zone of the meeting, not of this computer."""
    return Content.assemble((f"{short_date(at.astimezone(zone(place)).date(), spoken())}  ", "$quiet"), words)
