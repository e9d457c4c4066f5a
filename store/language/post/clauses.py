"""What can stand behind the subject of a piece of post, part by part; a reader gives nothing where a part is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.post.codes import Spelled
from store.language.vocabulary import NEAR_DAYS, WEEKDAYS
from store.model import Due, Effect, Secrecy
from store.text import fold

_DATED = r"(?:d\.d\.|dd\.?|gedateerd|dated|van)"
_RECEIVED = r"(?:ontvangen|ontv\.|binnengekomen|received|verzonden|verstuurd|sent)"
_DAY = re.compile(rf"(?P<dated>{_DATED})\s+(?P<day>.+)|{_RECEIVED}(?:\s+op)?\s+(?P<came>.+)", re.IGNORECASE)
_THEIRS = re.compile(r"(?:(?:uw |hun |their |your )?kenmerk|ref(?:\.|erence|erentie)?)\s*:?\s+(.+)", re.IGNORECASE)
_LAW = re.compile(r"art(?:\.|ikel|icle)?\s*\d.{0,80}", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:op|on|re|antwoord op|in reply to|reply to)\s+([a-z]{1,3}[- ]?\d[\d.-]*)", re.IGNORECASE)
_REQUEST = re.compile(r"([a-z]{1,3}-?\d[\d.-]*)(?:\s+(.+))?", re.IGNORECASE)
_DECISION = re.compile(r"(?:(?:uit |from )?(?:besluit|decision) )?([a-z]{1,3} \d{4}(?:-\d{1,3}){1,3})", re.IGNORECASE)
_SECRET = re.compile(r"(?:geheim|vertrouwelijk|secret|confidential)(?:\s+(.+))?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:tot|until|till)\s+(.+)", re.IGNORECASE)
_BY = re.compile(r"(?:^|(?<!\s)\s+)(?:>|vóór|voor|before|uiterlijk|by)\s*(.+)$", re.IGNORECASE)
_OWNERS = re.compile(r"@\S+(?:\s*(?:,|en|and)?\s*@\S+)*")
_ITEM = re.compile(r"(?:punt |item )?(\d{1,2}[a-z]?(?:\.\d{1,2})?)", re.IGNORECASE)
# A letter without a year is of the last eleven months, or was dated a few weeks ahead.
_BACK = timedelta(days=335)


def read_past_day(words: str, calendar: Calendar) -> date | None:
    """The day that `words` name, the last such day up to a month ahead where they tell no year; None for none."""
    plain = " ".join(fold(words).split())
    if plain in NEAR_DAYS:
        return calendar.on + timedelta(days=NEAR_DAYS[plain])
    if plain in WEEKDAYS:
        return calendar.on - timedelta(days=(calendar.on.weekday() - WEEKDAYS[plain]) % 7)
    if not any(letter.isdigit() for letter in plain):
        return None
    before = Calendar(on=calendar.on - _BACK, month_first=calendar.month_first)
    due = read_due(words, before)
    return due.day if due.time is None else None


def read_day(part: str, calendar: Calendar) -> tuple[str, date | None] | None:
    """`dated` or `day`, and that day (None: there is no such day); None where `part` tells no day."""
    match = _DAY.fullmatch(part)
    if match is None:
        return None
    field = "dated" if match["dated"] else "day"
    words = match["day"] or match["came"]
    day = read_past_day(words, calendar)
    # `van de Vries` is part of a subject; `d.d. 30 feb` is a day that there is not.
    is_certain = not match["dated"] or fold(match["dated"]) != "van"
    if day is None and not (is_certain and any(letter.isdigit() for letter in words)):
        return None
    return field, day


def read_theirs(part: str) -> str:
    """The reference of the other side."""
    match = _THEIRS.fullmatch(part)
    return match[1].strip() if match else ""


def read_law(part: str) -> str:
    """The article that a piece rests on, as it was typed."""
    return part if _LAW.fullmatch(part) else ""


def read_answers(part: str) -> str:
    """The name of the piece that is answered."""
    match = _ANSWERS.fullmatch(part)
    return match[1] if match else ""


def read_decision(part: str) -> str:
    """The reference of the decision that a piece tells of: `B 2027-03-03`."""
    match = _DECISION.fullmatch(part)
    return match[1] if match else ""


def read_request(part: str) -> tuple[str, str] | None:
    """The name of a request, and the words of a step behind it."""
    match = _REQUEST.fullmatch(part)
    return (match[1], (match[2] or "").strip()) if match else None


def read_secrecy(part: str, calendar: Calendar) -> Secrecy | None:
    """That a piece is confidential: until when, and on what ground."""
    match = _SECRET.fullmatch(part)
    if match is None:
        return None
    words = (match[1] or "").strip()
    if until := _UNTIL.fullmatch(words):
        pieces = until[1].split(" ")
        for end in range(len(pieces), 0, -1):
            due = read_due(" ".join(pieces[:end]), calendar)
            if due.day:
                return Secrecy(until=due.day, ground=" ".join(pieces[end:]).strip(" ,"))
        return None
    return Secrecy(ground=words)


def read_handling(
    part: str,
    codes: Iterable[Spelled],
    people: People,
    calendar: Calendar,
    is_party: Callable[[str], bool],
) -> dict[str, Any] | None:
    """The fields of a handling; None where `part` is none, or something stands behind the code that does not fit it."""
    folded = fold(part)
    for code in codes:
        if folded == code.begins or folded.startswith(f"{code.begins} "):
            rest = part[len(code.begins) :].strip()
            fields = _behind(code.effect, rest, people, calendar, is_party)
            if fields is not None:
                return {"code": code.code, "effect": code.effect, **fields}
    return None


def _behind(
    effect: Effect, rest: str, people: People, calendar: Calendar, is_party: Callable[[str], bool]
) -> dict[str, Any] | None:
    if effect in (Effect.NOTED, Effect.FILE):
        return None if rest else {}
    if effect is Effect.WITH_ITEM:
        match = _ITEM.fullmatch(rest)
        return {"item": match[1]} if match else None
    if effect is Effect.REQUEST:
        return {"words": rest} if rest else None
    if effect is Effect.DISCUSS:
        if not rest:
            return {}
        day = read_due(rest, calendar).day
        return {"day": day} if day else {"to": rest} if is_party(rest) else None
    rest, due = _due(rest, calendar)
    if due is not None and due.day is None:
        return None
    fields: dict[str, Any] = {"due": due} if due else {}
    if effect is Effect.HAND_OVER:
        to, _space, words = rest.partition(" ")
        return {**fields, "to": to, "words": words.strip()} if is_party(to) else None
    if not rest:
        return fields
    if not _OWNERS.fullmatch(rest):
        return None
    named = people.read(rest)
    return None if named.unread else {**fields, "owners": named.handles}


def _due(rest: str, calendar: Calendar) -> tuple[str, Due | None]:
    """What stands before the day by which something is to be done, and that day."""
    match = _BY.search(rest)
    if match is None:
        return rest, None
    return rest[: match.start()].strip(), read_due(match[1], calendar)
