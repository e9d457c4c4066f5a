"""What an item of an agenda begins with, as people type it: numbers, letters, Roman numerals, hours, bullets."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import Enum

import msgspec

from store.language.numerals import from_roman
from store.language.times import read_hour, times_in


class Style(Enum):
    """How an item is marked."""

    NUMBER = "number"
    DOTTED = "dotted"
    LETTERED = "lettered"
    LETTER = "letter"
    ROMAN = "roman"
    BULLET = "bullet"
    MINUTE = "minute"
    NONE = "none"


class Marked(msgspec.Struct, frozen=True):
    """A line without its mark: the mark, the hours before the title, and the number that minutes give it.

    `numbers` are those of the mark (`3.1` is 3 and 1), `letter` the letter of `1.a` and `a)`; `indent` counts the
    columns before it. `clock` are the words of the hours, `from_` and `to` what they say.
    """

    style: Style
    text: str
    indent: int = 0
    numbers: tuple[int, ...] = ()
    letter: str = ""
    clock: str = ""
    from_: time | None = None
    to: time | None = None
    minute: str = ""


_HOUR = r"(?:(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]|\.[0-5][0-9](?=\s*(?:uur|u|h|am|pm)\b)|[uh][0-5][0-9])|" + (
    r"(?:[01][0-9]|2[0-4])\.[0-5][0-9]|(?:0?[1-9]|1[0-2])(?=\s?[ap]m\b))"
)
_UNIT = r"(?:\s?(?:uur|u|h|am|pm)\b\.?)?+"
_CLOCK = re.compile(
    rf"(?P<clock>{_HOUR}{_UNIT}(?:\s*(?:[-–—]|tot|t/m|to|until|till)\s*(?:{_HOUR}|[0-9]{{1,2}}\.[0-5][0-9]){_UNIT})?)"
    r"(?![0-9.]?[0-9])[ \t]*(?:[:|–—-](?=\s))?[ \t]*(?=[^\s0-9]|[0-9]{1,2}(?:[.):\t]|[ ]{2}))",
    re.IGNORECASE,
)
_MINUTE = re.compile(r"(?P<minute>[A-Z]{0,4}[0-9]{1,5}/[0-9]{2,4}(?:/[0-9]{1,4})?)[.:)]?[ \t]+(?=\S)")
_DOTTED = re.compile(r"((?:[0-9]{1,3}\.){1,3}[0-9]{1,3})[.):]?[ \t]+(?=\S)")
_LETTERED = re.compile(r"([0-9]{1,3})[.-]?([a-z])(?:[.):][ \t]*|[ \t]+)(?=\S)")
_NUMBER = re.compile(
    r"(?:(?:agendapunt|agenda item|punt|item)[ \t]+)?\(?([0-9]{1,3})"
    r"(?:\.?\)[ \t]*|\.[ \t]+|\.(?=[^\W\d])|[ \t]*[-–—:](?=\s)|(?=\t|[ ]{2}))[ \t]*(?=\S)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"([IVXL]{1,7}|[ivx]{1,5})[.)][ \t]+(?=\S)")
_LETTER = re.compile(r"\(?([A-Za-z])[.)][ \t]+(?=\S)")
_BULLET = re.compile(r"(?:[•·●▪◦‣–—*+\uf0b7\uf0a7\uf0d8-]|o(?=\t))[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?P<inside>[^*_]{1,120}?)\1")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\u2009": " "})


def blanks(text: str) -> str:
    """`text` with every kind of blank as a plain one, as no-break spaces that Word puts behind a number."""
    return text if text.isascii() else text.translate(_BLANKS)


def marked(line: str) -> Marked:
    """What `line` begins with; of style `NONE` where it has no mark but perhaps an hour."""
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    text = line.strip()
    if bold := _BOLD.match(text):
        inside = bold["inside"].strip()
        plain = f"{inside} {text[bold.end() :].lstrip()}".rstrip()
        if _mark(plain)[0] is not Style.NONE:
            text = plain
    minute = _MINUTE.match(text)
    text = text[minute.end() :] if minute else text
    words, text = _clock(text)
    style, numbers, letter, rest = _mark(text)
    if not words and style is not Style.NONE:
        words, rest = _clock(rest)
    if style is Style.NONE and minute:
        style = Style.MINUTE
    start, end = _hours(words)
    return Marked(style, rest.strip(), indent, numbers, letter, words, start, end, minute["minute"] if minute else "")


def minutes_to(start: time | None, end: time | None) -> int | None:
    """How many minutes there are from one hour to the next of one agenda; None where that cannot be."""
    if start is None or end is None:
        return None
    day = date(2000, 1, 1)
    length = (datetime.combine(day, end) - datetime.combine(day, start)) // timedelta(minutes=1)
    return length if 0 < length <= _LONGEST else None


_LONGEST = 5 * 60


def _clock(text: str) -> tuple[str, str]:
    found = _CLOCK.match(text)
    return (found["clock"].strip(), text[found.end() :]) if found else ("", text)


def _mark(text: str) -> tuple[Style, tuple[int, ...], str, str]:
    if found := _DOTTED.match(text):
        return Style.DOTTED, tuple(map(int, found[1].split("."))), "", text[found.end() :]
    if found := _LETTERED.match(text):
        return Style.LETTERED, (int(found[1]),), found[2], text[found.end() :]
    if found := _NUMBER.match(text):
        return Style.NUMBER, (int(found[1]),), "", text[found.end() :]
    if (found := _ROMAN.match(text)) and (number := from_roman(found[1])):
        return Style.ROMAN, (number,), found[1], text[found.end() :]
    if found := _LETTER.match(text):
        return Style.LETTER, (ord(found[1].lower()) - ord("a") + 1,), found[1], text[found.end() :]
    if found := _BULLET.match(text):
        return Style.BULLET, (), "", text[found.end() :]
    return Style.NONE, (), "", text


def _hours(words: str) -> tuple[time | None, time | None]:
    if not words:
        return None, None
    found = times_in(f"om {words}")
    if len(found) > 1:
        return found[0], found[1]
    return (found[0] if found else read_hour(words)), None
