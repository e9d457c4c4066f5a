"""What the agenda says of the current item: what it is for, who brings it in, what is asked."""

from __future__ import annotations

from textual.content import Content

from store.i18n import _, _n
from store.model import AgendaItem, MeetingStatus, Purpose
from store.record.clock import local, told
from store.record.confidentiality import item_secrecy
from store.record.record import Record
from tui.live.agenda_list import folded, saving_lines
from tui.live.roll_list import handles, quorum_text
from tui.widgets.scene import Drawn

_MARGIN = " " * 5


class ItemHead(Drawn):
    """The head above the entries. On a narrow screen the agenda and the roll are folded into it, a line each."""

    def draw(self, width: int) -> Content:
        """The head of the item; on a narrow screen, below the agenda and the roll, each folded into a line."""
        record = self.scene.record
        if not self.screen.has_class("-narrow"):
            return _head(record, self.scene.shown, width, title=True)
        room = Content.assemble(" ", quorum_text(record), "   ", Content(" ").join(handles(record)))
        lines = [folded(record, self.scene.clock(), width), room.truncate(width, ellipsis=True)]
        # Whole: it is what a key would do.
        saving = saving_lines(record, self.scene.clock(), width - len(_MARGIN))
        lines += [Content.assemble(_MARGIN[1:], line) for line in saving]
        head = _head(record, self.scene.shown, width, title=self.scene.looking is not None)
        return Content("\n").join([*lines, head])


def _head(record: Record, item: AgendaItem | None, width: int, *, title: bool) -> Content:
    if item is None:
        return _between(record, width)
    lines = _title(item, width) if title else []
    documents = [document.label or document.title for document in item.documents]
    labels = _n("document {labels}", "documents {labels}", len(documents)).format(labels=" ".join(documents))
    secret = ""
    if secrecy := item_secrecy(record, item):
        secret = " ".join(filter(None, ("▪", _("confidential"), secrecy.ground)))
    times = _("{count}× held over").format(count=item.times_held_over) if item.times_held_over else ""
    facts = [item.presenter, labels if documents else "", times, secret, item.internal_title]
    if any(facts):
        lines.append(_line(" · ".join(fact for fact in facts if fact), width, "$warning" if secret else "$quiet"))
    if item.decision_asked:
        lines.append(_line(_("Asked: {text}").format(text=item.decision_asked), width, "$quiet"))
    elif item.explanation:
        lines.append(_line(item.explanation, width, "$quiet"))
    elif item.notes:
        # Open questions of earlier meetings are there.
        lines.append(_line("; ".join(item.notes), width, "$quiet"))
    if item.id == record.meeting.current and (prepared := [each for each in item.prepared_text.splitlines() if each]):
        words = _("Prepared: {text}  ⏎ puts it in the line").format(text=prepared[0])
        lines.append(_line(words, width, "$accent"))
    return Content("\n").join(lines)


def _title(item: AgendaItem, width: int) -> list[Content]:
    purpose = {
        Purpose.INFORM: _("to inform"),
        Purpose.DISCUSS: _("to discuss"),
        Purpose.DECIDE: _("to decide"),
        None: "",
    }[item.purpose]
    number = Content.styled(f" {item.number:<3} ", "bold $accent")
    room = max(10, width - number.cell_length - len(purpose) - 4)
    first, *others = Content.styled(item.title, "bold").wrap(room)
    padding = " " * (room - first.cell_length + 2)
    lines = [Content.assemble(number, first, padding, (purpose, "$quiet"))]
    return lines + [Content.assemble(" " * number.cell_length, line) for line in others[:2]]


def _line(text: str, width: int, style: str) -> Content:
    return Content.styled(f"{_MARGIN}{text}", style).truncate(max(0, width - 1), ellipsis=True)


def _between(record: Record, width: int) -> Content:
    meeting = record.meeting
    if meeting.called_off is not None:
        words = _("This meeting is called off; /undo takes that back.")
    elif meeting.status is MeetingStatus.PLANNED:
        words = _("The meeting is not open yet. Who is there? /present and their initials; F2 opens the meeting.")
    elif meeting.closed:
        words = _("The meeting was closed at {time}. ^S writes minutes and action list.")
        if not told(meeting.closed, meeting):
            words = _("The meeting was closed. ^S writes minutes and action list.")
        words = words.format(time=f"{local(meeting.closed, meeting):%H:%M}")
    else:
        words = _("No item is being treated. F2 goes to the next one.")
    lines = Content.styled(words, "$accent").wrap(max(20, width - 3))
    return Content("\n").join(Content.assemble(" ", line) for line in lines)
