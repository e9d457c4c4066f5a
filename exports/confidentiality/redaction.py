"""A record without what its readers may not see, for the formats and templates that are given the data itself."""

from __future__ import annotations

from msgspec.structs import replace

from exports.confidentiality.audience import (
    Audience,
    hidden_items,
    hides_entry,
    hides_guest,
    leaves_out,
    presence_for,
    view_of,
    withholds,
)
from store.model import (
    Absence,
    AgendaItem,
    Attendee,
    Entry,
    Interval,
    ItemStatus,
    Method,
    Minority,
    Secrecy,
    Vote,
    Withheld,
)
from store.record.confidentiality import item_secrecy, own_secrecy, secrecy_of
from store.record.record import Record


def redacted(record: Record, audience: Audience) -> Record:
    """A record of which `audience` may see everything; of what is confidential only number and ground are in it.

    Of a secret vote it holds no names for anybody. The log is not in it.
    """
    body = replace(record.meeting.body, people=()) if audience is not Audience.FULL else record.meeting.body
    hidden = {item.id for item in hidden_items(audience, record)}
    recesses = record.meeting.recesses
    for id in hidden:
        during = record.items[id].intervals
        recesses = tuple(each for each in recesses if not any(_begins_in(each, one) for one in during))
    approval = record.meeting.approval
    if approval and audience is not Audience.FULL:
        # How many there were is told, not what they say.
        approval = replace(approval, corrections=("",) * len(approval.corrections))
    remarks = "" if hidden else record.meeting.remarks
    meeting = replace(record.meeting, body=body, recesses=recesses, remarks=remarks, approval=approval)
    items = [
        _blank(item, item_secrecy(record, item) or Secrecy()) if item.id in hidden else _item(audience, record, item)
        for item in record.items.values()
    ]
    people = [
        _attendee(audience, record, who, hidden)
        for who in record.attendance.values()
        if not hides_guest(audience, record, who)
    ]
    made = Record.new(meeting, items, people)
    for entry in record.entries.values():
        if hides_entry(audience, record, entry):
            made.put(_closed(entry, secrecy_of(record, entry)))
        elif not leaves_out(audience, record, entry):
            made.put(_entry(audience, record, entry))
    return made


def _begins_in(one: Interval, other: Interval) -> bool:
    return other.start <= one.start and (other.end is None or one.start < other.end)


def _blank(item: AgendaItem, secrecy: Secrecy) -> AgendaItem:
    """An item of which no more is told than its number and ground."""
    return AgendaItem(
        id=item.id, number=item.number, title="", depth=item.depth, confidential=secrecy, status=ItemStatus.OPEN
    )


def _item(audience: Audience, record: Record, item: AgendaItem) -> AgendaItem:
    if audience is Audience.FULL:
        return item
    kept = replace(item, internal_title="", notes=())
    if Withheld.NOTES in view_of(audience, record.meeting.body).withholds:
        kept = replace(kept, prepared_text="")
    if not withholds(audience, record, Withheld.DOCUMENTS):
        return kept
    return replace(kept, documents=(), state_of_affairs="", explanation="", decision_asked="")


def _attendee(audience: Audience, record: Record, who: Attendee, hidden: set[int]) -> Attendee:
    numbers = {record.items[id].number for id in hidden}
    absence = who.absence
    if absence and withholds(audience, record, Withheld.ABSENCE):
        absence = Absence(notice=absence.notice)
    recused = () if withholds(audience, record, Withheld.NAMES) else who.recused
    return replace(
        who,
        presence=presence_for(audience, record, who),
        absence=absence,
        items=tuple(number for number in who.items if number not in numbers),
        recused=tuple(id for id in recused if id not in hidden),
    )


def _closed(entry: Entry, secrecy: Secrecy | None) -> Entry:
    """An entry of which no more is told than its kind, number and ground."""
    return Entry(
        id=entry.id,
        kind=entry.kind,
        at=entry.at,
        text="",
        item=entry.item,
        reference=entry.reference,
        confidential=secrecy,
    )


def _entry(audience: Audience, record: Record, entry: Entry) -> Entry:
    names = not withholds(audience, record, Withheld.NAMES)
    amended = record.entries.get(entry.amends) if entry.amends is not None else None
    return replace(
        entry,
        vote=_vote(entry.vote, names=names) if entry.vote else None,
        mover=entry.mover if names else "",
        seconder=entry.seconder if names else "",
        minority=entry.minority if names else tuple(Minority(who="", text=view.text) for view in entry.minority),
        speaker="" if withholds(audience, record, Withheld.SPEAKERS) else entry.speaker,
        owners=() if withholds(audience, record, Withheld.OWNERS) else entry.owners,
        owners_unread=() if withholds(audience, record, Withheld.OWNERS) else entry.owners_unread,
        amends=None if amended and hides_entry(audience, record, amended) else entry.amends,
        # What it has words of need not be here.
        confidential=own_secrecy(record, entry),
        words_of=(),
    )


def _vote(vote: Vote, *, names: bool) -> Vote:
    """The vote without what was typed for it, and without names where they are not to be seen."""
    vote = replace(vote, typed="")
    if names and vote.method is not Method.SECRET:
        return vote
    kept = replace(vote, names_in_favour=(), names_against=(), names_abstained=())
    return kept if names else replace(kept, casting="", choices=())
