"""The decision list and the action list, in the minutes of a meeting and as documents of one meeting or of many."""

from __future__ import annotations

from collections.abc import Sequence

from exports.content.open_actions import earlier_blocks
from exports.document import Block, Heading, Paragraph, Table, emphasis, plain
from exports.redacted import ClosedEntry, Redacted
from exports.wording import (
    counted,
    due_text,
    election_text,
    owners_text,
    secret_text,
    sortable,
    standing_text,
    status_text,
    vote_short,
    weekday_date,
    what_text,
)
from store.dates import short_date
from store.i18n import documents
from store.language.people import People
from store.model import Entry, Kind, Outcome, Secrecy, Withheld
from store.record.references import of_kind


def action_blocks(records: Sequence[Redacted]) -> tuple[Block, ...]:
    """The action list as a document of its own: actions and undertakings, of one meeting or of many."""
    _ = documents(_language(records)).gettext
    # The title says already what the first table is.
    blocks = (*action_tables(records), *undertaking_tables(records))
    return _document(records, _("Action list {title}"), blocks, _("No actions were agreed."))


def decision_blocks(records: Sequence[Redacted]) -> tuple[Block, ...]:
    """The decision list as a document of its own, of one meeting or of many."""
    _ = documents(_language(records)).gettext
    return _document(records, _("Decision list {title}"), decision_tables(records), _("No decisions were taken."))


def is_of_bodies(records: Sequence[Redacted]) -> bool:
    """Whether a list is of the meetings of more than one body."""
    return len({record.meeting.body.key for record in records}) > 1


def bodies_text(records: Sequence[Redacted]) -> str:
    """Of whom a list is: the name of the body, or of each of them as it was called last."""
    names = {record.meeting.body.key: record.meeting.body.name for record in records}
    return ", ".join(names.values())


def decisions(record: Redacted) -> tuple[Block, ...]:
    """The decision list under its heading; no blocks where nothing was decided."""
    table = decision_tables([record])
    return (Heading(2, documents(_language([record])).gettext("Decision list")), *table) if table else ()


def actions(record: Redacted) -> tuple[Block, ...]:
    """The action list under its heading: new ones, what is open from before, what was dealt with; where there are any.

    Where there is nothing of earlier meetings, the new ones have no heading of their own.
    """
    _ = documents(_language([record])).gettext
    earlier = tuple(earlier_blocks(record))
    new = _promises([record], Kind.ACTION, "")
    if new and earlier:
        new = (Heading(3, _("New")), *new)
    return (Heading(2, _("Action list")), *new, *earlier) if new or earlier else ()


def undertakings(record: Redacted) -> tuple[Block, ...]:
    """The undertakings, with their heading; nothing where there are none."""
    return undertaking_tables([record])


def action_tables(records: Sequence[Redacted]) -> tuple[Block, ...]:
    """The actions as a table, if there are any."""
    return _promises(records, Kind.ACTION, "")


def decision_tables(records: Sequence[Redacted]) -> tuple[Block, ...]:
    """The decisions as a table, if there are any."""
    language = _language(records)
    _ = documents(language).gettext
    rows, votes, told = [], [], []
    for record in records:
        for entry in _decided(record):
            told.append(0 if isinstance(entry, ClosedEntry) else entry.id)
            votes.append(("", "", "") if isinstance(entry, ClosedEntry) else counted(entry.vote))
            where = (entry.reference, *_meeting(records, record), _item_number(record, entry))
            if isinstance(entry, ClosedEntry):
                rows.append((*where, _secret(entry, language), "", ""))
                continue
            vote = vote_short(entry.vote, language) if entry.vote else ""
            text = election_text(entry, People(record.attendance.values()), language) or entry.text
            rows.append((*where, text, vote, _marked(record, entry, standing_text(entry, language))))
    head = (_("Number"), *_meeting_label(records), _("Item"), _("Decision"), _("Vote"), _("Status"))
    if not rows:
        return ()
    sides = zip((_("In favour"), _("Against"), _("Abstained")), zip(*votes, strict=True), strict=True)
    return (Table(head, tuple(rows), tuple(sides), _within_one(records, told)),)


