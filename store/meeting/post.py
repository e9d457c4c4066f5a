"""What becomes of post in a meeting: each piece gets one entry, under the item that post is treated in.

The list of post of a meeting is fixed when its agenda is sent: the numbers of its pieces are kept with that item.
"""

from __future__ import annotations

import re
from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.post.received_text import received_text
from store.meeting.doer import Doer
from store.model import AgendaItem, Entry, Kind, Secrecy
from store.record.record import Record, Rows
from store.text import fold

_POST_ITEM = re.compile(r"\b(?:ingekomen|in- en uitgaande|postlijst|post|correspondentie|correspondence|incoming)\b")


def post_item(record: Record | Rows) -> AgendaItem | None:
    """The item under which post is treated, by its title; None where the agenda has none."""
    return next((item for item in record.agenda() if _POST_ITEM.search(fold(item.title))), None)


def fix_list(record: Record, numbers: tuple[str, ...]) -> None:
    """Keeps which pieces stand on the list of this meeting, where its agenda has an item for post."""
    item = post_item(record)
    if item is not None and numbers:
        record.put(replace(item, pieces=numbers))


def _handle(record: Record, line: Line, at: datetime) -> None:
    """Writes down how pieces are handled. Raises CannotDo where no piece is known by what was typed."""
    if not line.pieces or line.handles is None:
        raise CannotDo(_("No piece of post is meant by “{words}”.").format(words=line.typed))
    item = post_item(record)
    before = {entry.handles.piece: entry for entry in record.entries.values() if entry.handles}
    for piece in line.pieces:
        handles = replace(line.handles, piece=piece.number, subject=piece.subject)
        old = before.get(piece.number)
        entry = Entry(
            id=old.id if old else record.new_id(),
            kind=Kind.HANDLING,
            at=at,
            text=f"{piece.number} “{piece.subject}”: {line.text}",
            item=old.item if old else item.id if item else record.meeting.current,
            owners=line.owners,
            due=line.due,
            handles=handles,
            confidential=_secrecy(old, piece.secrecy),
        )
        record.put(entry)


def _secrecy(old: Entry | None, secrecy: Secrecy | None) -> Secrecy | None:
    return secrecy or (old.confidential if old else None)


def _receive(record: Record, line: Line, at: datetime) -> None:
    """Writes down what was handed over. Raises CannotDo where it was not registered at the desk."""
    if not line.pieces:
        raise CannotDo(_("Post is registered one piece at a time."))
    item = post_item(record)
    for piece in line.pieces:
        entry = Entry(
            id=record.new_id(),
            kind=Kind.NOTE,
            at=at,
            text=received_text(piece.number, piece.party, piece.subject, record.meeting.body.language),
            item=item.id if item else record.meeting.current,
            confidential=piece.secrecy,
        )
        record.put(entry)


DOERS: dict[Verb, Doer] = {Verb.HANDLE: _handle, Verb.RECEIVED: _receive}
"""What the verbs of post do."""
