"""What stands around a title without brackets: `VERTROUWELIJK: Salarissen`, `Begroting – ter besluit – 40 min.`.

What is not understood for certain stays in the title.
"""

from __future__ import annotations

import re

import msgspec

from exports.agenda.lines.labels import purpose_in
from store.language.people import People, is_prefix
from store.language.times import read_minutes
from store.language.vocabulary import is_office
from store.model import Purpose
from store.text import clean, fold

_SECRET = r"(?:strikt |zeer )?(?:vertrouwelijk|geheim|besloten|confidential|secret|in camera)"
_SECRET_BEFORE = re.compile(rf"(?:{_SECRET}\s*(?::|[-–—](?=\s))|[(\[]{_SECRET}[)\]]\s*[:–—-]?)\s*(?=\S)", re.IGNORECASE)
_SECRET_BEHIND = re.compile(rf"(?<=\S)(?:\s+[-–—|]\s*|\s*,\s+|\t+){_SECRET}$", re.IGNORECASE)
_JOINT = re.compile(r"\t+|[ ]{3,}|(?<!\s)\s+[-–—|·]\s+")
_LAST_MINUTES = re.compile(
    r"(?<=\S)(?P<joint>\s*[,:;]\s+|\s+)(?P<minutes>(?:ca\.?\s|±\s?)?[0-9]{1,3}(?:\s?[-–à]\s?[0-9]{1,3})?"
    r"\s?(?:minuten|minuut|minutes|min\.?|mins\.?|['’′]))\.?$",
    re.IGNORECASE,
)
_HELD_BY = frozenset("van of in na voor for after within binnen elke every met with ca circa about max".split())
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
_MOST_WORDS = 4


class Tail(msgspec.Struct, frozen=True):
    """The title, and what stood before and behind it."""

    title: str
    minutes: int | None = None
    presenter: str = ""
    purpose: Purpose | None = None
    secret: bool = False


def read_tail(text: str, people: People) -> Tail:
    """The title in `text`, without the secrecy, minutes, purpose and presenter that stand around it without brackets.

    A name counts where it stands beside minutes or a purpose, or is that of one of `people`.
    """
    before = _SECRET_BEFORE.match(text)
    text = text[before.end() :] if before else text
    behind = None if before else _SECRET_BEHIND.search(text)
    text = text[: behind.start()] if behind else text
    secret = before is not None or behind is not None
    pieces = _JOINT.split(text)
    joints = _JOINT.findall(text)
    told = Tail("", secret=secret)
    names: list[int] = []
    at = len(pieces) - 1
    while at > 0:
        piece = pieces[at].strip().strip(".")
        minutes, purpose = read_minutes(piece), purpose_in(piece)
        if minutes is not None and told.minutes is None:
            told = msgspec.structs.replace(told, minutes=minutes)
        elif purpose and not told.purpose:
            told = msgspec.structs.replace(told, purpose=purpose)
        elif not names and piece and _may_be_name(pieces[at].strip(), people):
            names.append(at)
        else:
            break
        at -= 1
    sure = told.minutes is not None or told.purpose is not None
    if names and (sure or people.are_all_people(pieces[names[0]])):
        told = msgspec.structs.replace(told, presenter=clean(pieces[names[0]]))
    elif names:
        at = len(pieces) - 1
        told = Tail("", secret=secret)
    kept = "".join(f"{piece}{joint}" for piece, joint in zip(pieces[: at + 1], [*joints[:at], ""], strict=True))
    if told.minutes is None and (last := _LAST_MINUTES.search(kept)):
        before_it = fold(kept[: last.start()]).split()[-1:]
        minutes = read_minutes(last["minutes"].strip())
        # `Pauze van 10 minuten` says how long something is that is called so.
        if minutes is not None and not (before_it and before_it[0] in _HELD_BY and not last["joint"].strip()):
            told = msgspec.structs.replace(told, minutes=minutes)
            kept = kept[: last.start()]
    return msgspec.structs.replace(told, title=clean(kept).rstrip(" -–—|"))


def _may_be_name(piece: str, people: People) -> bool:
    """Whether a piece between dashes or tabs is somebody: known, an office, or a few words with capitals."""
    if people.are_all_people(piece) or is_office(piece):
        return True
    words = piece.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and all(_NAME.fullmatch(word) and (word[0].isupper() or is_prefix(word)) for word in words)
        and len(words[-1]) > 1
    )
