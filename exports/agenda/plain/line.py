"""One line of an agenda as plain text, and what can be told of it by itself."""

from __future__ import annotations

import re

import msgspec

from exports.agenda.labels import HEAD, label_in
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
_TOLD_BY_TAB = re.compile(r"\s*(?:[-•*]\s+)?([^\W\d][^:\t]{1,38}?)\s*(?:\t+|:\t+|[ ]{3,})\s*(?=\S)(.*)")
# A day so near the beginning of a line is what the line is about.
_EARLY = 12


class Line(msgspec.Struct):
    """A line, what it is marked with, and whether it is an item of the highest level."""

    text: str
    mark: Marked
    item: bool = False

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


def line_of(text: str) -> Line:
    """A line as it stands in a file: every kind of blank is one, and `Datum<tab>14 januari` is `Datum: 14 januari`."""
    text = blanks(text).rstrip()
    told = _TOLD_BY_TAB.fullmatch(text)
    if told and label_in(f"{told[1]}: {told[2]}", HEAD):
        text = f"{told[1].strip()}: {told[2].lstrip(': ')}"
    return Line(text, marked(text))
