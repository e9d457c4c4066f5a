"""Reads the commands about people: `/present dvdb jth`, `/absent dvdb with notice, ill`, `/guest HvL Hans van Loon`.

Each function is a `Reader` (see `spec`): it gives the line that was understood, None where something is missing.
Names that fit nobody, or more than one person, are in the `unread` of the line, with a remark each.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from store.language.capture.line import Context, Line
from store.language.capture.verbs.spec import VerbSpec
from store.language.capture.warnings import about_names
from store.language.people import Named, is_everyone, propose_handle
from store.language.vocabulary import SALUTATIONS
from store.model import Role
from store.text import fold

_NOTICE = re.compile(
    r"\b(?:([mz])\.\s?k\b\.?|([mz])k\b|(with|without|no|met|zonder)"
    r" (?:notice|apologies|kennisgeving|bericht|afmelding)\b|(apologies|afgemeld)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s,;:&]|(?:en|and)\s)+", re.IGNORECASE)
_WHO_SAID = re.compile(r"([^:]{1,60}?)\s*:(?!//)\s*(\S.*)", re.DOTALL)
_EXCEPT = re.compile(
    r"(?<!\s)\s+(?:behalve|uitgezonderd|zonder|min|except(?: for)?|but|minus|without)\s+|(?<![\s,])[\s,]+(?=[-–−~])",
    re.IGNORECASE,
)
# `/present all -bvdb`, as a vote has it.
_MINUS = re.compile(r"(?<![^\s,])[-–−~]\s*")
# What a first name looks like, and initials do not.
_FIRST_NAME = re.compile(r"[A-Z]\w*\.|[A-ZÀ-Þ](?:[^\W\d_A-Z]{2,}|[^\W\d_]+-[^\W\d_]+)")


def people(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`dvdb jth`: names with spaces or commas between them."""
    return named_line(spec, typed, context.people.read_run(rest), context) if rest else None


def present(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`dvdb jth`, `all`, `all except dvdb`, `all -dvdb`: who is there."""
    everyone, *others = _EXCEPT.split(rest, maxsplit=1)
    if not others or not is_everyone(everyone):
        return people(spec, typed, rest, context)
    missing = context.people.read_run(_MINUS.sub(" ", others[0]))
    # A name that is not certain could be anybody's: nobody is there for whom it may stand.
    unclear = {person.handle for words in missing.unread for person in context.people.who(words)}
    there = (person.handle for person in context.people.people if person.role is not Role.GUEST)
    handles = tuple(handle for handle in there if handle not in (*missing.handles, *unclear))
    return named_line(spec, typed, replace(missing, handles=handles), context)


def absent(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`dvdb m.k. ill`: who is not there, whether that was told (`m.k.` is with notice, `z.k.` without), and why."""
    names: list[str] = []
    notice: bool | None = None
    name = rest
    while rest and name:
        # A handle such as MK comes before the words for with notice.
        name, after = context.people.first(rest)
        if name:
            names.append(name)
        elif said := _NOTICE.match(rest):
            notice, name, after = _with_notice(said), said[0], rest[said.end() :]
        between = _BETWEEN.match(after)
        rest = after[between.end() :] if between else after
    if not names and (said := _NOTICE.search(rest)):
        names, notice, rest = [rest[: said.start()]], _with_notice(said), rest[said.end() :]
    if not names:
        return people(spec, typed, rest, context)
    if notice is None and (said := _NOTICE.search(rest)):
        notice = _with_notice(said)
        rest = f"{rest[: said.start()]} {rest[said.end() :]}"
    line = named_line(spec, typed, context.people.named(names), context)
    return replace(line, text=rest.strip(" ,;:()"), notice=notice)


def _with_notice(said: re.Match[str]) -> bool:
    return bool(said[4]) or fold(said[1] or said[2] or said[3]) in {"m", "with", "met"}


def guest(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`HvL Hans van Loon, director`: the handle, the name and the function of a guest; `Hans van Loon` gets initials.

    Of a guest whom the body knows the initials or the name are enough.
    """
    name, _, function = (part.strip() for part in rest.lstrip("@").partition(","))
    found = context.people.who(name)
    if len(found) == 1:
        known, is_guest = found[0], found[0].role is Role.GUEST
        line = Line(verb=spec.verb, typed=typed, handle=known.handle, name=known.name, text=function or known.function)
        # Who is no guest is on the roll already, and that is said.
        return replace(line, people=(known.handle,)) if is_guest else line
    first, _, others = name.partition(" ")
    handle = first.rstrip(":")
    if not handle or not others.strip():
        return None
    if first.endswith(":") or not _is_first_name(first, others):
        return Line(verb=spec.verb, typed=typed, handle=handle, name=others.strip(), text=function)
    handle = propose_handle(name, [person.handle for person in context.people.people])
    return Line(verb=spec.verb, typed=typed, handle=handle, name=name, text=function)


def _is_first_name(first: str, others: str) -> bool:
    """Whether `first`, before the rest of a name, belongs to it: `Hans` or `H.`, and not `HvL`, nor `Hans Hans …`."""
    if fold(others).startswith(f"{fold(first)} "):
        return False
    return _FIRST_NAME.fullmatch(first) is not None or fold(first).strip(".") in SALUTATIONS


def moved(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`dvdb, seconded by jth`: mover and seconder, also where their names are not certain."""
    words = re.sub(r"\b(?:door|by|gesteund|seconded|ondersteund)\b[:,]?", " ", rest, flags=re.IGNORECASE)
    named = context.people.read_run(words)
    return replace(named_line(spec, typed, named, context), people=named.said) if named.said else None


def minority(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`dvdb and jth: too expensive`: whose view it is, and the view; without names only the view."""
    names, text = context.people.leading(rest)
    named = context.people.named(names)
    if named.said and text.strip(" :,"):
        line = named_line(spec, typed, named, context)
        return replace(line, people=named.said, text=text.strip(" :,"))
    return Line(verb=spec.verb, typed=typed, text=rest) if rest else None


def answer(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`hvl: yes, from 1 May`: the answer to a question, and who gave it where one person can be meant."""
    said = _WHO_SAID.match(rest)
    found = context.people.who(said[1]) if said else ()
    if said and len(found) == 1:
        return Line(verb=spec.verb, typed=typed, text=said[2], speaker=found[0].handle)
    return Line(verb=spec.verb, typed=typed, text=rest) if rest else None


def named_line(spec: VerbSpec, typed: str, named: Named, context: Context) -> Line:
    """A line about those `named`, with a remark for each name that is not certain."""
    remarks = about_names(named.unread, context.people)
    return Line(verb=spec.verb, typed=typed, people=named.handles, unread=named.unread, remarks=remarks)
