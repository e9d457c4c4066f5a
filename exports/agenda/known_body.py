"""Which body an agenda is of: by its name or short name, the people that are named, or who sent it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exports.agenda.markdown import AgendaFile
from store.language.announced_days import without_days
from store.language.vocabulary import MONTHS, WEEKDAYS
from store.model import Body
from store.text import clean, fold

_ABOUT_A_MEETING = re.compile(
    r"^(?:(?:concept|voorlopige|draft)[- ]?)?(?:agenda|uitnodiging|oproep|notice|invitation|vergaderstukken|stukken)\b"
    r"\s*(?:(?:voor|van|for|of|to)\s+)?(?:(?:de|het|the)\s+)?(?:(?:vergadering|bijeenkomst|overleg|meeting)\s+"
    r"(?:(?:van|of)\s+)?(?:(?:de|het|the)\s+)?)?",
    re.IGNORECASE,
)
_MEETING = re.compile(r"(?<![\s-])[\s-]+(?:vergadering|overleg|bijeenkomst|meeting|agenda)\b(?!\S)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\s)\s*(?:(?:nr\.?|no\.?|#)\s*)?(?<!\w)[0-9]{1,4}(?:[-/][0-9]{1,4})?$", re.IGNORECASE)
_BRACKETS = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]{0,80}[)\]]\s*$")
_JOINT = re.compile(r"(?<!\s)\s*[|:;,]\s*|(?<!\s)\s+[-–—]\s+")
_WORD = re.compile(r"[^\W_]+")
_OF_DAY = frozenset((*MONTHS, *WEEKDAYS, "op", "on", "d.d", "dd", "uur", "at", "om", "week"))


def known_body(bodies: Sequence[Body], agenda: AgendaFile, chosen: str = "") -> Body | None:
    """The body that an agenda is of, of those that there are; None where that is not certain.

    What the user chose counts first; then the body that is named as such, the name that stands anywhere in the title,
    the short name in it, the people, and, where the title has no name at all, the sender. Where two fit, none is.
    """
    if chosen:
        return next((body for body in bodies if body.key == chosen), None)
    if agenda.body_name:
        # What is said to be the body is it: `Ondernemingsraad Molen` is no `Ondernemingsraad`, but another one.
        said = _words(agenda.body_name)
        return _only([body for body in bodies if said in (_words(body.key), _words(body.name))])
    title = f"{agenda.title}\n{agenda.remarks.split(chr(10))[0]}"
    return (
        _only([body for body in bodies if agenda.title in (body.key, body.name)])
        or _named_in(bodies, title)
        or _only([body for body in bodies if body.key == agenda.body_key and _words(body.key) in _words(title)])
        or _by_people(bodies, agenda)
        or (_by_sender(bodies, agenda) if not body_in(agenda.title) else None)
    )


def body_in(title: str) -> str:
    """The name of a body in the title of an agenda: without its day, its number, and the words for a meeting.

    `Agenda OR-vergadering 8 december 2026` is of `OR`, `GraphQL WG — March 2025 (Primary)` of `GraphQL WG`. Nothing
    where no word of a name is left.
    """
    name = clean(title)
    parts = [part for part in map(str.strip, _JOINT.split(name)) if part and not _is_of_day(part)]
    name = ", ".join(parts) if parts and len(parts) < len(_JOINT.split(name)) else name
    while shorter := _BRACKETS.sub("", name):
        if shorter == name:
            break
        name = shorter
    name = _ABOUT_A_MEETING.sub("", name)
    words = name.split()
    while words and (_is_of_day(words[-1]) or _NUMBER.fullmatch(words[-1])):
        words = words[:-1]
    name = " ".join(words).strip(" -–—,:|")
    bare = _MEETING.sub("", name).strip(" -–—,:|")
    return bare if any(letter.isalpha() for letter in bare) else name


def _is_of_day(part: str) -> bool:
    """Whether a part holds nothing but a day, hours or a number."""
    left = re.findall(r"[^\W\d_]+", fold(without_days(part)))
    return (all(word in _OF_DAY for word in left) and any(letter.isdigit() for letter in part)) or fold(part) in _OF_DAY


def _named_in(bodies: Sequence[Body], text: str) -> Body | None:
    """The body whose name stands in `text`; the longest of those that do, where it holds the others."""
    words = _words(text)
    found = [body for body in bodies if _words(body.name).strip() and _words(body.name) in words]
    found.sort(key=lambda body: -len(body.name))
    if found and all(_words(other.name) in _words(found[0].name) for other in found[1:]):
        return found[0] if len(found) == 1 or found[0].name != found[1].name else None
    return None


def _by_people(bodies: Sequence[Body], agenda: AgendaFile) -> Body | None:
    """The body of which most of the people are that the agenda names, where it is of no other one as much."""
    named = {fold(who.name) for who in agenda.people}
    if len(named) < 2:
        return None
    counts = [(len(named & {fold(who.name) for who in body.people}), body) for body in bodies]
    best = max((count for count, _body in counts), default=0)
    return _only([body for count, body in counts if count == best]) if best * 2 > len(named) else None


def _by_sender(bodies: Sequence[Body], agenda: AgendaFile) -> Body | None:
    """The body of the one who sent it, where they are of one only."""
    sender = _words(re.sub(r"<[^>]*>", "", agenda.sender))
    if not sender.strip():
        return None
    return _only([body for body in bodies if any(_words(who.name) == sender for who in body.people)])


def _only(bodies: list[Body]) -> Body | None:
    return bodies[0] if len(bodies) == 1 else None


def _words(text: str) -> str:
    """The words of `text` with single spaces before and behind each, to be found whole."""
    words = " ".join(_WORD.findall(fold(text)))
    return f" {words} "
