"""Completion of the capture line: what is offered while typing, and taken with tab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.language.capture.completion import Candidate, complete, greyed, taken
from store.language.capture.line import Context
from store.language.hashtags import Theme
from store.language.matching import Referent
from store.language.references import squeezed
from store.model import ActionStatus, Earlier, Entry, ItemStatus
from store.record.follow_ups import PROGRESS, about, is_open
from store.record.record import Record
from store.record.references import short_name
from store.text import one_line


class Completing:
    """The candidates for the line as it stands; tab takes the best, and tab again the next."""

    def __init__(self) -> None:
        self._earlier: list[Referent] = []
        self._themes: Sequence[Theme] = ()
        self._candidates: tuple[Candidate, ...] = ()
        # What can be referred to is gathered once an act, since every key asks for it.
        self._acts = -1
        self._items: list[Referent] = []
        self._references: list[Referent] = []
        self._base = ("", 0)
        self._taken = ("", -1)

    def offer_earlier(self, entries: Iterable[Earlier]) -> None:
        """From now on offers what is still open or in force of these entries of earlier meetings, latest first."""
        self._earlier = [
            Referent(
                one.entry.reference.replace(" ", "-"), one_line(one.entry.text), one.entry.reference, one.entry.kind
            )
            for one in reversed(list(entries))
            if is_open(one.entry)
        ]
        self._acts = -1

    def offer_themes(self, themes: Sequence[Theme]) -> None:
        """From now on offers these themes, the one used last first."""
        self._themes = themes

    def look(self, value: str, cursor: int, context: Context, record: Record) -> tuple[str, list[str]]:
        """What to show greyed behind the cursor, and the candidates where there are several."""
        if self._taken[1] >= 0 and value == self._taken[0]:
            # Tab took one just now: the others stay on offer.
            return "", self._labels()
        if len(record.log) != self._acts:
            self._acts = len(record.log)
            settled = _settled(record)
            still_open = [one for one in self._earlier if squeezed(one.whole) not in settled]
            self._items, self._references = _items(record), [*still_open, *_references(record)]
        self._candidates = complete(value, cursor, context, self._items, self._references, self._themes)
        self._base, self._taken = (value, cursor), ("", -1)
        rest = greyed(value, self._candidates) if cursor == len(value) else ""
        return rest, self._labels()

    def take(self, value: str, cursor: int, context: Context, record: Record) -> tuple[str, int] | None:
        """The line with the next candidate in it, and where the cursor goes; None where nothing is offered."""
        # Tab may come before what was typed just now was looked at.
        just_taken = self._taken[1] >= 0 and value == self._taken[0]
        if not just_taken and (value, cursor) != self._base:
            self.look(value, cursor, context, record)
        if not self._candidates:
            return None
        at = (self._taken[1] + 1) % len(self._candidates)
        line, cursor = taken(*self._base, self._candidates[at])
        self._taken = (line, at)
        return line, cursor

    def _labels(self) -> list[str]:
        if len(self._candidates) < 2:
            return []
        at = max(0, self._taken[1])
        return [candidate.label for candidate in (*self._candidates[at:], *self._candidates[:at])]


def _items(record: Record) -> list[Referent]:
    return [Referent(item.number, item.title, open=item.status is ItemStatus.OPEN) for item in record.order()]


def _references(record: Record) -> list[Referent]:
    return [
        Referent(short_name(record, entry), one_line(entry.text), entry.reference, entry.kind, is_open(entry))
        for entry in record.entries.values()
        if entry.reference
    ]


def _settled(record: Record) -> set[str]:
    """The references of earlier meetings that are settled in this one."""
    return {squeezed(about(entry)) for entry in record.entries.values() if _settles(entry)}


def _settles(entry: Entry) -> bool:
    if entry.follow_up:
        return PROGRESS.get(entry.follow_up.progress, ActionStatus.OPEN) is not ActionStatus.OPEN
    return bool(about(entry))
