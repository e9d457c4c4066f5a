"""The first line of the live screen: which meeting, what time it is, and whether it will end on time."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from store.dates import short_date
from store.i18n import _, spoken
from store.model import Meeting, MeetingStatus
from store.record.clock import in_recess, local, planned_end, projected_end
from store.record.pacing import minutes_late
from store.record.record import Record
from tui.widgets.scene import Drawn, unsaved


class Header(Drawn):
    """Title and day at the left; the time, the planned and the projected end at the right."""

    def draw(self, width: int) -> Content:
        """The header, one line of `width` cells."""
        record, now = self.scene.record, self.scene.clock()
        meeting = record.meeting
        state = unsaved(self.scene) or _state(meeting, now)
        right = Content("   ").join([part for part in (state, _clock(record, now)) if part])
        day = f" · {short_date(meeting.date, spoken(), year=False)}"
        title = Content.assemble((meeting.title, "bold"), (day, "$quiet"))
        room = max(0, width - 3 - right.cell_length)
        return Content.assemble(" ", title.truncate(room, ellipsis=True, pad=True), "  ", right)


def _state(meeting: Meeting, now: datetime) -> Content | None:
    if meeting.called_off is not None:
        return Content.styled(_("called off"), "bold $warning")
    if meeting.status is MeetingStatus.PLANNED:
        return Content.styled(_("F2 opens the meeting"), "bold $accent")
    if meeting.status is MeetingStatus.APPROVED:
        return Content.styled(_("approved"), "bold $success")
    if meeting.closed:
        return Content.styled(_("closed"), "bold $quiet")
    if in_recess(meeting) and meeting.afterwards:
        return Content.styled(_("RECESS"), "bold $warning")
    if in_recess(meeting):
        minutes = int((now - meeting.recesses[-1].start).total_seconds() // 60)
        return Content.styled(_("RECESS {minutes} min").format(minutes=minutes), "bold $warning")
    return None


def _clock(record: Record, now: datetime) -> Content:
    meeting = record.meeting
    if meeting.afterwards:
        return Content.styled(_("minuted afterwards") + " ", "bold $quiet")
    time = (f"{local(now, meeting):%H:%M}", "bold")
    end = planned_end(meeting)
    if end is None:
        return Content.assemble(time, " ")
    if meeting.closed:
        closed = local(meeting.closed, meeting)
        return Content.assemble(time, (f"   {_('end')} {local(end, meeting):%H:%M} → {closed:%H:%M} ", "$quiet"))
    over = minutes_late(record, now)
    if over is None or (meeting.opened is None and now > end):
        return Content.assemble(time, (f"   {_('end')} {local(end, meeting):%H:%M} ", "$quiet"))
    colour = "$error" if over > 0 else "$quiet"
    late = (f"  +{over}", "bold $error") if over > 0 else (f"  {over or ''}".replace("-", "−"), "$quiet")
    planned = f"   {_('end')} {local(end, meeting):%H:%M} → "
    return Content.assemble(
        time, (planned, "$quiet"), (f"{local(projected_end(record, now), meeting):%H:%M}", f"bold {colour}"), late, " "
    )
