"""What a meeting says for its letters: reasons and conditions of a decision, and that a letter is to be written."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.letter_kinds import letter_kind
from store.meeting.doer import Doer
from store.meeting.entries import add, meant
from store.model import Kind
from store.record.record import Record

_NO_REASON = (Kind.VOTE, Kind.HANDLING, Kind.FOLLOW_UP, Kind.CORRECTION)


def _reason(record: Record, line: Line, at: datetime) -> None:
    """The last entry, or the one that was chosen, is a reason; once more takes that back. Words are a new note."""
    if line.text:
        record.put(replace(add(record, line, at, Kind.NOTE), ground=True))
        return
    entry = meant(record, line)
    if entry.kind in _NO_REASON:
        raise CannotDo(_("That can be no reason for a decision; write it behind /reason."))
    record.put(replace(entry, ground=not entry.ground))


def _condition(record: Record, line: Line, at: datetime) -> None:
    """A condition, with the next number of the item; the words of the one that was chosen are put anew."""
    if line.entry is not None:
        entry = meant(record, line)
        if entry.kind is not Kind.CONDITION:
            raise CannotDo(_("That is no condition."))
        record.put(replace(entry, text=line.text))
        return
    here = record.entries_of(record.meeting.current)
    number = max((each.condition for each in here), default=0) + 1
    record.put(replace(add(record, line, at, Kind.CONDITION), condition=number))


def _letter(record: Record, line: Line, at: datetime) -> None:
    """An action to write the letter; what it is called says which one."""
    asked = line.letter
    kind = letter_kind(asked.kind) if asked else None
    if asked is None or kind is None:
        raise CannotDo(_("No kind of letter is meant by “{words}”.").format(words=line.typed))
    said = kind.to_write(record.meeting.body.language, asked.decision)
    add(record, replace(line, text=f"{said}. {line.text}" if line.text else said), at, Kind.ACTION)


DOERS: dict[Verb, Doer] = {Verb.REASON: _reason, Verb.CONDITION: _condition, Verb.LETTER: _letter}
"""What these verbs do."""
