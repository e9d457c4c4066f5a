"""The fields of the item, or of the meeting, that is chosen in the agenda."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content

from store.i18n import _
from store.model import AgendaItem
from tui.prepare.agenda_list import PlanScene, on_panel
from tui.prepare.fields import Row, shown
from tui.widgets.lines_widget import LinesWidget

_LABEL = 22
_MOST_LINES = 3


class PlanFields(LinesWidget):
    """Lines for each field, the chosen one whole; on a narrow screen, until one is chosen, only the full ones."""

    scene: PlanScene

    def draw(self, width: int, height: int) -> list[Content]:
        """As much as fits, the chosen field in it."""
        scene = self.scene
        folded = scene.row is None and self.screen.has_class("-narrow")
        title, *others = scene.rows
        lines = [*self._title(title, width), *([] if folded else [Content("")])]
        chosen = (0, len(lines) if title == scene.chosen_row else 0)
        for row in others:
            here = row == scene.chosen_row
            text = shown(scene.thing, row, scene.sitting.people())
            if folded and not text:
                continue
            # Of a field with more values the first has the name.
            label = _(row.field.label) if here or not row.at else ""
            style = "$warning" if row.field.name == "confidential" else ""
            drawn = _drawn(label, _(row.field.hint) if here else "", text, style, width, here=here, folded=folded)
            if here:
                chosen = (len(lines), len(lines) + len(drawn))
            lines += drawn
        lines += self._notes(width)
        first = max(0, min(chosen[1] - height + 1, chosen[0]))
        return lines[first : first + max(1, height)]

    def _title(self, row: Row, width: int) -> list[Content]:
        """The first field, as the head of the others."""
        thing = self.scene.thing
        here = row == self.scene.chosen_row
        name = f"{thing.number}  " if isinstance(thing, AgendaItem) else ""
        start = Content.assemble(" ▸ " if here else "   ", (name, "")).stylize("bold $accent")
        lines = Content.styled(thing.title, "bold").wrap(max(10, width - start.cell_length - 1))
        padding = " " * start.cell_length
        head = [
            Content.assemble(padding if at else start, line) for at, line in enumerate(lines[: None if here else 2])
        ]
        return [on_panel(line, width, here=here) for line in head]

    def _notes(self, width: int) -> list[Content]:
        thing = self.scene.thing
        if not isinstance(thing, AgendaItem) or not thing.notes:
            return []
        lines = [line for note in thing.notes for line in Content.styled(note, "$quiet").wrap(max(10, width - 5))]
        return [Content(""), *(Content.assemble("   ", line) for line in lines)]


@lru_cache(maxsize=256)
def _drawn(
    label: str, hint: str, text: str, style: str, width: int, *, here: bool, folded: bool
) -> tuple[Content, ...]:
    """A field: its name, and beside that its value, or what can be typed in the one that is chosen."""
    first = Content.assemble(
        Content.styled(" ▸ " if here else "   ", "bold $accent"),
        Content.styled(label, "bold" if here else "$quiet").truncate(_LABEL - 4, ellipsis=True, pad=True),
        " ",
    )
    if text:
        value = _value(text, style, max(10, width - _LABEL - 2), whole=here, folded=folded)
    else:
        hint = hint if here else "–" if label else "+"
        value = [Content.styled(hint, "$quiet" if here else "$faint").truncate(max(0, width - _LABEL - 1))]
    lines = [Content.assemble(" " * _LABEL if at else first, line) for at, line in enumerate(value)]
    return tuple(on_panel(line, width, here=here) for line in lines)


def _value(text: str, style: str, room: int, *, whole: bool, folded: bool) -> list[Content]:
    if folded:
        return [Content.styled(text.replace("\n", " "), style).truncate(room, ellipsis=True)]
    lines = [line for part in text.split("\n") for line in Content.styled(part, style).wrap(room)]
    if not whole and len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], Content.assemble(lines[_MOST_LINES - 1].truncate(room - 2), " …")]
    return lines
