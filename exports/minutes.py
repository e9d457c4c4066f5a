"""The minutes of a meeting: what they say, in which order, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from exports import lists
from exports.approval import approval
from exports.attendance import roll
from exports.audience import Audience, hides_item
from exports.document import Block, Bullets, Document, Heading, Paragraph, Spans, emphasis, plain, strong
from exports.wording import clock, confidential_text, held_over_text, hour, joined, secret_text, weekday_date
from exports.written import Written
from store.model import AgendaItem, Entry, Interval, ItemStatus, MeetingStatus
from store.record import Record
from store.secrecy import item_secrecy
from store.words import documents


def minutes(record: Record, audience: Audience = Audience.FULL) -> Document:
    """The minutes of the meeting, in its language, for `audience`."""
    return Document(record.meeting.body.language, tuple(_Minutes(record, audience).blocks()))


class _Minutes:
    def __init__(self, record: Record, audience: Audience) -> None:
        self.record = record
        self.meeting = record.meeting
        self.audience = audience
        self.language = record.meeting.body.language
        self._written = Written(record, audience)
        self._ = documents(self.language).gettext
        self._closing_item = self._find_closing_item() if self.meeting.closed else None

    def blocks(self) -> Iterator[Block]:
        _ = self._
        yield Heading(1, self._title())
        yield Bullets(tuple(self._head()))
        yield Heading(2, _("Attendance"))
        yield Bullets(roll(self.record, self.audience))
        yield from self._outside(after=False)
        for item in self.record.agenda():
            yield from self._item(item)
        yield from self._outside(after=True)
        if self.meeting.closed and self._closing_item is None:
            yield Heading(2, _("Closing"))
            yield self._closed()
        yield from lists.decisions(self.record, self.audience)
        if self.audience is Audience.FULL:
            yield from lists.actions(self.record)
            yield from lists.undertakings(self.record)
        yield from self._next_meeting()

    # The head

    def _title(self) -> str:
        _ = self._
        if self.audience is Audience.PUBLIC:
            return _("Public minutes {title}").format(title=self.meeting.title)
        return _("Minutes {title}").format(title=self.meeting.title)

    def _head(self) -> Iterator[Spans]:
        _, meeting = self._, self.meeting
        status = _("approved") if meeting.status is MeetingStatus.APPROVED else _("draft")
        lines = [
            (_("Body"), meeting.body.name),
            (_("Date"), weekday_date(meeting.date, self.language)),
            (_("Time"), self._times()),
            (_("Place"), meeting.place),
            (_("Status"), status),
            (_("Order of treatment"), self._order()),
        ]
        return ((strong(label), plain(f": {text}")) for label, text in lines if text)

    def _times(self) -> str:
        _, meeting = self._, self.meeting
        planned = f"{hour(meeting.start)}–{hour(meeting.end)}" if meeting.start and meeting.end else ""
        if meeting.opened is None:
            return planned
        end = clock(meeting.closed, meeting) if meeting.closed else "…"
        held = f"{clock(meeting.opened, meeting)}–{end}"
        return _("{held} (planned {planned})").format(held=held, planned=planned) if planned else held

    def _order(self) -> str:
        """The numbers in the order treated, where that is not the order of the agenda."""
        treated = [item for item in self.record.items.values() if item.intervals]
        treated.sort(key=lambda item: item.intervals[0].start)
        numbers = [item.number for item in treated]
        agenda = [item.number for item in self.record.agenda() if item.intervals]
        return ", ".join(numbers) if numbers != agenda else ""

    # The items

    def _item(self, item: AgendaItem) -> Iterator[Block]:
        _ = self._
        level = min(6, 2 + item.depth)
        secrecy = item_secrecy(self.record, item)
        if secrecy and hides_item(self.audience, self.record, item):
            secret = secret_text(secrecy, self.language)
            yield Heading(level, _("Item {number}: {secret}").format(number=item.number, secret=secret))
            return
        yield Heading(level, f"{item.number}. {item.title}")
        if item.confidential:
            yield Paragraph((emphasis(confidential_text(item.confidential, self.language)),))
        if item.internal_title:
            yield Paragraph((strong(item.internal_title),))
        yield from self._standing_aside(item)
        entries = self.record.entries_of(item.id)
        prepared = item.prepared_text if item.intervals else ""
        yield from (Paragraph((plain(text),)) for text in prepared.splitlines() if text)
        yield from self._entries(entries, item)
        yield from self._status(item, bool(entries or prepared))

    def _standing_aside(self, item: AgendaItem) -> Iterator[Block]:
        """Who took no part in deliberation and vote: with the vote, that says who voted what."""
        names = [who.handle for who in self.record.attendance.values() if item.id in who.recused]
        if names and self.audience is Audience.FULL:
            text = documents(self.language).ngettext(
                "{names} takes no part in deliberation and vote.",
                "{names} take no part in deliberation and vote.",
                len(names),
            )
            yield Paragraph((emphasis(text.format(names=joined(names, self.language))),))

    def _status(self, item: AgendaItem, anything: bool) -> Iterator[Block]:
        _ = self._
        if item.status is ItemStatus.HELD_OVER and item.held_over:
            yield Paragraph((emphasis(held_over_text(item.held_over, self.language)),))
        elif item.status is ItemStatus.OPEN and not anything:
            yield Paragraph((emphasis(_("Not treated.")),))
        elif item is self._closing_item:
            yield self._closed()
        elif item.status is ItemStatus.TREATED and not anything:
            yield Paragraph((emphasis(_("No remarks.")),))

    def _outside(self, *, after: bool) -> Iterator[Block]:
        """What was written down before the meeting, or after it; no entry is left out because its item is lost."""
        closed = self.meeting.closed
        agenda = {item.id for item in self.record.agenda()}
        entries = [entry for entry in self.record.entries.values() if entry.item not in agenda]
        blocks = list(self._entries([e for e in entries if (closed is not None and e.at >= closed) is after]))
        if blocks:
            yield Heading(2, self._("Outside the agenda"))
            yield from blocks

    def _entries(self, entries: list[Entry], item: AgendaItem | None = None) -> Iterator[Block]:
        """The entries, with the recesses of the meeting between them."""
        recesses = self._recesses(item) if item else []
        for entry in entries:
            while recesses and recesses[0].start <= entry.at:
                yield self._recess(recesses.pop(0))
            yield from self._written.blocks(entry)
        yield from (self._recess(recess) for recess in recesses)

    def _recesses(self, item: AgendaItem) -> list[Interval]:
        recesses = self.meeting.recesses
        return [recess for recess in recesses if any(_within(recess, during) for during in item.intervals)]

    def _recess(self, recess: Interval) -> Block:
        times = clock(recess.start, self.meeting)
        times += f"–{clock(recess.end, self.meeting)}" if recess.end else ""
        return Paragraph((emphasis(self._("Recess {times}").format(times=times)),))

    # The end

    def _find_closing_item(self) -> AgendaItem | None:
        """The last item of the agenda, where the meeting was closed at it and it may be seen."""
        for item in self.record.agenda()[-1:]:
            closed_here = bool(item.intervals) and item.intervals[-1].end == self.meeting.closed
            if closed_here and item.status is ItemStatus.TREATED and not hides_item(self.audience, self.record, item):
                return item
        return None

    def _closed(self) -> Block:
        assert self.meeting.closed is not None
        time = clock(self.meeting.closed, self.meeting)
        return Paragraph((plain(self._("The meeting is closed at {time}.").format(time=time)),))

    def _next_meeting(self) -> Iterator[Block]:
        _, meeting = self._, self.meeting
        if meeting.next_meeting:
            yield Heading(2, _("Next meeting"))
            yield Paragraph((plain(weekday_date(meeting.next_meeting, self.language)),))
        yield from approval(self.record, self.audience)


def _within(recess: Interval, during: Interval) -> bool:
    return during.start <= recess.start and (during.end is None or recess.start < during.end)
