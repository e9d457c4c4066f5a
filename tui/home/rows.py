"""The lines of the home screen in columns: why, which day, which meeting, how far; the title is what is cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from exports.wording import hour
from store.dates import short_date
from store.i18n import _, _n, spoken
from store.model import MeetingStatus
from store.search.indexed_meeting import IndexedMeeting
from store.search.overview import SOON, Matter, MatterLine

KEYS = "1234567890"
# Titles that are longer do not decide where the next column begins.
_TITLE = 24
# From this width on there is room for the year, for whole sentences, and for how much was decided and agreed.
_WIDE = 90
# With less room for it than this a title is not known again: then it has the room of how far the meeting is.
_SHORTEST = 12
# The part of the line that the first column takes at most.
_LABEL_SHARE = 5
_GAP = "   "
_STYLES = {
    Matter.NOW: "bold $accent",
    Matter.REQUEST: "bold $warning",
    Matter.FINISH: "$warning",
    Matter.UNREAD: "$error",
}


class MatterRows:
    """Draws each of `rows`, lines of the home screen, as it is on the day `today`."""

    def __init__(self, rows: Sequence[MatterLine] = (), today: date = date.min) -> None:
        self._today = today
        self._labels = _labels()
        self._place = {(line.matter, line.key): at for at, line in enumerate(rows)}
        self._first = {line.matter: line.key for line in reversed(rows)}
        self._label = max((len(self._labels[matter]) for matter in self._first), default=0)
        known = [line.known.meeting for line in rows if line.known]
        self._title = max((len(meeting.title) for meeting in known if len(meeting.title) <= _TITLE), default=0)
        days = [meeting.date for meeting in known]
        self._days = {wide: max((len(self._day(day, wide=wide)) for day in days), default=0) for wide in (False, True)}

    def draw(self, line: MatterLine, width: int) -> Content:
        """The line for one matter, of at most `width` cells."""
        at = self._place[line.matter, line.key]
        label = self._labels[line.matter] if line.key == self._first[line.matter] else ""
        words = Content.styled(label, _STYLES.get(line.matter, "$quiet"))
        room = min(self._label, max(1, width // _LABEL_SHARE))
        head = Content.assemble(
            (f"{KEYS[at] if at < len(KEYS) else ' '} ", "bold $foreground"),
            words.truncate(room, pad=True, ellipsis=True),
            "  ",
        )
        about = self._about(line, width - head.cell_length, wide=width >= _WIDE)
        return Content.assemble(head, about).truncate(width, ellipsis=True)

    def _about(self, line: MatterLine, room: int, *, wide: bool) -> Content:
        if line.matter is Matter.ACTIONS:
            late = _("{count} late").format(count=line.late) if line.late else ""
            week = _("{count} this week").format(count=line.this_week) if line.this_week else ""
            between = _GAP if late and week else ""
            return Content.assemble((late, "bold $error"), between, (week, "$warning"))
        if line.matter is Matter.POST:
            return self._post(line)
        if line.matter is Matter.REQUEST:
            return self._request(line, room)
        if line.matter is Matter.PLAN:
            return Content.assemble((line.key, "$quiet"), _GAP, (line.reason, "$warning"))
        if line.known is None:
            return Content.assemble(line.key, "  ", (_("cannot be read; Enter tells why"), "$error"))
        meeting = line.known.meeting
        day = self._day(meeting.date, wide=wide).ljust(self._days[wide]) + "  "
        room -= len(day)
        if wide:
            whole = self._titled(meeting.title, self._state(line, line.known, wide=True))
            if whole.cell_length <= room:
                return Content.assemble(day, whole)
        state = self._state(line, line.known, wide=False)
        rest = room - len(_GAP) - state.cell_length
        if rest < _SHORTEST:
            return Content.assemble(day, Content.styled(meeting.title, "bold").truncate(room, ellipsis=True))
        return Content.assemble(day, self._titled(meeting.title, state, rest))

    def _post(self, line: MatterLine) -> Content:
        """What is new in the post of a body, and what is to be answered."""
        if line.reason:
            return Content.assemble(line.key, "  ", (line.reason, "$error"))
        parts = [
            (_("{count} late").format(count=line.late) if line.late else "", "bold $error"),
            (_("{count} to answer").format(count=line.to_answer) if line.to_answer else "", "$warning"),
            (_n("{count} new", "{count} new", line.new).format(count=line.new) if line.new else "", ""),
        ]
        told = [Content.styled(words, style) for words, style in parts if words]
        return Content.assemble((line.key, "$quiet"), _GAP, Content(_GAP).join(told))

    def _request(self, line: MatterLine, room: int) -> Content:
        """A term of a request: what is to be done by when, in how many days, and of what."""
        days = (line.due - self._today).days if line.due else 0
        style = "bold $error" if days < 0 or not line.due else "bold $warning" if line.ours else "$foreground"
        count = _n("{count} day", "{count} days", days).format(count=days) if line.due and days >= 0 else ""
        left = f"{_GAP}{count}" if count else ""
        head = f"{line.key}  "
        words = line.reason
        if line.due and len(head) + len(words) + len(left) > room:
            # The day is what is not cut.
            words = _("by {day}: {what}").format(day=short_date(line.due, spoken(), year=False), what=line.term)
        says = Content.styled(words, style).truncate(max(_SHORTEST, room - len(head) - len(left)), ellipsis=True)
        about = Content.assemble((head, "bold"), says, (left, "$quiet"))
        rest = room - about.cell_length - len(_GAP)
        if line.title and rest >= _SHORTEST:
            return Content.assemble(about, _GAP, Content.styled(line.title, "$quiet").truncate(rest, ellipsis=True))
        return about

    def _titled(self, title: str, state: Content, room: int | None = None) -> Content:
        """The title in `room` cells at most, None for as long as it is, and behind it the state."""
        words = Content.styled(title, "bold")
        if room is not None:
            words = words.truncate(room, ellipsis=True)
        column = self._title if room is None else min(self._title, room)
        return Content.assemble(words, " " * max(0, column - words.cell_length), _GAP, state)

    def _day(self, day: date, *, wide: bool) -> str:
        """Where there is no room, the year is told only where it is another one."""
        return short_date(day, spoken(), year=wide or day.year != self._today.year)

    def _state(self, line: MatterLine, known: IndexedMeeting, *, wide: bool) -> Content:
        """How far the meeting is, in a word or two; `wide` also by when what goes out, and how much was decided."""
        meeting = known.meeting
        if meeting.status is MeetingStatus.RUNNING:
            return Content.styled(_("running"), "bold $accent")
        if meeting.called_off is not None:
            return Content.styled(_("called off"), "$warning")
        if meeting.status is MeetingStatus.PLANNED:
            if meeting.date == self._today:
                start = meeting.start
                return Content(_("today at {time}").format(time=hour(start)) if start else _("today"))
            if meeting.date < self._today:
                return Content(_("not held"))
            return _sending(line.send_by, self._today, wide=wide)
        texts = [
            _n("{count} decision", "{count} decisions", known.decisions).format(count=known.decisions),
            _n("{count} action", "{count} actions", known.actions).format(count=known.actions),
        ]
        held = ", ".join(text for text, count in zip(texts, (known.decisions, known.actions), strict=True) if count)
        # What approved minutes lack is not to be seen to any more.
        draft = meeting.status is MeetingStatus.DRAFT
        lacks = _("{count} unfinished").format(count=known.lacks) if known.lacks and draft else ""
        return Content.assemble(
            Content.styled(_("draft"), "$warning") if draft else Content.styled(_("approved"), "$success"),
            (f"{_GAP}{lacks}" if lacks else "", "bold $warning"),
            (f"{_GAP}{held}" if wide and held else "", "$quiet"),
        )


def _labels() -> dict[Matter, str]:
    return {
        Matter.NOW: _("now"),
        Matter.REQUEST: _("term"),
        Matter.NEXT: _("coming"),
        Matter.FINISH: _("to finish"),
        Matter.APPROVE: _("to approve"),
        Matter.ACTIONS: _("actions"),
        Matter.POST: _("post"),
        Matter.PLAN: _("plan"),
        Matter.RECENT: _("recent"),
        Matter.LATER: _("later"),
        Matter.EARLIER: _("earlier"),
        Matter.UNREAD: _("damaged"),
    }


def _sending(send_by: date | None, today: date, *, wide: bool) -> Content:
    """By when the agenda of a planned meeting goes out: a countdown, not a block; not `wide`, in a word or two."""
    if send_by is None:
        return Content.styled(_("agenda sent"), "$success")
    days = (send_by - today).days
    style = "$warning" if days < 0 else "bold $warning" if days <= SOON else "$quiet"
    if days < 0:
        words = _("agenda should have gone out on {date}") if wide else _("agenda late")
    elif days == 0:
        words = _("send the agenda today") if wide else _("agenda today")
    elif wide:
        words = _n("send the agenda by {date}, in {count} day", "send the agenda by {date}, in {count} days", days)
    else:
        words = _("agenda by {date}")
    return Content.styled(words.format(date=short_date(send_by, spoken(), year=False), count=days), style)
