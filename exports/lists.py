"""The decision list and the action list of a meeting."""

from __future__ import annotations

from exports.audience import Audience, hides_entry, secrecy_of
from exports.document import Block, Document, Heading, Paragraph, Table, emphasis
from exports.wording import due_text, owners_text, secret_text, vote_short, weekday_date
from store.model import ActionStatus, Entry, Kind, Secrecy
from store.record import Record
from store.words import documents


def action_document(record: Record) -> Document:
    """The action list as a document of its own: actions and undertakings."""
    meeting = record.meeting
    _ = documents(meeting.body.language).gettext
    head = (
        Heading(1, _("Action list {title}").format(title=meeting.title)),
        Paragraph((emphasis(f"{meeting.body.name} · {weekday_date(meeting.date, meeting.body.language)}"),)),
    )
    lists = (*actions(record), *undertakings(record))
    none = (Paragraph((emphasis(_("No actions were agreed.")),)),)
    return Document(meeting.body.language, (*head, *(lists or none)))


def decisions(record: Record, audience: Audience) -> tuple[Block, ...]:
    """The decision list, with its heading; nothing where nothing was decided."""
    language = record.meeting.body.language
    _ = documents(language).gettext
    rows = []
    for entry in _of_kind(record, Kind.DECISION):
        if hides_entry(audience, record, entry):
            secrecy = secrecy_of(record, entry) or Secrecy()
            rows.append((entry.reference, _item_number(record, entry), secret_text(secrecy, language), ""))
            continue
        how = vote_short(entry.vote, language) if entry.vote else ""
        rows.append((entry.reference, _item_number(record, entry), entry.text, _standing(entry, language) or how))
    if not rows:
        return ()
    head = (_("Number"), _("Item"), _("Decision"), _("How"))
    return Heading(2, _("Decision list")), Table(head, tuple(rows))


def actions(record: Record) -> tuple[Block, ...]:
    """The action list, with its heading; nothing where there are no actions."""
    return _promises(record, Kind.ACTION, documents(record.meeting.body.language).gettext("Action list"))


def undertakings(record: Record) -> tuple[Block, ...]:
    """The undertakings, with their heading; nothing where there are none."""
    return _promises(record, Kind.UNDERTAKING, documents(record.meeting.body.language).gettext("Undertakings"))


def status_text(entry: Entry, language: str) -> str:
    """How far an action is, and how often it was postponed."""
    words = documents(language)
    text = {
        ActionStatus.OPEN: words.gettext("open"),
        ActionStatus.DONE: words.gettext("done"),
        ActionStatus.CANCELLED: words.gettext("cancelled"),
    }[entry.status]
    if entry.postponed:
        times = words.ngettext("postponed once", "postponed {number} times", entry.postponed)
        text = f"{text}, {times.format(number=entry.postponed)}"
    return f"{text}: {entry.status_reason}" if entry.status_reason else text


def _promises(record: Record, kind: Kind, title: str) -> tuple[Block, ...]:
    language = record.meeting.body.language
    _ = documents(language).gettext
    rows = tuple(
        (
            entry.reference,
            _item_number(record, entry),
            entry.text,
            owners_text(entry, language) or "?",
            due_text(entry.due, language),
            status_text(entry, language),
        )
        for entry in _of_kind(record, kind)
    )
    head = (_("Number"), _("Item"), _("What"), _("Who"), _("When"), _("Status"))
    return (Heading(2, title), Table(head, rows)) if rows else ()


def _standing(entry: Entry, language: str) -> str:
    _ = documents(language).gettext
    if entry.withdrawn_by:
        return _("withdrawn by {reference}").format(reference=entry.withdrawn_by)
    if entry.replaced_by:
        return _("replaced by {reference}").format(reference=entry.replaced_by)
    return ""


def _of_kind(record: Record, kind: Kind) -> list[Entry]:
    """Entries of a kind, in the order of their numbers: a proposal adopted late has a late number."""
    return sorted((entry for entry in record.entries.values() if entry.kind is kind), key=lambda entry: entry.reference)


def _item_number(record: Record, entry: Entry) -> str:
    item = record.items.get(entry.item) if entry.item is not None else None
    return item.number if item else ""
