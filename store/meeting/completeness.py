"""What the record still lacks: the list to go through before the minutes go out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from store.i18n import _
from store.language.people import People
from store.language.typos import nearly_said_by, unknown_initials
from store.meeting import voting
from store.meeting.usual_items import is_closing
from store.model import ActionStatus, AgendaItem, Entry, ItemStatus, Kind, Outcome, Purpose, Role
from store.record.record import Record, Rows


class Lack(StrEnum):
    """The ways in which a record can be incomplete."""

    NOT_ON_THE_ROLL = "not_on_the_roll"
    MORE_THAN_SEATS = "more_than_seats"
    NO_OWNER = "no_owner"
    UNKNOWN_OWNER = "unknown_owner"
    NO_DATE = "no_date"
    NO_DECISION = "no_decision"
    NOT_VOTED = "not_voted"
    TIED = "tied"
    NO_QUORUM = "no_quorum"
    NO_NOTES = "no_notes"
    UNKNOWN_SPEAKER = "unknown_speaker"
    NOBODY_SPEAKS = "nobody_speaks"
    PREPARED = "prepared"
    UNANSWERED = "unanswered"
    MISSPELLED = "misspelled"


class Unfinished(msgspec.Struct, frozen=True):
    """One thing that is incomplete: in which entry or item, and the words concerned.

    For a name that may be misspelled, `instead` is the name as it is known; for somebody not on the roll, the handle.
    """

    lack: Lack
    item: int | None
    entry: int | None = None
    words: str = ""
    instead: str = ""

    def __str__(self) -> str:
        """What is missing, in the language of the interface."""
        return {
            Lack.NOT_ON_THE_ROLL: _("present or absent? {words}"),
            Lack.MORE_THAN_SEATS: _("more members have a vote than there are seats ({words})"),
            Lack.NO_OWNER: _("no owner"),
            Lack.UNKNOWN_OWNER: _("who is “{words}”?"),
            Lack.NO_DATE: _("no date"),
            Lack.NO_DECISION: _("an item for decision, without a decision"),
            Lack.NOT_VOTED: _("a proposal that was not voted on"),
            Lack.TIED: _("the votes are tied"),
            Lack.NO_QUORUM: _("decided without a quorum ({words})"),
            Lack.NO_NOTES: _("treated, and nothing was written down"),
            Lack.UNKNOWN_SPEAKER: _("who speaks? “{words}” may be {instead}"),
            Lack.NOBODY_SPEAKS: _("who speaks? nobody here is called “{words}”"),
            Lack.PREPARED: _("prepared, and not written down: {words}"),
            Lack.UNANSWERED: _("a question without an answer"),
            Lack.MISSPELLED: _("“{words}”: do you mean {instead}?"),
        }[self.lack].format(words=self.words, instead=self.instead)


def unfinished(record: Record | Rows) -> list[Unfinished]:
    """All that is incomplete in the record, in the order of the agenda."""
    outside = record.entries_of(None)
    found = [*_in_roll(record), *(lack for entry in outside for lack in _in_entry(entry)), *_quorum(record, outside)]
    people = People(record.attendance.values())
    found += _speakers(people, outside)
    for item in record.agenda():
        entries = record.entries_of(item.id)
        found += _in_item(item, entries, current=item.id == record.meeting.current)
        found += [lack for entry in entries for lack in _in_entry(entry)]
        found += [*_quorum(record, entries), *_speakers(people, entries)]
    return found


def _in_roll(record: Record | Rows) -> Iterator[Unfinished]:
    if record.meeting.opened is None:
        return
    seats, voters = record.meeting.body.seats, sum(who.vote for who in record.attendance.values())
    if 0 < seats < voters:
        yield Unfinished(Lack.MORE_THAN_SEATS, None, None, f"{voters}/{seats}")
    for who in record.attendance.values():
        if who.role is not Role.GUEST and not who.presence and who.absence is None:
            yield Unfinished(Lack.NOT_ON_THE_ROLL, None, None, f"{who.name} ({who.handle})", who.handle)


def _quorum(record: Record | Rows, entries: list[Entry]) -> Iterator[Unfinished]:
    """The decisions that were taken without a quorum, and not withdrawn since; none where the roll was not called."""
    attendance = record.attendance.values()
    quorum = voting.quorum(record.meeting.body, sum(who.vote for who in attendance))
    for entry in entries:
        stands = entry.kind is Kind.DECISION and entry.outcome is not Outcome.REJECTED and not entry.withdrawn_by
        present = len(voting.voters(attendance, None, entry.voted_at or entry.at)) if stands else 0
        if 0 < present < quorum:
            yield Unfinished(Lack.NO_QUORUM, entry.item, entry.id, f"{present}/{quorum}")


def _speakers(people: People, entries: list[Entry]) -> Iterator[Unfinished]:
    """The notes that begin with nearly, but not quite, the name of somebody, or initials nobody has, and a colon."""
    for entry in entries:
        if entry.kind is Kind.NOTE and not entry.speaker and ":" in entry.text:
            words, handles = nearly_said_by(entry.text, people)
            if handles:
                yield Unfinished(Lack.UNKNOWN_SPEAKER, entry.item, entry.id, words, "/".join(handles))
            elif words := unknown_initials(entry.text, people):
                yield Unfinished(Lack.NOBODY_SPEAKS, entry.item, entry.id, words)


def _in_item(item: AgendaItem, entries: list[Entry], *, current: bool) -> Iterator[Unfinished]:
    if item.intervals and not current:
        for text in filter(None, item.prepared_text.splitlines()):
            yield Unfinished(Lack.PREPARED, item.id, None, text)
    if item.status is not ItemStatus.TREATED or current:
        return
    if not entries and not item.prepared_text and not is_closing(item.title):
        yield Unfinished(Lack.NO_NOTES, item.id)
    elif item.purpose is Purpose.DECIDE and not any(entry.kind in (Kind.DECISION, Kind.VOTE) for entry in entries):
        yield Unfinished(Lack.NO_DECISION, item.id)


def _in_entry(entry: Entry) -> Iterator[Unfinished]:
    if entry.kind.is_promise and entry.status is ActionStatus.OPEN:
        yield from (Unfinished(Lack.UNKNOWN_OWNER, entry.item, entry.id, name) for name in entry.owners_unread)
        if not entry.owners and not entry.owners_unread:
            yield Unfinished(Lack.NO_OWNER, entry.item, entry.id)
        if entry.due is None or entry.due.day is None:
            yield Unfinished(Lack.NO_DATE, entry.item, entry.id)
    if entry.kind is Kind.PROPOSAL and entry.outcome is None:
        yield Unfinished(Lack.NOT_VOTED, entry.item, entry.id)
    if entry.outcome is Outcome.TIED:
        yield Unfinished(Lack.TIED, entry.item, entry.id)
    if entry.kind is Kind.QUESTION and not entry.answer:
        yield Unfinished(Lack.UNANSWERED, entry.item, entry.id)
