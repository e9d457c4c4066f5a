"""What was understood of an agenda, to look at before it is stored."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.i18n import _, _n, spoken

if TYPE_CHECKING:
    from exports.agenda.markdown import AgendaFile
    from exports.agenda.meeting_from_agenda import Announced
    from store.model import AgendaItem

# How much of the text that was not understood is shown.
_SHOWN = 6
_WIDEST = 100


def preview(read: AgendaFile, told: Announced, width: int = 0) -> Iterator[str]:
    """The meeting as it was understood: its head, its people, its items, and what was kept as text.

    Long lines of the head are broken to fit in `width` cells, 0 for as long as they are.
    """
    from exports.wording import hour
    from store.dates import short_date

    day = ", ".join(
        filter(None, (short_date(told.day, spoken()), "–".join(hour(each) for each in (read.start, read.end) if each)))
    )
    yield read.title
    facts = (
        (_("Body"), f"{told.body.name} ({told.body.key})"),
        (_("Date"), day),
        (_("Place"), read.place),
        (_("People"), ", ".join(_people(read))),
        (_("Guests"), ", ".join(f"{who.name} ({who.handle})" for who in read.guests)),
        (_("Next meeting"), short_date(read.next_meeting, spoken()) if read.next_meeting else ""),
    )
    shown = [(name, words) for name, words in facts if words]
    widest = max(len(name) for name, _words in shown)
    yield from (_hanging(f"  {name:<{widest}}  ", words, width) for name, words in shown)
    for item in read.items:
        yield from _item(item)
    total = sum(item.planned_minutes or 0 for item in read.items)
    count = len(read.items)
    yield _n("{count} item, {total} minutes", "{count} items, {total} minutes", count).format(count=count, total=total)
    kept = [line for line in read.remarks.split("\n") if line.strip()]
    if kept:
        yield _("Kept as text with the meeting:")
        yield from (f"  | {_short(line)}" for line in kept[:_SHOWN])
    if more := kept[_SHOWN:]:
        yield _n("  and {count} line more", "  and {count} lines more", len(more)).format(count=len(more))


def _people(read: AgendaFile) -> Iterator[str]:
    from store.language.settings.person_line import say_office
    from store.model import Role

    for who in read.people:
        usual = who.role is Role.MEMBER and who.vote
        yield f"{who.name} ({who.handle})" if usual else f"{who.name} ({who.handle}, {say_office(who)})"


def _item(item: AgendaItem) -> Iterator[str]:
    from store.model import Purpose

    purposes = {Purpose.INFORM: _("to inform"), Purpose.DISCUSS: _("to discuss"), Purpose.DECIDE: _("to decide")}
    count = len(item.documents)
    told = (
        item.presenter,
        purposes[item.purpose] if item.purpose else "",
        _("confidential") if item.confidential else "",
        _n("{count} document", "{count} documents", count).format(count=count) if count else "",
    )
    minutes = str(item.planned_minutes) if item.planned_minutes is not None else ""
    yield " · ".join(filter(None, (f"{item.number:>5}  {minutes:>4}  {'  ' * item.depth}{item.title}", *told)))
    for note in item.notes:
        yield f"{'':>13}{'  ' * item.depth}| {_short(note)}"


def _hanging(label: str, words: str, width: int) -> str:
    """`words` behind their label, in lines that fit, all below the first word."""
    if not width:
        return label + words
    return textwrap.fill(words, width, initial_indent=label, subsequent_indent=" " * len(label))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
