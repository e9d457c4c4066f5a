"""One entry as it stands in the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from exports.document import Block, Boxed, Paragraph, Spans, Table, emphasis, plain, strong
from exports.redacted import ClosedEntry, Redacted
from exports.wording import (
    confidential_text,
    due_text,
    election_text,
    follow_up_text,
    handled_text,
    kind_text,
    label,
    left_out_text,
    outcome_text,
    owners_text,
    vote_text,
    with_aside,
)
from store.i18n import documents
from store.language.people import People
from store.model import Entry, Kind, Minority, Outcome
from store.record.fields import labelled


def handled_together(entries: list[Entry]) -> Iterator[list[Entry]]:
    """The entries one by one, but pieces of post that were handled one after the other as one."""
    for is_post, several in groupby(entries, key=lambda each: each.handles is not None):
        if is_post:
            yield list(several)
        else:
            yield from ([each] for each in several)


def _lines(lines: Iterable[str]) -> tuple[Spans, ...]:
    """The lines of a longer text behind its first, such as the lettered parts of a decision: each by itself."""
    return tuple((plain(line),) for line in lines)


class EntryWriter:
    """Writes the entries of a record."""

    def __init__(self, record: Redacted) -> None:
        self._record = record
        self._language = record.meeting.body.language
        self._people = People(record.attendance.values())
        self._ = documents(self._language).gettext

    def blocks(self, entry: Entry) -> Iterator[Block]:
        """The blocks of an entry, each with its id; of a closed one no more than that there is one, and no id."""
        for block in self._blocks(entry):
            known = isinstance(block, Paragraph | Boxed) and not isinstance(entry, ClosedEntry)
            yield replace(block, entry=entry.id) if known else block

    def _blocks(self, entry: Entry) -> Iterator[Block]:
        if isinstance(entry, ClosedEntry):
            left_out = left_out_text(entry.confidential, self._language)
            yield Paragraph((strong(self._closed_name(entry)), plain(f": {left_out}")))
            return
        if entry.confidential:
            yield Paragraph((emphasis(confidential_text(entry.confidential, self._language)),), stays=True)
        if entry.kind is Kind.DECISION:
            adopted = entry.outcome in (None, Outcome.ADOPTED)
            text = (self._decision(entry), *_lines(entry.text.split("\n")[1:]))
            yield Boxed((*text, *self._about_decision(entry)), adopted=adopted)
        elif entry.kind in (Kind.PROPOSAL, Kind.VOTE):
            text = (self._proposal(entry), *_lines(entry.text.split("\n")[1:]))
            about = (*self._amendment(entry), *self._moved(entry), *self._vote(entry))
            adopted = entry.outcome in (Outcome.ADOPTED, Outcome.ELECTED)
            yield Boxed((*text, *about), adopted=adopted)
        elif entry.kind.is_promise or entry.kind is Kind.INTENTION:
            yield Paragraph(self._promise(entry))
            yield from map(Paragraph, _lines(entry.text.split("\n")[1:]))
        elif entry.kind is Kind.NOTE:
            first, *others = entry.text.split("\n")
            said = (strong(f"{entry.speaker}:"), plain(f" {first}"))
            yield Paragraph(said if entry.speaker else (plain(first),))
            yield from map(Paragraph, _lines(others))
        elif entry.kind is Kind.FOLLOW_UP:
            yield Paragraph((plain(follow_up_text(entry, self._language)),))
        else:
            first, *others = entry.text.split("\n")
            yield Paragraph((strong(f"{self._name(entry)}:"), plain(f" {first}")))
            yield from map(Paragraph, _lines(others))
        if entry.answer:
            who = f" ({entry.answered_by})" if entry.answered_by else ""
            first, *others = entry.answer.split("\n")
            yield Paragraph((strong(self._("Answer{who}:").format(who=who)), plain(f" {first}")))
            yield from map(Paragraph, _lines(others))

    def together(self, entries: list[Entry]) -> Iterator[Block]:
        """The blocks of one entry; of several pieces of post that were handled one after the other, one table."""
        if len(entries) == 1:
            yield from self.blocks(entries[0])
            return
        _, language = self._, self._language
        rows = []
        for entry in entries:
            told = entry.handles
            assert told
            handling = handled_text(told, entry.owners, entry.due, self._record.meeting.body.desk, language)
            aside = confidential_text(entry.confidential, language) if entry.confidential else ""
            rows.append((told.piece, with_aside(told.subject, aside), handling))
        yield Table((_("Number"), _("Subject"), _("Handling")), tuple(rows))

    def _closed_name(self, entry: ClosedEntry) -> str:
        # A follow-up has no number of its own: what it is about has.
        return entry.about or self._called(entry, is_amendment=entry.is_amendment)

    def _name(self, entry: Entry) -> str:
        return self._called(entry, is_amendment=entry.amends is not None)

    def _called(self, entry: Entry, *, is_amendment: bool) -> str:
        is_amendment = is_amendment and entry.kind is Kind.PROPOSAL
        kind = self._("Amendment") if is_amendment else kind_text(entry.kind, self._language)
        return f"{kind} {entry.reference}".strip()

    # Decisions, proposals and votes

    def _decision(self, entry: Entry) -> Spans:
        first = entry.text.split("\n")[0]
        if entry.outcome in (None, Outcome.ADOPTED):
            return (strong(self._name(entry)), plain(f" — {first}"))
        assert entry.outcome is not None
        outcome = outcome_text(entry.outcome, self._language)
        return (strong(label(outcome)), plain(f" — {self._name(entry)}: {first}"))

    def _about_decision(self, entry: Entry) -> Iterator[Spans]:
        _ = self._
        yield from self._amendment(entry)
        yield from self._moved(entry)
        yield from self._vote(entry)
        if entry.id in self._record.without_quorum:
            yield (emphasis(_("Decided without a quorum.")),)
        yield from map(self._minority, entry.minority)
        if entry.review:
            when = due_text(entry.review, self._language)
            yield (emphasis(_("To be evaluated: {date}.").format(date=when)),)
        changed = (
            (entry.replaces, _("In the place of {reference}.")),
            (entry.replaced_by, _("Replaced by {reference}.")),
            (entry.withdrawn_by, _("Withdrawn by {reference}.")),
        )
        for reference, text in changed:
            if reference:
                yield (emphasis(text.format(reference=reference)),)

    def _proposal(self, entry: Entry) -> Spans:
        if elected := election_text(entry, self._people, self._language):
            return (strong(self._name(entry)), plain(f" — {elected}"))
        outcome = outcome_text(entry.outcome, self._language) if entry.outcome else self._("not put to the vote")
        name, text = self._name(entry), entry.text.split("\n")[0]
        return (strong(label(outcome)), plain(f" — {name}: {text}" if text else f" — {name}"))

    def _amendment(self, entry: Entry) -> Iterator[Spans]:
        """That it amends another proposal, which is named where it has a number and may be named."""
        # One that was voted on before amendments were said so is only called that.
        if entry.amends is None or not (entry.kind is Kind.DECISION or entry.turn):
            return
        amended = self._record.entries.get(entry.amends)
        if amended and amended.reference:
            yield (emphasis(self._("Amendment to {reference}.").format(reference=amended.reference)),)
        else:
            yield (emphasis(self._("Amendment to another proposal.")),)

    def _moved(self, entry: Entry) -> Iterator[Spans]:
        if entry.mover:
            _ = self._
            text = _("Moved by {mover}, seconded by {seconder}.") if entry.seconder else _("Moved by {mover}.")
            yield (plain(text.format(mover=entry.mover, seconder=entry.seconder)),)

    def _vote(self, entry: Entry) -> Iterator[Spans]:
        """The vote; where no votes beside names are told, an election has none."""
        text = vote_text(entry.vote, self._people, self._language, names=True) if entry.vote else ""
        if text:
            yield (plain(f"{text}."),)

    def _minority(self, view: Minority) -> Spans:
        _ = self._
        whose = _("Minority view of {who}:") if view.who else _("Minority view:")
        return (emphasis(whose.format(who=view.who)), plain(f" {view.text}"))

    # Actions and undertakings

    def _promise(self, entry: Entry) -> Spans:
        first = entry.text.split("\n")[0]
        owners, due = owners_text(entry, self._language), due_text(entry.due, self._language)
        details = ", ".join(filter(None, (owners, due, *labelled(entry, self._language))))
        return (strong(f"{self._name(entry)}:"), plain(f" {with_aside(first, details)}"))
