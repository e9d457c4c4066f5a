"""Going through the record when the meeting is over: split, joined, moved, filled up, names put right.

A `Revision` is a meeting as `store.meeting.running` knows it, in which what is typed goes under the item
that is being looked at. Who counts for a vote is who was there when that item ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting import attendance
from store.meeting.entries import KINDS
from store.meeting.running import RunningMeeting
from store.model import Act, Entry, Kind, LookBack
from store.record.record import Record, position
from store.record.references import next_reference

_WHOLE = (Kind.VOTE, Kind.FOLLOW_UP)
# What is lost when an entry that has it is joined to one that has another.
_ITS_OWN = (
    "vote",
    "outcome",
    "mover",
    "seconder",
    "amends",
    "minority",
    "confidential",
    "status",
    "withdrawn_by",
    "replaced_by",
    "replaces",
    "withdraws",
    "approves",
    "follow_up",
    "answer",
)


_OF_THE_CLOCK = (Verb.OPEN, Verb.CLOSE, Verb.BREAK, Verb.RESUME)


class Revision(RunningMeeting):
    """A closed meeting whose record is being reviewed.

    Attributes:
        item: The id of the item that is shown; None for what stands under no item.
        after: The id of the entry behind which a new one is put; None for the end of the item.
    """

    def __init__(self, record: Record, look_back: LookBack | None = None) -> None:
        super().__init__(record, look_back)
        self.item: int | None = None
        self.after: int | None = None

    @property
    def here(self) -> int | None:
        """The id of the item that a new entry goes under; None for no item."""
        return self.item

    def do(self, line: Line, at: datetime) -> Act | None:
        """As in a running meeting. Raises CannotDo also where what was done before the closing would be taken back."""
        last = self.record.to_undo
        if line.verb is Verb.UNDO and last is not None and last.verb == Verb.CLOSE:
            raise CannotDo(_("What was done in the meeting itself is taken back in the live screen (F10)."))
        return super().do(line, at)

    def split(self, entry: int, texts: Sequence[str], at: datetime) -> Act | None:
        """Splits the entry with id `entry` into one for each of `texts`; the first keeps its number and its vote.

        Raises CannotDo where there are fewer than two texts, or the entry is a vote or a follow-up.
        """
        return self._revise("split", " | ".join(texts), at, lambda: _split(self.record, self._entry(entry), texts))

    def join(self, entry: int, at: datetime) -> Act | None:
        """Joins the next entry of its item to the entry with id `entry`.

        Raises CannotDo where there is no next one, or something of it would be lost.
        """
        return self._revise("join", self._entry(entry).text, at, lambda: _join(self.record, self._entry(entry)))

    def move(self, entry: int, by: int, at: datetime) -> Act | None:
        """Moves an entry one up (`by` -1) or down (1) in its item. Raises CannotDo where there is none to pass."""
        return self._revise("place", self._entry(entry).text, at, lambda: _move(self.record, self._entry(entry), by))

    def correct(self, entry: int, wrong: str, right: str, at: datetime) -> Act | None:
        """Replaces the word `wrong` by `right` everywhere in an entry. Raises CannotDo where it does not occur."""
        typed = f"s/{wrong}/{right}/g"
        return self._revise("mend", typed, at, lambda: _correct(self.record, self._entry(entry), wrong, right))

    def put_text(self, entry: int, text: str, source: str, at: datetime) -> Act | None:
        """Puts `text` in the place of that of an entry; `source` is where it came from. Raises CannotDo."""
        return self._revise("mend", source, at, lambda: self.record.put(replace(self._entry(entry), text=text)))

    def drop_prepared(self, item: int, number: int, at: datetime) -> Act | None:
        """Takes line `number` (from 0) out of the prepared text of an item. Raises CannotDo."""
        return self._revise("prepare", "", at, lambda: _drop_prepared(self.record, item, number))

    def take(self, item: int, number: int, typed: str, at: datetime) -> Act | None:
        """Writes `typed` down under an item, in the place of line `number` (from 0) of its prepared text, as one act.

        Raises CannotDo where the item has no such line, or `typed` writes nothing down.
        """
        self.item = item
        lines = self.record.items[item].prepared_text.splitlines()
        line = self.understand(typed, at)
        if not 0 <= number < len(lines):
            raise CannotDo(_("That line is no longer there."))
        if line.verb not in KINDS or not line.text:
            raise CannotDo(_("Prepared text becomes a note, a decision or the like; Del takes it away."))
        return self.do(replace(line, prepared=lines[number]), at)

    def _entry(self, id: int) -> Entry:
        if id not in self.record.entries:
            raise CannotDo(_("That entry is no longer there."))
        return self.record.entries[id]

    def _revise(self, verb: str, typed: str, at: datetime, put: Callable[[], None]) -> Act | None:
        self._change(put)
        return self.record.keep(verb, typed, at)

    def _perform(self, line: Line, at: datetime) -> None:
        record, before = self.record, set(self.record.entries)
        if (line.verb is Verb.REOPEN and not line.reference) or (line.verb is Verb.OPEN and line.hour is None):
            raise CannotDo(_("The meeting is opened again in the live screen (F10), with /reopen."))
        if line.verb in _OF_THE_CLOCK or (line.verb in attendance.OF_THE_TIMES and line.hour is not None):
            super()._perform(line, at)
            return
        if line.verb in (Verb.IN, Verb.OUT):
            raise CannotDo(_("The meeting is over: a time goes with it, as in /in dvdb 9:40."))
        if line.verb in (Verb.PRESENT, Verb.ONLINE):
            _were_there(record, line, lambda then: super(Revision, self)._perform(line, then), at)
            return
        was = record.meeting.current
        # The verbs put what is new under the current item.
        record.put(replace(record.meeting, current=self.item))
        try:
            super()._perform(line, at)
        finally:
            record.put(replace(record.meeting, current=was))
        for id in sorted(set(record.entries) - before):
            self._put_behind(record.entries[id])

    def _put_behind(self, entry: Entry) -> None:
        after = self.record.entries.get(self.after) if self.after is not None else None
        if after is not None and after.item == entry.item:
            self.record.put(replace(entry, place=_place_after(self.record, after, apart_from=entry)))
            self.after = entry.id


def _were_there(record: Record, line: Line, perform: Callable[[datetime], None], at: datetime) -> None:
    """Puts those named on the roll as there from the opening to the closing; times that are known stay as they are."""
    opened, closed = record.meeting.opened or at, record.meeting.closed or at
    before = dict(record.attendance)
    perform(opened)
    for id, who in list(record.attendance.items()):
        was = before.get(id, who)
        if who != was and was.presence and line.verb is Verb.PRESENT:
            record.put(was)
        elif who != was:
            record.put(attendance.leave(replace(who, presence=who.presence[-1:]), closed))


def _split(record: Record, entry: Entry, texts: Sequence[str]) -> None:
    if entry.kind in _WHOLE:
        raise CannotDo(_("A vote, or what became of an earlier action, cannot be split."))
    parts = [text.strip() for text in texts if text.strip()]
    if len(parts) < 2:
        raise CannotDo(_("Put the mark where it is to be split."))
    record.put(replace(entry, text=parts[0]))
    last = record.entries[entry.id]
    for text in parts[1:]:
        new = replace(
            entry,
            id=record.new_id(),
            text=text,
            reference=next_reference(record, entry.kind) if entry.reference else "",
            minority=(),
            replaces="",
            withdraws="",
            withdrawn_by="",
            replaced_by="",
            approves=None,
            status_reason="",
            postponed=0,
            place=None,
        )
        record.put(replace(new, place=_place_after(record, last)))
        last = record.entries[new.id]


def _join(record: Record, entry: Entry) -> None:
    others = record.entries_of(entry.item)
    at = others.index(entry) + 1
    if at == len(others):
        raise CannotDo(_("It is the last under this item: there is nothing to join to it."))
    other = others[at]
    _must_fit(entry, other)
    joint = " " if entry.text.endswith((".", "!", "?", ";", ":", "…")) else "; "
    record.put(
        replace(
            entry,
            text=f"{entry.text}{joint}{other.text}",
            owners=tuple(dict.fromkeys((*entry.owners, *other.owners))),
            owners_unread=tuple(dict.fromkeys((*entry.owners_unread, *other.owners_unread))),
            due=entry.due or other.due,
            words_of=tuple(dict.fromkeys((*entry.words_of, *other.words_of))),
        )
    )
    for one in (*record.entries.values(), *record.followups.values()):
        amends = entry.id if one.amends == other.id else one.amends
        words_of = tuple(entry.id if id == other.id else id for id in one.words_of)
        # A row that is put although nothing of it changes may be written in another form, and count as changed.
        if (amends, words_of) != (one.amends, one.words_of):
            record.put(replace(one, amends=amends, words_of=words_of))
    record.drop(other)


def _must_fit(entry: Entry, other: Entry) -> None:
    """Raises CannotDo where joining `other` to `entry` would lose a kind, a speaker, a vote, a date or a secrecy."""
    if other.kind not in (Kind.NOTE, entry.kind) or entry.kind in _WHOLE or other.kind in _WHOLE:
        raise CannotDo(_("These two are of different kinds: first make them the same."))
    if other.speaker and other.speaker != entry.speaker:
        raise CannotDo(_("These two were said by different people."))
    plain = Entry(id=other.id, kind=other.kind, at=other.at, text="")
    kept = all(getattr(other, name) in (getattr(plain, name), getattr(entry, name)) for name in _ITS_OWN)
    if not kept or (other.due and entry.due and other.due != entry.due) or other.confidential != entry.confidential:
        raise CannotDo(_("The second has a vote, a date or a secrecy of its own, which would be lost."))


def _move(record: Record, entry: Entry, by: int) -> None:
    others = record.entries_of(entry.item)
    at = others.index(entry) + by
    if not 0 <= at < len(others):
        raise CannotDo(_("It is the first or the last under this item; F4 files it under another."))
    if len({position(other)[0] for other in others}) < len(others):
        _number(record, others)
    here, there = record.entries[entry.id], record.entries[others[at].id]
    record.put(replace(here, place=float(position(there)[0])))
    record.put(replace(there, place=float(position(here)[0])))


def _place_after(record: Record, entry: Entry, apart_from: Entry | None = None) -> float | None:
    """A sort key between those of `entry` and the next entry of its item; None, for the end, where there is no next."""
    others = [other for other in record.entries_of(entry.item) if apart_from is None or other.id != apart_from.id]
    at = [other.id for other in others].index(entry.id) + 1
    if at == len(others):
        return None
    low, high = position(others[at - 1])[0], position(others[at])[0]
    if not low < (low + high) / 2 < high:
        # A number between two others can be halved some fifty times.
        _number(record, others)
        low, high = at, at + 1
    return (low + high) / 2


def _number(record: Record, entries: Sequence[Entry]) -> None:
    """Numbers the sort keys (`place`) of `entries` from 1; those of later entries are their ids, which are higher."""
    for number, entry in enumerate(entries, 1):
        record.put(replace(record.entries[entry.id], place=float(number)))


def _correct(record: Record, entry: Entry, wrong: str, right: str) -> None:
    text = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", lambda _match: right, entry.text)
    if text == entry.text:
        raise CannotDo(_("“{old}” does not occur in it.").format(old=wrong))
    record.put(replace(entry, text=text))


def _drop_prepared(record: Record, item: int, number: int) -> None:
    lines = record.items[item].prepared_text.splitlines()
    if not 0 <= number < len(lines):
        raise CannotDo(_("That line is no longer there."))
    del lines[number]
    record.put(replace(record.items[item], prepared_text="\n".join(lines)))
