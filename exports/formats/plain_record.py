"""The whole record as plain data, for programs: what `show --json` prints."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from exports.redacted import ClosedEntry, Redacted
from store.model import AgendaItem, Approval, Attendee, Due, Entry, ItemStatus, Method, Person, Secrecy, Vote
from store.record.clock import spent
from store.record.confidentiality import item_secrecy, own_secrecy, secrecy_of
from store.record.follow_ups import Earlier
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
            "opened": _instant(meeting.opened),
            "closed": _instant(meeting.closed),
            "next_meeting": meeting.next_meeting.isoformat() if meeting.next_meeting else None,
            "approval": _approval(meeting.approval) if meeting.approval else None,
            "order_treated": _order_treated(record),
            "recesses": [{"start": _instant(r.start), "end": _instant(r.end)} for r in meeting.recesses],
            **({"acts": len(record.log)} if isinstance(record, Record) else {}),
        },
        "items": [_item(item, record, now) for item in record.agenda()],
        "entries": [_entry(entry, record) for entry in record.entries.values()],
        "attendance": [_attendee(who, record) for who in record.attendance.values()],
    }


def plain_earlier(one: Earlier) -> dict[str, Any]:
    """An entry of a meeting with what became of it, for programs."""
    entry = one.entry
    due, words = plain_due(entry.due)
    promise = entry.kind.is_promise
    return {
        "meeting": one.key,
        "number": one.meeting,
        "body": one.body,
        "date": one.day.isoformat(),
        "item": one.item or None,
        "kind": entry.kind.value,
        "reference": entry.reference,
        "text": entry.text,
        "owners": list(entry.owners),
        "owners_open": list(entry.owners_unread),
        "due": due,
        "due_words": words,
        "status": entry.status.value if promise else _standing(entry),
        "status_reason": entry.status_reason or None,
        "postponed": entry.postponed,
        "withdrawn_by": entry.withdrawn_by or None,
        "replaced_by": entry.replaced_by or None,
        "confidential": entry.confidential is not None,
    }


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


def plain_due(due: Due | None) -> tuple[str | None, str | None]:
    """The day, or the day and time, in ISO 8601; and the words, where no day could be read in them."""
    if due is None:
        return None, None
    if due.day is None:
        return None, due.words
    day = due.day.isoformat()
    return (f"{day}T{due.time.isoformat('minutes')}" if due.time else day), None


def plain_vote(vote: Vote | None) -> dict[str, Any] | None:
    """Votes as numbers, with the handles where names are known; of a secret vote never."""
    if vote is None:
        return None
    secret = vote.method is Method.SECRET
    return {
        "for": vote.in_favour,
        "against": vote.against,
        "abstain": vote.abstained,
        "blank": vote.blank,
        "method": vote.method.value if vote.method else None,
        "unanimous": vote.unanimous,
        "casting": vote.casting or None,
        "casting_against": vote.casting_against,
        "names": {
            "for": [] if secret else list(vote.names_in_favour),
            "against": [] if secret else list(vote.names_against),
            "abstain": [] if secret else list(vote.names_abstained),
        },
        "choices": [{"name": c.name, "handle": c.handle or None, "votes": c.votes} for c in vote.choices],
    }


def plain_secrecy(secrecy: Secrecy | None) -> dict[str, Any] | None:
    """On what ground, and until which day."""
    if secrecy is None:
        return None
    return {"ground": secrecy.ground, "until": secrecy.until.isoformat() if secrecy.until else None}


def _item(item: AgendaItem, record: Record | Rows, now: datetime) -> dict[str, Any]:
    held = item.held_over if item.status is ItemStatus.HELD_OVER else None
    return plain_item(item) | {
        "confidential": plain_secrecy(item_secrecy(record, item)),
        "spent_seconds": round(spent(item, record.meeting, record.meeting.closed or now)),
        "status": item.status.value,
        "times_held_over": item.times_held_over,
        "held_over": held
        and {"until": held.until.isoformat() if held.until else None, "words": held.words, "reason": held.reason},
        "intervals": [{"start": _instant(i.start), "end": _instant(i.end)} for i in item.intervals],
    }


def _entry(entry: Entry, record: Record | Rows) -> dict[str, Any]:
    due, words = plain_due(entry.due)
    review, review_words = plain_due(entry.review)
    item = record.items.get(entry.item) if entry.item is not None else None
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "item": item.number if item else None,
        "at": _instant(entry.at),
        "text": entry.text,
        "speaker": entry.speaker or None,
        "reference": entry.reference or None,
        "owners": list(entry.owners),
        "owners_open": list(entry.owners_unread),
        "due": due,
        "due_words": words,
        "review": review,
        "review_words": review_words,
        "status": entry.status.value if entry.kind.is_promise else None,
        "status_reason": entry.status_reason or None,
        "postponed": entry.postponed,
        "confidential": secrecy_of(record, entry) is not None,
        "secrecy": plain_secrecy(own_secrecy(record, entry)),
        "vote": plain_vote(entry.vote),
        "outcome": entry.outcome.value if entry.outcome and entry.kind.facts.has_outcome else None,
        "mover": entry.mover or None,
        "seconder": entry.seconder or None,
        "amends": entry.amends or None,
        "minority": [{"who": view.who, "text": view.text} for view in entry.minority],
        "approves": entry.approves.isoformat() if entry.approves else None,
        "replaces": entry.replaces or None,
        "withdraws": entry.withdraws or None,
        "withdrawn_by": entry.withdrawn_by or None,
        "replaced_by": entry.replaced_by or None,
        "follow_up": entry.follow_up
        and {
            "reference": entry.follow_up.reference,
            "progress": entry.follow_up.progress.value,
            "about": entry.follow_up.about,
        },
    }


def _attendee(who: Attendee, record: Record | Rows) -> dict[str, Any]:
    numbers = [record.items[id].number for id in who.recused if id in record.items]
    return {
        **plain_who(who),
        "items": list(who.items),
        "present": [{"start": _instant(p.start), "end": _instant(p.end), "remote": p.remote} for p in who.presence],
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


def _order_treated(record: Record | Rows) -> list[str]:
    treated = [item for item in record.items.values() if item.intervals]
    return [item.number for item in sorted(treated, key=lambda item: item.intervals[0].start)]


def _instant(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _approval(given: Approval) -> dict[str, Any]:
    return {
        "meeting": given.meeting,
        "number": given.number,
        "on": given.on.isoformat(),
        "decision": given.decision,
        "corrections": list(given.corrections),
        "digest": given.digest,
    }
