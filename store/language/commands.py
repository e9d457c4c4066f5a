"""The commands: what follows a slash, in English and in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.clean import fold
from store.language.dates import leading_date, read_due
from store.language.line import Context, Line, Verb
from store.language.people import Named
from store.language.remarks import About, Remark, about_names
from store.model import Secrecy

NAMES: dict[Verb, tuple[str, ...]] = {
    Verb.OPEN: ("open",),
    Verb.CLOSE: ("close", "sluit"),
    Verb.NEXT: ("next", "volgende"),
    Verb.GO: ("go", "naar"),
    Verb.DEFER: ("defer", "aanhouden"),
    Verb.MOVE: ("move", "schuif"),
    Verb.TIME: ("time", "tijd"),
    Verb.BREAK: ("break", "schors"),
    Verb.RESUME: ("resume", "hervat"),
    Verb.PRESENT: ("present", "aanwezig"),
    Verb.ABSENT: ("absent", "afwezig"),
    Verb.IN: ("in", "binnen"),
    Verb.OUT: ("out", "weg"),
    Verb.ONLINE: ("online",),
    Verb.GUEST: ("guest", "gast"),
    Verb.RECUSE: ("recuse", "onthoudt"),
    Verb.SECRET: ("secret", "geheim"),
    Verb.TO: ("to", "bij"),
    Verb.MOVED: ("moved", "ingediend"),
    Verb.MINORITY: ("minority", "minderheid"),
    Verb.CORRECT: ("correct", "correctie"),
    Verb.APPROVE: ("approve", "vaststellen"),
    Verb.AMEND: ("amend", "wijzig"),
    Verb.WITHDRAW: ("withdraw", "trek"),
    Verb.REPLACE: ("replace", "vervang"),
    Verb.DONE: ("done", "gereed"),
    Verb.CANCEL: ("cancel", "vervalt"),
    Verb.POSTPONE: ("postpone", "uitstel"),
    Verb.ASSIGN: ("assign", "toewijzen"),
    Verb.UNDO: ("undo", "terug"),
    Verb.REDO: ("redo", "opnieuw"),
    Verb.READ: ("read", "lees"),
    Verb.HELP: ("help", "hulp"),
}
_VERBS = {name: verb for verb, names in NAMES.items() for name in names}
_COMMAND = re.compile(r"/([^\W\d_]+)(?:\s+(.*))?$", re.DOTALL)
_ITEM = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[a-z]?)(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_MOVE = re.compile(r"(\S+)\s+(before|voor|after|na)\s+(\S+)$")
_REFERENCE = re.compile(r"([a-z]{1,3}[ -]?\d{4}(?:-\d{1,2}){1,3}|[a-z]{1,3}\d{1,3})(?:\s+(.*))?$", re.IGNORECASE)
_NOTICE = re.compile(r"\b([mz])\.?\s?k\b\.?|\b(with|without) (?:notice|apologies)\b", re.IGNORECASE)
_LAST = {"last", "laatste"}


def read_command(text: str, context: Context) -> Line | None:
    """The command that `text` (with its slash) is; None where it is no command but plain text.

    A word that is no command, or a command without what it needs, gives a note with a
    remark, so that nothing typed is lost.
    """
    match = _COMMAND.match(text)
    if not match:
        return None
    verb = _VERBS.get(fold(match[1]))
    if verb is None:
        return Line(verb=Verb.NOTE, typed=text, text=text, remarks=(Remark(About.UNKNOWN_COMMAND, "/" + match[1]),))
    rest = (match[2] or "").strip()
    reader = _READERS.get(verb, _plain)
    line = reader(verb, text, rest, context)
    if line is None:
        return Line(verb=Verb.NOTE, typed=text, text=text, remarks=(Remark(About.INCOMPLETE_COMMAND, "/" + match[1]),))
    return line


def _plain(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return Line(verb=verb, typed=typed, text=rest)


def _text(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return Line(verb=verb, typed=typed, text=rest) if rest else None


def _item(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _ITEM.match(rest)
    if not match:
        return None
    return Line(verb=verb, typed=typed, item=match[1], text=match[2] or "", remarks=_about_item(match[1], context))


def _defer(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _ITEM.match(rest)
    number = match[1] if match and (match[1] in context.items or not context.items) else ""
    due, reason = leading_date((match[2] or "") if match and number else rest, context.calendar)
    return Line(verb=verb, typed=typed, item=number, due=due, text=reason.strip(" ,;:"))


def _move(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _MOVE.match(fold(rest))
    if not match:
        return None
    remarks = _about_item(match[1], context) + _about_item(match[3], context)
    after = match[2] in {"after", "na"}
    return Line(verb=verb, typed=typed, item=match[1], other_item=match[3], after=after, remarks=remarks)


def _time(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    words = re.sub(r"\s*(?:minuten|minutes|min\.?|m)$", "", rest, flags=re.IGNORECASE).split()
    if not words or len(words) > 2 or not words[-1].isdecimal() or int(words[-1]) > 24 * 60:
        return None
    number = words[0] if len(words) == 2 else ""
    remarks = _about_item(number, context) if number else ()
    return Line(verb=verb, typed=typed, item=number, minutes=int(words[-1]), remarks=remarks)


def _people(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return _named(verb, typed, context.people.read_run(rest), "", context) if rest else None


def _absent(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    notice = None
    if match := _NOTICE.search(rest):
        notice = (match[1] or "").lower() == "m" or (match[2] or "").lower() == "with"
        rest = (rest[: match.start()] + " " + rest[match.end() :]).strip()
    names = []
    while rest:
        name, remainder = context.people.first(rest)
        if not name:
            break
        names.append(name)
        rest = remainder.lstrip(" ,;")
    if not names:
        return _people(verb, typed, rest, context)
    return _named(verb, typed, context.people.read(",".join(names)), rest, context, notice)


def _guest(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    handle, _, name = rest.partition(" ")
    name, _, function = name.partition(",")
    if not handle or not name.strip():
        return None
    return Line(verb=verb, typed=typed, handle=handle, name=name.strip(), text=function.strip())


def _secret(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    first, _, others = rest.partition(" ")
    last = fold(first) in _LAST
    due, ground = leading_date(others if last else rest, context.calendar)
    if due and due.day is None:
        ground = others if last else rest
    secrecy = Secrecy(ground=ground.strip(" ,;"), until=due.day if due else None)
    return Line(verb=verb, typed=typed, last=last, secrecy=secrecy)


def _moved(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return _people(verb, typed, re.sub(r"^(?:door|by)\s+", "", rest, flags=re.IGNORECASE), context)


def _minority(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    name, text = context.people.first(rest)
    if name and text.strip(" :"):
        return _named(verb, typed, context.people.read(name), text.strip(" :"), context)
    return Line(verb=verb, typed=typed, text=rest) if rest else None


def _approve(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    due = read_due(rest, context.calendar) if rest else None
    remarks = (Remark(About.UNREAD_DATE, rest),) if due and due.day is None else ()
    return Line(verb=verb, typed=typed, on=due.day if due else None, text=rest if remarks else "", remarks=remarks)


def _reference(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _REFERENCE.match(rest)
    if not match:
        return None
    text = match[2] or ""
    if verb is Verb.WITHDRAW and fold(text) in {"in", "terug"}:
        text = ""
    return Line(verb=verb, typed=typed, reference=match[1], text=text)


def _reworded(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    line = _reference(verb, typed, rest, context)
    return line if line and line.text else None


def _postpone(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    line = _reworded(verb, typed, rest, context)
    if line is None:
        return None
    due = read_due(line.text.lstrip("> "), context.calendar)
    remarks = (Remark(About.UNREAD_DATE, due.words),) if due.day is None else ()
    return Line(verb=verb, typed=typed, reference=line.reference, due=due, remarks=remarks)


def _assign(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    line = _reworded(verb, typed, rest, context)
    if line is None:
        return None
    named = context.people.read(line.text)
    return _named(verb, typed, named, "", context, reference=line.reference)


def _named(
    verb: Verb,
    typed: str,
    named: Named,
    text: str,
    context: Context,
    notice: bool | None = None,
    reference: str = "",
) -> Line:
    return Line(
        verb=verb,
        typed=typed,
        people=named.handles,
        unread=named.unread,
        text=text,
        notice=notice,
        reference=reference,
        remarks=about_names(named.unread, context.people),
    )


def _about_item(number: str, context: Context) -> tuple[Remark, ...]:
    if not context.items or number.lower() in context.items:
        return ()
    return (Remark(About.UNKNOWN_ITEM, number),)


_Reader = Callable[[Verb, str, str, Context], Line | None]
_READERS: dict[Verb, _Reader] = {
    Verb.GO: _item,
    Verb.TO: _item,
    Verb.DEFER: _defer,
    Verb.MOVE: _move,
    Verb.TIME: _time,
    Verb.PRESENT: _people,
    Verb.ABSENT: _absent,
    Verb.IN: _people,
    Verb.OUT: _people,
    Verb.ONLINE: _people,
    Verb.GUEST: _guest,
    Verb.RECUSE: _people,
    Verb.SECRET: _secret,
    Verb.MOVED: _moved,
    Verb.MINORITY: _minority,
    Verb.CORRECT: _text,
    Verb.APPROVE: _approve,
    Verb.AMEND: _reworded,
    Verb.WITHDRAW: _reference,
    Verb.REPLACE: _reworded,
    Verb.DONE: _reference,
    Verb.CANCEL: _reference,
    Verb.POSTPONE: _postpone,
    Verb.ASSIGN: _assign,
}
