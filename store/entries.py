"""What is written down, mended, filed, and followed up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.items import current_item, item_called
from store.language.line import Line, Verb
from store.model import ActionStatus, Entry, Kind, Outcome, Secrecy
from store.record import Record
from store.references import find, next_reference
from store.words import _

KINDS = {
    Verb.NOTE: Kind.NOTE,
    Verb.DECISION: Kind.DECISION,
    Verb.PROPOSAL: Kind.PROPOSAL,
    Verb.ACTION: Kind.ACTION,
    Verb.UNDERTAKING: Kind.UNDERTAKING,
    Verb.QUESTION: Kind.QUESTION,
    Verb.CORRECT: Kind.CORRECTION,
}


def add(record: Record, line: Line, at: datetime, kind: Kind) -> Entry:
    """A new entry of `kind` under the current item, with its reference."""
    open_proposal = last_open_proposal(record) if kind is Kind.PROPOSAL else None
    entry = Entry(
        id=record.new_id(),
        kind=kind,
        at=at,
        text=line.text,
        item=record.meeting.current,
        speaker=line.speaker,
        owners=line.owners,
        owners_unread=line.unread if kind in (Kind.ACTION, Kind.UNDERTAKING) else (),
        due=line.due,
        outcome=Outcome.REJECTED if line.rejected else None,
        reference=next_reference(record, kind),
        amends=open_proposal.id if open_proposal else None,
    )
    record.put(entry)
    return entry


def last_open_proposal(record: Record) -> Entry | None:
    """The last proposal of the current item that has not been voted on."""
    entries = reversed(record.entries_of(record.meeting.current))
    return next((entry for entry in entries if entry.kind is Kind.PROPOSAL and entry.outcome is None), None)


def entry_called(record: Record, reference: str) -> Entry:
    """The entry with that reference, whole or short. Raises CannotDo where there is none."""
    entry = find(record, reference)
    if entry is None:
        raise CannotDo(_("There is no {reference} in this meeting.").format(reference=reference))
    return entry


def _write(record: Record, line: Line, at: datetime) -> None:
    if line.text:
        add(record, line, at, KINDS[line.verb])


def _last(record: Record) -> Entry:
    if not record.entries:
        raise CannotDo(_("Nothing has been written down yet."))
    return record.entries[max(record.entries)]


def _mend(record: Record, line: Line, at: datetime) -> None:
    entry = _last(record)
    if line.old not in entry.text:
        raise CannotDo(_("“{old}” does not occur in the last entry.").format(old=line.old))
    text = entry.text.replace(line.old, line.new, -1 if line.everywhere else 1).strip()
    if not text:
        raise CannotDo(_("Nothing would be left of the last entry; /undo takes it back."))
    record.put(replace(entry, text=text))


def _file_under(record: Record, line: Line, at: datetime) -> None:
    record.put(replace(_last(record), item=item_called(record, line.item).id))


def _make_secret(record: Record, line: Line, at: datetime) -> None:
    secrecy = line.secrecy or Secrecy()
    if line.last:
        record.put(replace(_last(record), confidential=secrecy))
    else:
        record.put(replace(current_item(record), confidential=secrecy))


def _reword(record: Record, line: Line, at: datetime) -> None:
    record.put(replace(entry_called(record, line.reference), text=line.text))


# Actions and undertakings


def _promise(record: Record, reference: str) -> Entry:
    entry = entry_called(record, reference)
    if entry.kind not in (Kind.ACTION, Kind.UNDERTAKING):
        raise CannotDo(_("{reference} is no action or undertaking.").format(reference=entry.reference))
    return entry


def _settle(record: Record, line: Line, at: datetime) -> None:
    status = ActionStatus.DONE if line.verb is Verb.DONE else ActionStatus.CANCELLED
    record.put(replace(_promise(record, line.reference), status=status, status_reason=line.text))


def _postpone(record: Record, line: Line, at: datetime) -> None:
    entry = _promise(record, line.reference)
    record.put(replace(entry, due=line.due, postponed=entry.postponed + 1))


def _assign(record: Record, line: Line, at: datetime) -> None:
    record.put(replace(_promise(record, line.reference), owners=line.people, owners_unread=line.unread))


VERBS: dict[Verb, Callable[[Record, Line, datetime], None]] = {
    **dict.fromkeys(KINDS, _write),
    Verb.MEND: _mend,
    Verb.TO: _file_under,
    Verb.SECRET: _make_secret,
    Verb.AMEND: _reword,
    Verb.DONE: _settle,
    Verb.CANCEL: _settle,
    Verb.POSTPONE: _postpone,
    Verb.ASSIGN: _assign,
}
