"""Mending what was written down: `s/old/new/` reaches the text of an entry, its date, and its owners."""

from __future__ import annotations

import re
from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.people import People
from store.meeting.doer import Doer
from store.meeting.entries import meant, said_here
from store.model import Entry, Meeting
from store.record.record import Record


def calendar_of(meeting: Meeting) -> Calendar:
    """What dates that are typed in `meeting` are read against."""
    return Calendar(on=meeting.date, next_meeting=meeting.next_meeting)


def _mend(record: Record, line: Line, at: datetime) -> None:
    """Mends the entry that `line` is about, else the last one whose text, date or owner `old` is. Raises CannotDo."""
    entry = meant(record, line)
    mended = _mended(record, entry, line)
    if mended is None and line.entry is None:
        others = (record.entries[id] for id in sorted(record.entries, reverse=True))
        entry, mended = next(((one, new) for one in others if (new := _mended(record, one, line))), (entry, None))
    if mended is None:
        raise CannotDo(_("“{old}” does not occur in what was written.").format(old=line.old))
    if not mended.text:
        raise CannotDo(_("Nothing would be left of that entry; /delete takes it out."))
    record.put(mended if line.entry is not None else said_here(record, mended))


def _mended(record: Record, entry: Entry, line: Line) -> Entry | None:
    """`entry` with `new` for `old`: in its text, else in its date, else as one of its owners; None where it is nowhere.

    With `everywhere` in all of them.
    """
    found = entry
    if line.old in entry.text:
        found = replace(found, text=entry.text.replace(line.old, line.new, -1 if line.everywhere else 1).strip())
    if entry.kind.is_promise and (found is entry or line.everywhere):
        found = _with_date(found, line, calendar_of(record.meeting))
        if found is entry or line.everywhere:
            found = _with_owner(found, line, People(record.attendance.values()))
    return None if found is entry else found


def _with_date(entry: Entry, line: Line, calendar: Calendar) -> Entry:
    """`entry` with its date read again from mended words; without a date where no words are left."""
    if entry.due is None:
        return entry
    words = re.sub(re.escape(line.old), lambda _: line.new, entry.due.words, flags=re.IGNORECASE).strip()
    if words == entry.due.words:
        return entry
    return replace(entry, due=read_due(words, calendar) if words else None)


def _with_owner(entry: Entry, line: Line, people: People) -> Entry:
    """`entry` with another owner for the one whom `old` names; names that fit nobody are kept as words."""
    old, new = people.read(line.old), people.read(line.new)
    if not old.said or not new.said or not set(old.said) <= {*entry.owners, *entry.owners_unread}:
        return entry
    # In the place of the first of them.
    owners = tuple(handle for handle in entry.owners if handle not in old.said)
    first = next((place for place, handle in enumerate(entry.owners) if handle in old.said), len(owners))
    return replace(
        entry,
        owners=tuple(dict.fromkeys((*owners[:first], *new.handles, *owners[first:]))),
        owners_unread=(*(name for name in entry.owners_unread if name not in old.said), *new.unread),
    )


DOERS: dict[Verb, Doer] = {Verb.MEND: _mend}
