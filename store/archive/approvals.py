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

from msgspec.structs import replace

from store.dates import long_date
from store.disk.meetings import MeetingStore
from store.errors import NotulistError, reason
from store.i18n import _, spoken
from store.model import APPROVED, Act, Approval, Body, Entry, Meeting, MeetingStatus
from store.paths import read_plain
from store.record.record import Record
from store.record.seal import corrections, days_decided, decided, seal


class Approvals:
    """What is decided in `meetings` on the minutes of earlier ones.

    `reopen` opens the meeting with a key for writing and leaves it; it raises as `Archive.open` does.
    """

    def __init__(self, meetings: MeetingStore, reopen: Callable[[str], None]) -> None:
        self._meetings = meetings
        self._reopen = reopen

    def catch_up(self, record: Record) -> Act | None:
        """Applies to `record`, minutes open for writing, what later meetings decided on them.

        The act is in the record and still to be kept; None where the minutes are up to date.
        """
        meeting, given = record.meeting, _standing(self._meetings, record)
        had = meeting.approval
        if _same(given, had):
            return None
        if given is None:
            record.put(replace(meeting, status=MeetingStatus.DRAFT, approval=None))
        else:
            digest, rows = (had.digest, had.rows) if had else seal(record)
            marks = had.anonymised if had else ()
            given = replace(given, digest=digest, rows=rows, anonymised=marks)
            record.put(replace(meeting, status=MeetingStatus.APPROVED, approval=given))
        by = given or had
        return record.keep(APPROVED, by.decision, by.at) if by else None

    def is_behind(self, record: Record) -> bool:
        """Whether later meetings decided something on these minutes that was not passed on yet."""
        return not _same(_standing(self._meetings, record), record.meeting.approval)

    def pass_on(self, record: Record, *, quiet: bool = False) -> list[str]:
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
        return [line for day in sorted(days) for line in self._pass_on(record, day, quiet)]

    def pass_on_kept(self, key: str) -> list[str]:
        """As `pass_on`, for the meeting `key` as it is on disk; where that cannot be read, why."""
        try:
            return self.pass_on(self._meetings.read(key))
        except (NotulistError, OSError) as error:
            return [_later_on(error)]

    def _pass_on(self, record: Record, day: date, quiet: bool) -> Iterator[str]:
        meetings, decision = self._meetings, decided(record, day)
        found = False
        for key in _keys_of(meetings, record.meeting, day):
            found = True
            try:
                earlier = meetings.read(key)
                if self.is_behind(earlier):
                    self._reopen(key)
                    yield what_was_done(earlier.meeting, meetings.read(key).meeting)
                elif not quiet:
                    yield from _not_done(record, decision, earlier.meeting)
            except (NotulistError, OSError) as error:
                if not quiet:
                    yield _later_on(error)
        if decision and not found and not quiet:
            words = _(
                "The minutes of {date} are not in the archive; the approval is kept as a decision of this meeting."
            )
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


def _later_on(error: NotulistError | OSError) -> str:
    words = _("{reason} The approval is kept in this meeting, and passed on when either is opened next.")
    return words.format(reason=reason(error))


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


def _standing(meetings: MeetingStore, record: Record) -> Approval | None:
    """The approval that later meetings give the minutes in `record`, its digest left open; None where they give none.

    What was approved stays so once the approving meeting is closed, or where that cannot be read.
    """
    meeting = record.meeting
    given = meeting.approval
    if given:
        try:
            later = meetings.read(given.meeting)
        except NotulistError:
            return given
        decision = decided(later, meeting.date)
        if decision is None and later.meeting.closed:
            return given
        if decision:
            return _given_by(later, decision)
    elif meeting.status is not MeetingStatus.DRAFT:
        return None
    for later in _later(meetings, meeting):
        if decision := decided(later, meeting.date):
            return _given_by(later, decision)
    return None


def _later(meetings: MeetingStore, meeting: Meeting) -> Iterator[Record]:
    """The meetings of the same body from that day on that say somewhere that they approve it, oldest first."""
    for key in _saying(meetings, b"approves", meeting.date, lambda key: key[:4] >= _year(meeting.date, -1)):
        if key == meeting.key:
            continue
        # What cannot be read approves nothing now; `store.archive.doctor` names it.
        with contextlib.suppress(NotulistError, OSError):
            later = meetings.read(key)
            if later.meeting.body.key == meeting.body.key and later.meeting.date >= meeting.date:
                yield later


def _keys_of(meetings: MeetingStore, meeting: Meeting, day: date) -> Iterator[str]:
    """The keys of the body's meetings on `day`, apart from `meeting`; those that cannot be read go by their name."""
    found = False
    for key in meetings.keys():  # noqa: SIM118 - no dict
        if key[:10] == day.isoformat() and key != meeting.key and _is_on(meetings, key, meeting.body, day):
            found = True
            yield key
    if found:
        return
    # A meeting that was moved keeps its key.
    for key in _saying(meetings, b"date", day, lambda key: _year(day, -1) <= key[:4] <= _year(day, 1)):
        if key[:10] != day.isoformat() and key != meeting.key and _is_on(meetings, key, meeting.body, day):
            yield key


def _is_on(meetings: MeetingStore, key: str, body: Body, day: date) -> bool:
    try:
        found = meetings.read(key).meeting
    except (NotulistError, OSError):
        return key[:10] == day.isoformat() and _is_named_after(key, body)
    return found.body.key == body.key and found.date == day


def _saying(meetings: MeetingStore, field: bytes, day: date, near: Callable[[str], bool]) -> Iterator[str]:
    """The keys that are `near`, of the meetings in whose file `day` stands somewhere as that field, oldest first."""
    # Reading bytes is a hundred times faster than reading records, and most say something else.
    says = re.compile(rb'"%b"\s*:\s*"%b"' % (field, day.isoformat().encode()))
    for key in filter(near, meetings.keys()):
        path = meetings.path(key)
        files = (path, path.with_suffix(".journal"))
        # What cannot be read says nothing now; `store.archive.doctor` names it.
        with contextlib.suppress(OSError):
            if any(says.search(read_plain(file)) for file in files if file.exists()):
                yield key


def _year(day: date, by: int) -> str:
    """A key begins with the year that was planned first; a meeting is moved to the next year, but not further."""
    return f"{day.year + by:04}"


def _is_named_after(key: str, body: Body) -> bool:
    return re.fullmatch(rf"{re.escape(body.key)}(-\d+)?", key[11:]) is not None


def _same(one: Approval | None, other: Approval | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, digest="", rows=(), anonymised=()) == replace(other, digest="", rows=(), anonymised=())


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
