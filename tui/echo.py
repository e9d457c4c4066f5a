"""How a line was understood, in one line: what stands under the capture line, and what `explain` prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exports.plain import plain_due, plain_vote
from exports.wording import due_text, kind_text, short_date, vote_short
from store.language.line import Context, Line, Verb
from store.language.people import People
from store.model import EVERYONE, Kind
from store.words import _, spoken

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
    """What `explain --json` prints. Without a meeting nobody is known, and owners are as typed."""
    due, words = plain_due(line.due)
    owners = list(line.owners) + ([] if with_meeting else list(line.unread))
    return {
        "kind": line.verb.value if line.verb not in _KINDS else _KINDS[line.verb].value,
        "text": line.text,
        "speaker": line.speaker or None,
        "owners": owners,
        "owners_open": list(line.unread) if with_meeting else [],
        "due": due,
        "due_words": words,
        "vote": plain_vote(line.vote),
        "item": line.item or None,
        "before": None if line.after else line.other_item or None,
        "after": line.other_item or None if line.after else None,
        "minutes": line.minutes,
        "people": list(line.people),
        "reference": line.reference or None,
        "warnings": [str(remark) for remark in line.remarks],
    }


def _what(line: Line) -> str:
    if line.verb in _KINDS:
        return kind_text(_KINDS[line.verb], spoken())
    return {
        Verb.ITEM: _("New item"),
        Verb.MEND: _("Mends the last entry"),
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
        Verb.UNDO: _("Takes the last act back"),
        Verb.REDO: _("Brings the act back that was taken back"),
        Verb.READ: _("Reads back"),
        Verb.HELP: _("Help"),
    }[line.verb].format(number=line.item, minutes=line.minutes, reference=line.reference.upper())


def _details(line: Line, context: Context) -> list[str]:
    people = context.people
    details = [people.name(line.speaker)] if line.speaker else []
    details += [_("all members") if handle == EVERYONE else people.name(handle) for handle in line.owners]
    details = [", ".join(details)]
    details += [", ".join(people.name(handle) for handle in line.people)]
    if line.due:
        details.append(due_text(line.due, spoken()))
    if line.on:
        details.append(short_date(line.on, spoken()))
    if line.secrecy:
        until = _("until {date}").format(date=short_date(line.secrecy.until, spoken())) if line.secrecy.until else ""
        details += [until, line.secrecy.ground]
    if line.vote:
        details.append(_vote(line))
    extra = _EXTRA.get(line.verb)
    return details + (extra(line, people) if extra else [])


def _vote(line: Line) -> str:
    assert line.vote is not None
    if line.vote.choices:
        return vote_short(line.vote, spoken())
    return _("{favour} for, {against} against, {abstained} abstained").format(
        favour=line.vote.in_favour, against=line.vote.against, abstained=line.vote.abstained
    )


def _item_title(line: Line, people: People) -> list[str]:
    return [line.item, line.text]


def _order(line: Line, people: People) -> list[str]:
    words = _("item {number} after {other}") if line.after else _("item {number} before {other}")
    return [words.format(number=line.item, other=line.other_item)]


def _guest(line: Line, people: People) -> list[str]:
    return [f"{line.name} ({line.handle})", line.text]


def _absence(line: Line, people: People) -> list[str]:
    notice = {True: _("with notice"), False: _("without notice"), None: ""}[line.notice]
    return [notice, line.text]


def _change(line: Line, people: People) -> list[str]:
    return [f"{line.old} → {line.new}"]


_EXTRA: dict[Verb, Callable[[Line, People], list[str]]] = {
    Verb.ITEM: _item_title,
    Verb.DEFER: _item_title,
    Verb.TIME: lambda line, people: [line.item],
    Verb.MOVE: _order,
    Verb.GUEST: _guest,
    Verb.ABSENT: _absence,
    Verb.MEND: _change,
    Verb.MINORITY: lambda line, people: [line.text],
}
