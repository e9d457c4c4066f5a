"""The commands: what follows a slash, in English and in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from store.i18n import N_, _, spoken
from store.language.capture.line import Context, Line, Verb
from store.language.capture.warnings import About, Remark, about_day, about_due, about_names
from store.language.dates import leading_date, read_due, read_due_and_reason
from store.language.day_phrases import Calendar
from store.language.people import Named, is_everyone
from store.language.references import WHOLE, is_short, squeezed
from store.language.times import read_minutes
from store.language.typos import nearest
from store.model import Role, Secrecy
from store.text import fold

NAMES: dict[Verb, tuple[str, ...]] = {
    Verb.OPEN: ("open",),
    Verb.CLOSE: ("close", "sluiten", "sluit"),
    Verb.NEXT: ("next", "volgende"),
    Verb.GO: ("go", "naar"),
    Verb.DEFER: ("defer", "aanhouden"),
    Verb.MOVE: ("move", "schuif"),
    Verb.TIME: ("time", "tijd"),
    Verb.BREAK: ("break", "pauze", "schors"),
    Verb.RESUME: ("resume", "hervat"),
    Verb.PRESENT: ("present", "aanwezig"),
    Verb.ABSENT: ("absent", "afwezig"),
    Verb.IN: ("in", "binnen"),
    Verb.OUT: ("out", "weg"),
    Verb.ONLINE: ("online",),
    Verb.GUEST: ("guest", "gast"),
    Verb.RECUSE: ("recuse", "onthoudt"),
    Verb.SECRET: ("secret", "vertrouwelijk", "geheim"),
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
    Verb.REOPEN: ("reopen", "heropen"),
    Verb.COMMENT: ("comment", "opmerking"),
    Verb.DELETE: ("delete", "schrap"),
    Verb.UNDO: ("undo", "terug"),
    Verb.REDO: ("redo", "opnieuw"),
    Verb.READ: ("read", "lees"),
    Verb.HELP: ("help", "hulp"),
    Verb.SEARCH: ("search", "zoek"),
}
HOW: dict[Verb, str] = {
    Verb.GO: N_("/go 6"),
    Verb.TO: N_("/to 6"),
    Verb.MOVE: N_("/move 6 before 5"),
    Verb.TIME: N_("/time 6 20"),
    Verb.PRESENT: N_("/present dvdb jth"),
    Verb.ABSENT: N_("/absent dvdb with notice, ill"),
    Verb.IN: N_("/in dvdb"),
    Verb.OUT: N_("/out dvdb"),
    Verb.ONLINE: N_("/online dvdb"),
    Verb.GUEST: N_("/guest HvL Hans van Loon, director"),
    Verb.RECUSE: N_("/recuse dvdb"),
    Verb.MOVED: N_("/moved dvdb jth"),
    Verb.MINORITY: N_("/minority dvdb too expensive"),
    Verb.CORRECT: N_("/correct page 2: 11, not 12"),
    Verb.AMEND: N_("/amend b2 the new wording"),
    Verb.WITHDRAW: N_("/withdraw b2"),
    Verb.REPLACE: N_("/replace b2 the new decision"),
    Verb.DONE: N_("/done a4"),
    Verb.CANCEL: N_("/cancel a4"),
    Verb.REOPEN: N_("/reopen a4"),
    Verb.COMMENT: N_("/comment a4 half done"),
    Verb.POSTPONE: N_("/postpone a4 4 dec"),
    Verb.ASSIGN: N_("/assign a4 @dvdb"),
    Verb.DELETE: N_("/delete a4"),
}
"""How each command is written that needs more than its name."""
_VERBS = {name: verb for verb, names in NAMES.items() for name in names}
_COMMAND = re.compile(r"/([^\W\d_]+)(?:\s+(.*))?$", re.DOTALL)
_ITEM_WORD = r"(?:(?:agenda)?punt\s+|(?:agenda\s+)?item\s+)?"
_ITEM = re.compile(rf"{_ITEM_WORD}(\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)[.:,;]?(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_MOVE = re.compile(rf"{_ITEM_WORD}(\S+)\s+(before|voor|after|na)\s+{_ITEM_WORD}(\S+?)\.?$")
_REFERENCE = re.compile(rf"({WHOLE}|[a-z]{{1,3}}\d{{1,3}})[.:,;]?(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_WITHDRAWN = re.compile(r"(?:in|terug)(?:\s+|$)", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:([mz])\.\s?k\b\.?|([mz])k\b|(with|without) (?:notice|apologies)\b)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s,;:&]|(?:en|and)\s)+", re.IGNORECASE)
_EXCEPT = re.compile(r"\s+(?:behalve|except(?: for)?|but|minus)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"[\s,;]+((?:tot|until|t/m)\s+\S.*)$", re.IGNORECASE)
# Documents put a ground between brackets themselves.
_BRACKETED = re.compile(r"^\(([^()]*)\)$")
# A day that is none: `tot 32 dec`, `until 30-02`.
_UNREAD_UNTIL = re.compile(r"\b(?:tot|until|t/m)\s+\d{1,4}(?:[-/.]\d|\s*[^\W\d])\S*", re.IGNORECASE)
_MINUTES_OF = re.compile(
    r"(?:(?:de\s+|the\s+)?(?:notulen|verslag|minutes)\s+)?(?:(?:van|of|d\.?d\.?)\s+)?", re.IGNORECASE
)
_TO_DAY = re.compile(r"^(?:>\s*|(?:tot|naar|to|until)(?:\s+|$))", re.IGNORECASE)
# What is written down as an entry of its own, or as new words for the old one.
_SAYS_ANEW = frozenset((Verb.AMEND, Verb.WITHDRAW, Verb.REPLACE, Verb.COMMENT))
_LAST = {"last", "laatste"}


def read_command(text: str, context: Context) -> Line | None:
    """The command that `text` (with its slash) is; None where it is no command but plain text.

    A word that is no command, or a command without what it needs, gives a note with a
    remark, so that nothing typed is lost.
    """
    match = _COMMAND.match(text)
    if not match:
        return None
    command, rest = "/" + match[1], (match[2] or "").strip()
    verb = _VERBS.get(fold(match[1]))
    if verb is None:
        return _kept(text, About.UNKNOWN_COMMAND, command, _nearest(fold(match[1])))
    if verb in _ALONE and rest:
        return _kept(text, About.STANDS_ALONE, command)
    line = _READERS[verb](verb, text, rest, context) if verb in _READERS else Line(verb=verb, typed=text, text=rest)
    return line or _kept(text, About.INCOMPLETE_COMMAND, command, _(HOW[verb]))


def _kept(text: str, about: About, command: str, better: str = "") -> Line:
    return Line(verb=Verb.NOTE, typed=text, text=text, remarks=(Remark(about, command, better=better),))


def _nearest(typed: str) -> str:
    """What is nearest to `typed`, a sign or a command in the language of the interface; "" where nothing is near."""
    if sign := _SIGNS.get(typed):
        return sign
    if not (name := nearest(typed, _VERBS)):
        return ""
    english, *dutch = NAMES[_VERBS[name]]
    own = dutch or [english] if spoken() == "nl" else [english]
    return f"/{name if name in own else own[-1]}"


def _text(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return Line(verb=verb, typed=typed, text=rest) if rest else None


# The agenda


def _item(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _ITEM.match(rest)
    if not match:
        return None
    return Line(verb=verb, typed=typed, item=match[1], text=match[2] or "", remarks=_about_item(match[1], context))


def _defer(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    number = ""
    due, reason = leading_date(rest, context.calendar)
    match = _ITEM.match(rest)
    # `/defer 3 okt` is about a day, not about item 3.
    if due is None and match:
        number = match[1]
        due, reason = leading_date(match[2] or "", context.calendar)
    remarks = (_about_item(number, context) if number else ()) + about_day(due, context.calendar)
    return Line(verb=verb, typed=typed, item=number, due=due, text=reason.strip(" ,;:"), remarks=remarks)


def _move(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _MOVE.match(fold(rest))
    if not match:
        return None
    remarks = _about_item(match[1], context) + _about_item(match[3], context)
    after = match[2] in {"after", "na"}
    return Line(verb=verb, typed=typed, item=match[1], other_item=match[3], after=after, remarks=remarks)


def _time(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    number, minutes = "", read_minutes(rest, asked=True)
    if minutes is None:
        number, _space, behind = rest.partition(" ")
        minutes = read_minutes(behind, asked=True)
    if minutes is None or minutes > 24 * 60:
        return None
    remarks = _about_item(number, context) if number else ()
    return Line(verb=verb, typed=typed, item=number, minutes=minutes, remarks=remarks)


def _secret(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
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
    return Line(verb=verb, typed=typed, last=last, secrecy=secrecy, remarks=remarks)


# People


def _people(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return _named(verb, typed, context.people.read_run(rest), context) if rest else None


def _present(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    everyone, *others = _EXCEPT.split(rest, maxsplit=1)
    if not others or not is_everyone(everyone):
        return _people(verb, typed, rest, context)
    missing = context.people.read_run(others[0])
    # A name that is not certain could be anybody's: nobody is there for whom it may stand.
    unclear = {person.handle for words in missing.unread for person in context.people.who(words)}
    there = (person.handle for person in context.people.people if person.role is not Role.GUEST)
    handles = tuple(handle for handle in there if handle not in (*missing.handles, *unclear))
    return _named(verb, typed, replace(missing, handles=handles), context)


def _absent(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
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
        return _people(verb, typed, rest, context)
    if notice is None and (said := _NOTICE.search(rest)):
        notice = _with_notice(said)
        rest = f"{rest[: said.start()]} {rest[said.end() :]}"
    line = _named(verb, typed, context.people.named(names), context)
    return replace(line, text=rest.strip(" ,;:()"), notice=notice)


def _with_notice(said: re.Match[str]) -> bool:
    return fold(said[1] or said[2] or said[3]) in {"m", "with"}


def _guest(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    handle, _, name = rest.partition(" ")
    name, _, function = name.partition(",")
    handle = handle.lstrip("@").rstrip(":,")
    if not handle or not name.strip():
        return None
    return Line(verb=verb, typed=typed, handle=handle, name=name.strip(), text=function.strip())


def _moved(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    words = re.sub(r"\b(?:door|by|gesteund|seconded|ondersteund)\b[:,]?", " ", rest, flags=re.IGNORECASE)
    named = context.people.read_run(words)
    return replace(_named(verb, typed, named, context), people=named.said) if named.said else None


def _minority(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    names, text = context.people.leading(rest)
    named = context.people.named(names)
    if named.said and text.strip(" :,"):
        line = _named(verb, typed, named, context)
        return replace(line, people=named.said, text=text.strip(" :,"))
    return Line(verb=verb, typed=typed, text=rest) if rest else None


# What was decided or promised before


def _approve(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    if not rest:
        return Line(verb=verb, typed=typed)
    if day := _past_day(_MINUTES_OF.sub("", rest, count=1), context.calendar):
        return Line(verb=verb, typed=typed, on=day)
    return Line(verb=verb, typed=typed, text=rest, remarks=(Remark(About.UNREAD_DATE, rest),))


def _past_day(words: str, calendar: Calendar) -> date | None:
    """The last such date before the meeting's day: minutes are of a meeting that was held."""
    coming = read_due(words, calendar).day
    if coming is None or coming < calendar.on:
        return coming
    last = read_due(words, replace(calendar, on=calendar.on - timedelta(days=365))).day
    same = last is not None and (last.month, last.day) == (coming.month, coming.day)
    return last if last and same and last < calendar.on else None


