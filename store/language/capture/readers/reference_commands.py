"""Reads the commands about what was written before: `/done a4`, `/amend b2 the new wording`, `/postpone a4 4 dec`.

Each function is a `Reader` (see `spec`): it gives the line that was understood, None where something is missing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from store.language.capture.line import Context, KnownPiece, Line
from store.language.capture.readers.people_commands import named_line
from store.language.capture.verbs.spec import VerbSpec
from store.language.capture.warnings import About, Remark, about_due
from store.language.dates import read_due, read_due_and_reason
from store.language.day_phrases import Calendar
from store.language.post.clauses import read_handling
from store.language.post.codes import spelled
from store.language.references import WHOLE, is_short, squeezed
from store.model import DeskSettings, Handles
from store.text import fold

_REFERENCE = re.compile(rf"({WHOLE}|[a-z]{{1,3}}\d{{1,3}})[.:,;]?(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_WITHDRAWN = re.compile(r"(?:in|terug)(?:\s+|$)", re.IGNORECASE)
_MINUTES_OF = re.compile(
    r"(?:(?:de\s+|the\s+)?(?:notulen|verslag|minutes)\s+)?(?:(?:van|of|d\.?d\.?)\s+)?", re.IGNORECASE
)
_TO_DAY = re.compile(r"^(?:>\s*|(?:tot|naar|to|until)(?:\s+|$))", re.IGNORECASE)


def approve(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`minutes of 4 Sept`: the day of the meeting whose minutes are approved; nothing for the previous one."""
    if not rest:
        return Line(verb=spec.verb, typed=typed)
    if day := _past_day(_MINUTES_OF.sub("", rest, count=1), context.calendar):
        return Line(verb=spec.verb, typed=typed, on=day)
    return Line(verb=spec.verb, typed=typed, text=rest, remarks=(Remark(About.UNREAD_DATE, rest),))


def _past_day(words: str, calendar: Calendar) -> date | None:
    """The last such date before the meeting's day: minutes are of a meeting that was held."""
    coming = read_due(words, calendar).day
    if coming is None or coming < calendar.on:
        return coming
    last = read_due(words, replace(calendar, on=calendar.on - timedelta(days=365))).day
    same = last is not None and (last.month, last.day) == (coming.month, coming.day)
    return last if last and same and last < calendar.on else None


def reference(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`a4`, `B 2026-09-04 why`: an entry by its reference, with words behind it."""
    match = _REFERENCE.match(rest)
    if not match:
        return None
    known = context.references is None or squeezed(match[1]) in context.references
    earlier = None if known or context.look_back is None else context.look_back(match[1])
    remarks = () if known or earlier else (Remark(_where_not(spec, match[1], context), match[1]),)
    secret = earlier.entry.confidential is not None if earlier else squeezed(match[1]) in context.confidential
    if secret and (earlier or spec.repeats):
        remarks = (Remark(About.STAYS_SECRET, match[1].upper()),)
    text = match[2] or ""
    return Line(verb=spec.verb, typed=typed, reference=match[1], earlier=earlier, text=text, remarks=remarks)


def _where_not(spec: VerbSpec, reference: str, context: Context) -> About:
    """Where something unknown was looked for: a whole reference, that can be of before the archive, in all of it."""
    elsewhere = spec.reaches_back and not is_short(reference)
    here = squeezed(context.meeting) in squeezed(reference) if context.meeting else False
    searched = context.look_back is not None and elsewhere and not here
    return About.NOT_IN_ARCHIVE if searched else About.UNKNOWN_REFERENCE


def reference_or_last(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """As `reference`; with nothing behind the command it is about the last entry."""
    return reference(spec, typed, rest, context) if rest else Line(verb=spec.verb, typed=typed)


def withdraw(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """As `reference`, without the `in` of `/trek b2 in`."""
    line = reference(spec, typed, rest, context)
    return replace(line, text=_WITHDRAWN.sub("", line.text, count=1)) if line else None


def reworded(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """As `reference`, with words behind it that must be there."""
    line = reference(spec, typed, rest, context)
    return line if line and line.text else None


def postpone(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`a4 to 4 dec, ill`: an action, until when (`?` is not known yet), and the reason."""
    line = reworded(spec, typed, rest, context)
    if line is None:
        return None
    words = _TO_DAY.sub("", line.text, count=1)
    if not words:
        return None
    due, reason = read_due_and_reason(words, context.calendar) if words != "?" else (None, "")
    return replace(line, text=reason, due=due, remarks=line.remarks + about_due(due, context.calendar))


def assign(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`a4 @dvdb`: an action, and who takes it over."""
    line = reworded(spec, typed, rest, context)
    if line is None:
        return None
    words = re.sub(r"^(?:aan|to)\s+", "", line.text, flags=re.IGNORECASE)
    # Names with `@`, commas or `en` between them; with only spaces where that gives people.
    read, run = context.people.read(words), context.people.read_run(words)
    named = named_line(spec, typed, run if read.unread and not run.unread else read, context)
    remarks = named.remarks or (() if named.people else (Remark(About.NO_OWNER),))
    return replace(named, reference=line.reference, earlier=line.earlier, remarks=line.remarks + remarks)


# Post

# What stands for all pieces of the list that were not handled yet.
_REST = ("rest", "de rest", "the rest")


def handle(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`i8 with 7`, `rest noted`: the piece, then how it is handled; a piece that nobody knows is remarked on."""
    first, _space, words = rest.strip().partition(" ")
    book = context.post
    codes = book.codes if book else tuple(spelled(DeskSettings(), "nl"))
    is_party = book.is_party if book else (lambda _words: True)
    read = read_handling(words.strip(), codes, context.people, context.calendar, is_party) if words.strip() else None
    if read is None:
        return None
    handles = Handles(
        piece="",
        code=read["code"],
        effect=read["effect"],
        words=read.get("words", ""),
        to=read.get("to", ""),
        item=read.get("item", ""),
        meeting=read["day"].isoformat() if read.get("day") else "",
    )
    line = Line(
        verb=spec.verb,
        typed=typed,
        text=words.strip(),
        handles=handles,
        owners=tuple(read.get("owners", ())),
        due=read.get("due"),
    )
    if fold(first) in _REST:
        pieces = book.unhandled() if book else ()
        remarks = () if pieces else (Remark(About.NO_POST, first),)
        return _with(line, pieces, remarks)
    if not any(letter.isdigit() for letter in first):
        return None
    known = book.find(first) if book else None
    if known is None:
        return _with(line, (), (Remark(About.UNKNOWN_PIECE, first),))
    return _with(line, (known,), ())


def _with(line: Line, pieces: tuple[KnownPiece, ...], remarks: tuple[Remark, ...]) -> Line:
    return replace(line, pieces=pieces, remarks=remarks)


def received(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`bestuurder: Letter, d.d. 8 jan`: a line of registration; who is no party or body is remarked on."""
    party, colon, subject = rest.strip().partition(":")
    if not colon or not party.strip() or not subject.strip():
        return None
    known = context.post is None or context.post.is_party(party.strip())
    remarks = () if known else (Remark(About.UNKNOWN_NAME, party.strip()),)
    return Line(verb=spec.verb, typed=typed, text=rest.strip(), remarks=remarks)
