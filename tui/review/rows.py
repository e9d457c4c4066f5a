"""The left half of the review: what is unfinished first, then the record item by item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from textual.content import Content

from store.i18n import _
from store.meeting.completeness import Lack, Unfinished, unfinished
from store.meeting.name_spelling import misspelled
from store.model import AgendaItem, Entry
from store.record.confidentiality import item_secrecy, secrecy_of
from store.record.record import Record
from store.record.references import short_name
from store.text import one_line
from tui.widgets.entries import draw

_INDENT = 14
_NUMBER = 5


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the cursor can stand on: a lack, an item, a line of its prepared text, an entry.

    `before` are lines above it on which the cursor cannot stand.
    """

    lines: tuple[Content, ...]
    before: tuple[Content, ...] = ()
    item: int | None = None
    entry: int | None = None
    lack: Unfinished | None = None
    prepared: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this row from all others, also after its words were changed."""
        return self.lack, self.item, self.entry, self.prepared


class Rows:
    """Draws the rows of a record; remembers how each entry was drawn."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[object, ...], tuple[Content, ...]] = {}

    def draw(self, record: Record, width: int, waiting: set[int], leave: set[tuple[int | None, str]]) -> list[Row]:
        """All rows. `waiting` are the entries not on disk yet, `leave` the names that are right as they are."""
        lacks = lacks_of(record, leave)
        rows = list(_unfinished(record, lacks, width))
        of_entry: dict[int | None, list[Unfinished]] = {}
        for lack in lacks:
            of_entry.setdefault(lack.entry, []).append(lack)
        for item in record.agenda():
            first = len(rows)
            rows.append(Row(lines=_head(record, item, width), before=(Content(""),), item=item.id))
            rows += _prepared(item, width)
            rows += (
                self._entry(record, entry, width, entry.id in waiting, of_entry.get(entry.id, []))
                for entry in record.entries_of(item.id)
            )
            about = [lack for lack in of_entry.get(None, []) if lack.item == item.id]
            if about:
                head = rows[first]
                rows[first] = msgspec.structs.replace(head, lines=(*head.lines, *_said(about, 2, width)))
        outside = [
            self._entry(record, entry, width, entry.id in waiting, of_entry.get(entry.id, []))
            for entry in record.outside()
        ]
        if outside:
            title = Content.styled(_("Outside the agenda"), "bold")
            outside[0] = msgspec.structs.replace(outside[0], before=(Content(""), title))
        return rows + outside

    def _entry(self, record: Record, entry: Entry, width: int, waiting: bool, lacks: Sequence[Unfinished]) -> Row:
        secret = secrecy_of(record, entry) is not None
        key = entry, width, waiting, secret, tuple(lacks)
        if key not in self._drawn:
            lines = draw(entry, record, width, waiting=waiting)
            self._drawn[key] = (*lines, *_said(lacks, _INDENT, width))
        return Row(lines=self._drawn[key], item=entry.item, entry=entry.id)


def lacks_of(record: Record, leave: set[tuple[int | None, str]]) -> list[Unfinished]:
    """What the record lacks and the names that may be misspelled, but for those to `leave`."""
    names = [lack for lack in misspelled(record) if (lack.entry, lack.words) not in leave]
    return [*unfinished(record), *names]


def _unfinished(record: Record, lacks: Sequence[Unfinished], width: int) -> Iterator[Row]:
    title = Content.styled(_("Unfinished"), "bold $warning")
    if not lacks:
        yield Row(lines=(Content.styled(_("Nothing is missing."), "$success"),), item=None)
    for at, lack in enumerate(lacks):
        item = record.items.get(lack.item) if lack.item is not None else None
        entry = record.entries.get(lack.entry) if lack.entry is not None else None
        reference = short_name(record, entry) if entry else ""
        about = one_line(entry.text) if entry else item.title if item else ""
        line = Content.assemble(
            (f"{item.number if item else '':<{_NUMBER}}{reference:<{_NUMBER}}", "bold"),
            (f"{lack}  ", "$warning"),
            (about, "$quiet"),
        )
        yield Row(
            lines=(line.truncate(width, ellipsis=True),),
            before=() if at else (title,),
            item=lack.item,
            entry=lack.entry,
            lack=lack,
        )


def _head(record: Record, item: AgendaItem, width: int) -> tuple[Content, ...]:
    secret = " ▪" if item_secrecy(record, item) else ""
    return tuple(Content.styled(f"{item.number}. {item.title}{secret}", "bold $accent").wrap(width))


def _prepared(item: AgendaItem, width: int) -> Iterator[Row]:
    """The prepared text that was not written down, line by line: it stands in no document."""
    if item.intervals:
        for number, text in enumerate(item.prepared_text.splitlines()):
            told = Content.assemble((f"{_('prepared')}: ", "$warning"), (text, "italic"))
            lines = told.wrap(max(10, width - _INDENT))
            indented = tuple(Content.assemble(" " * _INDENT, line) for line in lines)
            if text:
                yield Row(lines=indented, item=item.id, prepared=number)


def _said(lacks: Sequence[Unfinished], indent: int, width: int) -> list[Content]:
    said = [Content.styled(f"▲ {lack}", "$warning") for lack in lacks if lack.lack is not Lack.NOT_ON_THE_ROLL]
    return [Content.assemble(" " * indent, one.truncate(max(10, width - indent), ellipsis=True)) for one in said]
