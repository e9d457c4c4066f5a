"""The annotated agenda as a document to be sent; `exports.agenda` writes the form that is read back."""

from __future__ import annotations

from collections.abc import Iterator

from exports.agenda_labels import HEAD, ITEM, PURPOSES, Labels
from exports.audience import Audience, hides_item, withholds
from exports.document import Block, Bullets, Heading, Paragraph, Spans, Table, plain, strong
from exports.wording import confidential_text, hour, secret_text, weekday_date
from store.model import AgendaItem, Secrecy, Withheld
from store.record import Record
from store.secrecy import item_secrecy
from store.words import documents


def annotated_blocks(record: Record, audience: Audience) -> tuple[Block, ...]:
    """The head of the meeting, its items at a glance, and each item with what belongs to it."""
    return tuple(_Annotated(record, audience).blocks())


class _Annotated:
    def __init__(self, record: Record, audience: Audience) -> None:
        self.record = record
        self.audience = audience
        self.language = record.meeting.body.language
        self._ = documents(self.language).gettext

    def blocks(self) -> Iterator[Block]:
        meeting = self.record.meeting
        yield Heading(1, self._("Agenda {title}").format(title=meeting.title))
        times = [hour(each) for each in (meeting.start, meeting.end) if each]
        head = (
            (self._("Body"), meeting.body.name),
            (self._("Date"), weekday_date(meeting.date, self.language)),
            (self._("Time"), "–".join(times)),
            (self._("Place"), meeting.place),
        )
        yield Bullets(tuple((strong(label), plain(f": {text}")) for label, text in head if text))
        items = self.record.agenda()
        labels = (self._("Item"), self._("Subject"), self._label(ITEM, "presenter"), self._("Minutes (time)"))
        yield Table(labels, tuple(map(self._row, items)))
        for item in items:
            about = tuple(self._about(item))
            if about and not hides_item(self.audience, self.record, item):
                yield Heading(min(6, 2 + item.depth), f"{item.number}. {item.title}")
                yield Bullets(about)
        if meeting.next_meeting:
            day = weekday_date(meeting.next_meeting, self.language)
            yield Paragraph((strong(self._label(HEAD, "next")), plain(f": {day}")))

    def _row(self, item: AgendaItem) -> tuple[str, str, str, str]:
        if hides_item(self.audience, self.record, item):
            secrecy = item_secrecy(self.record, item) or Secrecy()
            return item.number, secret_text(secrecy, self.language), "", ""
        minutes = "" if item.planned_minutes is None else str(item.planned_minutes)
        return item.number, item.title, item.presenter, minutes

    def _about(self, item: AgendaItem) -> Iterator[Spans]:
        full = self.audience is Audience.FULL
        purpose = PURPOSES[item.purpose].get(self.language, PURPOSES[item.purpose]["en"])[0] if item.purpose else ""
        fields = [(self._label(ITEM, "purpose"), purpose)]
        if full and item.internal_title:
            fields.insert(0, (self._label(ITEM, "internal_title"), item.internal_title))
        if not withholds(self.audience, self.record, Withheld.DOCUMENTS):
            told = "; ".join(f"{each.label} {each.title}".strip() for each in item.documents)
            fields += [
                (self._label(ITEM, "explanation"), item.explanation),
                (self._label(ITEM, "state_of_affairs"), item.state_of_affairs),
                (self._label(ITEM, "documents"), told),
                (self._label(ITEM, "decision_asked"), item.decision_asked),
            ]
        if item.confidential and full:
            yield (strong(confidential_text(item.confidential, self.language)),)
        yield from ((strong(label), plain(f": {text}")) for label, text in fields if text)
        if full:
            yield from ((plain(note),) for note in item.notes if note.strip())

    def _label(self, labels: Labels, field: str) -> str:
        words = labels[field]
        return words.get(self.language, words["en"])[0]
