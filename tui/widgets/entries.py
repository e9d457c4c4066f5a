"""The entries of the current item, drawn line by line: a widget a line would slow every key."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from exports.wording import clock, due_text, follow_up_text, method_text, outcome_text, owners_text, vote_short
from store.i18n import _, spoken
from store.model import ActionStatus, AgendaItem, Entry, Interval, Kind, Method, Vote
from store.record.clock import told
from store.record.confidentiality import secrecy_of
from store.record.fields import labelled
from store.record.record import Record
from store.record.references import short_name
from tui.widgets.paint_line import paint_line
from tui.widgets.scene import Scene

_TIME = 7
_LABEL = 7
_CLOCK = 5


class Entries(ScrollView, can_focus=False):
    """What was written down under the current item, newest below."""

    # As in the base class, but without laying out the whole screen at every entry.
    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False)

    def __init__(self, scene: Scene) -> None:
        super().__init__(id="entries")
        self.scene = scene
        self._lines: list[Content] | None = None
        self._chosen: set[int] = set()
        self._height = 0
        self._drawn: dict[tuple[Entry, int, bool, bool], list[Content]] = {}

    def look(self) -> None:
        """Draws what changed, and goes to the end."""
        self._lines = self._draw()
        filled = self.virtual_size.height > self.size.height
        self.virtual_size = Size(self._width, len(self._lines))
        if filled != (len(self._lines) > self.size.height):
            # The scroll bar comes or goes.
            self.refresh(layout=True)
        if self._chosen:
            first, last = min(self._chosen), max(self._chosen)
            self.scroll_to_region(Region(0, first, 1, last - first + 1), animate=False, immediate=True)
        else:
            # At once: painted first where it was and then where it is, an entry would take twice as long.
            self.scroll_end(animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Where the end was in sight, it stays so: a long line takes rows from here while it is typed."""
        before, self._height = self._height, self.size.height
        if self.virtual_size.height and self.scroll_offset.y >= self.virtual_size.height - before:
            self.look()

    @property
    def _width(self) -> int:
        return max(20, self.scrollable_content_region.width - 1)

    def _draw(self) -> list[Content]:
        """The entries and recesses of the current item; those not on disk yet are marked."""
        record, width = self.scene.record, self._width
        rows: list[tuple[list[Content], int | None]] = []
        shown = self.scene.shown
        recesses = _recesses(record, shown)
        for entry in record.entries_of(shown.id if shown else None):
            while recesses and recesses[0].start <= entry.at:
                rows.append(([_recess(recesses.pop(0), record)], None))
            key = (entry, width, entry.id in self.scene.unsaved, secrecy_of(record, entry) is not None)
            if key not in self._drawn:
                self._drawn[key] = draw(entry, record, width, waiting=key[2])
            rows.append((self._drawn[key], entry.id))
        rows += [([_recess(recess, record)], None) for recess in recesses]
        self._chosen = set()
        lines: list[Content] = []
        for drawn, id in rows:
            if id is not None and id == self.scene.selected:
                self._chosen = set(range(len(lines), len(lines) + len(drawn)))
            lines += drawn
        return lines

    def render_line(self, y: int) -> Strip:
        """One line of what is visible."""
        if self._lines is None:
            self._lines = self._draw()
        # In the first picture nothing can have been scrolled yet: the last lines are shown.
        never_looked = not self.virtual_size.height
        at = y + (max(0, len(self._lines) - self.size.height) if never_looked else self.scroll_offset.y)
        line = self._lines[at] if at < len(self._lines) else None
        return paint_line(self, line, marked=at in self._chosen)


