"""The fields of the item, or of the meeting, that is chosen in the agenda."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content

from store.model import AgendaItem
from store.words import _
from tui.fields import Row, shown
from tui.widgets.drawn_lines import DrawnLines
from tui.widgets.plan_list import PlanScene, on_panel

_LABEL = 22
_MOST_LINES = 3


class PlanFields(DrawnLines):
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
            value = self._value(row, width, folded=folded, here=here)
            if folded and not value:
                continue
            if here:
                chosen = (len(lines), len(lines) + max(1, len(value)))
            lines += self._row(row, value, width, here=here)
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

    def _value(self, row: Row, width: int, *, here: bool, folded: bool) -> list[Content]:
        text = shown(self.scene.thing, row, self.scene.sitting.people())
        if not text:
            return []
        style = "$warning" if row.field.name == "confidential" else ""
        room = max(10, width - _LABEL - 2)
        if folded:
            return [Content.styled(text.replace("\n", " "), style).truncate(room, ellipsis=True)]
        lines = _wrapped(text, style, room)
        if not here and len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], Content.assemble(lines[_MOST_LINES - 1].truncate(room - 2), " …")]
        return lines

    def _row(self, row: Row, value: list[Content], width: int, *, here: bool) -> list[Content]:
        label = _(row.field.label) if not row.at else ""
        if here and not label:
            label = _(row.field.label)
        mark = Content.styled(" ▸ " if here else "   ", "bold $accent")
        style = "bold" if here else "$quiet"
        first = Content.assemble(mark, Content.styled(label, style).truncate(_LABEL - 4, ellipsis=True, pad=True), " ")
        if not value:
            hint = _(row.field.hint) if here else "–" if label else "+"
            value = [Content.styled(hint, "$quiet" if here else "$faint").truncate(max(0, width - _LABEL - 1))]
        lines = [Content.assemble(" " * _LABEL if at else first, line) for at, line in enumerate(value)]
        return [on_panel(line, width, here=here) for line in lines]

    def _notes(self, width: int) -> list[Content]:
        thing = self.scene.thing
        if not isinstance(thing, AgendaItem) or not thing.notes:
            return []
        lines = [line for note in thing.notes for line in Content.styled(note, "$quiet").wrap(max(10, width - 5))]
        return [Content(""), *(Content.assemble("   ", line) for line in lines)]


@lru_cache(maxsize=64)
def _wrapped(text: str, style: str, room: int) -> list[Content]:
    return [line for part in text.split("\n") for line in Content.styled(part, style).wrap(room)]
