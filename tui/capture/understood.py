"""How a line was understood, in one line: what stands under the capture line, and what `explain` prints."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten
from typing import Any

from exports.wording import due_text, kind_text, method_text, vote_short
from store.dates import short_date
from store.i18n import _, spoken
from store.language.capture.line import Context, Line, Verb
from store.language.people import People
from store.model import EVERYONE, Kind, Vote
from store.record.fields import labelled
from store.record.plain_values import plain_due, plain_secrecy, plain_vote

# So much of what is voted on is told.
_FIRST_WORDS = 28
_KINDS = {
    Verb.NOTE: Kind.NOTE,
    Verb.DECISION: Kind.DECISION,
    Verb.PROPOSAL: Kind.PROPOSAL,
    Verb.ACTION: Kind.ACTION,
    Verb.UNDERTAKING: Kind.UNDERTAKING,
    Verb.VOTE: Kind.VOTE,
    Verb.QUESTION: Kind.QUESTION,
    Verb.CORRECT: Kind.CORRECTION,
}


def describe(line: Line, context: Context) -> str:
    """`Action · Kees Postma, Aïcha Benali · Fri 25 Sep 2026`, without the remarks."""
    return " · ".join(part for part in [_what(line), *_details(line, context)] if part)


def plain_line(line: Line, *, with_meeting: bool) -> dict[str, Any]:
    """What `explain --json` prints. Without a meeting nobody is known, and names are as typed."""
    due, words = plain_due(line.due)
    review, review_words = plain_due(line.review)
    promises = line.verb in (Verb.ACTION, Verb.UNDERTAKING)
    owners_open = list(line.unread) if promises else []
    people_open = [] if promises else [name for name in line.unread if name not in line.people]
    return {
        "kind": line.verb.value if line.verb not in _KINDS else _KINDS[line.verb].value,
        "text": line.text,
        "speaker": line.speaker or None,
        "owners": [*line.owners, *([] if with_meeting else owners_open)],
        "owners_open": owners_open if with_meeting else [],
        "due": due,
        "due_words": words,
        "review": review,
        "review_words": review_words,
        "vote": plain_vote(line.vote),
        "item": line.item or None,
        "before": None if line.after else line.other_item or None,
        "after": line.other_item or None if line.after else None,
        "minutes": line.minutes,
        "people": [*line.people, *([] if with_meeting or line.vote else people_open)],
        "people_open": people_open if with_meeting else [],
        "handle": line.handle or None,
        "name": line.name or None,
        "notice": line.notice,
        "confidential": plain_secrecy(line.secrecy),
        "last": line.last,
        "reference": line.reference or None,
        "changes": line.changes.value if line.changes else None,
        "on": line.on.isoformat() if line.on else None,
        "old": line.old or None,
        "new": line.new if line.verb is Verb.MEND else None,
        "warnings": [str(remark) for remark in line.remarks],
    }


def _what(line: Line) -> str:
    if line.verb in _KINDS:
        kind = kind_text(_KINDS[line.verb], spoken())
        return kind if line.text or line.vote else _("The last entry becomes: {kind}").format(kind=kind)
    return {
        Verb.ITEM: _("New item"),
        Verb.MEND: _("Mends the last entry that says it"),
        Verb.OPEN: _("Opens the meeting"),
        Verb.CLOSE: _("Closes the meeting"),
        Verb.NEXT: _("To the next item"),
        Verb.GO: _("To item {number}"),
        Verb.DEFER: _("Holds the item over"),
        Verb.MOVE: _("Changes the order"),
        Verb.TIME: _("Plans {minutes} min"),
        Verb.BREAK: _("Recess"),
        Verb.RESUME: _("End of the recess"),
        Verb.PRESENT: _("Present"),
        Verb.ABSENT: _("Absent"),
        Verb.IN: _("Arrives"),
        Verb.OUT: _("Leaves"),
        Verb.ONLINE: _("Takes part remotely"),
        Verb.GUEST: _("Guest"),
        Verb.RECUSE: _("Takes no part in this item"),
        Verb.SECRET: _("Makes the last entry confidential") if line.last else _("Makes this item confidential"),
        Verb.TO: _("Files the last entry under item {number}"),
        Verb.MOVED: _("Moved by"),
        Verb.MINORITY: _("Minority view"),
        Verb.APPROVE: _("Approves the previous minutes"),
        Verb.AMEND: _("New wording of {reference}"),
        Verb.WITHDRAW: _("Withdraws {reference}"),
        Verb.REPLACE: _("Replaces {reference}"),
        Verb.DONE: _("{reference} is done"),
        Verb.CANCEL: _("{reference} lapses"),
        Verb.POSTPONE: _("Postpones {reference}"),
        Verb.ASSIGN: _("Gives {reference} to"),
        Verb.REOPEN: _("{reference} is open again"),
        Verb.COMMENT: _("How far {reference} is"),
        Verb.DELETE: _("Takes {reference} out of the minutes")
        if line.reference
        else _("Takes the last entry out of the minutes"),
        Verb.UNDO: _("Takes the last act back"),
        Verb.REDO: _("Brings the act back that was taken back"),
        Verb.READ: _("Reads back"),
        Verb.HELP: _("Help"),
        Verb.SEARCH: _("Search"),
    }[line.verb].format(number=line.item, minutes=line.minutes, reference=line.reference.upper())


def _details(line: Line, context: Context) -> list[str]:
    people = context.people
    promises = line.verb in (Verb.ACTION, Verb.UNDERTAKING)
    named = (line.speaker,) if line.speaker else line.owners or line.people
    unread = line.unread if promises or line.verb in _WITH_PEOPLE else ()
    details = [", ".join([*(_name(handle, people) for handle in named), *_unclear(unread, people)])]
    if line.due:
        details.append(due_text(line.due, spoken()))
    if line.review:
        details.append(_("evaluation {date}").format(date=due_text(line.review, spoken())))
    details += labelled(line, spoken())
    if line.on:
        details.append(short_date(line.on, spoken()))
    if line.secrecy:
        until = _("until {date}").format(date=short_date(line.secrecy.until, spoken())) if line.secrecy.until else ""
        details += [until, line.secrecy.ground]
    if line.vote:
        details += [*_vote(line.vote, people), _voted_on(line.vote, context)]
    if line.changes:
        details.insert(0, _changed(line, context))
    elif line.earlier:
        details.insert(0, line.earlier.entry.text)
    extra = _EXTRA.get(line.verb)
    return details + (extra(line, people) if extra else [])


def _name(handle: str, people: People) -> str:
    return _("all members") if handle == EVERYONE else people.name(handle)


def _unclear(names: tuple[str, ...], people: People) -> list[str]:
    """Names that are not certain; where nobody is known, names are only what was typed."""
    return [f"{name} (?)" if people.people else name for name in names]


def _voted_on(vote: Vote, context: Context) -> str:
    """What the vote is on: its number, where it has one, and its first words."""
    entry = context.voted_on
    if entry is None or vote.choices:
        return ""
    words = shorten(entry.text, _FIRST_WORDS, placeholder="…")
    return _("on {what}").format(what=f"{entry.reference} “{words}”".strip())


def _changed(line: Line, context: Context) -> str:
    """The decision that this one says it replaces or withdraws, with its first words."""
    old = line.earlier.entry if line.earlier else context.find(line.reference) if context.find else None
    words = shorten(old.text, _FIRST_WORDS, placeholder="…") if old else ""
    said = _("withdraws {what}") if line.changes is Verb.WITHDRAW else _("replaces {what}")
    return said.format(what=f"{line.reference} “{words}”")


def _vote(vote: Vote, people: People) -> list[str]:
    method = [method_text(vote.method, spoken())] if vote.method else []
    if vote.choices:
        return [*method, vote_short(vote, spoken())]
    counts = _("{favour} for, {against} against, {abstained} abstained")
    details = [*method, counts.format(favour=vote.in_favour, against=vote.against, abstained=vote.abstained)]
    if vote.blank:
        details.append(_("{number} blank").format(number=vote.blank))
    if vote.casting:
        casting = _("casting vote against: {name}") if vote.casting_against else _("casting vote for: {name}")
        details.append(casting.format(name=people.name(vote.casting)))
    return details


def _item_title(line: Line, people: People) -> list[str]:
    return [line.item, line.text]


def _item_number(line: Line, people: People) -> list[str]:
    return [_("item {number}").format(number=line.item)] if line.item else []


def _order(line: Line, people: People) -> list[str]:
    words = _("item {number} after {other}") if line.after else _("item {number} before {other}")
    return [words.format(number=line.item, other=line.other_item)]


def _guest(line: Line, people: People) -> list[str]:
    return [f"{line.name} ({line.handle})", line.text]


def _absence(line: Line, people: People) -> list[str]:
    notice = {True: _("with notice"), False: _("without notice"), None: ""}[line.notice]
    return [notice, line.text]


def _text(line: Line, people: People) -> list[str]:
    return [line.text]


def _change(line: Line, people: People) -> list[str]:
    return [f"{line.old} → {line.new}"]


_EXTRA: dict[Verb, Callable[[Line, People], list[str]]] = {
    Verb.ITEM: _item_title,
    Verb.DEFER: _item_title,
    Verb.TIME: _item_number,
    Verb.MOVE: _order,
    Verb.GUEST: _guest,
    Verb.ABSENT: _absence,
    Verb.MEND: _change,
    **dict.fromkeys(
        (Verb.MINORITY, Verb.AMEND, Verb.WITHDRAW, Verb.REPLACE, Verb.DONE, Verb.CANCEL, Verb.REOPEN), _text
    ),
    Verb.COMMENT: _text,
    Verb.POSTPONE: _text,
}
_WITH_PEOPLE = (
    Verb.PRESENT,
    Verb.ABSENT,
    Verb.IN,
    Verb.OUT,
    Verb.ONLINE,
    Verb.RECUSE,
    Verb.ASSIGN,
)
