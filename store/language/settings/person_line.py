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
from store.language.offices import own_office, standing
from store.language.people import can_be_handle
from store.language.settings.rules import read_office, read_yes, say_role
from store.model import Attendee, Person, Role
from store.text import clean, fold

_NAMED = re.compile(r"(?P<name>.*?)(?<!\s)\s*+\(@?(?P<handle>[^()]*)\)")
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
    "email": ("email", "e-mail", "mail", "mailadres"),
}
# No spaces, brackets or commas: what stands in a mail is one address, and never a header more.
_ADDRESS = re.compile(r"[^\s<>(),;:@\"\\]+@[^\s<>(),;:@\"\\]+\.[^\s<>(),;:@\"\\]+")
# A comma before a year is part of an English date.
_COMMA = re.compile(r",(?!\s*[0-9]{4}\s*(?:,|$))")
_BOTH = re.compile(
    r"(?:vanaf|sinds|per|van|from|since) (?P<since>.+?) (?:tot en met|tot|t/m|until|till|to) (?P<until>.+)"
)


def read_person(line: str, calendar: Calendar, old: Person | None = None) -> Person:
    """The person on `line`; what `old` has beside it (former handles) is kept.

    Without a role it is a member; without a word on the vote they have the one of their office: a member has it, a
    guest, a `bestuurder`, an adviser, a clerk (`ambtelijk secretaris`) and a deputy have none. Without brackets the
    handle is that of `old`, or empty. Raises CannotDo for a line without a name, for a handle that cannot be one, and
    for a day that cannot be read with certainty.
    """
    first, *parts = (clean(part) for part in _COMMA.split(line))
    named = _NAMED.fullmatch(first)
    name, handle = (named["name"], named["handle"].strip()) if named else (first, old.handle if old else "")
    if not name:
        raise CannotDo(_("A name comes first, such as: Bram van den Broek (BvdB), member."))
    if named and not can_be_handle(handle):
        raise CannotDo(_("“{handle}” cannot be initials: letters and digits, twelve at most.").format(handle=handle))
    since, until = None, None
    email = old.email if old else ""
    told: list[str] = []
    for part in filter(None, parts):
        if both := _days(_BOTH, part, calendar):
            since, until = both
        elif begins := _days(_SINCE, part, calendar):
            since = begins[0]
        elif ends := _days(_UNTIL, part, calendar):
            until = ends[0]
        elif _ADDRESS.fullmatch(part):
            email = part
        else:
            told.append(part)
    what = standing(told)
    person = old or Person(handle=handle, name=name)
    return replace(
        person,
        handle=handle,
        name=name,
        role=what.role,
        function=what.function,
        vote=what.vote,
        since=since,
        until=until,
        email=email,
    )


def with_field(person: Person, name: str, value: str, calendar: Calendar) -> Person:
    """`person` with one field, called in Dutch or English, put to what `value` says. Raises CannotDo."""
    field = next((field for field, names in _FIELDS.items() if fold(name).strip() in names), None)
    words = clean(value)
    if field is None:
        names = ", ".join(_FIELDS)
        raise CannotDo(_("Somebody has no “{name}”. There are: {names}.").format(name=name, names=names))
    if field == "role":
        office = read_office(words)
        # What somebody was called by an office that they leave is no function of theirs any more.
        function = "" if own_office(person) else person.function
        return replace(person, role=office.role, vote=office.vote, function=words if office.named else function)
    if field == "vote":
        return replace(person, vote=read_yes(words))
    if field == "email":
        return replace(person, email=read_address(words))
    if field in ("from", "until"):
        day = read_day(words, calendar) if words not in ("", "-") else None
        return replace(person, since=day) if field == "from" else replace(person, until=day)
    return replace(person, **{field: words})


def read_address(words: str) -> str:
    """The address for mail that `words` are; nothing takes it away. Raises CannotDo where they are none."""
    if words in ("", "-"):
        return ""
    if not _ADDRESS.fullmatch(words):
        raise CannotDo(_("“{words}” is no address for mail, such as m.smit@example.org.").format(words=words))
    return words


def read_day(words: str, calendar: Calendar) -> date:
    """The day that `words` are. Raises CannotDo where that is not certain, or there is no such day."""
    due = read_due(words, calendar)
    if due.day is None or due.time is not None:
        raise CannotDo(_("“{words}” is no day that can be read with certainty.").format(words=words.strip()))
    return due.day


def say_person(person: Person) -> str:
    """`person` on one line, in the language of the interface; with the words that `read_person` needs."""
    own = own_office(person)
    told = own is not None and own.role is not Role.GUEST and (own.role is Role.SECRETARY or not own.vote)
    role = "" if told else say_role(person.role, vote=person.vote)
    parts = [f"{person.name} ({person.handle})", *filter(None, (role, person.function))]
    if person.role is Role.SECRETARY and person.vote:
        parts.append(_("with a vote"))
    elif person.role is not Role.GUEST and person.vote is not standing((role, *person.function.split(","))).vote:
        parts.append(_("with a vote") if person.vote else _("without vote"))
    if person.email:
        parts.append(person.email)
    if person.since:
        parts.append(_("from {day}").format(day=long_date(person.since, spoken())))
    if person.until:
        parts.append(_("until {day}").format(day=long_date(person.until, spoken())))
    return ", ".join(parts)


def say_office(person: Person | Attendee) -> str:
    """What somebody is, in the language of the interface: `chair`, `clerk`, `minute-taker`, `member without a vote`."""
    own = own_office(person)
    if own and own.role is not Role.MEMBER:
        return person.function
    role = say_role(person.role, vote=person.vote)
    return role if person.vote or person.role is not Role.MEMBER else _("{role} without a vote").format(role=role)


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
