"""What the record holds for a letter: the decision and its item, reasons, conditions, undertakings, request, pieces.

All of it as whoever the letter is to may read it (`exports.confidentiality.letters`); nothing is worded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from exports.confidentiality.letters import audience_of, for_letter, may_name
from exports.confidentiality.settings_now import as_set_now
from exports.redacted import ClosedEntry, Redacted
from store.archive.archive import Archive
from store.archive.requests.requests import Found, Requests
from store.archive.todays_secrecy import with_todays_secrecy
from store.desk.desk import Desk
from store.desk.model import Letter, Party, Piece
from store.desk.requests.steps import Taken, last
from store.errors import NotulistError
from store.language.references import squeezed
from store.model import Audience, Body, Entry, Kind, Meeting, MeetingStatus
from store.record.record import Record


class Promised(msgspec.Struct, frozen=True):
    """An undertaking, and the meeting in which it was given."""

    entry: Entry
    meeting: Meeting


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter is made of.

    `found` is its request as it stands on `today`; `decision` the entry that it tells of, in the meeting `decided_in`.
    `grounds` and `conditions` are entries, `undertakings` those of every meeting in which the request was treated, and
    `questions` those that are open there. `answered` is the piece that it answers. `records` are the whole records,
    for the leak check only. `without_quorum` says that the decision was taken so.
    """

    letter: Letter
    body: Body
    desk: Desk
    today: date
    audience: Audience
    party: Party | None
    found: Found | None = None
    decision: Entry | None = None
    decided_in: Meeting | None = None
    without_quorum: bool = False
    grounds: tuple[Entry, ...] = ()
    conditions: tuple[Entry, ...] = ()
    undertakings: tuple[Promised, ...] = ()
    questions: tuple[Entry, ...] = ()
    answered: Piece | None = None
    overleg: date | None = None
    own_meeting: date | None = None
    records: tuple[Record, ...] = ()

    @property
    def language(self) -> str:
        """The language of the letter: that of the body."""
        return self.body.language

    @property
    def received(self) -> Piece | None:
        """The piece by which the request came in."""
        step = last(self.found.state.steps, self.found.state.procedure.step[0].key) if self.found else None
        return step.piece if step else None

    def step(self, key: str) -> Taken | None:
        """The last step of the request with that key."""
        return last(self.found.state.steps, key) if self.found else None

    def may_name(self, piece: Piece | None) -> bool:
        """Whether the letter may name that piece."""
        return piece is not None and may_name(piece, self.party)


def gather(archive: Archive, body: Body, desk: Desk, letter: Letter, today: date) -> Gathered:
    """What the record of `archive` says for `letter` of `body` on the day `today`. Raises ArchiveDamaged."""
    archive.index.refresh()
    return _Gatherer(archive, body, desk, letter, today).gathered()


