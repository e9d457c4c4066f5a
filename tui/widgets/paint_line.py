"""One line of `Content` as it is painted, for the parts of a screen that paint line by line."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

# By theme and words. Reading a style anew takes as long as painting the line that it is for.
_READ: dict[tuple[str, str], Style] = {}


def paint_line(widget: Widget, line: Content | None, *, marked: bool = False) -> Strip:
    """`line` as wide as `widget` is, on the background of what is `marked` where it is; None is an empty line."""
    base, width = widget.visual_style, widget.size.width
    if line is None:
        return Strip.blank(width, base.rich_style)

    def style(words: str | Style) -> Style:
        return words if isinstance(words, Style) else _style(widget, words)

    if marked:
        base = base + _style(widget, "on $panel")
    runs = line.render(base, end="", parse_style=style)
    strip = Strip([Segment(text, (base + run).rich_style) for text, run in runs])
    return strip.adjust_cell_length(width, base.rich_style)


def _style(widget: Widget, words: str) -> Style:
    key = widget.app.theme, words
    if key not in _READ:
        _READ[key] = Style.parse(words, widget.app.theme_variables)
    return _READ[key]
