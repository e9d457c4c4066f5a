"""People in any kind of file, as rows below the names of their columns, as `read_members` reads them."""

from __future__ import annotations

import csv
import io
import re

from exports.agenda.lines.labels import HEAD, label_in
from exports.agenda.parts.people import are_names, somebody
from exports.agenda.plain.line import line_of
from exports.people.members_csv import names_people
from exports.sources.packed import damaged, needs
from exports.sources.source import Kind, Source
from store.errors import CannotDo
from store.i18n import _
from store.language.people import is_prefix
from store.language.vocabulary import office_in
from store.text import clean

Rows = tuple[tuple[str, ...], ...]
_HEADS = ("Naam", "Rol")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
_MOST_BEFORE = 40


def people_rows(source: Source, name: str) -> Rows:
    """The people in a file as rows, the first of which names the columns; columns without a name have none.

    Raises CannotDo where it names nobody, BadAgenda where address cards are damaged.
    """
    if source.kind is Kind.CARDS:
        rows = _cards(source.text, name)
    elif source.rows:
        rows = _headed(source.rows)
    else:
        rows = _headed(_table(source.text)) or _listed(source.text)
    if len(rows) < 2:
        raise CannotDo(_("No people were found in {file}; nothing was stored.").format(file=name))
    return rows


def as_csv(rows: Rows) -> bytes:
    """Rows as the bytes of a CSV file."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    return file.getvalue().encode()


def _headed(rows: Rows) -> Rows:
    """The rows from the one on that names a column of people; where none does, all rows tell which column it is."""
    for at, row in enumerate(rows[:_MOST_BEFORE]):
        if names_people(row):
            return rows[at:]
    width = max((len(row) for row in rows), default=0)
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    named = [sum(map(_is_name, cells)) / max(1, len(cells)) for cells in columns]
    best = max(range(width), key=lambda at: named[at], default=0)
    if not columns or named[best] <= 0.5:
        return ()
    offices = [sum(office_in(cell) is not None for cell in cells) / max(1, len(cells)) for cells in columns]
    heads = [_HEADS[0] if at == best else _HEADS[1] if offices[at] > 0.5 else "" for at in range(width)]
    return (tuple(heads), *rows)


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 < len(words) <= 6 and all(
        _WORD.fullmatch(word) and (word[0].isupper() or is_prefix(word)) for word in words
    )


def _table(text: str) -> Rows:
    """The rows of the tables in a text."""
    lines = [line.strip().strip("|") for line in text.split("\n") if line.lstrip().startswith("|")]
    rows = (tuple(clean(cell) for cell in line.split("|")) for line in lines)
    return tuple(row for row in rows if any(cell.strip("-: ") for cell in row))


def _listed(text: str) -> Rows:
    """People line by line, with what they are behind their names; a line with a label names several."""
    rows: list[tuple[str, ...]] = []
    for raw in text.split("\n"):
        line = line_of(raw)
        words = (line.mark.text or line.text).strip()
        label = label_in(words, HEAD)
        told = words[label.end :] if label else words
        if told.strip() and len(told) < 200 and are_names(told):
            parts = re.split(r"[;,]", told) if label else [told]
            for part in parts:
                who = somebody(part.split(",")[0])
                office = clean(part.partition(",")[2]) or (
                    clean(label.words) if label and office_in(label.words) else ""
                )
                if _is_name(who.name):
                    rows.append((who.name, office or who.function))
    return (_HEADS, *rows) if rows else ()


def _cards(text: str, name: str) -> Rows:
    """Address cards (vCard, RFC 6350): the name of each, and what they are."""
    try:
        from icalendar.parser import Contentlines
    except ImportError as error:
        raise needs(name) from error
    rows: list[tuple[str, ...]] = [_HEADS]
    told: dict[str, str] = {}
    try:
        for line in Contentlines.from_ical(text):  # type: ignore[no-untyped-call]
            if not line:
                continue
            key, _parameters, value = line.parts()
            key = key.upper().rpartition(".")[2]
            if key == "BEGIN":
                told = {}
            elif key == "END" and (full := told.get("FN") or _turned(told.get("N", ""))):
                rows.append((clean(full), clean(told.get("ROLE") or told.get("TITLE", ""))))
            elif key != "END":
                told.setdefault(key, re.sub(r"\\(.)", r"\1", str(value)))
    except (ValueError, IndexError, AttributeError) as error:
        raise damaged(name) from error
    return tuple(rows)


def _turned(name: str) -> str:
    last, first, *_others = [*name.split(";"), "", ""]
    return f"{first} {last}".strip()


def are_people(source: Source) -> bool:
    """Whether a file is a list of people, and no agenda."""
    return source.kind is Kind.CARDS or any(map(names_people, source.rows[:_MOST_BEFORE]))
