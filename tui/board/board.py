"""What the room sees: the item, its clock, what comes next, and what was decided last."""

from __future__ import annotations

from datetime import datetime

import msgspec
from textual.content import Content

from exports.confidentiality.redaction import public_titles, redacted
from exports.confidentiality.settings_now import as_set_now
from exports.wording import hour, outcome_text, secret_text, vote_text
from store.archive.archive import Archive
from store.archive.todays_secrecy import with_todays_secrecy
from store.dates import short_date
from store.i18n import _, _n, spoken
from store.language.people import People
from store.model import AgendaItem, Audience, Entry, Kind, MeetingStatus
from store.record.clock import in_recess, local, planned_end, projected_end, spent, told
from store.record.record import Record
from tui.board.big_digits import big_digits
from tui.widgets.scene import Drawn, Scene

# The clock turns amber at 80 % of the planned minutes, as in the agenda of the live screen.
_NEARLY = 0.8
_MARGIN = 4
# Rows that are not the clock's: head, item, bar, what comes next, the decision.
_OTHERS = 17
_HIGH = 32
_BIGGEST = 10


class Told(msgspec.Struct, frozen=True):
    """What the room may see: the title of each item by its id, the last decision, and who is named in it."""

    titles: dict[int, str]
    decision: Entry | None
    people: People


def told_to_the_room(record: Record) -> Told:
    """What the room may see of `record`, by the gate: what the public may, and of that nothing confidential.

    Of a confidential item it is the ground, or the title that stands beside an internal one.
    """
    told = redacted(record, Audience.PUBLIC)
    titles = {item.id: item.title for item in told.items.values()}
    titles |= {id: secret_text(why, spoken()) for id, why in told.secrecy.items() if id in titles}
    in_force = [
        entry
        for entry in told.entries.values()
        if entry.kind is Kind.DECISION and not entry.withdrawn_by and not entry.replaced_by
    ]
    decision = next((entry for entry in reversed(in_force) if entry.id not in told.secrecy), None)
    return Told(titles | public_titles(record), decision, People(told.attendance.values()))


def for_the_room(archive: Archive, record: Record) -> Record:
    """`record` as it is today: by the settings of its body now, confidential with what it is about elsewhere.

    To read from only. Raises NotulistError where that cannot be known.
    """
    archive.index.refresh()
    (told,) = with_todays_secrecy(archive, as_set_now([record], archive))
    return told


def without_words(record: Record) -> Told:
    """What the room may see where nobody knows what is confidential today: no words at all."""
    return Told(dict.fromkeys(record.items, ""), None, People(()))


class Board(Drawn):
    """One picture: its clocks are those of the record, its words what the room may see."""

    def __init__(self, scene: Scene, told: Told, *, id: str) -> None:
        super().__init__(scene, id=id)
        self._told = told

    def show(self, scene: Scene) -> None:
        """Draws `scene` from now on; its record must not change in place."""
        self.scene, self._told = scene, told_to_the_room(scene.record)

    def draw(self, width: int) -> Content:
        """In lines of at most `width` cells: the head, the item with its clock, the next one, and the last decision."""
        record, told, now = self.scene.record, self._told, self.scene.clock()
        room = max(10, width - 2 * _MARGIN)
        gap = [Content("")] * (2 if self.size.height >= _HIGH else 1)
        coming = next_item(record, told, room)
        lines = [*gap, *self._now(record, now, room), *gap, *coming, *gap, *_decision(told, room)]
        padding = " " * _MARGIN
        lines = [*_head(record, now, width), *(Content.assemble(padding, line) for line in lines)]
        return Content("\n").join(lines[: max(1, self.size.height)])

    def _now(self, record: Record, now: datetime, room: int) -> list[Content]:
        meeting, item = record.meeting, record.current()
        height = max(5, self.size.height - _OTHERS)
        if in_recess(meeting):
            minutes = (now - meeting.recesses[-1].start).total_seconds()
            title = [Content.styled(_("Recess"), "bold $warning")]
            return [*title, Content(""), *_clock(_span(minutes), room, height, "$warning")]
        if item is None:
            time = _clock(f"{local(now, meeting):%H:%M}", room, height, "$accent")
            return [Content.styled(_between(record), "bold"), Content(""), *time]
        seconds = spent(item, meeting, now)
        planned = item.planned_minutes or 0
        share = seconds / (planned * 60) if planned else 0.0
        colour = "$error" if share > 1 else "$warning" if share >= _NEARLY else "$accent"
        title = _title(self._told, item, room, "bold")
        clock = _clock(_span(seconds), room, height, colour)
        return [*title, Content(""), *clock, Content(""), _bar(share, planned, seconds, room, colour)]


