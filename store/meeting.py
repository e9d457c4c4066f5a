"""The verbs: everything that can happen in a meeting.

A `RunningMeeting` turns an understood line into one act on the record. It knows no disk
and no clock: the instant of each act is handed in, aware and in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from store import phrases, roll, voting
from store.clocks import in_recess
from store.errors import CannotDo
from store.language.dates import Calendar, date_in
from store.language.grammar import understand
from store.language.line import Context, Line, Verb
from store.language.people import People
from store.model import (
    Act,
    ActionStatus,
    AgendaItem,
    Attendee,
    Entry,
    HeldOver,
    Interval,
    ItemStatus,
    Kind,
    Meeting,
    MeetingStatus,
    Minority,
    Outcome,
    Role,
    Secrecy,
    Vote,
)
from store.record import Record
from store.words import _

_KINDS = {
    Verb.NOTE: Kind.NOTE,
    Verb.DECISION: Kind.DECISION,
    Verb.PROPOSAL: Kind.PROPOSAL,
    Verb.ACTION: Kind.ACTION,
    Verb.UNDERTAKING: Kind.UNDERTAKING,
    Verb.QUESTION: Kind.QUESTION,
    Verb.CORRECT: Kind.CORRECTION,
}
_LAST_NUMBER = re.compile(r"(\d+)\D*$")


class RunningMeeting:
    """A meeting that is being minuted."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._people: tuple[tuple[Attendee, ...], People] = ((), People(()))
        self._verbs: dict[Verb, Callable[[Line, datetime], None]] = {
            **dict.fromkeys(_KINDS, self._write),
            Verb.VOTE: self._vote,
            Verb.ITEM: self._add_item,
            Verb.MEND: self._mend,
            Verb.OPEN: self._open,
            Verb.CLOSE: self._close,
            Verb.NEXT: self._next,
            Verb.GO: self._go,
            Verb.DEFER: self._hold_over,
            Verb.MOVE: self._move,
            Verb.TIME: self._plan,
            Verb.BREAK: self._suspend,
            Verb.RESUME: self._resume,
            Verb.PRESENT: self._roll,
            Verb.ABSENT: self._roll,
            Verb.IN: self._roll,
            Verb.OUT: self._roll,
            Verb.ONLINE: self._roll,
            Verb.RECUSE: self._roll,
            Verb.GUEST: self._add_guest,
            Verb.SECRET: self._make_secret,
            Verb.TO: self._file_under,
            Verb.MOVED: self._moved_by,
            Verb.MINORITY: self._minority_view,
            Verb.APPROVE: self._approve,
            Verb.AMEND: self._reword,
            Verb.WITHDRAW: self._withdraw,
            Verb.REPLACE: self._replace,
            Verb.DONE: self._settle,
            Verb.CANCEL: self._settle,
            Verb.POSTPONE: self._postpone,
            Verb.ASSIGN: self._assign,
        }

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.record.meeting

    def people(self) -> People:
        """All on the roll, to be found by what is typed."""
        attendance = tuple(self.record.attendance.values())
        if [who.name for who in attendance] != [who.name for who in self._people[0]]:
            self._people = attendance, People(attendance)
        return self._people[1]

    def context(self) -> Context:
        """What the next line is read against."""
        meeting, attendance = self.meeting, self.record.attendance.values()
        members = sum(who.vote for who in attendance)
        return Context(
            calendar=Calendar(on=meeting.date, next_meeting=meeting.next_meeting),
            people=self.people(),
            items=tuple(item.number.lower() for item in self.record.agenda()),
            voters=voting.voters(attendance, meeting.current),
            recused=tuple(who.handle for who in attendance if meeting.current in who.recused),
            present=len(voting.voters(attendance, None)),
            quorum=voting.quorum(meeting.body, members),
            casting_vote=meeting.body.rules.casting_vote,
        )

    def understand(self, typed: str) -> Line:
        """What `typed` means in this meeting, now."""
        return understand(typed, self.context())

    def do(self, line: Line, at: datetime) -> Act | None:
        """Does what `line` says, as one act; None where it changes nothing (`/read`, `/help`).

        Raises CannotDo, with nothing changed, where the line makes no sense at this point.
        """
        if self.meeting.status is MeetingStatus.APPROVED:
            raise CannotDo(_("These minutes are approved and closed for change."))
        if line.verb is Verb.UNDO:
            return self.record.undo(at, line.typed)
        if line.verb is Verb.REDO:
            return self.record.redo(at, line.typed)
        verb = self._verbs.get(line.verb)
        if verb is None:
            return None
        try:
            verb(line, at)
        except CannotDo:
            self.record.roll_back()
            raise
        return self.record.keep(line.verb, line.typed, at)

    # Writing down

    def _write(self, line: Line, at: datetime) -> None:
        self._add(line, at, _KINDS[line.verb])

    def _add(self, line: Line, at: datetime, kind: Kind, **more: object) -> Entry:
        # Dedicated fields first; `more` is what one verb alone knows.
        entry = Entry(
            id=self.record.new_id(),
            kind=kind,
            at=at,
            text=line.text,
            item=self.meeting.current,
            speaker=line.speaker,
            owners=line.owners,
            owners_unread=line.unread if kind in (Kind.ACTION, Kind.UNDERTAKING) else (),
            due=line.due,
            outcome=Outcome.REJECTED if line.rejected else None,
            reference=self._reference(kind),
        )
        entry = replace(entry, **more)
        self.record.put(entry)
        return entry

    def _reference(self, kind: Kind) -> str:
        numbering = self.meeting.body.numbering
        patterns = {
            Kind.DECISION: numbering.decision,
            Kind.ACTION: numbering.action,
            Kind.UNDERTAKING: numbering.undertaking,
        }
        if kind not in patterns:
            return ""
        given = [entry.reference for entry in self.record.entries.values() if entry.kind is kind and entry.reference]
        numbers = [int(match[1]) for reference in given if (match := _LAST_NUMBER.search(reference))]
        return patterns[kind].format(meeting=self.meeting.number, n=max(numbers, default=0) + 1)

    def _mend(self, line: Line, at: datetime) -> None:
        entry = self._last()
        if line.old not in entry.text:
            raise CannotDo(_("“{old}” does not occur in the last entry.").format(old=line.old))
        text = entry.text.replace(line.old, line.new, -1 if line.everywhere else 1)
        self.record.put(replace(entry, text=text))

    def _last(self) -> Entry:
        if not self.record.entries:
            raise CannotDo(_("Nothing has been written down yet."))
        return self.record.entries[max(self.record.entries)]

    # Votes and decisions

    def _vote(self, line: Line, at: datetime) -> None:
        vote = line.vote or Vote()
        present = len(voting.voters(self.record.attendance.values(), self.meeting.current))
        seats = self.meeting.body.seats or sum(who.vote for who in self.record.attendance.values())
        outcome = voting.outcome(vote, self.meeting.body.rules, present, seats)
        target = None if vote.choices else self._voted_on()
        if target is None:
            self._add(line, at, Kind.VOTE, vote=vote, outcome=outcome)
            return
        voted = replace(target, vote=vote, outcome=outcome)
        if target.kind is Kind.PROPOSAL and outcome is Outcome.ADOPTED:
            voted = replace(voted, kind=Kind.DECISION, reference=self._reference(Kind.DECISION))
        self.record.put(voted)

    def _voted_on(self) -> Entry | None:
        """The last proposal not voted on, else the last decision, of the current item."""
        entries = list(reversed(self.record.entries_of(self.meeting.current)))
        proposals = (entry for entry in entries if entry.kind is Kind.PROPOSAL and entry.outcome is None)
        decisions = (entry for entry in entries if entry.kind is Kind.DECISION)
        return next(proposals, None) or next(decisions, None)

    def _moved_by(self, line: Line, at: datetime) -> None:
        entries = [e for e in self.record.entries.values() if e.kind in (Kind.PROPOSAL, Kind.DECISION)]
        if not entries:
            raise CannotDo(_("There is no proposal or decision yet."))
        mover, seconder = (*line.people, *line.unread, "", "")[:2]
        self.record.put(replace(entries[-1], mover=mover, seconder=seconder))

    def _minority_view(self, line: Line, at: datetime) -> None:
        decisions = [entry for entry in self.record.entries.values() if entry.kind is Kind.DECISION]
        if not decisions:
            raise CannotDo(_("There is no decision yet to hold another view on."))
        view = Minority(who="".join((*line.people, *line.unread)[:1]), text=line.text)
        self.record.put(replace(decisions[-1], minority=(*decisions[-1].minority, view)))

    def _approve(self, line: Line, at: datetime) -> None:
        current = self.record.current()
        day = line.on or (date_in(current.title) if current else None) or self.meeting.previous_meeting
        corrections = sum(entry.kind is Kind.CORRECTION for entry in self.record.entries.values())
        text = phrases.approved(day, corrections, self.meeting.body.language)
        self._add(replace(line, text=text), at, Kind.DECISION, approves=day)

    # What was decided or promised before

    def _find(self, reference: str) -> Entry:
        """The entry that `b2`, `B-2026-09-02` or `B 2026-09-02` stands for."""
        wanted = re.sub(r"[\s-]", "", reference).lower()
        for entry in self.record.entries.values():
            whole = re.sub(r"[\s-]", "", entry.reference).lower()
            letters = re.match(r"[a-z]*", whole)
            number = _LAST_NUMBER.search(entry.reference)
            short = f"{letters[0]}{int(number[1])}" if letters and number else whole
            if whole and wanted in (whole, short):
                return entry
        raise CannotDo(_("There is no {reference} in this meeting.").format(reference=reference))

    def _promise(self, reference: str) -> Entry:
        entry = self._find(reference)
        if entry.kind not in (Kind.ACTION, Kind.UNDERTAKING):
            raise CannotDo(_("{reference} is no action or undertaking.").format(reference=entry.reference))
        return entry

    def _decision(self, reference: str) -> Entry:
        entry = self._find(reference)
        if entry.kind is not Kind.DECISION:
            raise CannotDo(_("{reference} is no decision.").format(reference=entry.reference))
        return entry

    def _reword(self, line: Line, at: datetime) -> None:
        self.record.put(replace(self._find(line.reference), text=line.text))

    def _withdraw(self, line: Line, at: datetime) -> None:
        old = self._decision(line.reference)
        text = phrases.withdrawn(old.reference, self.meeting.body.language)
        new = self._add(replace(line, text=line.text or text), at, Kind.DECISION, replaces=old.reference)
        self.record.put(replace(old, withdrawn_by=new.reference))

    def _replace(self, line: Line, at: datetime) -> None:
        old = self._decision(line.reference)
        new = self._add(line, at, Kind.DECISION, replaces=old.reference)
        self.record.put(replace(old, replaced_by=new.reference))

    def _settle(self, line: Line, at: datetime) -> None:
        status = ActionStatus.DONE if line.verb is Verb.DONE else ActionStatus.CANCELLED
        self.record.put(replace(self._promise(line.reference), status=status, status_reason=line.text))

    def _postpone(self, line: Line, at: datetime) -> None:
        entry = self._promise(line.reference)
        self.record.put(replace(entry, due=line.due, postponed=entry.postponed + 1))

    def _assign(self, line: Line, at: datetime) -> None:
        entry = self._promise(line.reference)
        self.record.put(replace(entry, owners=line.people, owners_unread=line.unread))

    # The course of the meeting

    def _open(self, line: Line, at: datetime) -> None:
        if self.meeting.opened is not None:
            raise CannotDo(_("The meeting is open already."))
        self.record.put(replace(self.meeting, opened=at, status=MeetingStatus.RUNNING))
        if first := self._first_untreated():
            self._start(first, at)

    def _close(self, line: Line, at: datetime) -> None:
        self._must_run()
        self._leave_current(at)
        self._end_recess(at)
        for who in self.record.attendance.values():
            self.record.put(roll.leave(who, at))
        self.record.put(replace(self.meeting, closed=at, status=MeetingStatus.DRAFT, current=None))

    def _next(self, line: Line, at: datetime) -> None:
        self._must_run()
        item = self._first_untreated()
        if item is None:
            raise CannotDo(_("Every item has been treated; /close ends the meeting."))
        self._turn_to(item, at)

    def _go(self, line: Line, at: datetime) -> None:
        self._must_run()
        self._turn_to(self._item(line.item), at)

    def _turn_to(self, item: AgendaItem, at: datetime) -> None:
        if item.id == self.meeting.current:
            return
        self._end_recess(at)
        self._leave_current(at)
        self._start(self.record.items[item.id], at)

    def _start(self, item: AgendaItem, at: datetime) -> None:
        intervals = (*item.intervals, Interval(start=at))
        self.record.put(replace(item, status=ItemStatus.CURRENT, intervals=intervals, held_over=None))
        self.record.put(replace(self.meeting, current=item.id))

    def _leave_current(self, at: datetime) -> None:
        item = self.record.current()
        if item is None:
            return
        intervals = (*item.intervals[:-1], replace(item.intervals[-1], end=at))
        status = ItemStatus.TREATED if item.status is ItemStatus.CURRENT else item.status
        self.record.put(replace(item, status=status, intervals=intervals))

    def _first_untreated(self) -> AgendaItem | None:
        return next((item for item in self.record.order() if item.status is ItemStatus.OPEN), None)

    def _hold_over(self, line: Line, at: datetime) -> None:
        item = self._item(line.item) if line.item else self._current()
        held = HeldOver(until=line.due.day if line.due else None, words=line.due.words if line.due else "")
        self.record.put(replace(item, status=ItemStatus.HELD_OVER, held_over=replace(held, reason=line.text)))

    def _move(self, line: Line, at: datetime) -> None:
        item, other = self._item(line.item), self._item(line.other_item)
        if item.id == other.id:
            raise CannotDo(_("Item {number} cannot be moved to itself.").format(number=item.number))
        order = [id for id in self.meeting.order if id != item.id]
        order.insert(order.index(other.id) + line.after, item.id)
        self.record.put(replace(self.meeting, order=tuple(order)))

    def _plan(self, line: Line, at: datetime) -> None:
        item = self._item(line.item) if line.item else self._current()
        self.record.put(replace(item, planned_minutes=line.minutes))

    def _suspend(self, line: Line, at: datetime) -> None:
        self._must_run()
        if in_recess(self.meeting):
            raise CannotDo(_("The meeting is in recess already; /resume ends it."))
        self.record.put(replace(self.meeting, recesses=(*self.meeting.recesses, Interval(start=at))))

    def _resume(self, line: Line, at: datetime) -> None:
        if not in_recess(self.meeting):
            raise CannotDo(_("The meeting is not in recess."))
        self._end_recess(at)

    def _end_recess(self, at: datetime) -> None:
        if in_recess(self.meeting):
            *others, last = self.meeting.recesses
            self.record.put(replace(self.meeting, recesses=(*others, replace(last, end=at))))

    # The agenda

    def _add_item(self, line: Line, at: datetime) -> None:
        taken = {item.number.lower() for item in self.record.items.values()}
        if line.item.lower() in taken:
            raise CannotDo(_("There is an item {number} already.").format(number=line.item))
        current = self.record.current()
        number = line.item or _free_number(current.number if current else "", taken)
        item = AgendaItem(id=self.record.new_id(), number=number, title=line.text)
        self.record.put(item)
        meeting, after = self.meeting, current.id if current else None
        agenda = _inserted(meeting.agenda, item.id, after)
        self.record.put(replace(meeting, agenda=agenda, order=_inserted(meeting.order, item.id, after)))

    def _make_secret(self, line: Line, at: datetime) -> None:
        secrecy = line.secrecy or Secrecy()
        if line.last:
            self.record.put(replace(self._last(), confidential=secrecy))
        else:
            self.record.put(replace(self._current(), confidential=secrecy))

    def _file_under(self, line: Line, at: datetime) -> None:
        self.record.put(replace(self._last(), item=self._item(line.item).id))

    def _item(self, number: str) -> AgendaItem:
        for item in self.record.items.values():
            if item.number.lower() == number.lower():
                return item
        raise CannotDo(_("There is no item {number} on the agenda.").format(number=number))

    def _current(self) -> AgendaItem:
        item = self.record.current()
        if item is None:
            raise CannotDo(_("No item is being treated now."))
        return item

    def _must_run(self) -> None:
        if self.meeting.opened is None:
            raise CannotDo(_("The meeting is not open yet; /open opens it."))
        if self.meeting.closed is not None:
            raise CannotDo(_("The meeting is closed; /undo opens it again."))

    # Who is there

    def _roll(self, line: Line, at: datetime) -> None:
        if not line.people:
            raise CannotDo("; ".join(map(str, line.remarks)) or _("Nobody is named."))
        for who in roll.meant(self.record, line.people, everyone=line.verb is Verb.PRESENT):
            self.record.put(roll.CHANGES[line.verb](who, line, at, self.meeting))

    def _add_guest(self, line: Line, at: datetime) -> None:
        if self.people().get(line.handle):
            raise CannotDo(_("{handle} is on the roll already.").format(handle=line.handle))
        guest = Attendee(
            id=self.record.new_id(),
            handle=line.handle,
            name=line.name,
            role=Role.GUEST,
            function=line.text,
            vote=False,
        )
        self.record.put(guest)


def _inserted(ids: tuple[int, ...], new: int, after: int | None) -> tuple[int, ...]:
    """`ids` with `new` behind `after`; at the end where `after` is None."""
    at = ids.index(after) + 1 if after in ids else len(ids)
    return (*ids[:at], new, *ids[at:])


def _free_number(current: str, taken: set[str]) -> str:
    """`6a` after item 6, the next whole number where no item is current."""
    if not current:
        whole = [int(number) for number in taken if number.isdecimal()]
        return str(max(whole, default=0) + 1)
    stem = current.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = (f"{stem}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    return next((number for number in letters if number not in taken), f"{stem}.{len(taken)}")
