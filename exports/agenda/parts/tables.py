"""Tables of items: a row is an item, its columns say what they hold by their heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.lines.item_line import ItemLine, minutes_between, read_line
from exports.agenda.lines.labels import purpose_in
from exports.agenda.parts.markdown_tree import Passage, Span, passages
from store.language.people import People
from store.language.times import read_minutes
from store.model import Document
from store.text import clean, fold

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_COLUMNS = {
    "number": "nr no nummer number # punt",
    "title": "topic topics subject title onderwerp onderwerpen agendapunt agendapunten omschrijving wat what titel"
    "|agenda item|agenda topic",
    "minutes": "timebox time duration minutes min mins tijd tijdsduur duur minuten tijdstip aanvang start begin"
    "|time box|start time|tijd (min)|duur (min)|min.|time (min)",
    "presenter": "presenter presenters owner lead who speaker champion door wie inbreng inbrenger spreker trekker "
    "inleider verantwoordelijke portefeuille portefeuillehouder eigenaar|presented by",
    "purpose": "purpose doel aard type soort",
    "documents": "documents document bijlagen bijlage stukken stuk attachments attachment papers paper docs",
}
_FIELD = {
    name: field
    for field, words in _COLUMNS.items()
    for part, names in enumerate(words.split("|"))
    for name in (names.split() if not part else [names])
}


class Row(msgspec.Struct, frozen=True):
    """A row of a table of items: its own number if it has one, its line, its documents, and the words left over."""

    number: str
    line: ItemLine
    links: tuple[Document, ...]
    documents: Passage
    notes: tuple[str, ...]


def is_of_items(table: SyntaxTreeNode) -> bool:
    """Whether `table` has a column of topics, and one of minutes, presenters, purposes or numbers."""
    fields = set(_fields(table))
    return "title" in fields and bool(fields & {"minutes", "presenter", "purpose", "number"})


def tables_of_tabs(lines: list[str]) -> list[str]:
    """`lines` in which a table that was pasted, its cells parted by tabs below a row of headings, is one of Markdown.

    Without a row of headings that says what its columns hold, lines with tabs stay as they are.
    """
    found: list[str] = []
    at = 0
    while at < len(lines):
        cells = _cells_of(lines[at])
        end = at + 1
        while cells and end < len(lines) and len(_cells_of(lines[end])) > 1:
            end += 1
        if cells and end > at + 1 and heads_items(cells):
            width = max(len(_cells_of(line)) for line in lines[at:end])
            rows = [[*_cells_of(line), *[""] * width][:width] for line in lines[at:end]]
            found += ["", *(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * width, *rows[1:]]), ""]
        else:
            found.append(lines[at])
            end = at + 1
        at = end
    return found


def heads_items(cells: list[str]) -> bool:
    """Whether `cells` are the headings of a table of items."""
    fields = {_FIELD.get(fold(clean(cell)).strip(" .:*_"), "") for cell in cells}
    return "title" in fields and bool(fields & {"minutes", "presenter", "purpose", "number", "documents"})


def _cells_of(line: str) -> list[str]:
    return [cell.strip().replace("|", "\\|") for cell in line.strip(" ").split("\t")] if "\t" in line.strip() else []


def rows_in(table: SyntaxTreeNode, people: People) -> Iterator[Row | str]:
    """The rows of a table of items; text where a row names no topic, or a heading was not understood."""
    fields, heads = _fields(table), [_text(cell) for cell in _rows(table)[0].children]
    lines = _rows(table)[1:]
    if not lines and any(map(_says_something, (head for head, field in zip(heads, fields, strict=True) if not field))):
        yield " | ".join(filter(None, heads))
    for line in lines:
        cells = [_passage(cell) for cell in line.children]
        row = _row(cells, fields, heads, people)
        if row.line.title or row.documents.text:
            yield row
        elif text := " | ".join(filter(None, (clean(cell.text) for cell in cells))):
            yield text


def _row(cells: list[Passage], fields: list[str], heads: list[str], people: People) -> Row:
    told = {field: cell for field, cell in zip(fields, cells, strict=False) if field}
    notes = [
        f"{head}: {cell.text}" if _says_something(head) else cell.text
        for head, field, cell in zip(heads, fields, cells, strict=False)
        if not field and cell.text
    ]
    empty = Passage(())
    title = told.get("title", empty)
    line = read_line(clean(title.text), people)
    if line.times:
        notes.append(line.times)
    known: dict[str, object] = {}
    if words := clean(told.get("minutes", empty).text):
        minutes = _minutes(words)
        if minutes is None:
            notes.append(f"{heads[fields.index('minutes')]}: {words}")
        else:
            known["minutes"] = minutes
            if minutes_between(words):
                notes.append(words)
    if words := clean(told.get("presenter", empty).text):
        known["presenter"] = words
    if words := clean(told.get("purpose", empty).text):
        if purpose := purpose_in(words):
            known["purpose"] = purpose
        else:
            notes.append(f"{heads[fields.index('purpose')]}: {words}")
    if any(getattr(line, field) not in (None, "", value) for field, value in known.items()):
        # The topic says something else between brackets: its words stay, and the columns count.
        line = ItemLine(title=clean(title.text))
    return Row(
        number=clean(told.get("number", empty).text).rstrip("."),
        line=msgspec.structs.replace(line, **known),
        links=tuple(link for cell in cells if cell is not told.get("documents") for link in cell.links),
        documents=told.get("documents", empty),
        notes=tuple(notes),
    )


def _minutes(words: str) -> int | None:
    minutes = read_minutes(words, asked=True)
    return minutes_between(words) if minutes is None else minutes


def _fields(table: SyntaxTreeNode) -> list[str]:
    """What each column holds; nothing where its heading is not known, or names what an earlier one does."""
    fields: list[str] = []
    for cell in _rows(table)[0].children:
        field = _FIELD.get(fold(_text(cell)).strip(" .:"), "")
        fields.append("" if field in fields else field)
    if "title" not in fields:
        heads = [fold(_text(cell)).strip(" .:") for cell in _rows(table)[0].children]
        at = next((at for at, head in enumerate(heads) if head in ("item", "items", "punt", "agenda")), None)
        if at is not None:
            fields[at] = "title"
    return fields


def _rows(table: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [row for part in table.children for row in part.children]


def _passage(cell: SyntaxTreeNode) -> Passage:
    found = list(passages(cell))
    return Passage(tuple(span for passage in found for span in (*passage.spans, Span(""))))


def _text(cell: SyntaxTreeNode) -> str:
    return clean(_passage(cell).text)


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
