"""What a record says of approval: what was approved, to the byte, and which minutes it approves itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

import msgspec

from store.model import APPROVED, Act, Entry, Kind, Outcome
from store.record.ledger import LOG, Raw
from store.record.record import Record

_ENCODER = msgspec.json.Encoder(order="sorted")
_RESTS_ON = ("meeting", "items", "attendance", "entries")
# What approving itself changes is no part of what is approved.
_CHANGED_BY_APPROVING = ("status", "approval")
_SHORT = 16


# What was approved, to the byte


def seal(record: Record) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The digest of what the minutes rest on, and a short one of each row by its name (`entries/12`).

    The digest is the SHA-256 of one line for each row of meeting, items, attendance and entries: its
    name, a space, the SHA-256 of the row as JSON with sorted keys, and a newline. The log is no part of
    it; the acts before the approval have a line of their own, `log`, among the rows.
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
    marks = approval.anonymised
    unmarked = bool(marks) and marks[-1].after != approval.digest
    return names or ([""] if unmarked or digest != approval.digest else [])


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