def _decided(record: Redacted) -> list[Entry]:
    """The decisions in the order of their numbers, with each election before the decisions that came after it."""
    elections = [
        entry
        for entry in record.entries.values()
        if entry.kind is Kind.VOTE and entry.outcome is Outcome.ELECTED and not isinstance(entry, ClosedEntry)
    ]
    ordered: list[Entry] = []
    for entry in of_kind(record, Kind.DECISION):
        while elections and elections[0].id < entry.id:
            ordered.append(elections.pop(0))
        ordered.append(entry)
    return [*ordered, *elections]


def undertaking_tables(records: Sequence[Redacted]) -> tuple[Block, ...]:
    """The undertakings as a table with its heading, if there are any."""
    return _promises(records, Kind.UNDERTAKING, documents(_language(records)).gettext("Undertakings"))


def _promises(records: Sequence[Redacted], kind: Kind, title: str) -> tuple[Block, ...]:
    language = _language(records)
    _ = documents(language).gettext
    rows, days, told = [], [], []
    for record in records:
        nameless = Withheld.OWNERS in record.withheld
        for entry in of_kind(record, kind):
            where = (entry.reference, *_meeting(records, record), _item_number(record, entry))
            days.append("" if isinstance(entry, ClosedEntry) else sortable(entry.due))
            told.append(0 if isinstance(entry, ClosedEntry) else entry.id)
            if isinstance(entry, ClosedEntry):
                rows.append((*where, _secret(entry, language), "", "", ""))
                continue
            who = "" if nameless else owners_text(entry, language) or "?"
            status = _marked(record, entry, status_text(entry, language))
            rows.append((*where, what_text(entry, language), who, due_text(entry.due, language), status))
    if not rows:
        return ()
    head = (_("Number"), *_meeting_label(records), _("Item"), _("What"), _("Who"), _("When"), _("Status"))
    table = Table(head, tuple(rows), ((_("Due day"), tuple(days)),), _within_one(records, told))
    return (Heading(2, title), table) if title else (table,)


def _within_one(records: Sequence[Redacted], told: list[int]) -> tuple[int, ...]:
    """The entries that rows lead to: ids are those of one meeting, so that a list of many leads to none."""
    return tuple(told) if len(records) == 1 else ()


def _secret(entry: ClosedEntry, language: str) -> str:
    return secret_text(entry.confidential or Secrecy(), language)


def _marked(record: Redacted, entry: Entry, status: str) -> str:
    """The status of an entry, and that it is confidential: lists are handed on more easily than minutes."""
    if entry.id in record.without_quorum:
        _ = documents(record.meeting.body.language).gettext
        status = _("{status}, decided without a quorum").format(status=status)
    secrecy = record.secrecy.get(entry.id)
    return f"{status}, {secret_text(secrecy, record.meeting.body.language)}" if secrecy else status


def _document(records: Sequence[Redacted], title: str, blocks: tuple[Block, ...], otherwise: str) -> tuple[Block, ...]:
    language, last = _language(records), records[-1].meeting
    nothing = (Paragraph((emphasis(otherwise),)),)
    if len(records) == 1:
        about = f"{last.body.name} · {weekday_date(last.date, language)}"
        return Heading(1, title.format(title=last.title)), Paragraph((plain(about),)), *(blocks or nothing)
    first = short_date(records[0].meeting.date, language)
    period = f"{first} – {short_date(last.date, language)}"
    return Heading(1, title.format(title=bodies_text(records))), Paragraph((plain(period),)), *(blocks or nothing)


def _language(records: Sequence[Redacted]) -> str:
    return records[-1].meeting.body.language


def _meeting(records: Sequence[Redacted], record: Redacted) -> tuple[str, ...]:
    """The cells that say of which body and which meeting a row is, in a list of more than one."""
    body = (record.meeting.body.name,) if is_of_bodies(records) else ()
    return (*body, record.meeting.date.isoformat()) if len(records) > 1 else ()


def _meeting_label(records: Sequence[Redacted]) -> tuple[str, ...]:
    _ = documents(_language(records)).gettext
    body = (_("Body"),) if is_of_bodies(records) else ()
    return (*body, _("Meeting")) if len(records) > 1 else ()


def _item_number(record: Redacted, entry: Entry) -> str:
    item = record.items.get(entry.item) if entry.item is not None else None
    return item.number if item else ""
