"""Letters of a desk: which meetings asked for, and what a new one is to be made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.requests.requests import Found, Requests
from store.desk.desk import Desk
from store.desk.letters import step_of
from store.desk.model import Direction, Letter, Party, Piece
from store.desk.registering import find_party
from store.desk.requests.steps import last
from store.errors import CannotDo
from store.i18n import _
from store.language.references import squeezed
from store.letter_kinds import LETTER_KINDS, LetterKind, kind_typed, letter_kind
from store.model import Body, Earlier, Kind
from store.text import fold


class Asked(msgspec.Struct, frozen=True):
    """A letter that a meeting asked for and that is not begun yet: the action to write it, and its kind."""

    action: Earlier
    kind: str

    @property
    def reference(self) -> str:
        """The number of the action."""
        return self.action.entry.reference


def asked_for(archive: Archive, body: Body, desk: Desk) -> list[Asked]:
    """The letters that open actions of `body` ask for and that nobody began, oldest first; by the index as it is."""
    begun = {squeezed(letter.action) for letter in desk.letters.values() if letter.action and not letter.dropped}
    found = archive.index.of_kinds([Kind.ACTION], body.key, only_open=True)
    return [
        Asked(one, one.entry.letter.kind)
        for one in reversed(found)
        if one.entry.letter and squeezed(one.entry.reference) not in begun
    ]


def planned(
    archive: Archive, body: Body, desk: Desk, words: str, source: str, to: str, today: date, at: datetime
) -> Letter:
    """The letter that would be begun, its id 0 and without a number.

    `words` are the kind, `source` is what it is made from: the number of a decision, an action, a piece or a request;
    `to` is whom it is to, the other side of the request where nothing is said. Raises CannotDo where there is nothing
    called so, or where it is not certain which request is meant.
    """
    archive.index.refresh()
    return _Planner(archive, body, desk, today).planned(words, source, to, at)


class _Planner:
    def __init__(self, archive: Archive, body: Body, desk: Desk, today: date) -> None:
        self._archive = archive
        self._body = body
        self._desk = desk
        self._requests = Requests(archive, today).of(body, desk)

    def planned(self, words: str, source: str, to: str, at: datetime) -> Letter:
        letter = Letter(id=0, number="", at=at, kind="")
        letter = self._from(letter, source) if source else letter
        kind = self._kind(words or letter.kind)
        letter = replace(letter, kind=kind.key)
        if letter.request is None:
            letter = replace(letter, request=self._request_of(letter, kind))
        if letter.decision == "" and kind.of_decision and letter.request is not None:
            letter = replace(letter, decision=self._decided(letter.request))
        request = self._desk.requests.get(letter.request) if letter.request is not None else None
        if request and request.confidential:
            letter = replace(letter, confidential=request.confidential)
        return self._addressed(letter, to)

    def _kind(self, words: str) -> LetterKind:
        kind, rest = kind_typed(words)
        kind = letter_kind(words) or (kind if not rest else None)
        if kind is None:
            known = ", ".join(each.key for each in LETTER_KINDS)
            said = _("“{words}” is no kind of letter; there are: {known}.")
            raise CannotDo(said.format(words=words, known=known))
        return kind

    def _from(self, letter: Letter, source: str) -> Letter:
        if piece := self._desk.piece(source):
            return replace(letter, answers=piece.id, request=piece.request)
        if request := self._desk.request(source):
            return replace(letter, request=request.id)
        found = self._archive.index.find(source, self._body.key)
        if found is None:
            raise CannotDo(_("There is no decision, action, piece or request “{name}”.").format(name=source))
        if found.entry.letter:
            asked = found.entry.letter
            letter = replace(letter, kind=asked.kind, action=found.entry.reference, decision=asked.decision)
        elif found.entry.kind.is_promise:
            letter = replace(letter, action=found.entry.reference)
        else:
            letter = replace(letter, decision=found.entry.reference, action=self._action_for(found.entry.reference))
        return replace(letter, meeting=found.key)

    def _action_for(self, decision: str) -> str:
        """The open action to write the letter of that decision; empty where none was noted."""
        for asked in asked_for(self._archive, self._body, self._desk):
            of = asked.action.entry.letter
            if of and squeezed(of.decision) == squeezed(decision):
                return asked.reference
        return ""

    def _request_of(self, letter: Letter, kind: LetterKind) -> int | None:
        """The request that the letter belongs to: that of its item, of its decision, or the only one that waits."""
        of_item = self._item_request(letter)
        if of_item is not None:
            return of_item
        for found in self._requests:
            for step in found.state.steps:
                if step.done and letter.decision and squeezed(step.done.decision) == squeezed(letter.decision):
                    return found.state.request.id
        if not kind.of_law or letter.answers is not None:
            return None
        waiting = [each for each in self._requests if self._waits_for(each, kind)]
        if len(waiting) > 1:
            known = ", ".join(each.reference for each in waiting)
            raise CannotDo(_("Which request is it of? There are: {known}.").format(known=known))
        return waiting[0].state.request.id if waiting else None

    def _item_request(self, letter: Letter) -> int | None:
        reference = letter.decision or letter.action
        found = self._archive.index.find(reference, self._body.key) if reference else None
        if found is None or found.entry.item is None:
            return None
        for key, item in self._archive.index.items_of(self._body.key):
            if key == found.key and item.id == found.entry.item and item.request:
                request = self._desk.request(item.request)
                return request.id if request else None
        return None

    @staticmethod
    def _waits_for(found: Found, kind: LetterKind) -> bool:
        step = step_of(kind.key, found.state.procedure)
        done = {each.step for each in found.state.steps}
        return step is not None and step.key not in done and found.state.finished is None

    def _decided(self, request: int) -> str:
        """The decision of the step in which the body decided on the request."""
        found = next((each for each in self._requests if each.state.request.id == request), None)
        step = last(found.state.steps, "decided") if found else None
        return step.done.decision if step and step.done else ""

    def _addressed(self, letter: Letter, to: str) -> Letter:
        if to:
            party = find_party(self._desk, to)
            return replace(letter, party=party.id) if party else replace(letter, words=to)
        found = self._other_side(letter)
        return replace(letter, party=found.id) if found else letter

    def _other_side(self, letter: Letter) -> Party | None:
        answered = self._desk.pieces.get(letter.answers) if letter.answers is not None else None
        if answered is not None:
            return self._party_of(answered)
        if letter.request is None:
            return None
        came = [
            piece
            for piece in self._desk.pieces.values()
            if piece.request == letter.request and piece.direction is Direction.IN and not piece.dropped
        ]
        first = next((party for piece in came if (party := self._party_of(piece))), None)
        return first or next(iter(self._called_them(letter.request)), None)

    def _party_of(self, piece: Piece) -> Party | None:
        return self._desk.parties.get(piece.party) if piece.party is not None else None

    def _called_them(self, request: int) -> Iterator[Party]:
        """The party that is called as the procedure calls the other side: `bestuurder`."""
        found = next((each for each in self._requests if each.state.request.id == request), None)
        names = {fold(each) for each in found.state.procedure.them.values()} if found else set()
        yield from (each for each in self._desk.parties.values() if {fold(each.key), fold(each.function)} & names)
