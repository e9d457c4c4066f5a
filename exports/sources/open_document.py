"""OpenDocument texts (.odt), as LibreOffice writes them: paragraphs, headings, tables, lists with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from exports.sources.packed import damaged, opened, part
from exports.sources.source import Kind, Source, link, literal, table
from store.i18n import _
from store.language.numerals import letters, roman

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ANNOTATION = f"{_OFFICE}annotation"
_MOST_SPACES = 200


def read_open_document(content: bytes, name: str) -> Source:
    """The text of an OpenDocument file. Raises BadAgenda where it is damaged, or too large."""
    packed = opened(content, name)
    try:
        root = ElementTree.fromstring(part(packed, "content.xml", name))
        styles = part(packed, "styles.xml", name)
        others = [ElementTree.fromstring(styles)] if styles else []
    except ElementTree.ParseError as error:
        raise damaged(name) from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise damaged(name)
    reader = _Reader([root, *others])
    lines = list(reader.blocks(body, 0))
    left_out = [_("Text boxes and pictures of the file are left out.")] if reader.boxes else []
    return Source(kind=Kind.OPEN_DOCUMENT, text="\n".join(lines), left_out=tuple(left_out))


class _Level(msgspec.Struct):
    form: str = ""
    before: str = ""
    after: str = "."
    start: int = 1
    shown: int = 1


class _Reader:
    def __init__(self, roots: list[ElementTree.Element]) -> None:
        self.boxes = False
        self._lists: dict[str, dict[int, _Level]] = {}
        self._titles: set[str] = {"Title"}
        self._of_style: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in reversed(roots):
            for style in root.iter(f"{_TEXT}list-style"):
                self._lists[style.get(f"{_STYLE}name", "")] = dict(map(_level, style))
            for style in root.iter(f"{_STYLE}style"):
                own = style.get(f"{_STYLE}name", "")
                if style.get(f"{_STYLE}parent-style-name") == "Title":
                    self._titles.add(own)
                if listed := style.get(f"{_STYLE}list-style-name"):
                    self._of_style[own] = listed

    def blocks(self, parent: ElementTree.Element, depth: int) -> Iterator[str]:
        """The lines of what stands in `parent`."""
        for child in parent:
            if child.tag == f"{_TEXT}p":
                words = self._words(child)
                is_title = child.get(f"{_TEXT}style-name", "") in self._titles and words.strip()
                yield from ("", f"# {' '.join(words.split())}", "") if is_title else words.split("\n")
            elif child.tag == f"{_TEXT}h":
                yield from self._heading(child)
            elif child.tag == f"{_TEXT}list":
                yield from self._list(child, child.get(f"{_TEXT}style-name", ""), 1, depth)
            elif child.tag == f"{_TABLE}table":
                rows = [
                    [
                        "; ".join(line.strip() for line in self.blocks(cell, depth + 1) if line.strip())
                        for cell in row.iter(f"{_TABLE}table-cell")
                    ]
                    for row in child.iter(f"{_TABLE}table-row")
                ]
                yield from table(rows)
            elif child.tag in {f"{_TEXT}section", f"{_TEXT}index-body"}:
                yield from self.blocks(child, depth)
            elif child.tag.startswith(_DRAW):
                self.boxes = True

    def _heading(self, heading: ElementTree.Element) -> Iterator[str]:
        level = heading.get(f"{_TEXT}outline-level", "1")
        words = " ".join(self._words(heading).split())
        if words:
            yield from ("", f"{'#' * min(6, 1 + (int(level) if level.isdigit() else 1))} {words}", "")

    def _list(self, element: ElementTree.Element, style: str, level: int, depth: int) -> Iterator[str]:
        own = element.get(f"{_TEXT}style-name") or style
        counts = self._counts.setdefault(own, {})
        if level == 1 and not _continues(element):
            counts.clear()
        for item in element:
            if item.tag not in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
                continue
            first = True
            for child in item:
                if child.tag == f"{_TEXT}list":
                    yield from self._list(child, own, level + 1, depth)
                elif first and child.tag in {f"{_TEXT}p", f"{_TEXT}h"} and item.tag == f"{_TEXT}list-item":
                    first = False
                    words = self._words(child).strip()
                    yield f"{'    ' * (level - 1)}{self._mark(own, level, counts, item)} {words}" if words else ""
                else:
                    holder = ElementTree.Element("item")
                    holder.append(child)
                    yield from (f"{'    ' * level}{line}" for line in self.blocks(holder, depth))

    def _mark(self, style: str, level: int, counts: dict[int, int], item: ElementTree.Element) -> str:
        levels = self._lists.get(style, {})
        own = levels.get(level, _Level())
        start = item.get(f"{_TEXT}start-value", "")
        counts[level] = int(start) if start.isdigit() and len(start) < 6 else counts.get(level, own.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if not own.form:
            return "-"
        places = range(max(1, level - own.shown + 1), level + 1)
        shown = [_shown(counts.get(at, 1), levels.get(at, own).form) for at in places]
        return f"{own.before}{'.'.join(filter(None, shown))}{own.after}"

    def _words(self, node: ElementTree.Element) -> str:
        told = [literal(node.text or "")]
        for child in node:
            if child.tag == f"{_TEXT}tab":
                told.append("\t")
            elif child.tag == f"{_TEXT}line-break":
                told.append("\n")
            elif child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                told.append(" " * min(_MOST_SPACES, int(count) if count.isdigit() else 1))
            elif child.tag == f"{_TEXT}a":
                told.append(link(self._words(child), child.get(_LINK, "")))
            elif child.tag.startswith(_DRAW):
                self.boxes = True
            elif child.tag not in {f"{_TEXT}note", _ANNOTATION, f"{_TEXT}tracked-changes"}:
                told.append(self._words(child))
            told.append(literal(child.tail or ""))
        return "".join(told)


def _continues(element: ElementTree.Element) -> bool:
    return element.get(f"{_TEXT}continue-numbering") == "true" or f"{_TEXT}continue-list" in element.attrib


def _level(element: ElementTree.Element) -> tuple[int, _Level]:
    at = element.get(f"{_TEXT}level", "1")
    start, shown = element.get(f"{_TEXT}start-value", "1"), element.get(f"{_TEXT}display-levels", "1")
    is_number = element.tag == f"{_TEXT}list-level-style-number"
    return int(at) if at.isdigit() else 1, _Level(
        form=element.get(f"{_STYLE}num-format", "") if is_number else "",
        before=element.get(f"{_STYLE}num-prefix", ""),
        after=element.get(f"{_STYLE}num-suffix", ""),
        start=int(start) if start.isdigit() and len(start) < 6 else 1,
        shown=int(shown) if shown.isdigit() and len(shown) < 3 else 1,
    )


def _shown(count: int, form: str) -> str:
    forms = {"a": letters(count), "A": letters(count).upper(), "i": roman(count), "I": roman(count).upper(), "": ""}
    return forms.get(form, str(count))
