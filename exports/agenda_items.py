"""The items of an agenda: the list under its heading, with what is told below each item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from exports.agenda_fields import ItemLine, minutes_in, read_line, secrecy_until
from exports.agenda_labels import ITEM, Label, label_in, purpose_in
from exports.agenda_tree import Passage, Span, document, passages
from store.clean import clean
from store.language.people import People
from store.model import AgendaItem, Document

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_DOCUMENT = re.compile(r"\s*(?P<label>[0-9]{1,4}[a-z]?)[.:)]?\s+", re.IGNORECASE)
_LETTERED = re.compile(r"(?P<number>[0-9]+)(?P<letter>[a-z])\.\s+")
TEXTS = frozenset({"explanation", "state_of_affairs", "decision_asked", "prepared_text", "internal_title"})


def read_items(lists: Iterable[SyntaxTreeNode], people: People, languages: Counter[str]) -> tuple[AgendaItem, ...]:
    """The items of the ordered `lists`, in their order, with ids from 1.

    `people` are those of the meeting. `languages` counts the labels that were met, by
    their language.
    """
    reader = _Reader(people, languages)
    last = (-1, "")
    for node in lists:
        last = reader.read(node, "", 0, last)
    return tuple(reader.items)


def documents_in(passage: Passage) -> Iterator[Document]:
    """The documents that `3a concept-verslag; [planning](link)` names; the text of a link is never taken apart."""
    for part in _parts(passage):
        links = [span for span in part if span.link is not None]
        text = "".join(span.text for span in part)
        before = text if not links else "".join(span.text for span in part[: part.index(links[0])])
        label = _DOCUMENT.match(before)
        if label and not text[label.end() :].strip():
            label = None
        title = clean(text[label.end() :] if label else text)
        link = clean(links[0].link or "") if links else ""
        if title or link:
            yield Document(label=label["label"] if label else "", title=title or link, link=link)
        yield from (document(span) for span in links[1:] if span.link)


class _Draft(msgspec.Struct):
    """An item that is being read."""

    line: ItemLine
    languages: Counter[str]
    documents: list[Document] = []
    texts: dict[str, str] = {}
    notes: list[str] = []

    def take(self, told: list[Passage]) -> None:
        """What a bullet or paragraph below the item says: a field, or else notes."""
        first, *others = told
        label = label_in(first.raw, ITEM) if first.spoken else None
        if label and self._understood(label, [first.after(label.end), *others]):
            self.languages.update(label.languages)
        else:
            self._note(told)

    def _understood(self, label: Label, values: list[Passage]) -> bool:
        text = "\n".join(value.text for value in values if value.text)
        if label.field == "documents":
            self.documents += [found for value in values for line in value.lines() for found in documents_in(line)]
        elif label.field in TEXTS:
            self.texts[label.field] = "\n".join(filter(None, (self.texts.get(label.field), text)))
            self.documents += [link for value in values for link in value.links]
        elif text:
            line = _with_field(self.line, label.field, text)
            self.line, understood = line or self.line, line is not None
            return understood and not any(value.links for value in values)
        return True

    def _note(self, told: list[Passage]) -> None:
        for passage in told:
            self.documents += passage.links
            if not passage.is_link and passage.text:
                self.notes.append(passage.text)

    def item(self, number: int, name: str, depth: int) -> AgendaItem:
        """The item as it was read."""
        item = AgendaItem(
            id=number,
            number=name,
            title=self.line.title,
            depth=depth,
            purpose=self.line.purpose,
            presenter=self.line.presenter,
            planned_minutes=self.line.minutes,
            documents=tuple(self.documents),
            notes=tuple(self.notes),
            confidential=self.line.confidential,
        )
        return msgspec.structs.replace(item, **self.texts)


def _with_field(line: ItemLine, field: str, text: str) -> ItemLine | None:
    """`line` with what a label below it says; None where that cannot be read, or the line says it already."""
    replace = msgspec.structs.replace
    if field == "minutes" and line.minutes is None and (minutes := minutes_in(text)) is not None:
        return replace(line, minutes=minutes)
    if field == "presenter" and not line.presenter:
        return replace(line, presenter=clean(text))
    if field == "purpose" and not line.purpose and (purpose := purpose_in(text)):
        return replace(line, purpose=purpose)
    if field == "confidential" and not line.confidential:
        return replace(line, confidential=secrecy_until(text))
    return None


class _Reader:
    """Reads lists and the lists in them, and numbers their items."""

    def __init__(self, people: People, languages: Counter[str]) -> None:
        self.people = people
        self.languages = languages
        self.items: list[AgendaItem] = []

    def read(self, node: SyntaxTreeNode, prefix: str, depth: int, last: tuple[int, str]) -> tuple[int, str]:
        """Reads an ordered list that follows number `last`; its own last number."""
        entries = [_entry(item) for item in node.children]
        for number, (text, item) in zip(_numbers(node, entries, last), entries, strict=True):
            name = f"{prefix}{number[0]}{number[1]}"
            self._item(text.after(_lettered(text, number)), item, name, depth)
            last = number
        return last

    def _item(self, text: Passage, node: SyntaxTreeNode, name: str, depth: int) -> None:
        first, *others = text.lines()
        draft = _Draft(read_line(first.text, self.people), self.languages, documents=list(first.links))
        for line in others:
            draft.take([line])
        place = len(self.items)
        blocks = node.children[1:] if _is_text(node) else node.children
        below = [block for block in blocks if block.type == "ordered_list"]
        for block in blocks:
            if block.type != "ordered_list":
                for told in _told(block):
                    draft.take(told)
        self.items.append(draft.item(place + 1, name, depth))
        last = (-1, "")
        for block in below:
            last = self.read(block, f"{name}.", depth + 1, last)


def _told(block: SyntaxTreeNode) -> Iterator[list[Passage]]:
    """What a block below an item says: the passages of each bullet together, of anything else one by one."""
    if block.type == "bullet_list":
        yield from (told for bullet in block.children if (told := list(passages(bullet))))
    else:
        yield from ([passage] for passage in passages(block))


def _entry(item: SyntaxTreeNode) -> tuple[Passage, SyntaxTreeNode]:
    return (next(passages(item.children[0]), Passage(())) if _is_text(item) else Passage(())), item


def _is_text(item: SyntaxTreeNode) -> bool:
    return bool(item.children) and item.children[0].type in {"paragraph", "heading"}


def _lettered(text: Passage, number: tuple[int, str]) -> int:
    """How long the number with a letter is that stands in `text` itself, which is how Markdown can hold `8a`."""
    match = _LETTERED.match(text.raw)
    return match.end() if match and (int(match["number"]), match["letter"]) == number else 0


def _numbers(
    node: SyntaxTreeNode, entries: list[tuple[Passage, SyntaxTreeNode]], last: tuple[int, str]
) -> list[tuple[int, str]]:
    """The numbers as they were typed where those go up; else as Markdown counts, on from `last`."""
    typed = []
    for text, item in entries:
        ordinal = int(item.info or 0)
        match = _LETTERED.match(text.raw)
        typed.append((ordinal, match["letter"] if match and int(match["number"]) == ordinal else ""))
    if typed and all(one < other for one, other in pairwise((last, *typed))):
        return typed
    first = max(last[0] + 1, int(node.attrs.get("start", 1)))
    return [(number, "") for number in range(first, first + len(entries))]


def _parts(passage: Passage) -> Iterator[list[Span]]:
    part: list[Span] = []
    for span in passage.spans:
        if span.link is not None:
            part.append(span)
            continue
        first, *others = span.text.split(";")
        part.append(Span(first))
        for other in others:
            yield part
            part = [Span(other)]
    yield part
