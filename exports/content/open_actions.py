"""What is still to be done of earlier meetings, and what was dealt with, as agenda and minutes tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.document import Block, Heading, Table
from exports.redacted import ClosedEntry, Redacted
from exports.wording import due_text, owners_text, secret_text, status_text, what_text
from store.dates import short_date
from store.i18n import documents
from store.model import Earlier, Kind, Withheld


def open_blocks(record: Redacted) -> Iterator[Block]:
    """The open actions and the open undertakings, each a table with its heading, on the agenda of `record`.

    Of a closed one there is its number and ground.
    """
    _ = documents(record.meeting.body.language).gettext
    for kind, title in ((Kind.ACTION, _("Open actions")), (Kind.UNDERTAKING, _("Open undertakings"))):
        rows = [one for one in record.open_before if one.entry.kind is kind]
        if rows:
            yield Heading(2, title)
            yield _table(record, rows)


def earlier_blocks(record: Redacted) -> Iterator[Block]:
    """Below the action list of the minutes: what was still open of earlier meetings, and what was dealt with."""
    _ = documents(record.meeting.body.language).gettext
    told = ((record.open_before, _("Still open from earlier meetings")), (record.dealt_with, _("Dealt with")))
    for rows, title in told:
        if rows:
            yield Heading(3, title)
            yield _table(record, rows)


def _table(record: Redacted, rows: Iterable[Earlier]) -> Table:
    _ = documents(record.meeting.body.language).gettext
    head = (_("Number"), _("Meeting"), _("What"), _("Who"), _("When"), _("Status"))
    return Table(head, tuple(_row(one, record) for one in rows))


def _row(one: Earlier, record: Redacted) -> tuple[str, ...]:
    entry, language = one.entry, record.meeting.body.language
    where = (entry.reference, short_date(one.day, language))
    secret = secret_text(entry.confidential, language) if entry.confidential else ""
    if isinstance(entry, ClosedEntry):
        return (*where, secret, "", "", "")
    who = "" if Withheld.OWNERS in record.withheld else owners_text(entry, language) or "?"
    status = ", ".join(filter(None, (status_text(entry, language), secret)))
    return (*where, what_text(entry, language), who, due_text(entry.due, language), status)
