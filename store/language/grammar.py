"""From a typed line to a verb.

One typed line is one act of the minute-taker. Dutch and English words always both work.
A line that cannot be understood as more than text is a note: nothing is refused.
"""

from __future__ import annotations

import re

import msgspec

from store.clean import clean, fold
from store.language.commands import read_command
from store.language.dates import closing_due, read_due
from store.language.line import Context, Line, Verb
from store.language.people import Named
from store.language.remarks import About, Remark, about_names
from store.language.votes import read_vote
from store.model import Due, Vote

KEYWORDS = {
    "besluit": Verb.DECISION,
    "decision": Verb.DECISION,
    "agreed": Verb.DECISION,
    "resolved": Verb.DECISION,
    "resolution": Verb.DECISION,
    "conclusie": Verb.DECISION,
    "conclusion": Verb.DECISION,
    "voorstel": Verb.PROPOSAL,
    "proposal": Verb.PROPOSAL,
    "proposed": Verb.PROPOSAL,
    "motie": Verb.PROPOSAL,
    "motion": Verb.PROPOSAL,
    "actie": Verb.ACTION,
    "action": Verb.ACTION,
    "ap": Verb.ACTION,
    "ai": Verb.ACTION,
    "todo": Verb.ACTION,
    "toezegging": Verb.UNDERTAKING,
    "undertaking": Verb.UNDERTAKING,
    "stemming": Verb.VOTE,
    "vote": Verb.VOTE,
    "vraag": Verb.QUESTION,
    "question": Verb.QUESTION,
}
_SIGILS = (
    ("!?", Verb.PROPOSAL),
    ("!", Verb.DECISION),
    ("&", Verb.UNDERTAKING),
    ("=", Verb.VOTE),
    ("?", Verb.QUESTION),
)
# The words of MeetBot that people have in their fingers: `#agreed text`.
_HASH_WORDS = {
    "info": Verb.NOTE,
    "idea": Verb.NOTE,
    "link": Verb.NOTE,
    "help": Verb.NOTE,
    "agreed": Verb.DECISION,
    "accepted": Verb.DECISION,
    "rejected": Verb.DECISION,
    "action": Verb.ACTION,
    "topic": Verb.ITEM,
    "undo": Verb.UNDO,
}
_KEYWORD = re.compile(r"(\w+)(?:[ ]+([^:]{1,60}?))?\s*:(?!//)\s*(.*)", re.DOTALL)
_SPEAKER = re.compile(r"([^:]{1,60}?)\s*:(?!//)\s*(\S.*)", re.DOTALL)
_MEND = re.compile(r"s/((?:[^/\\]|\\.)+)/((?:[^/\\]|\\.)*)/?(g?)$")
_NUMBERED_ITEM = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[a-z]?)\s+(\S.*)")
_HASH_WORD = re.compile(r"(\w+)\b[:\s]*(.*)")
_LAST_DUE = re.compile(r"(.*?)\s*(?<![<=>-])>(?![>=])\s*([^>]+)$", re.DOTALL)
# What follows the name in `action: Orie will move repo`.
_WILL = frozenset("will to shall should must zal gaat moet wil neemt zorgt gaan zullen".split())


def understand(typed: str, context: Context) -> Line:
    """What the line `typed` means in `context`. Never raises; what is not understood is a note."""
    text = clean(typed)
    if text.startswith("\\"):
        return Line(verb=Verb.NOTE, typed=text, text=text[1:].strip())
    if text.startswith("/"):
        return read_command(text, context) or _note(text, text, context)
    if text.startswith("#"):
        return _hash(text, context)
    if mend := _MEND.match(text):
        old, new = (re.sub(r"\\(.)", r"\1", part) for part in mend.groups()[:2])
        return Line(verb=Verb.MEND, typed=text, old=old, new=new, everywhere=bool(mend[3]))
    for sigil, verb in _SIGILS:
        if text.startswith(sigil) and text[len(sigil) :].strip():
            return _kind(verb, text, text[len(sigil) :].strip(), context)
    if text.startswith("@") and text[1:].strip():
        return _promise(Verb.ACTION, text, text, context)
    return _keyword(text, context) or _speech(text, context) or Line(verb=Verb.NOTE, typed=text, text=text)


def _kind(verb: Verb, typed: str, text: str, context: Context) -> Line:
    if verb is Verb.VOTE:
        return _vote(typed, text, context)
    if verb in (Verb.ACTION, Verb.UNDERTAKING):
        return _promise(verb, typed, text, context)
    return Line(verb=verb, typed=typed, text=text)


def _note(typed: str, text: str, context: Context) -> Line:
    return _speech(text, context) or Line(verb=Verb.NOTE, typed=typed, text=text)


