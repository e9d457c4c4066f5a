"""What an item's line says: its title, and the brackets after it (minutes, presenter, purpose, secrecy)."""

from __future__ import annotations

import re

import msgspec

from exports.agenda.lines.item_tail import Tail, read_tail
from exports.agenda.lines.labels import ITEM, label_in, purpose_in
from store.language.dates import date_in
from store.language.people import People
from store.language.times import read_hours, read_minutes
from store.language.vocabulary import SALUTATIONS, is_office
from store.model import Purpose, Secrecy
from store.text import clean, fold

_SECRET = re.compile(r"(?:geheim|vertrouwelijk|besloten|confidential|secret|closed)(?=[\s,:]|$)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:tot|t/m|until|till)\s+", re.IGNORECASE)
_PART = re.compile(r"[;|·]|(?<![0-9]),|,(?![0-9])")
_BETWEEN = re.compile(r"\s*[-–—:/]\s+|\s+")
_ADDRESS = re.compile(r"https?://\S+$")
_CLOCK = r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\s*(?:uur|u|h)?"
_RANGE = re.compile(rf"{_CLOCK}\s*(?:[-–—]|tot|to|until|till)\s*{_CLOCK}")
_PAIRS = {")": "(", "]": "["}
_LONGEST = 300


class ItemLine(msgspec.Struct, frozen=True):
    """What the line of an item says; `times` are the words that its minutes were counted from."""

    title: str
    minutes: int | None = None
    presenter: str = ""
    purpose: Purpose | None = None
    confidential: Secrecy | None = None
    times: str = ""


def minutes_between(text: str) -> int | None:
    """How long `13:30–13:45` is, in minutes; None for text that is not wholly one stretch of a day."""
    hours = read_hours(text)
    if hours is None:
        return None
    start, end = (at.hour * 60 + at.minute for at in hours)
    return end - start if end > start else None


def without_times(text: str) -> tuple[int, str, str] | None:
    """`13:30–13:45 Opening` as minutes, the words of the time, and the rest; None for other text."""
    match = _RANGE.match(text)
    minutes = minutes_between(match[0]) if match else None
    rest = text[match.end() :].lstrip(" \t:–-") if match else ""
    return (minutes, match[0].strip(), rest) if match and minutes and rest else None


def secrecy_in(text: str) -> Secrecy | None:
    """`geheim`, `geheim tot 1 december 2026, art. 20 WOR`, `confidential, ground`; None for other text."""
    text = clean(text)
    if not (match := _SECRET.match(text)):
        return None
    rest = text[match.end() :].strip()
    if not rest or rest[0] in ",:":
        return Secrecy(ground=rest[1:].strip())
    return secrecy_until(rest) if _UNTIL.match(rest) else None


def secrecy_until(text: str) -> Secrecy:
    """`tot 1 december 2026, art. 20 WOR`, or only a ground; what is after a comma at the start is all ground.

    Words that are no date are (part of) the ground.
    """
    text = clean(text)
    if text.startswith(","):
        return Secrecy(ground=text[1:].strip())
    if until := _UNTIL.match(text):
        parts = text[until.end() :].split(",")
        # An English date may hold a comma: December 1, 2026.
        for count in (1, 2):
            if day := date_in(",".join(parts[:count])):
                return Secrecy(ground=",".join(parts[count:]).strip(), until=day)
    return Secrecy(ground=text)


def read_line(text: str, people: People) -> ItemLine:
    """The line of an item: its title, and what the brackets at its end say.

    `people` are those of the meeting, since a name alone in brackets is a presenter only
    if it is theirs. Brackets that say nothing known, and an address after them, stay in
    the title. An empty pair of brackets ends the title: what stands before it is not read.
    """
    found = ItemLine(title="")
    rest, kept, closed = text.rstrip(), "", False
    while last := _last_part(rest):
        before, inner = last
        if inner is not None and not inner.strip():
            rest, closed = before, True
            break
        if not before.strip() and not kept:
            break
        told = _in_brackets(inner, people) if inner else None
        if told and (both := _together(found, told)):
            found = both
            kept = (f" ({told.title})" if told.title else "") + (kept and " " + kept.lstrip())
        else:
            kept = rest[len(before.rstrip()) :] + kept
        rest = before.rstrip()
    if closed:
        return msgspec.structs.replace(found, title=clean(rest + kept))
    whole = rest + kept
    timed = without_times(clean(whole)) if found.minutes is None else None
    around = read_tail(timed[2] if timed else whole, people)
    both = _together(found, _around(around, timed[0] if timed else None))
    if both is None:
        return msgspec.structs.replace(found, title=clean(whole))
    return msgspec.structs.replace(both, title=around.title, times=timed[1] if timed else "")


