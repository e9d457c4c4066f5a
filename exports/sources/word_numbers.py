"""The numbers of the lists of a Word file, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from store.language.numerals import letters, roman

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_BULLETS = frozenset(("bullet", "none"))


class _Level(msgspec.Struct):
    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    restart: int | None = None


class Numbers:
    """Counts through a document: `of` is asked of each paragraph in its order."""

    def __init__(self, numbering: BaseOxmlElement | None, styles: Mapping[str, BaseOxmlElement]) -> None:
        self._styles = styles
        self._lists: dict[str, tuple[str, list[_Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._read(numbering)

    def of(self, paragraph: BaseOxmlElement) -> tuple[int, str] | None:
        """How deep a paragraph of a list stands, from 0, and its number as it is shown; None outside lists."""
        found = self._numbered(paragraph)
        if not found or found[0] not in self._lists:
            return None
        number, at = found
        abstract, levels = self._lists[number]
        level = levels[at]
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            self._restart(number, counts)
        now = counts[at]
        counts[at] = level.start if now is None else now + 1
        for deeper in range(at + 1, _LEVELS):
            counts[deeper] = None
        if level.form in _BULLETS:
            return at, "-"
        shown = level.text
        for each in range(at, -1, -1):
            count = counts[each]
            count = levels[each].start if count is None else count
            shown = shown.replace(f"%{each + 1}", _shown(count, levels[each].form))
        return (at, shown.strip()) if any(map(str.isalnum, shown)) else (at, "-")

    def _restart(self, number: str, counts: list[int | None]) -> None:
        """A list that says where it starts again begins there, also where another of the same kind stands before it."""
        for at in self._restarts.get(number, ()):
            counts[at] = None

    def _read(self, numbering: BaseOxmlElement) -> None:
        abstract = {each.get(f"{_W}abstractNumId", ""): each for each in numbering.findall(f"{_W}abstractNum")}
        self._restarts: dict[str, list[int]] = {}
        for number in numbering.findall(f"{_W}num"):
            key = number.get(f"{_W}numId", "")
            refers = number.find(f"{_W}abstractNumId")
            name = refers.get(f"{_W}val", "") if refers is not None else ""
            levels = [_Level() for _each in range(_LEVELS)]
            if name in abstract:
                _take(abstract[name].findall(f"{_W}lvl"), levels)
            for over in number.findall(f"{_W}lvlOverride"):
                at = _int(over.get(f"{_W}ilvl"), 0)
                _take(over.findall(f"{_W}lvl"), levels)
                start = over.find(f"{_W}startOverride")
                if start is not None and 0 <= at < _LEVELS:
                    levels[at].start = _int(start.get(f"{_W}val"), 1)
                    self._restarts.setdefault(key, []).append(at)
            self._lists[key] = (name, levels)

    def _numbered(self, paragraph: BaseOxmlElement) -> tuple[str, int] | None:
        """The list and the level of a paragraph, as itself or its style says; None where it says none."""
        place = paragraph.find(f"{_W}pPr")
        style = place.find(f"{_W}pStyle") if place is not None else None
        name = style.get(f"{_W}val", "") if style is not None else ""
        level: int | None = None
        for _step in range(10):
            told = place.find(f"{_W}numPr") if place is not None else None
            if told is not None:
                number, at = told.find(f"{_W}numId"), told.find(f"{_W}ilvl")
                level = level if level is not None else _int(at.get(f"{_W}val"), 0) if at is not None else None
                if number is not None:
                    key = number.get(f"{_W}val", "0")
                    return (key, min(max(level or 0, 0), _LEVELS - 1)) if key != "0" else None
            element = self._styles.get(name)
            if element is None:
                return None
            place, based = element.find(f"{_W}pPr"), element.find(f"{_W}basedOn")
            name = based.get(f"{_W}val", "") if based is not None else ""
        return None


def _take(found: Iterable[BaseOxmlElement], levels: list[_Level]) -> None:
    for each in found:
        at = _int(each.get(f"{_W}ilvl"), 0)
        if 0 <= at < _LEVELS:
            levels[at] = _Level(
                _int(_value(each, "start"), 1), _value(each, "numFmt") or "decimal", _value(each, "lvlText") or ""
            )


def _value(element: BaseOxmlElement, tag: str) -> str:
    child = element.find(f"{_W}{tag}")
    return child.get(f"{_W}val", "") if child is not None else ""


def _int(text: str | None, other: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return other


def _shown(count: int, form: str) -> str:
    count = max(0, min(count, 9_999))
    if form in ("lowerLetter", "upperLetter"):
        return letters(count).upper() if form == "upperLetter" else letters(count)
    if form in ("lowerRoman", "upperRoman"):
        return roman(count).upper() if form == "upperRoman" else roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)
