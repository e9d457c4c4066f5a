"""The requests of an archive: where each stands on a day, for which meeting it is due, what meetings made of it.

A procedure of a body's own that cannot be read is told, and the built-in one is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path

import msgspec

from store.archive.archive import Archive
from store.archive.requests.own_procedures import folder_of, own_procedures
from store.bodies.body import next_dates, sending_day
from store.bodies.holidays import holidays_for
from store.desk.desk import Desk
from store.desk.model import Request, StepDone
from store.desk.requests.post_steps import USUAL_REGIME, called_for
from store.desk.requests.state import State, state
from store.disk.atomic import make_folder, write_whole
from store.errors import CannotDo
from store.i18n import _
from store.language.answers import answer_in
from store.model import AgendaItem, Body, BodyKind, ItemStatus, Kind, Meeting, MeetingStatus
from store.procedures.catalogue import built_in_text, offered, procedure
from store.procedures.model import Held, Procedure, Step
from store.terms.holidays import Holidays

_FALLBACK = "general"
# So far ahead it is looked for a meeting.
_AHEAD = timedelta(days=400)
_MOST_DAYS = 60


class Found(msgspec.Struct, frozen=True):
    """A request of a body, and where it stands."""

    body: Body
    state: State

    @property
    def reference(self) -> str:
        """What it is called: `R-2027-01`."""
        return self.state.request.reference


class Proposed(msgspec.Struct, frozen=True):
    """A step that a meeting took by what it did: as it would be recorded, and in which words the meeting did it."""

    step: Step
    done: StepDone
    words: str = ""


class Requests:
    """The requests of `archive` as they stand on the day `today`.

    `troubles` are the procedures of bodies' own that could not be read, a line each; it grows as they are asked for.
    """

    def __init__(self, archive: Archive, today: date) -> None:
        self._archive = archive
        self.today = today
        self.troubles: list[str] = []
        self._own: dict[str, tuple[Procedure, ...]] = {}

    @cached_property
    def _bodies(self) -> list[Body]:
        return self._archive.bodies()

    # Procedures

    def own(self, body: Body) -> tuple[Procedure, ...]:
        """The procedures that `body` made its own, as far as they can be read."""
        if body.key not in self._own:
            read, troubles = own_procedures(self._archive.folder, body.key)
            self._own[body.key] = read
            self.troubles += troubles
        return self._own[body.key]

    def procedure_of(self, body: Body, request: Request) -> Procedure:
        """The procedure that `request` runs by; where nobody knows it any more, the one of requests without a law."""
        found = procedure(request.procedure, self.own(body))
        if found is None:
            words = _("{request}: there is no procedure “{key}”; its terms are not counted.")
            self.troubles.append(words.format(request=request.reference, key=request.procedure))
            found = procedure(_FALLBACK)
            if found is None:
                raise LookupError(_FALLBACK)
        return found

    def called(self, body: Body, words: str) -> tuple[Procedure, str]:
        """The procedure that `words` call, and the matter it is on. Raises CannotDo where they call none.

        A body that says no rules is taken for a works council: its articles are what is typed.
        """
        found = called_for(words, body, self.own(body))
        if found is None:
            known = ", ".join(each.key for each in offered(body.desk.regime or USUAL_REGIME, self.own(body)))
            said = _("“{words}” is no kind of request of {body}; there are {known}.")
            raise CannotDo(said.format(words=words, body=body.key, known=known))
        return found

    def make_own(self, body: Body, key: str) -> Path:
        """Copies a built-in procedure for `body` to change; gives the file, which stays as it is where it is there.

        Raises CannotDo where no procedure has that key, CannotKeep where the disk refuses.
        """
        text = built_in_text(key)
        if not text:
            raise CannotDo(_("There is no procedure “{key}”.").format(key=key))
        path = folder_of(self._archive.folder, body.key) / f"{key}.toml"
        if not path.exists():
            make_folder(path.parent)
            write_whole(path, text.encode())
        return path

    # Where they stand

    def of(self, body: Body, desk: Desk | None = None) -> list[Found]:
        """The requests of `body`, oldest first; of its desk as it is on disk where `desk` is not given.

        Raises ArchiveDamaged where the desk cannot be read.
        """
        desk = desk or self._archive.read_desk(body.key)
        pieces = [*desk.pieces.values()]
        holidays = self.holidays(body)
        weeks = body.desk.reply_weeks
        found = [
            Found(body, state(each, pieces, self.procedure_of(body, each), holidays, self.today, weeks))
            for each in desk.requests.values()
        ]
        return [each for each in found if each.state.steps or each.state.request.at.date() <= self.today]

    def all(self) -> list[Found]:
        """The requests of every body that has a desk, what is to be done first first, those that are done last."""
        keys = set(self._archive.desks.keys())
        found = [each for body in self._bodies if body.key in keys for each in self.of(body)]
        return sorted(found, key=pressing)

    def find(self, words: str, body: str = "") -> Found:
        """The request called so (`R-2027-01`, `r1`), of that body where one is given. Raises CannotDo, NoSuchBody."""
        keys = set(self._archive.desks.keys())
        among = [self._archive.register.find(body)] if body else [each for each in self._bodies if each.key in keys]
        hits = []
        for each in among:
            desk = self._archive.read_desk(each.key)
            request = desk.request(words)
            if request is not None:
                hits += [found for found in self.of(each, desk) if found.state.request.id == request.id]
        if len(hits) > 1:
            of = ", ".join(hit.body.key for hit in hits)
            raise CannotDo(
                _("“{words}” is a request of {bodies}; say which with --body.").format(words=words, bodies=of)
            )
        if not hits:
            raise CannotDo(_("There is no request “{words}”.").format(words=words))
        return hits[0]

    def holidays(self, body: Body) -> Holidays:
        """Whose holidays hold for `body`: those it says, else those of the country of its rules."""
        return holidays_for(body)

    # Meetings

    def offered_for(self, found: Found) -> str:
        """The key of the meeting for whose agenda the next step is due; empty where it is taken in none.

        That on whose agenda it is; else the first of the right kind, planned or in the series of its body, whose agenda
        can still be added to.
        """
        step = found.state.next
        if step is None or not step.meeting:
            return ""
        coming = [each for body in self._bodies_for(step.meeting, found.body) for each in self._coming(body)]
        for day, key, body in coming:
            if day >= self.today and self._is_on(found, key, body):
                return key
        open_days = sorted((day, key) for day, key, body in coming if self.today <= sending_day(body, day))
        return open_days[0][1] if open_days else ""

    def proposals(self, found: Found) -> list[Proposed]:
        """The steps that held meetings took by what they did with an item of this request, as far as not recorded."""
        taken = {(each.step, each.on) for each in found.state.steps}
        done = {each.step for each in found.state.steps}
        proposed: list[Proposed] = []
        for held in (Held.OVERLEG, Held.OWN):
            steps = [step for step in found.state.procedure.step if step.meeting is held]
            for body in self._bodies_for(held, found.body):
                for meeting, item in self._treated(found, body):
                    for step in steps:
                        if (step.key, meeting.date) not in taken and step.key not in done:
                            proposed += self._proposed(step, meeting, item, held)
        return proposed

    def due_for(self, body: Body) -> list[Found]:
        """The requests whose next step is taken in a meeting of `body`, whichever body they are of."""
        return [each for each in self.all() if not each.state.finished and self._is_taken_in(each, body)]

    def _is_taken_in(self, found: Found, body: Body) -> bool:
        step = found.state.next
        among = self._bodies_for(step.meeting, found.body) if step and step.meeting else []
        return any(each.key == body.key for each in among)

    def _bodies_for(self, held: Held, body: Body) -> list[Body]:
        if held is Held.OWN:
            return [body]
        near = {body.key, body.parent}
        of_kind = (each for each in self._bodies if each.desk.kind is BodyKind.OVERLEG)
        return [each for each in of_kind if each.parent == body.key or each.key in near]

    def _coming(self, body: Body) -> list[tuple[date, str, Body]]:
        planned = [
            each for each in self._archive.index.meetings_of(body.key) if each.is_to_be_held and each.date >= self.today
        ]
        days = {each.date: each.key for each in planned}
        try:
            last = self._archive.last_before(body, self.today)
            ahead = takewhile(lambda day: day <= self.today + _AHEAD, next_dates(body, self.today, last))
            for day in islice(ahead, _MOST_DAYS):
                days.setdefault(day, f"{day.isoformat()}-{body.key}")
        except CannotDo:
            # No series was told: only what is planned is known.
            pass
        return sorted((day, key, body) for day, key in days.items())

    def _is_on(self, found: Found, key: str, body: Body) -> bool:
        return any(of == key and item.request == found.reference for of, item in self._items(body))

    def _items(self, body: Body) -> list[tuple[str, AgendaItem]]:
        return self._archive.index.items_of(body.key)

    def _treated(self, found: Found, body: Body) -> Iterator[tuple[Meeting, AgendaItem]]:
        held = {
            each.key: each
            for each in self._archive.index.meetings_of(body.key)
            if each.status in (MeetingStatus.DRAFT, MeetingStatus.APPROVED) and each.date <= self.today
        }
        for key, item in self._items(body):
            if item.request == found.reference and key in held and item.status is ItemStatus.TREATED:
                yield held[key], item

    def _proposed(self, step: Step, meeting: Meeting, item: AgendaItem, held: Held) -> Iterator[Proposed]:
        done = StepDone(step=step.key, on=meeting.date, meeting=meeting.key, item=item.number)
        if held is Held.OVERLEG:
            yield Proposed(step, done)
            return
        for decision in self._archive.index.numbered_of(meeting.key, Kind.DECISION):
            if decision.item == item.id:
                answer = answer_in(decision.text, step.answers)
                changed = msgspec.structs.replace(done, decision=decision.reference, answer=answer)
                yield Proposed(step, changed, decision.text)


def pressing(found: Found) -> tuple[int, date, str]:
    """What is to be done first first: terms of the body's own, those of the other side, the rest, what is done."""
    terms = found.state.open_terms
    if found.state.finished:
        return 3, date.max - (found.state.finished - date.min), found.reference
    if terms:
        return (0 if terms[0].term.ours else 1), terms[0].day, found.reference
    return 2, date.max, found.reference
