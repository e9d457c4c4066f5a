"""The agenda beside the entries: how far each item is, and how late."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from store.i18n import _
from store.model import AgendaItem, ItemStatus, Meeting
from store.record.clock import spent
from store.record.confidentiality import item_secrecy
from store.record.pacing import minutes_over, savings
from store.record.record import Record
from tui.widgets.scene import Drawn, in_lines

# A bar turns amber at 80 % of the planned minutes.
_NEARLY = 0.8


class AgendaList(Drawn):
    """The items in the order in which they are treated; the current one with its bar."""

    def draw(self, width: int) -> Content:
        """As many items as fit, the current one among them."""
        record, now = self.scene.record, self.scene.clock()
        lines: list[Content] = []
        current = 0
        for item in record.order():
            lines.append(_line(item, record, now, width))
            if item.id == record.meeting.current:
                current = len(lines)
                lines.append(_bar(item, record.meeting, now, width))
        saving = saving_lines(record, now, width)
        below = [Content(""), *saving] if saving else []
        height = max(1, self.size.height - len(below))
        first = max(0, min(current - height // 2, len(lines) - height))
        return Content("\n").join([*lines[first : first + height], *below])


def saving_lines(record: Record, now: datetime, width: int) -> list[Content]:
    """By how much the meeting runs over, and all that ^T would do about it, in lines; none where it ends on time."""
    over = minutes_over(record, now)
    if not over:
        return []
    proposed = savings(record, now)
    late = " " + _("{minutes} min over.").format(minutes=over) + (" ^T:  " if proposed else "")
    ways = [
        _("{number} held over").format(number=one.number)
        if one.minutes is None
        else _("{number} → {minutes} min").format(number=one.number, minutes=one.minutes)
        for one in proposed
    ]
    return [line.stylize("$warning") for line in in_lines(Content(late), [Content(way) for way in ways], width)]


def folded(record: Record, now: datetime, width: int) -> Content:
    """The agenda in one line: the current item, how late it is, and what comes next."""
    item = record.current()
    coming = [other.number for other in record.to_come()]
    soon = (
        _("then {numbers}").format(numbers=", ".join(coming[:4]) + (" …" if len(coming) > 4 else "")) if coming else ""
    )
    if item is None:
        return Content.styled(f" {soon}", "$quiet").truncate(width, ellipsis=True)
    minutes = _minutes(item, record.meeting, now)
    right = Content.assemble(
        (minutes, f"bold {_colour(item, record.meeting, now)}"), (f" · {soon} " if soon else " ", "$quiet")
    )
    title = Content.assemble((f" ▸ {item.number} ", "bold $accent"), (item.title, "bold"))
    return Content.assemble(title.truncate(max(0, width - right.cell_length - 1), ellipsis=True, pad=True), " ", right)


def _line(item: AgendaItem, record: Record, now: datetime, width: int) -> Content:
    meeting = record.meeting
    here = item.id == meeting.current
    done = item.status in (ItemStatus.TREATED, ItemStatus.HELD_OVER)
    mark = "▸" if here else "↷" if item.status is ItemStatus.HELD_OVER else " "
    style = "bold" if here else "$quiet" if done else ""
    number = Content.styled(f" {mark}{item.number:>3} ", "bold $accent" if here else style or "$foreground")
    secret = Content.styled(" ▪" if item_secrecy(record, item) else "", "$warning")
    minutes = Content.styled(f" {_minutes(item, meeting, now):>6} ", _colour(item, meeting, now, done=done))
    room = width - number.cell_length - secret.cell_length - minutes.cell_length - item.depth
    title = Content.styled(item.title, style).truncate(max(0, room), ellipsis=True)
    padding = " " * max(0, room - title.cell_length)
    return Content.assemble(number, " " * item.depth, title, secret, padding, minutes)


def _minutes(item: AgendaItem, meeting: Meeting, now: datetime) -> str:
    """`12/30` once it was treated, `30` before."""
    planned = "" if item.planned_minutes is None else str(item.planned_minutes)
    if not item.intervals or meeting.afterwards:
        return planned
    took = int(spent(item, meeting, now) // 60)
    return f"{took}/{planned}" if planned else f"{took}"


def _colour(item: AgendaItem, meeting: Meeting, now: datetime, *, done: bool = False) -> str:
    share = _share(item, meeting, now)
    if share > 1:
        return "$error"
    if share >= _NEARLY and not done:
        return "$warning"
    return "$quiet" if done or not item.intervals else "$accent"


def _share(item: AgendaItem, meeting: Meeting, now: datetime) -> float:
    if not item.planned_minutes:
        return 0.0
    return spent(item, meeting, now) / (item.planned_minutes * 60)


def _bar(item: AgendaItem, meeting: Meeting, now: datetime, width: int) -> Content:
    cells = max(1, width - 8)
    full, half = divmod(round(min(1.0, _share(item, meeting, now)) * cells * 2), 2)
    bar = "━" * full + "╸" * half
    return Content.assemble("      ", (bar, _colour(item, meeting, now)), ("─" * (cells - len(bar)), "$faint"), "  ")