def draw(entry: Entry, record: Record, width: int, *, waiting: bool = False) -> list[Content]:
    """An entry as lines: time, what it is, the text with a hanging indent, and what belongs to it."""
    time = clock(entry.at, record.meeting) or " " * _CLOCK
    secret = " ▪" if secrecy_of(record, entry) else ""
    label = (
        entry.speaker if entry.kind is Kind.NOTE else f"{entry.kind.facts.symbol} {short_name(record, entry)}".rstrip()
    )
    room = width - _TIME - _LABEL
    details = _details(entry, record.meeting.date.year)
    beside = details if 0 < details.cell_length <= room * 2 // 5 else Content("")
    text = Content.styled(follow_up_text(entry, spoken()) + secret, _text_style(entry))
    wrapped = text.wrap(max(10, room - (beside.cell_length + 2 if beside else 0)))
    head = Content.assemble(
        (f"{time}{'◌' if waiting else ' '} ", "$error" if waiting else "$quiet"),
        Content.styled(label, _label_style(entry)).truncate(_LABEL - 1, ellipsis=True, pad=True),
        " ",
    )
    lines = [Content.assemble(head, wrapped[0] if wrapped else "")]
    if beside:
        lines[0] = Content.assemble(lines[0], " " * max(2, width - lines[0].cell_length - beside.cell_length), beside)
    indent = " " * (_TIME + _LABEL)
    lines += [Content.assemble(indent, line) for line in wrapped[1:]]
    if details and not beside:
        lines += [Content.assemble(indent, line) for line in details.wrap(max(10, room))]
    if entry.answer:
        answer = _("answer: {text}").format(text=f"{entry.answered_by}: {entry.answer}".removeprefix(": "))
        lines += [Content.assemble(indent, line) for line in Content.styled(answer, "$quiet").wrap(max(10, room))]
    for view in entry.minority:
        words = _("minority view {who}: {text}") if view.who else _("minority view: {text}")
        words = words.format(who=view.who, text=view.text)
        lines += [Content.assemble(indent, line) for line in Content.styled(words, "italic $quiet").wrap(max(10, room))]
    return lines


def _details(entry: Entry, year: int) -> Content:
    language = spoken()
    if entry.kind.is_promise:
        owners = owners_text(entry, language) or "?"
        due = due_text(entry.due, language, within=year)
        unfinished = not entry.owners or entry.owners_unread
        parts = [Content.styled(owners, "bold $warning" if unfinished else "bold")]
        no_day = entry.due is None or entry.due.day is None
        parts.append(Content.styled(due or _("no date"), "$warning" if no_day else "$quiet"))
        parts += [Content.styled(text, "$quiet") for text in labelled(entry, language)]
        if entry.status is not ActionStatus.OPEN:
            parts.append(Content.styled("✓" if entry.status is ActionStatus.DONE else "✗", "$success"))
        return Content("  ").join(parts)
    if entry.kind.facts.has_outcome:
        parts = [Content.styled(_vote(entry.vote, language), "$quiet")] if entry.vote else []
        if entry.outcome and (entry.kind is not Kind.DECISION or entry.withdrawn_by):
            parts.append(Content.styled(outcome_text(entry.outcome, language), "$warning"))
        if entry.review:
            when = due_text(entry.review, language, within=year)
            parts.append(Content.styled(_("evaluation {date}").format(date=when), "$quiet"))
        return Content("  ").join(parts)
    return Content("")


def _vote(vote: Vote, language: str) -> str:
    """The vote, and that it was secret: of such a vote nobody looks for the names."""
    secret = vote.method is Method.SECRET
    return (
        f"{vote_short(vote, language)} {method_text(Method.SECRET, language)}" if secret else vote_short(vote, language)
    )


def _label_style(entry: Entry) -> str:
    return {Kind.DECISION: "bold $accent", Kind.PROPOSAL: "bold $warning", Kind.QUESTION: "bold $warning"}.get(
        entry.kind, "bold"
    )


def _text_style(entry: Entry) -> str:
    if entry.kind is Kind.DECISION:
        return "bold"
    return "strike $quiet" if entry.status is ActionStatus.CANCELLED else ""


def _recesses(record: Record, item: AgendaItem | None) -> list[Interval]:
    """The recesses that began while `item` was treated."""
    during = [(interval.start, interval.end) for interval in item.intervals] if item else []
    return [
        recess
        for recess in record.meeting.recesses
        if any(start <= recess.start and (end is None or recess.start < end) for start, end in during)
    ]


def _recess(recess: Interval, record: Record) -> Content:
    start = clock(recess.start, record.meeting)
    if not start or not (recess.end is None or told(recess.end, record.meeting)):
        return Content.styled(f"{start:{_CLOCK}}  {' ' * (_LABEL - 1)} ── {_('recess')} ──", "$quiet")
    if recess.end is None:
        words = _("recess since {time}").format(time=start)
    else:
        minutes = round((recess.end - recess.start).total_seconds() / 60)
        words = _("recess {minutes} min").format(minutes=minutes)
    return Content.styled(f"{start}  {' ' * (_LABEL - 1)} ── {words} ──", "$quiet")
