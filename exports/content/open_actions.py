"""What is still to be done of earlier meetings, as the agenda tells it to its readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from exports.confidentiality.audience import Audience, hides, withholds
from exports.content.registers import plain_earlier
from exports.document import Block, Heading, Table
from exports.wording import due_text, owners_text, secret_text, status_text
from store.dates import short_date
from store.i18n import documents
from store.model import Kind, Withheld
from store.record.follow_ups import Earlier
from store.record.record import Record

_SHOWN = ("meeting", "number", "body", "date", "kind", "reference", "confidential")


def open_blocks(actions: Sequence[Earlier], record: Record, audience: Audience) -> Iterator[Block]:
    """The open actions and the open undertakings, each a table with its heading, on the agenda of `record`.

    What is confidential is its number and ground; nothing at all where `audience` is not shown actions.
    """
    if withholds(audience, record, Withheld.ACTIONS):
        return
    _ = documents(record.meeting.body.language).gettext
    head = (_("Number"), _("Meeting"), _("What"), _("Who"), _("When"), _("Status"))
    for kind, title in ((Kind.ACTION, _("Open actions")), (Kind.UNDERTAKING, _("Open undertakings"))):
        rows = tuple(_row(one, record, audience) for one in actions if one.entry.kind is kind)
        if rows:
            yield Heading(2, title)
            yield Table(head, rows)


def plain_open(actions: Iterable[Earlier], record: Record, audience: Audience) -> list[dict[str, Any]]:
    """The same for programs; what is not shown of what is confidential is null."""
    if withholds(audience, record, Withheld.ACTIONS):
        return []
    nameless = withholds(audience, record, Withheld.OWNERS)
    told = []
    for one in actions:
        data = plain_earlier(one)
        if hides_open(one, record, audience):
            data = {name: value if name in _SHOWN else None for name, value in data.items()}
        elif nameless:
            data |= {"owners": [], "owners_open": []}
        told.append(data)
    return told


def hides_open(one: Earlier, record: Record, audience: Audience) -> bool:
    """Whether `audience` may see no more of an action of an earlier meeting than its number and ground.

    The grounds decide, as in the minutes: its own, its item's, and those of what made it what it is now.
    """
    return hides(audience, record.meeting.body, one.entry.confidential)


def _row(one: Earlier, record: Record, audience: Audience) -> tuple[str, ...]:
    entry, language = one.entry, record.meeting.body.language
    where = (entry.reference, short_date(one.day, language))
    secret = secret_text(entry.confidential, language) if entry.confidential else ""
    if hides_open(one, record, audience):
        return (*where, secret, "", "", "")
    who = "" if withholds(audience, record, Withheld.OWNERS) else owners_text(entry, language) or "?"
    status = ", ".join(filter(None, (status_text(entry, language), secret)))
    return (*where, entry.text, who, due_text(entry.due, language), status)