class _Gatherer:
    def __init__(self, archive: Archive, body: Body, desk: Desk, letter: Letter, today: date) -> None:
        self._archive = archive
        self._body = body
        self._desk = desk
        self._letter = letter
        self._today = today
        self._requests = Requests(archive, today)
        party = desk.parties.get(letter.party) if letter.party is not None else None
        self._party = party
        self._audience = audience_of(party)
        self._records: dict[str, tuple[Record, Redacted]] = {}

    def gathered(self) -> Gathered:
        """All of it."""
        found = self._found()
        key, item = self._place()
        seen = self._seen(key) if key else None
        wanted = squeezed(self._letter.decision)
        decision = next(
            (each for each in seen.entries.values() if wanted and squeezed(each.reference) == wanted), None
        ) if seen else None  # fmt: skip
        if decision is not None:
            item = decision.item
        places = [*self._treated_in(found)]
        if key and (key, item) not in places:
            places.append((key, item))
        own = [place for place in places if self._is_own(place[0])]
        next_overleg, next_own = self._next_meetings(found)
        return Gathered(
            letter=self._letter,
            body=self._body,
            desk=self._desk,
            today=self._today,
            audience=self._audience,
            party=self._party,
            found=found,
            decision=decision,
            decided_in=seen.meeting if seen and decision else None,
            without_quorum=bool(seen and decision and decision.id in seen.without_quorum),
            grounds=tuple(entry for _key, entry in self._entries(own) if entry.ground),
            conditions=tuple(
                entry for _key, entry in self._entries([(key, item)] if key else []) if entry.kind is Kind.CONDITION
            ),
            undertakings=tuple(
                Promised(entry, self._seen(of).meeting)
                for of, entry in self._entries(places)
                if entry.kind is Kind.UNDERTAKING
            ),
            questions=tuple(
                entry for _key, entry in self._entries(own) if entry.kind is Kind.QUESTION and not entry.answer
            ),
            answered=self._desk.pieces.get(self._letter.answers) if self._letter.answers is not None else None,
            overleg=next_overleg,
            own_meeting=next_own,
            records=tuple(record for record, _seen in self._records.values()),
        )

    def _found(self) -> Found | None:
        id = self._letter.request
        if id is None or id not in self._desk.requests:
            return None
        return next((each for each in self._requests.of(self._body, self._desk) if each.state.request.id == id), None)

    def _place(self) -> tuple[str, int | None]:
        """The key of the meeting of the decision, and the id of its item; where it tells of none, of its action."""
        for reference in filter(None, (self._letter.decision, self._letter.action)):
            earlier = self._archive.index.find(reference, self._body.key)
            if earlier is not None:
                return earlier.key, earlier.entry.item
        return self._letter.meeting, None

    def _seen(self, key: str) -> Redacted:
        """What the letter may say of that meeting."""
        if key not in self._records:
            record = self._archive.read_with_later_decisions(key)
            (record,) = with_todays_secrecy(self._archive, as_set_now([record], self._archive))
            self._records[key] = record, for_letter(record, self._audience)
        return self._records[key][1]

    def _treated_in(self, found: Found | None) -> Iterator[tuple[str, int | None]]:
        """The items of meetings, by key and id, in which the request was treated; each once, the earliest first."""
        if found is None:
            return
        told: dict[tuple[str, int | None], None] = {}
        for body in self._archive.bodies():
            for key, item in self._archive.index.items_of(body.key):
                if item.request == found.reference:
                    told[key, item.id] = None
        for step in found.state.steps:
            if step.done and step.done.meeting and step.done.item:
                told.update(dict.fromkeys(self._item_of(step.done.meeting, step.done.item)))
        yield from sorted(told, key=lambda place: (place[0], place[1] or 0))

    def _item_of(self, key: str, number: str) -> Iterator[tuple[str, int | None]]:
        try:
            seen = self._seen(key)
        except NotulistError:
            # The step names a meeting that is not in the archive: there is nothing to be read of it.
            return
        yield from ((key, item.id) for item in seen.items.values() if item.number == number)

    def _is_own(self, key: str) -> bool:
        return self._seen(key).meeting.body.key == self._body.key

    def _entries(self, places: list[tuple[str, int | None]]) -> Iterator[tuple[str, Entry]]:
        """What was written down there that the letter may tell, in its order."""
        for key, item in places:
            for entry in self._seen(key).entries_of(item):
                if not isinstance(entry, ClosedEntry):
                    yield key, entry

    def _next_meetings(self, found: Found | None) -> tuple[date | None, date | None]:
        """The next meeting with the other side in which the request is discussed, and the next one of the body."""
        own = self._next_of(self._body.key)
        if found is None or found.state.next is None:
            return None, own
        if not any(step.meeting == "overleg" for step in found.state.procedure.step):
            return None, own
        key = self._requests.offered_for(_at_overleg(found))
        return (date.fromisoformat(key[:10]) if key else None), own

    def _next_of(self, body: str) -> date | None:
        planned = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
        days = [
            each.date
            for each in self._archive.index.meetings_of(body)
            if each.status in planned and each.date >= self._today
        ]
        return min(days, default=None)


def _at_overleg(found: Found) -> Found:
    """The same request as if its next step were the one that is taken in a meeting with the other side."""
    state = found.state
    step = next((each for each in state.procedure.step if each.meeting == "overleg"), state.next)
    return msgspec.structs.replace(found, state=msgspec.structs.replace(state, next=step))