def _around(told: Tail, minutes: int | None) -> ItemLine:
    secret = Secrecy() if told.secret else None
    minutes = told.minutes if minutes is None else minutes
    return ItemLine("", minutes=minutes, presenter=told.presenter, purpose=told.purpose, confidential=secret)


def _last_part(text: str) -> tuple[str, str | None] | None:
    """What stands before the last pair of brackets or the last address, and what is in the brackets."""
    if text.endswith(tuple(_PAIRS)):
        return last_brackets(text)
    address = _ADDRESS.search(text, max(0, len(text) - 2000))
    return (text[: address.start()], None) if address else None


def last_brackets(text: str) -> tuple[str, str] | None:
    """What stands before the pair of brackets that `text` ends in, and what is in it; None where there is no pair."""
    open_for: list[str] = []
    if not text.endswith(tuple(_PAIRS)):
        return None
    for at in range(len(text) - 1, -1, -1):
        if text[at] in _PAIRS:
            open_for.append(_PAIRS[text[at]])
        elif text[at] in "([":
            if open_for.pop() != text[at]:
                return None
            if not open_for:
                return text[:at], text[at + 1 : -1]
    return None


def _in_brackets(inner: str, people: People) -> ItemLine | None:
    """What the text in a pair of brackets says; the title is the part that was not understood."""
    if len(inner) > _LONGEST:
        return None
    if secrecy := secrecy_in(inner):
        return ItemLine(title="", confidential=secrecy)
    if (minutes := read_minutes(inner)) is not None:
        return ItemLine(title="", minutes=minutes)
    told, names, others = ItemLine(title=""), list[str](), list[str]()
    for part in filter(None, map(str.strip, _PART.split(inner))):
        meant = _labelled(part) or _part(part, people)
        if both := _together(told, meant) if meant else None:
            told = both
            others += [meant.title] if meant and meant.title else []
        elif part[0].isalpha() or part[0] == "@":
            names.append(part)
        else:
            others.append(part)
    if told.presenter and any(label_in(part, ITEM) for part in _PART.split(inner)):
        # `(presenter: Ann; slides)` says itself who of the two is the presenter.
        names, others = [], [*names, *others]
    presenter = ", ".join(names)
    if told.minutes is None and not told.presenter and (others or (names and not _is_presenter(presenter, people))):
        return None
    if presenter and told.presenter:
        return None
    return msgspec.structs.replace(told, title=", ".join(others), presenter=presenter or told.presenter)


def _labelled(part: str) -> ItemLine | None:
    """What `presenter: Ann` says; None for other text."""
    label = label_in(part, ITEM)
    name = clean(part[label.end :]) if label and label.field == "presenter" else ""
    return ItemLine(title="", presenter=name) if name else None


def _part(part: str, people: People) -> ItemLine | None:
    """What one of the parts between commas says; None for a name or anything else."""
    if purpose := purpose_in(part):
        return ItemLine(title="", purpose=purpose)
    if secrecy := secrecy_in(part):
        return ItemLine(title="", confidential=secrecy)
    if (minutes := read_minutes(part)) is not None:
        return ItemLine(title="", minutes=minutes)
    cuts = list(_BETWEEN.finditer(part))
    for cut in {*cuts[:2], *cuts[-2:]}:
        before, after = part[: cut.start()], part[cut.end() :]
        for time, rest in ((before, after), (after, before)):
            if (minutes := read_minutes(time)) is not None:
                # A rest in small letters is a remark, such as `15m on the last day`: it stays in the title.
                named = rest[:1].isupper() or rest.startswith("@") or people.are_all_people(rest)
                return ItemLine(title="" if named else rest, minutes=minutes, presenter=rest if named else "")
    return None


def _is_presenter(text: str, people: People) -> bool:
    first = fold(text).split()[:1]
    titled = len(text.split()) > 1 and first[0].rstrip(".") in SALUTATIONS
    return is_office(text) or titled or people.are_all_people(text)


def _together(found: ItemLine, told: ItemLine) -> ItemLine | None:
    """What both say; None where they say the same thing twice."""
    if (
        (found.minutes is not None and told.minutes is not None)
        or (found.presenter and told.presenter)
        or (found.purpose and told.purpose)
        or (found.confidential and told.confidential)
    ):
        return None
    return ItemLine(
        title="",
        minutes=told.minutes if found.minutes is None else found.minutes,
        presenter=found.presenter or told.presenter,
        purpose=found.purpose or told.purpose,
        confidential=found.confidential or told.confidential,
    )
