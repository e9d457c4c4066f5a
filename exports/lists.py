"""The decision list and the action list of a meeting, in its minutes and as documents of their own."""

from __future__ import annotations

from exports.audience import Audience, hides_entry
from exports.document import Block, Document, Heading, Paragraph, Table, emphasis, plain
from exports.wording import due_text, outcome_text, owners_text, secret_text, vote_short, weekday_date
from store.model import ActionStatus, Entry, Kind, Outcome, Secrecy
from store.record import Record
from store.references import number_of
from store.secrecy import secrecy_of
from store.words import documents


def action_document(record: Record) -> Document:
    """The action list as a document of its own: actions and undertakings."""
    _ = documents(record.meeting.body.language).gettext
    lists = (*actions(record), *undertakings(record))
    title = _("Action list {title}").format(title=record.meeting.title)
    return _document(record, title, lists, _("No actions were agreed."))


def decision_document(record: Record, audience: Audience) -> Document:
    """The decision list as a document of its own."""
    _ = documents(record.meeting.body.language).gettext
    title = _("Decision list {title}").format(title=record.meeting.title)
    # The title says already what the one table is.
    return _document(record, title, decisions(record, audience)[1:], _("No decisions were taken."))


def decisions(record: Record, audience: Audience) -> tuple[Block, ...]:
    """The decision list, with its heading; nothing where nothing was decided."""
    language = record.meeting.body.language
    _ = documents(language).gettext
    rows = []
    for entry in _of_kind(record, Kind.DECISION):
        number = _item_number(record, entry)
        if hides_entry(audience, record, entry):
            secrecy = secrecy_of(record, entry) or Secrecy()
            rows.append((entry.reference, number, secret_text(secrecy, language), "", ""))
        else:
            how = vote_short(entry.vote, language) if entry.vote else ""
            status = _marked(record, entry, standing_text(entry, language))
            rows.append((entry.reference, number, entry.text, how, status))
    if not rows:
        return ()
    head = (_("Number"), _("Item"), _("Decision"), _("How"), _("Status"))
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
            _marked(record, entry, status_text(entry, language)),
        )
        for entry in _of_kind(record, kind)
    )
    head = (_("Number"), _("Item"), _("What"), _("Who"), _("When"), _("Status"))
    return (Heading(2, title), Table(head, rows)) if rows else ()


def standing_text(entry: Entry, language: str) -> str:
    """Whether a decision is in force, or which one withdrew or replaced it."""
    _ = documents(language).gettext
    if entry.withdrawn_by:
        return _("withdrawn by {reference}").format(reference=entry.withdrawn_by)
    if entry.replaced_by:
        return _("replaced by {reference}").format(reference=entry.replaced_by)
    if entry.outcome and entry.outcome is not Outcome.ADOPTED:
        return outcome_text(entry.outcome, language)
    if entry.review:
        return _("in force, evaluation {date}").format(date=due_text(entry.review, language))
    return _("in force")


def _marked(record: Record, entry: Entry, status: str) -> str:
    """The status of an entry, and that it is confidential: lists are handed on more easily than minutes."""
    secrecy = secrecy_of(record, entry)
    return f"{status}, {secret_text(secrecy, record.meeting.body.language)}" if secrecy else status


def _document(record: Record, title: str, blocks: tuple[Block, ...], otherwise: str) -> Document:
    meeting, language = record.meeting, record.meeting.body.language
    where = plain(f"{meeting.body.name} · {weekday_date(meeting.date, language)}")
    nothing = (Paragraph((emphasis(otherwise),)),)
    return Document(language, (Heading(1, title), Paragraph((where,)), *(blocks or nothing)))


def _of_kind(record: Record, kind: Kind) -> list[Entry]:
    """Entries of a kind, in the order of their numbers: a proposal adopted late has a late number."""
    entries = [entry for entry in record.entries.values() if entry.kind is kind]
    return sorted(entries, key=lambda entry: number_of(record, entry))


def _item_number(record: Record, entry: Entry) -> str:
    item = record.items.get(entry.item) if entry.item is not None else None
    return item.number if item else ""
