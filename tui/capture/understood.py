"""How a line was understood, in one line: what stands under the capture line, and what `explain` prints."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from exports.wording import due_text, kind_text, method_text, vote_short
from store.dates import short_date
from store.i18n import _, spoken
from store.kinds import PROMISES
from store.language.capture.line import Context, Line, Verb
from store.language.capture.verbs.spec import Offer, VerbSpec
from store.language.capture.verbs.table import VERBS
from store.language.people import People
from store.model import EVERYONE, Vote
from store.record.fields import labelled
from store.record.plain_values import plain_due, plain_secrecy, plain_vote
from store.text import one_line

# So much of what is voted on is told.
_FIRST_WORDS = 28


def describe(line: Line, context: Context) -> str:
    """`Action · Kees Postma, Aïcha Benali · Fri 25 Sep 2026`, without the remarks."""
    spec = VERBS[line.verb]
    return " · ".join(part for part in [_what(spec, line), *_details(spec, line, context)] if part)


def plain_line(line: Line, *, with_meeting: bool) -> dict[str, Any]:
    """What `explain --json` prints. Without a meeting nobody is known, and names are as typed."""
    due, words = plain_due(line.due)
    review, review_words = plain_due(line.review)
    kind = VERBS[line.verb].kind
    promises = kind in PROMISES
    owners_open = list(line.unread) if promises else []
    people_open = [] if promises else [name for name in line.unread if name not in line.people]
    return {
        "kind": kind.value if kind else line.verb.value,
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
        "hour": line.hour.isoformat("minutes") if line.hour else None,
        "until": line.until.isoformat("minutes") if line.until else None,
        "on": line.on.isoformat() if line.on else None,
        "old": line.old or None,
        "new": line.new if line.verb is Verb.MEND else None,
        "warnings": [str(remark) for remark in line.remarks],
    }


def _what(spec: VerbSpec, line: Line) -> str:
    """What the line does: the kind of entry that it writes down, or the words in the row of its verb."""
    if spec.kind:
        kind = kind_text(spec.kind, spoken())
        return kind if line.text or line.vote else _("The last entry becomes: {kind}").format(kind=kind)
    is_last = line.last or (Offer.ENTRY in spec.offers and not line.reference)
    tells = (spec.tells_last if is_last else "") or spec.tells or spec.says
    return _(tells).format(number=line.item, minutes=line.minutes, reference=line.reference.upper())


def _details(spec: VerbSpec, line: Line, context: Context) -> list[str]:
    """Who, by when, the vote, and what else the row of its verb tells; "" for what the line does not say."""
    people = context.people
    named = (line.speaker,) if line.speaker else line.owners or line.people
    names_people = spec.kind in PROMISES or Offer.PEOPLE in spec.offers
    unread = tuple(name for name in line.unread if names_people and name not in line.people)
    details = [", ".join([*(_name(handle, people) for handle in named), *_unclear(unread, people)])]
    if line.due:
        details.append(due_text(line.due, spoken()))
    if line.review:
        details.append(_("evaluation {date}").format(date=due_text(line.review, spoken())))
    details += labelled(line, spoken())
    if line.hour and line.until:
        details.append(f"{line.hour:%H:%M}–{line.until:%H:%M}")
    elif line.hour and not line.is_no_command:
        details.append(_("at {start}").format(start=f"{line.hour:%H:%M}"))
    if line.on:
        details.append(short_date(line.on, spoken()))
    if line.secrecy:
        until = _("until {date}").format(date=short_date(line.secrecy.until, spoken())) if line.secrecy.until else ""
        details += [until, line.secrecy.ground]
    if line.vote:
        details += [*_vote(line.vote, people), _voted_on(line, context)]
    if line.verb is Verb.AMENDMENT and context.to_amend:
        details.append(_("on {what}").format(what=f"“{shorten(context.to_amend.text, _FIRST_WORDS, placeholder='…')}”"))
    if line.changes:
        details.insert(0, _changed(line, context))
    elif line.earlier:
        details.insert(0, one_line(line.earlier.entry.text))
    return details + (spec.details(line) if spec.details else [])


def _name(handle: str, people: People) -> str:
    return _("all members") if handle == EVERYONE else people.name(handle)


def _unclear(names: tuple[str, ...], people: People) -> list[str]:
    """Names that are not certain; where nobody is known, names are only what was typed."""
    return [f"{name} (?)" if people.people else name for name in names]


def _voted_on(line: Line, context: Context) -> str:
    """What the vote is on: its number, where it has one, and its first words."""
    entry = context.tied if line.voted is not None else context.voted_on
    if entry is None or (line.vote and line.vote.choices):
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
    if vote.is_uncounted:
        return [*method, vote_short(vote, spoken())]
    counts = _("{favour} for, {against} against, {abstained} abstained")
    details = [*method, counts.format(favour=vote.in_favour, against=vote.against, abstained=vote.abstained)]
    if vote.blank:
        details.append(_("{number} blank").format(number=vote.blank))
    if vote.casting:
        casting = _("casting vote against: {name}") if vote.casting_against else _("casting vote for: {name}")
        details.append(casting.format(name=people.name(vote.casting)))
    return details
