"""What an agenda file says otherwise than the meeting that was made of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from exports.agenda.markdown import AgendaFile
from exports.wording import hour
from store.dates import short_date
from store.i18n import _, spoken
from store.model import AgendaItem
from store.record.record import Record
from store.text import fold


def differences(agenda: AgendaFile, record: Record) -> tuple[str, ...]:
    """A line for each thing that differs: facts, then items that are new (`+`), gone (`-`) or changed (`~`)."""
    return (*_facts(agenda, record), *_items(agenda, record))


def _facts(agenda: AgendaFile, record: Record) -> Iterator[str]:
    meeting = record.meeting
    old_hours, new_hours = (
        "–".join(hour(each) for each in hours if each)
        for hours in ((meeting.start, meeting.end), (agenda.start, agenda.end))
    )
    told = (
        (_("Date"), short_date(meeting.date, spoken()), short_date(agenda.date, spoken()) if agenda.date else ""),
        (_("Time"), old_hours, new_hours),
        (_("Place"), meeting.place, agenda.place),
    )
    for name, old, new in told:
        if new and old != new:
            yield _("~ {name}: {old}, now {new}").format(name=name, old=old or "–", new=new)


def _items(agenda: AgendaFile, record: Record) -> Iterator[str]:
    old = {fold(item.title): item for item in record.agenda()}
    new = {fold(item.title): item for item in agenda.items}
    for title, item in new.items():
        if title not in old:
            yield f"+ {_said(item)}"
        elif (before := _said(old[title])) != _said(item):
            yield f"~ {before} → {_said(item)}"
    yield from (f"- {_said(item)}" for title, item in old.items() if title not in new)


def _said(item: AgendaItem) -> str:
    minutes = f" ({item.planned_minutes} min)" if item.planned_minutes is not None else ""
    return f"{item.number} {item.title}{minutes}"
