"""An entry as it would be typed: what stands in the line when it is edited."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from store.i18n import _, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Line
from store.language.capture.verbs.spec import VerbSpec
from store.language.capture.verbs.table import VERBS
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.model import Due, Entry, Kind
from store.record.fields import LABELLED, labelled
from store.text import LINE_END

_BY_KIND = {spec.kind: spec for spec in VERBS.values() if spec.kind}


def spell(entry: Entry, context: Context) -> str:
    """The line that makes `entry` again, read in `context`: kind, text, speaker, owners, dates, fields with a label.

    Of a vote only the text. Where no line makes quite the same, the one that is nearest.
    """
    # What has several lines is typed in one.
    text = " ".join((entry.text.replace("\n", f" {LINE_END} "), *labelled(entry, spoken())))
    lines = list(_ways(replace(entry, text=text), context))
    return next((line for line in lines if _makes(understand(line, context), entry)), lines[-1])


def _ways(entry: Entry, context: Context) -> Iterator[str]:
    """The lines that may make `entry`, the shortest first, the surest last."""
    spec = _BY_KIND.get(entry.kind)
    if spec and entry.kind.is_promise:
        sign = spec.sign if spec.sign == "@" else f"{spec.sign} @"
        names = ",".join((*entry.owners, *entry.owners_unread)) or "?"
        dues = [f" > {_due_words(entry.due, context.calendar)}"] if entry.due else ["", " > ?"]
        for due in dues:
            yield f"{sign}{names} {entry.text}{due}"
        for due in dues:
            yield f"{spec.keywords[0]} @{names}: {entry.text}{due}"
    elif spec and entry.kind.facts.can_be_adopted:
        when = _due_words(entry.review, context.calendar) if entry.review else "?"
        evaluation = " > " + _("evaluate {when}").format(when=when)
        for end in ([] if entry.review else [""]) + [evaluation]:
            yield from (opening + entry.text + end for opening in _openings(spec))
    elif spec and entry.kind not in (Kind.NOTE, Kind.VOTE):
        yield from (opening + entry.text for opening in _openings(spec))
    elif entry.speaker:
        yield f"{entry.speaker}: {entry.text}"
    else:
        yield from (entry.text, f"\\{entry.text}")


def _openings(spec: VerbSpec) -> tuple[str, ...]:
    """What a line of that verb may begin with: its sign, then a word for texts that a sign would not be read before."""
    signs = [f"{spec.sign} "] if spec.sign else []
    words = [f"{spec.keywords[0]}: "] if spec.keywords else []
    return (*signs, *words) if signs or not spec.english else (f"/{spec.english} ",)


def _makes(line: Line, entry: Entry) -> bool:
    """Whether `line`, written down, gives `entry` again; a vote or a follow-up is compared as a note."""
    kind = entry.kind if entry.kind in _BY_KIND and entry.kind is not Kind.VOTE else Kind.NOTE
    if line.verb is not _BY_KIND[kind].verb or line.text != entry.text:
        return False
    if any(getattr(line, field.name) != getattr(entry, field.name) for field in LABELLED if field.is_typed):
        return False
    if entry.kind.is_promise:
        owned = (line.owners, line.unread) == (entry.owners, entry.owners_unread)
        return owned and _when(line.due) == _when(entry.due)
    if _when(line.review) != _when(entry.review):
        return False
    return entry.kind is not Kind.NOTE or line.speaker == entry.speaker


def _when(due: Due | None) -> tuple[object, ...]:
    # Words that name the same day may be other ones.
    return (due.day, due.time) if due and due.day else (due.words,) if due else ()


def _due_words(due: Due, calendar: Calendar) -> str:
    """The words of `due`; its date where the words were read against another day, and mean another date now."""
    if due.day is None or _when(read_due(due.words, calendar)) == _when(due):
        return due.words
    return f"{due.day.isoformat()} {due.time:%H:%M}" if due.time else due.day.isoformat()
