"""The first picture of a meeting, painted before the live screen itself is loaded.

Loading the screen takes longer than everything else together. Until it is there, and paints itself
over this, the meeting stands there already: its title, the current item, what was written down
last, and the line to type in.
"""

from __future__ import annotations

from store.model import Entry
from store.record.clock import local
from store.record.record import Record
from store.text import one_line
from tui.terminal.splash import ABOVE, BELOW, colours, line_to_type_in
from tui.terminal.wrapping import WIDE, cells, first_shown, most_rows, wrapped

_LEFT = 38


def paint(record: Record, half_typed: str, columns: int, rows: int) -> str:
    """What to write to a terminal of that size."""
    meeting, item = record.meeting, record.current()
    left = _LEFT + 1 if columns >= WIDE else 0
    width = columns - left - 1
    lines = {0: f" \x1b[1m{_cut(meeting.title, columns - 2)}\x1b[22m", 1: "─" * columns}
    at = ABOVE
    if item:
        lines[at] = f" \x1b[1m{_cut(f'{item.number}  {item.title}', width - 1)}\x1b[22m"
        at += 2
    entries = record.entries_of(item.id if item else None)
    typed = _rows_of(half_typed, columns, most_rows(rows))
    room = max(0, rows - BELOW - len(typed) + 1 - at)
    for entry in entries[len(entries) - room :] if room else []:
        lines[at] = " " + _cut(_line(entry, record), width - 1)
        at += 1
    written = [f"{colours()[0]}\x1b[2J"]
    for row, text in lines.items():
        if row < rows:
            written.append(f"\x1b[{row + 1};{(left if row >= ABOVE else 0) + 1}H{text}")
    return "".join([*written, line_to_type_in(columns, rows, typed)])


def _line(entry: Entry, record: Record) -> str:
    said = f"{entry.speaker}: " if entry.speaker else ""
    return f"{local(entry.at, record.meeting):%H:%M}  {entry.reference} {said}{one_line(entry.text)}".replace(
        "   ", "  "
    )


def _rows_of(half_typed: str, columns: int, most: int) -> list[str]:
    """The rows of the line that the screen will show, with the cursor behind the last character."""
    width = columns - 2
    rows = wrapped(_shown(half_typed), width)
    first = first_shown(rows, len(half_typed), most)
    return [_cut(row, width) for row in rows[first : first + most]]


def _shown(text: str) -> str:
    """`text` without anything that a terminal takes for a command."""
    return "".join(filter(str.isprintable, text))


def _cut(text: str, width: int) -> str:
    """As much of `text` as fits in so many cells, without anything that a terminal takes for a command."""
    used, kept = 0, []
    for character in _shown(text):
        used += cells(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept)
