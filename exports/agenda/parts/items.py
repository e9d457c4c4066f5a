"""The items of an agenda: its list, table or headings, with what is told below each item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.lines.item_line import ItemLine, read_line, secrecy_until
from exports.agenda.lines.labels import ITEM, Label, label_in, purpose_in
from exports.agenda.parts.markdown_tree import MARKED, Passage, Span, document, passages
from exports.agenda.parts.sections import NUMBERED, Form, Section
from exports.agenda.parts.tables import Row, is_of_items, rows_in
from store.language.people import People
from store.language.times import read_minutes
from store.model import AgendaItem, Document
from store.text import clean

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_DOCUMENT = re.compile(r"\s*(?P<label>[0-9]{1,4}[a-z]?)[.:)]?\s+", re.IGNORECASE)
_LETTERED = re.compile(r"(?P<number>[0-9]+)(?P<letter>[a-z])\.\s+")
_TICK = re.compile(r"\[[ xX]\]\s+")
_NUMBER = re.compile(r"(?P<number>[0-9]{1,9})(?P<letter>[a-z]?)")
TEXTS = frozenset({"explanation", "state_of_affairs", "decision_asked", "prepared_text", "internal_title"})


def read_items(
    nodes: list[SyntaxTreeNode], section: Section, people: People, languages: Counter[str]
) -> tuple[AgendaItem, ...]:
    """The items that the parts of `section` hold, in their order, with ids from 1.

    `people` are those of the meeting. `languages` counts the labels that were met, by
    their language.
    """
    reader = _Reader(people, languages)
    if section.form is Form.HEADINGS:
        reader.read_headings(nodes, section)
        return tuple(reader.items)
    last = (-1, "")
    for at in section.parts:
        if nodes[at].type != "table":
            last = reader.read(nodes[at], "", 0, last)
        elif reader.items and section.form is Form.LISTS:
            # A table that stands right below the list, not indented: it tells of the last item.
            reader.read_table_below(nodes[at])
        else:
            last = reader.read_table(nodes[at], "", 0, last)
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
    number: str = ""

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
        elif label.field == "number":
            self.number, understood = self.number or clean(text), not self.number and bool(clean(text))
            return understood
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
            number=self.number or name,
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
    if field == "minutes" and line.minutes is None and (minutes := read_minutes(text)) is not None:
        return replace(line, minutes=minutes)
    if field == "presenter" and not line.presenter:
        return replace(line, presenter=clean(text))
    if field == "purpose" and not line.purpose and (purpose := purpose_in(text)):
        return replace(line, purpose=purpose)
    if field == "confidential" and not line.confidential:
        return replace(line, confidential=secrecy_until(text))
    return None


class _Reader:
    """Reads lists, tables and headings, and numbers their items."""

    def __init__(self, people: People, languages: Counter[str]) -> None:
        self.people = people
        self.languages = languages
        self.items: list[AgendaItem] = []

    def read(self, node: SyntaxTreeNode, prefix: str, depth: int, last: tuple[int, str]) -> tuple[int, str]:
        """Reads a list that follows number `last`; its own last number."""
        entries = [_entry(item) for item in node.children]
        for number, (text, item) in zip(_numbers(node, entries, last), entries, strict=True):
            name = f"{prefix}{number[0]}{number[1]}"
            blocks = item.children[1:] if _is_text(item) else item.children
            ticked = _TICK.match(text.raw) if node.type == "bullet_list" else None
            begun = ticked.end() if ticked else _lettered(text, number)
            self._item(text.after(begun), blocks, name, depth)
            last = number
        return last

    def read_table(self, node: SyntaxTreeNode, prefix: str, depth: int, last: tuple[int, str]) -> tuple[int, str]:
        """Reads a table of items that follows number `last`; its own last number."""
        for row in rows_in(node, self.people):
            if isinstance(row, str):
                self._note(row)
                continue
            if part := self._part_of(row.number, depth):
                draft = self._row(row, [*row.notes])
                self.items.append(draft.item(len(self.items) + 1, row.number, part))
                continue
            number = _typed(row.number.removeprefix(prefix), last)
            notes = [*row.notes]
            if row.number and not number:
                notes.insert(0, row.number)
            last = number or (last[0] + 1 if last[0] >= 0 else 1, "")
            draft = self._row(row, notes)
            self.items.append(draft.item(len(self.items) + 1, f"{prefix}{last[0]}{last[1]}", depth))
        return last

    def _part_of(self, number: str, depth: int) -> int:
        """How deep a row numbered `2.1` stands in a table of items, right after those of 2; 0 where it is no part."""
        above, _, last = number.rpartition(".")
        if not above or not self.items or not _NUMBER.fullmatch(last):
            return 0
        before = self.items[-1]
        if above == before.number:
            return before.depth + 1
        goes_on = before.depth > depth and above == before.number.rpartition(".")[0]
        return (
            before.depth
            if goes_on and _typed(last, _typed(before.number.rpartition(".")[2], (-1, "")) or (-1, ""))
            else 0
        )

    def _row(self, row: Row, notes: list[str]) -> _Draft:
        documents = [*row.links, *documents_in(row.documents)]
        return _Draft(row.line, self.languages, documents=documents, notes=notes)

    def read_table_below(self, node: SyntaxTreeNode) -> None:
        """Reads a table of items as parts of the last item of the agenda itself."""
        at = max(at for at, item in enumerate(self.items) if item.depth == 0)
        prefix = f"{self.items[at].number}."
        parts = [item.number.removeprefix(prefix) for item in self.items[at + 1 :] if item.depth == 1]
        self.read_table(node, prefix, 1, (_typed(parts[-1], (-1, "")) if parts else None) or (-1, ""))

    def read_headings(self, nodes: list[SyntaxTreeNode], section: Section) -> None:
        """Reads headings as items: what stands below a numbered one tells of it; bullets below another are items."""
        counts: list[int] = []
        tags: list[str] = []
        for at, after in pairwise([*section.parts, section.end]):
            heading = nodes[at]
            while tags and tags[-1] >= heading.tag:
                tags.pop()
            depth = len(tags)
            tags.append(heading.tag)
            counts = [*counts[:depth], (counts[depth] if len(counts) > depth else 0) + 1]
            text = next(passages(heading), Passage(()))
            match = NUMBERED.match(text.raw)
            above = [item.number for item in self.items if item.depth < depth]
            prefix = f"{above[-1]}." if depth and above else ""
            number = match[0].strip(" .):") if match else f"{prefix}{counts[depth]}"
            if match and number.split(".")[-1].isdecimal():
                counts[depth] = int(number.split(".")[-1])
            text = text.after(match.end() if match else 0)
            self._item(text, nodes[at + 1 : after], number, depth, group=not section.numbered)

    def _item(self, text: Passage, blocks: list[SyntaxTreeNode], name: str, depth: int, *, group: bool = False) -> None:
        first, *others = text.lines() or [Passage(())]
        draft = _Draft(self._line(first), self.languages, documents=list(first.links))
        if draft.line.times:
            draft.notes.append(draft.line.times)
        marked = [line for line in others if MARKED.match(line.raw)]
        for line in others:
            if line not in marked:
                draft.take([line])
        below = [block for block in blocks if _holds_items(block, group=group)]
        for block in blocks:
            if block not in below:
                for told in _told(block):
                    draft.take(told)
        place = len(self.items)
        item = draft.item(place + 1, name, depth)
        self.items.append(item)
        last = (-1, "")
        prefix = f"{item.number}."
        for line in marked:
            mark = MARKED.match(line.raw)
            last = (max(last[0], 0) + 1, "")
            self._item(line.after(mark.end() if mark else 0), [], f"{prefix}{last[0]}", depth + 1)
        for block in below:
            read = self.read_table if block.type == "table" else self.read
            last = read(block, prefix, depth + 1, last)

    def _line(self, first: Passage) -> ItemLine:
        """What the line of an item says; a link glued to its brackets is part of the title."""
        line, tail = first.without_last_links()
        read = read_line(line, self.people)
        return msgspec.structs.replace(read, title=clean(f"{read.title} {tail}")) if tail else read

    def _note(self, text: str) -> None:
        if self.items:
            item = self.items[-1]
            self.items[-1] = msgspec.structs.replace(item, notes=(*item.notes, text))


def _holds_items(block: SyntaxTreeNode, *, group: bool) -> bool:
    """Whether `block`, below an item, holds items of its own: a numbered list, a table of items, bullets of a group."""
    if block.type == "bullet_list":
        return group and not any(_is_field(bullet) for bullet in block.children)
    return block.type == "ordered_list" or (block.type == "table" and is_of_items(block))


def _is_field(bullet: SyntaxTreeNode) -> bool:
    first = next(passages(bullet), None)
    return first is not None and label_in(first.raw, ITEM) is not None


def _typed(number: str, last: tuple[int, str]) -> tuple[int, str] | None:
    """A typed number that comes after `last`; None for any other."""
    match = _NUMBER.fullmatch(number)
    typed = (int(match["number"]), match["letter"]) if match else (-1, "")
    return typed if typed > last else None


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
    if node.type == "bullet_list":
        return [(number, "") for number in range(max(last[0], 0) + 1, max(last[0], 0) + 1 + len(entries))]
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
