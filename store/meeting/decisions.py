"""Deciding: votes, movers, minority views, the minutes approved, decisions withdrawn or replaced."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from store import dates
from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.capture.readers.simple_readers import hour_before
from store.language.dates import date_in
from store.language.references import squeezed
from store.meeting import voting
from store.meeting.amendments import work_in
from store.meeting.doer import Doer
from store.meeting.entries import (
    add,
    earlier_entry,
    entry_called,
    is_open_proposal,
    last_open_proposal,
    repeating,
    said_here,
    to_amend,
    write,
)
from store.meeting.moments import moment
from store.model import Entry, Kind, Minority, Outcome, Vote
from store.record.record import Record
from store.record.references import latest, next_reference, number_of
from store.record.seal import corrections


def voted_on(record: Record, item: int | None) -> Entry | None:
    """The entry that a vote under the item with id `item` is about, or None.

    It is the last proposal that was not voted on; else what was decided last, whose vote is then corrected.
    """
    return last_open_proposal(record, item) or last_put(record, item)


def last_put(record: Record, item: int | None) -> Entry | None:
    """What was put or voted on last under the item with id `item`: a proposal or decision; None where there is none."""
    # In older records an amendment, which was voted on first, has no turn.
    return max(record.those_of(item, _can_be_put), key=latest, default=None)


def _can_be_put(entry: Entry) -> bool:
    # Most of what is written down is a note.
    if entry.kind is Kind.NOTE or not entry.kind.facts.can_be_adopted:
        return False
    return entry.amends is None or bool(entry.turn) or entry.outcome is None


def tied(record: Record, item: int | None) -> Entry | None:
    """What was voted on last under the item with id `item`, where the votes were tied: it takes a casting vote."""
    last = max(record.those_of(item, lambda entry: bool(entry.turn)), key=latest, default=None)
    return last if last and last.outcome is Outcome.TIED else None


def also_open(record: Record, entry: Entry | None) -> tuple[Entry, ...]:
    """The other proposals under the item of `entry`, an open one, that were not voted on; not what it amends."""
    if entry is None or entry.outcome is not None or entry.kind is not Kind.PROPOSAL:
        return ()
    others = record.those_of(entry.item, is_open_proposal)
    return tuple(other for other in others if other.id not in (entry.id, entry.amends))


def counted_at(record: Record, item: int | None) -> datetime | None:
    """The instant at which voters on an item are counted: its end in a closed meeting, None (now) in an open one."""
    if record.meeting.closed is None:
        return None
    treated = record.items[item].intervals if item in record.items else ()
    return (treated[-1].end if treated else None) or record.meeting.closed


def _vote(record: Record, line: Line, at: datetime) -> None:
    vote = line.vote or Vote()
    target = None if vote.choices else voted_on(record, record.meeting.current)
    if line.voted is not None:
        target = record.entries.get(line.voted, target)
    here = record.meeting.current
    counted = at if line.hour else counted_at(record, here)
    outcome = _outcome(record, here, vote, counted)
    if target is None:
        entry = add(record, line, at, Kind.VOTE)
        record.put(replace(entry, vote=vote, outcome=outcome))
        return
    record.put(replace(_voted(record, target, vote, outcome), turn=record.new_id(), voted_at=counted or at))


def recount(record: Record) -> None:
    """Counts the votes by exception (`= unaniem -bvdb`) anew, after the times in the roll were mended.

    Those who were there when the vote was taken are in favour, but for the ones it names.
    """
    attendance = record.attendance.values()
    for entry in list(record.entries.values()):
        vote = entry.vote
        if vote is None or not vote.all_but or not vote.names_in_favour:
            continue
        named = (*vote.names_against, *vote.names_abstained)
        if len(vote.names_in_favour) != vote.in_favour or len(named) != vote.against + vote.abstained:
            # A name in it is not certain: who is meant is for the minute-taker.
            continue
        at = _taken_at(record, entry)
        there = tuple(who for who in voting.voters(attendance, entry.item, at) if who not in named)
        if set(there) != set(vote.names_in_favour):
            counted = replace(vote, in_favour=len(there), names_in_favour=there)
            record.put(_voted(record, entry, counted, _outcome(record, entry.item, counted, at)))


def _taken_at(record: Record, entry: Entry) -> datetime:
    """When the vote that `entry` has was taken; of a vote written down after the closing, when its item ended.

    Of a vote that was kept before that was written down with it, its act tells.
    """
    if entry.voted_at is not None:
        return entry.voted_at
    for act in record.since(entry.at):
        written = [change for change in act.changes if (change.table, change.id) == ("entries", entry.id)]
        if any((each.before or {}).get("vote") != (each.after or {}).get("vote") for each in written):
            hour = hour_before(act.line)[0]
            at = moment(record.meeting, Verb.VOTE, hour, None) if hour else act.at
            closed = record.meeting.closed
            return at if closed is None or at <= closed else counted_at(record, entry.item) or closed
    return entry.at


def _voted(record: Record, target: Entry, vote: Vote, outcome: Outcome) -> Entry:
    """`target` with `vote` on it, which makes a proposal a decision, or a decision made by a vote a proposal again."""
    voted = replace(target, vote=vote, outcome=outcome)
    if target.amends is not None and target.kind is Kind.PROPOSAL:
        # It is worked into what it amends, and is no decision of its own.
        work_in(record, target, adopted=outcome is Outcome.ADOPTED)
    elif outcome is Outcome.ADOPTED and target.kind is Kind.PROPOSAL:
        reference = target.reference or next_reference(record, Kind.DECISION)
        voted = replace(voted, kind=Kind.DECISION, reference=reference)
    elif outcome is not Outcome.ADOPTED and target.kind is Kind.DECISION and target.outcome is Outcome.ADOPTED:
        # It was a vote that made it a decision; the number it had is not given out again.
        voted = replace(voted, kind=Kind.PROPOSAL)
    return voted


def _propose_amendment(record: Record, line: Line, at: datetime) -> None:
    amended = to_amend(record, record.meeting.current)
    if amended is None:
        raise CannotDo(_("There is no open proposal under this item to amend."))
    add(record, line, at, Kind.PROPOSAL, amends=amended.id)


def _outcome(record: Record, item: int | None, vote: Vote, at: datetime | None) -> Outcome:
    """What `vote` decides with those who were there at the instant `at` (None: now)."""
    meeting, attendance = record.meeting, record.attendance.values()
    present = len(voting.voters(attendance, item, at))
    seats = meeting.body.seats or sum(who.vote for who in attendance)
    return voting.outcome(vote, meeting.body.rules, present, seats)


def _moved_by(record: Record, line: Line, at: datetime) -> None:
    entries = [entry for entry in record.entries.values() if entry.kind.facts.can_be_adopted]
    if not entries:
        raise CannotDo(_("There is no proposal or decision yet."))
    entry = (_here(record, entries) or entries)[-1]
    mover, seconder = (*line.people, "", "")[:2]
    record.put(replace(entry, mover=mover, seconder=seconder))


def _minority_view(record: Record, line: Line, at: datetime) -> None:
    decisions = [entry for entry in record.entries.values() if entry.kind is Kind.DECISION]
    if not decisions:
        raise CannotDo(_("There is no decision yet to hold another view on."))
    # An amendment is written down later than what it amends, but decided on before it.
    entry = max(_here(record, decisions) or decisions, key=lambda decision: number_of(record, decision))
    view = Minority(who=", ".join(line.people), text=line.text)
    record.put(replace(said_here(record, entry), minority=(*entry.minority, view)))


def _here(record: Record, entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.item == record.meeting.current]


def _approve(record: Record, line: Line, at: datetime) -> None:
    if line.text:
        raise CannotDo(_("“{words}” is no date that I can read; nothing was approved.").format(words=line.text))
    current, meeting = record.current(), record.meeting
    day = line.on or (date_in(current.title) if current else None) or meeting.previous_meeting
    text = dates.approved(day, len(corrections(record)), meeting.body.language)
    entry = add(record, replace(line, text=text), at, Kind.DECISION)
    record.put(replace(entry, approves=day))


def _withdraw(record: Record, line: Line, at: datetime) -> None:
    old = _standing(record, line)
    text = dates.withdrawn(old.reference, line.text, record.meeting.body.language)
    _link(record, add(record, replace(line, text=text), at, Kind.DECISION), old, Verb.WITHDRAW)


def _replace(record: Record, line: Line, at: datetime) -> None:
    old = _standing(record, line)
    _link(record, add(record, line, at, Kind.DECISION), old, Verb.REPLACE)


def _decide(record: Record, line: Line, at: datetime) -> None:
    """Writes down a decision, and links it to the one it says it replaces or withdraws; a link that it has stays."""
    write(record, line, at)
    if line.changes is None:
        return
    new = record.entries[max(record.entries) if line.entry is None else line.entry]
    if new.replaces or new.withdraws or squeezed(new.reference) == squeezed(line.reference):
        return
    _link(record, new, _standing(record, line), line.changes)


def _link(record: Record, new: Entry, old: Entry, verb: Verb) -> None:
    """Links the two decisions both ways: `new` replaces or withdraws (as `verb` says) `old`."""
    new = repeating(record, new, old)
    if verb is Verb.WITHDRAW:
        new, old = replace(new, withdraws=old.reference), replace(old, withdrawn_by=new.reference)
    else:
        new, old = replace(new, replaces=old.reference), replace(old, replaced_by=new.reference)
    record.put(new)
    if old.id in record.entries:
        record.put(old)


def _amend(record: Record, line: Line, at: datetime) -> None:
    """Gives an entry new wording; a decision of an earlier meeting is replaced by a new one. Raises CannotDo."""
    earlier = earlier_entry(record, line, Kind.DECISION)
    if earlier is None:
        record.put(replace(said_here(record, entry_called(record, line.reference)), text=line.text))
    elif earlier.kind is Kind.DECISION:
        _replace(record, line, at)
    else:
        words = _("{reference} is of an earlier meeting, whose wording stays. /comment tells how far it is.")
        raise CannotDo(words.format(reference=earlier.reference))


def _standing(record: Record, line: Line) -> Entry:
    """The decision in force that `line` names; of an earlier meeting as it is now, without a row in `record`.

    Raises CannotDo where it is no decision, or was withdrawn or replaced: else two decisions would be in force.
    """
    entry = earlier_entry(record, line, Kind.DECISION) or entry_called(record, line.reference)
    if entry.kind is not Kind.DECISION:
        raise CannotDo(_("{reference} is no decision.").format(reference=entry.reference))
    if entry.withdrawn_by:
        words = _("{reference} was withdrawn already, by {later}; a new decision begins with “!”.")
        raise CannotDo(words.format(reference=entry.reference, later=entry.withdrawn_by))
    if entry.replaced_by:
        words = _("{reference} was replaced by {later}; name that one.")
        raise CannotDo(words.format(reference=entry.reference, later=entry.replaced_by))
    return entry


DOERS: dict[Verb, Doer] = {
    Verb.DECISION: _decide,
    Verb.VOTE: _vote,
    Verb.AMENDMENT: _propose_amendment,
    Verb.MOVED: _moved_by,
    Verb.MINORITY: _minority_view,
    Verb.APPROVE: _approve,
    Verb.WITHDRAW: _withdraw,
    Verb.REPLACE: _replace,
    Verb.AMEND: _amend,
}
