"""What is written down, mended, filed, and followed up."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.capture.verbs.table import VERBS
from store.language.references import is_short, squeezed
from store.meeting.agenda import current_item, item_called
from store.meeting.doer import Doer
from store.model import Entry, FollowUp, Kind, LaterEntry, Outcome, Secrecy
from store.record.confidentiality import own_secrecy, together, without_secret_words
from store.record.fields import TYPED
from store.record.follow_ups import PROGRESS
from store.record.record import Record
from store.record.references import find, next_reference

KINDS = {verb: spec.kind for verb, spec in VERBS.items() if spec.kind and spec.kind is not Kind.VOTE}
"""The kind of entry that each verb writes down; a vote is written down by `decisions`."""

# Ids of rows begin at 1.
_ELSEWHERE = 0
_PROGRESS = {verb: spec.progress for verb, spec in VERBS.items() if spec.progress}


def add(record: Record, line: Line, at: datetime, kind: Kind, amends: int | None = None) -> Entry:
    """Writes down a new entry of `kind` under the current item, and gives it with the reference it got.

    `amends` is the id of the proposal that it is an amendment to.
    """
    entry = Entry(
        id=record.new_id(),
        kind=kind,
        at=at,
        text=line.text,
        item=record.meeting.current,
        owners_unread=line.unread if kind.is_promise else (),
        outcome=Outcome.REJECTED if line.rejected else None,
        reference=next_reference(record, kind),
        amends=amends,
        **{name: getattr(line, name) for name in TYPED},
    )
    record.put(entry)
    return entry


def last_open_proposal(record: Record, item: int | None) -> Entry | None:
    """The last proposal under the item with id `item` (None: under no item) that has not been voted on, or None."""
    return next(reversed(record.those_of(item, is_open_proposal)), None)


def is_open_proposal(entry: Entry) -> bool:
    """Whether `entry` is a proposal that has not been voted on."""
    return entry.kind is Kind.PROPOSAL and entry.outcome is None


def to_amend(record: Record, item: int | None) -> Entry | None:
    """The proposal that an amendment is to: the last open one under the item that is no amendment itself, or None."""
    return next(reversed(record.those_of(item, lambda e: is_open_proposal(e) and e.amends is None)), None)


def said_here(record: Record, entry: Entry) -> Entry:
    """Marks `entry` as quoting the current item, whose confidentiality it then has too; not under that item itself."""
    here = record.meeting.current
    return entry if here is None or here == entry.item else with_words_of(entry, here)


def repeating(record: Record, entry: Entry, other: Entry) -> Entry:
    """Marks `entry` as quoting `other`; if `other` is of another meeting, copies its current confidentiality."""
    if other.id in record.entries:
        return with_words_of(entry, other.id)
    return replace(entry, confidential=other.confidential)


def with_words_of(entry: Entry, *ids: int) -> Entry:
    """Marks `entry` as quoting the items and entries with those ids too."""
    return replace(entry, words_of=tuple(dict.fromkeys((*entry.words_of, *ids))))


def entry_called(record: Record, reference: str) -> Entry:
    """The entry with that reference, whole or short. Raises CannotDo where there is none."""
    entry = find(record, reference)
    if entry is None:
        raise CannotDo(_("There is no {reference} in this meeting.").format(reference=reference))
    return entry


def earlier_entry(record: Record, line: Line, kind: Kind) -> Entry | None:
    """The entry of an earlier meeting that `line` refers to; None where it refers to one of this meeting.

    A whole reference to a meeting that is not in the archive (minuted before there was one) gives an entry
    of `kind` without a text.
    """
    if line.earlier:
        return replace(line.earlier.entry, id=_ELSEWHERE)
    here = find(record, line.reference) is not None or is_short(line.reference)
    if here or squeezed(record.meeting.number) in squeezed(line.reference):
        return None
    reference = line.reference.upper()
    return Entry(id=_ELSEWHERE, kind=kind, at=datetime.min.replace(tzinfo=UTC), text="", reference=reference)


def write(record: Record, line: Line, at: datetime) -> None:
    """Writes down what `line` says as a new entry; without a text, or with an entry chosen, revises an entry instead.

    Raises CannotDo where that entry is gone, or cannot become what `line` says.
    """
    if line.text and line.entry is None:
        add(record, line, at, KINDS[line.verb])
    elif line.typed:
        _revise(record, line)


def _revise(record: Record, line: Line) -> None:
    """Gives the entry that `line` is about the kind of `line`, and its words, owners and dates. Raises CannotDo."""
    entry, kind = meant(record, line), KINDS[line.verb]
    if entry.kind is Kind.VOTE:
        raise CannotDo(_("A vote cannot be made into something else; /delete takes it out."))
    if entry.kind is Kind.HANDLING:
        raise CannotDo(_("How post is handled is said anew with /handle; /delete takes it out."))
    if entry.kind is Kind.FOLLOW_UP:
        raise CannotDo(_("What became of an earlier action is not edited; /delete takes it out."))
    same, promise = kind is entry.kind, kind.is_promise
    if same and not (line.text or line.owners or line.unread or line.due):
        raise CannotDo(_("It is that already."))
    named = promise and bool(line.owners or line.unread or line.text)
    if kind is not Kind.DECISION:
        _let_go(record, entry)
    keeps_vote = same or (kind.facts.can_be_adopted and entry.kind.facts.can_be_adopted)
    # An entry that was chosen is edited where it stands; what is typed for the last one is said here.
    told = line.entry is None and bool(line.owners or line.unread or line.due)
    typed = {name: value for name in TYPED if (value := getattr(line, name))}
    record.put(
        replace(
            replace(said_here(record, entry) if told else entry, **typed),
            kind=kind,
            text=line.text or entry.text,
            speaker=line.speaker if line.text and kind is Kind.NOTE else entry.speaker,
            owners=line.owners if named else entry.owners,
            owners_unread=line.unread if named else entry.owners_unread,
            due=line.due if promise and (line.text or line.due) else entry.due,
            review=line.review if kind.facts.can_be_adopted and line.text else entry.review,
            reference=entry.reference if keeps_vote and entry.reference else next_reference(record, kind),
            vote=entry.vote if keeps_vote else None,
            outcome=entry.outcome if same else None,
            condition=entry.condition if same else 0,
            withdraws=entry.withdraws if kind is Kind.DECISION else "",
            replaces=entry.replaces if kind is Kind.DECISION else "",
        )
    )


def _answer(record: Record, line: Line, at: datetime) -> None:
    """Puts an answer to the question that was chosen, else to the last open one under the current item."""
    if line.entry is not None:
        question = meant(record, line)
        if question.kind is not Kind.QUESTION:
            raise CannotDo(_("That is no question."))
    else:
        asked = record.entries_of(record.meeting.current)
        still_open = [entry for entry in asked if entry.kind is Kind.QUESTION and not entry.answer]
        if not still_open:
            raise CannotDo(_("There is no open question under this item."))
        question = still_open[-1]
    record.put(replace(said_here(record, question), answer=line.text, answered_by=line.speaker))


def _delete(record: Record, line: Line, at: datetime) -> None:
    entry = entry_called(record, line.reference) if line.reference else meant(record, line)
    _let_go(record, entry)
    # What has words of it has words of what it had them of, and is what it was itself.
    last = (entry.item, *entry.words_of) if entry.item is not None else entry.words_of
    written = (*record.entries.values(), *record.followups.values())
    for other in [other for other in written if entry.id in other.words_of]:
        kept = with_words_of(replace(other, words_of=tuple(id for id in other.words_of if id != entry.id)), *last)
        record.put(replace(kept, confidential=together((other.confidential, entry.confidential))))
    record.drop(entry)


def _let_go(record: Record, entry: Entry) -> None:
    """Puts the decision that `entry` withdrew or replaced in force again."""
    changed = squeezed(entry.withdraws or entry.replaces)
    old = next((one for one in record.entries.values() if changed and squeezed(one.reference) == changed), None)
    if old is not None and entry.reference in (old.withdrawn_by, old.replaced_by):
        record.put(replace(old, withdrawn_by="", replaced_by=""))


def meant(record: Record, line: Line) -> Entry:
    """The entry that `line` is about: the one it names by id, else the last. Raises CannotDo where there is none."""
    if line.entry is not None:
        if line.entry not in record.entries:
            raise CannotDo(_("That entry is no longer there."))
        return record.entries[line.entry]
    if not record.entries:
        raise CannotDo(_("Nothing has been written down yet."))
    return record.entries[max(record.entries)]


def _file_under(record: Record, line: Line, at: datetime) -> None:
    record.put(replace(meant(record, line), item=item_called(record, line.item).id, place=None))


def _make_secret(record: Record, line: Line, at: datetime) -> None:
    secrecy = line.secrecy or Secrecy()
    if line.last or line.entry is not None:
        entry = meant(record, line)
        # For an entry that was pointed at, once more takes it back.
        again = line.entry is not None and own_secrecy(record, entry) is not None and secrecy == Secrecy()
        record.put(_open_again(record, entry) if again else replace(entry, confidential=secrecy))
    else:
        record.put(replace(current_item(record), confidential=secrecy))


def _open_again(record: Record, entry: Entry) -> Entry:
    """`entry`, no longer confidential by itself or by what it quotes now; what it quotes may still become so later."""
    return replace(entry, confidential=None) if entry.confidential else without_secret_words(record, entry)


# Actions and undertakings


def _promise(record: Record, reference: str) -> Entry:
    entry = entry_called(record, reference)
    if not entry.kind.is_promise:
        raise CannotDo(_("{reference} is no action or undertaking.").format(reference=entry.reference))
    return entry


def _follow_up(record: Record, line: Line, at: datetime) -> bool:
    """Writes down what became of an action of an earlier meeting; False where it is an action of this meeting.

    Raises CannotDo where the entry that `line` names is no action or undertaking.
    """
    earlier = earlier_entry(record, line, Kind.ACTION)
    if earlier is None:
        return False
    if not earlier.kind.is_promise:
        raise CannotDo(_("{reference} is no action or undertaking.").format(reference=earlier.reference))
    _write_follow_up(record, line, at, earlier, line.earlier.key if line.earlier else "")
    return True


def _write_follow_up(record: Record, line: Line, at: datetime, about: Entry, key: str) -> None:
    entry = add(record, replace(line, owners=line.people), at, Kind.FOLLOW_UP)
    entry = repeating(record, replace(entry, owners_unread=line.unread), about)
    record.put(replace(entry, follow_up=_followed(line, about, key)))


def _followed(line: Line, about: Entry, key: str) -> FollowUp:
    return FollowUp(reference=about.reference, progress=_PROGRESS[line.verb], about=about.text, meeting=key)


def follow_up_later(record: Record, line: Line, at: datetime) -> None:
    """Writes down between meetings what became of an action of this meeting, also when its minutes are approved.

    Raises CannotDo where `line` is nothing that can become of an action, or names no action of this meeting.
    """
    if line.verb not in _PROGRESS:
        raise CannotDo(_("Between meetings an action is done, lapses, is postponed, handed over or commented on."))
    about = _promise(record, line.reference)
    row = LaterEntry(
        id=record.new_id(),
        kind=Kind.FOLLOW_UP,
        at=at,
        text=line.text,
        owners=line.people,
        owners_unread=line.unread,
        due=line.due,
        words_of=(about.id,),
        follow_up=_followed(line, about, record.meeting.key),
    )
    record.put(row)


def _put_on(record: Record, line: Line, entry: Entry) -> None:
    """Puts the action `entry` of this meeting, as quoting the current item where `line` added words, date or names."""
    told = line.text or line.due or line.people or line.unread
    record.put(said_here(record, entry) if told else entry)


def settle(record: Record, line: Line, at: datetime) -> None:
    """An action is done, lapses, or is open again. Raises CannotDo where `line` names none."""
    if _follow_up(record, line, at):
        return
    status = PROGRESS[_PROGRESS[line.verb]]
    _put_on(record, line, replace(_promise(record, line.reference), status=status, status_reason=line.text))


def _postpone(record: Record, line: Line, at: datetime) -> None:
    if _follow_up(record, line, at):
        return
    entry = _promise(record, line.reference)
    postponed = replace(entry, due=line.due, postponed=entry.postponed + 1, status_reason=line.text)
    _put_on(record, line, postponed)


def _assign(record: Record, line: Line, at: datetime) -> None:
    if not _follow_up(record, line, at):
        _put_on(record, line, replace(_promise(record, line.reference), owners=line.people, owners_unread=line.unread))


def _comment(record: Record, line: Line, at: datetime) -> None:
    if not _follow_up(record, line, at):
        _write_follow_up(record, line, at, _promise(record, line.reference), record.meeting.key)


DOERS: dict[Verb, Doer] = {
    # A decision, that may replace another one, is done in `decisions`, post in `post`, letters in `letters`.
    **{verb: write for verb in KINDS if verb not in (Verb.DECISION, Verb.HANDLE, Verb.CONDITION, Verb.LETTER)},
    Verb.ANSWER: _answer,
    Verb.TO: _file_under,
    Verb.SECRET: _make_secret,
    Verb.DONE: settle,
    Verb.CANCEL: settle,
    Verb.COMMENT: _comment,
    Verb.POSTPONE: _postpone,
    Verb.ASSIGN: _assign,
    Verb.DELETE: _delete,
}
