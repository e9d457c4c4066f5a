"""The gate: a record becomes what its readers may see of it. Every document, list and calendar is made of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import asdict, replace

from exports.confidentiality.audience import (
    hidden_items,
    hides_entry,
    hides_guest,
    hides_open,
    leaves_out,
    presence_for,
    view_of,
)
from exports.redacted import UNNAMED, ClosedEntry, ClosedItem, CountedVote, Redacted, UntimedGuest
from store.meeting.completeness import Lack, unfinished
from store.meeting.voting import entries_telling_votes
from store.model import (
    Absence,
    AgendaItem,
    Attendee,
    Audience,
    Change,
    Earlier,
    Entry,
    Interval,
    ItemStatus,
    Meeting,
    Method,
    Outcome,
    Secrecy,
    Vote,
    Withheld,
)
from store.record.confidentiality import item_secrecy, own_secrecy, secrecy_of
from store.record.fields import left_out_with, told_of_closed
from store.record.record import Record

_IN_CALENDAR = ("date", "start", "end", "place", "title", "opened", "closed")


def redacted(
    record: Record, audience: Audience, open_before: Iterable[Earlier] = (), dealt_with: Iterable[Earlier] = ()
) -> Redacted:
    """What `audience` may see of `record`; of what is confidential only number and ground are in it.

    Of a secret vote it holds no names for anybody. The log is not in it. `open_before` are actions of earlier
    meetings that agenda and minutes tell, `dealt_with` those that the minutes tell as closed.
    """
    return _Gate(record, audience).redacted(open_before, dealt_with)


def public_titles(record: Record) -> dict[int, str]:
    """The titles of confidential items that all may read, by id: of those that have an internal title beside it.

    The board for the room shows them; documents leave them out.
    """
    return {item.id: item.title for item in record.items.values() if item.internal_title and item_secrecy(record, item)}


class _Gate:
    def __init__(self, record: Record, audience: Audience) -> None:
        self._record = record
        self._audience = audience
        self._full = audience is Audience.FULL
        self._withheld = frozenset(view_of(audience, record.meeting.body).withholds)
        self._hidden = {item.id for item in hidden_items(audience, record)}

    def redacted(self, open_before: Iterable[Earlier], dealt_with: Iterable[Earlier]) -> Redacted:
        record = self._record
        # Where no names stand beside votes, no note tells who voted what either.
        telling = entries_telling_votes(record) if Withheld.NAMES in self._withheld else frozenset()
        told = [
            entry
            for entry in record.entries.values()
            if entry.id not in telling and not leaves_out(self._audience, record, entry)
        ]
        there = [who for who in record.attendance.values() if not hides_guest(self._audience, record, who)]
        kept = {entry.id for entry in told}
        treated = sorted((item for item in record.items.values() if item.intervals), key=_began)
        secrecy = {item.id: item_secrecy(record, item) for item in record.items.values()}
        secrecy |= {entry.id: secrecy_of(record, entry) for entry in told}
        return Redacted(
            meeting=self._meeting(),
            items={item.id: self._item(item) for item in record.items.values()},
            attendance={who.id: self._attendee(who) for who in there},
            entries={entry.id: self._entry(entry) for entry in told},
            followups={},
            audience=self._audience,
            withheld=self._withheld,
            secrecy={id: why for id, why in secrecy.items() if why},
            treated=tuple(item.id for item in treated),
            unsaid=frozenset((entry.item, entry.kind) for entry in record.entries.values() if entry.id not in kept),
            without_quorum=frozenset(
                each.entry for each in unfinished(record) if each.lack is Lack.NO_QUORUM and each.entry in kept
            ),
            open_before=() if Withheld.ACTIONS in self._withheld else tuple(map(self._open, open_before)),
            dealt_with=() if Withheld.ACTIONS in self._withheld else tuple(map(self._open, dealt_with)),
            changed=_changed(record),
            act=record.log[-1].number if self._full and record.log else 0,
            set_at=tuple(act.at for act in record.log if any(map(_sets_meeting, act.changes))),
        )

    def _meeting(self) -> Meeting:
        meeting = self._record.meeting
        recesses, approval = meeting.recesses, meeting.approval
        for id in self._hidden:
            during = self._record.items[id].intervals
            recesses = tuple(each for each in recesses if not any(_begins_in(each, one) for one in during))
        if approval and not self._full:
            # How many there were is told, not what they say.
            approval = replace(approval, corrections=("",) * len(approval.corrections))
        return replace(
            meeting,
            body=meeting.body if self._full else replace(meeting.body, people=()),
            recesses=recesses,
            remarks="" if self._hidden else meeting.remarks,
            approval=approval,
        )

    def _item(self, item: AgendaItem) -> AgendaItem:
        if item.id in self._hidden:
            secrecy = item_secrecy(self._record, item) or Secrecy()
            return ClosedItem(
                id=item.id, number=item.number, title="", depth=item.depth, confidential=secrecy, status=ItemStatus.OPEN
            )
        if self._full:
            return item
        # Who may read what is confidential may read the title that it has among those who may.
        internal = item.internal_title if item_secrecy(self._record, item) else ""
        kept = replace(item, internal_title=internal, notes=())
        if Withheld.NOTES in self._withheld:
            kept = replace(kept, prepared_text="")
        if Withheld.DOCUMENTS in self._withheld:
            kept = replace(kept, documents=(), state_of_affairs="", explanation="", decision_asked="")
        return kept

    def _attendee(self, who: Attendee) -> Attendee:
        numbers = {self._record.items[id].number for id in self._hidden}
        absence = who.absence
        if absence and Withheld.ABSENCE in self._withheld:
            absence = Absence(notice=absence.notice)
        recused = () if Withheld.NAMES in self._withheld else who.recused
        kept = replace(
            who,
            presence=presence_for(self._audience, self._record, who),
            absence=absence,
            items=tuple(number for number in who.items if number not in numbers),
            recused=tuple(id for id in recused if id not in self._hidden),
        )
        if kept.presence or not who.presence:
            return kept
        return UntimedGuest(**asdict(kept), online=any(here.remote for here in who.presence))

    # Entries

    def _entry(self, entry: Entry) -> Entry:
        if hides_entry(self._audience, self._record, entry):
            return _closed(entry, secrecy_of(self._record, entry))
        names = Withheld.NAMES not in self._withheld
        return replace(
            entry,
            **left_out_with(self._withheld, entry),
            vote=self._vote(entry.vote, entry.outcome, names=names) if entry.vote else None,
            amends=self._amends(entry),
            # What it has words of need not be here.
            confidential=own_secrecy(self._record, entry),
            words_of=(),
        )

    def _amends(self, entry: Entry) -> int | None:
        amended = self._record.entries.get(entry.amends) if entry.amends is not None else None
        return UNNAMED if amended and hides_entry(self._audience, self._record, amended) else entry.amends

    def _vote(self, vote: Vote, outcome: Outcome | None, *, names: bool) -> Vote:
        """The vote without what was typed for it, and without names where they are not to be seen."""
        kept = replace(vote, typed="")
        if not names or vote.method is Method.SECRET:
            kept = replace(kept, names_in_favour=(), names_against=(), names_abstained=())
        if names:
            return kept
        elected = max(vote.choices, key=lambda choice: choice.votes) if outcome is Outcome.ELECTED else None
        return CountedVote(
            **asdict(replace(kept, casting="", choices=())),
            was_election=bool(vote.choices),
            elected=(elected.handle or elected.name) if elected else "",
            had_casting_vote=bool(vote.casting),
        )

    def _open(self, one: Earlier) -> Earlier:
        if hides_open(one, self._record, self._audience):
            return replace(one, item="", history=(), entry=_closed(one.entry, one.entry.confidential))
        return replace(one, entry=replace(one.entry, **left_out_with(self._withheld, one.entry)))


def _closed(entry: Entry, secrecy: Secrecy | None) -> ClosedEntry:
    """An entry of which no more is told than its kind, number and ground."""
    return ClosedEntry(
        **told_of_closed(entry) | {"confidential": secrecy},
        text="",
        about=entry.follow_up.reference if entry.follow_up else "",
        is_amendment=entry.amends is not None,
    )


def _changed(record: Record) -> datetime | None:
    """When anything was last changed in the minutes; what becomes of actions after the approval is none of it."""
    approval = record.meeting.approval
    return approval.at if approval else record.log[-1].at if record.log else None


def _sets_meeting(change: Change) -> bool:
    """Whether a calendar shows the meeting otherwise after `change`."""
    before, after = change.before or {}, change.after or {}
    return change.table == "meeting" and any(before.get(name) != after.get(name) for name in _IN_CALENDAR)


def _began(item: AgendaItem) -> datetime:
    return item.intervals[0].start


def _begins_in(one: Interval, other: Interval) -> bool:
    return other.start <= one.start and (other.end is None or one.start < other.end)
