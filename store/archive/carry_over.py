"""What the meetings before leave for the agenda of a new one.

Nothing held over or left open gets lost: whatever an earlier meeting left is offered for
each new agenda until it is on one (what nobody held over, for a year). An item tells by its
`origins` what it brings back (on an agenda that was read from a file, by its title), so what
is on the agenda of a later meeting is not offered again; if that meeting is never held, it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.plan.offers import plan_items
from store.archive.requests.offers import request_items
from store.bodies.body import members_on, next_dates, presenter_on, template_items
from store.dates import long_date
from store.errors import CannotDo, NotulistError
from store.i18n import documents
from store.kinds import PROMISES
from store.meeting.usual_items import as_standing, is_last, is_minutes, is_usual
from store.model import (
    AgendaItem,
    Attendee,
    Body,
    Earlier,
    ItemStatus,
    Kind,
    Meeting,
    MeetingStatus,
    Noun,
    Origin,
    Purpose,
    Role,
)
from store.record.record import Record
from store.search.due import Order, sort
from store.text import fold

_MOST_MINUTES = 5
"""So many minutes at most are offered for approval: not every body approves them here."""

_YEAR = timedelta(days=366)
"""So long is offered again what nobody held over: items that no meeting came to, and questions."""


class Offered(StrEnum):
    """What is offered for a new agenda."""

    STANDING = "standing"
    MINUTES = "minutes"
    HELD_OVER = "held_over"
    NOT_REACHED = "not_reached"
    EVALUATION = "evaluation"
    QUESTION = "question"
    REQUEST = "request"
    PLAN = "plan"


class Offer(Noun, frozen=True, kw_only=True):
    """Something for a new agenda: the item that it would be, and where it comes from.

    `taken` is what practice does with it. `meeting` and `held_on` are the number and the day of the meeting it is
    of, `reason` why it was held over. `guest` presents it. `place` is where it goes: behind the standing item of
    that count, in the order of the second number.
    """

    kind: Offered
    item: AgendaItem
    taken: bool = True
    meeting: str = ""
    held_on: date | None = None
    reason: str = ""
    guest: Attendee | None = None
    place: tuple[int, int] = (0, 0)


def offers(archive: Archive, body: Body, day: date, today: date) -> list[Offer]:
    """All that can be on the agenda of a meeting of `body` on `day`, in the order of the kinds.

    The index of the archive is up to date. A meeting that was planned for a day before `today` and never opened
    claims nothing.
    """
    return [*_Past(archive, body, day, today).offers()]


def open_actions(archive: Archive, body: Body) -> list[Earlier]:
    """The actions and undertakings of `body` that are still to be done; they are walked through, never copied."""
    return archive.index.of_kinds(PROMISES, body.key, only_open=True)


def open_before(archive: Archive, record: Record) -> list[Earlier]:
    """What is still to be done of the meetings before that of `record`, what is due first first.

    None once that meeting is closed: what was open then is not known any more.
    """
    meeting = record.meeting
    if meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.RUNNING):
        return []
    archive.index.refresh()
    before = (one for one in open_actions(archive, meeting.body) if one.day < meeting.date)
    return sort(before, Order.DUE)


def agenda(taken: Iterable[Offer], language: str) -> list[AgendaItem]:
    """The items of the agenda of what was taken, with new ids and numbers.

    Questions become the notes of one item, but for confidential ones, each of which is an item.
    """
    chosen = sorted(_with_questions_together(list(taken), language), key=lambda offer: offer.place)
    counts: list[int] = []
    items = []
    for id, offer in enumerate(chosen, 1):
        depth = min(offer.item.depth, len(counts))
        del counts[depth + 1 :]
        if len(counts) == depth:
            counts.append(0)
        counts[depth] += 1
        number = ".".join(map(str, counts))
        items.append(_renumbered(replace(offer.item, id=id, depth=depth), number))
    return items


class _Past:
    """The meetings of a body as they are looked back on from a new one."""

    def __init__(self, archive: Archive, body: Body, day: date, today: date) -> None:
        self._archive = archive
        self._body = body
        self._day = day
        self._today = today
        self._ = documents(body.language).gettext
        meetings = archive.index.meetings_of(body.key)
        self._held = [each for each in meetings if each.status is not MeetingStatus.PLANNED and each.date <= day]
        self._held_keys = {each.key for each in self._held}
        self._by_key = {each.key: each for each in meetings}
        self._items = archive.index.items_of(body.key)
        to_come = [each for each in meetings if each.called_off is None]
        coming = {each.key for each in to_come if each.status is not MeetingStatus.PLANNED or each.date >= today}
        self._claimed = {origin for key, item in self._items if key in coming for origin in item.origins}
        self._titles = {fold(item.title): key for key, item in self._items if key in coming and not item.origins}
        self._records: dict[str, Record] = {}

    def offers(self) -> Iterator[Offer]:
        """All, in the order of the kinds."""
        standing = self._standing()
        slot = _slot(standing)
        tail = _tail(standing)
        carried = [*self._carried(standing, tail)]
        on_the_way = {origin for offer in carried for origin in offer.item.origins}
        minutes = [*self._minutes(standing, slot, on_the_way)]
        # Where there are minutes to approve, or the item itself comes back, that is the standing item.
        back = {offer.place for offer in carried} | ({(slot, 0)} if slot is not None and minutes else set())
        for at, item in enumerate(standing):
            if (at, 0) not in back:
                yield Offer(kind=Offered.STANDING, item=item, place=(at, 0))
        yield from minutes
        yield from carried
        yield from self._requests_and_plan(tail)
        yield from self._evaluations(tail, on_the_way)
        yield from self._questions(tail, on_the_way)

    # Standing items

    def _standing(self) -> list[AgendaItem]:
        if items := template_items(self._body):
            return [replace(item, presenter=presenter_on(self._body, item.presenter, self._day)) for item in items]
        return self._standing_of_last()

    def _standing_of_last(self) -> list[AgendaItem]:
        """Without a template: the items of the last meeting that the one before had too, or that most meetings have."""
        if not self._held:
            return []
        before = {fold(item.title) for item in self._items_of(self._held[-2])} if len(self._held) > 1 else set()
        kept = []
        for item in self._items_of(self._held[-1]):
            title = fold(item.title)
            usual = is_usual(item.title)
            again = title in before and item.status is not ItemStatus.HELD_OVER and not item.origins
            if (usual or again) and not item.confidential:
                # Its whole may not be among them.
                kept.append(replace(as_standing(item, self._body.language), depth=0))
        return kept

    def _items_of(self, meeting: Meeting) -> list[AgendaItem]:
        return [item for key, item in self._items if key == meeting.key]

    # Minutes

    def _minutes(self, standing: Sequence[AgendaItem], slot: int | None, on_the_way: set[Origin]) -> Iterator[Offer]:
        decisions = self._archive.index.of_kinds((Kind.DECISION,), self._body.key)
        approved = {one.entry.approves for one in decisions}
        done = [each.status is MeetingStatus.APPROVED or each.date in approved for each in self._held]
        since = max((at for at, is_done in enumerate(done) if is_done), default=-1) + 1
        pending = self._held[since:][-_MOST_MINUTES:]
        like = standing[slot] if slot is not None else AgendaItem(id=0, number="", title="", purpose=Purpose.DECIDE)
        for at, each in enumerate(pending):
            origin = Origin(meeting=each.key)
            if origin in on_the_way or self._is_coming(origin):
                continue
            title = self._("Minutes {date}").format(date=long_date(each.date, self._body.language))
            taken = each is pending[-1] or since > 0
            place = _minutes_place(standing, slot)
            yield self._offer(
                Offered.MINUTES, each, replace(like, title=title, origins=(origin,)), (place[0], at + 1), taken=taken
            )

    def _is_coming(self, origin: Origin) -> bool:
        """Whether minutes are on the agenda of a meeting still to be held; that they were treated approves nothing."""
        planned = (key for key, item in self._items if origin in item.origins)
        return origin in self._claimed and any(
            self._by_key[key].status is MeetingStatus.PLANNED and self._by_key[key].called_off is None
            for key in planned
        )

    # Items that come back

    def _carried(self, standing: Sequence[AgendaItem], tail: int) -> Iterator[Offer]:
        slot = _slot(standing)
        titles = {fold(item.title): at for at, item in enumerate(standing)}
        for kind in (Offered.HELD_OVER, Offered.NOT_REACHED):
            for key, item in self._items:
                if key not in self._held_keys or self._came_back(key, item):
                    continue
                meeting, at = self._by_key[key], titles.get(fold(item.title))
                if kind is Offered.HELD_OVER and item.status is ItemStatus.HELD_OVER:
                    until = item.held_over.until if item.held_over else None
                    offer = self._come_back(kind, meeting, item, taken=until is None or until <= self._day)
                    if _is_of_minutes(item):
                        yield replace(offer, place=_minutes_place(standing, slot))
                    elif at is not None:
                        depth = standing[at].depth
                        yield replace(offer, place=(at, 0), item=replace(offer.item, depth=depth))
                    else:
                        yield replace(offer, place=(tail, 1))
                elif kind is Offered.NOT_REACHED and at is None and self._was_not_reached(meeting, item):
                    offer = self._come_back(kind, meeting, item, taken=key == self._held[-1].key)
                    yield replace(offer, place=(tail, 2))

    def _came_back(self, key: str, item: AgendaItem) -> bool:
        """Whether an item of the meeting `key` is on the agenda of a later one that was held, or still will be."""
        again = self._titles.get(fold(item.title), "")
        return Origin(meeting=key, item=item.id) in self._claimed or again > key

    def _was_not_reached(self, meeting: Meeting, item: AgendaItem) -> bool:
        """Whether a meeting ended before `item`, which is on no agenda by itself."""
        return (
            item.status is ItemStatus.OPEN
            and meeting.closed is not None
            and self._day - meeting.date < _YEAR
            and not _is_of_minutes(item)
            and not is_usual(item.title)
        )

    def _come_back(self, kind: Offered, meeting: Meeting, item: AgendaItem, *, taken: bool) -> Offer:
        held = item.held_over
        earlier = tuple(origin for origin in item.origins if origin.item is None)
        record = self._record(meeting.key)
        who = (
            next((who for who in record.attendance.values() if who.handle == item.presenter), None) if record else None
        )
        there = {person.handle for person in members_on(self._body, self._day)}
        back = replace(
            item,
            depth=0,
            status=ItemStatus.OPEN,
            held_over=None,
            intervals=(),
            presenter=who.name if who and who.role is not Role.GUEST and who.handle not in there else item.presenter,
            origins=(Origin(meeting=meeting.key, item=item.id), *earlier),
            times_held_over=item.times_held_over + (kind is Offered.HELD_OVER),
        )
        offer = self._offer(kind, meeting, back, (0, 0), taken=taken)
        reason = "; ".join(filter(None, (held.words if held.until is None else "", held.reason))) if held else ""
        return replace(offer, reason=reason, guest=who if who and who.role is Role.GUEST else None)

    def _record(self, key: str) -> Record | None:
        """The whole record of a meeting; None where it could not be read since the index did."""
        if key not in self._records:
            try:
                self._records[key] = self._archive.read(key)
            except NotulistError:
                return None
        return self._records[key]

    # What is open in the minutes

    def _evaluations(self, tail: int, on_the_way: set[Origin]) -> Iterator[Offer]:
        before = self._next_day()
        for one in reversed(self._archive.index.of_kinds((Kind.DECISION,), self._body.key, only_open=True)):
            due, origin = one.entry.review, Origin(meeting=one.key, entry=one.entry.id)
            if due is None or one.day > self._day or origin in self._claimed | on_the_way:
                continue
            if due.day is None or due.day < before:
                title = self._("Evaluation of {reference}").format(reference=one.entry.reference)
                item = AgendaItem(id=0, number="", title=title, purpose=Purpose.DISCUSS, origins=(origin,))
                offer = self._offer(
                    Offered.EVALUATION,
                    self._by_key[one.key],
                    _telling(item, one, f"{title}: {one.entry.text}"),
                    (tail, 3),
                    taken=due.day is not None,
                )
                yield replace(offer, reason=due.words)

    def _questions(self, tail: int, on_the_way: set[Origin]) -> Iterator[Offer]:
        for one in self._archive.index.of_kinds((Kind.QUESTION,), self._body.key, numbered=False):
            origin = Origin(meeting=one.key, entry=one.entry.id)
            recent = one.day <= self._day < one.day + _YEAR
            if recent and not one.entry.answer and origin not in self._claimed | on_the_way:
                item = AgendaItem(id=0, number="", title=self._("Confidential question"), origins=(origin,))
                offer = self._offer(
                    Offered.QUESTION, self._by_key[one.key], _telling(item, one, one.entry.text), (tail, 4), taken=False
                )
                yield replace(offer, reason=one.item)

    def _requests_and_plan(self, tail: int) -> Iterator[Offer]:
        items = request_items(self._archive, self._body, self._day, self._next_day(), self._today)
        for item, taken in items:
            yield Offer(kind=Offered.REQUEST, item=item, taken=taken, meeting=item.request, place=(tail, 1))
        for item, taken in plan_items(self._archive, self._body, self._day, self._today):
            yield Offer(kind=Offered.PLAN, item=item, taken=taken, meeting=item.moments[0], place=(tail, 2))

    def _next_day(self) -> date:
        """The day of the meeting after the new one, as far as that is known: what is due before is for the new one."""
        try:
            return next(next_dates(self._body, self._day, self._day))
        except (CannotDo, StopIteration):
            return self._day + timedelta(days=1)

    def _offer(
        self, kind: Offered, meeting: Meeting, item: AgendaItem, place: tuple[int, int], *, taken: bool
    ) -> Offer:
        return Offer(kind=kind, item=item, taken=taken, meeting=meeting.number, held_on=meeting.date, place=place)


def _telling(item: AgendaItem, one: Earlier, words: str) -> AgendaItem:
    """`item` with `words` as its title; where the entry is confidential, as its confidential title."""
    if one.entry.confidential is None:
        return replace(item, title=words)
    return replace(item, internal_title=words, confidential=one.entry.confidential)


def _with_questions_together(taken: list[Offer], language: str) -> list[Offer]:
    questions = [offer for offer in taken if offer.kind is Offered.QUESTION and offer.item.confidential is None]
    if not questions:
        return taken
    _ = documents(language).gettext
    title = _("Open questions")
    others = [offer for offer in taken if offer not in questions]
    # Those that were on an agenda that did not come to them, and come back now.
    old = next((offer for offer in others if offer.item.title == title and offer.kind is not Offered.STANDING), None)
    first = old or replace(questions[0], item=AgendaItem(id=0, number="", title=title))
    item = replace(
        first.item,
        notes=(*first.item.notes, *(f"{offer.item.title} ({offer.meeting})" for offer in questions)),
        origins=(*first.item.origins, *(origin for offer in questions for origin in offer.item.origins)),
    )
    return [*(offer for offer in others if offer is not old), replace(first, item=item)]


def _renumbered(item: AgendaItem, number: str) -> AgendaItem:
    """`item` with a new number, also in the labels of its documents: 5a of item 5 is 7a of item 7."""
    label = re.compile(rf"{re.escape(item.number)}(?P<letter>[a-z]*)", re.IGNORECASE)

    def renamed(old: str) -> str:
        match = label.fullmatch(old) if item.number else None
        return f"{number}{match['letter']}" if match else old

    labelled = tuple(replace(document, label=renamed(document.label)) for document in item.documents)
    return replace(item, number=number, documents=labelled)


def _is_of_minutes(item: AgendaItem) -> bool:
    return any(origin.item is None and origin.entry is None for origin in item.origins)


def _slot(standing: Sequence[AgendaItem]) -> int | None:
    """Which standing item is for the minutes of the meeting before."""
    return next((at for at, item in enumerate(standing) if is_minutes(item.title)), None)


def _minutes_place(standing: Sequence[AgendaItem], slot: int | None) -> tuple[int, int]:
    """Where minutes go: in the place of the standing item for them, else behind the opening with its parts."""
    if slot is not None:
        return slot, 0
    return max(0, next((at for at, item in enumerate(standing) if at and item.depth == 0), len(standing)) - 1), 1


def _tail(standing: Sequence[AgendaItem]) -> int:
    """The standing item behind which new items go: the last before the questions and the closing of the meeting."""
    at = len(standing)
    while at and standing[at - 1].depth == 0 and is_last(standing[at - 1].title):
        at -= 1
    return at - 1
