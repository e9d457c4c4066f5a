"""Reads the commands about the agenda: `/go 6`, `/defer 9 next meeting`, `/move 6 before 5`, `/secret until 1 dec`.

Each function is a `Reader` (see `spec`): it gives the line that was understood, None where something is missing.
"""

from __future__ import annotations

import re

from store.language.capture.line import Context, Line
from store.language.capture.verbs.spec import VerbSpec
from store.language.capture.warnings import About, Remark, about_day
from store.language.dates import leading_date
from store.language.times import read_minutes
from store.model import Secrecy
from store.text import fold

_ITEM_WORD = r"(?:(?:agenda)?punt\s+|(?:agenda\s+)?item\s+)?"
_ITEM = re.compile(rf"{_ITEM_WORD}(\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)[.:,;]?(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_MOVE = re.compile(rf"{_ITEM_WORD}(\S+)\s+(before|voor|after|na)\s+{_ITEM_WORD}(\S+?)\.?$")
_UNTIL = re.compile(r"(?<![\s,;])[\s,;]+((?:tot|until|t/m)\s+\S.*)$", re.IGNORECASE)
# Documents put a ground between brackets themselves.
_BRACKETED = re.compile(r"^\(([^()]*)\)$")
# A day that is none: `tot 32 dec`, `until 30-02`.
_UNREAD_UNTIL = re.compile(r"\b(?:tot|until|t/m)\s+\d{1,4}(?:[-/.]\d|\s*[^\W\d])\S*", re.IGNORECASE)
_LAST = {"last", "laatste"}


def item(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`6`, `punt 6`, `8a why`: an item, with words behind it."""
    match = _ITEM.match(rest)
    if not match:
        return None
    remarks = _about_item(match[1], context)
    return Line(verb=spec.verb, typed=typed, item=match[1], text=match[2] or "", remarks=remarks)


def defer(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`9 next meeting why`: an item (the current one where none is named), until when, and the reason."""
    number = ""
    due, reason = leading_date(rest, context.calendar)
    match = _ITEM.match(rest)
    # `/defer 3 okt` is about a day, not about item 3.
    if due is None and match:
        number = match[1]
        due, reason = leading_date(match[2] or "", context.calendar)
    remarks = (_about_item(number, context) if number else ()) + about_day(due, context.calendar)
    return Line(verb=spec.verb, typed=typed, item=number, due=due, text=reason.strip(" ,;:"), remarks=remarks)


def move(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`6 before 5`, `punt 6 na 8`: an item, and where it goes."""
    match = _MOVE.match(fold(rest))
    if not match:
        return None
    remarks = _about_item(match[1], context) + _about_item(match[3], context)
    after = match[2] in {"after", "na"}
    return Line(verb=spec.verb, typed=typed, item=match[1], other_item=match[3], after=after, remarks=remarks)


def planned_minutes(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`6 20`, `20 min`: the minutes planned for an item (the current one where none is named), a day at most."""
    number, minutes = "", read_minutes(rest, asked=True)
    if minutes is None:
        number, _space, behind = rest.partition(" ")
        minutes = read_minutes(behind, asked=True)
    if minutes is None or minutes > 24 * 60:
        return None
    remarks = _about_item(number, context) if number else ()
    return Line(verb=spec.verb, typed=typed, item=number, minutes=minutes, remarks=remarks)


def secret(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`until 1 dec ground`, `last ground`: until when, and why, the item or the last entry is confidential."""
    first, _, others = rest.partition(" ")
    last = fold(first).strip(",;:") in _LAST
    due, ground = leading_date(others if last else rest, context.calendar)
    if due and due.day is None:
        ground = others if last else rest
    if due is None and (closing := _UNTIL.search(ground)):
        until, more = leading_date(closing[1], context.calendar)
        if until and until.day and not more:
            due, ground = until, ground[: closing.start()]
    ground = _BRACKETED.sub(r"\1", ground.strip(" ,;"))
    secrecy = Secrecy(ground=ground, until=due.day if due else None)
    remarks = about_day(due, context.calendar)
    if secrecy.until is None and (unread := _UNREAD_UNTIL.search(secrecy.ground)):
        remarks += (Remark(About.UNREAD_DATE, unread[0]),)
    return Line(verb=spec.verb, typed=typed, last=last, secrecy=secrecy, remarks=remarks)


def _about_item(number: str, context: Context) -> tuple[Remark, ...]:
    if not context.items or number.lower() in context.items:
        return ()
    return (Remark(About.UNKNOWN_ITEM, number),)