def _head(record: Record, now: datetime, width: int) -> list[Content]:
    meeting = record.meeting
    right = Content.styled(f"{local(now, meeting):%H:%M}", "bold")
    end = planned_end(meeting)
    if end is not None and meeting.status is MeetingStatus.RUNNING and not meeting.afterwards:
        words = f"   {_('end')} {local(end, meeting):%H:%M} → {local(projected_end(record, now), meeting):%H:%M}"
        right = Content.assemble(right, (words, "$quiet"))
    title = Content.assemble((meeting.title, "bold"), (f" · {short_date(meeting.date, spoken())}", "$quiet"))
    room = max(0, width - right.cell_length - 4)
    line = Content.assemble(" ", title.truncate(room, ellipsis=True, pad=True), "  ", right, " ")
    return [line, Content.styled("─" * width, "$line")]


def _between(record: Record) -> str:
    meeting = record.meeting
    if meeting.called_off is not None:
        return _("The meeting is called off.")
    if meeting.status is MeetingStatus.PLANNED:
        if meeting.start is None:
            return _("The meeting has not begun.")
        return _("The meeting begins at {time}.").format(time=hour(meeting.start))
    if meeting.closed and not told(meeting.closed, meeting):
        return _("The meeting was closed.")
    if meeting.closed:
        return _("The meeting was closed at {time}.").format(time=f"{local(meeting.closed, meeting):%H:%M}")
    return _("No item is being treated.")


def _title(told: Told, item: AgendaItem, room: int, style: str) -> list[Content]:
    number = Content.styled(f"{item.number}  ", "bold $accent")
    lines = Content.styled(told.titles[item.id], style).wrap(max(10, room - number.cell_length))[:2]
    return [Content.assemble(" " * number.cell_length if at else number, line) for at, line in enumerate(lines)]


def _span(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def _clock(text: str, room: int, height: int, colour: str) -> list[Content]:
    return [Content.styled(line, f"bold {colour}") for line in big_digits(text, room, min(height, _BIGGEST))]


def _bar(share: float, planned: int, seconds: float, room: int, colour: str) -> Content:
    if not planned:
        return Content("")
    left = planned - int(seconds // 60)
    words = (
        _n("{minutes} minute left", "{minutes} minutes left", left).format(minutes=left)
        if share <= 1
        else _n("{minutes} minute over", "{minutes} minutes over", -left or 1).format(minutes=-left or 1)
    )
    cells = max(4, min(60, room - len(words) - 4))
    full = round(min(1.0, share) * cells)
    return Content.assemble(("━" * full, colour), ("─" * (cells - full), "$faint"), "  ", (words, f"bold {colour}"))


def next_item(record: Record, told: Told, room: int) -> list[Content]:
    """What comes next in `record`, in the words of `told`, in a line of `room` cells; nothing where nothing does."""
    items = record.to_come()
    if not items:
        return []
    coming = items[0]
    minutes = f"{coming.planned_minutes} min" if coming.planned_minutes else ""
    label = Content.styled(_("Next") + "   ", "$quiet")
    words = told.titles[coming.id]
    line = Content.assemble(label, (f"{coming.number}  ", "bold"), words, (f"   {minutes}", "$quiet"))
    return [line.truncate(room, ellipsis=True)]


def _decision(told: Told, room: int) -> list[Content]:
    entry = told.decision
    if entry is None:
        return []
    vote = vote_text(entry.vote, told.people, spoken(), names=False) if entry.vote else ""
    outcome = outcome_text(entry.outcome, spoken()) if entry.outcome else ""
    how = ", ".join(filter(None, (vote, outcome)))
    lines = Content.styled(entry.text, "bold").wrap(room)
    if len(lines) > 4:
        lines = [*lines[:3], Content.assemble(lines[3].truncate(room - 2), " …")]
    label = Content.styled(f"{_('Last decision')}   {entry.reference}", "$quiet")
    return [label, *lines, *([Content.styled(how, "$quiet").truncate(room, ellipsis=True)] if how else [])]
