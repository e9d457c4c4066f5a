"""For whom a document is, and what it leaves out for them.

What that is, is a setting of the body (`store.model.Audiences`). A part of a confidential
item is confidential with it. Of a guest who came only for what is confidential nobody is
told who may not read it: the name alone can say what it was about.
"""

from __future__ import annotations

from store.model import (
    AgendaItem,
    Attendee,
    Audience,
    Body,
    Earlier,
    Entry,
    Interval,
    Kind,
    Presence,
    Role,
    Secrecy,
    View,
    Withheld,
)
from store.record.confidentiality import item_secrecy, secrecy_of
from store.record.record import Record
from store.text import fold


def view_of(audience: Audience, body: Body) -> View:
    """What `audience` is not shown in the documents of `body`."""
    return body.audiences.of(audience)


def withholds(audience: Audience, record: Record, what: Withheld) -> bool:
    """Whether `audience` is not shown `what`."""
    return what in view_of(audience, record.meeting.body).withholds


def hides(audience: Audience, body: Body, secrecy: Secrecy | None) -> bool:
    """Whether something confidential on these grounds is hidden from `audience`: it must be cleared for every ground.

    Something without a ground is hidden from everybody but `Audience.FULL`.
    """
    if secrecy is None or audience is Audience.FULL:
        return False
    reads = view_of(audience, body).reads
    return not all(ground and ground in reads for ground in (secrecy.ground, *secrecy.also))


def hides_item(audience: Audience, record: Record, item: AgendaItem) -> bool:
    """Whether `audience` may see no more of `item` than its number and ground."""
    return hides(audience, record.meeting.body, item_secrecy(record, item))


def hides_entry(audience: Audience, record: Record, entry: Entry) -> bool:
    """Whether `audience` may see no more of `entry` than its number and ground.

    What a correction says is for those who have the whole minutes only: it may quote what is confidential in
    the minutes that it corrects, and those are not at hand here.
    """
    if entry.kind is Kind.CORRECTION and audience is not Audience.FULL:
        return True
    return hides(audience, record.meeting.body, secrecy_of(record, entry))


def hides_open(one: Earlier, record: Record, audience: Audience) -> bool:
    """Whether `audience` may see no more of an action of an earlier meeting than its number and ground.

    The grounds decide, as in the minutes: its own, its item's, and those of what made it what it is now.
    """
    return hides(audience, record.meeting.body, one.entry.confidential)


def leaves_out(audience: Audience, record: Record, entry: Entry) -> bool:
    """Whether `audience` is not told that there is `entry`, by the settings of the body on what it may read."""
    what = []
    if entry.kind.facts.is_of_actions:
        what.append(Withheld.ACTIONS)
    if entry.kind.facts.is_said:
        what.append(Withheld.NOTES)
    if entry.kind is Kind.NOTE and entry.text.startswith("="):
        # A vote that could not be read: it may say who voted what.
        what.append(Withheld.NAMES)
    return any(withholds(audience, record, each) for each in what)


def hidden_items(audience: Audience, record: Record) -> list[AgendaItem]:
    """The items of which `audience` sees no more than number and ground."""
    return [item for item in record.items.values() if hides_item(audience, record, item)]


def hides_guest(audience: Audience, record: Record, who: Attendee) -> bool:
    """Whether `audience` may not know that this guest was there."""
    if audience is Audience.FULL or who.role is not Role.GUEST:
        return False
    hidden = {item.number for item in hidden_items(audience, record)}
    if who.presence and not _seen(audience, record, who):
        return True
    # Who was there for more than what he presents is on the roll; before the meeting that is all that is known.
    items = who.items or (() if who.presence else (*_presented(record, who), *_brought_in(record, who)))
    return bool(items) and hidden.issuperset(items)


def presence_for(audience: Audience, record: Record, who: Attendee) -> tuple[Presence, ...]:
    """When `who` was there, as far as `audience` may know.

    Where an item is confidential, no times of guests are told at all to who may not read it: that
    somebody stayed, or was away just then, says for whom that item was.
    """
    if who.role is not Role.GUEST or not hidden_items(audience, record):
        return who.presence
    return ()


def _presented(record: Record, who: Attendee) -> tuple[str, ...]:
    """The numbers of the items that `who` presents, by handle or by name."""
    names = {fold(who.handle), fold(who.name)}
    return tuple(
        item.number
        for item in record.agenda()
        if any(fold(part).strip() in names for part in item.presenter.split(","))
    )


def _brought_in(record: Record, who: Attendee) -> tuple[str, ...]:
    """The number of the item at which `who` was put on the roll; nothing where none was being treated."""
    current, at = None, None
    for act in record.log:
        for change in act.changes:
            if change.table == "meeting" and change.after:
                current = change.after.get("current")
            elif (change.table, change.id, change.before) == ("attendance", who.id, None):
                at = current
    return tuple(item.number for item in record.agenda() if item.id == at)


def _seen(audience: Audience, record: Record, who: Attendee) -> bool:
    """Whether `who` was there for anything that is not hidden."""
    during = [interval for item in hidden_items(audience, record) for interval in item.intervals]
    return any(not any(_within(here, one) for one in during) for here in who.presence)


def _within(presence: Presence, interval: Interval) -> bool:
    if presence.start < interval.start:
        return False
    return interval.end is None or (presence.end is not None and presence.end <= interval.end)
