"""One line of an agenda as plain text, and what can be told of it by itself."""

from __future__ import annotations

import re
from enum import Enum

import msgspec

from exports.agenda.lines.day_and_place import when_in
from exports.agenda.lines.labels import HEAD, label_in
from exports.agenda.plain.marks import Marked, Style, blanks, marked
from store.language.announced_days import days_in
from store.text import fold

HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)")
GREETING = re.compile(r"(?:beste|geachte|hoi|hallo|dag|allen|dear|hello|hi|goede\w*|collega)\b", re.IGNORECASE)
CLOSING = re.compile(
    r"(?:met )?(?:vriendelijke|hartelijke|collegiale|beste|kind|best)? ?"
    r"(?:groet(?:en)?|mvg|regards|wishes|tot dan)"
    r"\b.{0,20}$|-- ?$",
    re.IGNORECASE,
)
_ROW = re.compile(r"\s*\|\s*([^|:]{1,38}?)\s*:?\s*\|\s*([^|]+?)\s*\|\s*")
_TOLD_BY_TAB = re.compile(r"\s*(?:[-•*]\s+)?([^\W\d][^:\t]{1,38}?)\s*(?:\t+|:\t+|[ ]{3,})\s*(?=\S)(.*)")
# A day so near the beginning of a line is what the line is about.
_EARLY = 12
_LONGEST_DAY = 60


class LineKind(Enum):
    """What a line of a file is in an agenda."""

    EMPTY = "empty"
    TITLE = "title"
    ITEM = "item"
    PART = "part"
    NOTE = "note"
    REMARK = "remark"
    PERSON = "person"
    FACT = "fact"
    NOTHING = "nothing"


CHOSEN = (LineKind.ITEM, LineKind.PART, LineKind.REMARK, LineKind.PERSON, LineKind.FACT, LineKind.NOTHING)
"""What the user can say that a line is."""
# A letter of no language before a line says what the user made of it.
_FIRST_SIGN = 0xE100


class PlainLine(msgspec.Struct):
    """A line, what it is marked with, and whether it is an item of the highest level.

    `said` is what the user made of it; None where that is left to its words.
    """

    text: str
    mark: Marked
    item: bool = False
    said: LineKind | None = None

    @property
    def name(self) -> str:
        """The text without the signs of a heading."""
        heading = HEADING.match(self.text)
        return heading[2] if heading else self.text

    @property
    def bare(self) -> str:
        """The text as it is compared with the names of agendas."""
        return fold(self.name).strip(" *_:.")

    @property
    def unmarked(self) -> str:
        """The text without a bullet."""
        return self.mark.text if self.mark.style is Style.BULLET else self.text.strip()

    @property
    def is_fact(self) -> bool:
        """Whether it begins with a label of the head: `Datum: 9 maart 2027`."""
        return label_in(self.unmarked.strip("*_ "), HEAD) is not None

    @property
    def is_day(self) -> bool:
        """Whether it is the day and the hours of a meeting, perhaps with its place, and no item."""
        found = days_in(self.text.strip(), None)
        return bool(found) and found[0].start <= _EARLY and self.mark.style in {Style.NONE, Style.BULLET}

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table in Markdown."""
        return self.text.lstrip().startswith("|")


def line_of(text: str) -> PlainLine:
    """A line as it stands in a file: every kind of blank is one, and `Datum<tab>14 januari` is `Datum: 14 januari`."""
    said = None
    if text and 0 <= ord(text[0]) - _FIRST_SIGN < len(CHOSEN):
        said, text = CHOSEN[ord(text[0]) - _FIRST_SIGN], text[1:]
    text = blanks(text).rstrip()
    if (row := _ROW.fullmatch(text)) and label_in(f"{row[1]}: {row[2]}", HEAD):
        text = f"{row[1]}: {row[2]}"
    told = _TOLD_BY_TAB.fullmatch(text)
    if told and label_in(f"{told[1]}: {told[2]}", HEAD):
        text = f"{told[1].strip()}: {told[2].lstrip(': ')}"
    else:
        text = _label_without_colon(text) or text
    return PlainLine(text, marked(text), said=said)


def _label_without_colon(text: str) -> str:
    """`Aanvang 20.00 uur` as `Aanvang: 20.00 uur`, where nothing but a day or hours stands behind the label."""
    words = text.strip(" -•*").split(" ")
    for count in (1, 2):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        is_short = rest and len(rest) < _LONGEST_DAY and ":" not in name
        label = label_in(f"{name}: {rest}", HEAD) if is_short else None
        if label and label.field in ("date", "time", "end", "next"):
            when = when_in(rest, None, place=False)
            if (when.day or when.times) and not when.rest:
                return f"{name}: {rest}"
    return ""


def said_to_be(text: str, what: LineKind) -> str:
    """`text` with the sign before it that the user made it that."""
    return f"{chr(_FIRST_SIGN + CHOSEN.index(what))}{text}"
