"""The annotated agenda as a document to be sent; `exports.agenda.markdown` writes the form that is read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from string import ascii_lowercase

from exports.agenda.lines.labels import HEAD, ITEM, PURPOSES, Labels
from exports.content.open_actions import open_blocks
from exports.content.roll import invited
from exports.document import Block, Bullets, Heading, Spans, Table, plain, strong
from exports.redacted import ClosedItem, Redacted
from exports.wording import called_off_text, confidential_text, hour, secret_text, weekday_date
from store.i18n import documents
from store.meeting.post import post_item
from store.model import AgendaItem, Document, Secrecy, Withheld
from store.text import fold


def annotated_blocks(record: Redacted) -> tuple[Block, ...]:
    """The head, the items at a glance, each item with what belongs to it, and what is still to be done."""
    return tuple(_Annotated(record).blocks())


class _Annotated:
    def __init__(self, record: Redacted) -> None:
        self.record = record
        self.language = record.meeting.body.language
        self._ = documents(self.language).gettext

    def blocks(self) -> Iterator[Block]:
        meeting = self.record.meeting
        yield Heading(1, self._("Agenda {title}").format(title=meeting.title))
        yield Bullets(tuple((strong(label), plain(f": {text}")) for label, text in self._head() if text))
        items = self.record.agenda()
        labels = (
            *(self._("Item"), self._("Subject"), self._label(ITEM, "purpose")),
            *(self._label(ITEM, "presenter"), self._label(ITEM, "minutes")),
        )
        yield Table(labels, tuple(map(self._row, items)))
        for item in items:
            about = tuple(self._about(item))
            if about and not isinstance(item, ClosedItem):
                yield Heading(min(6, 2 + item.depth), f"{item.number}. {item.title}")
                yield Bullets(about)
        yield from open_blocks(self.record)

    def _head(self) -> tuple[tuple[str, str], ...]:
        meeting = self.record.meeting
        members, guests = invited(self.record)
        said = meeting.number in meeting.title or meeting.number == meeting.date.isoformat()
        return (
            (self._("Status"), called_off_text(meeting, self.language)),
            (self._("Body"), meeting.body.name),
            (self._label(HEAD, "number"), "" if said else meeting.number),
            (self._("Date"), self._day(meeting.date)),
            (self._("Time"), "–".join(hour(each) for each in (meeting.start, meeting.end) if each)),
            (self._("Place"), meeting.place),
            (self._("Invited"), "; ".join(members)),
            (self._("Guests"), "; ".join(guests)),
            (self._("Sent"), self._day(meeting.sent)),
            (self._label(HEAD, "next"), self._day(meeting.next_meeting)),
        )

    def _row(self, item: AgendaItem) -> tuple[str, ...]:
        if isinstance(item, ClosedItem):
            return item.number, secret_text(item.confidential or Secrecy(), self.language), "", "", ""
        purpose = PURPOSES[item.purpose].get(self.language, PURPOSES[item.purpose]["en"])[0] if item.purpose else ""
        minutes = "" if item.planned_minutes is None else f"{item.planned_minutes} min"
        return item.number, item.title, purpose, item.presenter, minutes

    def _about(self, item: AgendaItem) -> Iterator[Spans]:
        fields = [(self._label(ITEM, "internal_title"), item.internal_title)]
        if item.times_held_over:
            times = documents(self.language).ngettext("once before", "{count} times before", item.times_held_over)
            fields.append((self._("Held over"), times.format(count=item.times_held_over)))
        told = "; ".join(f"{each.label} {each.title}".strip() for each in self._documents(item))
        fields += [
            (self._label(ITEM, "state_of_affairs"), item.state_of_affairs),
            (self._label(ITEM, "explanation"), item.explanation),
            (self._label(ITEM, "documents"), told),
            (self._label(ITEM, "decision_asked"), item.decision_asked),
        ]
        if item.confidential and self.record.is_full:
            yield (strong(confidential_text(item.confidential, self.language)),)
        yield from ((strong(label), plain(f": {text}")) for label, text in fields if text)
        yield from ((plain(note),) for note in item.notes if note.strip())

    def _documents(self, item: AgendaItem) -> tuple[Document, ...]:
        """The documents of an item; the list of post is one of the item under which post is treated."""
        own = post_item(self.record)
        if not self.record.post or Withheld.DOCUMENTS in self.record.withheld or own is None or own.id != item.id:
            return item.documents
        title = self._("list of post")
        if any(fold(title) in fold(each.title) for each in item.documents):
            return item.documents
        taken = {each.label for each in item.documents}
        label = next(each for letter in ascii_lowercase if (each := f"{item.number}{letter}") not in taken)
        count = documents(self.language).ngettext("{count} piece", "{count} pieces", len(self.record.post))
        return (*item.documents, Document(label=label, title=f"{title} ({count.format(count=len(self.record.post))})"))

    def _day(self, day: date | None) -> str:
        return weekday_date(day, self.language) if day else ""

    def _label(self, labels: Labels, field: str) -> str:
        words = labels[field]
        return words.get(self.language, words["en"])[0]
