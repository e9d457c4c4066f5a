"""Somebody of a body on one line, as a person types it: `Bram van den Broek (BvdB), lid, penningmeester, vanaf 1 mei`.

The name comes first, its handle in brackets; the parts between commas may be a role, with
or without a vote, and from and until a day, in Dutch or English; what is left is the
function. `say_person` writes what `read_person` reads back.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from store.dates import long_date
from store.errors import CannotDo
from store.i18n import _, spoken
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.people import can_be_handle
from store.language.settings.rules import read_role, read_yes, role_in, say_role
from store.model import Person, Role
from store.text import clean, fold

_NAMED = re.compile(r"(?P<name>.*?)\s*\(@?(?P<handle>[^()]*)\)")
_VOTE = {
    **dict.fromkeys(("met stem", "with vote", "with a vote", "stemgerechtigd", "voting"), True),
    **dict.fromkeys(("zonder stem", "without vote", "without a vote", "niet stemgerechtigd", "non-voting"), False),
}
_CLERK = {"ambtelijk secretaris", "clerk", "notulist", "minute-taker"}
_SINCE = re.compile(r"(?:vanaf|sinds|per|met ingang van|m\.?i\.?v\.?|with effect from|from|since) (?P<day>.+)")
_UNTIL = re.compile(r"(?:tot en met|tot|t/m|until|till) (?P<day>.+)")
_FIELDS = {
    "name": ("name", "naam"),
    "handle": ("handle", "initials", "initialen"),
    "role": ("role", "rol"),
    "function": ("function", "functie"),
    "vote": ("vote", "stem", "stemrecht"),
    "from": ("from", "since", "vanaf", "sinds"),
    "until": ("until", "tot", "t/m"),
}
# A comma before a year is part of an English date.
_COMMA = re.compile(r",(?!\s*[0-9]{4}\s*(?:,|$))")
_BOTH = re.compile(
    r"(?:vanaf|sinds|per|van|from|since) (?P<since>.+?) (?:tot en met|tot|t/m|until|till|to) (?P<until>.+)"
)


def read_person(line: str, calendar: Calendar, old: Person | None = None) -> Person:
    """The person on `line`; what `old` has beside it (former handles) is kept.

    Without a role it is a member; without a word on it a member has a vote, a guest and a
    clerk (`ambtelijk secretaris`) none; without brackets the handle is that of `old`, or empty. Raises
    CannotDo for a line without a name, for a handle that cannot be one, and for a day that
    cannot be read with certainty.
    """
    first, *parts = (clean(part) for part in _COMMA.split(line))
    named = _NAMED.fullmatch(first)
    name, handle = (named["name"], named["handle"].strip()) if named else (first, old.handle if old else "")
    if not name:
        raise CannotDo(_("A name comes first, such as: Bram van den Broek (BvdB), member."))
    if named and not can_be_handle(handle):
        raise CannotDo(_("“{handle}” cannot be initials: letters and digits, twelve at most.").format(handle=handle))
    role, vote, since, until = None, None, None, None
    function: list[str] = []
    for part in filter(None, parts):
        folded = fold(part)
        if role is None and (meant := role_in(part)):
            role = meant
            vote = False if vote is None and is_clerk(part) else vote
        elif folded in _VOTE:
            vote = _VOTE[folded]
        elif both := _days(_BOTH, part, calendar):
            since, until = both
        elif begins := _days(_SINCE, part, calendar):
            since = begins[0]
        elif ends := _days(_UNTIL, part, calendar):
            until = ends[0]
        else:
            function.append(part)
    role = role or Role.MEMBER
    person = old or Person(handle=handle, name=name)
    return replace(
        person,
        handle=handle,
        name=name,
        role=role,
        function=", ".join(function),
        vote=role is not Role.GUEST if vote is None else vote,
        since=since,
        until=until,
    )


def with_field(person: Person, name: str, value: str, calendar: Calendar) -> Person:
    """`person` with one field, called in Dutch or English, put to what `value` says. Raises CannotDo."""
    field = next((field for field, names in _FIELDS.items() if fold(name).strip() in names), None)
    words = clean(value)
    if field is None:
        names = ", ".join(_FIELDS)
        raise CannotDo(_("Somebody has no “{name}”. There are: {names}.").format(name=name, names=names))
    if field == "role":
        role = read_role(words)
        return replace(person, role=role, vote=role is not Role.GUEST and not is_clerk(words))
    if field == "vote":
        return replace(person, vote=read_yes(words))
    if field in ("from", "until"):
        day = read_day(words, calendar) if words not in ("", "-") else None
        return replace(person, since=day) if field == "from" else replace(person, until=day)
    return replace(person, **{field: words})


def is_clerk(words: str) -> bool:
    """Whether `words` are a secretary's who is no member: `ambtelijk secretaris`, `clerk`."""
    return fold(words) in _CLERK


def read_day(words: str, calendar: Calendar) -> date:
    """The day that `words` are. Raises CannotDo where that is not certain, or there is no such day."""
    due = read_due(words, calendar)
    if due.day is None or due.time is not None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=words.strip()))
    return due.day


def say_person(person: Person) -> str:
    """`person` on one line, in the language of the interface; with the words that `read_person` needs."""
    parts = [f"{person.name} ({person.handle})", say_role(person.role)]
    if person.function:
        parts.append(person.function)
    if not person.vote and person.role is not Role.GUEST:
        parts.append(_("without vote"))
    elif person.role is Role.SECRETARY:
        parts.append(_("with a vote"))
    if person.since:
        parts.append(_("from {day}").format(day=long_date(person.since, spoken())))
    if person.until:
        parts.append(_("until {day}").format(day=long_date(person.until, spoken())))
    return ", ".join(parts)


def _days(pattern: re.Pattern[str], part: str, calendar: Calendar) -> tuple[date, ...]:
    """The days in a part that begins as `pattern` does; none where it does not.

    Such a part that holds a digit is meant as a day: one that cannot be read is told, not taken for a function.
    """
    match = pattern.fullmatch(fold(part))
    if match is None:
        return ()
    days = [read_due(words, calendar).day for words in match.groups()]
    certain = tuple(day for day in days if day is not None)
    if len(certain) == len(days):
        return certain
    if pattern is not _BOTH and any(letter.isdigit() for letter in part):
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=match[1]))
    return ()
