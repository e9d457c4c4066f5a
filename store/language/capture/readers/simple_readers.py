"""Reads the simplest: a command that stands alone, words that are kept as they are, and the hour with either.

Each reader is a `Reader` (see `spec`). The hour at which something happened stands before a line (`9:42 besluit: …`) or
behind a command; `store.language.times` reads it. Whether anything can have happened then, only a meeting knows.
"""

from __future__ import annotations

import re
from datetime import time

from msgspec.structs import replace

from store.language.capture.line import Context, Line, Verb
from store.language.capture.verbs.spec import Reader, VerbSpec
from store.language.capture.warnings import About, Remark
from store.language.times import read_hour, read_hours

# A colon only: `3.15 miljoen` is an amount. `9:30 – 10:00 pauze` and `9:30 uur inloop` are words of a note.
_BEFORE = re.compile(r"(\d{1,2}:\d\d)\s+(?![-–—]|(?:uur|u|h|am|pm|tot|t/m|to|until|till)\b)(?=\S)", re.IGNORECASE)
_SINCE = r"vanaf|sinds|from|since|om|at"
_UNTIL = r"tot|until|till|om|at"
_BEHIND = (
    r"(?:^|(?<![\s,(])[\s,(]++)(?:(?P<word>{words})\s+)?"
    r"(?P<hour>\d{{1,2}}(?:[:.uh]\d\d)?(?:\s?(?:uur|u|h|am|pm))?)\)?$"
)
_ARRIVING = re.compile(_BEHIND.format(words=_SINCE), re.IGNORECASE)
_LEAVING = re.compile(_BEHIND.format(words=_UNTIL), re.IGNORECASE)


def alone(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """A command with nothing behind it; with words behind it the line is a note, and that is said."""
    return kept(typed, About.STANDS_ALONE) if rest else Line(verb=spec.verb, typed=typed)


def any_words(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """Words, or none."""
    return Line(verb=spec.verb, typed=typed, text=rest)


def words(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """Words, of which there must be some."""
    return Line(verb=spec.verb, typed=typed, text=rest) if rest else None


def kept(typed: str, about: About, better: str = "") -> Line:
    """The whole line as a note, with a remark on its first word and, if there is one, what is better typed."""
    return Line(
        verb=Verb.NOTE, typed=typed, text=typed, remarks=(Remark(about, typed.split(maxsplit=1)[0], better=better),)
    )


# Hours


def hour_before(typed: str) -> tuple[time | None, str]:
    """The hour that a line begins with, and the rest of it; (None, `typed`) where it begins with none."""
    match = _BEFORE.match(typed)
    hour = read_hour(match[1]) if match else None
    return (hour, typed[match.end() :]) if match and hour else (None, typed)


def hour_behind(spec: VerbSpec, rest: str) -> tuple[time | None, str]:
    """The hour that the names behind a command of the roll end with, and the names: `sy 9:40`, `sy vanaf 9:40`.

    A number alone is no hour without a word before it. (None, `rest`) where there is none.
    """
    match = (_LEAVING if spec.verb is Verb.OUT else _ARRIVING).search(rest)
    if match is None or (match["hour"].isdigit() and not match["word"]):
        return None, rest
    hour = read_hour(match["hour"])
    return (hour, rest[: match.start()]) if hour else (None, rest)


def at_an_hour(reader: Reader) -> Reader:
    """`reader` for the names of a command of the roll, behind which an hour may stand."""

    def read(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
        hour, names = hour_behind(spec, rest)
        line = reader(spec, typed, names, context)
        return replace(line, hour=hour) if line and hour else line

    return read


def alone_or_hour(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """A command that stands alone or with the hour at which it was so; with other words the line is a note."""
    hour = read_hour(rest) if rest else None
    if rest and hour is None:
        return kept(typed, About.ONLY_AN_HOUR)
    return Line(verb=spec.verb, typed=typed, hour=hour)


def recess(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """As `alone_or_hour`; `10:15-10:30` is a recess with its end."""
    hours = read_hours(rest) if rest else None
    if hours is None:
        return alone_or_hour(spec, typed, rest, context)
    return Line(verb=spec.verb, typed=typed, hour=hours[0], until=hours[1])