def _reference(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    match = _REFERENCE.match(rest)
    if not match:
        return None
    text = match[2] or ""
    if verb is Verb.WITHDRAW:
        text = _WITHDRAWN.sub("", text, count=1)
    known = context.references is None or squeezed(match[1]) in context.references
    earlier = None if known or context.look_back is None else context.look_back(match[1])
    remarks = () if known or earlier else (Remark(_where_not(verb, match[1], context), match[1]),)
    secret = earlier.entry.confidential is not None if earlier else squeezed(match[1]) in context.confidential
    if secret and (earlier or verb in _SAYS_ANEW):
        remarks = (Remark(About.STAYS_SECRET, match[1].upper()),)
    return Line(verb=verb, typed=typed, reference=match[1], earlier=earlier, text=text, remarks=remarks)


def _where_not(verb: Verb, reference: str, context: Context) -> About:
    """Where something unknown was looked for: a whole reference, that can be of before the archive, in all of it."""
    elsewhere = verb not in (Verb.AMEND, Verb.DELETE) and not is_short(reference)
    here = squeezed(context.meeting) in squeezed(reference) if context.meeting else False
    searched = context.look_back is not None and elsewhere and not here
    return About.NOT_IN_ARCHIVE if searched else About.UNKNOWN_REFERENCE


def _reworded(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    line = _reference(verb, typed, rest, context)
    return line if line and line.text else None


def _postpone(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    line = _reworded(verb, typed, rest, context)
    if line is None:
        return None
    words = _TO_DAY.sub("", line.text, count=1)
    if not words:
        return None
    due, reason = read_due_and_reason(words, context.calendar) if words != "?" else (None, "")
    return replace(line, text=reason, due=due, remarks=line.remarks + about_due(due, context.calendar))


def _assign(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    line = _reworded(verb, typed, rest, context)
    if line is None:
        return None
    words = re.sub(r"^(?:aan|to)\s+", "", line.text, flags=re.IGNORECASE)
    # Names with `@`, commas or `en` between them; with only spaces where that gives people.
    read, run = context.people.read(words), context.people.read_run(words)
    named = _named(verb, typed, run if read.unread and not run.unread else read, context)
    remarks = named.remarks or (() if named.people else (Remark(About.NO_OWNER),))
    return replace(named, reference=line.reference, earlier=line.earlier, remarks=line.remarks + remarks)


def _delete(verb: Verb, typed: str, rest: str, context: Context) -> Line | None:
    return _reference(verb, typed, rest, context) if rest else Line(verb=verb, typed=typed)


def _named(verb: Verb, typed: str, named: Named, context: Context) -> Line:
    remarks = about_names(named.unread, context.people)
    return Line(verb=verb, typed=typed, people=named.handles, unread=named.unread, remarks=remarks)


def _about_item(number: str, context: Context) -> tuple[Remark, ...]:
    if not context.items or number.lower() in context.items:
        return ()
    return (Remark(About.UNKNOWN_ITEM, number),)


_ALONE = frozenset((Verb.OPEN, Verb.CLOSE, Verb.NEXT, Verb.BREAK, Verb.RESUME, Verb.UNDO, Verb.REDO))
# What somebody types who looks for a command where a sign is meant. `/besluit` is not to be taken for `/sluit`.
_SIGNS = {
    **dict.fromkeys(("besluit", "besluiten", "decision", "decide"), "!"),
    **dict.fromkeys(("voorstel", "motie", "proposal", "motion"), "!?"),
    **dict.fromkeys(("actie", "action", "actiepunt"), "@"),
    **dict.fromkeys(("stem", "stemming", "stemmen", "vote"), "="),
    **dict.fromkeys(("vraag", "rondvraag", "question"), "?"),
}
_Reader = Callable[[Verb, str, str, Context], Line | None]
_READERS: dict[Verb, _Reader] = {
    Verb.GO: _item,
    Verb.TO: _item,
    Verb.DEFER: _defer,
    Verb.MOVE: _move,
    Verb.TIME: _time,
    Verb.PRESENT: _present,
    Verb.ABSENT: _absent,
    Verb.IN: _people,
    Verb.OUT: _people,
    Verb.ONLINE: _present,
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
    Verb.REOPEN: _reference,
    Verb.COMMENT: _reworded,
    Verb.POSTPONE: _postpone,
    Verb.ASSIGN: _assign,
    Verb.DELETE: _delete,
}
