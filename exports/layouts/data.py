"""The data that a template of the user's own gets: plain texts, lists and mappings, nothing that can be changed.

`docs/documents.md` describes them. They are taken from the parts of the built-in document, and from
a record that is redacted for its readers: there is nothing in them that those may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from exports.content import lists
from exports.content.minutes import Minutes
from exports.content.open_actions import earlier_blocks
from exports.content.roll import roll
from exports.document import Block, Bullets, Document, Heading, Paragraph, Spans, Table, text_of
from exports.formats.markdown import write_blocks
from exports.kinds import DocumentKind
from exports.redacted import ClosedItem, Redacted
from exports.wording import due_text, kind_text, outcome_text, owners_text, secret_text, vote_text, weekday_date
from store.i18n import documents
from store.language.people import People
from store.model import AgendaItem, Entry, Secrecy, Withheld

Data = dict[str, object]

_PROMISE = ("number", "item", "text", "who", "when", "status")
_DECISION = ("number", "item", "text", "vote", "status")


class Ready(msgspec.Struct, frozen=True):
    """Markdown as the built-in document has it, which a template writes as it is."""

    markdown: str

    def __bool__(self) -> bool:
        return bool(self.markdown)


def words_of(language: str) -> Callable[[str], str]:
    """What a template calls as `_`: the words of documents in that language."""
    return documents(language).gettext


def layout_data(records: Sequence[Redacted], what: DocumentKind, built_in: Document) -> Data:
    """All that a template can write about the meetings."""
    last = records[-1]
    data: Data = {
        "title": built_in.title,
        "subject": built_in.subject,
        "mark": built_in.mark,
        "language": built_in.language,
        "audience": last.audience.value,
        **_lists(records),
    }
    if what in (DocumentKind.MINUTES, DocumentKind.SUMMARY):
        data |= _minutes(last, Minutes(last, summary=what is DocumentKind.SUMMARY))
    else:
        data["about"] = _about(built_in)
    return data


def _about(built_in: Document) -> str:
    """The line below the title of a list: of whom it is, and when."""
    lines = [text_of(block.spans) for block in built_in.blocks if isinstance(block, Paragraph)]
    return next((line for line in lines if line != built_in.mark), "")


def _lists(records: Sequence[Redacted]) -> Data:
    """`decisions`, `actions` and `undertakings`: their rows, and the whole list ready made."""
    closed = any(Withheld.ACTIONS in record.withheld for record in records)
    shown = {
        "decisions": (lists.decision_tables(records), _DECISION),
        "actions": (() if closed else lists.action_tables(records), _PROMISE),
        "undertakings": (() if closed else lists.undertaking_tables(records), _PROMISE),
    }
    data: Data = {}
    for name, (blocks, keys) in shown.items():
        meeting = ("body", "meeting") if lists.is_of_bodies(records) else ("meeting",)
        columns = (keys[0], *meeting, *keys[1:]) if len(records) > 1 else keys
        tables = [block for block in blocks if isinstance(block, Table)]
        data[name] = [dict(zip(columns, row, strict=True)) for table in tables for row in table.rows]
        data[f"{name}_list"] = Ready(write_blocks(tables))
    return data


def _minutes(record: Redacted, parts: Minutes) -> Data:
    meeting = record.meeting
    opened = [text_of(block.spans) for block in parts.opened()]
    return {
        "meeting": {
            "title": meeting.title,
            "number": meeting.number,
            "body": meeting.body.name,
            "date": weekday_date(meeting.date, parts.language),
            "place": meeting.place,
            "next": weekday_date(meeting.next_meeting, parts.language) if meeting.next_meeting else "",
        },
        "head": _lines(parts.head()),
        "opening": opened[0] if opened else "",
        "roll": _lines(roll(record)),
        "before": Ready(write_blocks(parts.outside(after=False))),
        "items": [_item(record, item, blocks, parts) for item, blocks in parts.each_item()],
        "earlier_actions": Ready(write_blocks(earlier_blocks(record))),
        "after": Ready(write_blocks(parts.outside(after=True))),
        "closing": Ready(write_blocks(parts.closing())),
        "end": Ready(write_blocks(parts.end())),
    }


def _lines(lines: Iterable[Spans]) -> list[Data]:
    """Labels and texts of lines such as `Datum: 3 mei`."""
    return [{"label": line[0].text, "text": text_of(line[1:]).removeprefix(": ")} for line in lines]


def _item(record: Redacted, item: AgendaItem, blocks: tuple[Block, ...], parts: Minutes) -> Data:
    heading, *below = blocks
    assert isinstance(heading, Heading)
    hidden = isinstance(item, ClosedItem)
    return {
        "number": item.number,
        "title": item.title,
        "heading": heading.text,
        "hashes": Ready("#" * heading.level),
        "hidden": hidden,
        "presenter": item.presenter,
        "documents": [f"{each.label} {each.title}".strip() for each in item.documents],
        "decision_asked": item.decision_asked,
        "entries": [] if hidden else [_entry(record, entry, parts) for entry in record.entries_of(item.id)],
        "content": Ready(write_blocks(below)),
        "asked": Ready(write_blocks(block for block in below[:3] if isinstance(block, Bullets))),
    }


def _entry(record: Redacted, entry: Entry, parts: Minutes) -> Data:
    language = parts.language
    secrecy = record.secrecy.get(entry.id)
    people = People(record.attendance.values())
    return {
        "kind": entry.kind.value,
        "name": kind_text(entry.kind, language),
        "reference": entry.reference,
        "text": entry.text,
        "speaker": entry.speaker,
        "who": owners_text(entry, language),
        "when": due_text(entry.due, language),
        "vote": vote_text(entry.vote, people, language, names=True) if entry.vote else "",
        "outcome": outcome_text(entry.outcome, language) if entry.outcome else "",
        "confidential": secret_text(secrecy or Secrecy(), language) if secrecy else "",
        "content": Ready(write_blocks(parts.entry_writer.blocks(entry))),
    }
