"""The entries of a meeting as rows of one table: the minutes for a spreadsheet."""

from __future__ import annotations

from exports.document import Block, Heading, Table
from exports.kinds import DocumentKind
from exports.redacted import ClosedEntry, Redacted
from exports.wording import (
    clock,
    counted,
    due_text,
    election_text,
    follow_up_text,
    kind_text,
    left_out_text,
    outcome_text,
    owners_text,
    sortable,
    standing_text,
    status_text,
    vote_short,
)
from store.i18n import documents
from store.language.people import People
from store.model import Entry, Kind
from store.record.fields import LABELLED


def entry_blocks(record: Redacted, what: DocumentKind) -> tuple[Block, ...]:
    """The title, and a row for each entry, in the order of the agenda; of a closed one its number."""
    _ = documents(record.meeting.body.language).gettext
    order = {item.id: at for at, item in enumerate(record.agenda())}
    told = filter(record.tells, record.entries.values())
    entries = sorted(told, key=lambda entry: (order.get(entry.item or 0, -1), entry.id))
    if what is DocumentKind.SUMMARY:
        entries = [entry for entry in entries if not entry.kind.facts.is_said]
    head = (_("Item"), _("Time"), _("Kind"), _("Number"), _("Speaker"), _("What"), _("Who"), _("When"), _("Vote"))
    rows = tuple(_row(record, entry) for entry in entries)
    more = tuple(_(field.label) for field in LABELLED)
    told_of = [
        Entry(id=0, kind=each.kind, at=each.at, text="") if isinstance(each, ClosedEntry) else each for each in entries
    ]
    sides = zip(*(counted(each.vote) for each in told_of), strict=True) if told_of else ((), (), ())
    data = (
        (_("Due day"), tuple(sortable(each.due) for each in told_of)),
        *zip((_("In favour"), _("Against"), _("Abstained")), sides, strict=True),
    )
    return Heading(1, record.meeting.title), Table((*head, _("Status"), *more), rows, data)


def _row(record: Redacted, entry: Entry) -> tuple[str, ...]:
    meeting, language = record.meeting, record.meeting.body.language
    item = record.items.get(entry.item) if entry.item is not None else None
    number, kind = item.number if item else "", kind_text(entry.kind, language)
    if isinstance(entry, ClosedEntry):
        left_out = left_out_text(entry.confidential, language)
        return number, "", kind, entry.reference, "", left_out, "", "", "", "", *("" for _field in LABELLED)
    promise = entry.kind.is_promise
    status = status_text(entry, language) if promise else outcome_text(entry.outcome, language) if entry.outcome else ""
    return (
        number,
        clock(entry.at, meeting),
        kind,
        entry.reference,
        entry.speaker,
        election_text(entry, People(record.attendance.values()), language) or follow_up_text(entry, language),
        owners_text(entry, language) if promise else "",
        due_text(entry.due, language),
        vote_short(entry.vote, language) if entry.vote else "",
        standing_text(entry, language) if entry.kind is Kind.DECISION else status,
        *(str(getattr(entry, field.name) or "") for field in LABELLED),
    )
