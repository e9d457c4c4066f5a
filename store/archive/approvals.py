"""Minutes are approved in a later meeting, and are closed for change from then on.

The decision that approves (`Entry.approves`, a day) is kept where it is taken, in the later
meeting, and is the truth. What it does to the earlier meeting follows from it: one act of the
verb `approved` in that meeting's own file, done when that meeting is opened (`Archive.open`), which
`pass_on` does at once. Where it cannot be opened now, it is done when either is opened next. Since
each time the whole is compared with what stands, it is done once, however often it is tried.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.dates import long_date
from store.errors import NotulistError, reason
from store.i18n import _, spoken
from store.model import APPROVED, Act, Approval, Body, Entry, Meeting, MeetingStatus
from store.record.record import Record
from store.record.seal import corrections, days_decided, decided, seal

if TYPE_CHECKING:
    from store.archive.archive import Archive

# How long the earlier meeting's file may keep the later meeting waiting.
_PATIENCE = 5.0


def catch_up(archive: Archive, record: Record) -> Act | None:
    """Makes of the minutes in `record`, a meeting open for writing, what later meetings decided; None: they are that.

    The act is in the record, and is still to be kept.
    """
    meeting, given = record.meeting, _standing(archive, record)
    had = meeting.approval
    if _same(given, had):
        return None
    if given is None:
        record.put(replace(meeting, status=MeetingStatus.DRAFT, approval=None))
    else:
        digest, rows = (had.digest, had.rows) if had else seal(record)
        given = replace(given, digest=digest, rows=rows)
        record.put(replace(meeting, status=MeetingStatus.APPROVED, approval=given))
    by = given or had
    return record.keep(APPROVED, by.decision, by.at) if by else None


def is_behind(archive: Archive, record: Record) -> bool:
    """Whether later meetings decided something on these minutes that was not passed on yet."""
    return not _same(_standing(archive, record), record.meeting.approval)


def pass_on(archive: Archive, record: Record, *, quiet: bool = False) -> list[str]:
    """Does to earlier meetings what the meeting in `record` decided on their minutes, or took back again.

    One line for each thing that was done or, unless `quiet`, could not be done now: it will be, when either meeting
    is opened next.
    """
    changes = (change for act in record.log for change in act.changes if change.table == "entries")
    rows = (row for change in changes for row in (change.before, change.after) if row and "approves" in row)
    days = set(days_decided(record))
    for row in rows:
        # Of a damaged row whoever opens the meeting is told; it approves nothing.
        with contextlib.suppress(ValueError):
            days.add(date.fromisoformat(str(row["approves"])))
    return [line for day in sorted(days) for line in _pass_on(archive, record, day, quiet)]


def _pass_on(archive: Archive, record: Record, day: date, quiet: bool) -> Iterator[str]:
    decision = decided(record, day)
    found = False
    for key in _keys_of(archive, record.meeting, day):
        found = True
        try:
            earlier = archive.read(key)
            if is_behind(archive, earlier):
                archive.open(key).close(_PATIENCE)
                yield what_was_done(earlier.meeting, archive.read(key).meeting)
            elif not quiet:
                yield from _not_done(record, decision, earlier.meeting)
        except (NotulistError, OSError) as error:
            if not quiet:
                words = _("{reason} The approval is kept in this meeting, and passed on when either is opened next.")
                yield words.format(reason=reason(error))
    if decision and not found and not quiet:
        words = _("The minutes of {date} are not in the archive; the approval is kept as a decision of this meeting.")
        yield words.format(date=long_date(day, spoken()))


def what_was_done(before: Meeting, after: Meeting) -> str:
    """What an act of `catch_up` made of the minutes, in a line."""
    if after.approval is None:
        words = _("The minutes of {date} are a draft again.")
    elif before.approval is None:
        words = _("The minutes of {date} are approved, and closed for change.")
    else:
        words = _("The corrections to the minutes of {date} are up to date.")
    return words.format(date=long_date(before.date, spoken()))


def _not_done(record: Record, decision: Entry | None, earlier: Meeting) -> Iterator[str]:
    approval = earlier.approval
    if decision and approval is None:
        words = _(
            "The meeting of {date} is not closed yet; the approval is kept in this meeting, "
            "and passed on when that one was closed and is opened next."
        )
        yield words.format(date=long_date(earlier.date, spoken()))
    elif approval and approval.meeting != record.meeting.key:
        words = _("The minutes of {date} were approved already, in the meeting of {day}.")
        yield words.format(date=long_date(earlier.date, spoken()), day=long_date(approval.on, spoken()))
    elif approval and decision is None:
        words = _("The minutes of {date} stay approved: this meeting was closed with that decision.")
        yield words.format(date=long_date(earlier.date, spoken()))


def _standing(archive: Archive, record: Record) -> Approval | None:
    """The approval that later meetings give the minutes in `record`, its digest left open; None where they give none.

    What was approved stays so once the approving meeting is closed, or where that cannot be read.
    """
    meeting = record.meeting
    given = meeting.approval
    if given:
        try:
            later = archive.read(given.meeting)
        except NotulistError:
            return given
        decision = decided(later, meeting.date)
        if decision is None and later.meeting.closed:
            return given
        if decision:
            return _given_by(later, decision)
    elif meeting.status is not MeetingStatus.DRAFT:
        return None
    for later in _later(archive, meeting):
        if decision := decided(later, meeting.date):
            return _given_by(later, decision)
    return None


def _later(archive: Archive, meeting: Meeting) -> Iterator[Record]:
    """The meetings of the same body from that day on that say somewhere that they approve it, oldest first."""
    for key in _saying(archive, b"approves", meeting.date, lambda key: key[:4] >= _year(meeting.date, -1)):
        if key == meeting.key:
            continue
        # What cannot be read approves nothing now; `store.archive.doctor` names it.
        with contextlib.suppress(NotulistError, OSError):
            later = archive.read(key)
            if later.meeting.body.key == meeting.body.key and later.meeting.date >= meeting.date:
                yield later


def _keys_of(archive: Archive, meeting: Meeting, day: date) -> Iterator[str]:
    """The keys of the body's meetings on `day`, apart from `meeting`; those that cannot be read go by their name."""
    found = False
    for key in archive.keys():  # noqa: SIM118 - no dict
        if key[:10] == day.isoformat() and key != meeting.key and _is_on(archive, key, meeting.body, day):
            found = True
            yield key
    if found:
        return
    # A meeting that was moved keeps its key.
    for key in _saying(archive, b"date", day, lambda key: _year(day, -1) <= key[:4] <= _year(day, 1)):
        if key[:10] != day.isoformat() and key != meeting.key and _is_on(archive, key, meeting.body, day):
            yield key


