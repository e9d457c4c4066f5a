"""An entry as it would be typed: what stands in the line when it is edited."""

from __future__ import annotations

from store.model import Entry, Kind

_SIGNS = {Kind.DECISION: "! ", Kind.PROPOSAL: "!? ", Kind.QUESTION: "? ", Kind.CORRECTION: "/correct "}
# What would be read as more than text where it begins a note.
_READ = "\\!?@&=#/"


def spell(entry: Entry) -> str:
    """The line that makes `entry` again, on the same day of the same meeting."""
    if entry.kind in (Kind.ACTION, Kind.UNDERTAKING):
        names = ",".join((*entry.owners, *entry.owners_unread))
        sign = "& " if entry.kind is Kind.UNDERTAKING else ""
        due = f" > {_due(entry)}" if entry.due else ""
        return f"{sign}@{names or '?'} {entry.text}{due}"
    if entry.kind is Kind.NOTE:
        if entry.speaker:
            return f"{entry.speaker}: {entry.text}"
        return f"\\{entry.text}" if entry.text[:1] in _READ or ":" in entry.text else entry.text
    return _SIGNS.get(entry.kind, "") + entry.text


def _due(entry: Entry) -> str:
    due = entry.due
    if due is None:
        return ""
    if due.day is None:
        return due.words
    return f"{due.day.isoformat()} {due.time:%H:%M}" if due.time else due.day.isoformat()
