"""The minutes of a meeting: what they say, in which order, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from msgspec.structs import replace

from exports.content import lists
from exports.content.approval import approval
from exports.content.assemble import assemble, draft_text
from exports.content.corrections import worked_in
from exports.content.entries import EntryWriter, handled_together
from exports.content.roll import in_part, roll
from exports.document import Block, Bullets, Document, Heading, Paragraph, Spans, emphasis, plain, strong
from exports.reader_words import minutes_for
from exports.redacted import ClosedItem, Redacted, was_there
from exports.word_file.origin import Origin, as_text
from exports.wording import (
    clock,
    confidential_text,
    held_over_text,
    hour,
    joined,
    label,
    secret_text,
    told_clock,
    weekday_date,
)
from store.i18n import documents
from store.kinds import AGREED
from store.language.people import as_written
from store.model import AgendaItem, Entry, Interval, ItemStatus, MeetingStatus, Role, Secrecy, Withheld

# Neither when it began nor when it ended was told.
_NOTHING_TOLD = "…–…"


def minutes(record: Redacted, *, summary: bool = False) -> Document:
    """The minutes of the meeting, in its language; as a `summary`, only what was decided and agreed."""
    draft = draft_text(record)
    made = assemble([record], tuple(Minutes(record, summary=summary).blocks()), draft=label(draft))
    return replace(made, origin=as_text(Origin(record.meeting.key, record.act))) if record.is_full else made


class Minutes:
    """The parts of the minutes of `record`, and all of them together in their order."""

    def __init__(self, record: Redacted, *, summary: bool) -> None:
        record, self._corrected = worked_in(record)
        self.record = record
        self.meeting = record.meeting
        self.summary = summary
        self.language = record.meeting.body.language
        self.entry_writer = EntryWriter(record)
        self._ = documents(self.language).gettext
        self._closing_item = self._find_closing_item() if self.meeting.closed else None

    def blocks(self) -> Iterator[Block]:
        """The whole minutes, from the title to the lines to sign."""
        _ = self._
        yield Heading(1, self.title())
        yield Bullets(tuple(self.head()))
        yield from self.opened()
        if not self.summary:
            yield Heading(2, _("Attendance"))
            yield Bullets(roll(self.record))
        yield from self.outside(after=False)
        for _item, blocks in self.each_item():
            yield from blocks
        yield from self.outside(after=True)
        yield from self.closing()
        yield from lists.decisions(self.record)
        if Withheld.ACTIONS not in self.record.withheld:
            yield from lists.actions(self.record)
            yield from lists.undertakings(self.record)
        yield from self.end()

    # The head

    def title(self) -> str:
        """What the minutes are called."""
        _ = self._
        if self.summary:
            return _("Summary {title}").format(title=self.meeting.title)
        return minutes_for(self.record.audience, self.meeting.title, self.language)

    def head(self) -> Iterator[Spans]:
        """The facts about the meeting, each a label and a text."""
        _, meeting = self._, self.meeting
        status = _("approved") if meeting.status is MeetingStatus.APPROVED else draft_text(self.record)
        lines = [
            (_("Body"), meeting.body.name),
            (_("Date"), weekday_date(meeting.date, self.language)),
            (_("Time"), self._times()),
            (_("Place"), meeting.place),
            (_("Minuted"), _("afterwards") if meeting.afterwards else ""),
            (_("Status"), status),
            (_("Order of treatment"), self._order()),
        ]
        return ((strong(name), plain(f": {text}")) for name, text in lines if text)

    def _times(self) -> str:
        _, meeting = self._, self.meeting
        planned = f"{hour(meeting.start)}–{hour(meeting.end)}" if meeting.start and meeting.end else ""
        if meeting.opened is None:
            return planned
        held = f"{told_clock(meeting.opened, meeting)}–{told_clock(meeting.closed, meeting)}"
        if held == _NOTHING_TOLD:
            return _("planned {planned}").format(planned=planned) if planned else ""
        return _("{held} (planned {planned})").format(held=held, planned=planned) if planned else held

    def _order(self) -> str:
        """The numbers in the order treated, where that is not the order of the agenda."""
        treated = self.record.treated
        numbers = [self.record.items[id].number for id in treated]
        agenda = [item.number for item in self.record.agenda() if item.id in treated]
        return ", ".join(numbers) if numbers != agenda else ""

    def opened(self) -> Iterator[Paragraph]:
        """That the meeting was opened, when and by whom, and how many of those who may vote were there."""
        meeting, words = self.meeting, documents(self.language)
        if meeting.opened is None:
            return
        _ = words.gettext
        time = clock(meeting.opened, meeting)
        text = _("The meeting was opened at {time}.").format(time=time) if time else _("The meeting was opened.")
        for who in self.record.attendance.values():
            if who.role is Role.CHAIR and any(here.start <= meeting.opened for here in who.presence):
                words_for = _("{chair} (chair) opened the meeting at {time}.")
                if not time:
                    words_for = _("{chair} (chair) opened the meeting.")
                text = words_for.format(chair=as_written(who.name), time=time)
        voters = [who for who in self.record.attendance.values() if who.vote]
        there = sum(map(was_there, voters))
        if any(in_part(who, meeting) for who in voters):
            was = words.ngettext(
                "In the course of the meeting {number} of {members} members entitled to vote was present.",
                "In the course of the meeting {number} of {members} members entitled to vote were present.",
                there,
            )
            text = f"{text} {was.format(number=there, members=len(voters))}"
        elif there:
            was = words.ngettext(
                "{number} of {members} members entitled to vote was present.",
                "{number} of {members} members entitled to vote were present.",
                there,
            )
            text = f"{text} {was.format(number=there, members=len(voters))}"
        yield Paragraph((plain(text),))

    # The items

    def each_item(self) -> Iterator[tuple[AgendaItem, tuple[Block, ...]]]:
        """Each item: its heading, and what was asked, said, decided and agreed."""
        for item in self.record.agenda():
            blocks = tuple(self._item(item))
            # A summary passes over what nothing came of.
            if len(blocks) > 1 or not self.summary or isinstance(item, ClosedItem):
                yield item, blocks

    def _item(self, item: AgendaItem) -> Iterator[Block]:
        _ = self._
        level = min(6, 2 + item.depth)
        if isinstance(item, ClosedItem):
            secret = secret_text(item.confidential or Secrecy(), self.language)
            yield Heading(level, _("Item {number}: {secret}").format(number=item.number, secret=secret))
            return
        yield Heading(level, f"{item.number}. {item.title}")
        if item.confidential:
            yield Paragraph((emphasis(confidential_text(item.confidential, self.language)),), stays=True)
        if item.internal_title:
            yield Paragraph((strong(item.internal_title),), stays=True)
        yield from self._asked(item)
        yield from self._standing_aside(item)
        entries = self._entries_of(item.id)
        yield from self._entries(entries, item)
        yield from self._status(item, bool(entries or self._is_more(item) or self._is_told_in_parts(item)))

    def _is_told_in_parts(self, item: AgendaItem) -> bool:
        """Whether something was written down under a part of `item`."""
        agenda = self.record.agenda()
        below = agenda[agenda.index(item) + 1 :]
        parts = takewhile(lambda each: each.depth > item.depth, below)
        said = {entry.item for entry in self.record.entries.values()} | {part for part, _kind in self.record.unsaid}
        return any(part.id in said for part in parts)

    def _is_more(self, item: AgendaItem) -> bool:
        """Whether more was written down under `item` than this version tells."""
        kinds = {kind for id, kind in self.record.unsaid if id == item.id}
        return bool(kinds.intersection(AGREED) if self.summary else kinds)

    def _entries_of(self, item: int) -> list[Entry]:
        entries = _as_voted(self.record.entries_of(item))
        return [entry for entry in entries if entry.kind.facts.is_agreed] if self.summary else entries

    def _notes_left_out(self) -> bool:
        return self.summary or Withheld.NOTES in self.record.withheld

    def _asked(self, item: AgendaItem) -> Iterator[Block]:
        """The documents with an item, and the decision that was asked."""
        if self.summary:
            return
        told = "; ".join(f"{each.label} {each.title}".strip() for each in item.documents)
        lines = ((self._("Documents"), told), (self._("Decision asked"), item.decision_asked))
        shown = tuple((strong(name), plain(f": {text}")) for name, text in lines if text)
        if shown:
            yield Bullets(shown)

    def _standing_aside(self, item: AgendaItem) -> Iterator[Block]:
        """Who took no part in deliberation and vote: with the vote, that says who voted what."""
        names = [who.handle for who in self.record.attendance.values() if item.id in who.recused]
        if names:
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
        elif item.status is ItemStatus.TREATED and not anything and not self._notes_left_out():
            yield Paragraph((emphasis(_("No remarks.")),))

    def outside(self, *, after: bool) -> Iterator[Block]:
        """What was written down before the meeting, or after it; no entry is left out because its item is lost."""
        closed = self.meeting.closed
        entries = self.record.outside()
        entries = [entry for entry in entries if entry.kind.facts.is_agreed or not self.summary]
        blocks = list(self._entries([e for e in entries if (closed is not None and e.at >= closed) is after]))
        if blocks:
            yield Heading(2, self._("Outside the agenda"))
            yield from blocks

    def _entries(self, entries: list[Entry], item: AgendaItem | None = None) -> Iterator[Block]:
        """The entries, with the recesses of the meeting between them."""
        recesses = self._recesses(item) if item and not self.summary else []
        for together in handled_together(entries):
            while recesses and recesses[0].start <= together[0].at:
                yield self._recess(recesses.pop(0))
            yield from self.entry_writer.together(together)
        yield from (self._recess(recess) for recess in recesses)

    def _recesses(self, item: AgendaItem) -> list[Interval]:
        recesses = self.meeting.recesses
        return [recess for recess in recesses if any(_within(recess, during) for during in item.intervals)]

    def _recess(self, recess: Interval) -> Block:
        times = told_clock(recess.start, self.meeting)
        times += f"–{told_clock(recess.end, self.meeting)}" if recess.end else ""
        times = "" if times in (_NOTHING_TOLD, "…") else times
        return Paragraph((emphasis(self._("Recess {times}").format(times=times).strip()),))

    # The end

    def _find_closing_item(self) -> AgendaItem | None:
        """The last item of the agenda, where the meeting was closed at it and it may be seen."""
        for item in self.record.agenda()[-1:]:
            closed_here = bool(item.intervals) and item.intervals[-1].end == self.meeting.closed
            if closed_here and item.status is ItemStatus.TREATED:
                return item
        return None

    def _closed(self) -> Block:
        assert self.meeting.closed is not None
        time = clock(self.meeting.closed, self.meeting)
        text = self._("The meeting was closed at {time}.") if time else self._("The meeting was closed.")
        return Paragraph((plain(text.format(time=time)),))

    def closing(self) -> Iterator[Block]:
        """The closing of the meeting, unless an item of the agenda tells it."""
        if self.meeting.closed and self._closing_item is None:
            yield Heading(2, self._("Closing"))
            yield self._closed()

    def end(self) -> Iterator[Block]:
        """The next meeting, and room to sign."""
        _, meeting = self._, self.meeting
        if meeting.next_meeting:
            yield Heading(2, _("Next meeting"))
            yield Paragraph((plain(weekday_date(meeting.next_meeting, self.language)),))
        if not self.summary:
            yield from approval(self.record, self._corrected)


def _as_voted(entries: list[Entry]) -> list[Entry]:
    """`entries` with what was voted on in the order of the votes, in the places that these have among the others.

    Where somebody moved an entry by hand, as they stand.
    """
    voted = [at for at, entry in enumerate(entries) if entry.turn]
    if any(entry.place is not None for entry in entries):
        return entries
    ordered = list(entries)
    for at, entry in zip(voted, sorted((entries[at] for at in voted), key=lambda entry: entry.turn), strict=True):
        ordered[at] = entry
    return ordered


def _within(recess: Interval, during: Interval) -> bool:
    return during.start <= recess.start and (during.end is None or recess.start < during.end)