def _is_on(archive: Archive, key: str, body: Body, day: date) -> bool:
    try:
        found = archive.read(key).meeting
    except (NotulistError, OSError):
        return key[:10] == day.isoformat() and _is_named_after(key, body)
    return found.body.key == body.key and found.date == day


def _saying(archive: Archive, field: bytes, day: date, near: Callable[[str], bool]) -> Iterator[str]:
    """The keys that are `near`, of the meetings in whose file `day` stands somewhere as that field, oldest first."""
    # Reading bytes is a hundred times faster than reading records, and most say something else.
    says = re.compile(rb'"%b"\s*:\s*"%b"' % (field, day.isoformat().encode()))
    for key in filter(near, archive.keys()):
        path = archive.path(key)
        files = (path, path.with_suffix(".journal"))
        with contextlib.suppress(OSError):
            if any(says.search(file.read_bytes()) for file in files if file.exists()):
                yield key


def _year(day: date, by: int) -> str:
    """A key begins with the year that was planned first; a meeting is moved to the next year, but not further."""
    return f"{day.year + by:04}"


def _is_named_after(key: str, body: Body) -> bool:
    return re.fullmatch(rf"{re.escape(body.key)}(-\d+)?", key[11:]) is not None


def _same(one: Approval | None, other: Approval | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, digest="", rows=()) == replace(other, digest="", rows=())


def _given_by(record: Record, decision: Entry) -> Approval:
    meeting = record.meeting
    return Approval(
        at=decision.at,
        meeting=meeting.key,
        number=meeting.number,
        on=meeting.date,
        decision=decision.reference,
        corrections=corrections(record, decision),
    )
