"""Minutes are approved in a later meeting, and are closed for change from then on.

The decision that approves (`Entry.approves`, a day) is kept where it is taken, in the later
meeting, and is the truth. What it does to the earlier meeting follows from it: one act of the
verb `approved` in that meeting's own file, done when that meeting is opened (`Archive.open`), which
`pass_on` does at once. Where it cannot be opened now, it is done when either is opened next. Since
each time the whole is compared with what stands, it is done once, however often it is tried.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from store.errors import NotulistError, reason
from store.model import APPROVED, Act, Approval, Body, Entry, Kind, Meeting, MeetingStatus, Outcome
from store.phrases import long_date
from store.record import Raw, Record
from store.words import _, spoken

if TYPE_CHECKING:
    from store.archive import Archive

LOG = "log"
"""The name under which the acts before the approval stand among the digests of the rows."""

_ENCODER = msgspec.json.Encoder(order="sorted")
_RESTS_ON = ("meeting", "items", "attendance", "entries")
# What approving itself changes is no part of what is approved.
_CHANGED_BY_APPROVING = ("status", "approval")
_SHORT = 16
# How long the earlier meeting's file may keep the later meeting waiting.
_PATIENCE = 5.0


# What was approved, to the byte


def seal(record: Record) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The digest of what the minutes rest on, and a short one of each row by its name (`entries/12`).

    The digest is the SHA-256 of one line for each row of meeting, items, attendance and entries: its
    name, a space, the SHA-256 of the row as JSON with sorted keys, and a newline. The log is no part of
    it; the acts before the approval have a line of their own among the rows.
    """
    whole = hashlib.sha256()
    rows: list[tuple[str, str]] = []
    for table in _RESTS_ON:
        for id, raw in sorted(record.raw[table].items()):
            digest = _digest(raw if table != "meeting" else _approved_part(raw))
            whole.update(f"{table}/{id} {digest}\n".encode())
            rows.append((f"{table}/{id}", digest[:_SHORT]))
    acts = [act for act in record.log if act.verb != APPROVED and not _only_follows_up(act)]
    rows.append((LOG, _digest(acts)[:_SHORT]))
    return whole.hexdigest(), tuple(rows)


def broken(record: Record) -> list[str]:
    """The names of the rows that are not what was approved; `""` where only the digest is another one."""
    approval = record.meeting.approval
    if approval is None:
        return []
    digest, rows = seal(record)
    then, now = dict(approval.rows), dict(rows)
    names = sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    return names or ([""] if digest != approval.digest else [])


def _only_follows_up(act: Act) -> bool:
    """Whether `act` is of what goes on after the approval."""
    return bool(act.changes) and all(change.table == "followups" for change in act.changes)


def _approved_part(raw: Raw) -> Raw:
    return {name: value for name, value in raw.items() if name not in _CHANGED_BY_APPROVING}


def _digest(content: object) -> str:
    return hashlib.sha256(_ENCODER.encode(content)).hexdigest()


# What the later meeting decided


def concerns(act: Act) -> bool:
    """Whether `act` may change what is approved, or the corrections that it is approved with."""
    rows = (row for change in act.changes if change.table == "entries" for row in (change.before, change.after))
    return any(row and ("approves" in row or row.get("kind") == Kind.CORRECTION) for row in rows)


def decided(record: Record, day: date) -> Entry | None:
    """The decision in `record` by which the minutes of `day` are approved; None where none stands."""
    return next((entry for entry in _decisions(record) if entry.approves == day), None)


def days_decided(record: Record) -> list[date]:
    """The days whose minutes are approved by what stands in `record`."""
    return [entry.approves for entry in _decisions(record) if entry.approves]


def corrections(record: Record, decision: Entry | None = None) -> tuple[str, ...]:
    """The corrections that go with `decision`: those before it and after the approval before; the last has the rest.

    None stands for a decision that is being taken now.
    """
    ids = sorted(entry.id for entry in _decisions(record))
    if decision is None:
        after, until = max(ids, default=0), None
    else:
        after = max((id for id in ids if id < decision.id), default=0)
        until = decision.id if any(id > decision.id for id in ids) else None
    return tuple(
        entry.text
        for entry in record.entries.values()
        if entry.kind is Kind.CORRECTION and entry.id > after and (until is None or entry.id < until)
    )


def _decisions(record: Record) -> Iterator[Entry]:
    for entry in record.entries.values():
        stands = entry.kind is Kind.DECISION and not entry.withdrawn_by
        if stands and entry.approves and entry.outcome in (None, Outcome.ADOPTED):
            yield entry


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


# What it does to the earlier meeting


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
    days = {row["approves"] for change in changes for row in (change.before, change.after) if row and "approves" in row}
    days |= {day.isoformat() for day in days_decided(record)}
    said: list[str] = []
    for day in sorted(day for day in days if isinstance(day, str)):
        said += _pass_on(archive, record, date.fromisoformat(day), quiet)
    return said


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
    # Reading bytes is a hundred times faster than reading records, and most approve something else.
    approves = re.compile(rb'"approves"\s*:\s*"%b"' % meeting.date.isoformat().encode())
    for key in archive.keys():  # noqa: SIM118 - no dict
        if key[:10] < meeting.date.isoformat() or key == meeting.key:
            continue
        path = archive.path(key)
        files = [file for file in (path, path.with_suffix(".journal")) if file.exists()]
        try:
            if any(approves.search(file.read_bytes()) for file in files):
                later = archive.read(key)
                if later.meeting.body.key == meeting.body.key:
                    yield later
        except (NotulistError, OSError):
            # What cannot be read approves nothing now; `store.doctor` names it.
            continue


def _keys_of(archive: Archive, meeting: Meeting, day: date) -> Iterator[str]:
    """The keys of the body's meetings on `day`, apart from `meeting`; those that cannot be read go by their name."""
    for key in archive.keys():  # noqa: SIM118 - no dict
        if key[:10] != day.isoformat() or key == meeting.key:
            continue
        try:
            if archive.read(key).meeting.body.key == meeting.body.key:
                yield key
        except (NotulistError, OSError):
            if _is_named_after(key, meeting.body):
                yield key


def _is_named_after(key: str, body: Body) -> bool:
    return re.fullmatch(rf"{re.escape(body.key)}(-\d+)?", key[11:]) is not None


def _same(one: Approval | None, other: Approval | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, digest="", rows=()) == replace(other, digest="", rows=())
