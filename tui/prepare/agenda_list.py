"""The agenda while it is prepared: when each item begins, who brings it in, how long it takes, what it is for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from textual.content import Content

from exports.wording import hour
from store.dates import short_date
from store.i18n import _, _n, spoken
from store.meeting.preparation import length, starts, total
from store.meeting.running import RunningMeeting
from store.model import AgendaItem, Meeting
from store.record.clock import local, planned_start
from store.record.confidentiality import item_secrecy
from tui.capture.agenda_item import SIGNS
from tui.prepare.fields import Row, rows_of
from tui.widgets.lines_widget import LinesWidget
from tui.widgets.scene import Drawn, Scene, unsaved

_PRESENTER = 10
_MARGIN = 2


class PlanScene(Scene):
    """What the prepare screen shows: the chosen item (None is the meeting itself), and its chosen field, if any."""

    def __init__(self, sitting: RunningMeeting, clock: Callable[[], datetime]) -> None:
        super().__init__(sitting, clock)
        self.item: int | None = None
        self.row: int | None = None

    @property
    def thing(self) -> AgendaItem | Meeting:
        """The item that is chosen, or the meeting itself: what the fields belong to."""
        item = self.record.items.get(self.item) if self.item is not None else None
        return item or self.record.meeting

    @property
    def rows(self) -> list[Row]:
        """The fields of what is chosen, each a row."""
        return rows_of(self.thing)

    @property
    def chosen_row(self) -> Row | None:
        """The field that is chosen."""
        return self.rows[min(self.row, len(self.rows) - 1)] if self.row is not None else None


class PlanHeader(Drawn):
    """Which meeting it is, and how long it is until it begins."""

    scene: PlanScene

    def draw(self, width: int) -> Content:
        """The header, one line of `width` cells."""
        meeting = self.scene.record.meeting
        day = f" · {short_date(meeting.date, spoken())}"
        left = Content.assemble((meeting.title, "bold"), (day, "$quiet"))
        right = self._right(meeting)
        room = max(0, width - 3 - right.cell_length)
        return Content.assemble(" ", left.truncate(room, ellipsis=True, pad=True), "  ", right)

    def _right(self, meeting: Meeting) -> Content:
        if late := unsaved(self.scene):
            return Content.assemble(late, " ")
        if meeting.called_off is not None:
            return Content.styled(_("called off") + " ", "bold $warning")
        days = (meeting.date - local(self.scene.clock(), meeting).date()).days
        if days < 0:
            return Content.styled(_("the day has passed") + " ", "$warning")
        if days == 0:
            return Content.styled(_("today") + " ", "bold $accent")
        return Content.styled(_n("in {number} day", "in {number} days", days).format(number=days) + " ", "$quiet")


class PlanList(LinesWidget):
    """The meeting, its items, and at the bottom the time they take."""

    scene: PlanScene
    # The first line that is seen: it stays where it is for as long as what is chosen is seen as well.
    _first = 0

    def __init__(self, scene: PlanScene, *, id: str) -> None:
        super().__init__(scene, id=id)
        self._kept: dict[int, tuple[tuple[AgendaItem, time | None, int, bool, bool, bool], Content]] = {}

    def draw(self, width: int, height: int) -> list[Content]:
        """As many items as fit, the chosen one among them."""
        record = self.scene.record
        agenda = record.agenda()
        chosen = next((at for at, item in enumerate(agenda, 1) if item.id == self.scene.item), 0)
        room = max(1, height - 2)
        margin = min(_MARGIN, (room - 1) // 2)
        first, most = self._first, max(0, len(agenda) + 1 - room)
        if not first + margin <= chosen < first + room - margin:
            # By half a page at once: a list that shifts at every key is painted whole at every key.
            first = chosen - room // 2
        self._first = max(0, min(first, most))
        times = starts(record)
        lines = [] if self._first else [self._meeting(record.meeting, width)]
        seen = agenda[max(0, self._first - 1) : self._first + room - 1]
        lines += [self._line(item, times.get(item.id), width) for item in seen]
        return [*lines, Content.styled("─" * width, "$line"), self._total(width)]

    def _mark(self, *, here: bool) -> Content:
        # In the fields, the mark stands there.
        style = "bold $accent" if self.scene.row is None else "$quiet"
        return Content.styled(" ▸ " if here else "   ", style)

    def _meeting(self, meeting: Meeting, width: int) -> Content:
        here = self.scene.item is None
        hours = "–".join(hour(each) for each in (meeting.start, meeting.end) if each)
        facts = "  ".join(filter(None, (hours, meeting.place)))
        line = Content.assemble(
            self._mark(here=here), (_("Meeting"), "bold" if here else ""), (f"  {meeting.number}  {facts}", "$quiet")
        )
        return on_panel(line.truncate(width, ellipsis=True), width, here=here)

    def _line(self, item: AgendaItem, at: time | None, width: int) -> Content:
        """The line of an item, drawn once for as long as nothing in it changes."""
        secret = item_secrecy(self.scene.record, item) is not None
        key = (item, at, width, secret, item.id == self.scene.item, self.scene.row is None)
        old = self._kept.get(item.id)
        if old is None or old[0] != key:
            old = self._kept[item.id] = key, self._item(item, at, width, secret=secret)
        return old[1]

    def _item(self, item: AgendaItem, at: time | None, width: int, *, secret: bool) -> Content:
        here = item.id == self.scene.item
        left = Content.assemble(
            self._mark(here=here),
            (f"{hour(at) if at else '':>5} ", "$quiet"),
            (f"{item.number:>5} ", "bold $accent" if here else "bold"),
            "  " * item.depth,
        )
        minutes = "" if item.planned_minutes is None else str(item.planned_minutes)
        sign = SIGNS[item.purpose] if item.purpose else ""
        right = Content.assemble(
            (" ▪" if secret else "  ", "$warning"),
            " ",
            Content.styled(item.presenter, "$quiet").truncate(_PRESENTER, ellipsis=True, pad=True),
            (f"{minutes:>4}", ""),
            (f" {sign:<2}", "bold $accent"),
        )
        room = max(0, width - left.cell_length - right.cell_length)
        title = Content.styled(item.title, "bold" if here else "").truncate(room, ellipsis=True, pad=True)
        return on_panel(Content.assemble(left, title, right), width, here=here)

    def _total(self, width: int) -> Content:
        record = self.scene.record
        planned, most = total(record), length(record.meeting)
        start = planned_start(record.meeting)
        ends = local(start + timedelta(minutes=planned), record.meeting) if start else None
        left = Content.assemble("   ", (f"{ends:%H:%M} " if ends else "      ", "bold"), (_("end"), "$quiet"))
        words = _("{minutes} min") if most is None else _("{minutes} of {length} min")
        over = 0 if most is None else planned - most
        style = "bold $error" if over > 0 else "bold"
        late = Content.styled(
            f"   +{over}" if over > 0 else f"   −{-over}" if over else "", style if over > 0 else "$quiet"
        )
        right = Content.assemble((words.format(minutes=planned, length=most), style), late, "  ")
        room = max(0, width - right.cell_length)
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), right)


def on_panel(line: Content, width: int, *, here: bool) -> Content:
    """`line` over its whole width, lit where it is the chosen one."""
    if not here:
        return line
    return Content.assemble(line, " " * max(0, width - line.cell_length)).stylize_before("on $panel")