def _hash(text: str, context: Context) -> Line:
    if numbered := _NUMBERED_ITEM.match(text[1:].strip()):
        return Line(verb=Verb.ITEM, typed=text, item=numbered[1], text=numbered[2])
    word = _HASH_WORD.match(text[1:])
    verb = _HASH_WORDS.get(word[1].lower()) if word else None
    if word and verb is Verb.UNDO:
        return Line(verb=verb, typed=text)
    if word and verb and word[2].strip():
        line = _kind(verb, text, word[2].strip(), context)
        return msgspec.structs.replace(line, rejected=word[1].lower() == "rejected")
    if title := text[1:].strip():
        return Line(verb=Verb.ITEM, typed=text, text=title)
    return Line(verb=Verb.NOTE, typed=text, text=text)


def _keyword(text: str, context: Context) -> Line | None:
    match = _KEYWORD.match(text)
    verb = KEYWORDS.get(fold(match[1])) if match else None
    if match is None or verb is None or not match[3]:
        return None
    names, rest = match[2], match[3]
    if not names:
        return _kind(verb, text, rest, context)
    if verb in (Verb.ACTION, Verb.UNDERTAKING) and context.people.are_all_people(names):
        rest, due = _due(rest, context)
        return _owned(verb, text, rest, context.people.read(names), due, context)
    return None


def _speech(text: str, context: Context) -> Line | None:
    match = _SPEAKER.match(text)
    if not match or not (found := context.people.who(match[1])):
        return None
    if len(found) == 1:
        return Line(verb=Verb.NOTE, typed=text, text=match[2], speaker=found[0].handle)
    remark = Remark(About.AMBIGUOUS_NAME, match[1], tuple(person.name for person in found))
    return Line(verb=Verb.NOTE, typed=text, text=text, unread=(match[1],), remarks=(remark,))


def _vote(typed: str, text: str, context: Context) -> Line:
    read = read_vote(text, context.people, context.voters)
    if read is None:
        return Line(verb=Verb.NOTE, typed=typed, text=typed, remarks=(Remark(About.UNREAD_VOTE),))
    vote, unread = read
    remarks = about_names(unread, context.people) + _about_vote(vote, context)
    return Line(verb=Verb.VOTE, typed=typed, vote=vote, unread=unread, remarks=remarks)


def _about_vote(vote: Vote, context: Context) -> tuple[Remark, ...]:
    if context.voters is None:
        return ()
    named = vote.names_in_favour + vote.names_against + vote.names_abstained
    remarks = [
        Remark(About.RECUSED_VOTER if who in context.recused else About.NOT_ENTITLED, who)
        for who in named
        if who not in context.voters
    ]
    counted = vote.in_favour + vote.against + vote.abstained + vote.blank
    counted += sum(choice.votes for choice in vote.choices)
    if counted > len(context.voters):
        remarks.append(Remark(About.TOO_MANY_VOTES, f"{counted} > {len(context.voters)}"))
    if context.present < context.quorum:
        remarks.append(Remark(About.NO_QUORUM, f"{context.present}/{context.quorum}"))
    if vote.casting and not context.casting_vote:
        remarks.append(Remark(About.CASTING_NOT_ALLOWED))
    return tuple(remarks)


def _promise(verb: Verb, typed: str, text: str, context: Context) -> Line:
    """An action or undertaking: `@who text > when`, or `text, who, when`."""
    if text.startswith("@"):
        names, rest = _at_names(text)
        rest, due = _due(rest, context)
        return _owned(verb, typed, rest, context.people.read(names), due, context)
    rest, due = _due(text, context)
    body, _, last = rest.rpartition(",")
    while body and context.people.are_all_people(last):
        longer, _, before = body.rpartition(",")
        if not longer or not context.people.are_all_people(before):
            return _owned(verb, typed, body.strip(), context.people.read(last), due, context)
        body, last = longer, f"{before},{last}"
    return _owned(verb, typed, rest, _first_word(rest, context), due, context)


def _at_names(text: str) -> tuple[str, str]:
    """The names at the start, each run begun by `@`, and the rest."""
    names: list[str] = []
    rest = text
    while rest.startswith("@"):
        token, _, rest = rest[1:].partition(" ")
        names.append(token.strip(":,"))
        rest = rest.strip()
    return ",".join(name for name in names if name and name != "?"), rest


def _due(text: str, context: Context) -> tuple[str, Due | None]:
    if match := _LAST_DUE.match(text):
        return match[1].strip(), read_due(match[2].strip(), context.calendar)
    return closing_due(text, context.calendar)


def _first_word(text: str, context: Context) -> Named:
    name, rest = context.people.first(text)
    if name and rest and fold(rest.split()[0]) in _WILL:
        return context.people.read(name)
    return Named()


def _owned(verb: Verb, typed: str, text: str, owners: Named, due: Due | None, context: Context) -> Line:
    remarks = about_names(owners.unread, context.people)
    if not owners.handles and not owners.unread:
        remarks += (Remark(About.NO_OWNER),)
    if due and due.day is None:
        remarks += (Remark(About.UNREAD_DATE, due.words),)
    return Line(
        verb=verb, typed=typed, text=text, owners=owners.handles, unread=owners.unread, due=due, remarks=remarks
    )
