"""Corrections of approved minutes, worked into their text and marked: who reads the item reads what was meant.

Only what cannot be taken otherwise is worked in: both wordings stand between double quotation marks, and the old one
stands once in what the correction is about. The record itself is as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from exports.redacted import ClosedEntry, Redacted
from store.i18n import documents
from store.language.vocabulary import any_of
from store.model import Entry

_BECOMES = ("wordt", "worden", "moet zijn", "moet luiden", "becomes", "should be", "should read", "to read", "->", "→")
_QUOTED = r"[\"“„«]\s*(?P<{}>[^\"”“»]+?)\s*[\"”“»]"
_CHANGE = re.compile(
    rf"{_QUOTED.format('old')}\s*:?\s*{any_of(map(re.escape, _BECOMES))}:?\s*{_QUOTED.format('new')}", re.IGNORECASE
)
_ITEM = re.compile(r"\b(?:punt|agendapunt|item)\s+(\d+(?:\.\d+)*[a-z]?)\b", re.IGNORECASE)


def worked_in(record: Redacted) -> tuple[Redacted, frozenset[int]]:
    """`record` with each correction in its place, marked by its number; and the numbers of those, from 1."""
    approval = record.meeting.approval
    if approval is None or not record.is_full:
        return record, frozenset()
    _ = documents(record.meeting.body.language).gettext
    entries, done = dict(record.entries), set()
    for number, text in enumerate(approval.corrections, 1):
        change = _CHANGE.search(text)
        places = list(_places(record, entries, text, change["old"])) if change else []
        if change is None or len(places) != 1:
            continue
        entry = places[0]
        mark = _("[correction {number}]").format(number=number)
        entries[entry.id] = replace(entry, text=entry.text.replace(change["old"], f"{change['new']} {mark}"))
        done.add(number)
    return replace(record, entries=entries), frozenset(done)


def _places(record: Redacted, entries: dict[int, Entry], correction: str, old: str) -> Iterator[Entry]:
    """The entries with `old` in them, each as often as it has it; under the item that the correction names."""
    named = _ITEM.search(correction)
    for entry in entries.values():
        item = record.items.get(entry.item) if entry.item is not None else None
        about = named is None or (item is not None and item.number == named[1])
        if about and not isinstance(entry, ClosedEntry):
            yield from [entry] * entry.text.count(old)
