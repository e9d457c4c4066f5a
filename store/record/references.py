"""References: `B 2026-09-04`, which is never given out twice, and the short `b4` for it within its meeting."""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from store.language.references import counts_years, highest_of_year, is_pattern, made_with, squeezed
from store.model import Entry, Kind, Numbering
from store.record.record import Record, Rows

_USUAL = Numbering()


def next_reference(record: Record, kind: Kind) -> str:
    """The reference for a new entry of `kind`, which no entry has or had; nothing for a kind without numbers.

    What an entry had that was taken out, or became something else, is not given out again;
    what an act gave that was taken back is.
    """
    if not kind.facts.gets_number:
        return ""
    pattern = _pattern(record.meeting.body.numbering, kind)
    given = {(entry.kind, entry.reference) for entry in record.entries.values()} | record.given
    alike = {other for other in Kind if other.facts.numbering == kind.facts.numbering}
    numbers = [_number(named, pattern, record.meeting.number) for of, named in given if named and of in alike]
    number = max(numbers, default=0) + 1
    if counts_years(pattern):
        year = record.meeting.date.year
        number = highest_of_year([named for _kind, named in given], pattern, year)
        number = record.year_numbers.take(pattern, year, number) if record.year_numbers else number + 1
    taken = {reference for _kind, reference in given}
    meeting = record.meeting
    while (reference := pattern.format(meeting=meeting.number, year=meeting.date.year, n=number)) in taken:
        number += 1
    return reference


def find(record: Record, wanted: str) -> Entry | None:
    """The entry that `b2`, `B-2026-09-02` or `B 2026-09-02` stands for; None where there is none."""
    key = squeezed(wanted)
    return next((entry for entry in record.entries.values() if key in names(record, entry)), None)


def names(record: Record, entry: Entry) -> tuple[str, ...]:
    """What an entry may be called, squeezed: its whole reference and the short one."""
    if not entry.reference:
        return ()
    whole = squeezed(entry.reference)
    letters = whole[: len(whole) - len(whole.lstrip("abcdefghijklmnopqrstuvwxyz"))]
    return whole, f"{letters}{number_of(record, entry)}"


def short_name(record: Record, entry: Entry) -> str:
    """`B2` for `B 2026-09-02`, within its meeting; nothing for an entry without a number."""
    return names(record, entry)[1].upper() if entry.reference else ""


def number_of(record: Record | Rows, entry: Entry) -> int:
    """How many-th of its kind an entry is in the meeting, by its reference; 0 where it has none."""
    if not entry.reference or not entry.kind.facts.numbering:
        return 0
    return _number(entry.reference, _pattern(record.meeting.body.numbering, entry.kind), record.meeting.number)


def of_kind(record: Record | Rows, kind: Kind) -> list[Entry]:
    """Entries of a kind, in the order of their numbers: a proposal adopted late has a late number."""
    entries = [entry for entry in record.entries.values() if entry.kind is kind]
    return sorted(entries, key=lambda entry: number_of(record, entry))


def latest(entry: Entry) -> tuple[int, bool]:
    """What entries are ordered by to find which was written down or voted on last, by act and not by place."""
    return entry.turn or entry.id, not entry.turn


@lru_cache(maxsize=64)
def _pattern(numbering: Numbering, kind: Kind) -> str:
    pattern, usual = (getattr(each, kind.facts.numbering) for each in (numbering, _USUAL))
    return _that_counts(pattern if is_pattern(pattern) else usual)


@lru_cache(maxsize=64)
def _that_counts(pattern: str) -> str:
    """`pattern`, which would give every entry the same reference if it forgot to count."""
    return pattern if any(field == "n" for _, field, _, _ in Formatter().parse(pattern)) else pattern + "-{n}"


@lru_cache(maxsize=8192)
def _number(reference: str, pattern: str, meeting: str) -> int:
    """What `{n}` was in `reference`; its last number where it was not made with `pattern`."""
    made = made_with(pattern, meeting).fullmatch(reference)
    digits = re.findall(r"\d+", reference)
    return int(made[1]) if made else int(digits[-1]) if digits else 0
