"""The whole record as plain data, for programs: what `show --json` prints."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from exports.redacted import ClosedEntry, Redacted
from store.model import AgendaItem, Approval, Attendee, Earlier, Entry, ItemStatus, Meeting, Person
from store.record.clock import spent, told
from store.record.confidentiality import item_secrecy
from store.record.fields import FIELDS
from store.record.plain_values import plain_instant, plain_secrecy
from store.record.record import Record, Rows

_OF_CLOSED = ("meeting", "number", "body", "date", "kind", "reference", "confidential")


def plain_record(record: Record | Rows, now: datetime) -> dict[str, Any]:
    """`meeting`, `items`, `entries` and `attendance`; running clocks are read at `now`.

    Of a whole record, the number of its acts is in it.

    Instants are UTC (ISO 8601, ending in Z); a due day or moment is local to the meeting.
    """
    meeting = record.meeting
    return {
        "meeting": {
            "key": meeting.key,
            "title": meeting.title,
            "number": meeting.number,
            "body": meeting.body.name,
            "date": meeting.date.isoformat(),
            "start": meeting.start.isoformat("minutes") if meeting.start else None,
            "end": meeting.end.isoformat("minutes") if meeting.end else None,
            "place": meeting.place,
            "time_zone": meeting.body.time_zone,
            "language": meeting.body.language,
            "seats": meeting.body.seats,
            "status": meeting.status.value,
            "afterwards": meeting.afterwards,
            "called_off": meeting.called_off,
            "opened": plain_instant(_told(meeting.opened, meeting)),
            "closed": plain_instant(_told(meeting.closed, meeting)),
            "next_meeting": meeting.next_meeting.isoformat() if meeting.next_meeting else None,
            "approval": _approval(meeting.approval) if meeting.approval else None,
            "order_treated": _order_treated(record),
            "recesses": [{"start": plain_instant(r.start), "end": plain_instant(r.end)} for r in meeting.recesses],
            **({"acts": len(record.log)} if isinstance(record, Record) else {}),
        },
        "items": [_item(item, record, now) for item in record.agenda()],
        "entries": [_entry(entry, record) for entry in record.entries.values() if _is_told(entry, record)],
        "attendance": [_attendee(who, record) for who in record.attendance.values()],
    }


def _told(at: datetime | None, meeting: Meeting) -> datetime | None:
    return at if at and told(at, meeting) else None


def plain_earlier(one: Earlier) -> dict[str, Any]:
    """An entry of a meeting with what became of it, for programs."""
    entry = one.entry
    data: dict[str, Any] = {
        "meeting": one.key,
        "number": one.meeting,
        "body": one.body,
        "date": one.day.isoformat(),
        "item": one.item or None,
        "kind": entry.kind.value,
        "reference": entry.reference,
    }
    for field in FIELDS:
        if field.in_registers:
            data |= field.plain(entry, None)
    status = entry.status.value if entry.kind.is_promise else _standing(entry)
    return data | {"status": status, "confidential": entry.confidential is not None}


def _standing(entry: Entry) -> str:
    return "withdrawn" if entry.withdrawn_by else "amended" if entry.replaced_by else "in-force"


def plain_open(record: Redacted) -> list[dict[str, Any]]:
    """What is still to be done of earlier meetings; what is not shown of a closed action is null."""
    told = []
    for one in record.open_before:
        data = plain_earlier(one)
        if isinstance(one.entry, ClosedEntry):
            data = {name: value if name in _OF_CLOSED else None for name, value in data.items()}
        told.append(data)
    return told


def plain_item(item: AgendaItem) -> dict[str, Any]:
    """What an agenda says of one item itself, not of those that it is a part of."""
    return {
        "number": item.number,
        "title": item.title,
        "depth": item.depth,
        "purpose": item.purpose.value if item.purpose else None,
        "presenter": item.presenter or None,
        "planned_minutes": item.planned_minutes,
        "documents": [{"label": d.label, "title": d.title, "link": d.link} for d in item.documents],
        "state_of_affairs": item.state_of_affairs or None,
        "explanation": item.explanation or None,
        "decision_asked": item.decision_asked or None,
        "prepared_text": item.prepared_text or None,
        "internal_title": item.internal_title or None,
        "notes": list(item.notes),
        "confidential": plain_secrecy(item.confidential),
    }


def _item(item: AgendaItem, record: Record | Rows, now: datetime) -> dict[str, Any]:
    held = item.held_over if item.status is ItemStatus.HELD_OVER else None
    return plain_item(item) | {
        "confidential": plain_secrecy(item_secrecy(record, item)),
        "spent_seconds": round(spent(item, record.meeting, record.meeting.closed or now)),
        "status": item.status.value,
        "times_held_over": item.times_held_over,
        "held_over": held
        and {"until": held.until.isoformat() if held.until else None, "words": held.words, "reason": held.reason},
        "intervals": [{"start": plain_instant(i.start), "end": plain_instant(i.end)} for i in item.intervals],
    }


def _entry(entry: Entry, record: Record | Rows) -> dict[str, Any]:
    return {"id": entry.id} | {key: value for field in FIELDS for key, value in field.plain(entry, record).items()}


def _attendee(who: Attendee, record: Record | Rows) -> dict[str, Any]:
    numbers = [record.items[id].number for id in who.recused if id in record.items]
    return {
        **plain_who(who),
        "items": list(who.items),
        "present": [
            {"start": plain_instant(p.start), "end": plain_instant(p.end), "remote": p.remote} for p in who.presence
        ],
        "absent": who.absence and {"notice": who.absence.notice, "reason": who.absence.reason},
        "recused": numbers,
    }


def plain_who(who: Attendee | Person) -> dict[str, Any]:
    """Who somebody is, in a meeting or in a body."""
    return {
        "handle": who.handle,
        "name": who.name,
        "role": who.role.value,
        "function": who.function or None,
        "vote": who.vote,
    }


def _is_told(entry: Entry, record: Record | Rows) -> bool:
    return not isinstance(record, Redacted) or record.tells(entry)


def _order_treated(record: Record | Rows) -> list[str]:
    if isinstance(record, Redacted):
        return [record.items[id].number for id in record.treated]
    treated = [item for item in record.items.values() if item.intervals]
    return [item.number for item in sorted(treated, key=lambda item: item.intervals[0].start)]


def _approval(given: Approval) -> dict[str, Any]:
    return {
        "meeting": given.meeting,
        "number": given.number,
        "on": given.on.isoformat(),
        "decision": given.decision,
        "corrections": list(given.corrections),
        "digest": given.digest,
    }
