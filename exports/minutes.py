"""The minutes of a meeting: what they say, in which order, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from exports import lists
from exports.attendance import roll
from exports.audience import Audience, hides_entry, hides_item, secrecy_of
from exports.document import Block, Boxed, Bullets, Document, Heading, Paragraph, Spans, emphasis, plain, strong
from exports.wording import (
    clock,
    due_text,
    held_over_text,
    hour,
    kind_text,
    outcome_text,
    owners_text,
    secret_text,
    vote_text,
    weekday_date,
)
from store.language.people import People
from store.model import AgendaItem, Entry, Interval, ItemStatus, Kind, MeetingStatus, Outcome
from store.phrases import long_date
from store.record import Record
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
        self.people = People(record.attendance.values())
        self._ = documents(self.language).gettext

    def blocks(self) -> Iterator[Block]:
        _ = self._
        yield Heading(1, self._title())
        yield Bullets(tuple(self._head()))
        yield Heading(2, _("Attendance"))
        yield Bullets(roll(self.record))
        if before := self.record.entries_of(None):
            yield Heading(2, _("Outside the agenda"))
            yield from self._entries(before)
        for item in self.record.agenda():
            yield from self._item(item)
        yield from lists.decisions(self.record, self.audience)
        if self.audience is Audience.FULL:
            yield from lists.actions(self.record)
            yield from lists.undertakings(self.record)
        yield from self._closing()

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

    # One item

    def _item(self, item: AgendaItem) -> Iterator[Block]:
        _ = self._
        level = min(6, 2 + item.depth)
        if item.confidential and hides_item(self.audience, item):
            secret = secret_text(item.confidential, self.language)
            yield Heading(level, _("Item {number}: {secret}").format(number=item.number, secret=secret))
            return
        yield Heading(level, f"{item.number}. {item.title}")
        if item.confidential:
            yield Paragraph((emphasis(self._confidential(item)),))
        entries = self.record.entries_of(item.id)
        if item.prepared_text:
            yield from (Paragraph((plain(text),)) for text in item.prepared_text.splitlines() if text)
        yield from self._entries(entries, item)
        if item.status is ItemStatus.HELD_OVER and item.held_over:
            yield Paragraph((emphasis(held_over_text(item.held_over, self.language)),))
        elif not entries and item.status in (ItemStatus.OPEN, ItemStatus.TREATED) and not item.prepared_text:
            text = _("Not treated.") if item.status is ItemStatus.OPEN else _("No remarks.")
            yield Paragraph((emphasis(text),))

    def _confidential(self, item: AgendaItem) -> str:
        _ = self._
        assert item.confidential is not None
        text = secret_text(item.confidential, self.language)
        text = text[:1].upper() + text[1:]
        if item.confidential.until:
            text += ", " + _("until {date}").format(date=long_date(item.confidential.until, self.language))
        return f"{text}. {item.internal_title}" if item.internal_title else text

    def _entries(self, entries: list[Entry], item: AgendaItem | None = None) -> Iterator[Block]:
        """The entries, with the recesses of the meeting between them."""
        recesses = self._recesses(item) if item else []
        for entry in entries:
            while recesses and recesses[0].start <= entry.at:
                yield self._recess(recesses.pop(0))
            yield from self._entry(entry)
        yield from (self._recess(recess) for recess in recesses)

    def _recesses(self, item: AgendaItem) -> list[Interval]:
        recesses = self.meeting.recesses
        return [recess for recess in recesses if any(_within(recess.start, during) for during in item.intervals)]

    def _recess(self, recess: Interval) -> Block:
        times = clock(recess.start, self.meeting)
        times += f"–{clock(recess.end, self.meeting)}" if recess.end else ""
        return Paragraph((emphasis(self._("Recess {times}").format(times=times)),))

    # One entry

    def _entry(self, entry: Entry) -> Iterator[Block]:
        if hides_entry(self.audience, self.record, entry):
            yield self._hidden(entry)
        elif entry.kind is Kind.DECISION:
            yield self._decision(entry)
        elif entry.kind in (Kind.ACTION, Kind.UNDERTAKING):
            if entry.kind is Kind.UNDERTAKING or self.audience is Audience.FULL:
                yield Paragraph(self._promise(entry))
        elif entry.kind in (Kind.PROPOSAL, Kind.VOTE):
            yield self._proposal(entry)
        elif entry.kind is Kind.NOTE:
            speaker = (strong(f"{entry.speaker}:"), plain(" ")) if entry.speaker else ()
            yield Paragraph((*speaker, plain(entry.text)))
        else:
            yield Paragraph((strong(f"{kind_text(entry.kind, self.language)}:"), plain(f" {entry.text}")))

    def _hidden(self, entry: Entry) -> Block:
        secrecy = secrecy_of(self.record, entry)
        assert secrecy is not None
        secret = secret_text(secrecy, self.language)
        return Paragraph((strong(self._name(entry)), plain(f": {secret}")))

    def _name(self, entry: Entry) -> str:
        return f"{kind_text(entry.kind, self.language)} {entry.reference}".strip()

    def _decision(self, entry: Entry) -> Block:
        _ = self._
        lines: list[Spans] = [(strong(self._name(entry)), plain(f" — {entry.text}"))]
        lines += self._how(entry)
        changed = [
            (entry.withdrawn_by, _("Withdrawn by {reference}.")),
            (entry.replaced_by, _("Replaced by {reference}.")),
            (entry.replaces, _("In the place of {reference}.")),
        ]
        lines += [(emphasis(text.format(reference=other)),) for other, text in changed if other]
        return Boxed(tuple(lines))

    def _proposal(self, entry: Entry) -> Block:
        _ = self._
        outcome = outcome_text(entry.outcome, self.language) if entry.outcome else _("not put to the vote")
        text = f" — {entry.text}" if entry.text else ""
        lines: list[Spans] = [(strong(self._name(entry)), plain(f"{text} ({outcome})"))]
        return Boxed((*lines, *self._how(entry)))

    def _how(self, entry: Entry) -> list[Spans]:
        """Mover, vote and minority views, as far as `audience` may see them."""
        _, full = self._, self.audience is Audience.FULL
        lines: list[Spans] = []
        if entry.mover and full:
            movers = ", ".join(filter(None, (entry.mover, entry.seconder)))
            lines.append((plain(_("Moved by {names}.").format(names=movers)),))
        if entry.vote:
            text = vote_text(entry.vote, self.people, self.language, names=full)
            if entry.outcome is Outcome.REJECTED and entry.kind is Kind.DECISION:
                text = f"{text} — {outcome_text(entry.outcome, self.language)}"
            lines.append((plain(f"{text}."),))
        for view in entry.minority:
            who = f" {view.who}" if view.who and full else ""
            lines.append((emphasis(_("Minority view") + who + ":"), plain(f" {view.text}")))
        return lines

    def _promise(self, entry: Entry) -> Spans:
        owners = owners_text(entry, self.language) if self.audience is Audience.FULL else ""
        details = ", ".join(filter(None, (owners, due_text(entry.due, self.language))))
        return (strong(f"{self._name(entry)}:"), plain(f" {entry.text}{f' ({details})' if details else ''}"))

    def _closing(self) -> Iterator[Block]:
        _, meeting = self._, self.meeting
        yield Heading(2, _("Closing"))
        if meeting.closed:
            yield Paragraph((plain(_("The meeting is closed at {time}.").format(time=clock(meeting.closed, meeting))),))
        if meeting.next_meeting:
            day = weekday_date(meeting.next_meeting, self.language)
            yield Paragraph((plain(_("Next meeting: {date}.").format(date=day)),))
        if meeting.status is not MeetingStatus.APPROVED and self.audience is Audience.FULL:
            yield Paragraph((plain(_("Approved in the meeting of: …………………………")),))
            yield Paragraph((plain(_("Chair: …………………………  Secretary: …………………………")),))


def _within(at: datetime, interval: Interval) -> bool:
    return interval.start <= at and (interval.end is None or at < interval.end)
