"""The line of registration: `[>] party: subject, d.d. DATE, kenmerk X, HANDLING, op i4, r1 STEP, geheim … [PATH…]`.

What stands behind the subject may come in any order. What is not understood for certain stays in the subject, and a
remark says so; what is understood and cannot be is a reason to keep nothing (`wrong`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec
from msgspec.structs import replace

from store.i18n import _
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.post.clauses import (
    read_answers,
    read_day,
    read_decision,
    read_handling,
    read_law,
    read_request,
    read_secrecy,
    read_theirs,
)
from store.language.post.codes import Spelled
from store.language.post.paths import IsFile, take_paths
from store.model import Due, Effect, Secrecy
from store.text import LONGEST_LINE, clean


class HandlingTyped(msgspec.Struct, frozen=True, kw_only=True):
    """A handling as it was typed: the code, what it does, and what stood behind it."""

    code: str
    effect: Effect
    words: str = ""
    to: str = ""
    day: date | None = None
    item: str = ""
    due: Due | None = None
    owners: tuple[str, ...] = ()


class StepTyped(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a request as it was typed: its key, the answer that it gave, and the keys of what it lacked."""

    key: str
    answer: str = ""
    lacks: tuple[str, ...] = ()


class PostLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of registration says.

    `party` are the words before the colon, `day` when it was received or sent. `answers` and `request` are names of a
    piece and of a request (`i4`, `r1`); `starts` are the words that start a request. `remarks` are to be seen before it
    is kept, `wrong` is why it cannot be.
    """

    typed: str
    out: bool = False
    party: str = ""
    subject: str = ""
    dated: date | None = None
    day: date | None = None
    theirs: str = ""
    law: str = ""
    handling: HandlingTyped | None = None
    answers: str = ""
    request: str = ""
    step: StepTyped | None = None
    starts: str = ""
    decision: str = ""
    secrecy: Secrecy | None = None
    paths: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class PostContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of registration is read against. `calendar` has today, which is when post without a day came in.

    `is_party` tells of words whether a party or a body is called so, `has_piece` and `has_request` whether there is
    one; `step` gives the step of a request by its name and the words, and None for words that are none.
    """

    calendar: Calendar
    people: People
    codes: tuple[Spelled, ...]
    is_party: Callable[[str], bool]
    has_piece: Callable[[str], bool]
    has_request: Callable[[str], bool]
    step: Callable[[str, str], StepTyped | None]
    is_file: IsFile


_COLON = re.compile(r"([^:,]{1,80}?)\s*:(?=\s|$)\s*")


def read_post_line(typed: str, context: PostContext) -> PostLine:
    """What `typed` says; never raises."""
    text = clean(typed).strip()
    if len(text) > LONGEST_LINE:
        return PostLine(typed=typed, wrong=(_("This line is too long."),))
    paths, rest = take_paths(text, context.is_file)
    line = PostLine(typed=typed, paths=paths)
    if rest.startswith(">"):
        line, rest = replace(line, out=True), rest[1:].lstrip()
    if match := _COLON.match(rest):
        line, rest = replace(line, party=match[1].strip()), rest[match.end() :]
    return _with_parts(line, rest, context)


def _with_parts(line: PostLine, rest: str, context: PostContext) -> PostLine:
    subject: list[str] = []
    parts = [part.strip() for part in re.split(r",(?=\s)", rest)]
    at = 0
    while at < len(parts):
        part, then = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        at += 1
        # The first words behind the party are what it is about, whatever they could mean elsewhere.
        is_subject = line.party and not subject and not _sure(part)
        understood = None if is_subject or not part else _clause(line, part, then, context)
        if understood is None:
            subject += [part] if part else []
            continue
        line, used_next = understood
        at += used_next
    if len(subject) > 1 and (line.party or line.paths):
        words = _("kept in the subject: {words}").format(words=", ".join(subject[1:]))
        line = replace(line, remarks=(*line.remarks, words))
    return replace(line, subject=", ".join(subject))


def _sure(part: str) -> bool:
    """Whether `part` is a clause by its first word alone."""
    return bool(re.match(r"(?:d\.d\.|dd\.)\s*\S", part, re.IGNORECASE))


def _clause(line: PostLine, part: str, then: str, context: PostContext) -> tuple[PostLine, int] | None:
    """`line` with what `part` says, and how many parts behind it belong to it; None where it says nothing."""
    if (found := read_day(part, context.calendar)) is not None:
        field, day = found
        if day is None:
            wrong = _("there is no such day: {words}").format(words=part)
            return replace(line, wrong=(*line.wrong, wrong)), 0
        return _once(line, field, day, part), 0
    if theirs := read_theirs(part):
        return _once(line, "theirs", theirs, part), 0
    if secrecy := read_secrecy(part, context.calendar):
        ground = read_law(then) if not secrecy.ground else ""
        return _once(line, "secrecy", replace(secrecy, ground=ground) if ground else secrecy, part), int(bool(ground))
    if law := read_law(part):
        return _once(line, "law", law, part), 0
    if decision := read_decision(part):
        return _once(line, "decision", decision, part), 0
    if (answers := read_answers(part)) and context.has_piece(answers):
        return _once(line, "answers", answers, part), 0
    if found_request := read_request(part):
        request, words = found_request
        if not context.has_request(request):
            return None
        step = context.step(request, words) if words else None
        if step or not words:
            return _once(replace(line, step=step or line.step), "request", request, part), 0
        return None
    if typed := read_handling(part, context.codes, context.people, context.calendar, context.is_party):
        handling = HandlingTyped(**typed)
        if handling.effect is Effect.REQUEST:
            line = replace(line, starts=handling.words)
        return _once(line, "handling", handling, part), 0
    return None


def _once(line: PostLine, field: str, value: object, part: str) -> PostLine:
    """`line` with that field; where it was said before, the last counts and a remark tells."""
    if getattr(line, field):
        line = replace(line, remarks=(*line.remarks, _("said twice, the last counts: {words}").format(words=part)))
    return replace(line, **{field: value})
